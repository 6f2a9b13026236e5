"""`klantprofielen tables` and `describe TABLE`: what the published warehouse holds, and what it means."""

from __future__ import annotations

from typing import Annotated

import duckdb
import typer

from klantprofielen.cli.exits import UsageError
from klantprofielen.cli.printing import AsJson, print_json, print_text
from klantprofielen.home import Home
from klantprofielen.query.locked import open_locked
from klantprofielen.release.release import read_manifest
from klantprofielen.suggest import did_you_mean

# What people ask first stands first; names are as a query must write them.
_ORDER = ("mart_", "fct_", "dim_", "")
_REFERENCE = "reference"
_INDENT = "    "


def tables_command(context: typer.Context, as_json: AsJson = False) -> None:
    """List the tables of the published warehouse, marts first, reference lists last, with what one row of each is."""
    home: Home = context.obj
    with open_locked(home.published) as connection:
        found = _tables(connection)
    if as_json:
        print_json([{"table": name, "rows": rows, "description": comment} for name, rows, comment in found])
        return
    for name, rows, comment in found:
        print_text(f"{name}  {rows} rows\n{_INDENT}{_in_one_line(comment)}")
    print_text("`klantprofielen describe TABLE` says what the columns mean.")


def describe_command(
    context: typer.Context,
    asked: Annotated[str, typer.Argument(metavar="TABLE", help="One of `klantprofielen tables`.")],
    as_json: AsJson = False,
) -> None:
    """Say what a table holds: one row of it, its key, and each column with its type and meaning."""
    home: Home = context.obj
    with open_locked(home.published) as connection:
        tables = {name: comment for name, _, comment in _tables(connection)}
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
    lines = [table, f"{_INDENT}{_in_one_line(tables[table])}"]
    if summary:
        lines.append(f"{_INDENT}key: {', '.join(key) or 'none'}")
    print_text("\n".join(lines))
    for name, kind, comment, is_nullable in columns:
        print_text(f"\n{name}  {kind.lower()}{'' if is_nullable else ', never null'}\n{_INDENT}{_in_one_line(comment)}")


def _tables(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, int, str]]:
    """Name, rows and description of every published table, and of the reference lists, whose schema is in the name."""
    found = connection.execute(
        "select if(schema_name = 'main', table_name, concat(schema_name, '.', table_name)) as name, "
        "estimated_size, coalesce(comment, '') from duckdb_tables() where schema_name in ('main', ?) order by name",
        [_REFERENCE],
    ).fetchall()
    return sorted(found, key=lambda row: next(n for n, start in enumerate(_ORDER) if row[0].startswith(start)))


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _named(asked: str, tables: list[str]) -> str:
    """The table that is asked for; a reference list also without its schema.

    Raises:
        UsageError: there is none.
    """
    for name in (asked, asked.removeprefix("main."), f"{_REFERENCE}.{asked}"):
        if name in tables:
            return name
    raise UsageError(_unknown(asked, tables))


def _unknown(table: str, tables: list[str]) -> str:
    return f"There is no table {table}. {did_you_mean(table, tables)}`klantprofielen tables` lists them."
