"""Texts directly below numbers that they are the label of: the title of a drawing's axis, the words in a tile.

What they say (`Aandeel met profiel (%)`, `personen in het doelgroepregister`) is said of those numbers, not of the
table below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from klantprofielen.geometry import Box, Line
from klantprofielen.read.layout.numbers.printed_numbers import count_of
from klantprofielen.read.layout.passages.blocks import Block

_YEAR = re.compile(r"(?:19|20)\d\d")
# In font sizes: how far below its number a label stands; a tile's number is so much larger.
_REACH = 1.5
_LARGER = 1.3
# Of a table's width: a tile is narrower.
_WIDEST_TILE = 0.5
# An axis has so many numbers, level with each other (in heights) and at even steps.
_FEWEST_AXIS_NUMBERS = 4
_LEVEL = 0.5


def labels_numbers(block: Block, blocks: Sequence[Block], table: Box) -> bool:
    """Whether a text is the label of the numbers directly above it."""
    numbers = [
        line for other in blocks if other.page is block.page for line in other.lines if _number(line) is not None
    ]
    far = _REACH * block.size + _LEVEL * block.size
    above = [line for line in numbers if 0 <= block.box.top - line.box.bottom + _LEVEL * line.size <= far]
    return block.is_short and (_is_in_tile(block, above, table) or _is_of_axis(block, above))


def _number(line: Line) -> int | None:
    """The number that is all of a line, which is no year."""
    if len(line.words) != 1 or _YEAR.fullmatch(line.text):
        return None
    return count_of(line.text.rstrip("%"))


def _is_in_tile(block: Block, above: Sequence[Line], table: Box) -> bool:
    """Whether a text stands centred, or at one edge, under a number of its own in larger type."""
    return block.box.width <= _WIDEST_TILE * table.width and any(
        line.size >= _LARGER * block.size and line.box.x_overlap(block.box) > 0 for line in above
    )


def _is_of_axis(block: Block, above: Sequence[Line]) -> bool:
    """Whether a text stands between the first and the last number of a scale."""
    scale = sorted(above, key=lambda line: line.box.x0)
    if len(scale) < _FEWEST_AXIS_NUMBERS:
        return False
    counts = [_number(line) or 0 for line in scale]
    steps = {after - before for before, after in pairwise(counts)}
    is_level = all(
        abs(one.box.y_centre - other.box.y_centre) < _LEVEL * one.box.height for one, other in pairwise(scale)
    )
    return is_level and len(steps) == 1 and 0 not in steps and scale[0].box.x0 <= block.box.x_centre <= scale[-1].box.x1
