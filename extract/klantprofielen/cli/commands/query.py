"""`klantprofielen query`: asks the published warehouse a question in SQL."""

from __future__ import annotations

import io
import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO, TextIO

import typer
from rich.console import Console

from klantprofielen.cli.shared import paths
from klantprofielen.cli.shared.answers import print_answer, take
from klantprofielen.cli.shared.exits import UsageError
from klantprofielen.cli.shared.printing import console, print_error, printable_bytes
from klantprofielen.cli.shared.synthetic import warn_of_synthetic
from klantprofielen.home import FILE_NAME, Home
from klantprofielen.query.answer_formats import BINARY_WRITERS, TEXT_WRITERS, distinct
from klantprofielen.query.ask import MAX_SECONDS, Answer, ask
from klantprofielen.query.locked_down import MEMORY_LIMIT, THREADS
from klantprofielen.release.release import file_of, find
from klantprofielen.storage import replaced

_LONGEST_PAGE = 1000
# How wide a table is in a file before it becomes records.
_FILE_WIDTH = 200


class OutputFormat(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    CSV_NL = "csv-nl"
    JSON = "json"
    PARQUET = "parquet"
    MARKDOWN = "md"
    XLSX = "xlsx"


# Formats without an ending of their own.
_BY_NAME_ALONE = {OutputFormat.TABLE, OutputFormat.CSV_NL}


def query_command(
    context: typer.Context,
    sql: Annotated[str, typer.Argument(help="One statement; `-` reads it from standard input.")],
    asked_format: Annotated[
        OutputFormat | None,
        typer.Option("--format", help="How the answer is written. Default: as the file's ending says, else table."),
    ] = None,
    output: Annotated[Path | None, typer.Option(parser=paths.path, help="Write the answer to this file.")] = None,
    release: Annotated[str, typer.Option("--release", help="Another kept release than the published one.")] = "current",
    failed: Annotated[bool, typer.Option("--failed", help="Ask the last build that did not pass.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="The most rows that a table shows.")] = _LONGEST_PAGE,
    memory_limit: Annotated[str, typer.Option(help="The memory that the query may use.")] = MEMORY_LIMIT,
    threads: Annotated[int, typer.Option(min=1, help="The processors that it may use.")] = THREADS,
    max_seconds: Annotated[float, typer.Option(min=0.1, help="The time that it may take.")] = MAX_SECONDS,
    pager: Annotated[bool, typer.Option("--pager/--no-pager", help="Show a table in a pager.")] = False,
) -> None:
    """Ask the published warehouse a question in SQL; it can read nothing else, and write nothing."""
    home: Home = context.obj
    if output is not None:
        _require_place(output)
    output_format = asked_format or _format_of(output)
    if output_format in BINARY_WRITERS and output is None and sys.stdout.isatty():
        raise UsageError(f"{output_format} is not for a terminal; name a file with --output.")
    path = _failed(home) if failed else _path(home, release)
    with ask(
        path,
        _text(sql),
        memory_limit=memory_limit,
        threads=threads,
        max_seconds=max_seconds,
        as_text=output_format not in BINARY_WRITERS,
        nested=output_format is OutputFormat.JSON,
    ) as answer:
        _write(answer, output_format, output, limit, pager=pager)
    if not failed:
        warn_of_synthetic(home, release)


def _failed(home: Home) -> Path:
    path = home.failed / FILE_NAME
    if not path.exists():
        raise UsageError(f"No build failed in {home.path} since one passed, so --failed has nothing to ask.")
    return path


def _require_place(output: Path) -> None:
    if output.is_dir():
        raise UsageError(f"{output} is a folder; name a file in it (--output).")
    if not output.parent.is_dir():
        raise UsageError(f"The folder {output.parent} is not there; make it, or name another (--output).")


def _format_of(output: Path | None) -> OutputFormat:
    """The format that a file's ending names; a table for none, and for `.txt`."""
    ending = output.suffix.lower().removeprefix(".") if output is not None else ""
    if ending in {"", "txt"}:
        return OutputFormat.TABLE
    known_endings = [each.value for each in OutputFormat if each not in _BY_NAME_ALONE]
    if ending not in known_endings:
        known = ", ".join(f".{each}" for each in known_endings)
        raise UsageError(
            f"{output}: no format has the ending .{ending}. Take {known} or .txt, or name one with --format."
        )
    return OutputFormat(ending)


def _text(sql: str) -> str:
    """The SQL that was given, which must be text."""
    try:
        given = sys.stdin.buffer.read() if sql == "-" else os.fsencode(sql)
        return given.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"The SQL is no UTF-8 text: byte {error.object[error.start]:#x} at {error.start}.") from error


def _path(home: Home, release: str) -> Path:
    return home.published if release == "current" else file_of(home, find(home, release))


def _write(answer: Answer, output_format: OutputFormat, output: Path | None, limit: int, *, pager: bool) -> None:
    """Writes the answer; a file has all of it or is what it was."""
    repeated = sorted(name for name, count in Counter(answer.columns).items() if count > 1)
    if output_format in BINARY_WRITERS:
        with _binary(output) as file:
            BINARY_WRITERS[output_format](answer, file)
    elif output_format in TEXT_WRITERS:
        with _binary(output) as file, _as_text(file) as text:
            TEXT_WRITERS[output_format](answer, text)
    else:
        _write_table(answer, output, limit, pager=pager)
    if repeated and output_format in {OutputFormat.JSON, OutputFormat.PARQUET}:
        renamed = ", ".join(name for name in distinct(answer.columns) if name not in answer.columns)
        print_error(f"Columns of one name ({', '.join(repeated)}) are kept under names of their own: {renamed}.")


@contextmanager
def _binary(output: Path | None) -> Iterator[BinaryIO]:
    if output is None:
        yield printable_bytes() if sys.stdout.isatty() else sys.stdout.buffer
    elif output.exists() and not output.is_file():
        # A pipe or a device takes what comes as it comes.
        with output.open("wb") as file:
            yield file
    else:
        with replaced(output) as file:
            yield file


@contextmanager
def _as_text(file: BinaryIO) -> Iterator[TextIO]:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    try:
        yield text
    finally:
        text.detach()


def _write_table(answer: Answer, output: Path | None, limit: int, *, pager: bool) -> None:
    shown = take(answer.columns, answer.rows, limit)
    if output is None:
        print_answer(shown, console, pager=pager)
    else:
        with _binary(output) as file, _as_text(file) as text:
            print_answer(shown, Console(file=text, width=_FILE_WIDTH))
    if shown.is_cut:
        print_error(f"These are the first {limit} rows; --limit shows more, --format csv all.")
