"""What is printed, in one place: two consoles, one way to print JSON, one way to make text printable.

Texts of documents and names of files come from outside. They are never markup, and never codes that a terminal obeys.
"""

from __future__ import annotations

import codecs
import io
import json
import sys
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, BinaryIO, cast

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from klantprofielen.cli.shared.calling import runnable

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document for machines.")]

console = Console()
error_console = Console(stderr=True)


def printable(text: str, *, lines: bool = False) -> Text:
    """Text for a terminal, without markup and control codes; with `lines` it may have several lines."""
    kept = "\n" if lines else ""
    return Text("".join(char if char.isprintable() or char in kept else "\N{REPLACEMENT CHARACTER}" for char in text))


class _PrintableBytes(io.RawIOBase):
    """Takes UTF-8 text for the terminal, and lets no control code through."""

    def __init__(self) -> None:
        # Without the mark that a file for spreadsheets begins with.
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:  # noqa: ANN401 - any buffer
        sys.stdout.write(printable(self._decoder.decode(bytes(data)), lines=True).plain)
        return len(data)


def printable_bytes() -> BinaryIO:
    """Standard output for an answer that is written as it comes, when that is a terminal."""
    return cast(BinaryIO, _PrintableBytes())


def print_text(text: str) -> None:
    """Prints an answer; a line is as long as it is, and commands in it run as pasted."""
    console.print(printable(runnable(text), lines=True), soft_wrap=True)


def print_error(text: str) -> None:
    """Prints to standard error what went wrong, or what is waited for."""
    error_console.print(printable(runnable(text), lines=True), soft_wrap=True)


def print_json(value: object) -> None:
    """Prints one JSON document; what a terminal would obey is written as an escape."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    typer.echo("".join(char if char.isprintable() or char == "\n" else json.dumps(char)[1:-1] for char in text))


def make_table(headings: Sequence[str], rows: Iterable[Sequence[str]] = (), *, title: str | None = None) -> Table:
    """A table of texts; what does not fit into a column goes on in its next line."""
    table = Table(title=None if title is None else printable(title))
    for heading in headings:
        table.add_column(printable(heading), overflow="fold")
    for row in rows:
        table.add_row(*(printable(text, lines=True) for text in row))
    return table
