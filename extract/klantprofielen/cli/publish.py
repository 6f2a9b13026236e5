"""The command `publish`: sends the published release to where people's tools read it."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Annotated

import typer
from rich.console import Console

from klantprofielen.cli.exits import Exit
from klantprofielen.release.postgres.target import READER, SCHEMA, Target

errors = Console(stderr=True)

_WAIT_SECONDS = 600.0


def register(app: typer.Typer) -> None:
    """Adds the command to the program."""
    app.command("publish")(publish_command)


def publish_command(
    context: typer.Context,
    address: Annotated[
        str,
        typer.Option(
            "--postgres",
            envvar="KLANTPROFIELEN_POSTGRES",
            show_envvar=True,
            help="A libpq address: postgresql://user@host/database. Keep the password in ~/.pgpass.",
        ),
    ],
    schema: Annotated[str, typer.Option(help="The schema that is replaced.")] = SCHEMA,
    reader: Annotated[str, typer.Option("--reader-role", help="The role that may read it.")] = READER,
    wait_seconds: Annotated[
        float, typer.Option("--wait", min=0.0, help="Seconds to wait while readers hold the old tables.")
    ] = _WAIT_SECONDS,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document for machines.")] = False,
) -> None:
    """Put the published release into a PostgreSQL database, in one transaction."""
    if find_spec("psycopg") is None:
        errors.print("This needs psycopg, which is not installed: `make postgres` does that.")
        raise typer.Exit(Exit.USAGE)
    from klantprofielen.cli.publish_postgres import run  # noqa: PLC0415 - the driver is optional

    run(context.obj, Target(address, schema, reader), wait_seconds, as_json=as_json)
