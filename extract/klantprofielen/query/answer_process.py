"""The process that answers one question: `python -m klantprofielen.query.answer_process ANSWER_FD STATUS_FD`.

It reads the question from standard input, bounds itself, answers in Arrow's stream format and says how it ended.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Iterator
from dataclasses import asdict
from io import BufferedWriter
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from klantprofielen.query.locked_down import open_locked
from klantprofielen.query.process_messages import INTEGER, KIND, MOMENT, ErrorKind, Question, Status
from klantprofielen.query.statements import why_refused
from klantprofielen.read.limits import Limits
from klantprofielen.read.sandbox import Rules
from klantprofielen.sql_text import quoted
from klantprofielen.storage import FileInUseError, StorageError

_BATCH = 10_000
# What each thread reserves for its stack and its own heap, used or not.
_PER_THREAD = 80_000_000
# DuckDB looks here how much memory its group of processes may take, and ends the process when it cannot.
_OF_THE_SYSTEM = (Path("/proc/self"), Path("/sys/fs/cgroup"))
# Where the system does not say what the program itself takes.
_USED_WITHOUT_PROC = 2_000_000_000
_LONGEST_MESSAGE = 20_000
_OUT_OF_MEMORY = ("bad_alloc", "Out of Memory Error")
_HUGE = {"hugeint", "uhugeint", "bignum"}
_NESTED = {"list", "array", "struct", "map"}
_PLAIN = {
    "boolean", "tinyint", "smallint", "integer", "bigint", "utinyint", "usmallint", "uinteger", "ubigint", "float",
    "double", "decimal", "varchar", "sqlnull",
}  # fmt: skip


def main() -> None:
    """Answers the question on standard input."""
    answer_end, status_end = (os.fdopen(int(number), "wb") for number in sys.argv[1:])
    question = Question(**json.loads(sys.stdin.buffer.read()))
    with status_end:
        status = _run(question, answer_end)
        status_end.write(json.dumps(asdict(status)).encode())


def _run(question: Question, answer_end: BufferedWriter) -> Status:
    _bound(question)
    try:
        with answer_end:
            _answer(question, answer_end)
    except StorageError as error:
        return Status(ErrorKind.STORAGE, error.reason, error.step)
    except FileInUseError as error:
        return Status(ErrorKind.IN_USE, str(error))
    except (MemoryError, pa.ArrowMemoryError, duckdb.OutOfMemoryException) as error:
        return Status(ErrorKind.MEMORY, str(error)[:_LONGEST_MESSAGE])
    except (duckdb.IOException, duckdb.SerializationException) as error:
        return Status(ErrorKind.STORAGE, str(error)[:_LONGEST_MESSAGE], "Reading the warehouse")
    except (duckdb.Error, pa.ArrowException, _QueryError) as error:
        text = str(error)[:_LONGEST_MESSAGE]
        is_memory = any(words in text for words in _OUT_OF_MEMORY)
        return Status(ErrorKind.MEMORY if is_memory else ErrorKind.QUERY, text)
    return Status(ErrorKind.NONE)


class _QueryError(Exception):
    """The question is none, or a row of its answer cannot be made."""


def _bound(question: Question) -> None:
    """Memory as a whole, on top of what the program itself takes; where the kernel offers it, also all other doors.

    DuckDB starts its threads later: they are under the same rules.
    """
    own = Path("/proc/self/statm")
    used = int(own.read_text().split()[0]) * resource.getpagesize() if own.exists() else _USED_WITHOUT_PROC
    most = used + question.memory_bytes + question.threads * _PER_THREAD
    places = (Path(question.path).parent, *_OF_THE_SYSTEM)
    Rules(*(place for place in places if place.exists())).enforce(Limits(memory_bytes=most))


def _answer(question: Question, answer_end: BufferedWriter) -> None:
    with open_locked(
        Path(question.path), memory_limit=question.memory_limit, threads=question.threads, errors_as_json=True
    ) as connection:
        refusal = why_refused(connection, question.sql)
        if refusal:
            raise _QueryError(f"Permission Error: {refusal}")
        statements = connection.extract_statements(question.sql)
        if len(statements) != 1:
            raise _QueryError(f"One statement is expected, and {len(statements)} were given.")
        reader, schema = _reader(connection, statements[0], question)
        with pa.ipc.new_stream(answer_end, schema) as stream:
            for batch in _batches(reader):
                stream.write_batch(pa.RecordBatch.from_arrays(batch.columns, schema=schema))


def _reader(
    connection: duckdb.DuckDBPyConnection, statement: duckdb.Statement, question: Question
) -> tuple[pa.RecordBatchReader, pa.Schema]:
    """The running query, its columns as they are wanted, and the schema that says which text is a whole number."""
    types = _types(connection, statement) if question.as_text else []
    as_they_are = _PLAIN | _NESTED if question.nested else _PLAIN
    if all(kind in as_they_are for kind in types):
        reader = connection.execute(statement).to_arrow_reader(_BATCH)
        return reader, reader.schema
    relation = connection.sql(statement)
    wanted = [
        f"{_as_wanted(number, kind, as_they_are)} as {quoted(name)}"
        for number, (kind, name) in enumerate(zip(types, relation.columns, strict=True), start=1)
    ]
    reader = relation.project(", ".join(wanted)).to_arrow_reader(_BATCH)
    fields = [_named_kind(field, kind) for field, kind in zip(reader.schema, types, strict=True)]
    return reader, pa.schema(fields)


def _named_kind(field: pa.Field[Any], kind: str) -> pa.Field[Any]:
    if kind in _HUGE:
        return field.with_metadata({KIND: INTEGER})
    return field.with_metadata({KIND: MOMENT}) if kind.startswith("timestamp") else field


def _types(connection: duckdb.DuckDBPyConnection, statement: duckdb.Statement) -> list[str]:
    """The types of the columns of a query that has not run yet."""
    if statement.type != duckdb.StatementType.SELECT:
        return []
    try:
        return [kind.id for kind in connection.sql(statement).types]
    except duckdb.Error:
        # The other way to run it says where in the SQL the error stands.
        connection.execute(statement)
        raise


def _as_wanted(number: int, kind: str, as_they_are: set[str]) -> str:
    if kind in as_they_are:
        return f"#{number}"
    if kind.startswith("timestamp"):
        # ISO 8601 has a T between day and time; an endless moment has neither.
        return f"regexp_replace(cast(#{number} as varchar), '^([^ ]+) ([0-9])', '\\1T\\2')"
    return f"cast(#{number} as varchar)"


def _batches(reader: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
    while True:
        try:
            yield reader.read_next_batch()
        except StopIteration:
            return
        except OSError as error:
            # So Arrow hands on what DuckDB says of a row in the middle.
            raise _QueryError(str(error)) from error


if __name__ == "__main__":
    main()
