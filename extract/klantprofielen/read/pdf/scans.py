"""Whether the numbers in a scan's text layer are those of its picture: the layer may come from another page.

Text recognition sets its digits only roughly where the picture has them. So every number is looked up in the picture:
the forms on its line that stand where it stands, as many as it has digits, and each like the digit that the text says.
A number that the picture doesn't bear out isn't read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from klantprofielen.geometry import UNTOLD, Box, Glyph, around
from klantprofielen.read.followers import followers
from klantprofielen.read.pdf.digits import DIGITS, known_shapes, normal_shapes
from klantprofielen.read.pdf.ink import PagePicture, channel

_SEPARATORS = frozenset(".,'\u2019 \u00a0\u2009\u202f")
# In heights of a digit's box: how far its neighbour in a number may stand, how far off its line; where words begin.
_NEXT_DIGIT, _SAME_LINE, _NEXT_WORD = 0.5, 0.3, 0.6
# Letters as near as this make it a line of words.
_NEAR_LETTERS = 2.5
# The room that is looked at around a number.
_ROOM_ABOVE, _ROOM_BESIDE = 0.5, 1.5
# What reaches so far into a number's box only, from above or below, is not of its line.
_MARGIN = 0.15
# Of 255: the least contrast of print. Of the darkest, from where on it is ink; where digits touch, from further on.
_LEAST_CONTRAST, _INKS = 40, (0.4, 0.55, 0.7)
# A row or column of pixels with so much ink across all that room is a rule.
_RULE = 0.7
# In pixels: the least height at which digits can be told apart.
_LEAST_HEIGHT = 8
# In heights of the digits: the gap before another word, where the number has spaces, and among words.
_WORD_GAP, _SPACED_GAP, _LETTER_GAP = 0.5, 0.75, 0.25
# No digit is lower than this part of the highest.
_DIGIT_HEIGHT = 0.6
# The usual form of a digit in this scan is known from so many others.
_FEWEST = 3
# Shapes have length 1, so that two are 0 to 1.4 apart: a form that is so much nearer to another digit is not its own.
_FURTHER = 1.2

# A form as far from its own digit as this is none.
_FAR = 1.0
# One as near as this to some digit of some face is a digit.
_CLEAR = 0.45

Pixels = NDArray[np.float64]
Shape = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Number:
    """A number of the text layer.

    Attributes:
        box: around its digits, in pixels, as all here.
        places: which glyphs its digits are.
        left: where the text before it on its line ends, or further off than it matters; `right` likewise.
        is_in_a_line: whether words or other numbers stand right beside it.
    """

    text: str
    digits: tuple[int, ...]
    box: Box
    places: tuple[int, ...]
    left: float
    right: float
    is_in_a_line: bool


def without_unlike_numbers(glyphs: Sequence[Glyph], picture: PagePicture) -> tuple[list[Glyph], list[str]]:
    """The glyphs of a scan's text layer, with no digit told of the numbers that its picture does not bear out.

    Beside them those numbers, as the text layer has them.
    """
    unlike: list[_Number] = []
    for turns in sorted({glyph.quarter_turns for glyph in glyphs if glyph.quarter_turns is not None}):
        height, width = picture.pixels.shape
        upright = [
            (place, glyph._replace(box=glyph.box.scaled(picture.scale).turned(-turns, width, height)))
            for place, glyph in enumerate(glyphs)
            if glyph.quarter_turns == turns
        ]
        unlike += _unlike_numbers(_numbers_of(upright), np.rot90(picture.pixels, k=turns))
    digits = {place for number in unlike for place in number.places}
    heeded = [glyph._replace(text=UNTOLD) if place in digits else glyph for place, glyph in enumerate(glyphs)]
    return heeded, [number.text for number in unlike]


def _numbers_of(glyphs: Sequence[tuple[int, Glyph]]) -> list[_Number]:
    boxes = np.array([glyph.box for _, glyph in glyphs if glyph.text.strip()]).reshape(-1, 4)
    letters = np.array([glyph.box for _, glyph in glyphs if glyph.text.isalpha()]).reshape(-1, 4)
    numbers = []
    for run in _runs_of_digits(glyphs):
        digits = [(place, glyph) for place, glyph in run if glyph.text in DIGITS]
        box = around(glyph.box for _, glyph in digits)
        near = _ROOM_BESIDE * box.height
        on_line = boxes[(boxes[:, 1] < box.y_centre) & (boxes[:, 3] > box.y_centre)]
        before, after = on_line[on_line[:, 2] <= box.x0 + 1, 2], on_line[on_line[:, 0] >= box.x1 - 1, 0]
        furthest = (box.x0 - box.width - near, box.x1 + box.width + near)
        left, right = float(before.max(initial=furthest[0])), float(after.min(initial=furthest[1]))
        is_in_a_line = min(box.x0 - left, right - box.x1) < _NEXT_WORD * box.height or _is_near(letters, box)
        if is_in_a_line:
            left, right = furthest
        numbers.append(
            _Number(
                text="".join(glyph.text for _, glyph in run).strip(),
                digits=tuple(int(glyph.text) for _, glyph in digits),
                box=box,
                places=tuple(place for place, _ in digits),
                left=left,
                right=right,
                is_in_a_line=is_in_a_line,
            )
        )
    return numbers


def _is_near(letters: NDArray[np.float64], box: Box) -> bool:
    left, top, right, bottom = letters.T
    centre, reach = (left + right) / 2, _NEAR_LETTERS * box.height
    is_level = (top < box.y_centre) & (bottom > box.y_centre)
    return bool((is_level & (centre > box.x0 - reach) & (centre < box.x1 + reach)).any())


def _runs_of_digits(glyphs: Sequence[tuple[int, Glyph]]) -> list[list[tuple[int, Glyph]]]:
    """Digits that follow one another, with what stands between thousands or behind them."""
    runs = followers(glyphs, lambda run, each: run[0][1].text in DIGITS and _goes_on(run[-1][1], each[1]))
    return [run for run in runs if run[0][1].text in DIGITS]


def _goes_on(last: Glyph, glyph: Glyph) -> bool:
    gap, height = glyph.box.x0 - last.box.x1, last.box.height
    is_near = abs(glyph.box.y_centre - last.box.y_centre) < _SAME_LINE * height and abs(gap) < _NEXT_DIGIT * height
    return is_near and (glyph.text in DIGITS or (last.text in DIGITS and glyph.text in _SEPARATORS))


def _unlike_numbers(numbers: Sequence[_Number], pixels: NDArray[np.uint32]) -> list[_Number]:
    """The numbers with a digit that the picture shows otherwise, or not where the number stands."""
    found = [(number, _words_of(number, pixels)) for number in numbers]
    usual = _UsualShapes.of(
        [(number.digits, words[0].shapes) for number, words in found if words and not number.is_in_a_line]
    )
    return [number for number, words in found if _is_unlike(number, words, usual)]


def _is_unlike(number: _Number, words: Sequence[_Word], usual: _UsualShapes) -> bool:
    """Whether the picture has another number there: in a cell, whether it has not this one."""
    is_sure = not number.is_in_a_line
    if any((usual.apart(number.digits, word.shapes, are_among_them=is_sure) <= _FURTHER).all() for word in words):
        return False
    return is_sure or any(word.stands_alone and _are_digits(word.shapes) for word in words)


def _are_digits(shapes: Shape) -> bool:
    known, _ = known_shapes()
    return bool(((shapes @ known.T).max(axis=1) > 1 - _CLEAR**2 / 2).all())


@dataclass(frozen=True, slots=True)
class _UsualShapes:
    """How a scan shows the digits: the sum of the shapes of each, and how many they are."""

    sums: Shape
    counts: NDArray[np.intp]

    @classmethod
    def of(cls, found: Sequence[tuple[Sequence[int], Shape]]) -> _UsualShapes:
        known, _ = known_shapes()
        usual = cls(np.zeros((10, known.shape[1])), np.zeros(10, dtype=np.intp))
        for digits, shapes in found:
            np.add.at(usual.sums, list(digits), shapes)
            np.add.at(usual.counts, list(digits), 1)
        return usual

    def apart(self, digits: Sequence[int], shapes: Shape, *, are_among_them: bool) -> Pixels:
        """Of each form how many times further it is from its own digit than from any other.

        It is held against many faces, and against the usual shapes of this scan where its own digit has one. Shapes
        that are among the usual ones are held against the others of their digit, not against themselves.
        """
        known, known_digits = known_shapes()
        places = np.arange(len(digits))
        sums = np.repeat(self.sums[None], len(digits), axis=0)
        counts = np.repeat(self.counts[None], len(digits), axis=0)
        if are_among_them:
            sums[places, digits] -= shapes
            counts[places, digits] -= 1
        here = (sums * shapes[:, None, :]).sum(axis=2) / np.maximum(np.linalg.norm(sums, axis=2), 1e-6)
        faces = np.array([(shapes @ known[known_digits == digit].T).max(axis=1) for digit in range(10)]).T
        is_usual = (counts >= _FEWEST) & (counts[places, digits] >= _FEWEST)[:, None]
        apart = np.sqrt(np.maximum(2 - 2 * np.maximum(faces, np.where(is_usual, here, -1)), 0))
        own = apart[places, digits]
        apart[places, digits] = np.inf
        further: Pixels = np.where(own > _FAR, np.inf, own / np.maximum(apart.min(axis=1), 1e-6))
        return further


@dataclass(frozen=True, slots=True)
class _Word:
    """Forms in the picture that may be a number's digits, and whether they have gaps on either side."""

    shapes: Shape
    stands_alone: bool


def _words_of(number: _Number, pixels: NDArray[np.uint32]) -> list[_Word]:
    """What may be a number's digits in the picture."""
    box, (height, width) = number.box, pixels.shape
    if not all(map(isfinite, (*box, number.left, number.right))):
        return []
    reach = _ROOM_ABOVE * box.height
    top, bottom = max(int(box.top - reach), 0), max(min(int(box.bottom + reach) + 1, height), 0)
    left, right = max(int(number.left), 0), max(min(int(number.right) + 1, width), 0)
    darkness = _darkness(pixels[top:bottom, left:right])
    if darkness is None:
        return []
    ink = darkness > _INKS[0]
    ink[ink.mean(axis=1) > _RULE] = False
    ink[:, ink.mean(axis=0) > _RULE] = False
    place = box.moved(-left, -top)
    return [
        word
        for upper, lower in _lines_through(place, ink)
        if lower - upper >= _LEAST_HEIGHT
        for word in _words_in(darkness[upper:lower], ink[upper:lower], place, number)
    ]


def _lines_through(box: Box, ink: Flags) -> list[tuple[int, int]]:
    """The rows of ink nearest to a box's middle; and all in it, as a digit that it only touches is strokes to it."""
    lines = _spans(np.asarray(ink[:, max(int(box.x0), 0) : int(box.x1) + 1].any(axis=1)))
    if not lines:
        return []
    nearest = min(lines, key=lambda line: abs(sum(line) / 2 - box.y_centre))
    margin = _MARGIN * box.height
    strokes = [nearest, *(line for line in lines if line[0] < box.bottom - margin and line[1] > box.top + margin)]
    return list(dict.fromkeys([nearest, (min(strokes)[0], max(strokes)[1])]))


def _words_in(darkness: Pixels, ink: Flags, box: Box, number: _Number) -> list[_Word]:
    """What may be a number's digits in a line of the picture.

    In a cell that is the word that stands there, where it has as many forms; in a line of words, where the picture's
    type may be wider than the layer's, any so many forms near there.
    """
    spans, count, height = _spans(np.asarray(ink.any(axis=0))), len(number.digits), len(ink)
    if number.is_in_a_line:
        forms = _high(spans, ink)
        alone = _words(forms, _LETTER_GAP * height)
        runs = [forms[start : start + count] for start in range(len(forms) - count + 1)]
        return [_Word(_shapes(run, darkness), stands_alone=run in alone) for run in runs]
    words = _words(spans, (_SPACED_GAP if " " in number.text else _WORD_GAP) * height)
    word = max(words, key=lambda spans: min(spans[-1][1], box.x1) - max(spans[0][0], box.x0))
    found = _forms_in(darkness[:, : word[-1][1]], word[0][0], count)
    return [_Word(_shapes(forms, darkness), stands_alone=True) for forms in found]


def _forms_in(darkness: Pixels, start: int, count: int) -> Iterator[list[tuple[int, int]]]:
    """The forms of a word where they are so many, from the palest ink on: what a scan blurs together may still part."""
    fewest: list[tuple[int, int]] = []
    for least in _INKS:
        ink = darkness > least
        ink[:, :start] = False
        forms = _high(_spans(np.asarray(ink.any(axis=0))), ink)
        if len(forms) == count:
            yield forms
        if not fewest:
            fewest = forms
    if 0 < len(fewest) < count:
        parted = _parted(fewest, count)
        if len(parted) == count:
            yield parted


def _high(spans: Sequence[tuple[int, int]], ink: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """The forms that are as high as digits are: no points, commas or specks."""
    least = _DIGIT_HEIGHT * len(ink)
    return [span for span in spans if np.ptp(np.flatnonzero(ink[:, slice(*span)].any(axis=1))) >= least]


def _shapes(forms: Sequence[tuple[int, int]], darkness: Pixels) -> Shape:
    # No form fills its room, or its bars would pass for rules.
    pictures = np.zeros((len(forms), len(darkness) + 2, max(end - start for start, end in forms) + 2))
    for picture, (start, end) in zip(pictures, forms, strict=True):
        picture[1:-1, 1 : 1 + end - start] = darkness[:, start:end]
    shapes, _ = normal_shapes(pictures, 1)
    return shapes


def _darkness(pixels: NDArray[np.uint32]) -> Pixels | None:
    """How much each pixel differs from the paper, from 0 to 1; none where nothing is printed."""
    if not pixels.size:
        return None
    light = sum(channel(pixels, place) for place in range(3)) / 3
    apart = np.abs(light - np.median(light))
    most = float(np.percentile(apart, 99.5))
    return np.clip(apart / most, 0, 1) if most >= _LEAST_CONTRAST else None


def _spans(is_ink: Flags) -> list[tuple[int, int]]:
    """Where ink begins and ends along a row or column of pixels."""
    steps = np.flatnonzero(np.diff(is_ink.astype(np.int8), prepend=0, append=0))
    return [(int(start), int(end)) for start, end in zip(steps[::2], steps[1::2], strict=True)]


def _words(spans: Sequence[tuple[int, int]], gap: float) -> list[list[tuple[int, int]]]:
    return followers(spans, lambda word, span: span[0] - word[-1][1] <= gap)


def _parted(forms: Sequence[tuple[int, int]], count: int) -> list[tuple[int, int]]:
    """Forms of digits that touch, parted into as many as the whole is wide."""
    usual = sum(end - start for start, end in forms) / count
    parted: list[tuple[int, int]] = []
    for start, end in forms:
        edges = np.linspace(start, end, max(round((end - start) / usual), 1) + 1).round().astype(int).tolist()
        parted += pairwise(edges)
    return parted
