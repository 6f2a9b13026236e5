"""The tables as CSV and Parquet: rows in the order of their key, so that equal rows make equal files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from klantprofielen.release.files.described import Table

# Excel and Frictionless both read these; DuckDB's own form has a space where ISO 8601 has a T.
_MOMENT = "%Y-%m-%dT%H:%M:%S.%f"


@dataclass(frozen=True, slots=True)
class Types:
    """The DuckDB type of each column of each table."""

    of_table: dict[str, dict[str, str]]


def write_tables(connection: duckdb.DuckDBPyConnection, tables: Sequence[Table], folder: Path) -> None:
    """Writes `csv/<table>.csv` and `parquet/<table>.parquet` for each table."""
    for name in ("csv", "parquet"):
        (folder / name).mkdir()
    for table in tables:
        rows = select_rows(table)
        options = f"format csv, header, timestampformat '{_MOMENT}'"
        connection.execute(f"copy ({rows}) to '{_path(folder / 'csv' / table.name)}.csv' ({options})")
        connection.execute(
            f"copy ({rows}) to '{_path(folder / 'parquet' / table.name)}.parquet' (format parquet, compression zstd)"
        )


def select_rows(table: Table, names: Sequence[str] = ()) -> str:
    """The query for a table's rows in the order of its key; columns as named, or else as described."""
    columns = ", ".join(f'"{name}"' for name in names or [field.name for field in table.fields])
    key = ", ".join(f'"{name}" nulls last' for name in table.key)
    return f"select {columns} from {table.schema}.{table.name} order by {key}"  # noqa: S608 - names from our yaml


def read_types(connection: duckdb.DuckDBPyConnection, tables: Sequence[Table]) -> Types:
    """Asks the file for the types of the tables' columns."""
    return Types(
        {
            table.name: {
                name: kind for name, kind, *_ in connection.execute(f"describe {table.schema}.{table.name}").fetchall()
            }
            for table in tables
        }
    )


def _path(path: Path) -> str:
    return str(path.resolve()).replace("'", "''")
