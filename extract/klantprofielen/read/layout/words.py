"""From glyphs to words and lines, the same way for every reader."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from math import hypot
from statistics import median

import numpy as np
from numpy.typing import NDArray

from klantprofielen.geometry import Box, Glyph, Line, Page, Word, around

# Distances in font sizes. A space is about 0.28 wide, kerning moves glyphs by less than 0.1.
WORD_GAP = 0.16
CHUNK_GAP = 1.0
TRACKED_GAP = 0.12
FEWEST_GAPS = 3
NEIGHBOUR_GAP = 0.5
# The letters of a scan's text layer are narrower than those that are seen, and the gaps wider.
SCAN_GAP_TOLERANCE = 2.6
SAME_PLACE = 0.15
SAME_PLACE_OF_WIDTH = 0.4
OVERPRINTED = 0.6
# Of all digits: where more seem to overlap, the font's widths are wrong, not the page.
MOST_OVERPRINTED = 0.2
MOST_PAIRS = 1_000_000
# The type sizes of pages whose unit is the point, and the one that others are read in.
LEAST_SIZE, USUAL_SIZE, MOST_SIZE = 3.0, 8.0, 40.0
# The letters of a text at a slant stand no further apart.
SLANTED_REACH = 2.5
# Turned texts further apart are different texts, however widely a stamp is spaced.
SIDEWAYS_GAP = 4.0
# A browser sets a raised mark in five sixths of the size.
RAISED_SIZE = 0.87
RAISED_BY = 0.3

# A soft hyphen that can be seen is a hyphen, whatever its font calls it.
SEEN_HYPHENS = {"\u00ad", "\u2010", "\u2011"}
_SUPERSCRIPTS = str.maketrans("0123456789abcdefghijklmnoprstuvwxyz()", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ⁽⁾")
_COMBINING = {
    "\u00b4": "\u0301",
    "\u02ca": "\u0301",
    "`": "\u0300",
    "\u00a8": "\u0308",
    "\u02c6": "\u0302",
    "\u02dc": "\u0303",
    "\u00b8": "\u0327",
}


def page_of_glyphs(
    number: int,
    width: float,
    height: float,
    glyphs: Sequence[Glyph],
    notes: Sequence[tuple[str, str]] = (),
) -> Page:
    """Builds the page in its reading frame from glyphs in shown-page coordinates (points).

    A page in another unit (type of 0.3 or of 90 points) is read in the usual one.
    """
    scale = _reading_scale(glyphs)
    if scale != 1.0:
        glyphs = [glyph._replace(box=glyph.box.scaled(scale), size=glyph.size * scale) for glyph in glyphs]
        width, height = width * scale, height * scale
    turn = -_most_common_turn(glyphs) % 4
    frame_width, frame_height = (height, width) if turn % 2 else (width, height)
    upright: list[Glyph] = []
    sideways: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        if glyph.quarter_turns is None:
            continue  # at a slant: a stamp or a drawing, never a table
        rest = (glyph.quarter_turns + turn) % 4
        turned = glyph if turn == 0 else Glyph(glyph.text, glyph.box.turned(turn, width, height), glyph.size, rest)
        if rest == 0:
            upright.append(turned)
        elif rest in {1, 2, 3}:
            sideways[rest].append(turned)
    lines = lines_of_glyphs(upright)
    overprinted = _overprinted(upright)
    if overprinted:
        notes = (*notes, ("text_overprinted", f"Characters are printed over one another: {', '.join(overprinted)}."))
    return Page(
        number=number,
        width=frame_width,
        height=frame_height,
        lines=lines,
        sideways=tuple(
            line
            for rest, turned_glyphs in sideways.items()
            for line in _sideways_lines(turned_glyphs, rest, frame_width, frame_height)
        ),
        slanted=_slanted_texts(glyphs),
        quarter_turns=turn,
        notes=tuple(notes),
        scale=scale,
        spaces_are_printed=_spaces_are_printed(lines),
        gap_tolerance=SCAN_GAP_TOLERANCE if any(code == "text_layer_of_scan" for code, _ in notes) else 1.0,
    )


def _reading_scale(glyphs: Sequence[Glyph]) -> float:
    """What makes the usual type as large as type is; 1 where it is already."""
    sizes = [glyph.size for glyph in glyphs if not glyph.text.isspace()]
    usual = median(sizes) if sizes else USUAL_SIZE
    return 1.0 if LEAST_SIZE <= usual <= MOST_SIZE else USUAL_SIZE / usual


def _slanted_texts(glyphs: Sequence[Glyph]) -> tuple[str, ...]:
    """Texts at a slant, in the order in which they are drawn; a leap on the page begins another."""
    texts: list[str] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if glyph.quarter_turns is not None:
            continue
        reach = SLANTED_REACH * max(glyph.size, last.size if last else 0.0)
        if (
            last is not None
            and hypot(glyph.box.x_centre - last.box.x_centre, glyph.box.y_centre - last.box.y_centre) <= reach
        ):
            texts[-1] += glyph.text
        else:
            texts.append(glyph.text)
        last = glyph
    return tuple(text for text in texts if not text.isspace())


def _overprinted(glyphs: Sequence[Glyph]) -> list[str]:
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


def _spaces_are_printed(lines: Iterable[Line]) -> bool:
    """Whether most neighbouring words have a space character between them."""
    neighbours = [
        bool(word.space_before)
        for line in lines
        for before, word in pairwise(line.words)
        if word.box.x0 - before.box.x1 < NEIGHBOUR_GAP * word.size
    ]
    return sum(neighbours) > len(neighbours) / 2


def _most_common_turn(glyphs: Sequence[Glyph]) -> int:
    turns = Counter(g.quarter_turns for g in glyphs if g.quarter_turns is not None and not g.text.isspace())
    return turns.most_common(1)[0][0] if turns else 0


def _sideways_lines(glyphs: Sequence[Glyph], turns: int, width: float, height: float) -> list[Line]:
    """Lines of turned text: read in a frame of their own, placed in the page's frame.

    The turned heads of two tables on one page stand in one line, and are two texts.
    """
    own_width, own_height = (height, width) if turns % 2 else (width, height)
    own = [Glyph(g.text, g.box.turned(-turns, width, height), g.size) for g in glyphs]
    return [
        Line(
            tuple(Word(w.text, w.box.turned(turns, own_width, own_height), w.size, w.space_before) for w in text.words)
        )
        for line in lines_of_glyphs(own)
        for text in line.fragments(SIDEWAYS_GAP)
    ]


def lines_of_glyphs(glyphs: Sequence[Glyph]) -> tuple[Line, ...]:
    """Groups upright glyphs into lines of words, top to bottom, left to right."""
    rows = [row for row in _rows(_without_double_draws(glyphs)) if not all(glyph.text.isspace() for glyph in row)]
    return tuple(sorted(map(_line_of_glyphs, rows), key=lambda line: line.box.y_centre))


def _without_double_draws(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Drops a glyph drawn again at the same place (imitated bold), but no letter of a ligature.

    The letters of a ligature come one after the other in one box; a second drawing comes later, or a
    hair's breadth beside the first.
    """
    kept: list[Glyph] = []
    seen: dict[tuple[str, int, int], list[int]] = defaultdict(list)
    for glyph in glyphs:
        if glyph.text.isspace():
            kept.append(glyph)
            continue
        # A narrow letter may stand twice within that reach, as in `alle` or 11.
        reach = min(SAME_PLACE * glyph.size, SAME_PLACE_OF_WIDTH * glyph.box.width)
        column, row = round(glyph.box.x0 / max(reach, 0.01)), round(glyph.box.y_centre / max(reach, 0.01))
        near = [
            index
            for place in (column - 1, column, column + 1)
            for level in (row - 1, row, row + 1)
            for index in seen.get((glyph.text, place, level), ())
        ]
        is_again = any(
            abs(kept[i].box.x0 - glyph.box.x0) <= reach
            and abs(kept[i].box.y_centre - glyph.box.y_centre) <= reach
            and not (glyph.text.isalpha() and kept[i].box == glyph.box and i == len(kept) - 1)
            for i in near
        )
        if not is_again:
            seen[glyph.text, column, row].append(len(kept))
            kept.append(glyph)
    return kept


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs that share a baseline: each joins the line whose middle is nearest, raised ones included."""
    rows: list[list[Glyph]] = []
    heights: list[float] = []
    middles: list[tuple[float, int]] = []
    for glyph in sorted(glyphs, key=lambda g: (-round(g.size, 1), g.box.y_centre)):
        box = glyph.box
        middle, height = box.y_centre, box.height
        reach = heights[0] if rows else 0.0
        first = bisect_left(middles, (middle - reach, -1))
        fitting = []
        for row_middle, index in islice(middles, first, None):
            if row_middle > middle + reach:
                break
            shares_baseline = abs(row_middle - middle) < 0.5 * min(heights[index], height)
            if shares_baseline or _is_raised_in(rows[index], glyph):
                fitting.append((abs(row_middle - middle), index))
        if fitting:
            rows[min(fitting)[1]].append(glyph)
        else:
            insort(middles, (middle, len(rows)))
            rows.append([glyph])
            heights.append(height)
    return rows


def _is_raised_in(row: Sequence[Glyph], glyph: Glyph) -> bool:
    """Whether a small glyph stands directly beside a larger one of that line, as a footnote mark does."""
    anchor = row[0]
    return (
        glyph.size < RAISED_SIZE * anchor.size
        and anchor.box.top - 0.2 * anchor.size <= glyph.box.y_centre <= anchor.box.bottom
        and any(-0.3 * g.size <= glyph.box.x0 - g.box.x1 <= 0.5 * g.size for g in row)
    )


def _line_of_glyphs(glyphs: Sequence[Glyph]) -> Line:
    ordered = _with_accents_joined(sorted(glyphs, key=lambda g: round(g.box.x0, 2)))
    chunks = _chunks(ordered)
    tracking = _tracking(gap for chunk in chunks for gap in _gaps(chunk))
    words: list[Word] = []
    for chunk in chunks:
        words.extend(_words_of_chunk(chunk, tracking))
    return Line(tuple(words))


def _gaps(glyphs: Sequence[Glyph]) -> list[float]:
    """The distances between the glyphs of a chunk, in font sizes."""
    inked = [g for g in glyphs if not g.text.isspace()]
    return [(b.box.x0 - a.box.x1) / max(a.size, b.size) for a, b in pairwise(inked)]


def _tracking(gaps: Iterable[float]) -> float:
    """By how much letters are set apart: the usual distance, where it is more than kerning."""
    known = list(gaps)
    usual = median(known) if known else 0.0
    return usual if usual >= TRACKED_GAP else 0.0


def _with_accents_joined(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Joins an accent drawn as a glyph of its own with the letter that it stands over."""
    letters = [g for g in glyphs if g.text not in _COMBINING]
    accents = [g for g in glyphs if g.text in _COMBINING]
    for accent in accents:
        under = [
            (-accent.box.x_overlap(letter.box), i)
            for i, letter in enumerate(letters)
            if letter.text.isalpha() and accent.box.x_overlap(letter.box) > 0.4 * accent.box.width
        ]
        if under:
            i = min(under)[1]
            text = unicodedata.normalize("NFC", letters[i].text + _COMBINING[accent.text])
            letters[i] = Glyph(text, letters[i].box, letters[i].size)
        else:
            letters.append(accent)
    return sorted(letters, key=lambda g: round(g.box.x0, 2))


def _chunks(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Cuts a line at the gaps that are too wide to be letter-spacing."""
    chunks: list[list[Glyph]] = []
    reach = 0.0
    for glyph in glyphs:
        if chunks and glyph.box.x0 - reach <= CHUNK_GAP * glyph.size:
            chunks[-1].append(glyph)
        elif not glyph.text.isspace():
            chunks.append([glyph])
        else:
            continue
        if not glyph.text.isspace():
            reach = glyph.box.x1 if len(chunks[-1]) == 1 else max(reach, glyph.box.x1)
    return chunks


def _words_of_chunk(glyphs: Sequence[Glyph], line_tracking: float) -> list[Word]:
    """Cuts a chunk into words; one too short to show its own tracking has that of its line."""
    gaps = _gaps(glyphs)
    tracking = _tracking(gaps) if len(gaps) >= FEWEST_GAPS else line_tracking
    limit = max((g.size for g in glyphs if not g.text.isspace()), default=0.0) * (tracking + WORD_GAP)
    parts: list[tuple[str, list[Glyph]]] = []
    space = ""
    for glyph in glyphs:
        if glyph.text.isspace():
            space += glyph.text
            continue
        if not parts or space or glyph.box.x0 - max(g.box.x1 for g in parts[-1][1]) > limit:
            parts.append((space, []))
        parts[-1][1].append(glyph)
        space = ""
    return [_word(part, space_before) for space_before, part in parts]


def _word(glyphs: Sequence[Glyph], space_before: str) -> Word:
    size = max(g.size for g in glyphs)
    line_box = around(g.box for g in glyphs if g.size >= RAISED_SIZE * size)
    text = "".join(_character(g, size, line_box) for g in glyphs)
    return Word(unicodedata.normalize("NFC", text), around(g.box for g in glyphs), size, space_before)


def _character(glyph: Glyph, size: float, line_box: Box) -> str:
    """The glyph's text: ligatures spelled out, and a small raised one as the footnote mark that it is."""
    if glyph.text in SEEN_HYPHENS:
        return "-"
    is_raised = glyph.size < RAISED_SIZE * size and line_box.bottom - glyph.box.bottom > RAISED_BY * size
    if is_raised:
        return glyph.text.translate(_SUPERSCRIPTS)
    if unicodedata.decomposition(glyph.text[:1]).startswith("<compat>") and glyph.text.isalpha():
        return unicodedata.normalize("NFKC", glyph.text)
    return glyph.text
