"""`klantprofielen.xlsx`: what is inside, a data dictionary, and every table on a sheet of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import duckdb
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from klantprofielen.release.files.datapackage import plain_type
from klantprofielen.release.files.described import Table
from klantprofielen.release.files.publisher import DESCRIPTION, TITLE
from klantprofielen.release.files.tables import Types, select_rows

# What Excel can hold: rows of a sheet (with the header), characters of a sheet's name and of a cell.
_MOST_ROWS = 1_048_576
_LONGEST_NAME = 31
_LONGEST_TEXT = 32_767
_WIDEST = 60


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


def render_workbook(
    connection: duckdb.DuckDBPyConnection,
    tables: Sequence[Table],
    types: Types,
    rows: dict[str, int],
    modified: datetime,
) -> bytes:
    """The workbook's bytes: equal tables give equal bytes."""
    buffer = BytesIO()
    # Text stays text: a printed `=…` or an address must never become a formula or a link.
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": TITLE, "created": modified, "comments": "Sources: UWV; CBS (CC BY 4.0)"})
    styles = _Styles(book)
    sheets = sheet_names(tables)
    contents = book.add_worksheet("Contents")
    dictionary = book.add_worksheet("Data dictionary")
    for table in tables:
        if rows[table.name] < _MOST_ROWS:
            _write_table(book.add_worksheet(sheets[table.name]), connection, table, styles)
    _write_contents(contents, tables, sheets, rows, styles)
    _write_dictionary(dictionary, tables, types, styles)
    book.close()
    return buffer.getvalue()


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
    sheet: Worksheet, tables: Sequence[Table], sheets: dict[str, str], rows: dict[str, int], styles: _Styles
) -> None:
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 1, 10)
    sheet.set_column(2, 2, 110)
    sheet.write_string(0, 0, TITLE, styles.title)
    sheet.merge_range(1, 0, 1, 2, DESCRIPTION, styles.wrapped)
    sheet.set_row(1, 48)
    sheet.merge_range(2, 0, 2, 2, "Sources: UWV, Transparantie van klantprofielen; CBS (CC BY 4.0). See LICENSE.md.")
    for column, text in enumerate(("sheet", "rows", "what it holds")):
        sheet.write_string(4, column, text, styles.heading)
    for line, table in enumerate(tables, start=5):
        if rows[table.name] < _MOST_ROWS:
            sheet.write_url(line, 0, f"internal:'{sheets[table.name]}'!A1", styles.link, table.name)
        else:
            sheet.write_string(line, 0, f"{table.name} (too long for Excel: see csv/ or parquet/)", styles.wrapped)
        sheet.write_number(line, 1, rows[table.name], styles.top)
        sheet.write_string(line, 2, table.description, styles.wrapped)
    sheet.freeze_panes(5, 0)


def _write_dictionary(sheet: Worksheet, tables: Sequence[Table], types: Types, styles: _Styles) -> None:
    headings = (
        ("table", 36),
        ("column", 36),
        ("type", 10),
        ("key", 6),
        ("always there", 12),
        ("values", 30),
        ("meaning", 100),
    )
    for column, (text, width) in enumerate(headings):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, text, styles.heading)
    line = 0
    for table in tables:
        for field in table.fields:
            line += 1
            kind = plain_type(types.of_table[table.name][field.name], field.name)
            marks = ("yes" if field.name in table.key else "", "yes" if field.is_required else "")
            texts = (table.name, field.name, kind, *marks, ", ".join(field.values), field.description)
            for column, text in enumerate(texts):
                sheet.write_string(line, column, text, styles.wrapped)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, line, len(headings) - 1)


def _write_table(sheet: Worksheet, connection: duckdb.DuckDBPyConnection, table: Table, styles: _Styles) -> None:
    widths = [len(field.name) for field in table.fields]
    for column, field in enumerate(table.fields):
        sheet.write_string(0, column, field.name, styles.heading)
    line = 0
    found = connection.execute(select_rows(table))
    while batch := found.fetchmany(10_000):
        for row in batch:
            line += 1
            for column, value in enumerate(row):
                _write_value(sheet, line, column, value, styles)
                widths[column] = max(widths[column], len(str(value)) if value is not None else 0)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width + 2, _WIDEST))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, line, len(widths) - 1)


def _write_value(sheet: Worksheet, line: int, column: int, value: Any, styles: _Styles) -> None:  # noqa: ANN401 - whatever it is handed
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, column, value)
    elif isinstance(value, str):
        sheet.write_string(line, column, value[:_LONGEST_TEXT])
    elif isinstance(value, datetime):
        sheet.write_datetime(line, column, value, styles.moment)
    elif isinstance(value, date):
        sheet.write_datetime(line, column, datetime(value.year, value.month, value.day), styles.date)
    else:
        # plain_type has let nothing else through than whole, decimal and floating numbers.
        sheet.write_number(line, column, float(value))
