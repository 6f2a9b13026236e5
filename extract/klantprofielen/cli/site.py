"""`klantprofielen site`: makes the public site of the published release."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from klantprofielen.cli.exits import Exit
from klantprofielen.home import Home
from klantprofielen.query.locked import NotPublishedError
from klantprofielen.site.make import Options, make_site

console = Console()
errors = Console(stderr=True)
_OURS = "static/site.css"


def register(app: typer.Typer) -> None:
    """Adds the command to the program."""
    app.command("site")(site_command)


def site_command(
    context: typer.Context,
    output: Annotated[
        Path | None, typer.Option(help="The folder; pages that did not change stay as they are. Default: HOME/public.")
    ] = None,
    base_url: Annotated[
        str, typer.Option(help="Where it will stand; whole addresses (sitemap, cards) are left out without it.")
    ] = "",
    demo: Annotated[bool, typer.Option("--demo", help="Say on every page that the figures are invented.")] = False,
) -> None:
    """Make the public site: a folder that any file server serves, and that asks for nothing elsewhere."""
    home: Home = context.obj
    folder = output or home.path / "public"
    if folder.exists() and any(folder.iterdir()) and not (folder / _OURS).exists():
        errors.print(Text(f"{folder} holds something else; name a new or empty folder with --output."))
        raise typer.Exit(Exit.USAGE)
    base = f"{base_url.rstrip('/')}/" if base_url else ""
    began = time.monotonic()
    try:
        made = make_site(home, folder, Options(base, demo))
    except NotPublishedError as error:
        errors.print(Text(str(error)))
        raise typer.Exit(Exit.USAGE) from error
    told = f"{made.pages} pages, {made.written} of {made.files} files new or changed, {made.removed} removed"
    seconds = time.monotonic() - began
    console.print(Text(f"{told}; {made.bytes / 1_000_000:.1f} MB without downloads, {seconds:.1f} s."))
    console.print(Text(f"Serve {folder} with any file server."), soft_wrap=True)
