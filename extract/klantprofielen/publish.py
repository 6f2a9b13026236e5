"""Write, audit, publish: a release is built in a folder of its own and swapped in whole, or not at all.

    warehouse/releases/<id>/klantprofielen.duckdb    every release, never changed after its swap
    warehouse/current -> releases/<id>               swapped atomically
    warehouse/klantprofielen.duckdb -> current/klantprofielen.duckdb    the path that users open

A link is swapped, not a file: whoever opens the path afterwards gets the new release even in a process that
still holds the old one, and readers of the old one keep it until they close it.
"""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from klantprofielen.build import run_dbt
from klantprofielen.home import Home

FILE_NAME = "klantprofielen.duckdb"


class RedBuildError(Exception):
    """The build did not pass its own tests; nothing was published.

    Attributes:
        output: what dbt printed.
        kept: the folder where the failed build can be looked at.
    """

    def __init__(self, output: str, kept: Path) -> None:
        super().__init__("the build did not pass; readers still see the last good release")
        self.output = output
        self.kept = kept


def build_and_publish(home: Home) -> str:
    """Builds a release from the landing file and publishes it; gives the id of the release.

    Raises:
        RedBuildError: a model or a test of severity error failed.
    """
    release_id = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
    building = home.warehouse / "building" / release_id
    building.mkdir(parents=True)
    run = run_dbt(home, building / FILE_NAME, building / "dbt")
    if not run.succeeded:
        failed = home.warehouse / "failed"
        shutil.rmtree(failed, ignore_errors=True)
        building.rename(failed)
        raise RedBuildError(run.output, failed)
    _close_cleanly(building / FILE_NAME)
    release = home.warehouse / "releases" / release_id
    release.parent.mkdir(exist_ok=True)
    building.rename(release)
    _swap_link(home.warehouse / "current", Path("releases") / release_id)
    _swap_link(home.published, Path("current") / FILE_NAME)
    _sync(home.warehouse)
    return release_id


def _close_cleanly(path: Path) -> None:
    """Leaves no write-ahead log beside the file, and the file on the disk."""
    with duckdb.connect(str(path)) as connection:
        connection.execute("force checkpoint")
    _sync(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _swap_link(link: Path, target: Path) -> None:
    fresh = link.with_name(f".{link.name}.{secrets.token_hex(3)}")
    fresh.symlink_to(target)
    try:
        fresh.replace(link)
    finally:
        with suppress(FileNotFoundError):
            fresh.unlink()
