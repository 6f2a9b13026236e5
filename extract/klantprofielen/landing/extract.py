"""The extract command's work: find documents, read what is new, keep it in batches, each in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from klantprofielen.errors import DeclinedError, Reason
from klantprofielen.home import Home
from klantprofielen.landing.already_read import AlreadyRead, known_documents
from klantprofielen.landing.load import Record, append, open_landing
from klantprofielen.read.layout.publication import PrintedPublication
from klantprofielen.read.limits import Limits
from klantprofielen.read.sources import MOST_HASHED, Source, Unopened, find_files, identify, readable
from klantprofielen.read.worker import Outcome, ReadersEndedError, read_all
from klantprofielen.records import (
    Identity,
    Load,
    LoadLimits,
    PrintedRow,
    Publication,
    ReaderResult,
    Readers,
    Status,
)
from klantprofielen.version import program_version

# So many documents are one load: what a long run has read is kept as it goes, in steady memory.
_BATCH = 250

# Is told how many documents are done, and of how many.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ExtractedFile:
    """What came of one file, for the summary.

    Attributes:
        outcome: `read`, `skipped` (its content is loaded already) or `unreadable`.
        code: why it is unreadable.
        message: the same in words; of what is skipped, which document of another name it is the same as.
    """

    file_name: str
    address: str
    outcome: str
    publications: int
    code: str | None
    message: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """One run of extract.

    Attributes:
        load_id: of the last load; None when there was nothing new to load.
        notes: what is to be known of the run as a whole.
    """

    load_id: str | None
    documents: tuple[ExtractedFile, ...]
    notes: tuple[str, ...] = ()

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
    progress: Progress = lambda done, of: None,
) -> Report:
    """Reads the documents among `paths` that are new to the landing file, and keeps them, a load at a time.

    With `again`, content that is loaded already is read and kept once more, which a better extractor wants;
    the models use the latest reading of each document. When it is interrupted, what was read so far is kept.

    Raises:
        FileNotFoundError: a path does not exist.
        ReadersEndedError: no document can be read on this machine.
        duckdb.IOException: another process writes to the landing file.
    """
    limits = limits or Limits()
    home.make()
    files = find_files(paths)
    with open_landing(home.landing) as connection:
        already_read = AlreadyRead() if again else known_documents(connection, limits, program_version())
    run = _Run(home, readers, limits, already_read)
    notes: list[str] = []
    sources = run.new_sources(files)
    try:
        for outcome in read_all(sources, readers, limits, workers, tell=notes.append):
            run.take(outcome)
            progress(len(run.documents), len(files))
    except (KeyboardInterrupt, ReadersEndedError):
        run.load()
        raise
    run.load()
    return Report(run.load_id, tuple(run.documents), tuple(notes))


def now() -> datetime:
    """The moment, in UTC and without saying so, as the raw tables keep it."""
    return datetime.now(UTC).replace(tzinfo=None)


def new_load_id(started_at: datetime) -> str:
    """An id that no other load has."""
    return f"{started_at:%Y%m%dT%H%M%S%f}-{secrets.token_hex(3)}"


@dataclass(slots=True)
class _Run:
    """One run: what has been seen so far, and what is read but not loaded yet."""

    home: Home
    readers: Readers
    limits: Limits
    already_read: AlreadyRead
    documents: list[ExtractedFile] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    started_at: datetime = field(default_factory=now)
    skipped: int = 0
    load_id: str | None = None

    def new_sources(self, files: Iterable[Path | Unopened]) -> Iterator[Source]:
        """The files that are to be read, each content once; tells what becomes of the others."""
        most_bytes = max(self.limits.file_bytes, MOST_HASHED)
        for file in files:
            source = file if isinstance(file, Unopened) else identify(file, most_bytes)
            if isinstance(source, Unopened):
                self.documents.append(_unopened(source))
            elif not self.already_read.is_new(source.sha256, source.file_name):
                self.skipped += 1
                same = self.already_read.same_as(source.sha256, source.file_name)
                self.documents.append(ExtractedFile(source.file_name, source.address, "skipped", 0, None, same))
            elif source.byte_count > self.limits.file_bytes:
                self.take(Outcome(source, None, _too_large(source, self.limits)))
            else:
                yield source

    def take(self, outcome: Outcome) -> None:
        """Keeps an outcome, and loads what there is once it is a batch; one that is known to fail so is only told."""
        self.documents.append(_document(outcome))
        declined = outcome.declined
        failed_before = self.already_read.failed.get(outcome.source.sha256)
        if declined is None or failed_before != (declined.reason, declined.message):
            self.outcomes.append(outcome)
        if len(self.outcomes) >= _BATCH:
            self.load()

    def load(self) -> None:
        """Loads what was taken since the last load, in one transaction."""
        if not self.outcomes:
            return
        outcomes = sorted(self.outcomes, key=lambda outcome: (outcome.source.file_name, outcome.source.sha256))
        load_id = new_load_id(self.started_at)
        unreadable = sum(outcome.reading is None for outcome in outcomes)
        load = Load(
            load_id,
            self.started_at,
            now(),
            program_version(),
            self.readers,
            len(outcomes) - unreadable,
            self.skipped,
            unreadable,
        )
        records: list[Record] = [load, LoadLimits(load_id, **asdict(self.limits))]
        records += [record for outcome in outcomes for record in records_of(load_id, outcome)]
        with open_landing(self.home.landing) as connection:
            append(connection, records)
        self.outcomes, self.skipped, self.started_at, self.load_id = [], 0, now(), load_id


def _unopened(file: Unopened) -> ExtractedFile:
    return ExtractedFile(readable(file.path.name), readable(str(file.path)), "unreadable", 0, file.reason, file.message)


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


def records_of(load_id: str, outcome: Outcome) -> list[Record]:
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
