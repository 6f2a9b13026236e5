"""Writing so that it stays written: every step that touches the disk says which step it was when it fails."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

_ADVICE = {
    errno.ENOSPC: "Free some space on this disk and run it again.",
    errno.EDQUOT: "The quota is used up: free some space and run it again.",
    errno.EACCES: "Check who may write there and run it again.",
    errno.EPERM: "Check who may write there and run it again.",
    errno.EROFS: "The disk is mounted read-only: look at the system's log.",
    errno.EIO: "The disk reports a fault: look at the system's log before running it again.",
}

# What DuckDB raises when it cannot read or write its file: at once, or when a transaction ends.
_FILE_ERRORS = (
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.InternalException,
    duckdb.SerializationException,
    duckdb.TransactionException,
)


class StorageError(Exception):
    """The disk said no. What was published before is still published.

    Attributes:
        step: what was being done.
        reason: what the system answered, and what to do about it.
    """

    def __init__(self, step: str, reason: str) -> None:
        super().__init__(f"{step}: {reason}")
        self.step = step
        self.reason = reason


@contextmanager
def step(name: str) -> Iterator[None]:
    """Runs a step that touches the disk; what the system or DuckDB says against it becomes a StorageError.

    Raises:
        StorageError: with the name of the step.
        duckdb.IOException: another program has the DuckDB file open.
    """
    try:
        yield
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        advice = _ADVICE.get(error.errno or 0, "Look at the system's log and run it again.")
        raise StorageError(name, f"{error.strerror or error}{where}. {advice}") from error
    except _FILE_ERRORS as error:
        if "lock on file" in str(error):
            # Another program has the file open: that is no fault of the disk.
            raise
        raise StorageError(name, f"{error} Check the disk and run it again.") from error


def require_room(folder: Path, needed: int, name: str) -> None:
    """Checks that `needed` bytes are free where `folder` is.

    Raises:
        StorageError: there is less.
    """
    with step(name):
        free = shutil.disk_usage(folder).free
    if free < needed:
        raise StorageError(
            name,
            f"{_megabytes(needed)} MB are needed and {_megabytes(free)} MB are free in {folder}. Free some space, or "
            "keep fewer releases (--keep), and run it again.",
        )


def _megabytes(count: int) -> str:
    return f"{count / 1_000_000:.1f}"


def size_of(folder: Path) -> int:
    """The bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def write_file(path: Path, data: bytes) -> None:
    """Writes a new file and waits until the disk has it."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync(path: Path) -> None:
    """Waits until the disk has a file, or the names in a folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Waits until the disk has everything below a folder."""
    for path in sorted(folder.rglob("*")):
        sync(path)
    sync(folder)


def swap_link(link: Path, target: Path) -> None:
    """Points `link` at `target` in one step: whoever looks finds the old target or the new, never nothing."""
    fresh = link.with_name(f".{link.name}.{secrets.token_hex(3)}")
    fresh.symlink_to(target)
    try:
        fresh.replace(link)
    finally:
        with suppress(FileNotFoundError):
            fresh.unlink()
    sync(link.parent)


def clear(folder: Path) -> None:
    """Removes a folder if it is there: first its name, so that nobody finds half of it."""
    gone = folder.with_name(f".gone.{folder.name}.{secrets.token_hex(3)}")
    with suppress(FileNotFoundError):
        folder.rename(gone)
        shutil.rmtree(gone)


def clear_leftovers(folder: Path) -> None:
    """Removes what a killed run left in a folder: half-removed folders and links that were not swapped in."""
    for path in folder.glob(".*"):
        if path.is_symlink():
            path.unlink()
        elif path.name.startswith(".gone."):
            shutil.rmtree(path)
