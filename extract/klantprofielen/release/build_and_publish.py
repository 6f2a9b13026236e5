"""The whole way of `klantprofielen build`, after extracting: inputs, build, publish, old releases."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from klantprofielen.home import PROJECT, Home
from klantprofielen.release.build import build_release
from klantprofielen.release.inputs import Inputs, read_inputs
from klantprofielen.release.lock import Held
from klantprofielen.release.publish import is_withdrawn, publish, remove_old_releases
from klantprofielen.release.release import DamagedError, Release, check, current_id, find, list_releases
from klantprofielen.storage import clear, clear_leftovers, step

KEEP = 10


class BuildOutcome(StrEnum):
    """What a build came to; `--json` prints these values."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    REPUBLISHED = "republished"
    ROLLBACK_STANDS = "rollback_stands"


@dataclass(frozen=True, slots=True)
class Published:
    """The release that readers get now, and whether it had to be built."""

    outcome: BuildOutcome
    release: Release


def build_and_publish(
    home: Home, held: Held, *, keep: int = KEEP, force: bool = False, project: Path = PROJECT
) -> Published:
    """Builds a release from the landing file and publishes it, unless there is one of the same inputs.

    `force` builds anyway.

    Raises:
        RedBuildError: a model or a test of severity error failed.
        StorageError: the storage did not take or give something, at some step.
        UnpublishableError: what was built may not be published as it is.
    """
    _remove_leftovers(home)
    inputs = read_inputs(home, project)
    published = None if force else _reuse(home, inputs)
    if published is None:
        published = Published(BuildOutcome.PUBLISHED, build_release(home, inputs, held, project))
        publish(home, published.release)
        remove_old_releases(home, keep)
    return published


def _remove_leftovers(home: Home) -> None:
    """Removes what runs that were killed have left."""
    with step("Removing what earlier runs left"):
        home.make()
        home.releases.mkdir(exist_ok=True)
        clear(home.building)
        for folder in (home.warehouse, home.releases):
            clear_leftovers(folder)


def _reuse(home: Home, inputs: Inputs) -> Published | None:
    """What there is of the same inputs, published if it is not: None when a release must be built.

    After a rollback, the inputs of the release that it withdrew publish nothing. A release of the same inputs that is
    kept but not published was built by a run that was killed before the swap, or by older code that is back.
    """
    if is_withdrawn(home, inputs):
        return Published(BuildOutcome.ROLLBACK_STANDS, find(home, "current"))
    release = _find_equal(home, inputs)
    if release is None:
        return None
    if release.release_id == current_id(home):
        return Published(BuildOutcome.UNCHANGED, release)
    publish(home, release)
    return Published(BuildOutcome.REPUBLISHED, release)


def _find_equal(home: Home, inputs: Inputs) -> Release | None:
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
