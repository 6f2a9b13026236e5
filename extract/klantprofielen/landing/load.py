"""Keeps what was read in `landing.duckdb`, schema `raw`: Arrow tables, one transaction a load, append only."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import fields
from datetime import datetime
from types import NoneType
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import duckdb
import pyarrow as pa

from klantprofielen.geometry import Box
from klantprofielen.records import (
    Identity,
    Load,
    LoadLimits,
    PrintedCell,
    PrintedColumn,
    PrintedPassage,
    PrintedRemark,
    PrintedRow,
    Publication,
    ReaderResult,
    Retrieval,
)
from klantprofielen.storage import StorageError, step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Record = Load | LoadLimits | Publication | ReaderResult | PrintedRow | Retrieval

TABLES: dict[type, str] = {
    Load: "loads",
    LoadLimits: "load_limits",
    Publication: "publications",
    ReaderResult: "reader_results",
    PrintedPassage: "passages",
    PrintedColumn: "columns",
    PrintedCell: "cells",
    PrintedRemark: "remarks",
    Retrieval: "retrievals",
}
# The tables whose rows bear the identity of their load; of two, the rows are numbered within the publication.
_PRINTED = (PrintedPassage, PrintedColumn, PrintedCell, PrintedRemark)
_NUMBERS: dict[type, str] = {PrintedPassage: "passage_number", PrintedRemark: "remark_number"}
# What a landing file of an earlier version has no column for; null there says: the only reader, or the first of two.
_ADDED_COLUMN = "reader"

# Loads are counted when they are kept: clocks may be wrong, and what is newer is told by this number alone. A landing
# file of an earlier version has its loads numbered in the order in which they were kept.
_NUMBER_LOADS = """
    update raw.loads set load_number = numbered.load_number
    from (
        select load_id, last_number + row_number() over (order by loads.rowid) as load_number
        from raw.loads as loads
        cross join (select coalesce(max(load_number), 0) as last_number from raw.loads)
        where load_number is null
    ) as numbered
    where loads.load_id = numbered.load_id
"""

# What a value is in DuckDB and in Arrow.
_TYPES: dict[type, tuple[str, pa.DataType]] = {
    str: ("varchar", pa.string()),
    bool: ("boolean", pa.bool_()),
    int: ("bigint", pa.int64()),
    float: ("double", pa.float64()),
    datetime: ("timestamp", pa.timestamp("us")),
}


def _columns(record: type) -> dict[str, tuple[type, bool]]:
    """The columns of a record's table, in order: name to (Python type, nullable)."""
    if record not in _PRINTED:
        return _fields(record)
    number = {_NUMBERS[record]: (int, False)} if record in _NUMBERS else {}
    return _fields(Identity) | number | _fields(record)


def _fields(record: type) -> dict[str, tuple[type, bool]]:
    """The fields of a record class as columns; a box is four of them."""
    hints: dict[str, Any] = get_type_hints(record)
    columns: dict[str, tuple[type, bool]] = {}
    for field in fields(record):
        options = get_args(hints[field.name]) or (hints[field.name],)
        (kind,) = (option for option in options if option is not NoneType)
        if kind is Box:
            columns |= dict.fromkeys(Box._fields, (float, False))
        else:
            columns[field.name] = (_plain(kind), NoneType in options)
    return columns


def _plain(kind: type) -> type:
    """The type under which a value is kept: that of an enumeration is text."""
    return next(plain for plain in _TYPES if issubclass(kind, plain))


def values_of(record: Record) -> tuple[Any, ...]:
    """The values of a record, in the order of its table's columns."""
    if not isinstance(record, PrintedRow):
        return _own_values(record)
    number = () if record.number is None else (record.number,)
    parts = _own_values(record.printed)
    printed = [value for part in parts for value in (part if isinstance(part, Box) else (part,))]
    return (*_own_values(record.identity), *number, *printed)


def _own_values(record: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any record
    return tuple([getattr(record, field.name) for field in fields(record)])


def _create_table_sql(record: type) -> str:
    columns = ", ".join(
        f"{name} {_TYPES[kind][0]}{'' if nullable or name == _ADDED_COLUMN else ' not null'}"
        for name, (kind, nullable) in _columns(record).items()
    )
    return f"create table if not exists raw.{TABLES[record]} ({columns})"


@contextmanager
def open_landing(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Opens the landing file for writing; nobody else can have it open meanwhile.

    It is made on first use, and one of an earlier version gets the tables and columns that it lacks.

    Raises:
        duckdb.IOException: when another process has the file open.
        StorageError: the disk does not take or give what is written or read.
    """
    with step("Loading what was read"), duckdb.connect(str(path)) as connection:
        connection.execute("create schema if not exists raw")
        for record, table in TABLES.items():
            connection.execute(_create_table_sql(record))
            if record in _PRINTED:
                connection.execute(f"alter table raw.{table} add column if not exists {_ADDED_COLUMN} varchar")
        _require_columns(connection, path)
        connection.execute("alter table raw.loads add column if not exists load_number bigint")
        if connection.execute("select 1 from raw.loads where load_number is null limit 1").fetchone():
            connection.execute(_NUMBER_LOADS)
        yield connection


def _require_columns(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Checks that a landing file that was there already is one of this program.

    Raises:
        StorageError: a table lacks columns that are written and read.
    """
    found = connection.execute("select table_name, column_name from duckdb_columns() where schema_name = 'raw'")
    there = set(found.fetchall())
    for record, table in TABLES.items():
        lacking = [name for name in _columns(record) if (table, name) not in there]
        if lacking:
            raise StorageError(
                "Opening the landing file",
                f"{path} is not what this version writes: raw.{table} has no {', '.join(lacking)}. Use the version "
                "that made it, restore it from its backup, or move it away and read the documents again.",
            )


def append(connection: duckdb.DuckDBPyConnection, records: Sequence[Record]) -> None:
    """Appends records of any of the raw classes in one transaction: all of them or none."""
    connection.begin()
    try:
        for record, table in TABLES.items():
            rows = [values_of(row) for row in records if class_of(row) is record]
            if rows:
                arrow = _arrow_table(record, rows)
                connection.register("arriving", arrow)
                connection.execute(f"insert into raw.{table} by name select * from arriving")  # noqa: S608
                connection.unregister("arriving")
        connection.execute(_NUMBER_LOADS)
        connection.commit()
    except duckdb.Error:
        # A commit that failed has ended the transaction already; what was wrong is told by the first error.
        with suppress(duckdb.TransactionException):
            connection.rollback()
        raise


def class_of(record: Record) -> type:
    """The record class whose table the record goes to."""
    return type(record.printed) if isinstance(record, PrintedRow) else type(record)


def arrow_schema(record: type) -> pa.Schema:
    """The columns of a record's table, as Arrow has them."""
    return pa.schema([pa.field(name, _TYPES[kind][1], nullable) for name, (kind, nullable) in _columns(record).items()])


def _arrow_table(record: type, rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    schema = arrow_schema(record)
    return pa.table(
        [pa.array(values, field.type) for values, field in zip(zip(*rows, strict=True), schema, strict=True)],
        schema=schema,
    )
