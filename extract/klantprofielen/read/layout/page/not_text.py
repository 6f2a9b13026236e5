"""What is drawn more than once, or is no text: imitated bold, shadows, leader dots, rules made of characters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from klantprofielen.geometry import Glyph
from klantprofielen.read.followers import followers

# In font sizes and in widths of the glyph: how far a second drawing in the same colour stands off the first.
SAME_PLACE = 0.15
SAME_PLACE_OF_WIDTH = 0.4
# In font sizes: how far a shadow, in another colour, stands off what throws it, at an angle.
SHADOW = 0.2
# Of the box: how much of two characters lies on one another where nobody can tell which is meant.
OVERPRINTED = 0.6
# Of all digits: where more seem to overlap, the font's widths are wrong, not the page.
MOST_OVERPRINTED = 0.2
MOST_PAIRS = 1_000_000
# So many dots in a row lead from one column to the next; in font sizes, how far apart they stand.
FEWEST_LEADER_DOTS = 3
LEADER_GAP = 0.8
_DOTS = {".": 1, "\u00b7": 1, "\u2024": 1, "\u2025": 2, "\u2026": 3}
# The rules of a table made of characters: `|` under `|` in so many lines, and lines of nothing but `+---+`.
_BARS = frozenset("|\u00a6!\u2502\u2503\u2551")
_RULES = _BARS | frozenset("+-=_*~:.\u2013\u2014") | frozenset(map(chr, range(0x2500, 0x2580)))
FEWEST_BARS, FEWEST_IN_RULE = 3, 10


def without_double_draws(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Drops a glyph drawn again at the same place (imitated bold, a shadow), but no letter of a ligature.

    The letters of a ligature come one after the other in one box; a second drawing comes later, or a
    hair's breadth beside the first. A shadow stands further off, and has another colour.
    """
    kept: list[Glyph] = []
    seen: dict[tuple[str, int], list[tuple[float, int]]] = defaultdict(list)
    for before, glyph in pairwise((None, *glyphs)):
        if glyph is None or glyph.text.isspace():
            kept += [glyph] if glyph else []
            continue
        text, box, size, *_ = glyph
        cell = max(SHADOW * size, 0.01)
        left, row = box.x0, round(box.y_centre / cell)
        near = [
            i for level in (row - 1, row, row + 1) for at, i in seen.get((text, level), ()) if abs(at - left) <= cell
        ]
        is_again = any(
            (_is_same_place(kept[i], glyph) and not (text.isalpha() and kept[i] is before and before.box == box))
            or _is_shadow(kept[i], glyph)
            for i in near
        )
        if not is_again:
            seen[text, row].append((left, len(kept)))
            kept.append(glyph)
    return kept


def _is_same_place(one: Glyph, other: Glyph) -> bool:
    # A narrow letter may stand twice within the reach of its size, as in `alle` or 11.
    reach = min(SAME_PLACE * other.size, SAME_PLACE_OF_WIDTH * other.box.width)
    return abs(one.box.x0 - other.box.x0) <= reach and abs(one.box.y_centre - other.box.y_centre) <= reach


def _is_shadow(one: Glyph, other: Glyph) -> bool:
    """Whether one is the shadow of the other: the same letter in another colour, aslant beside it."""
    reach = SHADOW * other.size
    across, down = abs(one.box.x0 - other.box.x0), abs(one.box.y_centre - other.box.y_centre)
    return one.ink != other.ink and abs(one.size - other.size) < 0.05 * reach and across <= reach and 0 < down <= reach


def without_leaders(row: Sequence[Glyph]) -> list[Glyph]:
    """A line's glyphs, left to right, without the dots that lead from one column to the next."""
    if not any(glyph.text in _DOTS for glyph in row):
        return list(row)
    inked = [glyph for glyph in row if not glyph.text.isspace()]
    dots = [run for run in followers(inked, _is_next_dot) if run[0].text in _DOTS]
    leaders = [run for run in dots if sum(_DOTS[dot.text] for dot in run) >= FEWEST_LEADER_DOTS]
    dropped = {id(dot) for run in leaders for dot in run}
    return [glyph for glyph in row if id(glyph) not in dropped]


def _is_next_dot(run: Sequence[Glyph], glyph: Glyph) -> bool:
    last = run[-1]
    return last.text in _DOTS and glyph.text in _DOTS and glyph.box.x0 - last.box.x1 <= LEADER_GAP * glyph.size


def without_rules(rows: Sequence[Sequence[Glyph]]) -> list[list[Glyph]]:
    """The lines of a page without the rules of its tables that are made of characters."""
    texts = [row for row in rows if not _is_rule(row)]
    bars = Counter(place for row in texts for place in {_place(glyph) for glyph in row if glyph.text in _BARS})
    drawn = {place for place, count in bars.items() if count >= FEWEST_BARS}
    if not drawn:
        return [list(row) for row in texts]
    return [[glyph for glyph in row if not (glyph.text in _BARS and _place(glyph) in drawn)] for row in texts]


def _is_rule(row: Sequence[Glyph]) -> bool:
    inked = [glyph.text for glyph in row if not glyph.text.isspace()]
    return len(inked) >= FEWEST_IN_RULE and _RULES.issuperset(inked)


def _place(glyph: Glyph) -> tuple[str, int]:
    return glyph.text, round(glyph.box.x_centre)


def overprinted_digits(glyphs: Sequence[Glyph]) -> list[str]:
    """Digits that stand in one place with another character, so that nobody can tell which is meant."""
    inked = sorted((g for g in glyphs if not g.text.isspace()), key=lambda g: g.box.x0)
    found = []
    for one, other in _touching(inked):
        glyph, over = inked[one], inked[other]
        if glyph.text != over.text and (glyph.text.isdigit() or over.text.isdigit()):
            shared = glyph.box.x_overlap(over.box) / max(min(glyph.box.width, over.box.width), 0.01)
            level = glyph.box.y_overlap(over.box) / max(min(glyph.box.height, over.box.height), 0.01)
            if shared > OVERPRINTED and level > OVERPRINTED:
                found.append(f"{glyph.text}/{over.text}")
    digits = sum(glyph.text.isdigit() for glyph in inked)
    return found if len(found) <= MOST_OVERPRINTED * digits else []


def _touching(glyphs: Sequence[Glyph]) -> Iterator[tuple[int, int]]:
    """The pairs of glyphs, sorted by where they begin, of which more than half of one may lie on the other."""
    boxes = np.array([(g.box.x0, g.box.top, g.box.x1, g.box.bottom) for g in glyphs]).reshape(-1, 4)
    x0, top, x1, bottom = boxes.T
    # Behind a glyph stand those that begin before it ends.
    ends = np.searchsorted(x0, x1, side="right")
    counts = np.maximum(ends - np.arange(1, len(glyphs) + 1), 0)
    middles = (top + bottom) / 2
    for first, last in _shares(counts):
        ones = np.repeat(np.arange(first, last), counts[first:last])
        starts = np.cumsum(counts[first:last]) - counts[first:last]
        others = ones + 1 + np.arange(len(ones)) - np.repeat(starts, counts[first:last])
        # Where more than half of the lower box is shared, its middle lies in the higher one.
        near = np.abs(middles[ones] - middles[others]) <= np.maximum(bottom - top, 0.01)[ones] / 2 + (
            np.maximum(bottom - top, 0.01)[others] / 2
        )
        wide = np.minimum(x1[ones], x1[others]) - x0[others] > 0
        yield from zip(ones[near & wide].tolist(), others[near & wide].tolist(), strict=True)


def _shares(counts: NDArray[np.intp]) -> Iterator[tuple[int, int]]:
    """Stretches of glyphs that together have no more pairs than are looked at in one go."""
    turns = np.cumsum(counts) // MOST_PAIRS
    edges = [0, *(np.flatnonzero(np.diff(turns)) + 1).tolist(), len(counts)]
    yield from pairwise(edges)
