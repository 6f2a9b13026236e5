"""Which documents need no second look, by what the landing file tells of their last reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

import duckdb

from klantprofielen.errors import Reason
from klantprofielen.read.limits import Limits

# By reason, the limits of which a higher one may let the document through.
_LIMITED: dict[str, tuple[str, ...]] = {
    Reason.TOO_LARGE: ("file_bytes",),
    Reason.TOO_MANY_PAGES: ("pages",),
    Reason.TOO_MANY_OBJECTS: ("glyphs",),
    Reason.OVER_TIME: ("wall_seconds", "cpu_seconds"),
    Reason.OVER_MEMORY: ("memory_bytes",),
}


@dataclass(frozen=True, slots=True)
class AlreadyRead:
    """What the landing file knows, by sha256.

    Attributes:
        settled: the documents that need no second look.
        failed: of those that are to be read again, reason and message of the last time: when the same comes of it,
            there is nothing new to load.
        names: what each document was called when it was read.
    """

    settled: set[str] = field(default_factory=set)
    failed: dict[str, tuple[str, str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def is_new(self, sha256: str, file_name: str) -> bool:
        """Whether a document is to be read; from then on it is known, and under that name."""
        if sha256 in self.settled:
            return False
        self.settled.add(sha256)
        self.names[sha256] = file_name
        return True

    def same_as(self, sha256: str, file_name: str) -> str | None:
        """Which document a file that is skipped is the same as, where that one is called otherwise."""
        name = self.names.get(sha256, file_name)
        return None if name == file_name else f"the same as {name}"


def known_documents(connection: duckdb.DuckDBPyConnection, limits: Limits, extractor_version: str) -> AlreadyRead:
    """The documents of the landing file, see `already_read_of`."""
    return already_read_of(connection.execute(latest_readings("raw.")).fetchall(), limits, extractor_version)


def latest_readings(schema: str) -> str:
    """SQL for what `already_read_of` asks: of each document the newest reading, with the limits that it had."""
    names = ", ".join(limit.name for limit in fields(Limits))
    return f"""
        select
            publications.document_sha256, publications.file_name, error_code, error_message, extractor_version, {names}
        from {schema}publications as publications
        inner join {schema}loads as loads using (load_id)
        left join {schema}load_limits as load_limits using (load_id)
        qualify rank() over (partition by document_sha256 order by load_number desc nulls last) = 1
    """  # noqa: S608 - our own names


def already_read_of(readings: Iterable[Sequence[Any]], limits: Limits, extractor_version: str) -> AlreadyRead:
    """Which documents need no second look, by their newest readings.

    One is read again when the system did not let it be read, when it was declined for a limit that is higher now, and
    when its reader died under another version of the extractor.
    """
    already_read = AlreadyRead()
    for sha256, file_name, code, message, read_by, *values in readings:
        already_read.names[sha256] = file_name
        # Loads from before limits were remembered had the ones that are usual.
        had = Limits() if None in values else Limits(*values)
        if not _may_end_otherwise(code, had, limits, is_same_version=read_by == extractor_version):
            already_read.settled.add(sha256)
        elif code == Reason.FILE_UNREADABLE:
            already_read.failed[sha256] = (code, message)
    return already_read


def _may_end_otherwise(code: str | None, had: Limits, limits: Limits, *, is_same_version: bool) -> bool:
    if code == Reason.FILE_UNREADABLE:
        return True
    if code == Reason.WORKER_DIED:
        return not is_same_version
    return any(getattr(limits, name) > getattr(had, name) for name in _LIMITED.get(code or "", ()))
