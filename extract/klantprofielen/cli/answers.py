"""An answer to a query as text for people: a table where it fits, else records with one column a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from klantprofielen.cli.printing import printable
from klantprofielen.query.formats import text_of

# What stands for null, which an empty text must not be taken for.
NULL = "∅"
# Beside each column of a table: a space on both sides.
_PADDING = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """The first rows of an answer, all of each, and whether there are more."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    is_cut: bool


def take(columns: Sequence[str], rows: Iterator[tuple[Any, ...]], limit: int) -> Shown:
    """The first `limit` rows of an answer."""
    taken = list(islice(rows, limit))
    return Shown(tuple(columns), taken, next(rows, None) is not None)


def render(shown: Shown, width: int) -> RenderableType:
    """A table if every value fits in `width` characters; else records. Nothing is cut, whatever the width."""
    texts = [[_shown(value) for value in row] for row in shown.rows]
    if not _fits(shown.columns, texts, width):
        return _records(shown.columns, texts)
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1))
    for place, name in enumerate(shown.columns):
        is_number = any(_is_number(row[place]) for row in shown.rows)
        table.add_column(printable(name), justify="right" if is_number else "left", no_wrap=True)
    for row in texts:
        table.add_row(*row)
    return table


def print_answer(shown: Shown, console: Console, *, pager: bool = False) -> None:
    """Prints an answer; lines of records are as long as they are, so that an id can be copied whole."""
    rendered = render(shown, console.width)
    if pager:
        with console.pager(styles=True):
            console.print(rendered, soft_wrap=True)
    else:
        console.print(rendered, soft_wrap=True)


def _fits(columns: Sequence[str], texts: Sequence[Sequence[Text]], width: int) -> bool:
    widest = [
        max([cell_len(name), *(cell_len(row[place].plain) for row in texts)]) for place, name in enumerate(columns)
    ]
    lines = any("\n" in text.plain for row in texts for text in row)
    return not lines and sum(widest) + _PADDING * len(columns) <= width


def _records(columns: Sequence[str], texts: Sequence[Sequence[Text]]) -> Group:
    """One block a row, one line a column, values under each other."""
    longest = max((cell_len(name) for name in columns), default=0)
    blocks: list[Text] = []
    for number, row in enumerate(texts, start=1):
        blocks.append(Text(f"── row {number} of {len(texts)}, {len(columns)} columns ──", style="dim"))
        for name, text in zip(columns, row, strict=True):
            label = printable(name).plain
            blocks.append(Text(f"{label}{' ' * (longest - cell_len(label))}  ") + text)
    return Group(*blocks)


def _shown(value: Any) -> Text:  # noqa: ANN401 - whatever a query answers
    if value is None:
        return Text(NULL, style="dim")
    return printable(text_of(value), lines=True)


def _is_number(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)
