"""`extract --engine spark`: finds documents, has Spark read what is new, and keeps it as one load."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from klantprofielen.errors import Reason
from klantprofielen.home import Home
from klantprofielen.landing.already_read import AlreadyRead
from klantprofielen.landing.extract import ExtractedFile, Report, new_load_id, now
from klantprofielen.landing.retrievals import kept_retrievals
from klantprofielen.read.limits import Limits
from klantprofielen.records import Load, Readers, Status
from klantprofielen.spark.files import Files, FoundDocument
from klantprofielen.spark.raw_tables import RawTables, any_row
from klantprofielen.spark.reading import Task, reader_of
from klantprofielen.spark.session import open_session, spark_step
from klantprofielen.version import program_version

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def extract_on_spark(
    home: Home, addresses: Sequence[str], *, readers: Readers, limits: Limits, again: bool = False
) -> Report:
    """Reads the documents at the addresses that are new to the raw tables, and keeps them as one load.

    The raw tables are in HOME/spark/raw, or where KLANTPROFIELEN_SPARK_RAW says. When it is interrupted, nothing of
    this run is kept.

    Raises:
        SparkMissingError: Spark can't be started here.
        FileNotFoundError: there is nothing at an address.
        StorageError: a machine, or a file system, failed.
    """
    started_at = now()
    session = open_session()
    files = Files(session)
    folder = os.environ.get("KLANTPROFIELEN_SPARK_RAW") or str(home.path.resolve() / "spark" / "raw")
    tables = RawTables(session, files, folder)
    told: list[ExtractedFile] = []
    with spark_step("Looking for documents"):
        found = list(files.find(addresses, limits.file_bytes))
    with spark_step("Looking what is known"):
        tables.prepare()
        already_read = AlreadyRead() if again else tables.already_read(limits)
        # Where the archive is elsewhere, what was exported of it stays.
        if retrievals := kept_retrievals(home):
            tables.write_retrievals(retrievals)
    new = list(_new(found, already_read, limits, told))
    if not new:
        return Report(None, tuple(told))
    with spark_step("Reading the documents"):
        load_id = new_load_id(started_at)
        rows = files.contents(new).mapInArrow(reader_of(Task(load_id, readers, limits)), any_row())
        staged = tables.stage(rows, load_id)
        read = list(_told(staged))
    with spark_step("Writing the raw tables"):
        skipped = sum(document.outcome == "skipped" for document in told)
        unreadable = sum(document.outcome == "unreadable" for document in read)
        load = Load(load_id, started_at, now(), program_version(), readers, len(read) - unreadable, skipped, unreadable)
        tables.write_load(staged, load, limits, len(read))
    return Report(load_id, tuple(told + read))


def _new(
    found: Iterable[FoundDocument], already_read: AlreadyRead, limits: Limits, told: list[ExtractedFile]
) -> Iterator[FoundDocument]:
    """The documents that are to be read, each content once; tells what becomes of the others."""
    for document in found:
        if document.sha256 is None:
            message = (
                f"The file has {document.byte_count} bytes; at most {limits.file_bytes} are read (--max-bytes). Spark "
                "does not look into it, so it leaves no row."
            )
            told.append(ExtractedFile(document.file_name, document.address, "unreadable", 0, Reason.TOO_LARGE, message))
        elif already_read.is_new(document.sha256, document.file_name):
            yield document
        else:
            same = already_read.same_as(document.sha256, document.file_name)
            told.append(ExtractedFile(document.file_name, document.address, "skipped", 0, None, same))


def _told(staged: DataFrame) -> Iterator[ExtractedFile]:
    """What came of each document that was read."""
    publications = staged.where("publications is not null").select("publications.*")
    documents = publications.groupBy("file_name", "source_address", "status", "error_code", "error_message").count()
    for name, address, status, code, message, count in sorted(map(tuple, documents.toLocalIterator()), key=str):
        is_read = status == Status.READ
        yield ExtractedFile(name, address, "read" if is_read else "unreadable", count if is_read else 0, code, message)
