"""Which municipalities lie in which labour-market region in a year, from the project's own seeds."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_SEEDS = Path(__file__).resolve().parents[2] / "seeds" / "cbs"


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality as CBS names it."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Region:
    """A labour-market region in one year, with UWV's number and its municipalities by name."""

    number: int
    code: str
    name: str
    municipalities: tuple[Municipality, ...]


@cache
def regions_of(year: int) -> tuple[Region, ...]:
    """The 35 regions of a year, by number.

    Left out are municipalities that CBS assigns to no region, and those that end in the middle of the year.
    """
    ending = _ending_within(year)
    with (_SEEDS / "municipality_region.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if row["year"] == str(year) and row["uwv_region_number"] and row["municipality_code"] not in ending
        ]
    regions = []
    for number in sorted({int(row["uwv_region_number"]) for row in rows}):
        own = [row for row in rows if int(row["uwv_region_number"]) == number]
        members = (Municipality(row["municipality_code"], row["municipality_name"]) for row in own)
        names = (own[0]["labour_market_region_code"], own[0]["labour_market_region_name"])
        regions.append(Region(number, *names, tuple(sorted(members, key=lambda member: member.name))))
    return tuple(regions)


def _ending_within(year: int) -> set[str]:
    """The codes of the municipalities that end on another day of a year than its first."""
    with (_SEEDS / "municipality_change.csv").open(encoding="utf-8", newline="") as file:
        changes = [(row["effective_date"], row["old_code"]) for row in csv.DictReader(file)]
    return {code for day, code in changes if day.startswith(f"{year}-") and not day.endswith("-01-01")}


@cache
def region_names() -> dict[int, tuple[str, ...]]:
    """Every known spelling of a region's name, by UWV's number."""
    names: dict[int, tuple[str, ...]] = {}
    with (_SEEDS / "region_alias.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            number = int(row["uwv_region_number"])
            names[number] = (*names.get(number, ()), row["alias"])
    return names
