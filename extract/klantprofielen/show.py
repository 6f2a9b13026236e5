"""From a number back to its proof: the row, the document, the page, and a picture with the cells marked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pdfplumber
from rich.console import Console
from rich.table import Table
from rich.text import Text

from klantprofielen.home import Home

_RESOLUTION = 144
_MARGIN = 60
_MARK = "#d00000"


class NothingToShowError(Exception):
    """No published number answers to the question."""


@dataclass(frozen=True, slots=True)
class _Cell:
    role: str
    text: str
    page: int
    box: tuple[float, float, float, float]


def show(home: Home, code: str, quarter: str, crop: Path | None, console: Console) -> None:
    """Prints the published row of a municipality in a quarter with its document and cells.

    For a PDF it writes a picture of the part of the page with the cells outlined; for a transcript it
    prints the line.

    Raises:
        NothingToShowError: nothing is published, or nothing for that municipality and quarter.
    """
    if not home.published.exists():
        raise NothingToShowError(
            f"{home.published} is not there yet; run `klantprofielen build PATHS` first."
        )
    with duckdb.connect(str(home.published), read_only=True) as connection:
        row = connection.execute(_ROW, [code.upper(), quarter.upper()]).fetchone()
        if row is None:
            raise NothingToShowError(
                f"No published number for {code} in {quarter}; `select * from mart_publication_ledger` says what "
                "was seen of its region and quarter."
            )
        publication_id, row_number, name, file_name, address, document = row
        cells = [
            _Cell(role, text, page, (x0, top, x1, bottom))
            for role, text, page, x0, top, x1, bottom in connection.execute(
                _CELLS, [publication_id, row_number]
            ).fetchall()
        ]
    table = Table(title=f"{name} {quarter.upper()}")
    for heading in ("column", "printed", "page", "box (x0, top, x1, bottom)"):
        table.add_column(heading)
    for cell in cells:
        table.add_row(cell.role, Text(cell.text), str(cell.page), ", ".join(f"{c:.1f}" for c in cell.box))
    console.print(table)
    console.print(Text(f"document {file_name}\nsha256   {document}\nfrom     {address}"))
    _show_place(Path(address), document, cells, crop or Path(f"{code}-{quarter}.png"), console)


_ROW = """
    select
        fact.publication_id, fact.row_number, place.municipality_name,
        publication.file_name, publication.source_address, publication.document_sha256
    from fct_municipality_quarters as fact
    inner join dim_municipalities as place using (municipality_key)
    inner join dim_quarters as quarter using (quarter_start_date)
    inner join mart_publications as publication using (publication_id)
    where fact.municipality_code = ? and quarter.quarter_label = ?
"""
_CELLS = """
    select column_role, cell_text, page_number, x0, top, x1, bottom
    from mart_cells
    where publication_id = ? and row_number = ?
    order by column_number
"""


def _show_place(path: Path, sha256: str, cells: list[_Cell], crop: Path, console: Console) -> None:
    if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        console.print(Text(f"{path} no longer holds this document, so its place cannot be shown."))
    elif path.suffix.lower() == ".txt":
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        for number in sorted({int(cell.box[1]) for cell in cells}):
            console.print(Text(f"line {number + 1}: {lines[number]}"))
    else:
        _write_crop(path, cells, crop)
        console.print(Text(f"picture  {crop}"))


def _write_crop(path: Path, cells: list[_Cell], crop: Path) -> None:
    """Draws the cells' outlines on their page and cuts out the stretch around them."""
    page_number = cells[0].page
    with pdfplumber.open(path, pages=[page_number]) as document:
        page = document.pages[0]
        image = page.to_image(resolution=_RESOLUTION)
        scale = _RESOLUTION / 72
        on_page = [cell.box for cell in cells if cell.page == page_number]
        picture = image.original.copy()
        from PIL import ImageDraw

        pen = ImageDraw.Draw(picture)
        for box in on_page:
            pen.rectangle(
                [scale * (c + d) for c, d in zip(box, (-2, -2, 2, 2), strict=True)], outline=_MARK, width=2
            )
        top = max(0, scale * min(box[1] for box in on_page) - _MARGIN)
        bottom = min(picture.height, scale * max(box[3] for box in on_page) + _MARGIN)
        picture.crop((0, round(top), picture.width, round(bottom))).save(crop)
