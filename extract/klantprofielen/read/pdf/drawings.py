"""Where a page has a drawing: shapes that are neither text nor rules, bands and boxes, as a stamp drawn as outlines is.

What a drawing says can't be read. Whether it lies over figures is the layout's affair.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as c
from numpy.typing import NDArray

from klantprofielen.geometry import Box, Glyph
from klantprofielen.read.pdf.ink import PagePicture
from klantprofielen.read.pdf.page_objects import DEEPEST_FORM, objects_of, parts_of

# A path of fewer parts is a rule, a box or an arrow; of a longer one so many parts are looked at.
_FEWEST_SEGMENTS, _MOST_SEGMENTS = 9, 200
# Of the picture: every so many-th pixel of every so many-th row is looked at.
_EVERY = 2
# Of 255: what differs by less from the pixel beside it has no edge there.
_LEAST_CONTRAST = 12
# In pixels: a straight upright or level edge is at least so long.
_STRAIGHT = 4
# In points: the side of a block; in heights of a glyph: how far around it its own ink may reach.
_BLOCK, _AROUND = 8.0, 0.25
# In pixels: how many rows and columns of a block, at least, have edges that are neither upright nor level.
_FEWEST_IRREGULAR = 4
_FEWEST_BLOCKS = 5

Pixels = NDArray[np.int16]
Flags = NDArray[np.bool_]


def drawn_blocks(page: pdfium.PdfPage, glyphs: Sequence[Glyph], picture: PagePicture) -> tuple[Box, ...]:
    """Where parts of large drawings stand, on the page as it is shown: edges aslant or in curves, outside of text."""
    if not any(_may_draw(item, 0) for item in objects_of(page)):
        return ()
    grey = _grey(picture.pixels[::_EVERY, ::_EVERY])
    scale = picture.scale / _EVERY
    irregular = _irregular(grey) & ~_of_glyphs(grey.shape, glyphs, scale)
    side = max(round(_BLOCK * scale), 1)
    height, width = (length // side * side for length in irregular.shape)
    blocks = irregular[:height, :width].reshape(height // side, side, width // side, side)
    rows = blocks.any(axis=3).sum(axis=1)
    columns = blocks.any(axis=1).sum(axis=2)
    down, across = np.nonzero((rows >= _FEWEST_IRREGULAR) & (columns >= _FEWEST_IRREGULAR))
    length = side / scale
    found = set(zip(across.tolist(), down.tolist(), strict=True))
    return tuple(Box(x * length, y * length, (x + 1) * length, (y + 1) * length) for x, y in _large(found))


def _large(blocks: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The blocks of shapes that have many, side by side or corner to corner: an icon has few."""
    left = set(blocks)
    while left:
        shape = [left.pop()]
        for x, y in shape:
            beside = {(x + right, y + down) for right in (-1, 0, 1) for down in (-1, 0, 1)} & left
            left -= beside
            shape += beside
        if len(shape) >= _FEWEST_BLOCKS:
            yield from sorted(shape)


def _may_draw(item: c.FPDF_PAGEOBJECT, depth: int) -> bool:
    """Whether an object is a picture, or draws curves or many lines."""
    kind = c.FPDFPageObj_GetType(item)
    if kind == c.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
        return any(_may_draw(part, depth + 1) for part in parts_of(item))
    if kind != c.FPDF_PAGEOBJ_PATH:
        return kind in {c.FPDF_PAGEOBJ_IMAGE, c.FPDF_PAGEOBJ_SHADING}
    count = c.FPDFPath_CountSegments(item)
    return count >= _FEWEST_SEGMENTS and any(
        c.FPDFPathSegment_GetType(c.FPDFPath_GetPathSegment(item, index)) == c.FPDF_SEGMENT_BEZIERTO
        for index in range(min(count, _MOST_SEGMENTS))
    )


def _grey(pixels: NDArray[np.uint32]) -> Pixels:
    """How bright each pixel is in its darkest channel: a pale red stamp is as plain there as a grey one."""
    channels = [(pixels >> np.uint32(shift) & np.uint32(0xFF)).astype(np.int16) for shift in (0, 8, 16)]
    return np.minimum(np.minimum(channels[0], channels[1]), channels[2])


def _irregular(grey: Pixels) -> Flags:
    """The pixels at an edge that is neither part of an upright nor of a level line."""
    across = np.zeros(grey.shape, dtype=np.bool_)
    down = np.zeros(grey.shape, dtype=np.bool_)
    across[:, 1:] = np.abs(np.diff(grey, axis=1)) >= _LEAST_CONTRAST
    down[1:, :] = np.abs(np.diff(grey, axis=0)) >= _LEAST_CONTRAST
    return (across & ~_in_runs(across.T).T) | (down & ~_in_runs(down))


def _in_runs(edges: Flags) -> Flags:
    """The pixels of each row that stand in a run of a straight edge's length."""
    padded = np.zeros((edges.shape[0], edges.shape[1] + 2 * _STRAIGHT), dtype=np.bool_)
    padded[:, _STRAIGHT:-_STRAIGHT] = edges
    starts = padded[:, : padded.shape[1] - _STRAIGHT + 1].copy()
    for place in range(1, _STRAIGHT):
        starts &= padded[:, place : place + starts.shape[1]]
    found = np.zeros(padded.shape, dtype=np.bool_)
    for place in range(_STRAIGHT):
        found[:, place : place + starts.shape[1]] |= starts
    return found[:, _STRAIGHT:-_STRAIGHT]


def _of_glyphs(shape: tuple[int, ...], glyphs: Sequence[Glyph], scale: float) -> Flags:
    """The pixels that may be ink of a glyph."""
    mask = np.zeros(shape, dtype=np.bool_)
    for glyph in glyphs:
        if not glyph.text.isspace():
            box, reach = glyph.box, _AROUND * glyph.size + 1.0
            top, bottom = max(int((box.top - reach) * scale), 0), max(int((box.bottom + reach) * scale) + 1, 0)
            left, right = max(int((box.x0 - reach) * scale), 0), max(int((box.x1 + reach) * scale) + 1, 0)
            mask[top:bottom, left:right] = True
    return mask
