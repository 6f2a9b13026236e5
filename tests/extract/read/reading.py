"""What is read of a document, and the rows of what is read."""

from __future__ import annotations

from klantprofielen.read.document import Reading, read_document
from klantprofielen.read.layout.publication import PrintedPublication
from klantprofielen.read.limits import Limits
from klantprofielen.read.sources import FileKind
from klantprofielen.records import ColumnRole, Readers, RowKind


def read_pdf(pdf: bytes, readers: Readers = Readers.CHECKED) -> Reading:
    return read_document(pdf, FileKind.PDF, readers, Limits())


def remarks_of(reading: Reading) -> set[str]:
    return {remark.remark_code for publication in reading.publications for remark in publication.remarks}


def rows_of(publication: PrintedPublication, *kinds: RowKind) -> list[list[str]]:
    """The texts of the rows of these kinds, or of all."""
    rows: dict[int, list[str]] = {}
    for cell in publication.cells:
        if not kinds or cell.row_kind in kinds:
            rows.setdefault(cell.row_number, []).append(cell.cell_text)
    return list(rows.values())


def roles_of(publication: PrintedPublication, kind: RowKind) -> list[dict[ColumnRole, str]]:
    """The texts of the rows of a kind, each by its column's role."""
    rows: dict[int, dict[ColumnRole, str]] = {}
    for cell in publication.cells:
        if cell.row_kind is kind:
            rows.setdefault(cell.row_number, {})[cell.column_role] = cell.cell_text
    return list(rows.values())
