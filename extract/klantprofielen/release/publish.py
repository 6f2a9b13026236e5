"""Write, audit, publish: a release is built in a folder of its own and swapped in whole, or not at all.

    warehouse/building/<id>/                         where it is made; nobody else opens it
    warehouse/releases/<id>/klantprofielen.duckdb    every kept release, with its files; never changed afterwards
    warehouse/current -> releases/<id>               swapped atomically
    warehouse/klantprofielen.duckdb -> current/klantprofielen.duckdb    the path that users open

A link is swapped, not a file: whoever opens the path afterwards gets the new release even in a process that
still holds the old one, and readers of the old one keep it until they close it.
"""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import duckdb

from klantprofielen.errors import UnpublishableError
from klantprofielen.home import FILE_NAME, PROJECT, Home
from klantprofielen.release.audit import STORAGE_VERSION, Failure, audit_file, pack_file, read_failures
from klantprofielen.release.dbt import run_dbt
from klantprofielen.release.diff import diff
from klantprofielen.release.files.described import Table, read_tables
from klantprofielen.release.files.publisher import read_publisher
from klantprofielen.release.files.write import write_release_files
from klantprofielen.release.inputs import Inputs, read_inputs
from klantprofielen.release.lock import Held
from klantprofielen.release.release import (
    SUMS,
    Changes,
    DamagedError,
    Release,
    TableSummary,
    UnknownReleaseError,
    check,
    current_id,
    find,
    hash_file,
    list_releases,
    make_current,
    prune,
    read_manifest,
    write_manifest,
)
from klantprofielen.storage import (
    clear,
    clear_leftovers,
    require_room,
    size_of,
    step,
    sync,
    sync_tree,
    write_file,
)

KEEP = 10
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


class Outcome(StrEnum):
    """What a build came to."""

    PUBLISHED = "published"
    NOTHING_NEW = "nothing new"
    BROUGHT_BACK = "brought back"
    HELD_BACK = "held back"


@dataclass(frozen=True, slots=True)
class Published:
    """The release that readers get now, and whether it had to be built."""

    outcome: Outcome
    release: Release


def build_and_publish(
    home: Home, held: Held, *, keep: int = KEEP, force: bool = False, project: Path = PROJECT
) -> Published:
    """Builds a release from the landing file and publishes it.

    With inputs equal to those of the published release there is nothing to do; equal to those of another kept one
    (after a kill between building and swapping, or a return to older code), that one is swapped in; equal to those of
    the release that the last rollback took back, the rollback holds. `force` builds anyway.

    Raises:
        RedBuildError: a model or a test of severity error failed.
        StorageError: the disk said no at some step.
        UnpublishableError: what was built may not be published as it is.
    """
    _clear_up(home)
    inputs = read_inputs(home, project)
    if not force and _is_withdrawn(home, inputs):
        return Published(Outcome.HELD_BACK, find(home, "current"))
    kept = None if force else _kept_release(home, inputs)
    if kept is not None:
        is_current = kept.release_id == current_id(home)
        if not is_current:
            _swap_in(home, kept)
        return Published(Outcome.NOTHING_NEW if is_current else Outcome.BROUGHT_BACK, kept)
    release = _build(home, inputs, held, project)
    _swap_in(home, release)
    prune(home, keep)
    return Published(Outcome.PUBLISHED, release)


def rollback(home: Home, release_id: str) -> Release:
    """Publishes a kept release again, after a look at every byte of it; the caller holds the home's lock.

    Raises:
        UnknownReleaseError: no kept release answers to the id.
        DamagedError: its files are not what they were.
        StorageError: the swap failed.
    """
    release = find(home, release_id)
    check(home, release)
    published = current_id(home)
    if published not in {None, release.release_id}:
        with step("Noting which release is taken back"):
            taken_back = read_manifest(home.current)
            write_file(home.withdrawn, _inputs_of(taken_back.landing_hash, taken_back.code_hash))
    make_current(home, release.release_id)
    return release


def _inputs_of(landing_hash: str, code_hash: str) -> bytes:
    return f"{landing_hash} {code_hash}\n".encode()


def _is_withdrawn(home: Home, inputs: Inputs) -> bool:
    """Whether a build of these inputs would publish again what the last rollback took back."""
    with step("Reading which release was taken back"):
        return home.withdrawn.exists() and home.withdrawn.read_bytes() == _inputs_of(
            inputs.landing_hash, inputs.code_hash
        )


def _swap_in(home: Home, release: Release) -> None:
    make_current(home, release.release_id)
    with step("Ending the last rollback"):
        home.withdrawn.unlink(missing_ok=True)


def _clear_up(home: Home) -> None:
    """Removes what runs that were killed have left."""
    with step("Clearing up after earlier runs"):
        home.make()
        home.releases.mkdir(exist_ok=True)
        clear(home.building)
        for folder in (home.warehouse, home.releases):
            clear_leftovers(folder)


def _kept_release(home: Home, inputs: Inputs) -> Release | None:
    """The published release if it has these inputs and is whole, else the newest kept one that is."""
    published = current_id(home)
    equal = [
        release
        for release in list_releases(home)
        if (release.landing_hash, release.code_hash) == (inputs.landing_hash, inputs.code_hash)
    ]
    for release in sorted(equal, key=lambda release: release.release_id != published):
        try:
            check(home, release)
        except DamagedError:
            # A damaged file is no reason to stop: it is built again.
            continue
        return release
    return None


def _build(home: Home, inputs: Inputs, held: Held, project: Path) -> Release:
    """Makes a complete release in the folder of releases, not yet published."""
    published = current_id(home)
    last = size_of(home.releases / published) if published else 0
    room = max(_LEAST_ROOM, _ROOM_FACTOR * last)
    require_room(home.warehouse, room, "Looking for room to build")
    release_id = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}"[:-3] + f"-{secrets.token_hex(2)}"
    folder = home.building / release_id
    with step("Making a folder to build in"):
        folder.mkdir(parents=True)
    run = run_dbt(home, folder / FILE_NAME, folder / "dbt", held, project)
    if not run.succeeded:
        failures = read_failures(folder / "dbt")
        _keep_failed(home, folder)
        raise RedBuildError(run.output, failures, home.failed)
    try:
        release = _complete(home, folder, inputs)
    except UnpublishableError:
        _keep_failed(home, folder)
        raise
    with step("Waiting until the disk has everything"):
        sync_tree(folder)
        folder.rename(home.releases / release_id)
        sync(home.releases)
    return release


def _complete(home: Home, folder: Path, inputs: Inputs) -> Release:
    """Makes of a green build's file all that a release holds."""
    with step("Packing the file"):
        pack_file(folder / FILE_NAME)
    with step("Looking the file over"):
        tables = read_tables(folder / "dbt" / "manifest.json")
        rows = audit_file(folder / FILE_NAME, tables)
    with step("Writing the release files"):
        write_release_files(folder, tables, rows, read_publisher(home.publisher), inputs.loaded_at)
        _drop_work(folder / "dbt")
    release = _summary(home, folder, inputs, tables, rows)
    with step("Writing the manifest"):
        write_manifest(folder, release)
    return release


def _keep_failed(home: Home, folder: Path) -> None:
    with step("Keeping the failed build"):
        clear(home.failed)
        folder.rename(home.failed)
    # A full disk makes models fail too, and then it is the disk that the operator must hear of.
    require_room(home.warehouse, _ALMOST_NOTHING, "Building")


def _drop_work(work: Path) -> None:
    """Keeps of dbt's files those that describe the release."""
    for path in work.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name not in _KEPT_ARTEFACTS:
            path.unlink()


def _summary(home: Home, folder: Path, inputs: Inputs, tables: list[Table], rows: dict[str, int]) -> Release:
    with step("Summing up the release"):
        publications, findings = _counts(folder / FILE_NAME)
        release = Release(
            release_id=folder.name,
            built_at=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
            landing_hash=inputs.landing_hash,
            code_hash=inputs.code_hash,
            storage_version=STORAGE_VERSION,
            file_sha256=hash_file(folder / FILE_NAME),
            content_sha256=hash_file(folder / SUMS),
            tables={table.name: TableSummary(rows[table.name], table.key) for table in tables},
            publications=publications,
            findings=findings,
            previous=current_id(home),
            changes={},
        )
    return replace(release, changes=_changes(home, release, folder))


def _changes(home: Home, release: Release, folder: Path) -> dict[str, Changes]:
    """How the rows differ from the published release; nothing when there is none that can be read."""
    try:
        before = find(home, release.previous) if release.previous else None
    except UnknownReleaseError:
        before = None
    if before is None:
        return {}
    old = (before, home.releases / before.release_id / FILE_NAME)
    return {each.table: each.counts for each in diff(old, (release, folder / FILE_NAME)) if not each.is_empty}


def _counts(path: Path) -> tuple[dict[str, int], dict[str, int]]:
    """Publications by status and findings by severity."""
    with duckdb.connect(str(path), read_only=True) as connection:
        publications = connection.sql(
            "select status, count(*) from mart_publications group by all order by all"
        ).fetchall()
        findings = connection.sql("select severity, count(*) from mart_findings group by all order by all").fetchall()
    return dict(publications), dict(findings)
