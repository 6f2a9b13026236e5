"""The fast path: rows of a synthetic history straight into a landing file, without drawing or reading a page.

For measurements of SQL at sizes that nobody wants to render. Rows are what two readers would have taken from the
documents, but for the boxes, which stand in a plain grid.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta

from benchmarks.synthetic.documents import MARK, Planned, planned
from facsimiles.figures import COUNTS, Figures
from facsimiles.samples import dotted
from facsimiles.wording import MONTHS, QUARTERS
from klantprofielen.geometry import Box
from klantprofielen.home import Home
from klantprofielen.landing.load import Record, append, open_landing
from klantprofielen.records import (
    ColumnRole,
    HeaderKind,
    Identity,
    Load,
    PassageRole,
    PrintedCell,
    PrintedColumn,
    PrintedPassage,
    PrintedRemark,
    PrintedRow,
    Publication,
    Reader,
    ReaderResult,
    RowKind,
    Status,
)

_FIRST_LOAD = datetime(2026, 1, 1)
_READERS = (Reader.PDFIUM, Reader.PDFPLUMBER)
_HEADERS = ("Profiel in Sonar", "Geen profiel in Sonar", "Profiel in Sonar", "Geen profiel in Sonar", "Totaal in Sonar")


def write_histories(home: Home, histories: int, documents_of: list[Planned] | None = None) -> int:
    """Loads so many histories, each a load of its own with figures of its own; gives the number of documents."""
    home.make()
    done = 0
    with open_landing(home.landing) as connection:
        for number in range(1, histories + 1):
            documents = documents_of or list(planned(number))
            moment = _FIRST_LOAD + timedelta(days=number)
            load_id = f"{moment:%Y%m%dT%H%M%S%f}-{number:06x}"
            load = Load(load_id, moment, moment, "0", "checked", len(documents), 0, 0)
            records: list[Record] = [load]
            for one in documents:
                records += _records(load_id, number, one)
            append(connection, records)
            done += len(documents)
    return done


def _records(load_id: str, history: int, one: Planned) -> Iterator[Record]:
    (figures,) = one.specimen.figures
    sha256 = hashlib.sha256(f"{history} {one.name}".encode()).hexdigest()
    yield Publication(
        load_id=load_id,
        publication_id=sha256,
        document_sha256=sha256,
        file_name=f"{one.name}.pdf",
        source_address=f"synthetic/{history}/{one.name}.pdf",
        byte_count=30_000,
        page_count=1,
        reader="+".join(sorted(_READERS)),
        header_kind=HeaderKind.READ,
        layout_fingerprint=f"synthetic{(figures.region_number or 0) % 3}",
        printed_content_sha256=sha256,
        status=Status.READ,
        error_code=None,
        error_message=None,
    )
    for place, reader in enumerate(_READERS):
        yield ReaderResult(load_id, sha256, reader, place == 0, 1, None, None)
        identity = Identity(load_id, sha256, reader)
        for number, passage in enumerate(_passages(figures), start=1):
            yield PrintedRow(identity, number, passage)
        for column in _columns():
            yield PrintedRow(identity, None, column)
        for cell in _cells(figures):
            yield PrintedRow(identity, None, cell)
        yield PrintedRow(identity, 1, PrintedRemark("synthetic_document", f"The document says {MARK}.", 1))


def _passages(figures: Figures) -> Iterator[PrintedPassage]:
    quarter = QUARTERS["words"](figures.year, figures.quarter)
    texts = {
        PassageRole.HEADING: f"{quarter} {figures.region}",
        PassageRole.FOOTNOTE: "In Sonar zijn niet alle doelgroepers opgenomen, in de arbeidsmarktregio "
        f"{figures.region} bevat het doelgroepregister banenafspraak in totaal {dotted(figures.register)} personen. "
        f"Hiervan is {figures.percentage}% bekend binnen Sonar.",
    }
    if figures.colophon:
        year, month = figures.colophon
        texts[PassageRole.COLOPHON] = f"UWV Gegevensdiensten © {MONTHS[month - 1]} {year}"
    for line, (role, text) in enumerate(texts.items()):
        yield PrintedPassage(role, text, 1, _box(line, 0))


def _columns() -> Iterator[PrintedColumn]:
    yield PrintedColumn(1, ColumnRole.MUNICIPALITY, None)
    for number, (role, header) in enumerate(zip(COUNTS, _HEADERS, strict=True), start=2):
        yield PrintedColumn(number, ColumnRole(role), header)


def _cells(figures: Figures) -> Iterator[PrintedCell]:
    rows = [(RowKind.MUNICIPALITY, row.municipality, row.counts) for row in figures.rows]
    for number, (kind, name, counts) in enumerate([*rows, (RowKind.TOTAL, "TOTAAL AMR", figures.total)], start=1):
        yield PrintedCell(number, kind, 1, ColumnRole.MUNICIPALITY, name, 1, _box(number + 5, 1))
        for column, (role, count) in enumerate(zip(COUNTS, counts, strict=True), start=2):
            yield PrintedCell(number, kind, column, ColumnRole(role), dotted(count), 1, _box(number + 5, column))


def _box(line: int, column: int) -> Box:
    return Box(50.0 + 70 * column, 100.0 + 12 * line, 110.0 + 70 * column, 110.0 + 12 * line)
