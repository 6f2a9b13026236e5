"""Puts one question to a published file, in a process of its own that is bounded and can be stopped.

The process (`query.answer_process`) answers in Arrow's stream format, which is data and nothing else; the clock kills
it, the system bounds its memory, and what it breaks is its own.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from io import BufferedReader
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa

from klantprofielen.home import home_of
from klantprofielen.query.locked_down import MEMORY_LIMIT, THREADS, require_published
from klantprofielen.query.process_messages import INTEGER, KIND, ErrorKind, Question, Status
from klantprofielen.storage import FileInUseError, StorageError

# -P: a folder where somebody happens to stand holds no modules of ours.
_PROGRAM = (sys.executable, "-P", "-m", "klantprofielen.query.answer_process")
# What the process gets to know of this one's environment: no password, no token.
_PASSED_ON = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TZ")
_UNITS = {"": 1, "b": 1}
_UNITS |= {f"{letter}b": 1000**power for power, letter in enumerate("kmgt", start=1)}
_UNITS |= {f"{letter}ib": 1024**power for power, letter in enumerate("kmgt", start=1)}
_SIZE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([kmgt]?i?b?)\s*", re.IGNORECASE)
MAX_SECONDS = 300.0
_CRASHES = {signal.SIGSEGV, signal.SIGBUS}


class QueryError(Exception):
    """There is no answer; the message says why, and where in the SQL it stopped if that is known."""


class _CrashedError(QueryError):
    """The process ended itself before it said anything."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A running query: the names of its columns, and its rows as they come; `arrow` is the same for Parquet.

    Rows and `arrow` are read once, one or the other.
    """

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]
    arrow: ArrowAnswer | None = None


@dataclass(frozen=True, slots=True)
class ArrowAnswer:
    """The answer in Arrow's form."""

    schema: pa.Schema
    batches: Iterator[pa.RecordBatch]


def ask_published(
    sql: str,
    home: str | Path | None = None,
    *,
    memory_limit: str = MEMORY_LIMIT,
    threads: int = THREADS,
    max_seconds: float = 60.0,
) -> pa.Table:
    """Puts one question to the published warehouse of a home, in a process of its own; gives an Arrow table.

    For SQL that others write: see docs/operating.md for what is promised.

    Raises:
        QueryError: it is no question, or DuckDB does not answer it, or not within the limits.
        NotPublishedError: nothing is published there.
        StorageError: the file cannot be read.
    """
    with ask(
        home_of(home).published, sql, memory_limit=memory_limit, threads=threads, max_seconds=max_seconds, as_text=False
    ) as answer:
        assert answer.arrow is not None  # noqa: S101 - for the type checker: only a caller's own Answer has none
        return pa.Table.from_batches(answer.arrow.batches, answer.arrow.schema)


@contextmanager
def ask(
    path: Path,
    sql: str,
    *,
    memory_limit: str,
    threads: int,
    max_seconds: float,
    as_text: bool = True,
    nested: bool = False,
) -> Iterator[Answer]:
    """Runs the one question in `sql` on the file at `path`, for at most `max_seconds`.

    Args:
        path: a published file, another release's, or a failed build's.
        sql: the question.
        memory_limit: for the whole process, on top of what the program itself takes; as DuckDB writes it (`1GB`).
        threads: how many processors it may use.
        max_seconds: when the process is ended.
        as_text: types that only DuckDB has, and moments, come as text; otherwise as Arrow has them.
        nested: with `as_text`, lists and structs come as such.

    Raises:
        QueryError: it is no question, or DuckDB does not answer it, or not within the limits.
        NotPublishedError: there is no such file.
        StorageError: the file cannot be read.
    """
    require_published(path)
    question = Question(str(path.resolve()), sql, memory_limit, _bytes(memory_limit), threads, as_text, nested)
    for is_last in (False, True):
        with _started(question, max_seconds) as running:
            try:
                answer = running.answer()
            except _CrashedError:
                # Threads of the libraries have ended a process before it answered, about once in some thousands: a
                # question changes nothing, so it is put once more.
                if is_last:
                    raise
            else:
                yield answer
                return


def _bytes(size: str) -> int:
    match = _SIZE.fullmatch(size)
    if match is None or match[2].lower() not in _UNITS:
        raise QueryError(f"{size!r} is no amount of memory; write it like 1GB (--memory-limit).")
    return int(float(match[1]) * _UNITS[match[2].lower()])


@contextmanager
def _started(question: Question, max_seconds: float) -> Iterator[_Running]:
    answer_end, answer_own = os.pipe()
    status_end, status_own = os.pipe()
    with os.fdopen(answer_end, "rb") as answers, os.fdopen(status_end, "rb") as status:
        try:
            process = subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
                [*_PROGRAM, str(answer_own), str(status_own)],
                env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[answer_own, status_own],
            )
        finally:
            os.close(answer_own)
            os.close(status_own)
        running = _Running(process, answers, status, question, max_seconds)
        try:
            running.send()
            yield running
        finally:
            running.stop()


@dataclass
class _Running:
    """The process that answers, and the clock that ends it."""

    _process: subprocess.Popen[bytes]
    _answers: BufferedReader
    _status: BinaryIO
    _question: Question
    _seconds: float
    _is_late: bool = False

    def __post_init__(self) -> None:
        self._clock = threading.Timer(self._seconds, self._end)
        self._clock.daemon = True
        self._clock.start()

    def _end(self) -> None:
        self._is_late = True
        self._process.kill()

    def send(self) -> None:
        """Hands the question over; a process that is gone already tells why when it is read."""
        assert self._process.stdin is not None  # noqa: S101 - it was asked for
        try:
            with self._process.stdin as stdin:
                stdin.write(json.dumps(asdict(self._question)).encode())
        except BrokenPipeError:
            return

    def stop(self) -> None:
        """Ends the process, whether it has answered or not."""
        self._clock.cancel()
        self._process.kill()
        self._process.wait()

    def answer(self) -> Answer:
        """The columns, as soon as they are known, and the rows."""
        try:
            reader = pa.ipc.open_stream(self._answers)
        except (pa.ArrowInvalid, OSError):
            self._require_done()
            raise
        batches = self._batches(reader)
        kinds = [(field.metadata or {}).get(KIND) for field in reader.schema]
        return Answer(tuple(reader.schema.names), self._rows(batches, kinds), ArrowAnswer(reader.schema, batches))

    def _batches(self, reader: pa.RecordBatchStreamReader) -> Iterator[pa.RecordBatch]:
        while True:
            try:
                batch = reader.read_next_batch()
            except StopIteration:
                break
            except (pa.ArrowInvalid, OSError):
                self._require_done()
                raise
            # What comes out of a process that ran somebody's SQL is looked at before it is used.
            batch.validate(full=True)
            yield batch
        self._require_done()

    def _rows(self, batches: Iterator[pa.RecordBatch], kinds: list[bytes | None]) -> Iterator[tuple[Any, ...]]:
        for batch in batches:
            try:
                columns = [_values(column, kind) for column, kind in zip(batch.columns, kinds, strict=True)]
            except (OverflowError, ValueError) as error:
                raise QueryError(f"A value has no form here ({error}); cast it to varchar.") from error
            if columns:
                yield from zip(*columns, strict=True)

    def _require_done(self) -> None:
        """Raises what kept the process from answering; nothing when it has answered all."""
        told = self._status.read()
        code = self._process.wait()
        if self._is_late:
            raise QueryError(f"The query took longer than {self._seconds:g} s (--max-seconds).")
        if not told:
            error = _CrashedError if -code in _CRASHES else QueryError
            raise error(_how_it_died(code, self._question.memory_limit))
        status = Status(**json.loads(told))
        match status.kind:
            case ErrorKind.NONE:
                return
            case ErrorKind.QUERY:
                raise QueryError(explain(status.message, self._question.sql))
            case ErrorKind.MEMORY:
                detail = explain(status.message, self._question.sql)
                raise QueryError(_out_of_memory(self._question.memory_limit, detail))
            case ErrorKind.IN_USE:
                raise FileInUseError(status.message)
            case ErrorKind.STORAGE:
                raise StorageError(status.step, status.message)


def _values(column: pa.Array[Any], kind: bytes | None) -> list[Any]:
    values = column.to_pylist()
    return [None if value is None else int(value) for value in values] if kind == INTEGER else values


def _out_of_memory(limit: str, detail: str) -> str:
    text = f"The query needed more than the {limit} of memory that it may use (--memory-limit)."
    # Of what DuckDB says only the first line: its advice is to set what is locked.
    return f"{text}\n{detail.splitlines()[0]}" if detail else text


def _how_it_died(code: int, limit: str) -> str:
    if code == -signal.SIGABRT:
        # C++ gives up so when it gets no memory.
        return _out_of_memory(limit, "")
    name = signal.Signals(-code).name if code < 0 else f"exit status {code}"
    return f"The query ended the process that ran it ({name}); nothing else was harmed."


def explain(message: str, sql: str) -> str:
    """DuckDB's error for people: kind, message, and the line of the SQL with a mark under the place."""
    kind, brace, rest = message.partition("{")
    try:
        parsed = json.loads(brace + rest) if brace else {}
    except ValueError:
        parsed = {}
    if "exception_message" not in parsed:
        return message
    # What breaks off while rows are made comes without its kind in front.
    named = kind.removesuffix(": ") or f"{parsed.get('exception_type', '').title()} Error"
    text = f"{named}: {parsed['exception_message']}"
    if "position" not in parsed:
        return text
    # DuckDB counts bytes, people count characters.
    before = sql.encode()[: int(parsed["position"])].decode(errors="ignore")
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    shown = sql.split("\n")[line - 1]
    return f"line {line}, column {column}: {text}\n\n  {shown}\n  {' ' * (column - 1)}^"
