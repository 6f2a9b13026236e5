"""Lets every single file operation of a build fail, one build each, and looks whether anything was lost.

    PYTHONPATH=tests python -m endurance.faults

With `--full-disk` (as root) also builds on a small disk that fills up at any point, DuckDB's own writes included.
"""

from __future__ import annotations

import argparse
import errno
import os
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from endurance.documents import write_transcript
from endurance.kills import small_home
from endurance.run import run
from endurance.whole import assert_landing_is_whole, assert_published_is_whole
from klantprofielen.home import Home
from klantprofielen.release import build
from klantprofielen.release.release import current_id
from klantprofielen.storage import StorageError

ERRORS = (errno.ENOSPC, errno.EACCES, errno.EIO)
_OPERATIONS = (
    (os, "fsync"), (os, "open"), (os, "ftruncate"), (os, "pwrite"), (Path, "open"), (Path, "mkdir"), (Path, "rename"),
    (Path, "replace"), (Path, "symlink_to"), (Path, "unlink"),
)  # fmt: skip


class _Operations:
    """Counts the file operations in a home; at one of them something happens."""

    def __init__(self, home: Home, at: int | None, happen: Callable[[Any], object]) -> None:
        self.home = home
        self.done = 0
        self.at = at
        self.happen = happen
        self.met: str | None = None

    def wrap(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def operation(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever it is handed
            # Only what belongs to the home: a broken Python installation is no business of ours.
            self.done += isinstance(arguments[0], int) or Path(arguments[0]).is_relative_to(self.home.path)
            if self.done == self.at and not self.met:
                self.met = name
                self.happen(arguments[0])
            return original(*arguments, **named)

        return operation


@contextmanager
def watching(home: Home, at: int | None, happen: Callable[[Any], object]) -> Iterator[_Operations]:
    """Counts file operations; before the one with that number (from 1) something happens."""
    operations = _Operations(home, at, happen)
    patches = [patch.object(owner, name, operations.wrap(name, getattr(owner, name))) for owner, name in _OPERATIONS]
    for each in patches:
        each.start()
    try:
        yield operations
    finally:
        for each in patches:
            each.stop()


def count_operations(home: Home, folder: Path) -> int:
    """How many file operations a build of a new document takes."""
    document = write_transcript(folder, 9000)
    with watching(home, None, print) as operations:
        run(home, [document])
    return operations.done


def fail_once(home: Home, folder: Path, fail_at: int, number: int, seed: int) -> str:
    """Builds with one failing operation, then without; gives the message, or what went on in spite of it."""
    document = write_transcript(folder, seed)
    before, loaded = current_id(home), assert_landing_is_whole(home)

    def fail(path: object) -> None:
        raise OSError(number, os.strerror(number), str(path))

    with watching(home, fail_at, fail) as faults:
        try:
            run(home, [document])
            told = f"went on without it: {faults.met}"
        except StorageError as error:
            told = str(error)
            assert os.strerror(number) in told
        except build.RedBuildError as error:
            # The fault met dbt, whose own words are passed on.
            told = "dbt failed: " + error.output
            assert os.strerror(number) in told
    assert faults.met, "no operation failed"
    after = assert_published_is_whole(home)
    assert assert_landing_is_whole(home) in {loaded, loaded + 1}
    published = run(home, [document])
    assert assert_landing_is_whole(home) == loaded + 1
    assert_published_is_whole(home, {published.release.release_id})
    assert after in {before, published.release.release_id} or told.startswith(("Removing", "Letting", "went"))
    return told


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    """A disk of so many bytes in memory; needs root."""
    folder.mkdir()
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True, capture_output=True
    )
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def can_mount() -> bool:
    """Whether this process may make such a disk."""
    with tempfile.TemporaryDirectory() as name:
        try:
            with small_disk(Path(name) / "disk", 1_000_000):
                return True
        except (subprocess.CalledProcessError, OSError):
            return False


def fill_up(home: Home, folder: Path, free: int, seed: int) -> str:
    """Builds with so many bytes free on the home's disk, then with enough; gives the message or `enough`."""
    document = write_transcript(folder, seed)
    loaded, before = assert_landing_is_whole(home), current_id(home)
    filler = home.path / "filler"
    room = os.statvfs(home.path).f_bavail * os.statvfs(home.path).f_frsize
    filler.write_bytes(b"x" * max(0, room - free))
    try:
        run(home, [document])
        told = "enough"
    except StorageError as error:
        told = error.step
    # A full disk is never a red build.
    assert_published_is_whole(home, None if told == "enough" or told.startswith("Removing") else {before})
    filler.unlink()
    published = run(home, [document])
    assert assert_landing_is_whole(home) == loaded + 1
    assert_published_is_whole(home, {published.release.release_id})
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full-disk", action="store_true")
    asked = parser.parse_args()
    with small_home() as (home, manifest):
        folder = manifest.parent
        operations = count_operations(home, folder)
        told: Counter[str] = Counter()
        for fail_at in range(1, operations + 1):
            number = ERRORS[fail_at % len(ERRORS)]
            told[fail_once(home, folder, fail_at, number, 10_000 + fail_at).split(":")[0]] += 1
        print(f"{operations} file operations, each failed once; nothing lost. What was said: {dict(told)}")
        if asked.full_disk:
            build._LEAST_ROOM = build._ROOM_FACTOR = 0
            steps: Counter[str] = Counter()
            with small_disk(folder / "disk", 24_000_000) as disk:
                small = Home(disk / "home")
                run(small, [write_transcript(folder, 0)])
                for number, free in enumerate(range(0, 8_000_000, 100_000)):
                    steps[fill_up(small, folder, free, 20_000 + number)] += 1
            print(f"{steps.total()} builds on a disk that fills up; nothing lost. Where it ended: {dict(steps)}")


if __name__ == "__main__":
    main()
