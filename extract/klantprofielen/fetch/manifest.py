"""One row a retrieval, appended to a file of JSON lines and never changed; a table in Parquet is made from it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, fields
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from klantprofielen.records import Retrieval, RetrievalOutcome
from klantprofielen.storage import step, sync

_MOMENTS = ("retrieved_at", "captured_at")
_INTEGERS = ("http_status", "byte_count")
_NAMES = tuple(field.name for field in fields(Retrieval))
GIVEN = frozenset({RetrievalOutcome.FETCHED, RetrievalOutcome.UNCHANGED})


class ManifestError(Exception):
    """The manifest cannot be understood; the message says in which line."""


def _read_line(line: bytes, number: int, path: Path) -> Retrieval:
    try:
        row = json.loads(line)
        moments = {name: row[name] and datetime.fromisoformat(row[name]) for name in _MOMENTS}
        return Retrieval(**{**row, **moments})
    except (ValueError, TypeError, KeyError) as error:
        raise ManifestError(
            f"{path}, line {number}: this is no row of a retrieval ({error}). Restore the file from a backup."
        ) from error


def read_manifest(path: Path) -> Iterator[Retrieval]:
    """All rows, oldest first; a last line that was cut off by a kill is no row.

    Raises:
        ManifestError: a line that is whole can't be understood.
        StorageError: the file can't be read.
    """
    with step("Reading the manifest"):
        data = path.read_bytes() if path.exists() else b""
    for number, line in enumerate(data.split(b"\n")[:-1], start=1):
        yield _read_line(line, number, path)


class Manifest:
    """The rows of an archive that a fetch is at work in, oldest first."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.rows: list[Retrieval] = list(read_manifest(path))
        self._given: dict[str, Retrieval] = {}
        self._last: dict[str, Retrieval] = {}
        for row in self.rows:
            self._note(row)
        with step("Opening the manifest"):
            _cut_torn_line(path)
            self._file = path.open("ab")

    def _note(self, row: Retrieval) -> None:
        self._last[row.address] = row
        if row.outcome in GIVEN:
            self._given[row.address] = row

    def given(self, address: str) -> Retrieval | None:
        """The last time that an address gave something."""
        return self._given.get(address)

    def last(self, address: str) -> Retrieval | None:
        """The last time that an address was asked."""
        return self._last.get(address)

    def append(self, row: Retrieval) -> None:
        """Adds a row and waits until the disk has it."""
        line = json.dumps(asdict(row), ensure_ascii=False, default=datetime.isoformat).encode()
        with step("Writing the manifest"):
            self._file.write(line + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())
        self.rows.append(row)
        self._note(row)

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def write_parquet(self, path: Path, incoming: Path) -> None:
        """Makes the table in Parquet anew, in one step; `incoming` is the folder of what is not whole yet."""
        columns = {name: [getattr(row, name) for row in self.rows] for name in _NAMES}
        schema = pa.schema([pa.field(name, _arrow_type(name)) for name in _NAMES])
        fresh = incoming / path.name
        with step("Writing the manifest as Parquet"):
            pq.write_table(pa.table(columns, schema=schema), fresh)
            sync(fresh)
            fresh.replace(path)
            sync(path.parent)


def _arrow_type(name: str) -> pa.DataType:
    if name in _MOMENTS:
        return pa.timestamp("us")
    return pa.int64() if name in _INTEGERS else pa.string()


def _cut_torn_line(path: Path) -> None:
    """Cuts off a last line without its end: the row of a retrieval that is done again."""
    if not path.exists():
        path.touch()
        return
    data = path.read_bytes()
    whole = data.rfind(b"\n") + 1
    if whole < len(data):
        os.truncate(path, whole)
