"""`klantprofielen site`: makes the public site of the published release."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from klantprofielen.cli.shared import paths
from klantprofielen.cli.shared.exits import UsageError
from klantprofielen.cli.shared.printing import print_text
from klantprofielen.home import Home
from klantprofielen.site.make import Options, make_site

# Only a folder with this file in it is taken for a site, whose old pages go.
_OURS = "static/site.css"


def site_command(
    context: typer.Context,
    output: Annotated[
        Path | None,
        typer.Option(
            parser=paths.path, help="The folder; pages that did not change stay as they are. Default: HOME/public."
        ),
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
        raise UsageError(f"{folder} holds something else; name a new or empty folder with --output.")
    base = f"{base_url.rstrip('/')}/" if base_url else ""
    began = time.monotonic()
    made = make_site(home, folder, Options(base, demo))
    print_text(
        f"{made.pages} pages, {made.written} of {made.files} files new or changed, {made.removed} removed; "
        f"{made.size / 1_000_000:.1f} MB without downloads, {time.monotonic() - began:.1f} s."
    )
    print_text(f"Serve {folder} with any file server.")
