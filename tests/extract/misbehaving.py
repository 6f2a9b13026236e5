"""Sources that do something to the process that reads them; workers load this module by its name."""

from __future__ import annotations

import fcntl
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from klantprofielen.read.sources import FileKind, Source


@dataclass(frozen=True, slots=True)
class _Acting:
    """Stands in the place of a path: what ought to read bytes does something else."""

    name: str
    action: Callable[[str], object]
    target: str

    def read_bytes(self) -> bytes:
        return str(self.action(self.target)).encode()


def source_that(action: Callable[[str], object], target: str = "") -> Source:
    """A source that performs an action of this module in the guarded worker, as hostile code would."""
    acting = _Acting(action.__name__, action, target)
    return Source(acting, action.__name__, FileKind.TRANSCRIPT, "0" * 64, 1)  # type: ignore[arg-type]


def spins(_: str) -> None:
    while True:
        pass


def sleeps(_: str) -> None:
    time.sleep(60)


def holds_locked(target: str) -> None:
    with Path(target).open(encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        time.sleep(60)


def eats_memory(_: str) -> None:
    bytearray(4_000_000_000)


def aborts(_: str) -> None:
    os.abort()


def exits(_: str) -> None:
    os._exit(3)


def connects(_: str) -> None:
    socket.create_connection(("127.0.0.1", 9))


def resolves(_: str) -> None:
    socket.getaddrinfo("example.invalid", 80)


def runs_a_program(target: str) -> None:
    subprocess.run(["touch", target], check=True)


def runs_a_shell(target: str) -> None:
    os.system(f"touch {target}")


def forks(_: str) -> None:
    os.fork()


def becomes_another(target: str) -> None:
    os.execv("/usr/bin/touch", ["touch", target])


def writes(target: str) -> None:
    Path(target).write_text("changed", encoding="utf-8")


def appends(target: str) -> None:
    with Path(target).open("a", encoding="utf-8") as file:
        file.write("changed")


def truncates(target: str) -> None:
    os.truncate(target, 0)


def removes(target: str) -> None:
    Path(target).unlink()


def renames(target: str) -> None:
    Path(target).rename(target + ".moved")


def makes_a_folder(target: str) -> None:
    Path(target + ".folder").mkdir()


def links(target: str) -> None:
    Path(target + ".link").symlink_to(target)


def speaks(_: str) -> str:
    print("\x1b]0;gekaapt\x07", flush=True)
    print("\x1b]0;gekaapt\x07", file=sys.stderr, flush=True)
    return "niets"
