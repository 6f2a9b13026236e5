"""Durable writes: every step that touches the storage says which step it was when it fails."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import duckdb

LOOK_AT_DISK = "Check the disk and run it again."

_ADVICE = {
    errno.ENOSPC: "Free some space on this disk and run it again.",
    errno.EDQUOT: "The quota is used up: free some space and run it again.",
    errno.EFBIG: "A file may not become so large here: raise the limit (`ulimit -f`) and run it again.",
    errno.EACCES: "Check who may read and write there and run it again.",
    errno.EPERM: "Check who may read and write there and run it again.",
    errno.EROFS: "The disk is mounted read-only: look at the system's log.",
    errno.ENOENT: "Check the path and run it again.",
    errno.ENOTDIR: "Check the path and run it again.",
    errno.EISDIR: "Name a file, not a folder.",
    errno.ENAMETOOLONG: "Use a shorter name.",
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
    """The storage did not take or give what was written or read. What was published before is still published.

    Attributes:
        step: what was being done.
        reason: what the system answered, and what to do about it.
    """

    def __init__(self, step: str, reason: str) -> None:
        super().__init__(f"{step}: {reason}")
        self.step = step
        self.reason = reason


class FileInUseError(Exception):
    """Another program has a DuckDB file open; that is no fault of the storage."""


@contextmanager
def step(name: str) -> Iterator[None]:
    """Runs a step that touches the storage; an error of the system or of DuckDB becomes a StorageError.

    Raises:
        StorageError: with the name of the step.
        FileInUseError: another program has the DuckDB file open.
    """
    try:
        yield
    except OSError as error:
        raise StorageError(name, describe(error)) from error
    except _FILE_ERRORS as error:
        if "lock on file" in str(error):
            raise FileInUseError(f"{name}: another program has the file open. {error}") from error
        raise StorageError(name, f"{error} {LOOK_AT_DISK}") from error


def describe(error: OSError) -> str:
    """What the system answered, for which path, and what to do about it."""
    where = f" ({error.filename})" if error.filename else ""
    advice = _ADVICE.get(error.errno or 0, "Look at the system's log and run it again.")
    return f"{error.strerror or error}{where}. {advice}"


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


def hash_file(path: Path) -> str:
    """The sha256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_file(path: Path, data: bytes) -> None:
    """Writes a file, over the one that is there, and waits until the storage has it."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def replaced(path: Path) -> Iterator[BinaryIO]:
    """A file to write into that takes the place of `path` when it is complete; before that, `path` is what it was."""
    fresh = path.with_name(f".{secrets.token_hex(4)}.part")
    try:
        with fresh.open("wb") as file:
            yield file
        fresh.replace(path)
    finally:
        with suppress(OSError):
            fresh.unlink()


def replace_file(path: Path, data: bytes) -> None:
    """Writes a file in the place of another, which is there until this one is whole and the storage has it."""
    with replaced(path) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    sync(path.parent)


def sync(path: Path) -> None:
    """Waits until the storage has a file, or the names in a folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Waits until the storage has everything below a folder."""
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
