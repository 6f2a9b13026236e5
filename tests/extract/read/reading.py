"""What is read of a document: its remarks, passages and rows."""

from __future__ import annotations

from klantprofielen.read.document import Reading, read_document
from klantprofielen.read.layout.publication import PrintedPublication
from klantprofielen.read.limits import Limits
from klantprofielen.read.sources import FileKind
from klantprofielen.records import ColumnRole, PassageRole, Readers, RowKind


def read_pdf(pdf: bytes, readers: Readers = Readers.CHECKED) -> Reading:
    return read_document(pdf, FileKind.PDF, readers, Limits())


def remarks_of(reading: Reading) -> set[str]:
    return {code for publication in reading.publications for code in codes_of(publication)}


def codes_of(publication: PrintedPublication) -> set[str]:
    """The codes of its remarks."""
    return {remark.remark_code for remark in publication.remarks}


def texts_of(publication: PrintedPublication, role: PassageRole) -> list[str]:
    return [passage.passage_text for passage in publication.passages if passage.passage_role is role]


def cells_by_reader(reading: Reading) -> list[list[str]]:
    """The texts of the cells that each reader reads."""
    return [[cell.cell_text for one in each.publications for cell in one.cells] for each in reading.by_reader]


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
