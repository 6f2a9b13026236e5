"""Reads every document in a guarded process of its own: what breaks there costs one document, no more.

A forkserver holds the readers ready; each document gets a fresh fork with limits on time, processor time
and memory, and no way to the network, to other programs or to files it could write.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, ForkServerProcess
from typing import Any

from klantprofielen.errors import DeclinedError, Reason
from klantprofielen.read.document import Reading, read_document
from klantprofielen.read.limits import Limits
from klantprofielen.read.sources import Source
from klantprofielen.records import Readers

_FORBIDDEN_EVENTS = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.remove", "os.rmdir", "os.rename",
    "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "os.utime", "shutil.",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# The exit status of a worker that ran out of memory in Python code.
_OUT_OF_MEMORY = 77


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one source: a reading, or the reason why there is none."""

    source: Source
    reading: Reading | None
    declined: DeclinedError | None


@dataclass(slots=True)
class _Running:
    source: Source
    process: ForkServerProcess
    connection: Connection
    deadline: float


def read_all(
    sources: Sequence[Source], readers: Readers, limits: Limits, workers: int | None = None
) -> Iterator[Outcome]:
    """Reads the sources, several at a time, and gives each outcome as it comes."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["klantprofielen.read.document"])
    # pdfminer would look for character maps wherever this points.
    os.environ.pop("CMAP_PATH", None)
    waiting = list(reversed(sources))
    running: list[_Running] = []
    places = workers or os.cpu_count() or 1
    try:
        while waiting or running:
            while waiting and len(running) < places:
                running.append(_start(context, waiting.pop(), readers, limits))
            soonest = min(job.deadline for job in running)
            wait([job.connection for job in running], timeout=max(0.0, soonest - time.monotonic()))
            for job in list(running):
                outcome = _outcome(job, limits)
                if outcome is not None:
                    running.remove(job)
                    yield outcome
    finally:
        for job in running:
            _kill(job)


def _start(context: ForkServerContext, source: Source, readers: Readers, limits: Limits) -> _Running:
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, source, readers, limits), daemon=True)
    process.start()
    theirs.close()
    return _Running(source, process, ours, time.monotonic() + limits.wall_seconds)


def _outcome(job: _Running, limits: Limits) -> Outcome | None:
    """The job's outcome once it has sent one, died, or run out of time; None while it still works."""
    if job.connection.poll():
        try:
            result = job.connection.recv()
        except (EOFError, OSError):
            job.process.join()
            return Outcome(job.source, None, _death(job.process.exitcode, limits))
        _kill(job)
        if isinstance(result, Reading):
            return Outcome(job.source, result, None)
        return Outcome(job.source, None, DeclinedError(*result))
    if time.monotonic() >= job.deadline:
        _kill(job)
        message = f"Reading took longer than {limits.wall_seconds:g} s (--max-seconds); the file may be hostile."
        return Outcome(job.source, None, DeclinedError(Reason.OVER_TIME, message))
    return None


def _kill(job: _Running) -> None:
    """Ends a worker and all that it may have started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(job.process.pid or 0, signal.SIGKILL)
    job.process.kill()
    job.process.join()
    job.connection.close()


def _death(exit_code: int | None, limits: Limits) -> DeclinedError:
    """Why a worker died without a word."""
    if exit_code == -signal.SIGXCPU:
        return DeclinedError(
            Reason.OVER_TIME,
            f"Reading took more than {limits.cpu_seconds} s of processor time (--max-cpu-seconds); the file may "
            "be hostile.",
        )
    if exit_code in {_OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGTRAP, -signal.SIGILL}:
        return DeclinedError(
            Reason.OVER_MEMORY,
            f"Reading needed more than {limits.memory_bytes // 1_000_000} MB of memory (--max-memory-mb); the "
            "file may be hostile.",
        )
    how = signal.Signals(-exit_code).name if exit_code is not None and exit_code < 0 else f"status {exit_code}"
    return DeclinedError(
        Reason.WORKER_DIED,
        f"The process that read the file ended by itself ({how}); the file may be hostile.",
    )


def _work(connection: Connection, source: Source, readers: Readers, limits: Limits) -> None:
    """The life of a worker: guard itself, read, say what came of it."""
    _guard(limits)
    try:
        data = source.path.read_bytes()
        result: Reading | tuple[Reason, str] = read_document(data, source.kind, readers, limits)
    except DeclinedError as error:
        result = (error.reason, error.message)
    except OSError as error:
        result = (Reason.FILE_UNREADABLE, f"{error.strerror or error}; check the file and its permissions.")
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
    except RecursionError:
        result = (Reason.DAMAGED, "The document's parts are nested too deeply; the file may be hostile.")
    connection.send(result)
    connection.close()


def _guard(limits: Limits) -> None:
    """Limits on this process; the audit hook can't be taken away again."""
    os.setpgrp()
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # What the libraries complain about is told in the outcome; their own output is not for the terminal.
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    sys.addaudithook(_forbid)


def _forbid(event: str, arguments: tuple[Any, ...]) -> None:
    opens_to_write = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
    if opens_to_write or event.startswith(_FORBIDDEN_EVENTS):
        raise PermissionError(f"a reader may not do this: {event}")
