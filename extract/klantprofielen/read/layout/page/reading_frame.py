"""A page in the frame that it is read in: upright, in the usual type, with its turned and slanted texts beside."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import hypot
from statistics import median

from klantprofielen.geometry import TEXT_LAYER_OF_SCAN, Glyph, Line, Page, Word
from klantprofielen.read.followers import followers
from klantprofielen.read.layout.page.line_numbers import without_line_numbers
from klantprofielen.read.layout.page.not_text import overprinted_digits
from klantprofielen.read.layout.page.tilt import straightened, tilt_of
from klantprofielen.read.layout.page.words import lines_of_glyphs

# In font sizes: how near words stand that a space may part.
_NEIGHBOUR_GAP = 0.5
# The letters of a scan's text layer are narrower than those that are seen, and the gaps wider.
_SCAN_GAP_TOLERANCE = 2.6
# The type sizes of pages whose unit is the point, and the one that others are read in.
_LEAST_SIZE, _USUAL_SIZE, _MOST_SIZE = 3.0, 8.0, 40.0
# The letters of a text at a slant stand no further apart.
_SLANTED_REACH = 2.5
# Title, quarter and region have so many letters at least.
_LEAST_ACROSS = 40
# Turned texts further apart are different texts, however widely a stamp is spaced.
_SIDEWAYS_GAP = 4.0


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
    tilt = tilt_of(upright)
    if tilt:
        upright = straightened(upright, tilt)
        sideways = defaultdict(list, {rest: straightened(each, tilt) for rest, each in sideways.items()})
    lines = without_line_numbers(lines_of_glyphs(upright))
    overprinted = overprinted_digits(upright)
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
        tilt=tilt,
        spaces_are_printed=_spaces_are_printed(lines),
        gap_tolerance=_SCAN_GAP_TOLERANCE if any(code == TEXT_LAYER_OF_SCAN for code, _ in notes) else 1.0,
        across=_across(number, (frame_width, frame_height), turn, sideways, scale),
    )


def _across(
    number: int, frame: tuple[float, float], turn: int, sideways: Mapping[int, Sequence[Glyph]], scale: float
) -> Page | None:
    """The text that is turned most against the rest, upright, where there is as much of it as headings have."""
    rest = max((1, 3), key=lambda turns: len(sideways.get(turns, ())))
    glyphs = sideways.get(rest, ())
    if len(glyphs) < _LEAST_ACROSS:
        return None
    width, height = frame
    lines = lines_of_glyphs([Glyph(g.text, g.box.turned(-rest, width, height), g.size) for g in glyphs])
    return Page(
        number=number,
        width=height,
        height=width,
        lines=lines,
        quarter_turns=(turn - rest) % 4,
        spaces_are_printed=_spaces_are_printed(lines),
        scale=scale,
    )


def _reading_scale(glyphs: Sequence[Glyph]) -> float:
    """What makes the usual type as large as type is; 1 where it is already."""
    sizes = [glyph.size for glyph in glyphs if not glyph.text.isspace()]
    usual = median(sizes) if sizes else _USUAL_SIZE
    return 1.0 if _LEAST_SIZE <= usual <= _MOST_SIZE else _USUAL_SIZE / usual


def _slanted_texts(glyphs: Sequence[Glyph]) -> tuple[str, ...]:
    """Texts at a slant, in the order in which they are drawn; a leap on the page begins another."""
    runs = followers([glyph for glyph in glyphs if glyph.quarter_turns is None], _is_near)
    texts = ["".join(glyph.text for glyph in run) for run in runs]
    return tuple(text for text in texts if not text.isspace())


def _is_near(text: Sequence[Glyph], glyph: Glyph) -> bool:
    last = text[-1]
    apart = hypot(glyph.box.x_centre - last.box.x_centre, glyph.box.y_centre - last.box.y_centre)
    return apart <= _SLANTED_REACH * max(glyph.size, last.size)


def _spaces_are_printed(lines: Iterable[Line]) -> bool:
    """Whether most neighbouring words have a space character between them."""
    neighbours = [
        bool(word.space_before)
        for line in lines
        for before, word in pairwise(line.words)
        if word.box.x0 - before.box.x1 < _NEIGHBOUR_GAP * word.size
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
        for text in line.fragments(_SIDEWAYS_GAP)
    ]
