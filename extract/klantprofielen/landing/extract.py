"""The extract command's work: find documents, read what is new, keep it in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import duckdb

from klantprofielen.errors import DeclinedError, Reason
from klantprofielen.home import Home
from klantprofielen.landing.load import Record, append, open_landing
from klantprofielen.read.layout.publication import PrintedPublication
from klantprofielen.read.limits import Limits
from klantprofielen.read.sources import Source, Unopened, find_files, identify, readable
from klantprofielen.read.worker import Outcome, read_all
from klantprofielen.records import (
    Identity,
    Load,
    PrintedRow,
    Publication,
    ReaderResult,
    Readers,
    Status,
)

# These can pass, so that such a document is read again by the next run; for the others there is `again`.
_PASSING = (Reason.WORKER_DIED, Reason.FILE_UNREADABLE)

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class ExtractedFile:
    """What came of one file, for the summary.

    Attributes:
        outcome: `read`, `skipped` (its content is loaded already) or `unreadable`.
        code: why it is unreadable.
    """

    file_name: str
    address: str
    outcome: str
    publications: int
    code: str | None
    message: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """One run of extract. `load_id` is None when there was nothing new to load."""

    load_id: str | None
    documents: tuple[ExtractedFile, ...]

    def count(self, outcome: str) -> int:
        """How many files had that outcome."""
        return sum(document.outcome == outcome for document in self.documents)


def extract(
    home: Home,
    paths: Sequence[Path],
    *,
    readers: Readers = Readers.CHECKED,
    limits: Limits | None = None,
    workers: int | None = None,
    again: bool = False,
    progress: Progress = lambda done, of, name: None,
) -> Report:
    """Reads the documents among `paths` that are new to the landing file, and keeps them.

    With `again`, content that is loaded already is read and kept once more, which a better extractor wants;
    the models use the latest reading of each document.

    Raises:
        FileNotFoundError: a path does not exist.
        duckdb.IOException: another process writes to the landing file.
    """
    limits = limits or Limits()
    started_at = _now()
    home.make()
    with open_landing(home.landing) as connection:
        known = set() if again else _known_documents(connection)
    fresh: dict[str, Source] = {}
    documents: list[ExtractedFile] = []
    outcomes: list[Outcome] = []
    for path in find_files(paths):
        source = identify(path)
        if isinstance(source, Unopened):
            documents.append(
                ExtractedFile(
                    readable(path.name), readable(str(path)), "unreadable", 0, Reason.FILE_UNREADABLE, source.message
                )
            )
        elif source.sha256 in known or source.sha256 in fresh:
            documents.append(ExtractedFile(source.file_name, source.address, "skipped", 0, None, None))
        elif source.byte_count > limits.file_bytes:
            outcomes.append(Outcome(source, None, _too_large(source, limits)))
            known.add(source.sha256)
        else:
            fresh[source.sha256] = source
    for done, outcome in enumerate(read_all(list(fresh.values()), readers, limits, workers), start=1):
        outcomes.append(outcome)
        progress(done, len(fresh), outcome.source.file_name)
    outcomes.sort(key=lambda outcome: (outcome.source.file_name, outcome.source.sha256))
    documents += [_document(outcome) for outcome in outcomes]
    if not outcomes:
        return Report(None, tuple(documents))
    load_id = f"{started_at:%Y%m%dT%H%M%S%f}-{secrets.token_hex(3)}"
    unreadable = sum(outcome.reading is None for outcome in outcomes)
    load = Load(
        load_id,
        started_at,
        _now(),
        version("klantprofielen"),
        readers,
        len(outcomes) - unreadable,
        sum(document.outcome == "skipped" for document in documents),
        unreadable,
    )
    records: list[Record] = [record for outcome in outcomes for record in _records(load_id, outcome)]
    with open_landing(home.landing) as connection:
        append(connection, [load, *records])
    return Report(load_id, tuple(documents))


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _known_documents(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The documents that need no second look: those whose last reading did not fail for a passing reason."""
    latest = """
        select document_sha256 from raw.publications
        where load_id = (
            select max(later.load_id) from raw.publications as later
            where later.document_sha256 = publications.document_sha256
        ) and coalesce(not list_contains($passing, error_code), true)
    """
    return {sha for (sha,) in connection.execute(latest, {"passing": list(_PASSING)}).fetchall()}


def _too_large(source: Source, limits: Limits) -> DeclinedError:
    return DeclinedError(
        Reason.TOO_LARGE,
        f"The file has {source.byte_count} bytes; at most {limits.file_bytes} are read (--max-bytes).",
    )


def _document(outcome: Outcome) -> ExtractedFile:
    source = outcome.source
    if outcome.reading is not None:
        count = len(outcome.reading.publications)
        return ExtractedFile(source.file_name, source.address, "read", count, None, None)
    reason, message = _reason(outcome)
    return ExtractedFile(source.file_name, source.address, "unreadable", 0, reason, message)


def _reason(outcome: Outcome) -> tuple[Reason, str]:
    if outcome.declined is None:
        raise ValueError(f"{outcome.source.address}: neither read nor declined")
    return outcome.declined.reason, outcome.declined.message


def _records(load_id: str, outcome: Outcome) -> list[Record]:
    """The raw rows of one document."""
    document_sha256, reading = outcome.source.sha256, outcome.reading
    if reading is None:
        return [_publication(load_id, outcome, None, document_sha256, _reason(outcome))]
    records: list[Record] = [
        _publication(load_id, outcome, printed, _publication_id(document_sha256, number), (None, None))
        for number, printed in enumerate(reading.publications, start=1)
    ]
    for place, one in enumerate(reading.by_reader):
        records.append(
            ReaderResult(
                load_id,
                document_sha256,
                one.reader,
                is_primary=place == 0,
                table_count=None if one.error_code else len(one.publications),
                error_code=one.error_code,
                error_message=one.error_message,
            )
        )
        for number, printed in enumerate(one.publications, start=1):
            records += _parts(Identity(load_id, _publication_id(document_sha256, number), one.reader), printed)
    return records


def _publication_id(document_sha256: str, number: int) -> str:
    return document_sha256 + (f"-{number}" if number > 1 else "")


def _publication(
    load_id: str,
    outcome: Outcome,
    printed: PrintedPublication | None,
    publication_id: str,
    error: tuple[str | None, str | None],
) -> Publication:
    source, reading = outcome.source, outcome.reading
    return Publication(
        load_id=load_id,
        publication_id=publication_id,
        document_sha256=source.sha256,
        file_name=source.file_name,
        source_address=source.address,
        byte_count=source.byte_count,
        page_count=reading.page_count if reading else None,
        reader=reading.reader if reading else None,
        header_kind=printed.header_kind if printed else None,
        layout_fingerprint=printed.layout_fingerprint if printed else None,
        printed_content_sha256=printed.content_sha256 if printed else None,
        status=Status.READ if printed else Status.UNREADABLE,
        error_code=error[0],
        error_message=error[1],
    )


def _parts(identity: Identity, printed: PrintedPublication) -> list[PrintedRow]:
    return [
        *(PrintedRow(identity, number, passage) for number, passage in enumerate(printed.passages, start=1)),
        *(PrintedRow(identity, None, column) for column in printed.columns),
        *(PrintedRow(identity, None, cell) for cell in printed.cells),
        *(PrintedRow(identity, number, remark) for number, remark in enumerate(printed.remarks, start=1)),
    ]
