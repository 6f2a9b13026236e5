"""`klantprofielen rollback`: publishes a kept release again."""

from __future__ import annotations

from typing import Annotated

import typer

from klantprofielen.cli.shared.exits import UsageError
from klantprofielen.cli.shared.hold_lock import WAIT_SECONDS, WaitSeconds, locked, what_readers_see
from klantprofielen.cli.shared.printing import print_text
from klantprofielen.home import Home
from klantprofielen.release.publish import rollback
from klantprofielen.release.release import DamagedError


def rollback_command(
    context: typer.Context,
    release_id: Annotated[str, typer.Argument(help="The release, or the beginning of its id.")],
    wait_seconds: WaitSeconds = WAIT_SECONDS,
) -> None:
    """Publish a kept release again, until a build has something new (or --force)."""
    home: Home = context.obj
    with locked(home, "rollback", wait_seconds):
        try:
            release = rollback(home, release_id)
        except DamagedError as error:
            raise UsageError(f"{error}. {what_readers_see(home)}") from error
    print_text(f"Readers now get release {release.release_id}.")
