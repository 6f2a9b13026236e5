"""Builds a release: dbt makes the tables and tests them, the file is audited, the release files are written.

Everything is made in `warehouse/building/next`, which nobody else opens, and moved to the kept releases when it is
complete. Publishing it is another step.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from klantprofielen.errors import UnpublishableError
from klantprofielen.home import FILE_NAME, Home
from klantprofielen.release.audit import audit_file, pack_file
from klantprofielen.release.build_lock import Held
from klantprofielen.release.changelog import write_changelog
from klantprofielen.release.dbt_run import (
    WORK,
    Code,
    Failure,
    find_storage_fault,
    keep_parse,
    read_failures,
    run_dbt,
)
from klantprofielen.release.files.published_tables import Table, read_tables
from klantprofielen.release.files.publisher import read_publisher
from klantprofielen.release.files.write_files import write_release_files
from klantprofielen.release.inputs import Inputs
from klantprofielen.release.progress import PACKING, WRITING, Tell
from klantprofielen.release.release import CHANGELOG, Release, current_id, list_releases, write_manifest
from klantprofielen.release.shrink_check import require_facts
from klantprofielen.release.summary import summarize
from klantprofielen.storage import (
    LOOK_AT_DISK,
    StorageError,
    clear,
    hash_file,
    require_room,
    size_of,
    step,
    sync,
    sync_tree,
)

# Room that a build wants even when nothing was published before: an empty warehouse with its logs takes some 30 MB.
_LEAST_ROOM = 100_000_000
# A build holds the file before and after packing and dbt's own files as well as the release's.
_ROOM_FACTOR = 4
_ALMOST_NOTHING = 1_000_000
_KEPT_ARTEFACTS = {"manifest.json", "run_results.json", "semantic_manifest.json"}


class RedBuildError(Exception):
    """The build did not pass its own tests; nothing was published.

    Attributes:
        output: what dbt printed.
        failures: what failed, as far as dbt could tell.
        kept: the folder where the failed build can be looked at.
    """

    def __init__(self, output: str, failures: list[Failure], kept: Path) -> None:
        super().__init__("the build did not pass; readers still see the last good release")
        self.output = output
        self.failures = failures
        self.kept = kept


def build_release(
    home: Home,
    inputs: Inputs,
    held: Held,
    project: Path,
    *,
    max_seconds: float,
    tell: Tell,
    allow_shrink: bool = False,
) -> Release:
    """Makes a complete release among the kept ones, not yet published; dbt may take `max_seconds`.

    Raises:
        RedBuildError: a model or a test of severity error failed.
        StorageError: the storage did not take or give something, at some step.
        UnpublishableError: what was built may not be published as it is: a ShrinkError, if it holds far less than the
            published release, unless `allow_shrink`.
    """
    release_id = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}"[:-3] + f"-{secrets.token_hex(2)}"
    folder = _make_folder(home)
    _build_tables(home, folder, inputs, held, project, max_seconds, tell)
    with _kept_when_unpublishable(home, folder):
        tell(PACKING, 0, 0)
        tables, rows = _audit(folder)
        if not allow_shrink:
            require_facts(home, rows)
        tell(WRITING, 0, 0)
        _write_files(home, folder, inputs, tables, rows)
        release = summarize(home, folder, release_id, inputs, tables, rows)
        with step("Writing the manifest"):
            write_changelog(home, folder, release)
            release = replace(release, changelog_sha256=hash_file(folder / CHANGELOG))
            write_manifest(folder, release)
    _move_to_releases(home, folder, release_id)
    return release


def _make_folder(home: Home) -> Path:
    """An empty folder where there is room enough to build: always the same, or dbt would parse everything again."""
    published = current_id(home)
    last = _size_of_release(home.releases / published) if published else 0
    require_room(home.warehouse, max(_LEAST_ROOM, _ROOM_FACTOR * last), "Looking for room to build")
    folder = home.building / "next"
    with step("Making a folder to build in"):
        folder.mkdir(parents=True)
    return folder


def _size_of_release(folder: Path) -> int:
    """The bytes of a release; 0 for one that cannot be read, which is no reason not to build another."""
    try:
        return size_of(folder)
    except OSError:
        return 0


def is_proven(home: Home, code_hash: str) -> bool:
    """Whether a kept release is of this code: each passed its tests, and the first of its code passed all of them."""
    return any(release.code_hash == code_hash for release in list_releases(home))


def _build_tables(
    home: Home, folder: Path, inputs: Inputs, held: Held, project: Path, max_seconds: float, tell: Tell
) -> None:
    code = Code(inputs.code_hash, is_proven(home, inputs.code_hash))
    run = run_dbt(home, folder, held, project, code, max_seconds=max_seconds, tell=tell)
    if run.succeeded:
        keep_parse(home, folder, code)
    else:
        failures = read_failures(folder / WORK)
        fault = find_storage_fault(run, failures, folder / WORK)
        _keep_failed(home, folder)
        if fault:
            # A full disk makes models fail too, and then it is the disk that the operator must hear of.
            raise StorageError("Building the tables", fault)
        raise RedBuildError(run.output, failures, home.failed)


@contextmanager
def _kept_when_unpublishable(home: Home, folder: Path) -> Iterator[None]:
    try:
        yield
    except UnpublishableError:
        _keep_failed(home, folder)
        raise


def _keep_failed(home: Home, folder: Path) -> None:
    with step("Keeping the failed build"):
        clear(home.failed)
        folder.rename(home.failed)
    require_room(home.warehouse, _ALMOST_NOTHING, "Building")


def _audit(folder: Path) -> tuple[list[Table], dict[str, int]]:
    """Packs the file and audits it; gives the published tables and the rows of each."""
    with step("Packing the file"):
        pack_file(folder / FILE_NAME)
    with step("Auditing the file"):
        try:
            tables = read_tables(folder / WORK / "manifest.json")
        except json.JSONDecodeError as error:
            raise StorageError("Auditing the file", f"dbt's manifest.json is not whole. {LOOK_AT_DISK}") from error
        return tables, audit_file(folder / FILE_NAME, tables)


def _write_files(home: Home, folder: Path, inputs: Inputs, tables: list[Table], rows: dict[str, int]) -> None:
    with step("Writing the release files"):
        write_release_files(folder, tables, rows, read_publisher(home.publisher), inputs.loaded_at, inputs.code_hash)
        # Of dbt's files those stay that describe the release.
        for path in (folder / WORK).iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name not in _KEPT_ARTEFACTS:
                path.unlink()


def _move_to_releases(home: Home, folder: Path, release_id: str) -> None:
    with step("Waiting until the storage has everything"):
        sync_tree(folder)
        folder.rename(home.releases / release_id)
        sync(home.releases)
