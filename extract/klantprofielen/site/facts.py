"""What the site shows, read from the published release."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

import duckdb

from klantprofielen.provenance.calculation import PROFILE_RATIOS
from klantprofielen.site import queries

COUNTS = (
    "municipal_clients_with_profile",
    "municipal_clients_without_profile",
    "uwv_clients_with_profile",
    "uwv_clients_without_profile",
    "clients_in_sonar",
    "municipal_clients",
    "uwv_clients",
    "clients_with_profile",
    "clients_without_profile",
)
RATIOS = (*PROFILE_RATIOS, "register_coverage_ratio")
REGISTER = "target_group_register"


class Value(NamedTuple):
    """A figure; where a cell was suppressed it is None, and lies between the bounds."""

    value: float | None
    low: float | None
    high: float | None


UNKNOWN = Value(None, None, None)
_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a place in a quarter.

    Attributes:
        place: the region's UWV number, the municipality's code, or NL.
        region: the UWV number of the region in whose publication it stands.
        rows: which printed row it is: publication and row number; none for a sum.
        remarks: `estimated`, `incomplete`, `unknown_weight`, `changed_composition`, of a comparable series.
        counted: how many of what it rests on were seen, and how many there are.
        parts: what it is made of, as codes; equal parts make two quarters comparable.
    """

    place: str
    quarter: date
    region: int | None
    publication_id: str | None
    row_number: int | None
    values: Mapping[str, Value]
    remarks: tuple[str, ...]
    counted: tuple[int, int] | None
    parts: str | None


@dataclass(frozen=True, slots=True)
class Region:
    """A labour-market region on the newest borders."""

    number: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality, today's or a former one.

    Attributes:
        region: the UWV number of its region, the last one that it stood in.
        until: the first day on which it was no more; None for one of today.
        successors: into which ones of today it went: code, and the share that is known.
    """

    code: str
    name: str
    region: int | None
    until: date | None
    successors: tuple[tuple[str, float | None], ...]


class Source(NamedTuple):
    """A printed row that a row on today's borders is made of."""

    municipality: str
    publication_id: str
    row_number: int


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What there is of a region and quarter."""

    quarter: date
    region: int
    status: str
    publication_id: str | None
    source_status: str


@dataclass(frozen=True, slots=True)
class Publication:
    """A document that was ever seen."""

    publication_id: str
    region: int | None
    quarter: date | None
    file_name: str
    status: str
    published: date | None
    precision: str | None
    version: int | None
    superseded_by: str | None
    error_code: str | None
    error_message: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was found about a publication."""

    publication_id: str
    code: str
    severity: str
    english: str
    dutch: str

    def told(self, language: str) -> str:
        """What was found, in a language."""
        return self.dutch if language == "nl" else self.english


@dataclass(frozen=True, slots=True)
class Revision:
    """A count that a newer publication of the same region and quarter changed; without a municipality, the region's."""

    publication_id: str
    previous_publication_id: str
    region: int
    quarter: date
    municipality: str | None
    column: str
    kind: str
    before: int | None
    after: int | None
    row_before: int | None
    row_after: int | None


@dataclass(frozen=True)
class Facts:
    """Everything that the pages show, by place."""

    quarters: Sequence[date]
    regions: Mapping[int, Region]
    municipalities: Mapping[str, Municipality]
    national: Sequence[Figures]
    by_region: Mapping[int, Sequence[Figures]]
    by_region_comparable: Mapping[int, Sequence[Figures]]
    by_municipality: Mapping[str, Sequence[Figures]]
    by_municipality_comparable: Mapping[str, Sequence[Figures]]
    sources: Mapping[tuple[str, date], Sequence[Source]]
    ledger: Mapping[tuple[int, date], LedgerEntry]
    publications: Mapping[str, Publication]
    findings: Mapping[str, Sequence[Finding]]
    revisions: Sequence[Revision]
    aliases: Mapping[str, Sequence[str]]

    def municipalities_of(self, region: int | None, quarter: date) -> Sequence[Figures]:
        """The municipalities in a region's publication of a quarter, by name."""
        return self._by_publication.get((region, quarter), ())

    @cached_property
    def _by_publication(self) -> Mapping[tuple[int | None, date], Sequence[Figures]]:
        figures = (each for code in self.municipalities for each in self.by_municipality.get(code, ()))
        return grouped(((each.region, each.quarter), each) for each in figures)


def grouped(pairs: Iterable[tuple[_Key, _Value]]) -> dict[_Key, list[_Value]]:
    """The values of each key, in their order."""
    groups: dict[_Key, list[_Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


def count_columns(names: Iterable[str]) -> str:
    """SQL: each count with its bounds, as `counts_of` reads them."""
    return ", ".join(f"{name}, {name}_min, {name}_max" for name in names)


def counts_of(names: Sequence[str], numbers: Sequence[float | None]) -> dict[str, Value]:
    """The counts of a row with the columns of `count_columns`."""
    return {name: Value(*numbers[3 * at : 3 * at + 3]) for at, name in enumerate(names)}


def read_facts(connection: duckdb.DuckDBPyConnection) -> Facts:
    """Reads the whole release at once: some ten thousand rows for eight years of the country."""

    def rows(query: str) -> list[tuple[Any, ...]]:
        return connection.execute(query).fetchall()

    ledger = [LedgerEntry(*row) for row in rows(queries.LEDGER)]
    return Facts(
        quarters=sorted({entry.quarter for entry in ledger}),
        regions={row[0]: Region(*row) for row in rows(queries.REGIONS)},
        municipalities=_municipalities(connection),
        national=_figures(connection, queries.NATIONAL, with_register=True),
        by_region={int(key): rows for key, rows in _by_place(connection, queries.REGIONAL).items()},
        by_region_comparable={
            int(key): rows for key, rows in _by_place(connection, queries.REGIONAL_COMPARABLE).items()
        },
        by_municipality=_by_place(connection, queries.MUNICIPAL, with_register=False),
        by_municipality_comparable=_by_place(connection, queries.MUNICIPAL_COMPARABLE, with_register=False),
        sources=grouped(((code, quarter), Source(*row)) for code, quarter, *row in rows(queries.SOURCES)),
        ledger={(entry.region, entry.quarter): entry for entry in ledger},
        publications={row[0]: Publication(*row) for row in rows(queries.PUBLICATIONS)},
        findings=grouped((row[0], Finding(*row)) for row in rows(queries.FINDINGS)),
        revisions=[Revision(*row) for row in rows(queries.REVISIONS) + rows(queries.TOTAL_REVISIONS)],
        aliases=grouped(rows(queries.ALIASES)),
    )


def _by_place(
    connection: duckdb.DuckDBPyConnection, query: str, *, with_register: bool = True
) -> dict[str, list[Figures]]:
    return grouped((figures.place, figures) for figures in _figures(connection, query, with_register=with_register))


def _figures(connection: duckdb.DuckDBPyConnection, query: str, *, with_register: bool) -> list[Figures]:
    register = ("register_coverage_ratio", REGISTER) if with_register else ("null", "null")
    # Nothing of a document is put into a query: names of columns alone, from above.
    rows = connection.execute(
        query.format(figures=", ".join((count_columns(COUNTS), *PROFILE_RATIOS, *register)))
    ).fetchall()
    return [_figures_of(row) for row in rows]


_HEAD = 9


def _figures_of(row: tuple[Any, ...]) -> Figures:
    place, quarter, region, publication_id, row_number, remarks, seen, expected, parts = row[:_HEAD]
    *ratios, register_coverage, register = row[_HEAD + 3 * len(COUNTS) :]
    values = counts_of(COUNTS, row[_HEAD:])
    for (name, (part, rest, whole)), ratio in zip(PROFILE_RATIOS.items(), ratios, strict=True):
        values[name] = bounded_ratio(ratio, values[part], values[rest], values[whole])
    in_sonar = values["clients_in_sonar"]
    values["register_coverage_ratio"] = Value(
        register_coverage, *(_divided(bound, register) for bound in (in_sonar.low, in_sonar.high))
    )
    values[REGISTER] = Value(register, register, register)
    return Figures(
        place,
        quarter,
        region,
        publication_id,
        row_number,
        values,
        tuple(remarks.split()) if remarks else (),
        None if seen is None else (seen, expected),
        parts,
    )


def bounded_ratio(ratio: float | None, part: Value, rest: Value, whole: Value) -> Value:
    """A ratio and what it lies between: its part with the most beside it, and the most with the least beside it."""
    if ratio is not None or part.high is None or rest.high is None or part.low is None or rest.low is None:
        return Value(ratio, ratio, ratio)
    lowest = _divided(part.low, part.low + rest.high)
    highest = _divided(part.high, part.high + rest.low)
    if whole.value:
        lowest = max(lowest or 0, part.low / whole.value)
        highest = min(1 if highest is None else highest, part.high / whole.value)
    return Value(None, lowest, highest)


def _divided(part: float | None, whole: float | None) -> float | None:
    return None if part is None or not whole else part / whole


def _municipalities(connection: duckdb.DuckDBPyConnection) -> dict[str, Municipality]:
    found = connection.execute(queries.SUCCESSORS).fetchall()
    successors = grouped((code, (successor, weight)) for code, successor, weight in found)
    rows = connection.execute(queries.MUNICIPALITIES).fetchall()
    return {row[0]: Municipality(*(*row, tuple(successors.get(row[0], ())))) for row in rows}
