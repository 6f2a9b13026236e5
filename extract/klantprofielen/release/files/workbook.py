"""`klantprofielen.xlsx`: what people read. A sheet of contents, a sheet for each table, and a codebook.

Which tables these are, dbt's yaml says (`meta: in_workbook`). Cells, equations and whatever else a number is traced
with stand in CSV and Parquet. Rows go to disk as they come, so that memory does not grow with them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from klantprofielen.release.files.codebook import describe
from klantprofielen.release.files.csv_and_parquet import Types, select_rows
from klantprofielen.release.files.datapackage import plain_type
from klantprofielen.release.files.published_tables import Table
from klantprofielen.release.files.publisher import Texts

# What Excel can hold: rows of a sheet (with the header), characters of a sheet's name and of a cell.
_MOST_ROWS = 1_048_576
_LONGEST_NAME = 31
_LONGEST_TEXT = 32_767
# Widths in characters, heights in points.
_WIDEST = 48
_LINE = 15.0
_MEANING = 110
# What a person does not read but may look up stands behind what is read.
_LOOKED_UP = ("_sha256", "_key", "publication_id", "publication_ids")
_A4 = 9


class _Styles:
    """The looks of cells, by what they hold."""

    def __init__(self, book: Workbook) -> None:
        self.heading: Format = book.add_format({"bold": True, "bg_color": "#e6ecf2", "valign": "top"})
        self.title: Format = book.add_format({"bold": True, "font_size": 14})
        self.wrapped: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self.top: Format = book.add_format({"valign": "top"})
        self.link: Format = book.add_format({"font_color": "#0645ad", "underline": 1, "valign": "top"})
        self.date: Format = book.add_format({"num_format": "yyyy-mm-dd"})
        self.moment: Format = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self.share: Format = book.add_format({"num_format": "0.0%"})


def write_workbook(
    path: Path,
    connection: duckdb.DuckDBPyConnection,
    tables: Sequence[Table],
    types: Types,
    rows: dict[str, int],
    modified: datetime,
    texts: Texts,
) -> None:
    """Writes the workbook: equal tables give equal bytes."""
    # Text stays text: a printed `=…` or an address must never become a formula or a link.
    options = {
        "constant_memory": True,
        "tmpdir": str(path.parent),
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    shown = [table for table in tables if table.is_in_workbook]
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties({"title": texts.title, "created": modified, "comments": "Sources: UWV; CBS (CC BY 4.0)"})
    styles, sheets = _Styles(book), sheet_names(shown)
    # In constant memory a sheet is finished before the next one begins.
    _write_contents(book.add_worksheet("Contents"), texts, shown, sheets, rows, styles)
    for table in shown:
        if rows[table.name] < _MOST_ROWS:
            _write_table(book.add_worksheet(sheets[table.name]), connection, table, types[table.name], styles)
    _write_codebook(book.add_worksheet("Codebook"), shown, types, styles)
    _close(book)


def _close(book: Workbook) -> None:
    """Finishes the file; what the system answered where it could not be written is no error of XlsxWriter's own."""
    try:
        book.close()
    except FileCreateError as error:
        if isinstance(error.__context__, OSError):
            raise error.__context__ from error
        raise


def sheet_names(tables: Sequence[Table]) -> dict[str, str]:
    """Table to the name of its sheet: the table's own, cut where Excel can't hold it, with a number if need be."""
    names: dict[str, str] = {}
    for table in tables:
        name, number = table.name[:_LONGEST_NAME], 2
        while name in names.values():
            ending = f"_{number}"
            name, number = table.name[: _LONGEST_NAME - len(ending)] + ending, number + 1
        names[table.name] = name
    return names


def _write_contents(
    sheet: Worksheet,
    texts: Texts,
    tables: Sequence[Table],
    sheets: dict[str, str],
    rows: dict[str, int],
    styles: _Styles,
) -> None:
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 1, 10)
    sheet.set_column(2, 2, _MEANING)
    _print_on_one_width(sheet)
    sheet.write_string(0, 0, texts.title, styles.title)
    sheet.set_row(2, _height(texts.description))
    sheet.write_string(2, 2, texts.description, styles.wrapped)
    sheet.write_string(
        3, 2, "Sources: UWV, Transparantie van klantprofielen; CBS (CC BY 4.0). Terms: LICENSE.md.", styles.wrapped
    )
    sheet.write_string(
        4, 2, "Cells, equations and all other tables: csv/ and parquet/, with datapackage.json.", styles.wrapped
    )
    for column, text in enumerate(("sheet", "rows", "what it holds")):
        sheet.write_string(6, column, text, styles.heading)
    for line, table in enumerate(tables, start=7):
        sheet.set_row(line, _height(table.description))
        if rows[table.name] < _MOST_ROWS:
            sheet.write_url(line, 0, f"internal:'{sheets[table.name]}'!A1", styles.link, table.name)
        else:
            sheet.write_string(line, 0, f"{table.name} (too long for Excel: see csv/)", styles.wrapped)
        sheet.write_number(line, 1, rows[table.name], styles.top)
        sheet.write_string(line, 2, table.description, styles.wrapped)
    last = 7 + len(tables)
    sheet.write_url(last, 0, "internal:'Codebook'!A1", styles.link, "Codebook")
    sheet.write_string(last, 2, "What every column of these sheets means.", styles.wrapped)
    sheet.freeze_panes(7, 0)
    sheet.activate()


def _height(text: str) -> float:
    return _LINE * max(1, math.ceil(len(text) / (0.9 * _MEANING)))


def _write_codebook(sheet: Worksheet, tables: Sequence[Table], types: Types, styles: _Styles) -> None:
    headings = (
        ("table", 36),
        ("column", 36),
        ("title", 36),
        ("titel (Nederlands)", 36),
        ("type", 10),
        ("key", 6),
        ("always there", 12),
        ("values", 30),
        ("meaning", _MEANING),
    )
    _print_on_one_width(sheet)
    for column, (text, width) in enumerate(headings):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, text, styles.heading)
    line = 0
    for line, texts in enumerate(describe(tables, types, "yes", ""), start=1):
        *_, values, meaning = texts
        sheet.set_row(line, max(_height(meaning), _LINE * math.ceil(len(values) / 28)))
        for column, text in enumerate(texts):
            sheet.write_string(line, column, text, styles.wrapped)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, line, len(headings) - 1)


def _write_table(
    sheet: Worksheet, connection: duckdb.DuckDBPyConnection, table: Table, types: dict[str, str], styles: _Styles
) -> None:
    names = _in_order_of_reading(table)
    looks = [_look(name, plain_type(types[name], name), styles) for name in names]
    writers = [_writer(sheet, plain_type(types[name], name)) for name in names]
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, styles.heading)
    line = 0
    widths = [len(name) for name in names]
    found = connection.execute(select_rows(table, names))
    while batch := found.fetchmany(2_000):
        for column, values in enumerate(zip(*batch, strict=True)):
            widths[column] = max(widths[column], _width(values, looks[column], styles))
        for row in batch:
            line += 1
            for column, value in enumerate(row):
                if value is not None:
                    writers[column](line, column, value, looks[column])
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width + 3, _WIDEST))
    _print_on_one_width(sheet)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, line, len(names) - 1)


def _in_order_of_reading(table: Table) -> list[str]:
    """The columns, hashes and keys that nobody reads last."""
    return sorted((field.name for field in table.fields), key=lambda name: name.endswith(_LOOKED_UP))


def _look(name: str, kind: str, styles: _Styles) -> Format | None:
    if name.endswith("_ratio"):
        return styles.share
    return {"date": styles.date, "datetime": styles.moment}.get(kind)


def _width(values: Sequence[Any], look: Format | None, styles: _Styles) -> int:
    """How many characters the longest of these values takes as it is shown."""
    if look is not None:
        return len("2020-01-01 00:00:00" if look is styles.moment else "2020-01-01")
    return max((len(str(value)) for value in values if value is not None), default=0)


def _writer(sheet: Worksheet, kind: str) -> Callable[[int, int, Any, Format | None], object]:
    """How a value of a Frictionless type is written; `plain_type` lets nothing else through than these."""

    def write_text(line: int, column: int, value: str, look: Format | None) -> None:
        sheet.write_string(line, column, value[:_LONGEST_TEXT], look)

    def write_float(line: int, column: int, value: Any, look: Format | None) -> None:  # noqa: ANN401 - any number
        sheet.write_number(line, column, float(value), look)

    by_kind: dict[str, Callable[[int, int, Any, Format | None], object]] = {
        "string": write_text,
        "integer": sheet.write_number,
        "number": write_float,
        "boolean": sheet.write_boolean,
        "date": sheet.write_datetime,
        "datetime": sheet.write_datetime,
    }
    return by_kind[kind]


def _print_on_one_width(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
