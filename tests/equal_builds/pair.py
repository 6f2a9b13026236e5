"""Two published files side by side, the older one under the names of the newer one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import duckdb

from equal_builds.accepted import Accepted, Entry, Kind

Side = Literal["old", "new"]
SIDES: tuple[Side, Side] = ("old", "new")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two published files, open.

    Attributes:
        connection: has the tables of both as `old.NAME` and `new.NAME`.
        tables: per side the tables, each with its columns and their types in order.
        keys: the columns that name a row of a table, as the releases say it.
        renamed: the accepted renames that were done.
    """

    connection: duckdb.DuckDBPyConnection
    tables: dict[Side, dict[str, dict[str, str]]]
    keys: dict[str, tuple[str, ...]]
    renamed: frozenset[Entry]

    def shared(self, table: str) -> tuple[str, ...]:
        """The columns that a table has on both sides, in the order of the newer one."""
        return tuple(column for column in self.tables["new"][table] if column in self.tables["old"][table])

    def count(self, side: Side, table: str) -> int:
        """How many rows a table has."""
        row = self.connection.execute(f"select count(*) from {side}.{quoted(table)}").fetchone()
        assert row is not None, "a count is one row"
        return int(row[0])


@contextmanager
def opened(old: Path, new: Path, accepted: Accepted) -> Iterator[Pair]:
    """Opens two published files, read-only, with the accepted renames done to the older one."""
    with duckdb.connect() as connection:
        found = {}
        for side, path in zip(SIDES, (old, new), strict=True):
            location = str(path.resolve()).replace("'", "''")
            connection.execute(f"attach '{location}' as {side}_file (read_only)")
            found[side] = _published_tables(connection, side)
        tables_renamed = _table_renames(found, accepted)
        columns_renamed = _column_renames(found, tables_renamed, accepted)
        tables: dict[Side, dict[str, dict[str, str]]] = {}
        for side in SIDES:
            connection.execute(f"create schema {side}")
            doing = (tables_renamed, columns_renamed) if side == "old" else ({}, {})
            tables[side] = _show(connection, side, found[side], *doing)
        renamed = frozenset({*tables_renamed.values(), *columns_renamed.values()})
        yield Pair(connection, tables, _kept_keys(old) | _kept_keys(new), renamed)


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def listed(names: Sequence[str]) -> str:
    """Names as SQL lists them."""
    return ", ".join(map(quoted, names))


def _published_tables(connection: duckdb.DuckDBPyConnection, side: Side) -> dict[str, dict[str, str]]:
    # Everything in the schema that users see, whatever it is called: so no table gets out by losing its prefix.
    rows = connection.execute(
        """
        select table_name, column_name, data_type from duckdb_columns()
        where database_name = ? and schema_name = 'main' and not internal
            and table_name in (select t.table_name from duckdb_tables() as t where t.database_name = ?)
        order by table_name, column_index
        """,
        [f"{side}_file", f"{side}_file"],
    ).fetchall()
    tables: dict[str, dict[str, str]] = {}
    for table, column, kind in rows:
        tables.setdefault(table, {})[column] = kind
    return tables


def _table_renames(found: dict[Side, dict[str, dict[str, str]]], accepted: Accepted) -> dict[str, Entry]:
    """The renames that lead from what only the older file has to what only the newer one has, by the old name."""
    gone, come = found["old"].keys() - found["new"].keys(), found["new"].keys() - found["old"].keys()
    return {entry.table: entry for entry in accepted.of(Kind.TABLE_RENAMED) if entry.table in gone and entry.to in come}


def _column_renames(
    found: dict[Side, dict[str, dict[str, str]]], tables_renamed: dict[str, Entry], accepted: Accepted
) -> dict[tuple[str, str], Entry]:
    """The same for columns, by the table's new and the column's old name."""
    old = {tables_renamed[name].to if name in tables_renamed else name: own for name, own in found["old"].items()}
    renames = {}
    for entry in accepted.of(Kind.COLUMN_RENAMED):
        before, after = old.get(entry.table, {}), found["new"].get(entry.table, {})
        if entry.column in before.keys() - after.keys() and entry.to in after.keys() - before.keys():
            renames[entry.table, entry.column] = entry
    return renames


def _show(
    connection: duckdb.DuckDBPyConnection,
    side: Side,
    found: dict[str, dict[str, str]],
    tables_renamed: dict[str, Entry],
    columns_renamed: dict[tuple[str, str], Entry],
) -> dict[str, dict[str, str]]:
    """Makes one side's tables visible under their new names; gives them with their columns."""
    shown = {}
    for table, columns in found.items():
        name = tables_renamed[table].to if table in tables_renamed else table
        names = {
            column: columns_renamed[name, column].to if (name, column) in columns_renamed else column
            for column in columns
        }
        selected = ", ".join(f"{quoted(before)} as {quoted(after)}" for before, after in names.items())
        connection.execute(
            f"create view {side}.{quoted(name)} as select {selected} from {side}_file.main.{quoted(table)}"
        )
        shown[name] = {names[column]: kind for column, kind in columns.items()}
    return shown


def _kept_keys(published: Path) -> dict[str, tuple[str, ...]]:
    """The keys that stand in the release.json beside a published file; none without it."""
    path = published.resolve().parent / "release.json"
    if not path.exists():
        return {}
    tables = json.loads(path.read_text(encoding="utf-8")).get("tables", {})
    return {name: tuple(table["key"]) for name, table in tables.items() if table.get("key")}
