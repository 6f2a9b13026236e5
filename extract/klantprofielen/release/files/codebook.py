"""The code book: every column of every table, for people; in English, and in Dutch for Dutch spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from klantprofielen.query.answer_formats import BYTE_ORDER_MARK, NO, YES
from klantprofielen.release.files.csv_and_parquet import Types
from klantprofielen.release.files.datapackage import plain_type
from klantprofielen.release.files.described_tables import Table

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


def render_codebook(tables: Sequence[Table], types: Types) -> bytes:
    """The English code book; it holds the Dutch titles too."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(_HEADINGS)
    for table in tables:
        for field in table.fields:
            kind = plain_type(types.of_table[table.name][field.name], field.name)
            marks = (str(field.name in table.key).lower(), str(field.is_required).lower())
            values = ", ".join(field.values)
            writer.writerow(
                (table.name, field.name, field.title, field.title_nl, kind, *marks, values, field.description)
            )
    return file.getvalue().encode()


def render_codebook_nl(tables: Sequence[Table], types: Types) -> bytes:
    """The Dutch code book; what a column means in full stands there in English."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\n")
    writer.writerow(_HEADINGS_NL)
    for table in tables:
        for field in table.fields:
            kind = _TYPES_NL[plain_type(types.of_table[table.name][field.name], field.name)]
            marks = (YES if field.name in table.key else NO, YES if field.is_required else NO)
            writer.writerow(
                (table.name, field.name, field.title_nl, kind, *marks, ", ".join(field.values), field.description)
            )
    return (BYTE_ORDER_MARK + file.getvalue()).encode()
