"""Digits that a line runs through, and lines drawn across: what is crossed out is no longer said.

A line under digits, between rows or around a cell runs through none. What strikes out runs through the middle of every
digit of a number, and can be seen: it differs from the paper.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as c
from numpy.typing import NDArray

from klantprofielen.geometry import Box, Glyph, Stroke
from klantprofielen.read.pdf.codes import meant_by
from klantprofielen.read.pdf.drawn_lines import annotated_strokes, painted_strokes
from klantprofielen.read.pdf.ink import PagePicture
from klantprofielen.read.pdf.user_space import PageFrame, quarter_turns

# In heights of a digit, from its middle: so far off the middle a line may strike it. First looked for in its whole box.
_MIDDLE, _FIRST_LOOK = 0.26, 0.4
# In widths of a digit: what a line may leave of it at either side.
_LEAST_COVER = 0.2
# What is thicker, in heights of a digit, is a marker, a band under a row, or a cover.
_THICKEST = 0.35
# What rises by more than this is not level with the text; what rises by less than the other is no slash.
_MOST_RISE, _LEAST_SLASH_RISE = 0.2, 0.12
# In points: shorter slashes are drawn over no table; thicker ones are bands of colour.
_LEAST_SLASH, _THICKEST_SLASH = 20.0, 8.0
# Of the page's width: a line from edge to edge is the paper's.
_EDGE = 0.01
# Of 255: what differs by less from the paper is decoration.
_LEAST_CONTRAST = 60
# Of a line's points so many must be seen: nearly all of one through digits, whose own ink is seen along it as well.
_LEAST_SEEN, _LEAST_SEEN_OF_SLASH = 0.9, 0.6
_POINTS = 40
# In heights of a digit: how far beside a digit a line over it is looked for.
_BESIDE = 0.3
# In points: how far around a line's point its paper is looked for.
_AROUND = 5.0
# In heights of a digit: no digit's ink is less or more of its box.
_LEAST_INK, _MOST_INK = 0.3, 1.1
# So many pairs of lines and digits are looked at in one go.
_MOST_PAIRS = 2_000_000

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Strikes:
    """What is crossed out on a page: the digits that a line runs through, and the long lines drawn aslant over it."""

    digits: tuple[Box, ...]
    slashes: tuple[Stroke, ...]

    def unstruck(self, glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
        """The glyphs whose picture is their own: no line runs through them."""
        if not self.digits:
            return glyphs
        x, y = np.array([(box.x_centre, box.y_centre) for box in self.digits]).T

        def is_struck(box: Box) -> bool:
            return bool(np.any((box.x0 <= x) & (x <= box.x1) & (box.top <= y) & (y <= box.bottom)))

        return [glyph for glyph in glyphs if not (glyph.text.isdigit() and is_struck(glyph.box))]


def strikes_of(
    page: pdfium.PdfPage,
    frame: PageFrame,
    glyphs: Sequence[Glyph],
    picture: PagePicture,
    filled_in: pdfium.PdfPage | None = None,
) -> Strikes:
    """What lines strike out on a page, whoever drew them: its content, or an annotation laid over it.

    `filled_in` is what its form's fields show, where it has any.
    """
    size = page.get_size()
    contents = [page] if filled_in is None else [page, filled_in]
    painted = [stroke for each in contents for stroke in painted_strokes(each, frame) if not _runs_off(stroke, size)]
    laid_over = annotated_strokes(page, frame)
    slashes = [stroke for stroke in painted if _is_slash(stroke) and _is_seen(stroke, picture, _LEAST_SEEN_OF_SLASH)]
    slashes += [stroke for stroke in laid_over if _is_slash(stroke)]
    digits = [glyph for glyph in glyphs if glyph.text.isdigit() and glyph.quarter_turns is not None]
    boxes, turns = [glyph.box for glyph in digits], [glyph.quarter_turns or 0 for glyph in digits]
    if not any(_crossings(boxes, turns, [*painted, *laid_over], _FIRST_LOOK)):
        return Strikes((), tuple(slashes))
    drawn = [digit for each in contents for digit in _digits_as_drawn(each, frame)]
    boxes, turns = [box for box, _ in drawn], [turned for _, turned in drawn]
    struck = {boxes[index] for index, _ in _crossings(boxes, turns, laid_over, _MIDDLE)}
    struck |= {
        boxes[index]
        for index, stroke in _crossings(boxes, turns, painted, _MIDDLE)
        if _is_seen(_over(stroke, boxes[index], turns[index]), picture, _LEAST_SEEN)
    }
    return Strikes(tuple(sorted(struck, key=lambda box: (box.top, box.x0))), tuple(slashes))


def _is_slash(stroke: Stroke) -> bool:
    across, down = abs(stroke.x1 - stroke.x0), abs(stroke.y1 - stroke.y0)
    least = max(_LEAST_SLASH, _LEAST_SLASH_RISE * max(across, down))
    return stroke.thickness <= _THICKEST_SLASH and min(across, down) >= least


def _runs_off(stroke: Stroke, size: tuple[float, float]) -> bool:
    """Whether a level line goes from one edge of the paper to the other."""
    sides = ((stroke.x0, stroke.x1, size[0]), (stroke.y0, stroke.y1, size[1]))
    return any(min(one, other) <= _EDGE * side and max(one, other) >= (1 - _EDGE) * side for one, other, side in sides)


def _crossings(
    boxes: Sequence[Box], turns: Sequence[int], strokes: Sequence[Stroke], reach: float
) -> Iterator[tuple[int, Stroke]]:
    """Which stroke runs along its text through the middle of which box; `reach` is how far off, in heights."""
    for is_odd in (False, True):
        chosen = [index for index, turn in enumerate(turns) if turn % 2 == is_odd]
        if not chosen or not strokes:
            continue
        corners = np.array([_turned(boxes[index]) if is_odd else boxes[index] for index in chosen])
        lines = np.array([(s.y0, s.x0, s.y1, s.x1, s.thickness) if is_odd else s for s in strokes])
        lines = np.where(lines[:, :1] <= lines[:, 2:3], lines, lines[:, [2, 3, 0, 1, 4]])
        length = np.maximum(lines[:, 2] - lines[:, 0], 1e-6)
        rise = (lines[:, 3] - lines[:, 1]) / length
        (level,) = np.nonzero(np.abs(rise) <= _MOST_RISE)
        step = max(1, _MOST_PAIRS // len(chosen))
        for first in range(0, len(level), step):
            some = level[first : first + step]
            for line, box in _pairs(lines[some], rise[some], corners, reach):
                yield chosen[box], strokes[some[line]]


def _pairs(lines: Numbers, rise: Numbers, corners: Numbers, reach: float) -> Iterator[tuple[int, int]]:
    x0, top, x1, bottom = corners.T
    room = _LEAST_COVER * (x1 - x0)
    height = (lines[:, 1] - rise * lines[:, 0])[:, None] + rise[:, None] * ((x0 + x1) / 2)
    is_struck = (
        (lines[:, :1] <= x0 + room)
        & (lines[:, 2:3] >= x1 - room)
        & (lines[:, 4:] <= _THICKEST * (bottom - top))
        & (np.abs(height - (top + bottom) / 2) <= reach * (bottom - top))
    )
    for line, box in zip(*np.nonzero(is_struck), strict=True):
        yield int(line), int(box)


def _digits_as_drawn(page: pdfium.PdfPage, frame: PageFrame) -> Iterator[tuple[Box, int]]:
    """Where the ink of each digit stands, and how it is turned: a font's own height of type may be anything."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    matrix, loose = c.FS_MATRIX(), c.FS_RECTF()
    with closing(page.get_textpage()) as text_page:
        for index in range(text_page.count_chars()):
            if not meant_by(chr(c.FPDFText_GetUnicode(text_page.raw, index))).isdigit():
                continue
            c.FPDFText_GetMatrix(text_page.raw, index, matrix)
            turns = quarter_turns(matrix.a, matrix.b, frame.rotation)
            if turns is None or not c.FPDFText_GetCharBox(text_page.raw, index, left, right, bottom, top):
                continue
            box = frame.shown(left.value, bottom.value, right.value, top.value)
            c.FPDFText_GetLooseCharBox(text_page.raw, index, loose)
            type_box = frame.shown(loose.left, loose.bottom, loose.right, loose.top)
            height, room = (box.width, type_box.width) if turns % 2 else (box.height, type_box.height)
            if math.isfinite(height) and height > 0 and _LEAST_INK * room <= height <= _MOST_INK * room:
                yield box, turns


def _over(stroke: Stroke, box: Box, turns: int) -> Stroke:
    """The part of a level stroke over a digit and the paper beside it."""
    if turns % 2:
        x0, y0, x1, y1, thickness = _over(
            Stroke(stroke.y0, stroke.x0, stroke.y1, stroke.x1, stroke.thickness), _turned(box), 0
        )
        return Stroke(y0, x0, y1, x1, thickness)
    rise = (stroke.y1 - stroke.y0) / (stroke.x1 - stroke.x0)
    beside = _BESIDE * box.height
    left = max(min(stroke.x0, stroke.x1), box.x0 - beside)
    right = min(max(stroke.x0, stroke.x1), box.x1 + beside)
    start, end = (stroke.y0 + rise * (place - stroke.x0) for place in (left, right))
    return Stroke(left, start, right, end, stroke.thickness)


def _turned(box: Box) -> Box:
    """A box with down before across, as text that is turned a quarter runs."""
    return Box(box.top, box.x0, box.bottom, box.x1)


def _is_seen(stroke: Stroke, picture: PagePicture, least: float) -> bool:
    """Whether the page's picture differs from its paper along so much of a stroke."""
    height, width = picture.pixels.shape
    places = np.linspace(0.02, 0.98, _POINTS)
    across = ((stroke.x0 + places * (stroke.x1 - stroke.x0)) * picture.scale).astype(np.intp)
    down = ((stroke.y0 + places * (stroke.y1 - stroke.y0)) * picture.scale).astype(np.intp)
    is_on_page = (across >= 1) & (across < width - 1) & (down >= 1) & (down < height - 1)
    across, down = across[is_on_page], down[is_on_page]
    if len(across) < least * _POINTS:
        return False
    reach = max(2, round(_AROUND * picture.scale))
    if _is_slash(stroke):
        around = np.clip(down[:, None] + np.arange(-reach, reach + 1), 0, height - 1)
        paper = np.median(_channels(picture.pixels[around, across[:, None]]), axis=1)[:, None, None, :]
    else:
        rows = slice(max(down.min() - reach, 0), down.max() + reach + 1)
        columns = slice(max(across.min() - reach, 0), across.max() + reach + 1)
        colours, counts = np.unique(picture.pixels[rows, columns] & np.uint32(0xFFFFFF), return_counts=True)
        paper = _channels(colours[counts.argmax()])
    beside = np.arange(-1, 2)
    line = _channels(picture.pixels[down[:, None, None] + beside[:, None], across[:, None, None] + beside])
    apart = np.abs(line - paper).max(axis=(1, 2, 3))
    return bool((apart >= _LEAST_CONTRAST).sum() >= least * _POINTS)


def _channels(pixels: NDArray[np.uint32] | np.uint32) -> NDArray[np.int32]:
    """Red, green and blue of pixels, as a last axis."""
    spread = np.asarray(pixels)[..., None] >> np.array([16, 8, 0], dtype=np.uint32) & np.uint32(0xFF)
    return spread.astype(np.int32)
