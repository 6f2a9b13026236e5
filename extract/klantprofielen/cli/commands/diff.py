"""`klantprofielen diff`: how two releases differ."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from klantprofielen.cli.shared.answers import print_answer, take
from klantprofielen.cli.shared.exits import UsageError
from klantprofielen.cli.shared.printing import AsJson, console, make_table, print_json, print_text
from klantprofielen.home import Home
from klantprofielen.release.diff import TableDiff, diff, differing_rows
from klantprofielen.release.release import Release, file_of, find
from klantprofielen.suggest import did_you_mean


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
    old, new = ((release, file_of(home, release)) for release in (find(home, old_id), find(home, new_id)))
    if table is not None:
        _print_rows(old, new, table, limit)
    elif as_json:
        print_json([asdict(each) for each in diff(old, new)])
    else:
        _print_diff(diff(old, new), old[0].release_id, new[0].release_id)


def _print_rows(old: tuple[Release, Path], new: tuple[Release, Path], table: str, limit: int) -> None:
    if table not in old[0].tables or table not in new[0].tables:
        both = sorted(set(old[0].tables) & set(new[0].tables))
        near = did_you_mean(table, both) or f"They have {', '.join(both)}."
        raise UsageError(f"Not both releases have {table}. {near}")
    found = differing_rows(old, new, table, limit)
    if found.rows:
        print_answer(take(found.columns, iter(found.rows), limit), console)
    else:
        print_text(f"No row of {table} differs.")


def _print_diff(found: list[TableDiff], old: str, new: str) -> None:
    differing = [_row(each) for each in found if not each.is_empty]
    if differing:
        headings = ("table", "added", "removed", "changed", "columns")
        console.print(make_table(headings, differing, title=f"{old} → {new}"))
    else:
        print_text(f"No row differs between {old} and {new}.")


def _row(each: TableDiff) -> list[str]:
    columns = [f"+{name}" for name in each.columns_added] + [f"-{name}" for name in each.columns_removed]
    counts = (each.counts.added, each.counts.removed, each.counts.changed)
    return [each.table, *(str(count) for count in counts), ", ".join(columns)]
