"""Keeps what was read in `landing.duckdb`, schema `raw`: Arrow tables, one transaction a load, append only."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import astuple, fields
from datetime import datetime
from types import NoneType
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import duckdb
import pyarrow as pa

from klantprofielen.records import Cell, Column, Load, LoadLimits, Passage, Publication, Remark
from klantprofielen.storage import step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Record = Load | LoadLimits | Publication | Passage | Column | Cell | Remark

TABLES: dict[type[Record], str] = {
    Load: "loads",
    LoadLimits: "load_limits",
    Publication: "publications",
    Passage: "passages",
    Column: "columns",
    Cell: "cells",
    Remark: "remarks",
}

_ARROW_TYPES: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    datetime: pa.timestamp("us"),
}
_SQL_TYPES: dict[type, str] = {str: "varchar", int: "bigint", float: "double", datetime: "timestamp"}


def _columns(record: type[Record]) -> dict[str, tuple[type, bool]]:
    """The fields of a record class, in order: name to (Python type, nullable)."""
    hints: dict[str, Any] = get_type_hints(record)
    columns = {}
    for field in fields(record):
        options = get_args(hints[field.name]) or (hints[field.name],)
        (kind,) = (option for option in options if option is not NoneType)
        columns[field.name] = (kind, NoneType in options)
    return columns


def _create_table_sql(record: type[Record]) -> str:
    columns = ", ".join(
        f"{name} {_SQL_TYPES[kind]}{'' if nullable else ' not null'}"
        for name, (kind, nullable) in _columns(record).items()
    )
    return f"create table if not exists raw.{TABLES[record]} ({columns})"


@contextmanager
def open_landing(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Opens the landing file for writing, made on first use; nobody else can have it open meanwhile.

    Raises:
        duckdb.IOException: when another process has the file open.
        StorageError: the disk does not take or give what is written or read.
    """
    with step("Loading what was read"), duckdb.connect(str(path)) as connection:
        connection.execute("create schema if not exists raw")
        for record in TABLES:
            connection.execute(_create_table_sql(record))
        yield connection


def append(connection: duckdb.DuckDBPyConnection, records: Sequence[Record]) -> None:
    """Appends records of any of the raw classes in one transaction: all of them or none."""
    connection.begin()
    try:
        for record, table in TABLES.items():
            rows = [astuple(row) for row in records if isinstance(row, record)]
            if rows:
                arrow = _arrow_table(record, rows)
                connection.register("arriving", arrow)
                connection.execute(f"insert into raw.{table} by name select * from arriving")  # noqa: S608
                connection.unregister("arriving")
        connection.commit()
    except duckdb.Error:
        # A commit that failed has ended the transaction already; what was wrong is told by the first error.
        with suppress(duckdb.TransactionException):
            connection.rollback()
        raise


def _arrow_table(record: type[Record], rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    schema = pa.schema(
        [pa.field(name, _ARROW_TYPES[kind], nullable) for name, (kind, nullable) in _columns(record).items()]
    )
    return pa.table(
        [pa.array(values, field.type) for values, field in zip(zip(*rows, strict=True), schema, strict=True)],
        schema=schema,
    )
