"""Where the columns of a table stand, by the rows of numbers in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from klantprofielen.geometry import Box, around
from klantprofielen.read.layout.numbers.printed_numbers import Token, TokenRun
from klantprofielen.read.layout.vocabulary.row_labels import names_total

# The columns that a publication has at least; a drawing beside it stands so many column distances off.
PUBLISHED_COLUMNS = 5
_DRAWING_DISTANCE = 1.5


def columns_of(runs: Sequence[TokenRun]) -> list[Box]:
    """Where the columns stand, from the rows that have the usual number of tokens."""
    # The name of the total row may wrap around its numbers.
    totals = [run for run in runs if names_total(run.label) or (run is runs[-1] and not run.before)]
    body = [run for run in runs if run not in totals] or list(runs)
    lengths = Counter(len(run.tokens) for run in body)
    usual = max(lengths, key=lambda length: (lengths[length], length))
    longest = max((len(run.tokens) for run in totals), default=usual)
    if longest > usual and lengths[longest]:
        # Most rows leave a cell blank; the total row and some others fill all, and every number has its column.
        columns = extents([run for run in runs if len(run.tokens) == longest])
        if all(_fits(run, columns) for run in runs):
            return _without_drawing(columns)
    return _without_drawing(extents([run for run in body if len(run.tokens) == usual]))


def extents(runs: Sequence[TokenRun]) -> list[Box]:
    """What the tokens of rows of one length cover, place by place."""
    return [around(run.tokens[index].box for run in runs) for index in range(len(runs[0].tokens))]


def _fits(run: TokenRun, columns: Sequence[Box]) -> bool:
    """Whether every number of a row stands in a column of its own."""
    places = [column_of(token, columns) for token in run.tokens]
    return None not in places and len(set(places)) == len(places)


def _without_drawing(columns: list[Box]) -> list[Box]:
    """The columns up to a gap much wider than the others: beyond stand the numbers of a drawing beside the table."""
    distances = [after.x1 - before.x1 for before, after in pairwise(columns)]
    for index in range(PUBLISHED_COLUMNS, len(columns)):
        if distances[index - 1] > _DRAWING_DISTANCE * max(distances[: index - 1]):
            return columns[:index]
    return columns


def column_of(token: Token, columns: Sequence[Box]) -> int | None:
    """The index of the column that a number stands in; None beside all of them."""
    overlaps = [(column.x_overlap(token.box), index) for index, column in enumerate(columns)]
    overlap, index = max(overlaps)
    return index if overlap > -0.5 * token.size else None
