"""An answer to a query as text for people: a table where it fits, else records with one column a line.

Many rows that are too wide become a table of the columns that fit, and what was left out is said.
"""

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

from klantprofielen.cli.shared.printing import printable
from klantprofielen.query.answer_formats import text_of

# What stands for null, which an empty text must not be taken for.
NULL = "∅"
# Between two columns of a table: a space on both sides of the (empty) line between them.
_BETWEEN = 3
# More records than these are longer than a screen.
_MOST_RECORDS = 8
# A table of one column says too little of its rows.
_FEWEST_COLUMNS = 3
# Of a line, the part that a column may take before the others have theirs.
_WIDE = 3


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
    """A table if every value fits in `width` characters, else records, or of many rows the columns that fit.

    No value is cut, whatever the width.
    """
    if not shown.rows:
        return Text(f"0 rows of {len(shown.columns)} columns.")
    texts = [[_shown(value) for value in row] for row in shown.rows]
    fitting = _fitting(shown.columns, texts, width)
    if len(fitting) == len(shown.columns):
        return _table(shown, texts, fitting)
    if len(texts) <= _MOST_RECORDS or len(fitting) < _FEWEST_COLUMNS:
        return _records(shown.columns, texts)
    left_out = ", ".join(name for place, name in enumerate(shown.columns) if place not in fitting)
    said = printable(
        f"{len(shown.columns)} columns, {len(fitting)} shown. Left out: {left_out}. "
        f"A wider line (COLUMNS=160) shows more, --output FILE writes all; up to {_MOST_RECORDS} rows are shown whole."
    )
    return Group(_table(shown, texts, fitting), said)


def print_answer(shown: Shown, console: Console, *, pager: bool = False) -> None:
    """Prints an answer; lines of records are as long as they are, so that an id can be copied whole."""
    rendered = render(shown, console.width)
    if pager:
        with console.pager(styles=True):
            console.print(rendered, soft_wrap=True)
    else:
        console.print(rendered, soft_wrap=True)


def _fitting(columns: Sequence[str], texts: Sequence[Sequence[Text]], width: int) -> list[int]:
    """The places of the columns that fit beside each other, in their order; a text of several lines never does.

    A column that takes more than a third of the line, such as a hash, comes only where the others leave room.
    """
    needed = {}
    for place, name in enumerate(columns):
        values = [row[place].plain for row in texts]
        if not any("\n" in value for value in values):
            needed[place] = max(cell_len(name), *map(cell_len, values), 0) + _BETWEEN
    taken, places = 0, []
    for place in sorted(needed, key=lambda place: needed[place] * _WIDE > width):
        if taken + needed[place] <= width + _BETWEEN:
            places.append(place)
            taken += needed[place]
    return sorted(places)


def _table(shown: Shown, texts: Sequence[Sequence[Text]], places: Sequence[int]) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1))
    for place in places:
        is_number = any(_is_number(row[place]) for row in shown.rows)
        table.add_column(printable(shown.columns[place]), justify="right" if is_number else "left", no_wrap=True)
    for row in texts:
        table.add_row(*(row[place] for place in places))
    return table


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
