"""`klantprofielen build`: extracts, builds the warehouse, tests it, and publishes it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from klantprofielen.cli.commands.extract import (
    DEFAULT_LIMITS,
    Again,
    ReadersOption,
    Workers,
    nothing_to_read,
    print_report,
    read_documents,
)
from klantprofielen.cli.shared import calling, paths
from klantprofielen.cli.shared.exits import Exit, UsageError
from klantprofielen.cli.shared.hold_lock import WAIT_SECONDS, WaitSeconds, locked, what_readers_see
from klantprofielen.cli.shared.printing import AsJson, print_error, print_json, print_text
from klantprofielen.cli.shared.progress import Steps
from klantprofielen.cli.shared.synthetic import SYNTHETIC
from klantprofielen.errors import UnpublishableError
from klantprofielen.home import Home
from klantprofielen.landing.extract import Report
from klantprofielen.provenance.locator import short
from klantprofielen.query.locked_down import open_locked
from klantprofielen.read.sources import readable
from klantprofielen.records import Readers
from klantprofielen.release.build import RedBuildError
from klantprofielen.release.build_and_publish import KEEP, BuildOutcome, Published, build_and_publish
from klantprofielen.release.dbt_run import MAX_SECONDS
from klantprofielen.release.files.publisher import read_publisher
from klantprofielen.release.shrink_check import ShrinkError

Keep = Annotated[int, typer.Option(min=1, envvar="KLANTPROFIELEN_KEEP", help="How many releases are kept.")]

_QUERY = "select * from mart_regional_coverage order by quarter_start_date, labour_market_region_name"
# A project that was made by an earlier version has no such list.
_HAS_WITHDRAWN = "select 1 from duckdb_tables() where schema_name = 'reference' and table_name = 'withdrawn_documents'"
_WITHDRAWN = "select document_sha256, reason from reference.withdrawn_documents order by all"
_REASONS = "select file_name, message from mart_findings where severity = 'error' order by all"
# More documents than this that are not in are counted, not named.
_MOST_TOLD = 20
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
    keep: Keep = KEEP,
    force: Annotated[bool, typer.Option("--force", help="Build even when nothing is new.")] = False,
    allow_shrink: Annotated[
        bool, typer.Option("--allow-shrink", help="Publish even when documents or facts of the last release are gone.")
    ] = False,
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="Build even when nothing among PATHS could be read.")
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
        if paths and not allow_empty:
            _expect_documents(home, paths, report)
        try:
            with Steps(quiet=as_json) as steps:
                published = build_and_publish(
                    home,
                    held,
                    keep=keep,
                    force=force,
                    allow_shrink=allow_shrink,
                    max_seconds=max_build_seconds,
                    tell=steps.tell,
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


def _expect_documents(home: Home, paths: list[Path], report: Report) -> None:
    """A call with nothing to read is wrong: it would publish an empty warehouse, or none of what was meant.

    Raises:
        UsageError: there is no document among the paths, or none could be read and there is no release yet.
    """
    named = ", ".join(readable(str(path)) for path in paths)
    if not report.documents:
        raise UsageError(f"{nothing_to_read(paths)} --allow-empty builds all the same.")
    if report.count("unreadable") == len(report.documents) and not home.current.is_symlink():
        raise UsageError(
            f"None of the documents in {named} could be read, and nothing has been published yet. Nothing was built; "
            "--allow-empty builds all the same."
        )


def _print_not_accepted(home: Home) -> None:
    """Each document that is rejected, unreadable or withdrawn, with its reason, and the query that shows more."""
    with open_locked(home.published) as connection:
        found = connection.execute(
            "select file_name, status, coalesce(error_message, findings, '') from mart_publications "
            "where status in ('rejected', 'unreadable') order by file_name, publication_id"
        ).fetchall()
        withdrawn = connection.execute(_WITHDRAWN).fetchall() if connection.execute(_HAS_WITHDRAWN).fetchall() else []
    for file_name, status, reason in found[:_MOST_TOLD]:
        print_text(f"  {status}: {file_name}: {reason}")
    if len(found) > _MOST_TOLD:
        print_text(f"  … and {len(found) - _MOST_TOLD} more")
    for sha256, reason in withdrawn:
        print_text(f"  withdrawn: {short(sha256)}: {reason}")
    if any(status == "rejected" for _, status, _ in found):
        print_text(f'What they lack: {calling.in_home(home)} query "{_REASONS}"')


def print_red(home: Home, error: RedBuildError) -> None:
    """What failed, and for each test with failing rows the command that shows them."""
    for failure in error.failures:
        print_error(f"{failure.kind} {failure.name}: {failure.message}")
        if failure.table:
            shown = f'{calling.in_home(home)} query --failed "from {failure.table}"'
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
    _print_not_accepted(home)
    if published.outcome is BuildOutcome.PUBLISHED and not read_publisher(home.publisher).name:
        print_error(
            f"No publisher is named, and the release's metadata says so. Who publishes, who answers and where the "
            f"files will stand go into {home.publisher} (docs/operating.md)."
        )
    print_text(f'Try: {calling.in_home(home)} query "{_QUERY}"')
