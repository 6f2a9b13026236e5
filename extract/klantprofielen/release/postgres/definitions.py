"""A published table as PostgreSQL defines it: columns, keys, indexes and comments, all from dbt's yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from psycopg.sql import SQL, Composed, Identifier, Literal

from klantprofielen.release.files.published_tables import Table, UnknownTypeError

_TYPES = {
    "BOOLEAN": "boolean",
    "SMALLINT": "smallint",
    "INTEGER": "integer",
    "BIGINT": "bigint",
    "DOUBLE": "double precision",
    "VARCHAR": "text",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
}
_DECIMAL = re.compile(r"DECIMAL\((\d+),(\d+)\)")
# What people filter and join by; the leading column of a key has an index already.
_FILTERED = (
    "quarter_start_date",
    "quarter_label",
    "uwv_region_number",
    "labour_market_region_code",
    "municipality_code",
)


@dataclass(frozen=True, slots=True)
class Definition:
    """A table, and the PostgreSQL type of each of its columns."""

    table: Table
    types: Mapping[str, str]


def postgres_type(kind: str, column: str) -> str:
    """The PostgreSQL type that holds every value of a DuckDB type.

    Raises:
        UnknownTypeError: there is none that is known.
    """
    decimal = _DECIMAL.fullmatch(kind)
    if decimal:
        return f"numeric({decimal[1]}, {decimal[2]})"
    if kind not in _TYPES:
        raise UnknownTypeError(f"column {column} is a {kind}, which has no PostgreSQL type here; cast it in its model")
    return _TYPES[kind]


def create(schema: str, definition: Definition) -> Composed:
    """The table with its columns; required ones refuse null."""
    columns = [
        SQL("{} {}{}").format(
            Identifier(field.name),
            SQL(definition.types[field.name]),
            SQL(" not null" if field.is_required else ""),
        )
        for field in definition.table.fields
    ]
    name = Identifier(schema, definition.table.name)
    return SQL("create table {} ({})").format(name, SQL(", ").join(columns))


def add_key(schema: str, table: Table) -> Composed:
    """The key: primary where no part of it can be null, else unique, with null equal to null."""
    required = {field.name for field in table.fields if field.is_required}
    kind = "primary key" if required.issuperset(table.key) else "unique nulls not distinct"
    return SQL("alter table {} add {} ({})").format(
        Identifier(schema, table.name), SQL(kind), SQL(", ").join(map(Identifier, table.key))
    )


def add_references(schema: str, table: Table, tables: Sequence[Table]) -> Iterable[Composed]:
    """The foreign keys; a reference to a column that is no key by itself cannot be one and gets an index alone."""
    keys = {each.name: each.key for each in tables}
    for reference in table.references:
        if keys.get(reference.to_table) == (reference.to_field,):
            yield SQL("alter table {} add foreign key ({}) references {} ({})").format(
                Identifier(schema, table.name),
                Identifier(reference.field),
                Identifier(schema, reference.to_table),
                Identifier(reference.to_field),
            )


def add_indexes(schema: str, table: Table) -> Iterable[Composed]:
    """An index on every column that refers to a table or is filtered by, unless the key begins with it."""
    names = [field.name for field in table.fields]
    wanted = {reference.field for reference in table.references} | set(_FILTERED)
    for name in sorted(wanted.intersection(names) - {table.key[0]}):
        yield SQL("create index on {} ({})").format(Identifier(schema, table.name), Identifier(name))


def comments(schema: str, table: Table) -> Iterable[Composed]:
    """What the table and its columns mean."""
    name = Identifier(schema, table.name)
    yield SQL("comment on table {} is {}").format(name, Literal(table.description))
    for field in table.fields:
        column = Identifier(schema, table.name, field.name)
        yield SQL("comment on column {} is {}").format(column, Literal(field.description))
