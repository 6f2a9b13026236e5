"""Shuts a reading process in: limits, and no way to the network, to programs, to other processes or to files.

Three doors one behind the other: Landlock (no file but Python's own, no TCP, no signal to others), seccomp (no such
system call at all, also from native code), and Python's audit hook (a clear message, and all there is where the kernel
has neither). Written on the kernel's own interface, a few calls: the libraries that wrap it want libseccomp installed.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import struct
import sys
import sysconfig
from pathlib import Path
from typing import Any

from klantprofielen.read.limits import Limits
from klantprofielen.read.system_calls import ALL_KINDS, SystemCalls

_FORBIDDEN_EVENTS = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.remove", "os.rmdir", "os.rename",
    "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "os.utime", "shutil.",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP = 1, 38, 22
_SECCOMP_MODE_FILTER = 2
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_LANDLOCK_VERSION = 1
_PATH_BENEATH = 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
# By Landlock's version: how many kinds of access to files it knows.
_FILE_ACCESSES = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_NET_VERSION, _SCOPE_VERSION = 4, 6
_BOTH = 0b11


class Rules:
    """What the kernel will enforce, made once; every reading process puts itself under it."""

    def __init__(self, *also: Path) -> None:
        """Besides Python's own files, those in the folders `also` can be read."""
        self._also = also
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._ruleset = self._landlock() if sys.platform == "linux" else None
        self._calls = ALL_KINDS.get(platform.machine()) if sys.platform == "linux" else None

    @property
    def missing(self) -> tuple[str, ...]:
        """What this kernel does not offer; empty where all doors are shut."""
        return (*([] if self._ruleset is not None else ["Landlock"]), *([] if self._calls else ["seccomp"]))

    def enforce(self, limits: Limits) -> None:
        """Shuts this process in for good, as far as the kernel does."""
        _limit(limits)
        if self._ruleset is not None or self._calls is not None:
            self._libc.prctl(_PR_SET_PDEATHSIG, 9, 0, 0, 0)
            self._libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        if self._ruleset is not None:
            self._libc.syscall(_LANDLOCK_RESTRICT, self._ruleset, 0)
            os.close(self._ruleset)
        if self._calls is not None:
            self._filter(self._calls)
        sys.addaudithook(_forbid)

    def _landlock(self) -> int | None:
        """A ruleset that lets nothing be done but reading Python's own files; None where there is no Landlock."""
        version = self._libc.syscall(_LANDLOCK_CREATE, None, 0, _LANDLOCK_VERSION)
        if version < 1:
            return None
        files = (1 << _FILE_ACCESSES.get(version, max(_FILE_ACCESSES.values()))) - 1
        asked = struct.pack(
            "=QQQ", files, _BOTH if version >= _NET_VERSION else 0, _BOTH if version >= _SCOPE_VERSION else 0
        )
        sizes = 8 + 8 * (version >= _NET_VERSION) + 8 * (version >= _SCOPE_VERSION)
        ruleset: int = self._libc.syscall(_LANDLOCK_CREATE, asked, sizes, 0)
        if ruleset < 0:
            return None
        for folder in {*_own_folders(), *self._also}:
            place = os.open(folder, os.O_PATH | os.O_CLOEXEC)
            self._libc.syscall(
                _LANDLOCK_ADD, ruleset, _PATH_BENEATH, struct.pack("=Qi", _READ_FILE | _READ_DIR, place), 0
            )
            os.close(place)
        return ruleset

    def _filter(self, calls: SystemCalls) -> None:
        program = calls.program(os.getpid(), _WRITING)
        instructions = ctypes.create_string_buffer(program, len(program))
        header = struct.pack("@HP", len(program) // 8, ctypes.addressof(instructions))
        self._libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, header, 0, 0)


def _own_folders() -> set[Path]:
    """Where Python, its libraries and this package lie: they are loaded piece by piece while documents are read."""
    names = ("stdlib", "platstdlib", "purelib", "platlib")
    own = {Path(sysconfig.get_paths()[name]) for name in names} | {Path(__file__).resolve().parents[1]}
    return {folder for folder in own if folder.is_dir()}


def _limit(limits: Limits) -> None:
    """Limits that hold for the whole process; processor time is counted anew for each document."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def allow_seconds(seconds: int) -> None:
    """From now on this process may use so much processor time (in whole seconds, rounded up)."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + seconds, hard))


def _forbid(event: str, arguments: tuple[Any, ...]) -> None:
    opens_to_write = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
    if opens_to_write or event.startswith(_FORBIDDEN_EVENTS):
        raise PermissionError(f"a reader may not do this: {event}")
