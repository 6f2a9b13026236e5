"""The whole way of `klantprofielen build`, after extracting: inputs, build, publish, old releases."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from klantprofielen.home import Home
from klantprofielen.release.build import build_release
from klantprofielen.release.build_lock import Held
from klantprofielen.release.dbt_run import MAX_SECONDS
from klantprofielen.release.inputs import Inputs, read_inputs
from klantprofielen.release.progress import Tell, tell_nobody
from klantprofielen.release.publish import is_withdrawn, publish, remove_old_releases
from klantprofielen.release.release import DamagedError, Release, current_id, damage_of, find, list_releases
from klantprofielen.release.shrink_check import require_documents, require_facts
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
    home: Home,
    held: Held,
    *,
    keep: int = KEEP,
    force: bool = False,
    allow_shrink: bool = False,
    max_seconds: float = MAX_SECONDS,
    project: Path | None = None,
    tell: Tell = tell_nobody,
) -> Published:
    """Builds a release from the landing file and publishes it, unless there is one of the same inputs.

    `force` builds anyway; what comes out equal to the published release is not published once more. dbt may take
    `max_seconds`. It builds `project`; without one, the home's. `tell` hears how far it is.

    Raises:
        RedBuildError: a model or a test of severity error failed.
        StorageError: the storage did not take or give something, at some step.
        ShrinkError: documents or facts of the published release would be gone, and not `allow_shrink`.
        UnpublishableError: what was built may not be published as it is.
        DamagedError: what a rollback published is damaged, and there is nothing new.
    """
    _remove_leftovers(home)
    project = project or home.project
    inputs = read_inputs(home, project)
    if not allow_shrink:
        require_documents(home)
    published = None if force else _reuse(home, inputs, allow_shrink=allow_shrink)
    if published is None:
        built = build_release(
            home, inputs, held, project, max_seconds=max_seconds, tell=tell, allow_shrink=allow_shrink
        )
        published = _publish_unless_equal(home, built)
        remove_old_releases(home, keep)
    return published


def _publish_unless_equal(home: Home, built: Release) -> Published:
    """Publishes a release, unless the published one is whole and equal: then that stays, and no older one goes."""
    published = _published_release(home)
    if published and _same(published, built) and published.content_sha256 == built.content_sha256:
        with step("Removing a release that is equal to the published one"):
            clear(home.releases / built.release_id)
        return Published(BuildOutcome.UNCHANGED, published)
    publish(home, built)
    return Published(BuildOutcome.PUBLISHED, built)


def _published_release(home: Home) -> Release | None:
    """The published release if it is whole."""
    published = current_id(home)
    return find(home, published) if published and damage_of(home, published) is None else None


def _same(one: Release, other: Release | Inputs) -> bool:
    return (one.landing_hash, one.code_hash) == (other.landing_hash, other.code_hash)


def _remove_leftovers(home: Home) -> None:
    """Removes what runs that were killed have left."""
    with step("Removing what earlier runs left"):
        home.make()
        home.releases.mkdir(exist_ok=True)
        clear(home.building)
        for folder in (home.warehouse, home.releases):
            clear_leftovers(folder)


def _reuse(home: Home, inputs: Inputs, *, allow_shrink: bool) -> Published | None:
    """What there is of the same inputs, published if it is not: None when a release must be built.

    After a rollback, the inputs of the release that it withdrew publish nothing. A release of the same inputs that is
    kept but not published was built by a run that was killed before the swap, or by older code that is back.
    """
    if is_withdrawn(home, inputs):
        return Published(BuildOutcome.ROLLBACK_STANDS, _rolled_back_to(home))
    release = _find_equal(home, inputs)
    if release is None:
        return None
    if release.release_id == current_id(home) and home.published.exists():
        return Published(BuildOutcome.UNCHANGED, release)
    if not allow_shrink:
        require_facts(home, {name: table.rows for name, table in release.tables.items()})
    publish(home, release)
    return Published(BuildOutcome.REPUBLISHED, release)


def _rolled_back_to(home: Home) -> Release:
    published = _published_release(home)
    if published is None:
        raise DamagedError(
            f"Release {current_id(home)}, which a rollback published, is damaged, and a build would publish what the "
            "rollback withdrew: roll back to another release, or build with --force."
        )
    return published


def _find_equal(home: Home, inputs: Inputs) -> Release | None:
    """The published release if it has these inputs and is whole, else the newest kept one that is."""
    published = current_id(home)
    equal = [release for release in list_releases(home) if _same(release, inputs)]
    for release in sorted(equal, key=lambda release: release.release_id != published):
        if damage_of(home, release.release_id) is None:
            return release
    # A damaged release is no reason to stop: it is built again.
    return None
