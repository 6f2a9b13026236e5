"""From glyphs to words and lines, the same way for every reader."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise
from statistics import median

from klantprofielen.geometry import Box, Glyph, Line, Word, around
from klantprofielen.read.layout.page.not_text import (
    without_double_draws,
    without_leaders,
    without_rules,
)

# Distances in font sizes. A space is about 0.28 wide, kerning moves glyphs by less than 0.1.
WORD_GAP = 0.16
# Digits that rounding sets apart are one number still: columns stand further apart than a space is wide.
DIGIT_GAP = 0.22
SPACE = 0.3
CHUNK_GAP = 1.0
TRACKED_GAP = 0.12
FEWEST_GAPS = 3
# Of width and height: one glyph of a line stands over another. In heights: glyphs of one level.
OVER_OR_UNDER, SAME_LEVEL = 0.3, 0.25
# In font sizes: characters that begin as close together begin at one place.
SAME_START = 0.03
# Of a printed space: what is left of it where the next letter takes it back.
TAKEN_BACK = 0.35
# A browser sets a raised mark in five sixths of the size.
RAISED_SIZE = 0.87
RAISED_BY = 0.3

# A soft hyphen that can be seen is a hyphen, whatever its font calls it.
SEEN_HYPHENS = {"\u00ad", "\u2010", "\u2011"}
_SUPERSCRIPTS = str.maketrans("0123456789abcdefghijklmnoprstuvwxyz()", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ⁽⁾")
# Letters whose two bytes a map of a font has the wrong way round: the ligature fi as U+6600 U+6900.
_SWAPPED = {code << 8: chr(code) for code in range(ord("a"), ord("z") + 1)}
# What the first of the bytes of an accented letter, a sign or a dash in UTF-8 is alone.
_TWO_BYTES = frozenset("\u00c3\u00c2\u00e2")
_COMBINING = {
    "\u00b4": "\u0301",
    "\u02ca": "\u0301",
    "`": "\u0300",
    "\u00a8": "\u0308",
    "\u02c6": "\u0302",
    "\u02dc": "\u0303",
    "\u00b8": "\u0327",
}


def lines_of_glyphs(glyphs: Sequence[Glyph]) -> tuple[Line, ...]:
    """Groups upright glyphs into lines of words, top to bottom, left to right."""
    rows = [
        without_leaders(sorted(row, key=_place_in_line))
        for joined in _rows(without_double_draws(glyphs))
        for row in _levels(joined)
    ]
    rows = [row for row in without_rules(rows) if not all(glyph.text.isspace() for glyph in row)]
    return tuple(sorted(map(_line_of_glyphs, rows), key=lambda line: line.box.y_centre))


def _place_in_line(glyph: Glyph) -> float:
    """Where a glyph stands in its line; a space stands before the character that begins where it does."""
    return round(glyph.box.x0 - (SAME_START * glyph.size if glyph.text.isspace() else 0.0), 2)


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
    return _with_strays_moved(rows)


def _with_strays_moved(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """The rows, glyphs off the usual height of theirs moved to another where they are at its height.

    A capital is drawn higher than other letters, and comes first: it may have joined a line half a line above its own.
    """
    usual = [median(glyph.box.y_centre for glyph in row) for row in rows]
    order = sorted((middle, index) for index, middle in enumerate(usual))
    moved: list[list[Glyph]] = [[] for _ in rows]
    for index, row in enumerate(rows):
        largest = max(glyph.size for glyph in row)
        for glyph in row:
            middle, reach = glyph.box.y_centre, SAME_LEVEL * glyph.box.height
            target = index
            if abs(middle - usual[index]) > reach and glyph.size >= RAISED_SIZE * largest:
                place = bisect_left(order, (middle, -1))
                nearest = min(order[max(0, place - 1) : place + 1], key=lambda one, at=middle: abs(one[0] - at))  # type: ignore[misc]
                target = nearest[1] if abs(middle - nearest[0]) < reach else index
            moved[target].append(glyph)
    return [row for row in moved if row]


def _levels(row: Sequence[Glyph]) -> list[list[Glyph]]:
    """The glyphs of one line; where some stand over others they are of cells whose lines stand half a line apart.

    Then glyphs of one height are a line, so that no word is divided; small raised ones stay beside theirs.
    """
    sums = [glyph.box.top + glyph.box.bottom for glyph in row]
    if max(sums) - min(sums) <= OVER_OR_UNDER * row[0].size:
        return [list(row)]
    placed = sorted((glyph for glyph in row if not glyph.text.isspace()), key=lambda glyph: glyph.box.x0)
    if not any(_is_over_or_under(one, other) for one, other in pairwise(placed)):
        return [list(row)]
    largest = max(glyph.size for glyph in placed)
    levels: list[list[Glyph]] = []
    for glyph in sorted(row, key=lambda g: (g.size < RAISED_SIZE * largest, g.box.y_centre)):
        beside = [level for level in levels if _is_raised_in(level, glyph)]
        level = [
            level
            for level in levels
            if abs(level[0].box.y_centre - glyph.box.y_centre) < SAME_LEVEL * min(level[0].box.height, glyph.box.height)
        ]
        if level or beside:
            (level or beside)[0].append(glyph)
        else:
            levels.append([glyph])
    return levels


def _is_over_or_under(one: Glyph, other: Glyph) -> bool:
    return (
        one.box.x_overlap(other.box) > OVER_OR_UNDER * min(one.box.width, other.box.width)
        and abs(one.box.y_centre - other.box.y_centre) > OVER_OR_UNDER * min(one.box.height, other.box.height)
        and not {one.text, other.text} & _COMBINING.keys()
    )


def _is_raised_in(row: Sequence[Glyph], glyph: Glyph) -> bool:
    """Whether a small glyph stands directly behind or before a larger one of that line, as a footnote mark does."""
    anchor = row[0]
    return (
        glyph.size < RAISED_SIZE * anchor.size
        and anchor.box.top - 0.2 * anchor.size <= glyph.box.y_centre <= anchor.box.bottom
        and any(
            -0.3 * g.size <= apart <= 0.5 * g.size
            for g in row
            for apart in (glyph.box.x0 - g.box.x1, g.box.x0 - glyph.box.x1)
        )
    )


def _line_of_glyphs(glyphs: Sequence[Glyph]) -> Line:
    chunks = _chunks(_with_accents_joined(glyphs))
    tracking = _tracking(gap for chunk in chunks for gap in _gaps(chunk))
    of_numbers = _tracking_of_numbers([gap for chunk in chunks if _is_number(chunk) for gap in _gaps(chunk)])
    words: list[Word] = []
    for chunk in chunks:
        words.extend(_words_of_chunk(chunk, of_numbers if of_numbers and _is_number(chunk) else tracking))
    return Line(tuple(words))


def _is_number(chunk: Sequence[Glyph]) -> bool:
    return all(glyph.text.isdecimal() or glyph.text in ".," for glyph in chunk)


def _tracking_of_numbers(gaps: Sequence[float]) -> float:
    """By how much the digits of a line are set apart: by the same all over, and by no more than a space.

    The letters of its name may be set as usual.
    """
    is_tracked = len(gaps) >= FEWEST_GAPS and min(gaps) >= TRACKED_GAP and max(gaps) <= SPACE
    return median(gaps) if is_tracked else 0.0


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
    return sorted(letters, key=_place_in_line)


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
    size = max((g.size for g in glyphs if not g.text.isspace()), default=0.0)
    # PDFium drops the spaces of letter-spaced text: each stands behind one that it makes up itself.
    furthest = size * (2 * tracking + SPACE) if tracking and not any(g.text.isspace() for g in glyphs) else 0.0
    parts: list[tuple[str, list[Glyph]]] = []
    space: list[Glyph] = []
    reach = 0.0
    for glyph in glyphs:
        if glyph.text.isspace():
            space.append(glyph)
            continue
        between = ""
        if space and not (parts and _is_taken_back(parts[-1][1][-1], space, glyph)):
            between = "".join([blank.text for blank in space])
        if not parts or between or glyph.box.x0 - reach > size * (tracking + _word_gap(parts[-1][1][-1], glyph)):
            is_text = bool(parts) and not (parts[-1][1][-1].text.isdecimal() and glyph.text.isdecimal())
            if is_text and not between and glyph.box.x0 - reach <= furthest:
                between = " "
            parts.append((between, [glyph]))
            reach = glyph.box.x1
        else:
            parts[-1][1].append(glyph)
            reach = max(reach, glyph.box.x1)
        space = []
    return [_word(part, space_before) for space_before, part in parts]


def _word_gap(before: Glyph, after: Glyph) -> float:
    is_number = before.text.isdecimal() and after.text.isdecimal() and before.size == after.size
    return DIGIT_GAP if is_number else WORD_GAP


def _is_taken_back(before: Glyph, space: Sequence[Glyph], after: Glyph) -> bool:
    """Whether a space is taken back by setting the next character over it, as some do to kern or to break lines there.

    Between two digits it parts two numbers all the same.
    """
    return (
        not (before.text.isdecimal() and after.text.isdecimal())
        and after.box.x0 < space[0].box.x0 + TAKEN_BACK * space[0].box.width
    )


def _word(glyphs: Sequence[Glyph], space_before: str) -> Word:
    size = max([g.size for g in glyphs])
    box = line_box = around([g.box for g in glyphs])
    if min([g.size for g in glyphs]) < RAISED_SIZE * size:
        line_box = around([g.box for g in glyphs if g.size >= RAISED_SIZE * size])
    text = "".join([_character(g, size, line_box) for g in glyphs])
    return Word(unicodedata.normalize("NFC", _decoded(text)), box, size, space_before)


def _decoded(text: str) -> str:
    """A word that was written in UTF-8 and printed byte by byte: `Frysl\u00c3\u00a2n`; none with a digit in it."""
    if not _TWO_BYTES & set(text) or any(char.isdigit() for char in text):
        return text
    try:
        return text.encode("cp1252").decode()
    except UnicodeError:
        return text


def _character(glyph: Glyph, size: float, line_box: Box) -> str:
    """The glyph's text: ligatures spelled out, and a small raised one as the footnote mark that it is."""
    if glyph.text in SEEN_HYPHENS:
        return "-"
    is_raised = glyph.size < RAISED_SIZE * size and line_box.bottom - glyph.box.bottom > RAISED_BY * size
    if is_raised:
        return glyph.text.translate(_SUPERSCRIPTS)
    if glyph.text.isascii():
        return glyph.text
    if (swapped := glyph.text.translate(_SWAPPED)) != glyph.text:
        return swapped
    if unicodedata.decomposition(glyph.text[:1]).startswith("<compat>") and glyph.text.isalpha():
        return unicodedata.normalize("NFKC", glyph.text)
    return glyph.text
