"""Writes the answer to a query as CSV (also for Dutch spreadsheets), JSON, Markdown, a workbook or Parquet."""

from __future__ import annotations

import csv
import json
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, BinaryIO, TextIO

import pyarrow as pa
import pyarrow.parquet as pq
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from klantprofielen.query.ask import Answer, QueryError
from klantprofielen.query.process_messages import KIND, MOMENT

# What a spreadsheet takes for a formula, unless it is a number or stands alone, as the `-` of a suppressed cell does;
# both as Python and DuckDB read them.
FORMULA, NUMBER = r"(?s)[=+\-@\t\r].+", r"[+\-]?[\d.,]+%?"
# A spreadsheet counts in doubles: what is larger than this is written as text, with all its digits.
_EXACT = 2**53
# So that a spreadsheet takes a file for UTF-8.
BYTE_ORDER_MARK = "\ufeff"
# What a Dutch spreadsheet takes for true and false.
YES, NO = "JA", "NEE"
# What it shows as a moment has no `T` and no fractions of a second.
_FRACTION = re.compile(r"\.\d+")


def write_csv(answer: Answer, file: TextIO) -> None:
    """Comma separated, one header line, nothing for null; a text that a spreadsheet would run has an `'` before it."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(harmless(name) for name in answer.columns)
    for row in answer.rows:
        writer.writerow(_cell(value) for value in row)


def _cell(value: Any) -> str:  # noqa: ANN401 - whatever a query answers
    if value is None:
        return ""
    return harmless(value) if isinstance(value, str) else text_of(value)


def write_csv_nl(answer: Answer, file: TextIO) -> None:
    """CSV for a spreadsheet with Dutch settings, like `csv-nl/` of a release: `;`, decimal commas, JA and NEE."""
    schema = [] if answer.arrow is None else list(answer.arrow.schema)
    moments = {place for place, field in enumerate(schema) if (field.metadata or {}).get(KIND) == MOMENT}
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file, delimiter=";", lineterminator="\n")
    writer.writerow(harmless(name) for name in answer.columns)
    for row in answer.rows:
        writer.writerow(_cell_nl(value, is_moment=place in moments) for place, value in enumerate(row))


def _cell_nl(value: Any, *, is_moment: bool) -> str:  # noqa: ANN401 - whatever a query answers
    match value:
        case bool():
            return YES if value else NO
        case float() | Decimal():
            return text_of(value).replace(".", ",")
        case datetime():
            return _moment_nl(value.isoformat())
        case str() if is_moment:
            return _moment_nl(value)
        case _:
            return _cell(value)


def _moment_nl(text: str) -> str:
    return _FRACTION.sub("", text.replace("T", " "))


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if re.fullmatch(FORMULA, text) and not re.fullmatch(NUMBER, text) else text


def write_json(answer: Answer, file: TextIO) -> None:
    """An array of objects, one a line.

    Numbers have all their digits; `NaN` and the infinities, which JSON has no numbers for, are texts.
    """
    names = [_text(name) for name in distinct(answer.columns)]
    file.write("[")
    for number, row in enumerate(answer.rows):
        members = ", ".join(f"{name}: {json_of(value)}" for name, value in zip(names, row, strict=True))
        file.write(f"{',' if number else ''}\n {{{members}}}")
    file.write("\n]\n")


def write_markdown(answer: Answer, file: TextIO) -> None:
    """A table in Markdown; nothing for null."""
    file.write(_markdown_row(answer.columns))
    file.write(_markdown_row("---" for _ in answer.columns))
    for row in answer.rows:
        file.write(_markdown_row("" if value is None else text_of(value) for value in row))


def _markdown_row(texts: Iterable[str]) -> str:
    escaped = (text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for text in texts)
    return f"| {' | '.join(escaped)} |\n"


def write_xlsx(answer: Answer, file: BinaryIO) -> None:
    """One sheet; texts stay texts, whatever they begin with, and nothing stands for null."""
    with Workbook(file, {"constant_memory": True, "remove_timezone": True}) as book:
        day, moment = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet = book.add_worksheet("answer")
        sheet.freeze_panes(1, 0)
        for place, name in enumerate(distinct(answer.columns)):
            sheet.write_string(0, place, name)
        for number, row in enumerate(answer.rows, start=1):
            for place, value in enumerate(row):
                _write_cell(sheet, number, place, value, day, moment)


def _write_cell(sheet: Worksheet, row: int, place: int, value: Any, day: Format, moment: Format) -> None:  # noqa: ANN401
    match value:
        case None:
            return
        case bool():
            sheet.write_boolean(row, place, value)
        case int() | float() | Decimal() if -_EXACT < value < _EXACT:
            sheet.write_number(row, place, value)
        case datetime():
            sheet.write_datetime(row, place, value, moment)
        case date():
            sheet.write_datetime(row, place, value, day)
        case _:
            sheet.write_string(row, place, text_of(value))


def write_parquet(answer: Answer, file: BinaryIO) -> None:
    """One Parquet file with the types of the query's columns."""
    if answer.arrow is None:
        raise QueryError("This answer has no form for Parquet.")
    schema = answer.arrow.schema
    renamed = pa.schema([field.with_name(name) for field, name in zip(schema, distinct(schema.names), strict=True)])
    with pq.ParquetWriter(file, renamed, compression="zstd") as writer:
        for batch in answer.arrow.batches:
            writer.write_batch(pa.RecordBatch.from_arrays(batch.columns, schema=renamed))


# By the name of the format.
TEXT_WRITERS: dict[str, Callable[[Answer, TextIO], None]] = {
    "csv": write_csv,
    "csv-nl": write_csv_nl,
    "json": write_json,
    "md": write_markdown,
}
BINARY_WRITERS: dict[str, Callable[[Answer, BinaryIO], None]] = {"parquet": write_parquet, "xlsx": write_xlsx}


def distinct(names: Sequence[str]) -> list[str]:
    """Names of which no two are equal: the second `n` is `n_2`."""
    taken = set(names)
    given: set[str] = set()
    result = []
    for name in names:
        new, number = name, 1
        while new in given or (number > 1 and new in taken):
            number += 1
            new = f"{name}_{number}"
        given.add(new)
        result.append(new)
    return result


def text_of(value: Any) -> str:  # noqa: ANN401 - whatever a query answers
    """A value as text: booleans in lower case, moments as ISO 8601, decimals with all their digits."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)


def json_of(value: Any) -> str:  # noqa: ANN401 - whatever a query answers
    """A value as JSON."""
    match value:
        case None | bool():
            return json.dumps(value)
        case int() | float() | Decimal():
            return _number(value)
        case Mapping():
            return _object(value.items())
        case list() | tuple():
            return f"[{', '.join(json_of(each) for each in value)}]"
        case _:
            return _text(text_of(value))


def _number(value: float | Decimal) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if math.isfinite(value):
        return repr(value)
    return '"NaN"' if math.isnan(value) else f'"{"-" if value < 0 else ""}Infinity"'


def _text(text: str) -> str:
    """A JSON string; what a terminal would obey is written as an escape."""
    quoted = json.dumps(text, ensure_ascii=False)
    return quoted if quoted.isprintable() else "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in quoted)


def _object(members: Iterable[tuple[Any, Any]]) -> str:
    texts = (f"{_text(str(name))}: {json_of(value)}" for name, value in members)
    return f"{{{', '.join(texts)}}}"
