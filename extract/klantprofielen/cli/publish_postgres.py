"""What the command `publish` does, and how it tells what came of it."""

from __future__ import annotations

import json
from dataclasses import asdict

import psycopg
import typer
from rich.console import Console
from rich.text import Text

from klantprofielen.cli.exits import Exit
from klantprofielen.errors import UnpublishableError
from klantprofielen.home import Home
from klantprofielen.release.postgres.publish import publish_to_postgres
from klantprofielen.release.postgres.swap import BusyReadersError, ForeignSchemaError, Waiting
from klantprofielen.release.postgres.target import Target
from klantprofielen.release.release import DamagedError
from klantprofielen.storage import StorageError

console = Console()
errors = Console(stderr=True)


def run(home: Home, target: Target, wait_seconds: float, *, as_json: bool) -> None:
    """Sends the release that is published at this moment, and says what came of it."""
    if not home.published.exists():
        errors.print("Nothing has been published yet; `klantprofielen build PATHS` makes a release.")
        raise typer.Exit(Exit.USAGE)
    waiting = Waiting(wait_seconds, lambda holders: errors.print(Text(f"Waiting for readers: {holders}.")))
    try:
        sent = publish_to_postgres(home.published.resolve().parent, target, waiting)
    except (ForeignSchemaError, UnpublishableError, psycopg.ProgrammingError) as error:
        errors.print(Text(f"Not published: {error}"))
        raise typer.Exit(Exit.USAGE) from error
    except BusyReadersError as error:
        errors.print(Text(f"Not published: {error}."))
        raise typer.Exit(Exit.BUSY) from error
    except (DamagedError, StorageError, psycopg.Error) as error:
        errors.print(Text(f"Not published: {error}"))
        raise typer.Exit(Exit.STORAGE) from error
    if as_json:
        typer.echo(json.dumps(asdict(sent), indent=2))
    else:
        rows = sum(sent.rows.values())
        console.print(
            Text(
                f"Release {sent.release_id} stands in schema {target.schema}: {len(sent.rows)} tables, {rows} rows. "
                f"Let a login read it: grant {target.reader} to NAME;"
            ),
            soft_wrap=True,
        )
