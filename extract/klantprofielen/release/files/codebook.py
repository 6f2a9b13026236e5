"""The code book: every column of every table, for people; in English, and in Dutch for Dutch spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from klantprofielen.query.answer_formats import BYTE_ORDER_MARK, NO, YES
from klantprofielen.release.files.csv_and_parquet import Types
from klantprofielen.release.files.datapackage import plain_type
from klantprofielen.release.files.described_tables import Field, Table

ENGLISH, DUTCH = "codebook.csv", "codeboek.csv"
_HEADINGS = ("table", "column", "title", "title_nl", "type", "is_key", "is_always_there", "values", "meaning")
_HEADINGS_NL = ("tabel", "kolom", "titel", "soort", "sleutel", "altijd gevuld", "waarden", "betekenis (Engels)")
_TYPES_NL = {
    "boolean": f"{YES} of {NO}",
    "date": "datum",
    "datetime": "datum en tijd",
    "integer": "geheel getal",
    "number": "getal",
    "string": "tekst",
}


def columns_of(tables: Sequence[Table], types: Types) -> Iterator[tuple[Table, Field, str]]:
    """Every column of every table, with its plain type."""
    for table in tables:
        for field in table.fields:
            yield table, field, plain_type(types[table.name][field.name], field.name)


def render_codebook(tables: Sequence[Table], types: Types) -> bytes:
    """The English code book; it holds the Dutch titles too."""
    rows = []
    for table, field, kind in columns_of(tables, types):
        marks = (str(field.name in table.key).lower(), str(field.is_required).lower())
        values = ", ".join(field.values)
        rows.append((table.name, field.name, field.title, field.title_nl, kind, *marks, values, field.description))
    return _csv(_HEADINGS, rows, ",").encode()


def render_codebook_nl(tables: Sequence[Table], types: Types) -> bytes:
    """The Dutch code book; what a column means in full stands there in English."""
    rows = []
    for table, field, kind in columns_of(tables, types):
        marks = (YES if field.name in table.key else NO, YES if field.is_required else NO)
        values = ", ".join(field.values)
        rows.append((table.name, field.name, field.title_nl, _TYPES_NL[kind], *marks, values, field.description))
    return (BYTE_ORDER_MARK + _csv(_HEADINGS_NL, rows, ";")).encode()


def _csv(headings: Sequence[str], rows: Sequence[Sequence[str]], delimiter: str) -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows([headings, *rows])
    return file.getvalue()
