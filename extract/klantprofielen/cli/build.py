"""`klantprofielen build`: extracts, builds the warehouse, tests it, and publishes it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from klantprofielen.cli import paths
from klantprofielen.cli.exits import Exit
from klantprofielen.cli.extract import (
    DEFAULT_LIMITS,
    Again,
    ReadersOption,
    Workers,
    print_report,
    read_documents,
)
from klantprofielen.cli.lock import WAIT_SECONDS, WaitSeconds, locked, what_readers_see
from klantprofielen.cli.printing import AsJson, print_error, print_json, print_text
from klantprofielen.cli.synthetic import SYNTHETIC
from klantprofielen.errors import UnpublishableError
from klantprofielen.home import Home
from klantprofielen.records import Readers
from klantprofielen.release.build import RedBuildError
from klantprofielen.release.build_and_publish import KEEP, BuildOutcome, Published, build_and_publish
from klantprofielen.release.dbt import MAX_SECONDS
from klantprofielen.release.shrink import ShrinkError

_QUERY = "select * from mart_regional_coverage order by quarter_start_date, labour_market_region_name"
_OUTCOMES = {
    BuildOutcome.PUBLISHED: "Published release {}",
    BuildOutcome.REPUBLISHED: "Published release {} again, which was built from the same input and code",
    BuildOutcome.UNCHANGED: "Nothing new: release {} stays",
    BuildOutcome.ROLLBACK_STANDS: "Nothing new since the rollback: release {} stays (--force builds anyway)",
}


def build_command(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(parser=paths.path, help="What to extract first, if anything.")
    ] = None,
    readers: ReadersOption = Readers.CHECKED,
    again: Again = False,
    workers: Workers = None,
    keep: Annotated[int, typer.Option(min=1, envvar="KLANTPROFIELEN_KEEP", help="How many releases are kept.")] = KEEP,
    force: Annotated[bool, typer.Option("--force", help="Build even when nothing is new.")] = False,
    allow_shrink: Annotated[
        bool, typer.Option("--allow-shrink", help="Publish even when documents or facts of the last release are gone.")
    ] = False,
    max_build_seconds: Annotated[
        float, typer.Option(min=0.1, help="The time that making and testing the tables may take.")
    ] = MAX_SECONDS,
    wait_seconds: WaitSeconds = WAIT_SECONDS,
    as_json: AsJson = False,
) -> None:
    """Extract what is new among PATHS, build the warehouse, test it, and publish it if every test passes."""
    home: Home = context.obj
    with locked(home, "build", wait_seconds) as held:
        report = read_documents(home, paths or [], readers, DEFAULT_LIMITS, workers, again=again, quiet=as_json)
        if not as_json:
            print_report(report)
        try:
            published = build_and_publish(
                home, held, keep=keep, force=force, allow_shrink=allow_shrink, max_seconds=max_build_seconds
            )
        except RedBuildError as error:
            print_red(home, error)
            raise typer.Exit(Exit.RED_BUILD) from error
        except ShrinkError as error:
            error.add_note(f"Nothing was published. {what_readers_see(home)}")
            raise
        except UnpublishableError as error:
            error.add_note(f"The build passed its tests, but it may not be published. {what_readers_see(home)}")
            raise
    if as_json:
        outcome = {"outcome": published.outcome, "release": published.release.release_id}
        print_json({**outcome, **asdict(report)})
    else:
        print_published(home, published)


def print_red(home: Home, error: RedBuildError) -> None:
    """What failed, and for each test with failing rows the command that shows them."""
    for failure in error.failures:
        print_error(f"{failure.kind} {failure.name}: {failure.message}")
        if failure.table:
            shown = f'klantprofielen --home {home.path} query --failed "from {failure.table}"'
            print_error(f"  {failure.rows} rows: {shown}")
    if not error.failures:
        print_error(error.output)
    print_error(f"The build did not pass. {what_readers_see(home)}")
    print_error(f"The failed build and dbt's log are kept in {error.kept}.")


def print_published(home: Home, published: Published) -> None:
    """Which release readers get now, and a first question to ask it."""
    release = published.release
    counted = ", ".join(f"{count} {status}" for status, count in release.publications.items())
    outcome = _OUTCOMES[published.outcome].format(release.release_id)
    print_text(f"{outcome}; publications: {counted or 'none'}.")
    if release.is_synthetic:
        print_text(SYNTHETIC)
    print_text(f'Try: klantprofielen --home {home.path} query "{_QUERY}"')
