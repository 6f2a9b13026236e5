"""Pages of the site and rows of the release, read to be held against each other."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from klantprofielen.home import Home
from klantprofielen.query.locked_down import open_locked


def rows_of(home: Home, sql: str, *values: object) -> list[tuple[Any, ...]]:
    with open_locked(home.published) as connection:
        return connection.execute(sql, values).fetchall()


class _Reader(HTMLParser):
    """Links, names and tables of a page, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.names: set[str] = set()
        self.tags: set[str] = set()
        self.tables: list[list[list[str]]] = []
        self.text = ""
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.add(tag)
        self.links.extend(value for key in ("href", "src") if (value := found.get(key)))
        if name := found.get("id"):
            self.names.add(name)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
            self._in_cell = False
        elif tag in {"td", "th"}:
            self.tables[-1][-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "table"}:
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._in_cell:
            self.tables[-1][-1][-1] += data.rstrip("\n")


@cache
def read(path: Path) -> _Reader:
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader


def table_of(path: Path, heading: str) -> list[list[str]]:
    """The first table with that word in its head."""
    return next(table for table in read(path).tables if any(heading in cell for cell in table[0]))
