"""The differences that somebody wanted: a TOML file that names each with its reason (docs/equal_builds.md)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path


class Kind(StrEnum):
    """What an entry accepts; the name of its array in the file."""

    TABLE_RENAMED = "table_renamed"
    TABLE_REMOVED = "table_removed"
    TABLE_ADDED = "table_added"
    COLUMN_RENAMED = "column_renamed"
    COLUMN_REMOVED = "column_removed"
    COLUMN_ADDED = "column_added"
    TYPE_CHANGED = "type_changed"
    VALUES = "values"
    ROWS = "rows"
    FINDING = "finding"
    MESSAGE = "message"


_NEEDED: dict[Kind, tuple[str, ...]] = {
    Kind.TABLE_RENAMED: ("table", "to"),
    Kind.TABLE_REMOVED: ("table",),
    Kind.TABLE_ADDED: ("table",),
    Kind.COLUMN_RENAMED: ("table", "column", "to"),
    Kind.COLUMN_REMOVED: ("table", "column"),
    Kind.COLUMN_ADDED: ("table", "column"),
    Kind.TYPE_CHANGED: ("table", "column"),
    Kind.VALUES: ("table", "column"),
    Kind.ROWS: ("table", "where"),
    Kind.FINDING: ("code",),
    Kind.MESSAGE: ("code",),
}


class AcceptError(ValueError):
    """The accept file cannot be used as it is."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One wanted difference.

    Attributes:
        kind: what is accepted.
        reason: why it is wanted; never empty.
        table: its name in the new build; for a rename or a removal of the table, in the old one.
        column: its name in the new build; for a rename or a removal of the column, in the old one.
        to: the new name.
        code: a finding code.
        where: SQL over the table's columns, for the rows that may differ.
        inputs: the inputs in which the difference is expected; all when empty.
    """

    kind: Kind
    reason: str
    table: str = ""
    column: str = ""
    to: str = ""
    code: str = ""
    where: str = ""
    inputs: tuple[str, ...] = ()

    def __str__(self) -> str:
        named = (f"{name} = {getattr(self, name)!r}" for name in _NEEDED[self.kind])
        return f"{self.kind} {', '.join(named)}"


@dataclass(frozen=True, slots=True)
class Accepted:
    """All entries of a file."""

    entries: tuple[Entry, ...] = ()

    def of(self, kind: Kind, table: str | None = None) -> tuple[Entry, ...]:
        """The entries of a kind, of one table if that is named."""
        return tuple(entry for entry in self.entries if entry.kind is kind and table in {None, entry.table})

    def in_input(self, name: str) -> Accepted:
        """The entries that hold for an input."""
        return Accepted(tuple(entry for entry in self.entries if not entry.inputs or name in entry.inputs))


def read_accepted(path: Path) -> Accepted:
    """Reads an accept file.

    Raises:
        AcceptError: it is not there, is no TOML, or an entry lacks something (a reason, say) or has too much.
    """
    try:
        arrays = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise AcceptError(f"{path}: {error}") from error
    return Accepted(tuple(_entries(arrays)))


def _entries(arrays: dict[str, object]) -> Iterator[Entry]:
    for name, array in arrays.items():
        if name not in set(Kind):
            raise AcceptError(f"[[{name}]] is not a kind of difference; there are {', '.join(Kind)}")
        if not isinstance(array, list) or not all(isinstance(one, dict) for one in array):
            raise AcceptError(f"write [[{name}]], with two brackets: there can be several")
        yield from (_entry(Kind(name), one) for one in array)


def _entry(kind: Kind, given: dict[str, object]) -> Entry:
    needed = {*_NEEDED[kind], "reason"}
    missing = sorted(name for name in needed if not str(given.get(name, "")).strip())
    if missing:
        raise AcceptError(f"[[{kind}]] {given}: lacks {', '.join(missing)}")
    unknown = sorted(given.keys() - needed - {"inputs"})
    if unknown:
        raise AcceptError(f"[[{kind}]] {given}: {', '.join(unknown)} means nothing here")
    inputs = given.get("inputs", [])
    if not isinstance(inputs, list):
        raise AcceptError(f"[[{kind}]] {given}: inputs is a list")
    texts = {field.name: str(given[field.name]) for field in fields(Entry) if field.name in needed}
    return Entry(kind, inputs=tuple(map(str, inputs)), **texts)
