"""Names and texts as SQL writes them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def quoted(name: str) -> str:
    """A name of a table or column."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str | Path) -> str:
    """A text, or a path."""
    return "'" + str(text).replace("'", "''") + "'"


def by_key(key: Iterable[str], prefix: str = "") -> str:
    """What follows `order by` for rows in the order of their key; `prefix` stands before each column, such as `t.`."""
    return ", ".join(f"{prefix}{quoted(name)} nulls last" for name in key)


def in_one_line(text: str | None) -> str:
    """A comment or description without its line breaks; nothing for none."""
    return " ".join((text or "").split())
