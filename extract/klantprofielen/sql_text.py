"""Names and texts as SQL writes them."""

from __future__ import annotations

from pathlib import Path


def quoted(name: str) -> str:
    """A name of a table or column."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str | Path) -> str:
    """A text, or a path."""
    return "'" + str(text).replace("'", "''") + "'"


def in_one_line(text: str | None) -> str:
    """A comment or description without its line breaks; nothing for none."""
    return " ".join((text or "").split())
