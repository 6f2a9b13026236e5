"""Runs the engines that are programs of their own: found on the machine or said to be missing."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

_SECONDS = 120


def missing_program(*names: str) -> str | None:
    """Why none of these programs can be run here, or None where one can."""
    if any(shutil.which(name) for name in names):
        return None
    return f"{' or '.join(names)} is not installed"


def program(*names: str) -> str:
    """The path of the first of these programs that is installed. FileNotFoundError where none is."""
    for name in names:
        path = shutil.which(name)
        if path is not None:
            return path
    raise FileNotFoundError(names[0])


def converted(source: str, name: str, command: Callable[[Path], Sequence[str]], result: str) -> bytes:
    """Writes `source` to a new folder as `name`, runs the command made for it, and takes its `result`.

    RuntimeError with the program's own words where it makes nothing.
    """
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        (folder / name).write_text(source, encoding="utf-8")
        done = subprocess.run(
            list(command(folder)),
            cwd=folder,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        made = folder / result
        if not made.exists():
            said = (done.stdout + done.stderr).decode(errors="replace")
            raise RuntimeError(f"made nothing: {said[-2000:]}")
        return made.read_bytes()
