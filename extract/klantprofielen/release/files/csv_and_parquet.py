"""The tables as CSV, as CSV for Dutch spreadsheets, and as Parquet.

Rows stand in the order of their key, so that equal rows make equal files.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import duckdb

from klantprofielen.query.answer_formats import BYTE_ORDER_MARK, FORMULA, NO, NUMBER, YES
from klantprofielen.release.files.published_tables import Table
from klantprofielen.sql_text import by_key, literal, quoted

# Excel and Frictionless both read these; DuckDB's own form has a space where ISO 8601 has a T.
MOMENT = "%Y-%m-%dT%H:%M:%S.%f"
# What a Dutch spreadsheet shows as moments, fractions of a second left out.
_MOMENT_NL = "%Y-%m-%d %H:%M:%S"

# The DuckDB type of each column of each table.
Types = dict[str, dict[str, str]]


def write_tables(connection: duckdb.DuckDBPyConnection, tables: Sequence[Table], types: Types, folder: Path) -> None:
    """Writes `csv/<table>.csv` and `parquet/<table>.parquet` for each table, `csv-nl/` for those that people read."""
    for name in ("csv", "csv-nl", "parquet"):
        (folder / name).mkdir()
    for table in tables:
        rows = select_rows(table)
        options = f"format csv, header, timestampformat '{MOMENT}'"
        connection.execute(f"copy ({rows}) to {_file(folder, 'csv', table, 'csv')} ({options})")
        connection.execute(
            f"copy ({rows}) to {_file(folder, 'parquet', table, 'parquet')} "
            f"(format parquet, compression zstd, kv_metadata {{{_metadata(table)}}})"
        )
        if table.is_in_workbook:
            connection.execute(
                f"copy ({_select_dutch(table, types[table.name])}) "
                f"to {_file(folder, 'csv-nl', table, 'csv')} (format csv, header, delimiter ';')"
            )


def _metadata(table: Table) -> str:
    """What the table and its columns are, as key-value metadata of a Parquet file."""
    columns = [
        {"name": field.name, "title": field.title, "title_nl": field.title_nl, "description": field.description}
        for field in table.fields
    ]
    told = {"description": table.description, "columns": json.dumps(columns, ensure_ascii=False)}
    return ", ".join(f"'klantprofielen.{name}': {literal(text)}" for name, text in told.items())


def _select_dutch(table: Table, types: dict[str, str]) -> str:
    """The table as a spreadsheet with Dutch settings reads it: decimal commas, JA and NEE, no formulas.

    Dates stay `2020-04-01`, which every spreadsheet takes for a date whatever its settings.
    """
    names = [field.name for field in table.fields]
    headings = [f"{BYTE_ORDER_MARK}{names[0]}", *names[1:]]
    columns = ", ".join(
        f"{_dutch(f't.{quoted(name)}', types[name])} as {quoted(heading)}"
        for name, heading in zip(names, headings, strict=True)
    )
    order = by_key(table.key, "t.")
    return f"select {columns} from {table.schema}.{table.name} as t order by {order}"  # noqa: S608 - names from our yaml


def _dutch(column: str, kind: str) -> str:
    match kind.partition("(")[0]:
        case "BOOLEAN":
            return f"case when {column} then '{YES}' when not {column} then '{NO}' end"
        case "FLOAT" | "DOUBLE" | "DECIMAL":
            return f"replace(cast({column} as varchar), '.', ',')"
        case "TIMESTAMP":
            return f"strftime({column}, '{_MOMENT_NL}')"
        case "VARCHAR":
            runs = f"regexp_full_match({column}, '{FORMULA}') and not regexp_full_match({column}, '{NUMBER}')"
            return f"case when {runs} then chr(39) || {column} else {column} end"
        case _:
            return column


def select_rows(table: Table, names: Sequence[str] = ()) -> str:
    """The query for a table's rows in the order of its key; columns as named, or else as described."""
    columns = ", ".join(quoted(name) for name in names or [field.name for field in table.fields])
    order = by_key(table.key)
    return f"select {columns} from {table.schema}.{table.name} order by {order}"  # noqa: S608 - names from our yaml


def read_types(connection: duckdb.DuckDBPyConnection, tables: Sequence[Table]) -> Types:
    """Asks the file for the types of the tables' columns."""
    return {
        table.name: {
            name: kind for name, kind, *_ in connection.execute(f"describe {table.schema}.{table.name}").fetchall()
        }
        for table in tables
    }


def _file(folder: Path, kind: str, table: Table, ending: str) -> str:
    return literal(folder.resolve() / kind / f"{table.name}.{ending}")
