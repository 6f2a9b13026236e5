"""Levels and trends: how many clients a municipality might have had in a quarter.

Places are those of each year, from the project's seeds. A municipality's level comes from its code; where it takes over
(part of) another, it takes over that share of the other's level, so that no series jumps but where the map does. The
target group grows by some three per cent a year, the share with a profile rises from a half to three quarters and
flattens, municipalities serve a fifth to a third, and every quarter has its noise.
"""

from __future__ import annotations

import csv
import math
import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from facsimiles.figures import Figures, Row
from facsimiles.generate import rounded_percentage
from facsimiles.places import Region, regions_of

FIRST_YEAR, LAST_YEAR = 2017, 2024
_SEEDS = Path(__file__).resolve().parents[2] / "seeds" / "cbs"
_GROWTH_A_YEAR = 0.03


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of a year, from 1 to 4."""

    year: int
    number: int

    @property
    def since_start(self) -> float:
        """Years since the series began."""
        return self.year - FIRST_YEAR + (self.number - 1) / 4


def all_quarters(first: int = FIRST_YEAR, last: int = LAST_YEAR) -> list[Quarter]:
    """The quarters of these years, in order."""
    return [Quarter(year, number) for year in range(first, last + 1) for number in (1, 2, 3, 4)]


@dataclass(frozen=True, slots=True)
class _Change:
    old: str
    new: str
    year: int
    weight: float


@cache
def _changes() -> tuple[_Change, ...]:
    with (_SEEDS / "municipality_change.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            _Change(row["old_code"], row["new_code"], int(row["effective_date"][:4]), float(row["weight"] or 1))
            for row in csv.DictReader(file)
        )


# Inhabitants in thousands, about 2018, of the largest; the others are drawn around what is left for them.
_LARGE = {
    "Amsterdam": 854, "Rotterdam": 639, "'s-Gravenhage": 532, "Utrecht": 348, "Eindhoven": 229, "Groningen": 203,
    "Tilburg": 215, "Almere": 204, "Breda": 184, "Nijmegen": 175, "Apeldoorn": 161, "Haarlem": 159, "Arnhem": 158,
    "Enschede": 158, "Amersfoort": 155, "Zaanstad": 154, "'s-Hertogenbosch": 153, "Haarlemmermeer": 148,
    "Zwolle": 126, "Zoetermeer": 124, "Leiden": 124, "Leeuwarden": 123, "Maastricht": 122, "Dordrecht": 118,
    "Ede": 114, "Emmen": 107, "Westland": 107, "Delft": 102, "Venlo": 101, "Deventer": 99, "Sittard-Geleen": 93,
    "Helmond": 91, "Oss": 91, "Amstelveen": 90, "Hilversum": 89, "Heerlen": 87, "Lelystad": 77,
}  # fmt: skip
_CLIENTS_PER_THOUSAND = 12


@cache
def _first_names() -> dict[str, str]:
    return {member.code: member.name for region in regions_of(FIRST_YEAR) for member in region.municipalities}


def _own_level(seed: int, code: str) -> float:
    draw = random.Random(f"{seed} level {code}")
    thousands = _LARGE.get(_first_names().get(code, "")) or draw.lognormvariate(3.2, 0.5)
    return _CLIENTS_PER_THOUSAND * thousands * draw.uniform(0.8, 1.25)


@cache
def level(seed: int, code: str, year: int) -> float:
    """Clients of a municipality in a year, without growth and noise."""
    own = _own_level(seed, code) if code in _first_names() else 0.0
    taken = sum(
        change.weight * level(seed, change.old, change.year - 1)
        for change in _changes()
        if change.new == code and change.old != code and FIRST_YEAR < change.year <= year
    )
    # A place of which the changes know no origin begins on its own.
    return own + taken or _own_level(seed, code)


def counts_of(seed: int, code: str, quarter: Quarter) -> tuple[int, ...]:
    """The four counts of a municipality in a quarter, and their sum."""
    lasting = random.Random(f"{seed} mix {code}")
    municipal, start = lasting.uniform(0.15, 0.35), lasting.uniform(-0.6, 0.6)
    passing = random.Random(f"{seed} {code} {quarter.year} {quarter.number}")
    growth = (1 + _GROWTH_A_YEAR) ** quarter.since_start
    clients = level(seed, code, quarter.year) * growth * passing.gauss(1, 0.015)
    profile = 1 / (1 + math.exp(-(start + 1.2 * (1 - math.exp(-quarter.since_start / 4)))))
    parts = []
    for share, shift in ((municipal, -0.06), (1 - municipal, 0.02)):
        known = min(max(profile + shift + passing.gauss(0, 0.01), 0.02), 0.98)
        parts += [round(clients * share * known), round(clients * share * (1 - known))]
    return (*parts, sum(parts))


def figures_of(seed: int, region: Region, quarter: Quarter) -> Figures:
    """What a publication of a region and quarter would print."""
    rows = tuple(Row(member.name, counts_of(seed, member.code, quarter)) for member in region.municipalities)
    total = tuple(sum(row.counts[place] or 0 for row in rows) for place in range(5))
    draw = random.Random(f"{seed} register {region.number} {quarter.year} {quarter.number}")
    lasting = random.Random(f"{seed} register {region.number}").uniform(0.66, 0.82)
    register = max(total[4], round(total[4] / (lasting + draw.gauss(0, 0.004))))
    month = 3 * quarter.number + draw.choice((2, 2, 3, 4))
    return Figures(
        region=region.name,
        region_number=region.number,
        year=quarter.year,
        quarter=quarter.number,
        rows=rows,
        total=total,
        register=register,
        percentage=rounded_percentage(total[4], register),
        colophon=(quarter.year + (month - 1) // 12, (month - 1) % 12 + 1),
    )
