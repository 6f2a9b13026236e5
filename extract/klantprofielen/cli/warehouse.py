"""The commands about releases: which there are, how they differ, going back, and asking questions."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from klantprofielen.cli.exits import Exit
from klantprofielen.home import FILE_NAME, Home
from klantprofielen.query.ask import (
    Answer,
    Form,
    QueryError,
    ask,
    printable,
    render_table,
    write_csv,
    write_json,
    write_parquet,
)
from klantprofielen.query.locked import MEMORY_LIMIT, THREADS, NotPublishedError
from klantprofielen.release.diff import TableDiff, diff, differing_rows
from klantprofielen.release.lock import BusyError, Held, Holder, hold
from klantprofielen.release.publish import RedBuildError, rollback
from klantprofielen.release.release import (
    Changes,
    DamagedError,
    Release,
    UnknownReleaseError,
    check,
    current_id,
    find,
    list_releases,
)
from klantprofielen.storage import StorageError

console = Console()
errors = Console(stderr=True)

WaitSeconds = Annotated[float, typer.Option("--wait", min=0.0, help="Seconds to wait while somebody else is building.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document for machines.")]
ReleaseOption = Annotated[str, typer.Option("--release", help="Another kept release than the published one.")]
WAIT_SECONDS = 900.0
_LONGEST_PAGE = 1000


def register(app: typer.Typer) -> None:
    """Adds the commands to the program."""
    app.command("releases")(releases_command)
    app.command("rollback")(rollback_command)
    app.command("diff")(diff_command)
    app.command("query")(query_command)


@contextmanager
def alone(home: Home, task: str, wait_seconds: float) -> Iterator[Held]:
    """Holds the home's lock, telling whom it waits for; a disk that says no ends the program with its message."""

    def waiting(holder: Holder | None) -> None:
        errors.print(Text(f"Waiting for {holder or 'a process that has just started'}."))

    try:
        with hold(home, task, wait_seconds=wait_seconds, waiting=waiting) as held:
            yield held
    except BusyError as error:
        errors.print(Text(f"{error} Try again later, or wait for it with --wait SECONDS."))
        raise typer.Exit(Exit.BUSY) from error
    except StorageError as error:
        errors.print(Text(f"{error}\n{_what_stands(home)}"))
        raise typer.Exit(Exit.STORAGE) from error


def _what_stands(home: Home) -> str:
    published = current_id(home)
    return f"Readers still see release {published}." if published else "Nothing has been published yet."


def print_red(home: Home, error: RedBuildError) -> None:
    """What failed, and for each test with failing rows the command that shows them."""
    for failure in error.failures:
        errors.print(Text(f"{failure.kind} {failure.name}: {failure.message}"))
        if failure.table:
            shown = f'klantprofielen --home {home.path} query --failed "from {failure.table}"'
            errors.print(Text(f"  {failure.rows} rows: {shown}"), soft_wrap=True)
    if not error.failures:
        errors.print(Text(error.output))
    errors.print(Text(f"The build did not pass. {_what_stands(home)}"))
    errors.print(Text(f"The failed build and dbt's log are kept in {error.kept}."), soft_wrap=True)


def releases_command(
    context: typer.Context,
    do_check: Annotated[bool, typer.Option("--check", help="Read every file and compare it with its hash.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the kept releases, newest first; `*` marks the published one."""
    home: Home = context.obj
    published = current_id(home)
    found = list_releases(home)
    damaged = {release.release_id: _damage(home, release) for release in found} if do_check else {}
    if as_json:
        listed = [
            asdict(release)
            | {"is_published": release.release_id == published}
            | ({"damage": damaged[release.release_id]} if do_check else {})
            for release in found
        ]
        typer.echo(json.dumps(listed, ensure_ascii=False, indent=2))
    else:
        _print_releases(found, published, damaged)
    if any(damaged.values()):
        raise typer.Exit(Exit.STORAGE)


def _damage(home: Home, release: Release) -> str | None:
    try:
        check(home, release)
    except DamagedError as error:
        return str(error)
    return None


def _print_releases(found: list[Release], published: str | None, damaged: dict[str, str | None]) -> None:
    if not found:
        console.print("No release yet; `klantprofielen build PATHS` makes one.")
        return
    for release in found:
        mark = "*" if release.release_id == published else " "
        built = f"{release.built_at[:16].replace('T', ' ')} UTC"
        lines = [
            f"{mark} {release.release_id}  built {built}, {release.rows} rows",
            f"    publications  {_counted(release.publications)}",
            f"    findings      {_counted(release.findings)}",
            f"    changed       {_changes(release)}",
        ]
        damage = damaged.get(release.release_id)
        console.print(Text("\n".join([*lines, f"    {damage}"] if damage else lines)), soft_wrap=True)


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items()) or "none"


def _changes(release: Release) -> str:
    if release.previous is None:
        return "all: it is the first"
    return ", ".join(f"{table} {_signed(counts)}" for table, counts in release.changes.items()) or "nothing"


def _signed(counts: Changes) -> str:
    parts = (("+", counts.added), ("-", counts.removed), ("~", counts.changed))
    return " ".join(f"{sign}{count}" for sign, count in parts if count) or "columns"


def rollback_command(
    context: typer.Context,
    release_id: Annotated[str, typer.Argument(help="The release, or the beginning of its id.")],
    wait_seconds: WaitSeconds = WAIT_SECONDS,
) -> None:
    """Publish a kept release again, until a build has something new (or --force)."""
    home: Home = context.obj
    with alone(home, "rollback", wait_seconds):
        try:
            release = rollback(home, release_id)
        except (UnknownReleaseError, DamagedError) as error:
            errors.print(Text(f"{error}. {_what_stands(home)}"))
            raise typer.Exit(Exit.USAGE) from error
    console.print(f"Readers now get release {release.release_id}.")


def diff_command(
    context: typer.Context,
    old_id: Annotated[str, typer.Argument(metavar="A", help="The older release, or the beginning of its id.")],
    new_id: Annotated[
        str, typer.Argument(metavar="B", help="The newer one; `current` is the published one.")
    ] = "current",
    table: Annotated[str | None, typer.Option("--table", help="Show the differing rows of this table.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Show at most so many rows.")] = 100,
    as_json: AsJson = False,
) -> None:
    """Count the rows that differ between two releases, by each table's key."""
    home: Home = context.obj
    try:
        old, new = ((each, _file(home, each)) for each in (find(home, old_id), find(home, new_id)))
        if table is not None:
            _print_rows(old, new, table, limit)
            return
        found = diff(old, new)
    except UnknownReleaseError as error:
        errors.print(Text(f"{error}."))
        raise typer.Exit(Exit.USAGE) from error
    except StorageError as error:
        errors.print(Text(str(error)))
        raise typer.Exit(Exit.STORAGE) from error
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in found], indent=2))
    else:
        _print_diff(found, old[0].release_id, new[0].release_id)


def _file(home: Home, release: Release) -> Path:
    return home.releases / release.release_id / FILE_NAME


def _print_rows(old: tuple[Release, Path], new: tuple[Release, Path], table: str, limit: int) -> None:
    if table not in old[0].tables or table not in new[0].tables:
        errors.print(Text(f"Not both releases have {table}; they have {', '.join(sorted(new[0].tables))}."))
        raise typer.Exit(Exit.USAGE)
    rows = differing_rows(old, new, table, limit)
    shown = Table(title=table)
    for name in rows.columns:
        shown.add_column(name, overflow="fold")
    for row in rows.rows:
        shown.add_row(*(printable("" if value is None else str(value)) for value in row))
    console.print(shown)


def _print_diff(found: list[TableDiff], old: str, new: str) -> None:
    differing = [each for each in found if not each.is_empty]
    if not differing:
        console.print(f"No row differs between {old} and {new}.")
        return
    table = Table(title=f"{old} → {new}")
    for heading in ("table", "added", "removed", "changed", "columns"):
        table.add_column(heading, overflow="fold")
    for each in differing:
        columns = [f"+{name}" for name in each.columns_added] + [f"-{name}" for name in each.columns_removed]
        counts = (each.counts.added, each.counts.removed, each.counts.changed)
        table.add_row(each.table, *(str(count) for count in counts), ", ".join(columns))
    console.print(table)


def query_command(
    context: typer.Context,
    sql: Annotated[str, typer.Argument(help="One statement; `-` reads it from standard input.")],
    form: Annotated[Form, typer.Option("--format", help="How the answer is written.")] = Form.TABLE,
    output: Annotated[Path | None, typer.Option(help="Write the answer to this file.")] = None,
    release: ReleaseOption = "current",
    failed: Annotated[bool, typer.Option("--failed", help="Ask the last build that did not pass.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="The most rows that a table shows.")] = _LONGEST_PAGE,
    memory_limit: Annotated[str, typer.Option(help="The memory that the query may use.")] = MEMORY_LIMIT,
    threads: Annotated[int, typer.Option(min=1, help="The processors that it may use.")] = THREADS,
    max_seconds: Annotated[float, typer.Option(min=0.1, help="The time that it may take.")] = 300.0,
) -> None:
    """Ask the published warehouse a question in SQL; it can read nothing else, and write nothing."""
    home: Home = context.obj
    if form is Form.PARQUET and output is None and sys.stdout.isatty():
        errors.print("Parquet is not for a terminal; name a file with --output.")
        raise typer.Exit(Exit.USAGE)
    text = sys.stdin.read() if sql == "-" else sql
    try:
        path = home.failed / FILE_NAME if failed else _path(home, release)
        with ask(path, text, memory_limit=memory_limit, threads=threads, max_seconds=max_seconds) as answer:
            _write(answer, form, output, limit)
    except (QueryError, NotPublishedError, UnknownReleaseError) as error:
        errors.print(Text(str(error)), soft_wrap=True)
        raise typer.Exit(Exit.USAGE) from error
    except (StorageError, OSError) as error:
        errors.print(Text(str(error)))
        raise typer.Exit(Exit.STORAGE) from error


def _path(home: Home, release: str) -> Path:
    return home.published if release == "current" else _file(home, find(home, release))


def _write(answer: Answer, form: Form, output: Path | None, limit: int) -> None:
    if form is Form.TABLE:
        table, is_cut = render_table(answer, limit)
        if output is not None:
            with output.open("w", encoding="utf-8") as file:
                Console(file=file, width=200).print(table)
        elif console.is_terminal and table.row_count > console.height:
            with console.pager(styles=True):
                console.print(table)
        else:
            console.print(table)
        if is_cut:
            errors.print(f"These are the first {limit} rows; --limit shows more, --format csv all.")
    elif form is Form.PARQUET:
        if output is None:
            write_parquet(answer, sys.stdout.buffer)
        else:
            with output.open("wb") as file:
                write_parquet(answer, file)
    else:
        write = write_csv if form is Form.CSV else write_json
        if output is None:
            write(answer, sys.stdout)
        else:
            with output.open("w", encoding="utf-8", newline="") as file:
                write(answer, file)
