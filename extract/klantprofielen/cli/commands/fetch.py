"""`klantprofielen fetch`: fills the archive from the publisher's pages."""

from __future__ import annotations

import shlex
from dataclasses import asdict
from typing import Annotated

import typer
from rich.progress import Progress

from klantprofielen.cli.shared.exits import Exit, UsageError
from klantprofielen.cli.shared.printing import (
    AsJson,
    console,
    error_console,
    make_table,
    print_error,
    print_json,
    print_text,
)
from klantprofielen.fetch.fetch import Fetched, Work, fetch
from klantprofielen.fetch.links import AddressError, clean_address
from klantprofielen.fetch.network import EVERYWHERE, Reach
from klantprofielen.fetch.polite_client import Limits
from klantprofielen.fetch.report import Summary, summarize
from klantprofielen.fetch.sources import DELAY_SECONDS, example, read_sources
from klantprofielen.home import Home
from klantprofielen.records import ResourceKind, Retrieval

DEFAULT_LIMITS = Limits()

AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Also ask addresses of this machine and of private networks.")
]
Contact = Annotated[
    str | None,
    typer.Option(
        envvar="KLANTPROFIELEN_CONTACT", help="A mailbox or page: how a source can reach you. Default: sources.yaml."
    ),
]
MaxDocumentBytes = Annotated[int, typer.Option("--max-bytes", min=1, help="The largest file that is fetched.")]
MaxAnswerSeconds = Annotated[float, typer.Option("--max-seconds", min=0.1, help="The time that one answer may take.")]


def fetch_command(
    context: typer.Context,
    addresses: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[URL]...", help="Files, or pages whose links to PDFs are meant. Default: sources.yaml."
        ),
    ] = None,
    show_example: Annotated[
        bool, typer.Option("--example", help="Print a commented sources.yaml, and fetch nothing.")
    ] = False,
    contact: Contact = None,
    allow_private: AllowPrivate = False,
    max_bytes: MaxDocumentBytes = DEFAULT_LIMITS.document_bytes,
    max_seconds: MaxAnswerSeconds = DEFAULT_LIMITS.seconds,
    as_json: AsJson = False,
) -> None:
    """Fetch what the sources have, or what stands at the addresses, into HOME/archive."""
    if show_example:
        typer.echo(example(), nl=False)
        return
    home: Home = context.obj
    limits = Limits(document_bytes=max_bytes, seconds=max_seconds)
    fetched = fetch_into(home, addresses or [], contact, limits, allow_private=allow_private, quiet=as_json)
    summary = summarize(fetched)
    if as_json:
        print_json(as_document(fetched, summary))
    else:
        print_summary(summary)
    if summary.has_source_failed:
        raise typer.Exit(Exit.SOURCE)


def fetch_into(
    home: Home, addresses: list[str], contact: str | None, limits: Limits, *, allow_private: bool, quiet: bool
) -> Fetched:
    """Fetches with a line that says what is being asked.

    Raises:
        UsageError: nothing says what to fetch, or who fetches.
        SourcesError: sources.yaml is not as it must be.
    """
    work = _work(home, addresses, contact)
    reach = Reach(EVERYWHERE if allow_private else ())
    with Progress(console=error_console, transient=True, disable=quiet) as progress:
        bar = progress.add_task("fetching", total=None)

        def advance(row: Retrieval) -> None:
            if row.resource_kind == ResourceKind.DOCUMENT:
                progress.update(bar, advance=1)

        try:
            fetched = fetch(home, work, reach=reach, limits=limits, progress=advance)
        except KeyboardInterrupt:
            print_error("Stopped. What was fetched so far is kept; the same command again goes on.")
            raise
    if fetched.went_on:
        print_error("An earlier run was stopped; this one went on where it was.")
    return fetched


def _work(home: Home, addresses: list[str], contact: str | None) -> Work:
    sources = read_sources(home.sources) if home.sources.exists() else None
    who = contact or (sources.contact if sources else None)
    if not addresses and sources is None:
        raise UsageError(
            f"Nothing says what to fetch: {home.sources} is not there. Write one with "
            f"`klantprofielen fetch --example > {shlex.quote(str(home.sources))}`, or name an address."
        )
    if who is None:
        raise UsageError("Say who fetches, so that a source can reach you: --contact data@example.org.")
    delay = sources.delay_seconds if sources else DELAY_SECONDS
    if not addresses:
        return Work(who, delay, sources=sources.sources if sources else ())
    try:
        return Work(who, delay, addresses=tuple(clean_address(address) for address in addresses))
    except AddressError as error:
        raise UsageError(f"{error} A folder or file on disk is for `klantprofielen build`.") from error


def as_document(fetched: Fetched, summary: Summary) -> dict[str, object]:
    """What `--json` prints of a fetch."""
    kinds = ("new", "changed", "gone", "problems", "unread")
    rows = {kind: [asdict(row) for row in getattr(summary, kind)] for kind in kinds}
    return {"run_id": fetched.run_id, "went_on": fetched.went_on, "counts": summary.counts, **rows}


def print_summary(summary: Summary) -> None:
    """What is new, changed, gone or wrong, one line each, and how many documents there were of each outcome."""
    told = {"new": summary.new, "changed": summary.changed, "gone": summary.gone}
    rows = [(row.link_text or row.file_name or "", kind, row.address) for kind, of in told.items() for row in of]
    if rows:
        console.print(make_table(("document", "what", "address"), rows, title="Fetched"))
    for row in (*summary.unread, *summary.problems):
        print_error(f"{row.address}: {row.reason_message or 'no link on it is one that the source means'}")
    print_text(f"Documents: {summary.counted}.")
