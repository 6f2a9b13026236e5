"""Publishes a release that is built: one link is swapped, older releases are kept, and a rollback swaps back.

    warehouse/releases/<id>/klantprofielen.duckdb    every kept release, with its files; never changed afterwards
    warehouse/current -> releases/<id>               swapped atomically
    warehouse/klantprofielen.duckdb -> current/klantprofielen.duckdb    the path that users open

A link is swapped, not a file: whoever opens the path afterwards gets the new release even in a process that
still holds the old one, and readers of the old one keep it until they close it.
"""

from __future__ import annotations

from pathlib import Path

from klantprofielen.home import FILE_NAME, Home
from klantprofielen.release.inputs import Inputs
from klantprofielen.release.release import Release, check, current_id, damage_of, find, list_releases, read_manifest
from klantprofielen.storage import clear, replace_file, step, swap_link, sync


def publish(home: Home, release: Release) -> None:
    """Publishes a complete release, and ends the last rollback.

    Raises:
        StorageError: the link could not be swapped; readers still get the release of before.
    """
    make_current(home, release.release_id)
    with step("Ending the last rollback"):
        home.withdrawn.unlink(missing_ok=True)


def make_current(home: Home, release_id: str) -> None:
    """Swaps the link, after which every new reader gets that release.

    Raises:
        StorageError: the link could not be swapped; readers still get the release of before.
    """
    with step("Publishing the release"):
        target = Path(home.current.name) / FILE_NAME
        if not (home.published.is_symlink() and home.published.readlink() == target):
            swap_link(home.published, target)
        swap_link(home.current, Path(home.releases.name) / release_id)


def remove_old_releases(home: Home, keep: int) -> None:
    """Removes the oldest releases beyond `keep`, never the published one.

    A damaged release takes no whole one's place: it is not counted, and left for `klantprofielen releases --check`.

    Raises:
        StorageError: one could not be removed.
    """
    published = current_id(home)
    others = [release.release_id for release in list_releases(home) if release.release_id != published]
    with step("Removing old releases"):
        if len(others) > keep - 1:
            others = [release_id for release_id in others if damage_of(home, release_id) is None]
        for release_id in others[keep - 1 :]:
            clear(home.releases / release_id)
        sync(home.releases)


def rollback(home: Home, release_id: str) -> Release:
    """Publishes a kept release again, after every byte of it was checked; the caller holds the home's lock.

    What it replaces is withdrawn: its inputs publish nothing until something is new. A damaged one is not: it is
    replaced because it is damaged, and a build makes it anew.

    Raises:
        UnknownReleaseError: no kept release answers to the id.
        DamagedError: its files are not what they were.
        StorageError: the swap failed.
    """
    release = find(home, release_id)
    check(home, release)
    before = current_id(home)
    if before and before != release.release_id and damage_of(home, before) is None:
        with step("Recording the rollback"):
            withdrawn = read_manifest(home.releases / before)
            replace_file(home.withdrawn, _written(withdrawn))
    make_current(home, release.release_id)
    return release


def is_withdrawn(home: Home, inputs: Inputs) -> bool:
    """Whether a build of these inputs would publish again what the last rollback withdrew."""
    with step("Reading the last rollback"):
        return home.withdrawn.exists() and home.withdrawn.read_bytes() == _written(inputs)


def _written(of: Release | Inputs) -> bytes:
    return f"{of.landing_hash} {of.code_hash}\n".encode()
