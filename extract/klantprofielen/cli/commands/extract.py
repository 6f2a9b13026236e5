"""`klantprofielen extract`: reads documents into the landing file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from klantprofielen.cli.shared import paths
from klantprofielen.cli.shared.exits import UsageError
from klantprofielen.cli.shared.hold_lock import WAIT_SECONDS, WaitSeconds, locked
from klantprofielen.cli.shared.printing import AsJson, console, make_table, print_error, print_json, print_text
from klantprofielen.cli.shared.progress import Steps
from klantprofielen.home import Home
from klantprofielen.landing.extract import Report, extract
from klantprofielen.landing.retrievals import load_retrievals
from klantprofielen.project import IS_INSTALLED, PROJECT, default_home
from klantprofielen.read.limits import Limits
from klantprofielen.read.sources import FileKind, kind_of, readable
from klantprofielen.records import Readers

ReadersOption = Annotated[
    Readers,
    typer.Option(help="checked: two readers must agree. fast: for a known archive, the first that adds up."),
]
Again = Annotated[bool, typer.Option("--again", help="Read content once more that is loaded already.")]
Workers = Annotated[int | None, typer.Option(min=1, help="Documents read at a time. Default: the processors.")]
MaxSeconds = Annotated[float, typer.Option(min=0.1, help="Time that one document may take.")]
MaxCpuSeconds = Annotated[int, typer.Option(min=1, help="Processor time that one document may take.")]
MaxMemory = Annotated[int, typer.Option("--max-memory-mb", min=300, help="Memory that one document may take.")]
MaxBytes = Annotated[int, typer.Option(min=1, help="The largest file that is opened.")]
MaxPages = Annotated[int, typer.Option(min=1, help="The most pages of one document.")]
MaxGlyphs = Annotated[int, typer.Option(min=1, help="The most characters on one page.")]

DEFAULT_LIMITS = Limits()
_READING = "reading documents"
# A PDF says within its first bytes that it is one; readers look as far.
_PDF, _PDF_REACH = b"%PDF-", 1024
_READ_IN_FOLDERS = {".pdf", ".txt"}
# What a folder says of itself; nobody expects it to be read.
_ABOUT_A_FOLDER = {".md"}
_MOST_NAMED = 5


class Engine(StrEnum):
    """What reads, and keeps what was read: this machine into landing.duckdb, or Spark into Parquet."""

    DUCKDB = "duckdb"
    SPARK = "spark"


Addresses = Annotated[
    list[str],
    typer.Argument(
        parser=paths.address,
        metavar="PATHS...",
        help="PDFs, transcripts (.txt), or folders of them; with --engine spark on any file system that Hadoop knows.",
    ),
]
EngineOption = Annotated[
    Engine,
    typer.Option(help="duckdb: into landing.duckdb. spark: on Apache Spark, into HOME/spark/raw (docs/scaling.md)."),
]


def extract_command(
    context: typer.Context,
    paths: Addresses,
    readers: ReadersOption = Readers.CHECKED,
    again: Again = False,
    engine: EngineOption = Engine.DUCKDB,
    workers: Workers = None,
    max_seconds: MaxSeconds = DEFAULT_LIMITS.wall_seconds,
    max_cpu_seconds: MaxCpuSeconds = DEFAULT_LIMITS.cpu_seconds,
    max_memory_mb: MaxMemory = DEFAULT_LIMITS.memory_bytes // 1_000_000,
    max_bytes: MaxBytes = DEFAULT_LIMITS.file_bytes,
    max_pages: MaxPages = DEFAULT_LIMITS.pages,
    max_glyphs: MaxGlyphs = DEFAULT_LIMITS.glyphs,
    wait_seconds: WaitSeconds = WAIT_SECONDS,
    as_json: AsJson = False,
) -> None:
    """Read what is new among PATHS into landing.duckdb."""
    if engine is Engine.SPARK and workers is not None:
        raise UsageError("Spark decides how many documents are read at a time: leave --workers out.")
    home: Home = context.obj
    limits = Limits(max_bytes, max_pages, max_glyphs, max_seconds, max_cpu_seconds, max_memory_mb * 1_000_000)
    with locked(home, "extract", wait_seconds):
        if engine is Engine.SPARK:
            report = _read_on_spark(home, paths, readers, limits, again=again)
        else:
            files = [Path(path) for path in paths]
            report = read_documents(home, files, readers, limits, workers, again=again, quiet=as_json)
    if not report.documents:
        raise UsageError(nothing_to_read(paths))
    if as_json:
        print_json(asdict(report))
    else:
        print_report(report)


def read_documents(
    home: Home,
    paths: list[Path],
    readers: Readers,
    limits: Limits,
    workers: int | None,
    *,
    again: bool,
    quiet: bool,
) -> Report:
    """Extracts with signs of life, and takes over what the archive knows of origins; the caller holds the home's lock.

    Raises:
        UsageError: a path is not there, or it is one file alone and no PDF.
        FileInUseError: another program has the landing file open.
    """
    if not quiet:
        print_error(f"Home: {home.path.resolve()}{_who_said(home)}. Models: {_whose_models(home)}.")
    paths, notes = _documents_among(paths)
    with Steps(quiet=quiet) as steps:
        if paths:
            steps.tell(_READING)
        try:
            report = extract(
                home,
                paths,
                readers=readers,
                limits=limits,
                workers=workers,
                again=again,
                progress=partial(steps.tell, _READING),
            )
        except KeyboardInterrupt:
            print_error("Stopped. What was read so far is loaded; the same command again reads the rest.")
            raise
        except FileNotFoundError as error:
            raise UsageError(f"{error}. Name PDFs, transcripts, or folders of them.") from error
    load_retrievals(home)
    return replace(report, notes=(*notes, *report.notes))


def nothing_to_read(paths: Sequence[Path | str]) -> str:
    """What is wrong with a call that named no document, and what to do."""
    named = ", ".join(readable(str(path)) for path in paths)
    return f"Nothing to read in {named}: neither a PDF nor a transcript (.txt). Name the documents or their folder."


def _documents_among(paths: Sequence[Path]) -> tuple[list[Path], list[str]]:
    """The paths without files that are no documents, and what is said of those.

    What is read once is kept for ever and stands in every ledger, also as unreadable. So a file that somebody names
    alone is looked at first. Among several, or in a folder, one that calls itself a PDF is a document that could not be
    read.

    Raises:
        UsageError: a single file that is no PDF.
    """
    kept, notes = [], []
    for path in paths:
        if _is_folder(path):
            kept.append(path)
            notes += _left_out(path)
        elif _may_be_document(path):
            kept.append(path)
        elif len(paths) == 1:
            raise UsageError(
                f"{readable(str(path))} is no PDF: it does not begin with %PDF-. A download may have given a web page "
                "instead. Nothing was read or kept."
            )
        elif path.suffix.lower() in _READ_IN_FOLDERS:
            kept.append(path)
        else:
            notes.append(f"{readable(str(path))} is skipped: it is neither a PDF nor a transcript (.txt).")
    return kept, notes


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long
        return False


def _may_be_document(path: Path) -> bool:
    """Whether a named file is a transcript by its name, or begins as a PDF does.

    What is no file, or cannot be opened, may be one: whoever reads documents says what the system refuses.
    """
    if kind_of(path) is FileKind.TRANSCRIPT:
        return True
    try:
        if not path.is_file():
            return True
        with path.open("rb") as file:
            return _PDF in file.read(_PDF_REACH)
    except OSError:
        return True


def _left_out(folder: Path) -> list[str]:
    """A line on the files of a folder that are not read, because of their names."""
    names = sorted(
        str(Path(place, name).relative_to(folder))
        for place, _, files in os.walk(folder)
        for name in files
        if not name.startswith(".") and Path(name).suffix.lower() not in _READ_IN_FOLDERS | _ABOUT_A_FOLDER
    )
    if not names:
        return []
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    named = ", ".join(readable(name) for name in names[:_MOST_NAMED])
    return [f"Not read in {readable(str(folder))}, being neither .pdf nor .txt: {named}{more}."]


def _who_said(home: Home) -> str:
    if IS_INSTALLED and home.path == default_home():
        return " (the current folder; --home or KLANTPROFIELEN_HOME names another)"
    return ""


def _whose_models(home: Home) -> str:
    if home.project != PROJECT:
        return "its own"
    return "the program's" if IS_INSTALLED else "this checkout's"


def _read_on_spark(home: Home, addresses: list[str], readers: Readers, limits: Limits, *, again: bool) -> Report:
    # Spark is an extra: nothing of it is looked at before it is asked for.
    from klantprofielen.spark.extract import extract_on_spark  # noqa: PLC0415
    from klantprofielen.spark.session import SparkMissingError  # noqa: PLC0415

    try:
        return extract_on_spark(home, addresses, readers=readers, limits=limits, again=again)
    except SparkMissingError as error:
        raise UsageError(str(error)) from error
    except FileNotFoundError as error:
        raise UsageError(f"{error}. Name PDFs, transcripts, or folders of them.") from error


def print_report(report: Report) -> None:
    """What came of each document that was new, and how many there were of each outcome."""
    rows = [
        (
            document.file_name,
            document.outcome,
            f"{document.code}: {document.message}" if document.code else document.message or "",
        )
        for document in report.documents
        if document.outcome != "skipped" or document.message
    ]
    if rows:
        console.print(make_table(("file", "outcome", "why"), rows, title="Extracted"))
    counted = {outcome: f"{report.count(outcome)} {outcome}" for outcome in ("read", "skipped", "unreadable")}
    if report.count("skipped"):
        counted["skipped"] += " (their content is loaded already)"
    print_text(", ".join(counted.values()))
    for note in report.notes:
        print_error(note)
