"""`klantprofielen query`: asks the published warehouse a question in SQL."""

from __future__ import annotations

import sys
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from klantprofielen.cli.exits import UsageError
from klantprofielen.cli.printing import make_table, print_error, print_table, write_table
from klantprofielen.cli.synthetic import warn_of_synthetic
from klantprofielen.home import FILE_NAME, Home
from klantprofielen.query.ask import Answer, ask
from klantprofielen.query.formats import text_of, write_csv, write_json, write_parquet
from klantprofielen.query.locked import MEMORY_LIMIT, THREADS
from klantprofielen.release.release import file_of, find

_LONGEST_PAGE = 1000


class OutputFormat(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


def query_command(
    context: typer.Context,
    sql: Annotated[str, typer.Argument(help="One statement; `-` reads it from standard input.")],
    output_format: Annotated[
        OutputFormat, typer.Option("--format", help="How the answer is written.")
    ] = OutputFormat.TABLE,
    output: Annotated[Path | None, typer.Option(help="Write the answer to this file.")] = None,
    release: Annotated[str, typer.Option("--release", help="Another kept release than the published one.")] = "current",
    failed: Annotated[bool, typer.Option("--failed", help="Ask the last build that did not pass.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="The most rows that a table shows.")] = _LONGEST_PAGE,
    memory_limit: Annotated[str, typer.Option(help="The memory that the query may use.")] = MEMORY_LIMIT,
    threads: Annotated[int, typer.Option(min=1, help="The processors that it may use.")] = THREADS,
    max_seconds: Annotated[float, typer.Option(min=0.1, help="The time that it may take.")] = 300.0,
) -> None:
    """Ask the published warehouse a question in SQL; it can read nothing else, and write nothing."""
    home: Home = context.obj
    if output_format is OutputFormat.PARQUET and output is None and sys.stdout.isatty():
        raise UsageError("Parquet is not for a terminal; name a file with --output.")
    path = home.failed / FILE_NAME if failed else _path(home, release)
    text = sys.stdin.read() if sql == "-" else sql
    with ask(path, text, memory_limit=memory_limit, threads=threads, max_seconds=max_seconds) as answer:
        _write(answer, output_format, output, limit)
    if not failed:
        warn_of_synthetic(home, release)


def _path(home: Home, release: str) -> Path:
    return home.published if release == "current" else file_of(home, find(home, release))


def _write(answer: Answer, output_format: OutputFormat, output: Path | None, limit: int) -> None:
    match output_format:
        case OutputFormat.TABLE:
            _write_table(answer, output, limit)
        case OutputFormat.PARQUET:
            if output is None:
                write_parquet(answer, sys.stdout.buffer)
            else:
                with output.open("wb") as file:
                    write_parquet(answer, file)
        case OutputFormat.CSV | OutputFormat.JSON:
            write = write_csv if output_format is OutputFormat.CSV else write_json
            if output is None:
                write(answer, sys.stdout)
            else:
                with output.open("w", encoding="utf-8", newline="") as text_file:
                    write(answer, text_file)


def _write_table(answer: Answer, output: Path | None, limit: int) -> None:
    rows = (["" if value is None else text_of(value) for value in row] for row in answer.rows)
    table = make_table(answer.columns, islice(rows, limit))
    is_cut = next(rows, None) is not None
    if output is None:
        print_table(table)
    else:
        with output.open("w", encoding="utf-8") as file:
            write_table(table, file)
    if is_cut:
        print_error(f"These are the first {limit} rows; --limit shows more, --format csv all.")
