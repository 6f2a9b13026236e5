"""The raw tables as Parquet, a folder for each load, as `landing.parquet_export` writes them; here Spark writes.

What makes a load count is its row of `loads`, which is written last.
"""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from klantprofielen.landing.already_read import AlreadyRead, already_read_of, latest_readings
from klantprofielen.landing.load import TABLES
from klantprofielen.landing.parquet_export import NO_LOAD, raw_schema
from klantprofielen.records import Load, LoadLimits, Publication, Retrieval
from klantprofielen.spark.reading import ANY_ROW, READ_TABLES
from klantprofielen.version import program_version

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyspark.sql import DataFrame, SparkSession

    from klantprofielen.read.limits import Limits
    from klantprofielen.spark.files import Files

_TYPES = {
    pa.string(): "string",
    pa.bool_(): "boolean",
    pa.int64(): "bigint",
    pa.float64(): "double",
    pa.timestamp("us"): "timestamp_ntz",
}
_STAGED = "_staged"
# A file for so many documents: many small files are slow to list and to read.
_DOCUMENTS_A_FILE = 2_000


class RawTables:
    """The raw tables below a folder."""

    def __init__(self, session: SparkSession, files: Files, folder: str) -> None:
        self._session = session
        self._files = files
        self.folder = folder

    def prepare(self) -> None:
        """Gives each table that is not there yet a file without rows, and removes what a killed run left."""
        self._files.delete(f"{self.folder}/{_STAGED}")
        for record, table in TABLES.items():
            place = self._place(table, NO_LOAD if record is not Retrieval else "")
            if not self._files.exists(place):
                self._write([], record, place)

    def already_read(self, limits: Limits) -> AlreadyRead:
        """The documents that need no second look."""
        for record in (Publication, Load, LoadLimits):
            self._read(TABLES[record]).createOrReplaceTempView(TABLES[record])
        readings = self._session.sql(latest_readings(""))
        return already_read_of((tuple(row) for row in readings.toLocalIterator()), limits, program_version())

    def stage(self, rows: DataFrame, load_id: str) -> DataFrame:
        """Has the rows made, once, and kept aside until the load is written."""
        place = f"{self.folder}/{_STAGED}/{load_id}"
        rows.write.parquet(place)
        return self._session.read.parquet(place)

    def write_load(self, staged: DataFrame, load: Load, limits: Limits, documents: int) -> None:
        """Writes a load; it is one of the raw tables once its row of `loads` is there."""
        for record, table in READ_TABLES.items():
            columns = [f"{table}.{name}" for name in raw_schema(record).names if name != "load_id"]
            rows = staged.where(f"{table} is not null").select(*columns)
            few = rows.coalesce(1 + documents // _DOCUMENTS_A_FILE)
            few.write.mode("overwrite").parquet(self._place(table, f"load_id={load.load_id}"))
        for own, record in ((LoadLimits(load.load_id, *astuple(limits)), LoadLimits), (load, Load)):
            values = astuple(own) + ((self._next_number(),) if record is Load else ())
            self._write([values], record, self._place(TABLES[record], f"load_id={load.load_id}"))
        self._files.delete(f"{self.folder}/{_STAGED}")

    def write_retrievals(self, retrievals: Sequence[Retrieval]) -> None:
        """Writes what the archive knows, in the place of what it knew."""
        self._write([astuple(row) for row in retrievals], Retrieval, self._place(TABLES[Retrieval], ""))

    def _next_number(self) -> int:
        (newest,) = self._read(TABLES[Load]).selectExpr("coalesce(max(load_number), 0)").first() or (0,)
        return int(newest) + 1

    def _read(self, table: str) -> DataFrame:
        return self._session.read.parquet(self._place(table, ""))

    def _write(self, rows: list[tuple[Any, ...]], record: type, place: str) -> None:
        """Writes rows that this process has; within a load's folder, its name says the load."""
        frame = self._session.createDataFrame(rows, _ddl(raw_schema(record)))
        if record is not Retrieval:
            frame = frame.drop("load_id")
        frame.coalesce(1).write.mode("overwrite").parquet(place)

    def _place(self, table: str, load: str) -> str:
        return "/".join(filter(None, (self.folder, table, load)))


def any_row() -> str:
    """The columns of what the readers give, as Spark writes them."""
    tables = (f"{column.name} struct<{_ddl(column.type, ':')}>" for column in ANY_ROW)
    return ", ".join(tables)


def _ddl(columns: pa.Schema | pa.StructType, between: str = " ") -> str:
    return ", ".join(f"{column.name}{between}{_TYPES[column.type]}" for column in columns)
