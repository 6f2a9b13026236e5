"""Draws specimens by chance: a region in a quarter, made-up figures that add up, and a varied layout."""

from __future__ import annotations

import random
from dataclasses import replace

from facsimiles.figures import Figures, Row
from facsimiles.layout import VARIATIONS, Layout, settled
from facsimiles.places import Region, region_names, regions_of
from facsimiles.specimen import Specimen

YEARS = (2018, 2019, 2020, 2021, 2022, 2023)
_LAG_MONTHS = (1, 2, 3, 4)


def made_up_figures(
    rng: random.Random, region: Region, when: tuple[int, int], size: int = 0, name: str | None = None
) -> Figures:
    """Figures that add up, for `size` municipalities of a region (0: all of them), in a year and quarter."""
    year, quarter = when
    chosen = list(region.municipalities)
    if size and size < len(chosen):
        chosen = sorted(rng.sample(chosen, size), key=lambda member: member.name)
    rows = []
    for place, member in enumerate(chosen):
        scale = rng.lognormvariate(4.6, 0.9)
        weights = (0.12, 0.5, 1.4, 0.4)
        parts = [int(scale * weight * rng.uniform(0.4, 1.6)) for weight in weights]
        if place == 0:
            # One small count and one above a thousand, so that every rendering of either is met.
            parts[0], parts[2] = rng.randint(0, 4), rng.randint(1001, 2999)
        rows.append(Row(member.name, (*parts, sum(parts))))
    total = tuple(sum(row.counts[place] or 0 for row in rows) for place in range(5))
    register = int(total[4] / rng.uniform(0.62, 0.86))
    lag = rng.choice(_LAG_MONTHS)
    month = quarter * 3 + lag
    return Figures(
        region=name or region.name,
        region_number=region.number,
        year=year,
        quarter=quarter,
        rows=tuple(rows),
        total=total,
        register=register,
        percentage=rounded_percentage(total[4], register),
        colophon=(year + (month - 1) // 12, (month - 1) % 12 + 1),
    )


def rounded_percentage(part: int, whole: int) -> int:
    """The share in whole per cents, a half rounded up."""
    return (200 * part + whole) // (2 * whole)


def random_figures(rng: random.Random) -> Figures:
    """A random region and quarter, under one of the region's names."""
    year = rng.choice(YEARS)
    region = rng.choice([region for region in regions_of(year) if len(region.municipalities) >= 3])
    names = region_names()[region.number]
    name = region.name if rng.random() < 0.7 else rng.choice(names)
    size = rng.choice((0, 0, 0, 3, 5))
    return made_up_figures(rng, region, (year, rng.randint(1, 4)), size, name)


def random_layout(rng: random.Random, count: int) -> Layout:
    """A layout with `count` fields varied."""
    chosen = rng.sample(sorted(VARIATIONS), count)
    return settled(replace(Layout(), **{name: rng.choice(VARIATIONS[name]) for name in chosen}))


def random_specimen(seed: int, engine: str = "reportlab", count: int | None = None) -> Specimen:
    """The specimen of a seed: the same seed gives the same one."""
    rng = random.Random(seed)
    layout = random_layout(rng, rng.randint(0, 6) if count is None else count)
    figures = [random_figures(rng)]
    if rng.random() < 0.06:
        figures.append(_of_another_region(rng, figures[0]))
    return Specimen(tuple(figures), layout, engine, seed)


def _of_another_region(rng: random.Random, first: Figures) -> Figures:
    own = region_names()[first.region_number or 0]
    others = [region for region in regions_of(first.year) if region.name not in own and len(region.municipalities) >= 3]
    other = made_up_figures(rng, rng.choice(others), (first.year, first.quarter), size=6)
    return replace(other, colophon=first.colophon)
