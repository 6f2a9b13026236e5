"""Packs a green build's file, and audits whether it may be published."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from klantprofielen.errors import UnpublishableError
from klantprofielen.release.files.published_tables import Table
from klantprofielen.sql_text import literal

# What DuckDB writes into a file that every client from 1.0 on can open.
STORAGE_VERSION = "v1.0.0+"
# What dims, facts, marts and reference seeds stand in; the other schemas are how they were made.
_PUBLISHED_SCHEMAS = ("main", "reference")


class UnfitError(UnpublishableError):
    """A green build made a file that may not be published."""


def pack_file(built: Path) -> None:
    """Writes a green build's file anew with what is published: no staging, no intermediate tables, no gaps.

    The catalog keeps its name, which stored definitions hold, and the format is the one that every client can open.
    """
    packed = built.with_name(f"packed.{built.name}")
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(f"attach {literal(built.resolve())} as built")
        _drop_private_schemas(connection)
        connection.execute(f"attach {literal(packed.resolve())} as {built.stem} (storage_version 'v1.0.0')")
        connection.execute(f"copy from database built to {built.stem}")
        # Closing would do this as well, but in silence when the disk is full.
        connection.execute(f"force checkpoint {built.stem}")
    packed.replace(built)


def _drop_private_schemas(connection: duckdb.DuckDBPyConnection) -> None:
    schemas = connection.execute(
        "select schema_name from duckdb_schemas() where database_name = 'built' and not internal"
    ).fetchall()
    for (schema,) in schemas:
        if schema not in _PUBLISHED_SCHEMAS:
            connection.execute(f'drop schema built."{schema}" cascade')


def audit_file(path: Path, tables: Sequence[Table]) -> dict[str, int]:
    """Audits whether a file stands alone, can be opened by every client, and holds what is described.

    Returns:
        The number of rows of each table.

    Raises:
        UnfitError: it may not be published.
    """
    if path.with_name(f"{path.name}.wal").exists():
        raise UnfitError("the file was not closed: a write-ahead log stands beside it")
    with duckdb.connect(str(path), read_only=True) as connection:
        version = connection.sql(
            "select tags['storage_version'] from duckdb_databases() where database_name = current_database()"
        ).fetchone()
        if version != (STORAGE_VERSION,):
            raise UnfitError(f"the file has storage version {version}; clients of 1.0 need {STORAGE_VERSION}")
        views = connection.sql("select view_name from duckdb_views() where not internal").fetchall()
        if views:
            raise UnfitError(f"the file does not stand alone: {views[0][0]} is a view")
        rows = {}
        for table in tables:
            columns = [
                row[0]
                for row in connection.execute(
                    "select column_name from duckdb_columns() where schema_name = ? and table_name = ?",
                    [table.schema, table.name],
                ).fetchall()
            ]
            described = [field.name for field in table.fields]
            if sorted(columns) != sorted(described):
                differing = sorted(set(columns) ^ set(described))
                raise UnfitError(f"{table.name} and its yaml differ in {', '.join(differing)}")
            counted = connection.execute(f"select count(*) from {table.schema}.{table.name}").fetchone()  # noqa: S608
            rows[table.name] = counted[0] if counted else 0
    return rows
