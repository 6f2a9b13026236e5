"""Writes the landing file's raw tables as Parquet, a folder for each load: what Apache Spark builds from.

    FOLDER/cells/load_id=20260101T000000000000-000001/part.parquet

A load that is there already is left as it is. What makes a load count is its row of `loads`, which is written last: a
load that was half written is not seen by the models, and is written again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from klantprofielen.landing.load import TABLES, arrow_schema, open_landing
from klantprofielen.records import Load, Retrieval
from klantprofielen.storage import replaced, step

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

# A table of which nothing was loaded yet has one file without rows, so that its columns are known.
NO_LOAD = "load_id=none"
_FILE = "part.parquet"


def raw_schema(record: type) -> pa.Schema:
    """The columns of a raw table, with the number by which loads are told newer from older."""
    schema = arrow_schema(record)
    return schema.append(pa.field("load_number", pa.int64(), nullable=False)) if record is Load else schema


def export_landing(landing: Path, folder: Path) -> int:
    """Writes the loads that the folder lacks, and all retrievals anew; gives how many loads were written.

    Raises:
        StorageError: the disk does not take or give what is written or read.
        FileInUseError: another process has the landing file open.
    """
    with open_landing(landing) as connection, step("Writing the raw tables as Parquet"):
        _write_empty(folder)
        retrievals = connection.execute("select * from raw.retrievals").to_arrow_table()
        _write(retrievals, raw_schema(Retrieval), folder / TABLES[Retrieval])
        found = connection.execute("select load_id from raw.loads order by load_number").fetchall()
        loads = folder / TABLES[Load]
        missing = [load_id for (load_id,) in found if not (loads / f"load_id={load_id}" / _FILE).exists()]
        for load_id in missing:
            _write_load(connection, load_id, folder)
    return len(missing)


def _write_load(connection: duckdb.DuckDBPyConnection, load_id: str, folder: Path) -> None:
    # `loads` is the first of the tables, and so the last that is written.
    for record, table in reversed(TABLES.items()):
        if record is not Retrieval:
            rows = connection.execute(f"select * from raw.{table} where load_id = ?", [load_id])  # noqa: S608
            _write(rows.to_arrow_table(), _in_a_load(record), folder / table / f"load_id={load_id}")


def _write_empty(folder: Path) -> None:
    for record, table in TABLES.items():
        if record is not Retrieval:
            _write(_in_a_load(record).empty_table(), _in_a_load(record), folder / table / NO_LOAD)


def _in_a_load(record: type) -> pa.Schema:
    """The columns within the folder of a load, whose name says which load it is."""
    schema = raw_schema(record)
    return schema.remove(schema.get_field_index("load_id"))


def _write(rows: pa.Table, schema: pa.Schema, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with replaced(folder / _FILE) as file:
        pq.write_table(rows.select(schema.names).cast(schema), file)
