"""What a person can see: text counts as printed only where the shown page has ink in its colour.

One rule covers text that is white, unpainted, clipped, covered by another object, or off the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from klantprofielen.geometry import TEXT_LAYER_OF_SCAN, Glyph
from klantprofielen.read.followers import followers

# The least difference between ink and paper, of 255, that counts as seen.
_LEAST_CONTRAST = 20
# A pale stamp is painted as closely as this in its colour, and fills this part of its letters' boxes.
_FAINT_CONTRAST = 3
_FAINT_INK = 0.05
# Of a text's letters: so many are shown faintly; the others stand under or over something darker.
_LEAST_FAINT = 0.5
# The part of the way from paper to ink colour that some pixel must go: small type is all half-tones.
_LEAST_STRENGTH = 0.2
# No letter fills its box further than this; where its colour does, that colour is the paper's.
_MOST_INK = 0.85
# The paper is what is least like the ink among the colours that fill this much of a letter's box.
_LEAST_PAPER = 0.15
# A page is a scan with a text layer when so much of its unpainted text lies over something dark.
_LEAST_SCAN_GLYPHS = 20
_LEAST_OVER_PICTURE = 0.85
# Of a word's letters in such a layer: so many are over something dark; in font sizes, how far apart they stand.
_LEAST_SEEN = 0.7
_LETTER_GAP = 0.15

# So many pixels are looked at in one go, so that letters as large as the page take no memory to speak of.
_MOST_PIXELS = 2_000_000

Colour = tuple[int, int, int]
Numbers = NDArray[np.int32]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]

_WHITE = 0xFFFFFF


@dataclass(frozen=True)
class PagePicture:
    """The shown page, `scale` pixels to a point: rows of pixels; the low 24 bits of each are red, green, blue."""

    pixels: NDArray[np.uint32]
    scale: float

    def shows(self, glyphs: Sequence[Glyph]) -> list[bool]:
        """Of each glyph, whether something of it can be seen where it stands."""
        shown = np.zeros(len(glyphs), dtype=np.bool_)
        for ink, members in _by_ink(glyphs):
            left = members
            # A third of the rows is mostly enough to see dark ink on white; what it leaves open is looked at whole.
            if ink is not None and _is_dark(ink):
                for places, boxes in self._boxes(glyphs, members, every=3):
                    shown[places] = boxes.surely_show(ink)
                left = members[~shown[members]]
            for places, boxes in self._boxes(glyphs, left):
                shown[places] = boxes.have_contrast() if ink is None else boxes.show(ink)
        return list(map(bool, shown))

    def show_faintly(self, glyphs: Sequence[Glyph]) -> list[bool]:
        """Of glyphs too pale to be read as print, which are painted all the same, as a stamp behind the text may be."""
        shown = np.zeros(len(glyphs), dtype=np.bool_)
        for ink, members in _by_ink(glyphs):
            if ink is not None:
                for places, boxes in self._boxes(glyphs, members):
                    shown[places] = boxes.show_faintly(ink)
        return list(map(bool, shown))

    def has_something_under(self, glyphs: Sequence[Glyph]) -> list[bool]:
        """Of each glyph, whether there is any contrast where it stands, whoever drew it."""
        found = np.zeros(len(glyphs), dtype=np.bool_)
        for places, boxes in self._boxes(glyphs, np.arange(len(glyphs))):
            found[places] = boxes.have_contrast()
        return list(map(bool, found))

    def _boxes(self, glyphs: Sequence[Glyph], members: Places, every: int = 1) -> Iterator[tuple[Places, _Boxes]]:
        """The boxes of some glyphs, a few at a time, with which glyphs they are; none for a box that is off the page.

        Of each box every row is taken, or every so many-th.
        """
        height, width = self.pixels.shape
        boxes = [glyphs[index].box for index in members.tolist()]
        sides = np.array(boxes, dtype=np.float64).reshape(-1, 4) * self.scale
        sides = np.clip(np.nan_to_num(sides, nan=-2.0), -2.0, max(width, height) + 2.0).astype(np.int32)
        left, upper = np.maximum(sides[:, 0], 0), np.maximum(sides[:, 1], 0)
        across = np.minimum(sides[:, 2] + 1, width) - left
        down = np.minimum(sides[:, 3] + 1, height) - upper
        (places,) = np.nonzero((across > 0) & (down > 0))
        rows = (down + every - 1) // every
        counts = (across * rows)[places]
        turns = np.cumsum(counts) // _MOST_PIXELS
        for turn in np.unique(turns):
            chosen = turns == turn
            some = places[chosen]
            first = upper[some] * width + left[some]
            pixels, starts = _gathered(self.pixels, first, across[some], counts[chosen], every)
            yield members[some], _Boxes(pixels, starts, counts[chosen], (across * down)[some])


def _by_ink(glyphs: Sequence[Glyph]) -> Iterator[tuple[Colour | None, Places]]:
    """The painted glyphs of each colour."""
    by_ink: dict[Colour | None, list[int]] = defaultdict(list)
    for index, glyph in enumerate(glyphs):
        if glyph.is_painted:
            by_ink[glyph.ink].append(index)
    for ink, members in by_ink.items():
        yield ink, np.asarray(members)


def _gathered(
    pixels: NDArray[np.uint32], first: Numbers, across: Numbers, counts: Numbers, every: int
) -> tuple[NDArray[np.uint32], Places]:
    """The pixels of the boxes, one box after the other, and where each begins."""
    ends = np.cumsum(counts)
    starts = ends - counts
    number = np.arange(ends[-1], dtype=np.int32) - np.repeat(starts, counts).astype(np.int32)
    row = number // np.repeat(across, counts)
    # From the last pixel of one row to the first of the next it is so far.
    places = np.repeat(first, counts) + number + row * np.repeat(every * pixels.shape[1] - across, counts)
    return pixels.ravel()[places] & np.uint32(0xFFFFFF), starts


@dataclass(frozen=True)
class _Boxes:
    """The pixels of some glyphs' boxes, one box after the other; at least one box, none empty.

    Attributes:
        counts: how many pixels of each box are here.
        areas: how many each box has.
    """

    pixels: NDArray[np.uint32]
    starts: Places
    counts: Numbers
    areas: Numbers

    def surely_show(self, ink: Colour) -> Flags:
        """Of each box, whether what is here of it already shows a dark ink on white."""
        white = np.add.reduceat(self.pixels == _WHITE, self.starts, dtype=np.int32)
        way = [part - 255 for part in ink]
        strength = np.zeros(len(self.pixels), dtype=np.int32)
        for place, length in enumerate(way):
            strength += (channel(self.pixels, place) - 255) * length
        whole = sum(length * length for length in way)
        has_paper = white >= max(_LEAST_PAPER, 1 - _MOST_INK) * self.areas
        return has_paper & (np.maximum.reduceat(strength, self.starts) >= _LEAST_STRENGTH * whole)

    def show(self, ink: Colour) -> Flags:
        """Of each box, whether something in that colour can be seen in it."""
        away = _distance(self.pixels, ink) >= _LEAST_CONTRAST
        has_paper = np.add.reduceat(away, self.starts, dtype=np.int32) >= (1 - _MOST_INK) * self.counts
        paper = self._paper(ink, away)
        way = [np.int32(part) - channel(paper, place) for place, part in enumerate(ink)]
        strength = np.zeros(len(self.pixels), dtype=np.int32)
        for place, length in enumerate(way):
            if length.any():
                gone = channel(self.pixels, place) - np.repeat(channel(paper, place), self.counts)
                strength += gone * np.repeat(length, self.counts)
        whole = sum(length * length for length in way)
        return has_paper & (np.maximum.reduceat(strength, self.starts) >= _LEAST_STRENGTH * whole)

    def show_faintly(self, ink: Colour) -> Flags:
        """Of each box, whether a part of it as large as a letter is of that colour, and the paper of another.

        However little the two differ: a printer or a screen may show what a pixel barely tells.
        """
        is_paper = self.pixels == np.repeat(self._most_common(), self.counts)
        is_ink = (_distance(self.pixels, ink) < _FAINT_CONTRAST) & ~is_paper
        return np.add.reduceat(is_ink, self.starts, dtype=np.int32) >= _FAINT_INK * self.counts

    def have_contrast(self) -> Flags:
        """Of each box, whether two colours in it differ so that it is seen."""
        paper = np.repeat(self._most_common(), self.counts)
        apart = np.zeros(len(self.pixels), dtype=np.int32)
        for place in range(3):
            np.maximum(apart, np.abs(channel(self.pixels, place) - channel(paper, place)), out=apart)
        return np.maximum.reduceat(apart, self.starts) >= _LEAST_CONTRAST

    def _paper(self, ink: Colour, away: Flags) -> NDArray[np.uint32]:
        """The paper's colour in each box: the one least like the ink of those that fill a part of it."""
        white = np.add.reduceat(self.pixels == _WHITE, self.starts, dtype=np.int32)
        is_white = (white >= _LEAST_PAPER * self.counts) & _is_dark(ink)
        paper = np.full(len(self.counts), _WHITE, dtype=np.uint32)
        rest = ~is_white
        if rest.any():
            some, colours, numbers = self._census(np.repeat(rest, self.counts) & away)
            fills = numbers >= _LEAST_PAPER * self.counts[some]
            likeness = np.where(fills, _distance(colours, ink), numbers)
            order = np.lexsort((colours, likeness, fills, some))
            paper[some[order]] = colours[order]
        return paper

    def _most_common(self) -> NDArray[np.uint32]:
        white = np.add.reduceat(self.pixels == _WHITE, self.starts, dtype=np.int32)
        common = np.full(len(self.counts), _WHITE, dtype=np.uint32)
        rest = 2 * white <= self.counts
        if rest.any():
            some, colours, numbers = self._census(np.repeat(rest, self.counts))
            order = np.lexsort((colours, numbers, some))
            common[some[order]] = colours[order]
        return common

    def _census(self, wanted: Flags) -> tuple[Places, NDArray[np.uint32], Numbers]:
        """How many of the wanted pixels each box has of each colour: box, colour, number."""
        box = np.repeat(np.arange(len(self.counts), dtype=np.uint64), self.counts)[wanted]
        keys, numbers = np.unique(box << np.uint64(24) | self.pixels[wanted], return_counts=True)
        return (
            (keys >> np.uint64(24)).astype(np.intp),
            (keys & np.uint64(0xFFFFFF)).astype(np.uint32),
            numbers.astype(np.int32),
        )


def _is_dark(ink: Colour) -> bool:
    """Whether nothing is less like that ink than white."""
    return max(255 - part for part in ink) >= max(*ink, _LEAST_CONTRAST)


def channel(pixels: NDArray[np.uint32], place: int) -> Numbers:
    """Red (0), green (1) or blue (2) of pixels."""
    return (pixels >> np.uint32(16 - 8 * place) & np.uint32(0xFF)).astype(np.int32)


def _distance(pixels: NDArray[np.uint32], colour: Colour) -> Numbers:
    """How far pixels are from a colour, in the channel in which they are furthest, of 255."""
    apart = np.abs(channel(pixels, 0) - colour[0])
    for place in (1, 2):
        np.maximum(apart, np.abs(channel(pixels, place) - colour[place]), out=apart)
    return apart


def seen_glyphs(glyphs: Sequence[Glyph], picture: PagePicture) -> tuple[list[Glyph], list[tuple[str, str]]]:
    """The glyphs that a person sees, and what to remark about the others.

    A scanned page with a text layer of what is seen (unpainted text over the picture of the same text) is read
    from that layer, and remarked.
    """
    is_shown = picture.shows(glyphs)
    seen: list[Glyph] = []
    unseen: list[Glyph] = []
    for glyph, shown in zip(glyphs, is_shown, strict=True):
        if shown or glyph.text.isspace() or not glyph.text:
            seen.append(glyph)
        else:
            unseen.append(glyph)
    if not unseen:
        return seen, []
    # Kept with what stands at a slant: what is too pale to be print may be a stamp.
    seen += [glyph._replace(quarter_turns=None) for glyph in _faint_texts(glyphs, unseen, picture)]
    layer = [glyph for glyph in unseen if not glyph.is_painted]
    over_picture = _over_picture(layer, picture)
    has_seen_text = any(not glyph.text.isspace() and glyph.quarter_turns is not None for glyph in seen)
    if not has_seen_text and len(layer) >= _LEAST_SCAN_GLYPHS and len(over_picture) >= _LEAST_OVER_PICTURE * len(layer):
        spaces = [glyph for glyph in seen if glyph.text.isspace()]
        return over_picture + spaces, [(TEXT_LAYER_OF_SCAN, "The page is a picture; its text layer was read.")]
    ignored = "".join(glyph.text for glyph in unseen if glyph.text.isalnum())
    if not ignored:
        return seen, []
    # The spaces of what nobody sees would part the words of what is seen.
    seen = [glyph for glyph in seen if glyph.is_painted or not glyph.text.isspace()]
    told = ignored[:60] + ("…" if len(ignored) > 60 else "")  # noqa: PLR2004
    return seen, [("invisible_text_ignored", f"Text that nobody can see was not read: {told!r}.")]


def _over_picture(layer: Sequence[Glyph], picture: PagePicture) -> list[Glyph]:
    """The glyphs of a scan's text layer with something under them, and the narrow letters of words that mostly have.

    The layer is set by other type than the page, and an `l` may stand between two letters that are seen.
    """
    letters = zip(layer, picture.has_something_under(layer), strict=True)
    words = followers(letters, lambda word, letter: _goes_on(word[-1][0], letter[0]))
    over: list[Glyph] = []
    for word in words:
        is_seen = sum(has_ink for _, has_ink in word) >= _LEAST_SEEN * len(word)
        over += [glyph for glyph, has_ink in word if has_ink or is_seen]
    return over


def _goes_on(letter: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph is the next letter of the word that a letter is of."""
    return (
        letter.text.isalpha()
        and glyph.text.isalpha()
        and abs(glyph.box.x0 - letter.box.x1) <= _LETTER_GAP * letter.size
        and glyph.box.y_overlap(letter.box) > 0
    )


def _faint_texts(glyphs: Sequence[Glyph], unseen: Sequence[Glyph], picture: PagePicture) -> Iterator[Glyph]:
    """The glyphs of texts that are mostly too pale to be print, with those that something darker stands over."""
    shown = picture.show_faintly(unseen)
    faint = {id(glyph) for glyph, is_faint in zip(unseen, shown, strict=True) if is_faint}
    if not faint:
        return
    for _, run in groupby(glyphs, key=lambda glyph: (glyph.ink, glyph.quarter_turns)):
        text = list(run)
        inked = sum(not glyph.text.isspace() for glyph in text)
        if sum(id(glyph) in faint for glyph in text) >= _LEAST_FAINT * inked > 0:
            yield from text
