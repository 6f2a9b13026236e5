"""`klantprofielen tables`: what the published warehouse holds."""

from __future__ import annotations

import duckdb
import typer

from klantprofielen.cli.shared.printing import AsJson, print_json, print_text
from klantprofielen.home import Home
from klantprofielen.query.locked_down import open_locked
from klantprofielen.sql_text import in_one_line

# What people ask first stands first; names are as a query must write them.
_ORDER = ("mart_", "fct_", "dim_", "")
REFERENCE = "reference"
INDENT = "    "


def tables_command(context: typer.Context, as_json: AsJson = False) -> None:
    """List the tables of the published warehouse, marts first, reference lists last, with what one row of each is."""
    home: Home = context.obj
    with open_locked(home.published) as connection:
        found = published_tables(connection)
    if as_json:
        print_json([{"table": name, "rows": rows, "description": comment} for name, rows, comment in found])
        return
    for name, rows, comment in found:
        print_text(f"{name}  {rows} rows\n{INDENT}{in_one_line(comment)}")
    print_text("`klantprofielen describe TABLE` says what the columns mean.")


def published_tables(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, int, str]]:
    """Name, rows and description of every published table, and of the reference lists, whose schema is in the name."""
    found = connection.execute(
        "select if(schema_name = 'main', table_name, concat(schema_name, '.', table_name)) as name, "
        "estimated_size, coalesce(comment, '') from duckdb_tables() where schema_name in ('main', ?) order by name",
        [REFERENCE],
    ).fetchall()
    return sorted(found, key=lambda row: next(n for n, start in enumerate(_ORDER) if row[0].startswith(start)))
