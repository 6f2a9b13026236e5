"""Sets a page straight whose text runs slightly uphill or downhill, as on a scan that was laid in askew."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from klantprofielen.geometry import Box, Glyph

# In degrees: less is no tilt that parts a row, more is a slant on purpose; how alike the steps between letters are.
_LEAST, _MOST, _ALIKE = 0.15, 2.5, 0.3
# So many steps from one letter to the next are enough to know, and as many at most are measured.
_FEWEST_STEPS, _MOST_STEPS = 60, 400
# In font sizes: how far letters of one word stand apart, along the line and across it; how alike they are in size.
_STEP, _RISE, _SAME_SIZE = 1.2, 0.2, 0.08


def tilt_of(glyphs: Sequence[Glyph]) -> float:
    """By how many radians the lines of upright text fall from left to right; 0 where they do not, or not alike."""
    slopes = sorted(islice(_slopes(glyphs), _MOST_STEPS))
    if len(slopes) < _FEWEST_STEPS:
        return 0.0
    low, middle, high = (math.degrees(math.atan(slopes[len(slopes) * part // 4])) for part in (1, 2, 3))
    is_tilt = _LEAST <= abs(middle) <= _MOST and high - low <= _ALIKE
    return math.radians(middle) if is_tilt else 0.0


def _slopes(glyphs: Sequence[Glyph]) -> Iterator[float]:
    """How much each letter stands lower than the one before it in its word, along the line."""
    for one, other in pairwise(glyphs):
        along = other.box.x0 - one.box.x0
        across = other.box.y_centre - one.box.y_centre
        if (
            0 < along <= _STEP * one.size
            and abs(across) <= _RISE * one.size
            and abs(other.size - one.size) <= _SAME_SIZE * one.size
            and not one.text.isspace()
            and not other.text.isspace()
        ):
            yield across / (other.box.x_centre - one.box.x_centre or along)


def straightened(glyphs: Sequence[Glyph], tilt: float) -> list[Glyph]:
    """The glyphs with their places turned back by a tilt around the page's corner; none of them is turned itself."""
    return [glyph._replace(box=_set_at(glyph.box, *turned_back(glyph.box, tilt))) for glyph in glyphs]


def turned_back(box: Box, tilt: float) -> tuple[float, float]:
    """Where the middle of a box is once the page is turned back by a tilt."""
    cos, sin = math.cos(tilt), math.sin(tilt)
    return box.x_centre * cos + box.y_centre * sin, box.y_centre * cos - box.x_centre * sin


def _set_at(box: Box, x: float, y: float) -> Box:
    return Box(x - box.width / 2, y - box.height / 2, x + box.width / 2, y + box.height / 2)
