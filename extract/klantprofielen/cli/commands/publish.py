"""`klantprofielen publish`: sends the published release to where people's tools read it."""

from __future__ import annotations

from dataclasses import asdict
from importlib.util import find_spec
from typing import Annotated

import typer

from klantprofielen.cli.shared.exits import UsageError
from klantprofielen.cli.shared.printing import AsJson, print_error, print_json, print_text
from klantprofielen.errors import UnpublishableError
from klantprofielen.home import Home
from klantprofielen.release.postgres.target import READER, SCHEMA, Target, Waiting

_WAIT_SECONDS = 600.0


def publish_command(
    context: typer.Context,
    address: Annotated[
        str,
        typer.Option(
            "--postgres",
            envvar="KLANTPROFIELEN_POSTGRES",
            show_envvar=True,
            help="postgresql://user@host/database, or service=NAME. The password: ~/.pgpass or PGPASSWORD.",
        ),
    ],
    schema: Annotated[str, typer.Option(help="The schema that is replaced.")] = SCHEMA,
    reader: Annotated[str, typer.Option("--reader-role", help="The role that may read it.")] = READER,
    wait_seconds: Annotated[
        float, typer.Option("--wait", min=0.0, help="Seconds to wait while readers hold the old tables.")
    ] = _WAIT_SECONDS,
    as_json: AsJson = False,
) -> None:
    """Put the published release into a PostgreSQL database, in one transaction."""
    home: Home = context.obj
    if find_spec("psycopg") is None:
        raise UsageError(
            "This needs psycopg: `make postgres` installs it in a checkout, the extra [postgres] elsewhere."
        )
    if not home.published.exists():
        raise UsageError(f"Nothing has been published yet; {home.build_command} makes a release.")
    from klantprofielen.release.postgres.publish import publish_to_postgres  # noqa: PLC0415 - the driver is optional

    target = Target(address, schema, reader)
    waiting = Waiting(wait_seconds, lambda holders: print_error(f"Waiting for readers: {holders}."))
    try:
        sent = publish_to_postgres(home.published.resolve().parent, target, waiting)
    except UnpublishableError as error:
        raise UsageError(f"PostgreSQL cannot hold this release: {error}.") from error
    if as_json:
        print_json(asdict(sent))
    else:
        rows = sum(sent.rows.values())
        print_text(
            f"Release {sent.release_id} stands in schema {target.schema}: {len(sent.rows)} tables, {rows} rows. "
            f"Let a login read it: grant {target.reader} to NAME;"
        )
