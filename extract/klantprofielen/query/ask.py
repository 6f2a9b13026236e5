"""Runs one query on a locked-down file; `formats` writes its answer."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from klantprofielen.query.locked import open_locked

_BATCH = 10_000


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
        parsed = json.loads("{" + rest) if brace else {}
    except ValueError:
        parsed = {}
    if "exception_message" not in parsed:
        return message
    text = f"{kind}: {parsed['exception_message']}"
    if "position" not in parsed:
        return text
    # DuckDB counts bytes, people count characters.
    before = sql.encode()[: int(parsed["position"])].decode(errors="ignore")
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    shown = sql.split("\n")[line - 1]
    return f"line {line}, column {column}: {text}\n\n  {shown}\n  {' ' * (column - 1)}^"
