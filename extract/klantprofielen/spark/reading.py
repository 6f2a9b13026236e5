"""What runs in Spark's own Python processes: documents in, raw rows out, read in guarded processes as everywhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa

from klantprofielen.landing.extract import records_of
from klantprofielen.landing.load import TABLES, Record, arrow_schema, class_of, values_of
from klantprofielen.read.limits import Limits
from klantprofielen.read.sources import Source, kind_of, readable
from klantprofielen.read.worker import read_all
from klantprofielen.records import Load, LoadLimits, Readers, Retrieval

# What a document gives rows of; the others are the load's own.
READ_TABLES = {record: table for record, table in TABLES.items() if record not in {Load, LoadLimits, Retrieval}}
# A row of any of them: one column a table, of which one is filled.
ANY_ROW = pa.schema(
    [
        (table, pa.struct([(field.name, field.type) for field in arrow_schema(record)]))
        for record, table in READ_TABLES.items()
    ]
)


@dataclass(frozen=True, slots=True)
class Task:
    """How the documents of a load are read."""

    load_id: str
    readers: Readers
    limits: Limits


def reader_of(task: Task) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """What Spark's `mapInArrow` calls, once a partition: documents (`address`, `sha256`, `content`) to rows."""

    def rows(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        with TemporaryDirectory(prefix="klantprofielen-") as folder:
            # One document at a time: how many are read side by side is Spark's to say.
            for outcome in read_all(_sources(batches, Path(folder)), task.readers, task.limits, 1, tell=_log):
                outcome.source.path.unlink()
                yield _as_batch(records_of(task.load_id, outcome))

    return rows


def _sources(batches: Iterable[pa.RecordBatch], folder: Path) -> Iterator[Source]:
    """The documents, each as a file on this machine while it is read: readers get an open file, and no address."""
    for batch in batches:
        for document in batch.to_pylist():
            address, content = document["address"], document["content"]
            path = folder / readable(address.rpartition("/")[2])
            path.write_bytes(content)
            yield Source(path, address, kind_of(path), document["sha256"], len(content))


def _as_batch(records: Iterable[Record]) -> pa.RecordBatch:
    rows = []
    for record in records:
        kind = class_of(record)
        rows.append({TABLES[kind]: dict(zip(arrow_schema(kind).names, values_of(record), strict=True))})
    return pa.RecordBatch.from_pylist(rows, schema=ANY_ROW)


def _log(note: str) -> None:
    """What is to be known of this machine, for Spark's log of it."""
    print(note, file=sys.stderr)
