"""`klantprofielen export`: the raw tables as files, for Apache Spark and whatever else reads Parquet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from klantprofielen.cli.shared import paths
from klantprofielen.cli.shared.exits import UsageError
from klantprofielen.cli.shared.hold_lock import WAIT_SECONDS, WaitSeconds, locked
from klantprofielen.cli.shared.printing import print_text
from klantprofielen.home import Home
from klantprofielen.landing.parquet_export import export_landing


def export_command(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(parser=paths.path, help="Where to. Default: HOME/spark/raw.", metavar="[FOLDER]")
    ] = None,
    wait_seconds: WaitSeconds = WAIT_SECONDS,
) -> None:
    """Write what landing.duckdb holds as Parquet, a folder for each load; loads that are there already stay."""
    home: Home = context.obj
    if not home.landing.exists():
        raise UsageError(f"{home.landing} is not there: nothing was read yet (klantprofielen extract).")
    place = folder or home.path / "spark" / "raw"
    with locked(home, "export", wait_seconds):
        count = export_landing(home.landing, place)
    print_text(f"{count} {'load' if count == 1 else 'loads'} written to {place}")
