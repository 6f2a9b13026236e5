"""The code book: every column of every table, for people; in English, and in Dutch for Dutch spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from klantprofielen.query.answer_formats import BYTE_ORDER_MARK, NO, YES
from klantprofielen.release.files.csv_and_parquet import Types
from klantprofielen.release.files.datapackage import plain_type
from klantprofielen.release.files.published_tables import Table

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


def describe(tables: Sequence[Table], types: Types, yes: str, no: str) -> Iterator[tuple[str, ...]]:
    """A row of the code book for every column; `yes` and `no` say whether it is of the key, and always there."""
    for table in tables:
        for field in table.fields:
            kind = plain_type(types[table.name][field.name], field.name)
            marks = (yes if is_so else no for is_so in (field.name in table.key, field.is_required))
            values = ", ".join(field.values)
            yield table.name, field.name, field.title, field.title_nl, kind, *marks, values, field.description


def render_codebook(tables: Sequence[Table], types: Types) -> bytes:
    """The English code book; it holds the Dutch titles too."""
    return _csv(_HEADINGS, describe(tables, types, "true", "false"), ",").encode()


def render_codebook_nl(tables: Sequence[Table], types: Types) -> bytes:
    """The Dutch code book; what a column means in full stands there in English."""
    rows = (
        (table, column, title_nl, _TYPES_NL[kind], *rest)
        for table, column, _, title_nl, kind, *rest in describe(tables, types, YES, NO)
    )
    return (BYTE_ORDER_MARK + _csv(_HEADINGS_NL, rows, ";")).encode()


def _csv(headings: Sequence[str], rows: Iterable[Sequence[str]], delimiter: str) -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows([headings, *rows])
    return file.getvalue()
