"""One writer at a time: a lock that the system lets go of when its holder dies, with the holder's name in it."""

from __future__ import annotations

import fcntl
import getpass
import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from klantprofielen.home import Home
from klantprofielen.storage import step

_LOOK_AGAIN_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the lock: `since` is a moment in UTC, `task` the command."""

    task: str
    user: str
    host: str
    pid: int
    since: str

    def __str__(self) -> str:
        return f"`{self.task}` by {self.user} on {self.host} (process {self.pid}), since {self.since}"


@dataclass(frozen=True, slots=True)
class Held:
    """Proof that the lock is held; a child that must not outlive it unnoticed is handed the descriptor."""

    descriptor: int


class BusyError(Exception):
    """Somebody else is changing this home.

    Attributes:
        holder: who; None when the name is not written yet.
    """

    def __init__(self, holder: Holder | None) -> None:
        super().__init__(f"This home is in use: {holder or 'by a process that has just started'}.")
        self.holder = holder


@contextmanager
def hold(
    home: Home,
    task: str,
    *,
    wait_seconds: float = 0.0,
    waiting: Callable[[Holder | None], None] = lambda holder: None,
) -> Iterator[Held]:
    """Holds the home's lock for the block; calls `waiting` once if it has to wait.

    Raises:
        BusyError: it is still taken after `wait_seconds`.
        StorageError: the lock file cannot be made or written.
    """
    with step("Opening the lock"):
        home.make()
        descriptor = os.open(home.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o664)
    try:
        _take(descriptor, time.monotonic() + wait_seconds, waiting)
        me = Holder(task, _user(), socket.gethostname(), os.getpid(), f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC")
        with step("Writing the lock"):
            _write(descriptor, json.dumps(asdict(me)).encode())
        yield Held(descriptor)
        with step("Letting go of the lock"):
            _write(descriptor, b"")
    finally:
        os.close(descriptor)


def _take(descriptor: int, deadline: float, waiting: Callable[[Holder | None], None]) -> None:
    told = False
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = _read(descriptor)
        else:
            return
        if time.monotonic() >= deadline:
            raise BusyError(holder)
        if not told:
            waiting(holder)
            told = True
        time.sleep(_LOOK_AGAIN_SECONDS)


def _read(descriptor: int) -> Holder | None:
    text = os.pread(descriptor, 4096, 0)
    try:
        return Holder(**json.loads(text))
    except (ValueError, TypeError):
        # Taken a moment ago, and not yet or only half written.
        return None


def _write(descriptor: int, data: bytes) -> None:
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, data, 0)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())
