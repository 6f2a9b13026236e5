"""How two releases differ: rows added, removed and changed in every table, by the table's key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from klantprofielen.release.release import Changes, Release
from klantprofielen.sql_text import literal, quoted
from klantprofielen.storage import step

# The step that an error of storage names.
COMPARING = "Comparing releases"


@dataclass(frozen=True, slots=True)
class TableDiff:
    """How a table differs.

    Attributes:
        columns_added: columns that only the newer release has; their values count as no change.
        columns_removed: columns that only the older release has.
    """

    table: str
    counts: Changes
    columns_added: tuple[str, ...]
    columns_removed: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Nothing differs."""
        return self.counts == Changes(0, 0, 0) and not self.columns_added and not self.columns_removed


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a table that differ: how, then the newer value of each shared column (the older, if removed)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def diff(old: tuple[Release, Path], new: tuple[Release, Path]) -> list[TableDiff]:
    """Compares all tables of two releases, given with the paths of their files.

    A row is the same row when its key is; the key is the newer release's. A table that only one release has counts as
    all its rows added or removed.

    Raises:
        StorageError: a file cannot be read.
    """
    names = sorted({*old[0].tables, *new[0].tables})
    with attached(COMPARING, old=old[1], new=new[1]) as connection:
        return [_compare(connection, name, old[0], new[0]) for name in names]


def differing_rows(old: tuple[Release, Path], new: tuple[Release, Path], table: str, limit: int) -> Rows:
    """The first `limit` rows of a table that both releases have and that differ, by kind and key.

    Raises:
        KeyError: not both releases have the table.
        StorageError: a file cannot be read.
    """
    key = new[0].tables[table].key
    with attached(COMPARING, old=old[1], new=new[1]) as connection:
        shared, _, _ = _columns(connection, table)
        listed = ", ".join(quoted(name) for name in shared)
        on, differs = _conditions(key, shared)
        ordered = ", ".join(["change", *(quoted(name) for name in key if name in shared)])
        name = quoted(table)
        found = connection.execute(
            f"""
            with

            differing as (
                select 'added' as change, {listed} from new.{name} as n
                where not exists (select 1 from old.{name} as o where {on})

                union all

                select 'removed', {listed} from old.{name} as o
                where not exists (select 1 from new.{name} as n where {on})

                union all

                select 'changed', {", ".join(f"n.{quoted(column)}" for column in shared)}
                from new.{name} as n inner join old.{name} as o on {on}
                where {differs}
            )

            select * from differing order by {ordered} limit {limit:d}
            """  # noqa: S608 - names from our own manifest, quoted
        ).fetchall()
    return Rows(("change", *shared), tuple(found))


@contextmanager
def attached(why: str, **files: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that has the files under these names, for reading; `why` is what an error of the storage names."""
    with step(why), duckdb.connect() as connection:
        for name, path in files.items():
            connection.execute(f"attach {literal(path.resolve())} as {name} (read_only)")
        yield connection


def _compare(connection: duckdb.DuckDBPyConnection, table: str, old: Release, new: Release) -> TableDiff:
    if table not in old.tables:
        return TableDiff(table, Changes(new.tables[table].rows, 0, 0), (), ())
    if table not in new.tables:
        return TableDiff(table, Changes(0, old.tables[table].rows, 0), (), ())
    shared, added, removed = _columns(connection, table)
    on, differs = _conditions(new.tables[table].key, shared)
    name = quoted(table)
    counted = connection.execute(
        f"""
        select
            (select count(*) from new.{name} as n where not exists (select 1 from old.{name} as o where {on})),
            (select count(*) from old.{name} as o where not exists (select 1 from new.{name} as n where {on})),
            (select count(*) from new.{name} as n inner join old.{name} as o on {on} where {differs})
        """  # noqa: S608 - names from our own manifest, quoted
    ).fetchone()
    if counted is None:
        raise ValueError(f"counting {table} gave no row")
    return TableDiff(table, Changes(*counted), added, removed)


def _columns(
    connection: duckdb.DuckDBPyConnection, table: str
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The columns that both have, that only the newer has, and that only the older has."""
    in_new, in_old = (
        [row[0] for row in connection.execute(f"describe {side}.{quoted(table)}").fetchall()] for side in ("new", "old")
    )
    return (
        tuple(name for name in in_new if name in in_old),
        tuple(name for name in in_new if name not in in_old),
        tuple(name for name in in_old if name not in in_new),
    )


def _conditions(key: Sequence[str], shared: Sequence[str]) -> tuple[str, str]:
    """SQL for: two rows are the same row; the same row has another value."""
    if not set(key) <= set(shared):
        # Another grain: no row is the same row.
        return "false", "false"
    same = " and ".join(f"n.{quoted(name)} is not distinct from o.{quoted(name)}" for name in key)
    values = [name for name in shared if name not in key]
    other = " or ".join(f"n.{quoted(name)} is distinct from o.{quoted(name)}" for name in values)
    return same, other or "false"
