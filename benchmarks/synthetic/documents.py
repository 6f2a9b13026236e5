"""The documents of a synthetic history: what is printed how, what is wrong with some, and what is missing.

The same seed gives the same documents. Beside each stands its truth as JSON, and `truth.csv` lists them all. Two looks,
as in the two real publications, each drifting in its words over the years; one publication in forty comes again
corrected, one in eighty has a misprint that must keep it out, and one in sixty was never found.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.synthetic.figures import FIRST_YEAR, LAST_YEAR, Quarter, all_quarters, figures_of
from facsimiles.figures import Figures, Row
from facsimiles.layout import Layout
from facsimiles.making import made
from facsimiles.places import regions_of
from facsimiles.specimen import Specimen
from facsimiles.truth import REJECT, Truth, Verdict, truth_of

_ONE_CORRECTED_IN, _ONE_MISPRINTED_IN, _ONE_MISSING_IN = 40, 80, 60
_FIRST_PUBLISHED = "first"
# The words by which the reader knows a synthetic document.
MARK = "SYNTHETISCHE CIJFERS"


@dataclass(frozen=True, slots=True)
class Planned:
    """A document that is to be made: `name` without ending."""

    name: str
    specimen: Specimen
    truth: Truth
    edition: str


def planned(
    seed: int = 1, years: tuple[int, int] = (FIRST_YEAR, LAST_YEAR), region_count: int = 35
) -> Iterator[Planned]:
    """The documents of a history, in the order of quarters and regions."""
    for quarter in all_quarters(*years):
        for region in regions_of(quarter.year)[:region_count]:
            draw = random.Random(f"{seed} publication {region.number} {quarter.year} {quarter.number}")
            name = f"{region.number:02d}_{quarter.year}q{quarter.number}"
            figures, layout = figures_of(seed, region, quarter), layout_of(region.number, quarter)
            if draw.randrange(_ONE_MISSING_IN) == 0:
                continue
            if draw.randrange(_ONE_MISPRINTED_IN) == 0:
                yield _planned(name, _misprinted(figures, draw), layout, "misprinted")
                continue
            yield _planned(name, figures, layout, _FIRST_PUBLISHED)
            if draw.randrange(_ONE_CORRECTED_IN) == 0:
                yield _planned(f"{name}_corrected", _corrected(figures, draw), layout, "corrected")


def layout_of(region_number: int, quarter: Quarter) -> Layout:
    """The look of a publication: two out of three regions as Flevoland's, the others as Groningen's; words drift."""
    later = quarter.since_start >= 4
    if region_number % 3:
        return Layout(
            region_column="numbered",
            footnote="plural" if later else "real",
            vocabulary="uwv" if later else "met_zonder",
            suppressed="none",
            rules="horizontal" if later else "grid",
        )
    return Layout(
        heading="one_line",
        rules="zebra" if later else "none",
        vocabulary="klantprofiel" if later else "uwv",
        quarter="2e" if quarter.since_start < 2 else "words",
    )


def _planned(name: str, figures: Figures, layout: Layout, edition: str) -> Planned:
    specimen = Specimen((figures,), layout, seed=sum(map(ord, name)), foot=MARK)
    verdict = Verdict(REJECT, "a digit of a part is wrong") if edition == "misprinted" else None
    return Planned(name, specimen, truth_of(specimen, verdict), edition)


def _misprinted(figures: Figures, draw: random.Random) -> Figures:
    """One count of one row is another number, and no sum agrees with it."""
    return _with(figures, draw, 7, adds_up=False)


def _corrected(figures: Figures, draw: random.Random) -> Figures:
    """One count was wrong in the first edition; the second, two months later, adds up anew."""
    year, month = figures.colophon or (figures.year + 1, 1)
    later = _with(figures, draw, draw.choice((3, 5, 12)), adds_up=True)
    return replace(later, colophon=(year + (month + 1) // 12, (month + 1) % 12 + 1))


def _with(figures: Figures, draw: random.Random, by: int, *, adds_up: bool) -> Figures:
    place, count = draw.randrange(len(figures.rows)), draw.randrange(4)
    rows, total = list(figures.rows), list(figures.total)
    changed = list(rows[place].counts)
    for each in (count, 4) if adds_up else (count,):
        changed[each] = (changed[each] or 0) + by
        if adds_up:
            total[each] = (total[each] or 0) + by
    rows[place] = Row(rows[place].municipality, tuple(changed))
    register = figures.register + (by if adds_up else 0)
    percentage = (200 * (total[4] or 0) + register) // (2 * register)
    return replace(figures, rows=tuple(rows), total=tuple(total), register=register, percentage=percentage)


def _write(folder: Path, one: Planned) -> dict[str, object]:
    (folder / f"{one.name}.pdf").write_bytes(made(one.specimen))
    truth = one.truth.as_json() | {"is_synthetic": True}
    (folder / f"{one.name}.json").write_text(json.dumps(truth, ensure_ascii=False) + "\n", encoding="utf-8")
    (figures,) = one.specimen.figures
    quarter = f"{figures.year}Q{figures.quarter}"
    return {
        "file_name": f"{one.name}.pdf",
        "uwv_region_number": figures.region_number,
        "quarter_label": quarter,
        "edition": one.edition,
        "expect": one.truth.verdict.expect,
        "rows": len(figures.rows),
        "clients_in_sonar": figures.total[4],
        "target_group_register": figures.register,
    }


def write_history(folder: Path, documents: list[Planned], processes: int) -> None:
    """Renders the documents and writes their truth."""
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(processes) as pool:
        listed = list(pool.map(_write, [folder] * len(documents), documents, chunksize=8))
    with (folder / "truth.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(listed[0]))
        writer.writeheader()
        writer.writerows(listed)
