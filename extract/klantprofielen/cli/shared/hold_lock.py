"""Holding the home's lock for a command, and saying for whom it waits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from klantprofielen.cli.shared.printing import print_error
from klantprofielen.home import Home
from klantprofielen.release.build_lock import BusyError, Held, Holder, hold
from klantprofielen.release.release import DamagedError, UnknownReleaseError, current_id, damage_of, newest_whole
from klantprofielen.storage import StorageError

WAIT_SECONDS = 900.0
WaitSeconds = Annotated[float, typer.Option("--wait", min=0.0, help="Seconds to wait while somebody else is building.")]


@contextmanager
def locked(home: Home, task: str, wait_seconds: float) -> Iterator[Held]:
    """Holds the home's lock; an error that ends the work says as well what readers see now."""
    try:
        with hold(home, task, wait_seconds=wait_seconds, waiting=_tell) as held:
            yield held
    except BusyError as error:
        error.add_note("Try again later, or wait for it with --wait SECONDS.")
        raise
    except (StorageError, OSError, UnknownReleaseError, DamagedError) as error:
        error.add_note(what_readers_see(home))
        raise


def what_readers_see(home: Home) -> str:
    """Which release is published, whether readers can read it, and what to do if they cannot."""
    published = current_id(home)
    if published is None:
        return "Nothing has been published yet."
    damage = damage_of(home, published)
    if damage is None and home.published.exists():
        return f"Readers still see release {published}."
    if damage is None:
        return f"Readers see nothing: {home.published} is gone. `klantprofielen build` makes it anew."
    seen = f"still see release {published}, which is damaged" if home.published.exists() else "see nothing"
    return f"Readers {seen}: {damage}. {way_out(home, published)}"


def way_out(home: Home, damaged: str) -> str:
    """What gives readers a whole release when the published one is damaged."""
    whole = newest_whole(home, but=damaged)
    back = f"`klantprofielen rollback {whole.release_id}` publishes the one before, and " if whole else ""
    return f"{back}`klantprofielen build` makes it anew."


def _tell(holder: Holder | None) -> None:
    print_error(f"Waiting for {holder or 'a process that has just started'}.")
