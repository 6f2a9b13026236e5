"""Puts a finished schema in the place of the one that is read, so that no query fails and none sees half of each.

A rename alone would be quicker, but a query that has looked up one table before it and another after it would join two
releases. So every old table is locked first. A reader holds the tables it has touched until its transaction ends:
whoever has begun on the old release finishes on it, and whoever comes later waits a moment and finds the new one.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

import psycopg
from psycopg.sql import SQL, Identifier, Literal

from klantprofielen.release.postgres.target import BusyReadersError, ForeignSchemaError, Waiting

# PostgreSQL looks for deadlocks after `deadlock_timeout` and ends one of those that wait; to give way well before
# that is never to be the cause of one. It is also the longest that a reader waits for nothing.
_PART_OF_DEADLOCK_TIMEOUT = 4
_LONGEST_TRY_MS = 250
_PAUSE_SECONDS = 0.5
RELEASE_TABLE = "published_release"


def require_own(connection: psycopg.Connection, schema: str) -> list[str]:
    """The tables that the schema's last release put there; none when there is no such schema.

    Raises:
        ForeignSchemaError: the schema was not made by this program.
    """
    if connection.execute("select 1 from pg_namespace where nspname = %s", [schema]).fetchone() is None:
        return []
    notes = "select 1 from pg_tables where schemaname = %s and tablename = %s"
    if connection.execute(notes, [schema, RELEASE_TABLE]).fetchone() is None:
        raise ForeignSchemaError(
            f"schema {schema} is there, and was not made by this program; name another with --schema"
        )
    rows = connection.execute(
        SQL("select unnest(table_names) from {}").format(Identifier(schema, RELEASE_TABLE))
    ).fetchall()
    return [name for (name,) in rows] + [RELEASE_TABLE]


def swap(connection: psycopg.Connection, ready: str, schema: str, old_tables: Sequence[str], waiting: Waiting) -> None:
    """Drops the old tables and gives `ready` their schema's name, inside the caller's transaction.

    Raises:
        BusyReadersError: readers did not let go in time.
        ForeignSchemaError: something that is not ours stands in the schema or depends on its tables.
    """
    if old_tables:
        _lock(connection, schema, old_tables, waiting)
        _drop(connection, schema, old_tables)
    connection.execute(SQL("alter schema {} rename to {}").format(Identifier(ready), Identifier(schema)))


def _lock(connection: psycopg.Connection, schema: str, tables: Sequence[str], waiting: Waiting) -> None:
    names = SQL(", ").join(Identifier(schema, name) for name in sorted(tables))
    deadline = time.monotonic() + waiting.seconds
    try_ms = _try_ms(connection)
    while True:
        try:
            with connection.transaction():
                connection.execute(SQL("set local lock_timeout = {}").format(Literal(try_ms)))
                connection.execute(SQL("lock table {} in access exclusive mode").format(names))
                connection.execute("set local lock_timeout = 0")
                return
        except psycopg.errors.LockNotAvailable as error:
            holders = _holders(connection, schema)
            if time.monotonic() >= deadline:
                raise BusyReadersError(
                    f"readers held the tables of {schema} for {waiting.seconds:g} s ({holders}); "
                    "the release of before is still there"
                ) from error
            waiting.tell(holders)
            time.sleep(_PAUSE_SECONDS)


def _try_ms(connection: psycopg.Connection) -> int:
    row = connection.execute("select setting::integer from pg_settings where name = 'deadlock_timeout'").fetchone()
    deadlock_ms = int(row[0]) if row else _LONGEST_TRY_MS
    return max(1, min(_LONGEST_TRY_MS, deadlock_ms // _PART_OF_DEADLOCK_TIMEOUT))


def _holders(connection: psycopg.Connection, schema: str) -> str:
    """Who holds a table of the schema, as far as this user may see it."""
    rows = connection.execute(
        """
        select distinct coalesce(a.usename, '?'), coalesce(nullif(a.application_name, ''), 'process ' || a.pid)
        from pg_locks as l
        inner join pg_class as c on c.oid = l.relation
        inner join pg_stat_activity as a on a.pid = l.pid
        inner join pg_namespace as n on n.oid = c.relnamespace
        where n.nspname = %s and l.granted and l.pid <> pg_backend_pid()
        """,
        [schema],
    ).fetchall()
    return ", ".join(f"{user} in {program}" for user, program in rows) or "readers that have just left"


def _drop(connection: psycopg.Connection, schema: str, tables: Sequence[str]) -> None:
    """Drops what is ours; PostgreSQL itself refuses when anything else would go with it."""
    try:
        names = SQL(", ").join(Identifier(schema, name) for name in tables)
        connection.execute(SQL("drop table {}").format(names))
        connection.execute(SQL("drop schema {}").format(Identifier(schema)))
    except psycopg.errors.DependentObjectsStillExist as error:
        detail = (error.diag.message_detail or "").replace("\n", "; ")
        raise ForeignSchemaError(
            f"{detail}. Drop it or keep it in another schema, over the tables of which it is made anew after a publish"
        ) from error
