"""A short title for every published column, in English and Dutch, from `column_titles.csv`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# The bounds of a number are called after it.
_BOUNDS = {"_min": (", at least", ", ten minste"), "_max": (", at most", ", ten hoogste")}


@dataclass(frozen=True, slots=True)
class Title:
    """What a column is called for people."""

    english: str
    dutch: str


def title_of(name: str) -> Title | None:
    """The title of a column; None where the list has none."""
    titles = _titles()
    if name in titles:
        return titles[name]
    bare, bound = name[:-4], _BOUNDS.get(name[-4:])
    if bound is None or bare not in titles:
        return None
    return Title(titles[bare].english + bound[0], titles[bare].dutch + bound[1])


@cache
def _titles() -> dict[str, Title]:
    text = files(__package__).joinpath("column_titles.csv").read_text(encoding="utf-8")
    return {
        row["column_name"]: Title(row["title"], row["title_nl"])
        for row in csv.DictReader(text.splitlines(), strict=True)
    }
