"""`klantprofielen update`: fetches, extracts, builds and reports, in one command for a timer."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from klantprofielen.cli.commands.build import Keep, print_published, print_red
from klantprofielen.cli.commands.extract import DEFAULT_LIMITS as READ_LIMITS
from klantprofielen.cli.commands.extract import ReadersOption, Workers, print_report, read_documents
from klantprofielen.cli.commands.fetch import (
    DEFAULT_LIMITS,
    AllowPrivate,
    Contact,
    MaxAnswerSeconds,
    MaxDocumentBytes,
    as_document,
    fetch_into,
    print_summary,
)
from klantprofielen.cli.shared import paths
from klantprofielen.cli.shared.exits import Exit
from klantprofielen.cli.shared.hold_lock import WAIT_SECONDS, WaitSeconds, locked, what_readers_see
from klantprofielen.cli.shared.printing import AsJson, print_error, print_json, print_text
from klantprofielen.cli.shared.progress import Steps
from klantprofielen.errors import UnpublishableError
from klantprofielen.fetch.archive import Archive
from klantprofielen.fetch.polite_client import Limits
from klantprofielen.fetch.report import Judged, render, summarize
from klantprofielen.home import Home
from klantprofielen.query.locked_down import open_locked
from klantprofielen.records import Readers
from klantprofielen.release.build import RedBuildError
from klantprofielen.release.build_and_publish import KEEP, build_and_publish
from klantprofielen.storage import step, write_file

# New documents that the warehouse does not take as they are, and those whose link says something else than they do.
_JUDGED = """
    select file_name, status, coalesce(error_message, findings)
    from dim_publications
    where list_contains($new, document_sha256) and status in ('rejected', 'unreadable')

    union all

    select file_name, status, message
    from mart_findings
    where finding_code = 'link_contradictory'

    order by all
"""


def update_command(
    context: typer.Context,
    contact: Contact = None,
    allow_private: AllowPrivate = False,
    max_bytes: MaxDocumentBytes = DEFAULT_LIMITS.document_bytes,
    max_seconds: MaxAnswerSeconds = DEFAULT_LIMITS.seconds,
    readers: ReadersOption = Readers.CHECKED,
    workers: Workers = None,
    keep: Keep = KEEP,
    report_path: Annotated[
        Path | None,
        typer.Option("--report", parser=paths.path, help="Write what is new and what needs a person, as Markdown."),
    ] = None,
    wait_seconds: WaitSeconds = WAIT_SECONDS,
    as_json: AsJson = False,
) -> None:
    """Fetch what the sources have, read what is new, build the warehouse and publish it: for a timer."""
    home: Home = context.obj
    limits = Limits(document_bytes=max_bytes, seconds=max_seconds)
    fetched = fetch_into(home, [], contact, limits, allow_private=allow_private, quiet=as_json)
    summary = summarize(fetched)
    ending, code = "", Exit.SOURCE if summary.has_source_failed else Exit.DONE
    said: dict[str, object] = as_document(fetched, summary)
    if not as_json:
        print_summary(summary)
    with locked(home, "update", wait_seconds) as held:
        read = read_documents(
            home, [Archive(home.archive).documents], readers, READ_LIMITS, workers, again=False, quiet=as_json
        )
        said |= asdict(read)
        if not as_json:
            print_report(read)
        try:
            with Steps(quiet=as_json) as steps:
                published = build_and_publish(home, held, keep=keep, tell=steps.tell)
        except (RedBuildError, UnpublishableError) as error:
            ending = f"The build did not pass. {what_readers_see(home)}"
            code = Exit.RED_BUILD
            if isinstance(error, RedBuildError):
                print_red(home, error)
            else:
                ending = f"{ending} {error}"
                print_error(ending)
        else:
            ending = f"Release {published.release.release_id}: {published.outcome}."
            said |= {"outcome": published.outcome, "release": published.release.release_id}
            if not as_json:
                print_published(home, published)
    judged = _judged(home, [row.content_sha256 for row in summary.new if row.content_sha256])
    title = f"Klantprofielen: update of {fetched.run_id[:8]}"
    text = render(summary, judged, ending, title)
    if report_path is not None:
        with step("Writing the report"):
            write_file(report_path, text.encode("utf-8"))
    if as_json:
        print_json({**said, "ending": ending, "needs_a_look": [asdict(document) for document in judged]})
    elif report_path is None:
        print_text(text)
    if code:
        raise typer.Exit(code)


def _judged(home: Home, new: list[str]) -> list[Judged]:
    """The new documents that the published warehouse does not take as they are."""
    if not home.published.exists():
        return []
    with open_locked(home.published) as connection:
        return [Judged(*row) for row in connection.execute(_JUDGED, {"new": new}).fetchall()]
