"""`klantprofielen describe TABLE`: what a table of the published warehouse holds, and what its columns mean."""

from __future__ import annotations

from typing import Annotated

import typer

from klantprofielen.cli.commands.tables import INDENT, REFERENCE, published_tables
from klantprofielen.cli.shared.exits import UsageError
from klantprofielen.cli.shared.printing import AsJson, print_json, print_text
from klantprofielen.home import Home
from klantprofielen.query.locked_down import open_locked
from klantprofielen.release.release import read_manifest
from klantprofielen.sql_text import in_one_line
from klantprofielen.suggest import did_you_mean


def describe_command(
    context: typer.Context,
    asked: Annotated[str, typer.Argument(metavar="TABLE", help="One of `klantprofielen tables`.")],
    as_json: AsJson = False,
) -> None:
    """Say what a table holds: one row of it, its key, and each column with its type and meaning."""
    home: Home = context.obj
    with open_locked(home.published) as connection:
        tables = {name: comment for name, _, comment in published_tables(connection)}
        table = _named(asked, list(tables))
        schema, _, name = table.rpartition(".")
        columns = connection.execute(
            "select column_name, data_type, coalesce(comment, ''), is_nullable from duckdb_columns() "
            "where schema_name = ? and table_name = ? order by column_index",
            [schema or "main", name],
        ).fetchall()
    summary = read_manifest(home.current).tables.get(table)
    key = summary.key if summary else ()
    if as_json:
        print_json(
            {
                "table": table,
                "description": tables[table],
                "key": key,
                "columns": [
                    {"name": name, "type": kind, "description": comment, "is_nullable": is_nullable}
                    for name, kind, comment, is_nullable in columns
                ],
            }
        )
        return
    lines = [table, f"{INDENT}{in_one_line(tables[table])}"]
    if summary:
        lines.append(f"{INDENT}key: {', '.join(key) or 'none'}")
    print_text("\n".join(lines))
    for name, kind, comment, is_nullable in columns:
        print_text(f"\n{name}  {kind.lower()}{'' if is_nullable else ', never null'}\n{INDENT}{in_one_line(comment)}")


def _named(asked: str, tables: list[str]) -> str:
    """The table that is asked for; a reference list also without its schema.

    Raises:
        UsageError: there is none.
    """
    for name in (asked, asked.removeprefix("main."), f"{REFERENCE}.{asked}"):
        if name in tables:
            return name
    raise UsageError(f"There is no table {asked}. {did_you_mean(asked, tables)}`klantprofielen tables` lists them.")
