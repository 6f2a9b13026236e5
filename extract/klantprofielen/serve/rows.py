"""Rows of a published table, filtered by column: `?quarter_label=2020Q2&format=csv`.

An address is never SQL: names are looked up among the published tables and columns, values are bound as parameters,
and the file is opened as a query opens it, locked.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

import duckdb

from klantprofielen.home import FILE_NAME
from klantprofielen.query.answer_formats import TEXT_WRITERS, write_parquet
from klantprofielen.query.ask import Answer, ArrowAnswer
from klantprofielen.query.contents import tables_of
from klantprofielen.query.locked_down import open_locked
from klantprofielen.serve.served_release import NotThereError, ServedRelease
from klantprofielen.sql_text import by_key, quoted
from klantprofielen.suggest import did_you_mean

# The most rows of one answer: about 25 MB of JSON of the widest mart.
MOST_ROWS = 20_000
# The most values of all filters together.
MOST_VALUES = 200
# How many releases are held open; a removed one keeps its place on the disk until others were asked for.
_KEPT_OPEN = 2
# How many digits `limit` and `offset` may have.
_LONGEST_NUMBER = 12


class Format(StrEnum):
    """How the rows are written."""

    JSON = "json"
    CSV = "csv"
    CSV_NL = "csv-nl"
    PARQUET = "parquet"


# What is no filter; no published column is called so.
RESERVED = ("columns", "format", "limit", "offset")


class BadQuestionError(Exception):
    """The address asks what cannot be answered; the message says what can."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks of a table, its words looked at but not yet its names and values.

    Attributes:
        filters: column to the values of which one must be met; an empty value means null.
        columns: those that are given; all where none is named.
        limit: the rows of a page; without it the answer is whole or there is none.
    """

    table: str
    filters: dict[str, tuple[str, ...]]
    columns: tuple[str, ...]
    format: Format
    limit: int | None
    offset: int


@dataclass(frozen=True, slots=True)
class Page:
    """The rows as bytes, how many there are of them in all, and where the next page begins, if there is one."""

    body: bytes
    total: int
    next_offset: int | None


def parse(table: str, given: Sequence[tuple[str, str]]) -> Wanted:
    """Reads the part of an address behind the `?`, given as pairs in their order.

    Raises:
        BadQuestionError: a format, number or repeated setting that means nothing.
    """
    settings: dict[str, str] = {}
    filters: dict[str, tuple[str, ...]] = {}
    for name, value in given:
        if name not in RESERVED:
            filters[name] = (*filters.get(name, ()), value)
        elif name in settings:
            raise BadQuestionError(f"{name} is given twice.")
        else:
            settings[name] = value
    if sum(len(values) for values in filters.values()) > MOST_VALUES:
        raise BadQuestionError(f"More than {MOST_VALUES} values are given; ask in several questions.")
    asked = settings.get("format", Format.JSON)
    formats = [str(each) for each in Format]
    if asked not in formats:
        raise BadQuestionError(
            f"There is no format {asked!r}. {did_you_mean(asked, formats)}Take {', '.join(formats)}."
        )
    limit = _number("limit", settings["limit"], 1, MOST_ROWS) if "limit" in settings else None
    offset = _number("offset", settings.get("offset", "0"), 0, None)
    columns = tuple(name.strip() for name in settings["columns"].split(",")) if "columns" in settings else ()
    return Wanted(table, filters, columns, Format(asked), limit, offset)


def _number(name: str, text: str, least: int, most: int | None) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER else None
    if number is None or number < least or (most is not None and number > most):
        bounds = f"from {least} to {most}" if most is not None else f"from {least} on"
        raise BadQuestionError(f"{name} is {text!r}; expected is a whole number {bounds}.")
    return number


def read_page(served: ServedRelease, wanted: Wanted) -> Page:
    """Reads the rows in the order of the table's key.

    Raises:
        NotThereError: no such table is published.
        BadQuestionError: no such column, a value that its type does not have, or too many rows.
        StorageError: the file cannot be read.
    """
    key = _key(served, wanted.table)
    with _opened(served.file(FILE_NAME)).cursor() as connection:
        columns = _types(connection, wanted.table)
        chosen = wanted.columns or tuple(columns)
        for name in (*chosen, *wanted.filters):
            if name not in columns:
                raise BadQuestionError(_unknown_column(wanted.table, name, list(columns)))
        if len(set(chosen)) < len(chosen):
            raise BadQuestionError("A column is named twice in columns.")
        condition, values = _condition(connection, wanted.filters, columns)
        source = f"from main.{quoted(wanted.table)} where {condition}"
        total = _count(connection, source, values)
        if wanted.limit is None and total - wanted.offset > MOST_ROWS:
            raise BadQuestionError(_too_many(served, wanted.table, total))
        limit = MOST_ROWS if wanted.limit is None else wanted.limit
        listed = ", ".join(quoted(name) for name in chosen)
        found = connection.execute(
            f"select {listed} {source} order by {by_key(key)} limit {limit:d} offset {wanted.offset:d}",
            values,
        )
        body = _write(found, chosen, wanted.format)
    end = wanted.offset + limit
    return Page(body, total, end if end < total else None)


def describe_tables(served: ServedRelease) -> list[dict[str, object]]:
    """Every published table with its rows, key and columns."""
    with _opened(served.file(FILE_NAME)).cursor() as connection:
        tables = tables_of(connection)
    return [
        {
            "table": table,
            "description": tables[table][0],
            "rows": summary.rows,
            "key": list(summary.key),
            "columns": [{"name": name, "type": kind, "description": means} for name, kind, means in tables[table][1]],
        }
        for table, summary in served.release.tables.items()
    ]


@lru_cache(maxsize=_KEPT_OPEN)
def _opened(path: Path) -> duckdb.DuckDBPyConnection:
    """A release's file, opened once: it never changes, and opening takes longer than most questions."""
    return open_locked(path)


def next_address(served: ServedRelease, wanted: Wanted, offset: int) -> str:
    """The address of the next page, of this very release: a publish in between mixes nothing."""
    settings: list[tuple[str, str]] = [(name, value) for name, values in wanted.filters.items() for value in values]
    if wanted.columns:
        settings.append(("columns", ",".join(wanted.columns)))
    settings += [("format", str(wanted.format)), ("limit", str(wanted.limit)), ("offset", str(offset))]
    return f"/releases/{served.release_id}/tables/{wanted.table}?{urlencode(settings)}"


def _key(served: ServedRelease, table: str) -> tuple[str, ...]:
    tables = served.release.tables
    if table not in tables:
        raise NotThereError(
            f"No table {table!r} is published. {did_you_mean(table, tables)}/releases/{served.release_id}/tables "
            "lists them."
        )
    return tables[table].key


def _types(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """The columns of a published table, in their order, with their types."""
    found = connection.execute(f"describe main.{quoted(table)}").fetchall()
    return {name: kind for name, kind, *_ in found}


def _condition(
    connection: duckdb.DuckDBPyConnection, filters: dict[str, tuple[str, ...]], types: dict[str, str]
) -> tuple[str, list[str]]:
    """SQL with a `?` for every value, and the values as they were given, which all have the column's type."""
    parts, bound = [], []
    for name, values in filters.items():
        alternatives = []
        for value in values:
            if not value:
                alternatives.append(f"{quoted(name)} is null")
                continue
            _require_value(connection, name, types[name], value)
            alternatives.append(f"{quoted(name)} = cast(? as {types[name]})")
            bound.append(value)
        parts.append(f"({' or '.join(alternatives)})")
    return " and ".join(parts) or "true", bound


def _require_value(connection: duckdb.DuckDBPyConnection, name: str, kind: str, value: str) -> None:
    found = connection.execute(f"select try_cast(? as {kind}) is not null", [value]).fetchone()
    if not (found and found[0]):
        raise BadQuestionError(
            f"{name} is {kind.lower()}, and {value!r} is none; write dates like 2020-04-01, booleans as "
            "true or false, and decimals with a point."
        )


def _count(connection: duckdb.DuckDBPyConnection, source: str, values: list[str]) -> int:
    found = connection.execute(f"select count(*) {source}", values).fetchone()
    return int(found[0]) if found else 0


def _write(found: duckdb.DuckDBPyConnection, columns: Sequence[str], form: Format) -> bytes:
    if form is Format.PARQUET:
        table, file = found.to_arrow_table(), io.BytesIO()
        arrow = ArrowAnswer(table.schema, iter(table.to_batches()))
        write_parquet(Answer(tuple(columns), iter(()), arrow), file)
        return file.getvalue()
    text = io.StringIO(newline="")
    TEXT_WRITERS[form](Answer(tuple(columns), iter(found.fetchall())), text)
    return text.getvalue().encode()


def _unknown_column(table: str, name: str, columns: list[str]) -> str:
    return (
        f"{table} has no column {name!r}. {did_you_mean(name, [*columns, *RESERVED])}"
        f"A filter is COLUMN=VALUE; beside filters there are {', '.join(RESERVED)}."
    )


def _too_many(served: ServedRelease, table: str, total: int) -> str:
    return (
        f"{total} rows are asked for, and one answer has at most {MOST_ROWS}. Filter by a column, read page by page "
        f"(limit={MOST_ROWS}, then the address in the header Link), or take the whole table: "
        f"/releases/{served.release_id}/parquet/{table}.parquet"
    )
