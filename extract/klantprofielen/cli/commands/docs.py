"""`klantprofielen docs`: makes the documentation of the published release."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from klantprofielen.cli.shared import paths
from klantprofielen.cli.shared.exits import UsageError
from klantprofielen.cli.shared.printing import print_text
from klantprofielen.docs_site.make import make_docs
from klantprofielen.home import Home


def docs_command(
    context: typer.Context,
    output: Annotated[
        Path | None,
        typer.Option(parser=paths.path, help="The folder; what is there is replaced. Default: HOME/docs-site."),
    ] = None,
) -> None:
    """Make the documentation: a folder that opens from disk, without a server or network."""
    home: Home = context.obj
    folder = output or home.path / "docs-site"
    if folder.exists() and not (folder / "dbt.html").exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} holds something else; name a new or empty folder with --output.")
    make_docs(home, folder)
    print_text(f"Open {folder / 'index.html'}")
