"""Processor time and memory of a command and everything that it starts.

Nobody waits for the processes that a reading process leaves behind, so the measuring process becomes their subreaper
and counts them all.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_PR_SET_CHILD_SUBREAPER = 36
_LOOK_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run cost.

    Attributes:
        cpu: processor seconds of all its processes.
        parent: the most memory (MB) that the command's own process had.
        children: the most that any process had which it started.
        printed: its standard output.
    """

    cpu: float
    wall: float
    parent: float
    children: float
    printed: str

    @property
    def memory(self) -> float:
        """The most memory (MB) that any of its processes had."""
        return max(self.parent, self.children)

    def said(self) -> dict[str, Any]:
        """The last line that it printed, as JSON."""
        found: dict[str, Any] = json.loads(self.printed.strip().splitlines()[-1])
        return found


def measured(command: list[str], *, environment: dict[str, str] | None = None) -> Cost:
    """Runs a command to its end.

    Raises:
        SystemExit: it failed.
    """
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    before, began = _spent(), time.monotonic()
    parent = children = 0.0
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        process = subprocess.Popen(command, env={**os.environ, **(environment or {})}, stdout=output)
        while process.poll() is None:
            parent = max(parent, _peak(process.pid))
            children = max([children, *map(_peak, _descendants(process.pid))])
            time.sleep(_LOOK_SECONDS)
        wall = time.monotonic() - began
        output.seek(0)
        printed = output.read()
    with suppress(ChildProcessError):
        while True:
            os.wait()  # the orphans, which are this process's now
    if process.returncode:
        raise SystemExit(f"ended with {process.returncode}: {' '.join(command)}\n{printed}")
    return Cost(_spent() - before, wall, parent, children, printed)


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peak(pid: int) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return 0.0


def _descendants(pid: int) -> list[int]:
    found: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += [int(child), *_descendants(int(child))]
    return found
