"""Runs one query on a locked-down file, and writes its answer as a table, CSV, JSON or Parquet."""

from __future__ import annotations

import csv
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from rich.table import Table
from rich.text import Text

from klantprofielen.query.locked import open_locked

_BATCH = 10_000


class Form(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


class QueryError(Exception):
    """DuckDB did not answer; the message says where in the SQL it stopped, if it knows."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A running query: the names of its columns, and its rows as they come."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]
    cursor: duckdb.DuckDBPyConnection


@contextmanager
def ask(path: Path, sql: str, *, memory_limit: str, threads: int, max_seconds: float) -> Iterator[Answer]:
    """Runs the one statement in `sql` on the file at `path`, for at most `max_seconds`.

    Raises:
        QueryError: it is no single statement, or DuckDB does not answer it, or not in time.
        NotPublishedError: there is no such file.
    """
    with open_locked(path, memory_limit=memory_limit, threads=threads, errors_as_json=True) as connection:
        clock = threading.Timer(max_seconds, connection.interrupt)
        clock.daemon = True
        clock.start()
        try:
            statements = connection.extract_statements(sql)
            if len(statements) != 1:
                raise QueryError(f"One statement is expected, and {len(statements)} were given.")
            connection.execute(statements[0])
            described = connection.description or []
            yield Answer(tuple(column[0] for column in described), _rows(connection), connection)
        except duckdb.InterruptException as error:
            raise QueryError(f"The query took longer than {max_seconds:g} s (--max-seconds).") from error
        except duckdb.Error as error:
            raise QueryError(explain(str(error), sql)) from error
        finally:
            clock.cancel()


def _rows(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while batch := connection.fetchmany(_BATCH):
        yield from batch


def explain(message: str, sql: str) -> str:
    """DuckDB's error for people: kind, message, and the line of the SQL with a mark under the place."""
    kind, brace, rest = message.partition(": {")
    try:
        told = json.loads("{" + rest) if brace else {}
    except ValueError:
        told = {}
    if "exception_message" not in told:
        return message
    text = f"{kind}: {told['exception_message']}"
    if "position" not in told:
        return text
    # DuckDB counts bytes, people count characters.
    before = sql.encode()[: int(told["position"])].decode(errors="ignore")
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    shown = sql.split("\n")[line - 1]
    return f"line {line}, column {column}: {text}\n\n  {shown}\n  {' ' * (column - 1)}^"


def render_table(answer: Answer, limit: int) -> tuple[Table, bool]:
    """The first `limit` rows as a table, and whether there are more."""
    table = Table(show_lines=False)
    for name in answer.columns:
        table.add_column(printable(name), overflow="fold")
    for number, row in enumerate(answer.rows):
        if number == limit:
            return table, True
        table.add_row(*(printable("" if value is None else _text(value)) for value in row))
    return table, False


def printable(text: str) -> Text:
    """Text for a terminal: what documents print can hold no control codes or markup that take effect."""
    return Text("".join(char if char.isprintable() or char == "\n" else "\ufffd" for char in text))


def write_csv(answer: Answer, file: TextIO) -> None:
    """Comma separated, one header line, nothing for null."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(answer.columns)
    for row in answer.rows:
        writer.writerow("" if value is None else _text(value) for value in row)


def write_json(answer: Answer, file: TextIO) -> None:
    """An array of objects, one a line."""
    file.write("[")
    for number, row in enumerate(answer.rows):
        file.write(",\n " if number else "\n ")
        file.write(json.dumps(dict(zip(answer.columns, row, strict=True)), ensure_ascii=False, default=_plain))
    file.write("\n]\n")


def write_parquet(answer: Answer, file: BinaryIO) -> None:
    """One Parquet file with the types of the query's columns."""
    found: pa.Table = answer.cursor.to_arrow_table()
    pq.write_table(found, file, compression="zstd")


def _text(value: Any) -> str:  # noqa: ANN401 - whatever a query answers
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)


def _plain(value: Any) -> float | str:  # noqa: ANN401 - whatever a query answers
    """What JSON has no form for: decimals become numbers, all else the text that CSV has."""
    return float(value) if isinstance(value, Decimal) else _text(value)
