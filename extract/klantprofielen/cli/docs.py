"""`klantprofielen docs`: makes the documentation of the published release."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from klantprofielen.cli.exits import Exit
from klantprofielen.docs_site.make import DocsError, make_docs
from klantprofielen.home import Home

console = Console()
errors = Console(stderr=True)


def register(app: typer.Typer) -> None:
    """Adds the command to the program."""
    app.command("docs")(docs_command)


def docs_command(
    context: typer.Context,
    output: Annotated[
        Path | None, typer.Option(help="The folder; what is there is replaced. Default: HOME/docs-site.")
    ] = None,
) -> None:
    """Make the documentation: a folder that opens from disk, without a server or network."""
    home: Home = context.obj
    folder = output or home.path / "docs-site"
    if folder.exists() and not (folder / "dbt.html").exists() and any(folder.iterdir()):
        errors.print(Text(f"{folder} holds something else; name a new or empty folder with --output."))
        raise typer.Exit(Exit.USAGE)
    try:
        make_docs(home, folder)
    except DocsError as error:
        errors.print(Text(str(error)))
        raise typer.Exit(Exit.USAGE) from error
    console.print(Text(f"Open {folder / 'index.html'}"), soft_wrap=True)
