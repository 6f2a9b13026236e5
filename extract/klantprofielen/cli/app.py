"""The command line: `klantprofielen --home DIR build PATHS…` makes a whole warehouse anywhere."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import duckdb
import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from klantprofielen.cli import docs as commands_docs
from klantprofielen.cli import publish as commands_postgres
from klantprofielen.cli import show as commands_provenance
from klantprofielen.cli import site as commands_site
from klantprofielen.cli.exits import Exit
from klantprofielen.cli.warehouse import WAIT_SECONDS, WaitSeconds, alone, print_red, register
from klantprofielen.errors import UnpublishableError
from klantprofielen.home import PROJECT, Home
from klantprofielen.landing.extract import Report, extract
from klantprofielen.read.limits import Limits
from klantprofielen.records import Readers
from klantprofielen.release.publish import KEEP, Outcome, Published, RedBuildError, build_and_publish

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
register(app)
commands_postgres.register(app)
commands_provenance.register(app)
commands_docs.register(app)
commands_site.register(app)
console = Console()
errors = Console(stderr=True)

_QUERY = "select * from mart_regional_coverage order by quarter_start_date, labour_market_region_name"


Paths = Annotated[list[Path], typer.Argument(help="PDFs, transcripts (.txt), or folders of them.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document for machines.")]
ReadersOption = Annotated[
    Readers,
    typer.Option(help="checked: two readers must agree. fast: for a known archive, the first that adds up."),
]
Again = Annotated[bool, typer.Option("--again", help="Read content once more that is loaded already.")]
Workers = Annotated[int | None, typer.Option(min=1, help="Documents read at a time. Default: the processors.")]
MaxSeconds = Annotated[float, typer.Option(min=0.1, help="Time that one document may take.")]
MaxCpuSeconds = Annotated[int, typer.Option(min=1, help="Processor time that one document may take.")]
MaxMemory = Annotated[int, typer.Option("--max-memory-mb", min=300, help="Memory that one document may take.")]
MaxBytes = Annotated[int, typer.Option(min=1, help="The largest file that is opened.")]
MaxPages = Annotated[int, typer.Option(min=1, help="The most pages of one document.")]
MaxGlyphs = Annotated[int, typer.Option(min=1, help="The most characters on one page.")]

_DEFAULT = Limits()


@app.callback()
def main(
    context: typer.Context,
    home: Annotated[
        Path, typer.Option(envvar="KLANTPROFIELEN_HOME", help="The folder of landing.duckdb and warehouse/.")
    ] = PROJECT,
) -> None:
    """Reads UWV's 'Transparantie van klantprofielen' into a warehouse in DuckDB."""
    context.obj = Home(home)


@app.command("extract")
def extract_command(
    context: typer.Context,
    paths: Paths,
    readers: ReadersOption = Readers.CHECKED,
    again: Again = False,
    workers: Workers = None,
    max_seconds: MaxSeconds = _DEFAULT.wall_seconds,
    max_cpu_seconds: MaxCpuSeconds = _DEFAULT.cpu_seconds,
    max_memory_mb: MaxMemory = _DEFAULT.memory_bytes // 1_000_000,
    max_bytes: MaxBytes = _DEFAULT.file_bytes,
    max_pages: MaxPages = _DEFAULT.pages,
    max_glyphs: MaxGlyphs = _DEFAULT.glyphs,
    wait_seconds: WaitSeconds = WAIT_SECONDS,
    as_json: AsJson = False,
) -> None:
    """Read what is new among PATHS into landing.duckdb."""
    limits = Limits(max_bytes, max_pages, max_glyphs, max_seconds, max_cpu_seconds, max_memory_mb * 1_000_000)
    with alone(context.obj, "extract", wait_seconds):
        report = _extract(context.obj, paths, readers, limits, workers, again=again, quiet=as_json)
    if as_json:
        typer.echo(json.dumps(asdict(report), ensure_ascii=False, indent=2))
    else:
        _print_report(report)


@app.command("build")
def build_command(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(help="What to extract first, if anything.")] = None,
    readers: ReadersOption = Readers.CHECKED,
    again: Again = False,
    workers: Workers = None,
    keep: Annotated[int, typer.Option(min=1, envvar="KLANTPROFIELEN_KEEP", help="How many releases are kept.")] = KEEP,
    force: Annotated[bool, typer.Option("--force", help="Build even when nothing is new.")] = False,
    wait_seconds: WaitSeconds = WAIT_SECONDS,
    as_json: AsJson = False,
) -> None:
    """Extract what is new among PATHS, build the warehouse, test it, and publish it if every test passes."""
    home: Home = context.obj
    with alone(home, "build", wait_seconds) as held:
        report = _extract(home, paths or [], readers, _DEFAULT, workers, again=again, quiet=as_json)
        if not as_json:
            _print_report(report)
        try:
            published = build_and_publish(home, held, keep=keep, force=force)
        except RedBuildError as error:
            print_red(home, error)
            raise typer.Exit(Exit.RED_BUILD) from error
        except UnpublishableError as error:
            errors.print(Text(f"The build passed, but it may not be published: {error}."))
            raise typer.Exit(Exit.RED_BUILD) from error
    if as_json:
        outcome = {"outcome": published.outcome, "release": published.release.release_id}
        typer.echo(json.dumps({**outcome, **asdict(report)}, ensure_ascii=False, indent=2))
    else:
        _print_published(home, published)


def _extract(
    home: Home,
    paths: list[Path],
    readers: Readers,
    limits: Limits,
    workers: int | None,
    *,
    again: bool,
    quiet: bool,
) -> Report:
    with Progress(console=errors, transient=True, disable=quiet) as progress:
        bar = progress.add_task("reading", total=None)

        def tell(done: int, of: int, _name: str) -> None:
            progress.update(bar, completed=done, total=of)

        try:
            return extract(home, paths, readers=readers, limits=limits, workers=workers, again=again, progress=tell)
        except FileNotFoundError as error:
            errors.print(_plain(f"{error}. Name PDFs, transcripts, or folders of them."))
            raise typer.Exit(Exit.USAGE) from error
        except duckdb.IOException as error:
            errors.print(Text(f"{home.landing} cannot be opened: {error}"))
            raise typer.Exit(Exit.BUSY) from error


def _print_report(report: Report) -> None:
    """The summary; text from documents is printed as text, never as markup or control codes."""
    table = Table(title="Extracted")
    for heading in ("file", "outcome", "why"):
        table.add_column(heading, overflow="fold")
    for document in report.documents:
        if document.outcome != "skipped":
            why = f"{document.code}: {document.message}" if document.code else ""
            table.add_row(_plain(document.file_name), document.outcome, _plain(why))
    if table.row_count:
        console.print(table)
    counts = ", ".join(f"{report.count(outcome)} {outcome}" for outcome in ("read", "skipped", "unreadable"))
    console.print(counts)


def _plain(text: str) -> Text:
    return Text("".join(char if char.isprintable() else "�" for char in text))


def _print_published(home: Home, published: Published) -> None:
    release = published.release
    counted = ", ".join(f"{count} {status}" for status, count in release.publications.items())
    told = {
        Outcome.PUBLISHED: "Published release {}",
        Outcome.BROUGHT_BACK: "Published release {} again, which was built from the same input and code",
        Outcome.NOTHING_NEW: "Nothing new: release {} stays",
        Outcome.HELD_BACK: "Nothing new since the rollback: release {} stays (--force builds anyway)",
    }[published.outcome]
    console.print(Text(f"{told.format(release.release_id)}; publications: {counted or 'none'}."))
    console.print(Text(f'Try: klantprofielen --home {home.path} query "{_QUERY}"'), soft_wrap=True)
