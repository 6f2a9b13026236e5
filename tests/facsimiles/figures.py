"""What one publication says: the figures, without any layout.

A count is a number of people. The five counts of a row stand in the order of `COUNTS`; the last is the sum of
the other four. `None` is a count that the publication does not print.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import resources

COUNTS = (
    "municipal_clients_with_profile",
    "municipal_clients_without_profile",
    "uwv_clients_with_profile",
    "uwv_clients_without_profile",
    "clients_in_sonar",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A municipality and its five counts, in the order of `COUNTS`."""

    municipality: str
    counts: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """One region in one quarter. `colophon` is the year and month of publication, if printed."""

    region: str
    region_number: int | None
    year: int
    quarter: int
    rows: tuple[Row, ...]
    total: tuple[int | None, ...]
    register: int
    percentage: int
    colophon: tuple[int, int] | None


def dotted(count: int) -> str:
    """A count as UWV prints it, with points between its thousands."""
    return f"{count:,}".replace(",", ".")


def figures_of(name: str) -> Figures:
    """The figures of a real publication, kept by hand in `figures/<name>.json`."""
    text = resources.files(__package__).joinpath("figures", f"{name}.json").read_text(encoding="utf-8")
    kept = json.loads(text)
    colophon = kept.pop("colophon")
    return Figures(
        rows=tuple(Row(municipality, tuple(counts)) for municipality, *counts in kept.pop("rows")),
        total=tuple(kept.pop("total")),
        colophon=None if colophon is None else (int(colophon[:4]), int(colophon[5:])),
        **kept,
    )
