"""Writes the published release into a PostgreSQL database: all of it in one transaction, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb
import psycopg
from psycopg.sql import SQL, Identifier, Literal

from klantprofielen.home import FILE_NAME
from klantprofielen.query.locked_down import open_locked
from klantprofielen.release.files.csv_and_parquet import read_types, select_rows
from klantprofielen.release.files.published_tables import read_tables
from klantprofielen.release.postgres.address import require_address, without_secrets
from klantprofielen.release.postgres.definitions import (
    Definition,
    add_indexes,
    add_key,
    add_references,
    comments,
    create,
    postgres_type,
)
from klantprofielen.release.postgres.swap import RELEASE_TABLE, require_own, swap
from klantprofielen.release.postgres.target import DatabaseError, RefusedError, Target, Waiting
from klantprofielen.release.release import Release, read_manifest

_BATCH = 10_000
# Two publishers of one database take turns: the number is this program's own, for all schemas.
_TURN = 0x6B6C616E74


@dataclass(frozen=True, slots=True)
class Sent:
    """What was published."""

    release_id: str
    rows: dict[str, int]


def publish_to_postgres(folder: Path, target: Target, waiting: Waiting) -> Sent:
    """Replaces the target's schema by the release in `folder`, in one transaction.

    Raises:
        DamagedError, UndescribedError, UnknownTypeError: the release cannot be sent as it is.
        ForeignSchemaError, BusyReadersError: the schema cannot be replaced.
        RefusedError, DatabaseError: the database did not do it; it holds what it held.
    """
    require_address(target.address)
    try:
        return _publish(folder, target, waiting)
    except psycopg.ProgrammingError as error:
        raise RefusedError(without_secrets(str(error), target.address)) from error
    except psycopg.Error as error:
        # libpq begins a line with a tab.
        raise DatabaseError(without_secrets(str(error).expandtabs(2), target.address)) from error


def _publish(folder: Path, target: Target, waiting: Waiting) -> Sent:
    release = read_manifest(folder)
    with (
        open_locked(folder / FILE_NAME) as source,
        psycopg.connect(target.address, application_name="klantprofielen publish") as connection,
    ):
        definitions = _definitions(source, folder)
        connection.execute("select pg_advisory_xact_lock(%s)", [_TURN])
        old_tables = require_own(connection, target.schema)
        ready = f"{target.schema}_next"
        connection.execute(SQL("create schema {}").format(Identifier(ready)))
        rows = {each.table.name: _copy(source, connection, ready, each) for each in definitions}
        _finish(connection, ready, definitions)
        _note_release(connection, ready, release, definitions)
        _let_read(connection, ready, target.reader)
        connection.execute(
            SQL("comment on schema {} is {}").format(
                Identifier(ready), Literal(f"UWV klantprofielen, release {release.release_id}")
            )
        )
        swap(connection, ready, target.schema, old_tables, waiting)
    return Sent(release.release_id, rows)


def _definitions(source: duckdb.DuckDBPyConnection, folder: Path) -> list[Definition]:
    tables = read_tables(folder / "dbt" / "manifest.json")
    types = read_types(source, tables)
    return [
        Definition(
            table,
            {name: postgres_type(kind, f"{table.name}.{name}") for name, kind in types[table.name].items()},
        )
        for table in tables
    ]


def _copy(
    source: duckdb.DuckDBPyConnection, connection: psycopg.Connection, schema: str, definition: Definition
) -> int:
    """Makes a table and fills it; gives the number of its rows.

    `freeze`: a transaction that took its snapshot before this publish (repeatable read) and reads the table after it
    sees the rows. Without it, it would find the new table empty.
    """
    connection.execute(create(schema, definition))
    table = definition.table
    rows = 0
    found = source.execute(select_rows(table))
    into = SQL("copy {} from stdin (freeze)").format(Identifier(schema, table.name))
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        while batch := found.fetchmany(_BATCH):
            for row in batch:
                copy.write_row([_storable(value) for value in row])
            rows += len(batch)
    return rows


def _storable(value: object) -> object:
    """PostgreSQL's text has no U+0000, which a broken document can print; the mark for an unknown character has."""
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value


def _finish(connection: psycopg.Connection, schema: str, definitions: list[Definition]) -> None:
    tables = [definition.table for definition in definitions]
    for table in tables:
        connection.execute(add_key(schema, table))
    for table in tables:
        for statement in (
            *add_references(schema, table, tables),
            *add_indexes(schema, table),
            *comments(schema, table),
        ):
            connection.execute(statement)
        connection.execute(SQL("analyze {}").format(Identifier(schema, table.name)))


def _note_release(connection: psycopg.Connection, schema: str, release: Release, definitions: list[Definition]) -> None:
    """Which release this is: for readers, and for the next publish to know its own tables by."""
    name = Identifier(schema, RELEASE_TABLE)
    connection.execute(
        SQL(
            "create table {} (release_id text primary key, built_at timestamptz not null, "
            "content_sha256 text not null, table_names text[] not null)"
        ).format(name)
    )
    names = [definition.table.name for definition in definitions]
    with connection.cursor() as cursor, cursor.copy(SQL("copy {} from stdin (freeze)").format(name)) as copy:
        copy.write_row([release.release_id, release.built_at, release.content_sha256, names])
    connection.execute(
        SQL("comment on table {} is 'Which release of the warehouse stands in this schema. One row.'").format(name)
    )


def _let_read(connection: psycopg.Connection, schema: str, reader: str) -> None:
    """A role that may read the schema and nothing else, for logins to be members of."""
    known = connection.execute("select 1 from pg_roles where rolname = %s", [reader]).fetchone()
    if known is None:
        connection.execute(SQL("create role {} nologin").format(Identifier(reader)))
    connection.execute(SQL("grant usage on schema {} to {}").format(Identifier(schema), Identifier(reader)))
    connection.execute(
        SQL("grant select on all tables in schema {} to {}").format(Identifier(schema), Identifier(reader))
    )
