"""Reads documents in guarded processes: what breaks there costs one document, no more.

A loaded process (`reader_process`) begets the readers. Each is shut in, with limits on time, processor time and memory,
and is kept only while every document it is given reads well: after anything else the next document gets a fresh one.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Any

from klantprofielen.errors import DeclinedError, Reason
from klantprofielen.read.document import Reading
from klantprofielen.read.limits import Limits
from klantprofielen.read.reader_process import OUT_OF_MEMORY, Answer, Channel, Closed, Request
from klantprofielen.read.sources import Source
from klantprofielen.read.wire import UnexpectedDataError, unpacked
from klantprofielen.records import Readers

PROGRAM = "klantprofielen.read.reader_process"
# A reader is replaced after so many documents, or once it has had this much memory.
_MOST_DOCUMENTS = 500
_MOST_MEMORY = 300_000_000


class ReadersEndedError(Exception):
    """No document can be read: the process that starts the readers could not be started, or is gone."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one source: a reading, or the reason why there is none."""

    source: Source
    reading: Reading | None
    declined: DeclinedError | None


@dataclass(slots=True)
class _Reader:
    """One guarded process, and the document that it has now."""

    pid: int
    channel: Channel
    source: Source
    deadline: float
    documents: int = 0


def read_all(
    sources: Iterable[Source],
    readers: Readers,
    limits: Limits,
    workers: int | None = None,
    *,
    program: str = PROGRAM,
    tell: Callable[[str], None] = lambda _: None,
) -> Iterator[Outcome]:
    """Reads the sources, several at a time, and gives each outcome as it comes; takes sources as it goes.

    `tell` hears it when this system's kernel lacks a part of the readers' confinement.

    Raises:
        ReadersEndedError: no reading process can be started, or the one that starts the others is gone.
    """
    waiting = iter(sources)
    places = workers or os.cpu_count() or 1
    idle: list[_Reader] = []
    running: list[_Reader] = []
    with _Nursery(program, tell) as nursery:
        while True:
            while len(running) < places and (source := next(waiting, None)) is not None:
                try:
                    file = os.open(source.path, os.O_RDONLY)
                except OSError as error:
                    message = f"{error.strerror or error}; check the file and its permissions."
                    yield Outcome(source, None, DeclinedError(Reason.FILE_UNREADABLE, message))
                    continue
                try:
                    running.append(_started(nursery, idle, source, file, readers, limits))
                finally:
                    os.close(file)
            if not running:
                return
            soonest = min(reader.deadline for reader in running)
            wait([reader.channel.connection for reader in running], timeout=max(0.0, soonest - time.monotonic()))
            for reader in list(running):
                outcome, is_kept = _outcome(nursery, reader, limits)
                if outcome is not None:
                    running.remove(reader)
                    if is_kept:
                        idle.append(reader)
                    yield outcome


class _Nursery:
    """The process that begets readers, ended with all of them when the block is left."""

    def __init__(self, program: str, tell: Callable[[str], None]) -> None:
        self._program = program
        self._tell = tell
        self._alive: dict[int, Channel] = {}

    def __enter__(self) -> _Nursery:
        ours, theirs = socket.socketpair()
        # pdfminer would look for character maps wherever CMAP_PATH points; arithmetic needs no threads of its own.
        environment = {name: value for name, value in os.environ.items() if name != "CMAP_PATH"}
        environment |= {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OPENBLAS_NUM_THREADS": "1"}
        command = [sys.executable, "-P", "-m", self._program, str(theirs.fileno())]
        # In a session of its own: Ctrl-C is for the parent, which ends the readers in good order.
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            command,
            env=environment,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        theirs.close()
        self._control = Channel(ours)
        missing = self._heard()
        if missing:
            self._tell(
                f"This system's kernel does not offer {' and '.join(missing)}: the reading processes are guarded by "
                "limits and by Python alone, which native code can get around. Read only documents that you trust."
            )
        return self

    def __exit__(self, *_: object) -> None:
        for pid in list(self._alive):
            with suppress(ReadersEndedError):
                self.end(pid)
        self._control.connection.close()
        self._process.wait()

    def beget(self, limits: Limits) -> tuple[int, Channel]:
        """A new reader and the channel to it."""
        ours, theirs = socket.socketpair()
        with theirs:
            self._control.send(["fork", limits], (theirs.fileno(),))
            pid: int = self._heard()
        self._alive[pid] = Channel(ours)
        return pid, self._alive[pid]

    def end(self, pid: int) -> int:
        """Ends a reader and all that it may have started; gives its exit code, negative for a signal."""
        self._alive.pop(pid).connection.close()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
        # It is not gone before it is buried, so that its number can't be another's. One that is ending by itself
        # keeps its own exit code.
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        self._control.send(["bury", pid])
        return os.waitstatus_to_exitcode(self._heard())

    def _heard(self) -> Any:  # noqa: ANN401 - any JSON
        try:
            data, _ = self._control.receive()
        except (Closed, OSError) as error:
            raise ReadersEndedError(
                "The process that starts the readers has ended; look whether the machine ran out of memory, and run it "
                "again: what was read so far is kept."
            ) from error
        return data


def _started(
    nursery: _Nursery, idle: list[_Reader], source: Source, file: int, readers: Readers, limits: Limits
) -> _Reader:
    """A reader that has begun with the document: one that waits, or a new one."""
    deadline = time.monotonic() + limits.wall_seconds
    if idle:
        reader = idle.pop()
        reader.source, reader.deadline = source, deadline
    else:
        reader = _Reader(*nursery.beget(limits), source, deadline)
    reader.documents += 1
    # One that has died meanwhile is seen when its outcome is asked for.
    with suppress(OSError):
        reader.channel.send(Request(source.kind, source.sha256, readers, limits), (file,))
    return reader


def _outcome(nursery: _Nursery, reader: _Reader, limits: Limits) -> tuple[Outcome | None, bool]:
    """The document's outcome once there is one, and whether its reader is fit for another; None while it works."""
    try:
        data = reader.channel.receive_now()
        answer = None if data is None else unpacked(Answer, data)
    except (Closed, ConnectionError):
        return Outcome(reader.source, None, _death(nursery.end(reader.pid), limits)), False
    except UnexpectedDataError as error:
        nursery.end(reader.pid)
        message = (
            f"The process that read the file sent something else than a reading ({error}); the file may be hostile."
        )
        return Outcome(reader.source, None, DeclinedError(Reason.WORKER_DIED, message)), False
    if answer is None:
        if time.monotonic() < reader.deadline:
            return None, True
        nursery.end(reader.pid)
        message = f"Reading took longer than {limits.wall_seconds:g} s (--max-seconds); the file may be hostile."
        return Outcome(reader.source, None, DeclinedError(Reason.OVER_TIME, message)), False
    is_kept = answer.reading is not None and reader.documents < _MOST_DOCUMENTS and answer.memory_bytes < _MOST_MEMORY
    if not is_kept:
        nursery.end(reader.pid)
    if answer.reading is not None:
        return Outcome(reader.source, answer.reading, None), is_kept
    reason = answer.reason or Reason.WORKER_DIED
    return Outcome(reader.source, None, DeclinedError(reason, answer.message or "It gave no reason.")), is_kept


def _death(exit_code: int, limits: Limits) -> DeclinedError:
    """Why a reader died without a word."""
    if exit_code == -signal.SIGXCPU:
        return DeclinedError(
            Reason.OVER_TIME,
            f"Reading took more than {limits.cpu_seconds} s of processor time (--max-cpu-seconds); the file may "
            "be hostile.",
        )
    if exit_code in {OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGTRAP, -signal.SIGILL}:
        return DeclinedError(
            Reason.OVER_MEMORY,
            f"Reading needed more than {limits.memory_bytes // 1_000_000} MB of memory (--max-memory-mb); the "
            "file may be hostile.",
        )
    how = signal.Signals(-exit_code).name if exit_code < 0 else f"status {exit_code}"
    return DeclinedError(
        Reason.WORKER_DIED,
        f"The process that read the file ended by itself ({how}); the file may be hostile.",
    )
