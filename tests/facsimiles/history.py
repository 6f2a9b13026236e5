"""Sixteen small publications over nine quarters, in which everything happens that breaks a series.

Groningen over eight quarters: Appingedam, Delfzijl and Loppersum merge into Eemsdelta on 1 January 2021; the
third quarter of 2020 is corrected two months after it came out; the second quarter of 2021 is missing; the
file of the second quarter of 2020 is there twice, saved again under other bytes. Haaren is divided over two
regions on 1 January 2021; Elburg and Nunspeet go to another region on 1 January 2022.

`history/publications.csv` and `history/counts.csv` say what is printed, `history/expected_*.csv` what must
come of it. These were worked by hand; `history/README.md` shows how.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from facsimiles.figures import COUNTS, Figures, Row
from facsimiles.finish import resaved
from facsimiles.making import made
from facsimiles.specimen import Specimen

_TWICE = "groningen_2020q2"
_TOTAL = "TOTAAL"


def kept(name: str) -> list[dict[str, str]]:
    """The rows of one of the history's CSV files, by its name without the ending."""
    text = resources.files(__package__).joinpath("history", f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def specimens() -> dict[str, Specimen]:
    """The publications by file name without its ending, in the order in which they came out."""
    counts: dict[str, list[Row]] = {}
    for row in kept("counts"):
        counts.setdefault(row["file_name"], []).append(
            Row(row["municipality"], tuple(int(row[name]) for name in COUNTS))
        )
    published = sorted(kept("publications"), key=lambda row: (row["colophon"], row["file_name"]))
    return {row["file_name"]: Specimen((_figures(row, counts[row["file_name"]]),)) for row in published}


def _figures(publication: dict[str, str], rows: list[Row]) -> Figures:
    *municipalities, total = rows
    if total.municipality != _TOTAL:
        raise ValueError(f"{publication['file_name']} does not end with its total row")
    year, quarter = publication["quarter"].split("Q")
    published_year, month = publication["colophon"].split("-")
    return Figures(
        region=publication["region"],
        region_number=int(publication["region_number"]),
        year=int(year),
        quarter=int(quarter),
        rows=tuple(municipalities),
        total=total.counts,
        register=int(publication["register"]),
        percentage=int(publication["percentage"]),
        colophon=(int(published_year), int(month)),
    )


def documents() -> Iterator[tuple[str, bytes]]:
    """Every file of the history, the re-saved copy last."""
    pdfs = {name: made(specimen) for name, specimen in specimens().items()}
    yield from ((f"{name}.pdf", pdf) for name, pdf in pdfs.items())
    yield f"{_TWICE}_resaved.pdf", resaved(pdfs[_TWICE])


def write_all(folder: Path) -> None:
    """Writes every file of the history into a folder."""
    for name, pdf in documents():
        (folder / name).write_bytes(pdf)


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
