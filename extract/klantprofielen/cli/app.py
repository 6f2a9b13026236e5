"""The command line: `klantprofielen --home DIR build PATHS…` makes a whole warehouse anywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from klantprofielen.cli.commands.build import build_command
from klantprofielen.cli.commands.describe import describe_command
from klantprofielen.cli.commands.diff import diff_command
from klantprofielen.cli.commands.docs import docs_command
from klantprofielen.cli.commands.export import export_command
from klantprofielen.cli.commands.extract import extract_command
from klantprofielen.cli.commands.fetch import fetch_command
from klantprofielen.cli.commands.init import init_command
from klantprofielen.cli.commands.publish import publish_command
from klantprofielen.cli.commands.query import query_command
from klantprofielen.cli.commands.releases import releases_command
from klantprofielen.cli.commands.rollback import rollback_command
from klantprofielen.cli.commands.serve import serve_command
from klantprofielen.cli.commands.show import show_command
from klantprofielen.cli.commands.site import site_command
from klantprofielen.cli.commands.tables import tables_command
from klantprofielen.cli.commands.update import update_command
from klantprofielen.cli.program import Command, Program
from klantprofielen.cli.shared import paths
from klantprofielen.cli.shared.printing import print_text
from klantprofielen.home import Home
from klantprofielen.project import default_home
from klantprofielen.version import program_version

app = typer.Typer(cls=Program, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


def _print_version(asked: bool) -> None:
    if asked:
        print_text(f"klantprofielen {program_version()}")
        raise typer.Exit


@app.callback()
def main(
    context: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option(
            parser=paths.path,
            envvar="KLANTPROFIELEN_HOME",
            help="The folder of landing.duckdb and warehouse/. Default: the checkout; of an installed program, the "
            "current folder.",
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Reads UWV's 'Transparantie van klantprofielen' into a warehouse in DuckDB."""
    context.obj = Home(home or default_home())


# In the order of work, which is the order of the help.
_COMMANDS: dict[str, Callable[..., None]] = {
    "init": init_command,
    "fetch": fetch_command,
    "extract": extract_command,
    "build": build_command,
    "update": update_command,
    "releases": releases_command,
    "rollback": rollback_command,
    "diff": diff_command,
    "tables": tables_command,
    "describe": describe_command,
    "query": query_command,
    "show": show_command,
    "site": site_command,
    "serve": serve_command,
    "docs": docs_command,
    "publish": publish_command,
    "export": export_command,
}
for name, command in _COMMANDS.items():
    app.command(name, cls=Command)(command)
