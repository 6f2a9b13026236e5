"""Whether the digits of the text are those that the page shows: a font may call a drawn 8 a 3.

Every digit's picture is held against the others of its font, and each font's digits against the shapes of many faces.
Only a clear contradiction counts: a picture that is far from its own digit and near to another. A digit that is no more
than its glyph's number in a font must be proven: its picture is near to its own digit, and nearer than to any other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from klantprofielen.geometry import UNTOLD, Glyph
from klantprofielen.read.pdf.digit_shapes import SHAPES
from klantprofielen.read.pdf.ink import PagePicture

# Not one text, in which an empty one or "12" would be found as well.
DIGITS = tuple("0123456789")
# The cells of a shape, and of the picture of a letter's box that it is taken from.
_ROWS, _COLUMNS = 12, 8
_BOX_ROWS, _BOX_COLUMNS = 24, 16
# In pixels: the height of a letter's box from which on its digit can be told; of 510, the least contrast.
_LEAST_HEIGHT, _LEAST_CONTRAST = 12, 80
# Of the darkest: from here on a cell is ink; a row or column as dark throughout is a rule.
_INK, _RULE = 0.35, 0.4
# A digit is no narrower than this part of its height, or is set in the middle of so much room.
_LEAST_WIDTH = 0.5
# Shapes have length 1, so that the distance of two is 0 to 1.4. Of some 100 faces none is so near to another digit
# and so much further from its own; of single digits within a font none either.
_NEAR, _FURTHER = 0.5, 1.5
_NEAR_IN_FONT, _FURTHER_IN_FONT = 0.45, 1.6
# A digit is proven by a picture as near as this to its own, and so much further from every other.
_PROVEN, _PROVEN_BY = 0.55, 1.1
# Pictures of one digit that are further apart than this are of two kinds.
_TWO_KINDS = 0.6
# A font's own shape of a digit is known from so many of them.
_FEWEST_IN_FONT = 3

Shape = NDArray[np.float64]


def fonts_that_lie(glyphs: Sequence[Glyph], picture: PagePicture) -> dict[int, list[str]]:
    """The fonts of a page that draw a digit as another, with what they do: `3 is drawn as 8`."""
    digits = [glyph for glyph in glyphs if glyph.text in DIGITS and _can_be_told(glyph, picture.scale)]
    found: dict[int, list[str]] = {}
    unproven = {(glyph.font, int(glyph.text)) for glyph in glyphs if glyph.is_numbered and glyph.text in DIGITS}
    for turns in sorted({glyph.quarter_turns or 0 for glyph in digits}):
        turned = [glyph for glyph in digits if glyph.quarter_turns == turns]
        boxes, is_clear = _boxes(turned, picture, turns)
        fonts = np.array([glyph.font for glyph in turned])
        meant = np.array([int(glyph.text) for glyph in turned])
        shape = turned[0].box.turned(-turns, 0, 0)
        aspect = (shape.width / _BOX_COLUMNS) / (shape.height / _BOX_ROWS)
        for font in np.unique(fonts[is_clear]):
            chosen = is_clear & (fonts == font)
            own = _Font(boxes[chosen], meant[chosen])
            if unproven:
                unproven -= {(int(font), digit) for digit in own.proven(aspect)}
            pairs = sorted({*own.unlike_faces(aspect), *own.unlike_one_another()})
            if pairs:
                found[int(font)] = [f"{digit} is drawn as {other}" for digit, other in pairs]
    for font, digit in sorted(unproven):
        found.setdefault(font, []).append(f"nothing but a number says what its {digit} is")
    return found


def without_digits(glyphs: Sequence[Glyph], fonts: Collection[int]) -> list[Glyph]:
    """The glyphs with no digit told that one of these fonts draws: where one is false, none is believed."""
    return [glyph._replace(text=UNTOLD) if glyph.font in fonts and glyph.text in DIGITS else glyph for glyph in glyphs]


def _can_be_told(glyph: Glyph, scale: float) -> bool:
    if not glyph.is_painted or glyph.quarter_turns is None or glyph.ink is None:
        return False
    return min(glyph.size, 4 * glyph.box.width, 4 * glyph.box.height) * scale >= _LEAST_HEIGHT


def _boxes(glyphs: Sequence[Glyph], picture: PagePicture, turns: int) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """The pictures of glyphs, upright, the darkness of each cell from 0 to 1; and which of them have contrast."""
    rows, columns = (_BOX_COLUMNS, _BOX_ROWS) if turns % 2 else (_BOX_ROWS, _BOX_COLUMNS)
    height, width = picture.pixels.shape
    corners = np.array([glyph.box for glyph in glyphs]) * picture.scale
    left, top, right, bottom = corners.T[:, :, None]
    down = np.clip(top + (np.arange(rows) + 0.5) / rows * (bottom - top), 0, height - 1).astype(np.int32)
    across = np.clip(left + (np.arange(columns) + 0.5) / columns * (right - left), 0, width - 1).astype(np.int32)
    pixels = picture.pixels.ravel()[down[:, :, None] * width + across[:, None, :]]
    # Green and blue tell enough: what differs in red alone is pale.
    light = ((pixels & np.uint32(0xFF)) + (pixels >> np.uint32(8) & np.uint32(0xFF))).astype(np.float32)
    inks = np.array([sum((glyph.ink or ())[1:]) for glyph in glyphs], dtype=np.float32)
    apart = np.abs(light - inks[:, None, None])
    contrast = apart.max(axis=(1, 2))
    darkness = 1 - apart / np.maximum(contrast, 1)[:, None, None]
    return np.rot90(darkness, k=turns, axes=(1, 2)), contrast >= _LEAST_CONTRAST


class _Font:
    """The digits that one font draws on a page: their pictures, and which digit the text says that each is."""

    def __init__(self, boxes: NDArray[np.float32], meant: NDArray[np.intp]) -> None:
        self._boxes = boxes.reshape(len(boxes), -1)
        self._meant = meant
        is_meant = (meant == np.arange(10)[:, None]).astype(np.float32)
        self._counts = is_meant.sum(axis=1)
        self._sums = is_meant @ self._boxes
        self._pooled = _pooled(self._boxes)
        self._unit_pooled = _unit(self._pooled)

    def unlike_faces(self, aspect: float) -> Iterator[tuple[int, int]]:
        """The digits whose usual picture is near to another digit of many faces, and far from their own.

        Where the pictures of one digit are of two kinds, each kind is looked at.
        """
        for digit, own_apart, other, apart in self._held_against_faces(aspect):
            if apart < _NEAR and own_apart > _FURTHER * apart:
                yield digit, other

    def proven(self, aspect: float) -> set[int]:
        """The digits all of whose kinds of pictures are near to that digit of some face, and further from others."""
        held = list(self._held_against_faces(aspect))
        unlike = {digit for digit, own, _, apart in held if own > _PROVEN or apart < _PROVEN_BY * own}
        return {digit for digit, *_ in held} - unlike

    def _held_against_faces(self, aspect: float) -> Iterator[tuple[int, float, int, float]]:
        """Of each digit's usual pictures how far they are from that digit, and which other is nearest, and how far."""
        known, known_digits = known_shapes()
        usual = [(int(digit), picture) for digit in np.flatnonzero(self._counts) for picture in self._usual(int(digit))]
        if not usual:
            return
        digits = np.array([digit for digit, _ in usual])
        pictures = np.array([picture for _, picture in usual], dtype=np.float64).reshape(-1, _BOX_ROWS, _BOX_COLUMNS)
        shapes, has_ink = normal_shapes(pictures, aspect)
        likeness = shapes @ known.T
        is_own = digits[:, None] == known_digits
        own = np.where(is_own, likeness, -1).max(axis=1)
        others = np.where(is_own, -1, likeness)
        nearest = others.argmax(axis=1)
        own_apart, apart = (np.sqrt(np.maximum(2 - 2 * like, 0)) for like in (own, others.max(axis=1)))
        for index in np.flatnonzero(has_ink).tolist():
            yield int(digits[index]), float(own_apart[index]), int(known_digits[nearest[index]]), float(apart[index])

    def _usual(self, digit: int) -> Iterator[NDArray[np.float32]]:
        """The mean picture of a digit, or of each of two kinds of pictures where they differ much."""
        is_meant = self._meant == digit
        unit = self._unit_pooled[is_meant]
        likeness = unit @ unit[int((unit @ unit.sum(axis=0)).argmin())]
        furthest = int(likeness.argmin())
        if 2 - 2 * likeness[furthest] > _TWO_KINDS**2:
            is_like_first = likeness >= unit @ unit[furthest]
            if not is_like_first.all():
                pictures = self._boxes[is_meant]
                yield pictures[is_like_first].mean(axis=0)
                yield pictures[~is_like_first].mean(axis=0)
                return
        yield self._sums[digit] / self._counts[digit]

    def unlike_one_another(self) -> Iterator[tuple[int, int]]:
        """The single digits that are far from the others of their kind, and near to another digit of the font."""
        pooled, unit = self._pooled, self._unit_pooled
        sums, counts = _pooled(self._sums), self._counts[self._meant]
        # Each is held against the others of its kind, not against itself.
        own = np.sqrt(np.maximum(2 - 2 * (_unit(sums[self._meant] - pooled) * unit).sum(axis=1), 0))
        apart = np.sqrt(np.maximum(2 - 2 * unit @ _unit(sums).T, 0))
        apart[:, self._counts == 0] = np.inf
        apart[np.arange(len(pooled)), self._meant] = np.inf
        nearest = apart.argmin(axis=1)
        other = apart[np.arange(len(pooled)), nearest]
        is_other = (counts >= _FEWEST_IN_FONT) & (other < _NEAR_IN_FONT) & (own > _FURTHER_IN_FONT * other)
        for index in np.flatnonzero(is_other):
            yield int(self._meant[index]), int(nearest[index])


def _pooled(boxes: NDArray[np.float32]) -> NDArray[np.float32]:
    """Pictures at half the size, which differ less by where a pixel begins."""
    halved = boxes.reshape(len(boxes), _BOX_ROWS // 2, 2, _BOX_COLUMNS // 2, 2).sum(axis=(2, 4), dtype=np.float32)
    pooled: NDArray[np.float32] = halved.reshape(len(boxes), -1)
    return pooled


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    unit: NDArray[np.float32] = rows / np.maximum(lengths, np.float32(1e-6))
    return unit


def normal_shapes(pictures: Shape, aspect: float) -> tuple[Shape, NDArray[np.bool_]]:
    """Pictures of one digit each without their margins, as 12 rows of 8 cells of length 1; and which of them have ink.

    `aspect` is how wide a cell of a picture is, its height being 1.
    """
    pictures = pictures.copy()
    darkest = pictures.max(axis=(1, 2))[:, None]
    pictures[pictures.min(axis=2) > _RULE * darkest] = 0
    pictures.transpose(0, 2, 1)[pictures.min(axis=1) > _RULE * darkest] = 0
    is_ink = pictures > _INK * pictures.max(axis=(1, 2))[:, None, None]
    top, bottom = _extents(is_ink.any(axis=2))
    left, right = _extents(is_ink.any(axis=1))
    room = np.maximum((right - left) * aspect, _LEAST_WIDTH * (bottom - top)) / aspect
    down = top + (np.arange(2 * _ROWS) + 0.5) / (2 * _ROWS) * (bottom - top) - 0.5
    across = (left + right) / 2 - room / 2 + (np.arange(2 * _COLUMNS) + 0.5) / (2 * _COLUMNS) * room - 0.5
    upright, level = _shares(down, pictures.shape[1]), _shares(across, pictures.shape[2])
    cells = (upright @ pictures @ level.transpose(0, 2, 1)).reshape(len(pictures), -1)
    return cells / np.maximum(np.linalg.norm(cells, axis=1, keepdims=True), 1e-6), is_ink.any(axis=(1, 2))


def _extents(is_ink: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where the ink begins and ends in each row."""
    return is_ink.argmax(axis=1)[:, None], (is_ink.shape[1] - is_ink[:, ::-1].argmax(axis=1))[:, None]


def _shares(places: NDArray[np.floating], count: int) -> Shape:
    """What each of `count` cells gives to the places two by two, each of which lies between cells; outside is paper."""
    near = np.maximum(0, 1 - np.abs(places[:, :, None] - np.arange(count)))
    shares: Shape = near.reshape(len(places), -1, 2, count).sum(axis=2)
    return shares


@cache
def known_shapes() -> tuple[Shape, NDArray[np.intp]]:
    """The shapes of many faces, a row each, and which digit each is."""
    cells = np.array([[int(cell, 16) for cell in shape] for _, shape in SHAPES], dtype=np.float64)
    digits = np.array([int(digit) for digit, _ in SHAPES], dtype=np.intp)
    return cells / np.linalg.norm(cells, axis=1, keepdims=True), digits
