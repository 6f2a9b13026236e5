"""Finds the strips of a table whose columns stand apart: on a page of their own, or beside or below each other on one.

A strip is a list of rows with equally many numbers at the end of each, with their names or without, and the heads over
them. A caption alone over a strip (`Klanten van UWV in Sonar`) is a head of its columns, but for their total.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from klantprofielen.geometry import HEAD_GAP, Box, Line, Page, around, usual_distance
from klantprofielen.read.followers import followers
from klantprofielen.read.layout.numbers.columns import extents
from klantprofielen.read.layout.numbers.grid import FEWEST_ROWS
from klantprofielen.read.layout.numbers.printed_numbers import TokenRun, token_runs
from klantprofielen.read.layout.vocabulary.header_words import OWNERS, Term, terms_of
from klantprofielen.read.layout.vocabulary.row_labels import names_total
from klantprofielen.read.letters import compact

# In font sizes: how far apart the rows of a strip and the lines of its heads stand; how far a name goes on below
# its number.
_FURTHEST_ROW = 3.5
_FURTHEST_HEAD = 3.2
_NAMES_REACH = 1.6
# In times the usual distance between rows.
_WIDEST_ROW = 2.5
# Texts over the first row that look like rows (`Tweede kwartaal 2020`).
_MOST_ROWS_BEFORE = 2
# Of strips that stand beside each other.
_FEWEST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Strip:
    """The columns of a table that stand together.

    Attributes:
        lines: those of the page; of strips beside each other, those on the strip's own side.
        top: where its heads begin.
    """

    page: Page
    lines: tuple[Line, ...]
    runs: tuple[TokenRun, ...]
    top: float

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands before the numbers of each row; nothing at all where names are not repeated."""
        return tuple(compact(run.label) for run in self.runs)

    @property
    def is_named(self) -> bool:
        """Whether the names stand beside the numbers."""
        return any(self.labels)

    @property
    def names_end(self) -> float:
        """Where the names end at the right."""
        return max((run.before[-1].box.x1 for run in self.runs if run.before), default=float("-inf"))

    @property
    def numbers(self) -> list[Box]:
        """Where its numbers stand."""
        return [token.box for run in self.runs for token in run.tokens]

    @property
    def columns(self) -> list[Box]:
        """Where each of its columns of numbers stands."""
        return extents(self.runs)

    @property
    def box(self) -> Box:
        """The box around heads, names and numbers."""
        box = around(run.line.box for run in self.runs)
        return Box(box.x0, min(box.top, self.top), box.x1, box.bottom)

    def has(self, box: Box) -> bool:
        """Whether a word is this strip's: one of its heads, names and numbers, or of a name's second line."""
        last = self.runs[-1].line
        below = _NAMES_REACH * last.size if box.x0 <= self.names_end else 0.0
        own = self.box
        return own.x0 <= box.x_centre <= own.x1 and own.top <= box.y_centre <= own.bottom + below


def strips_of(page: Page) -> list[Strip]:
    """The strip of a page that has most rows, and those beside and below it with the same names, row by row."""
    found = [strip for lines in _sides(page) for strip in _lists(page, lines)]
    longest = max(found, key=lambda strip: len(strip.runs), default=None)
    if longest is None:
        return []
    if not longest.is_named or len(longest.runs) < FEWEST_ROWS:
        return [longest]
    return [strip for strip in found if strip is longest or have_same_names(longest, strip)]


def have_same_names(one: Strip, other: Strip) -> bool:
    """Whether two strips name the same rows in the same order, but for texts over the first row that look like rows.

    The total row may be called otherwise.
    """
    rows = min(len(one.runs), len(other.runs))
    return max(len(one.runs), len(other.runs)) - rows <= _MOST_ROWS_BEFORE and all(
        map(_is_same_name, one.labels[-rows:], other.labels[-rows:])
    )


def _is_same_name(one: str, other: str) -> bool:
    return one == other or (names_total(one) and names_total(other))


def _sides(page: Page) -> Iterator[tuple[Line, ...]]:
    """The lines of a page, cut between lists that stand beside each other; the left ones have texts over a cut."""
    rest = page.lines
    for at in _cuts(page):
        left: list[Line] = []
        right: list[Line] = []
        for line in rest:
            over = max((text.box.x1 for text in page.texts(line, HEAD_GAP) if text.box.x0 < at), default=at)
            for side, words in (
                (left, tuple(word for word in line.words if word.box.x0 < over)),
                (right, tuple(word for word in line.words if word.box.x0 >= over)),
            ):
                if words:
                    side.append(Line(words))
        yield tuple(left)
        rest = tuple(right)
    yield rest


def _cuts(page: Page) -> list[float]:
    """Where, from left to right, a list of names and numbers ends and another begins."""
    rows = sorted(
        (run.before[0].box.x0, run.tokens[-1].box.x1)
        for line in page.lines
        for run in token_runs(line)
        if len(run.tokens) >= _FEWEST_COLUMNS and any(char.isalpha() for char in run.label)
    )
    lists = followers(rows, lambda beside, row: row[0] <= max(end for _, end in beside))
    edges = [(rows[0][0], max(end for _, end in rows)) for rows in lists if len(rows) >= FEWEST_ROWS]
    return [(left[1] + right[0]) / 2 for left, right in pairwise(edges)]


def _lists(page: Page, lines: tuple[Line, ...]) -> Iterator[Strip]:
    """The lists of rows among lines with equally many numbers at the end of each, one below the other."""
    runs: list[TokenRun] = []
    for line in lines:
        run = max(token_runs(line, join_groups=page.joins_groups), key=lambda one: one.tokens[-1].box.x1, default=None)
        if run is not None and run.tokens[-1].box.x1 >= line.words[-1].box.x1:
            runs.append(run)
    for group in followers(runs, _goes_on):
        yield Strip(page, lines, tuple(group), group[0].line.box.top)


def _goes_on(group: Sequence[TokenRun], run: TokenRun) -> bool:
    last = group[-1]
    furthest = _WIDEST_ROW * (usual_distance(one.line.box for one in group) or 0.0)
    return (
        len(run.tokens) == len(last.tokens)
        and not (len(group) > 1 and names_total(last.label))
        and run.line.box.y_centre - last.line.box.y_centre <= max(furthest, _FURTHEST_ROW * last.line.size)
        and all(one.box.x_overlap(other.box) > 0 for one, other in zip(last.tokens, run.tokens, strict=True))
    )


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads over a strip.

    Attributes:
        upright: the lines that stand upright, without the caption.
        turned: those that stand on their side.
        caption: what a caption says of the columns, as wide as those.
        printed_caption: its line as it is printed.
    """

    upright: tuple[Line, ...]
    turned: tuple[Line, ...]
    caption: Line | None = None
    printed_caption: Line | None = None

    @property
    def boxes(self) -> list[Box]:
        """Where the heads stand."""
        captions = [self.caption] if self.caption else []
        return [line.box for line in (*self.upright, *self.turned, *captions)]


def heads_of(strip: Strip) -> Heads:
    """The lines over the numbers that are made up of a header's words, upright and turned, as far as each is near."""
    page, first, left = strip.page, strip.runs[0], strip.names_end
    turned = tuple(line for line in page.sideways if line.box.bottom <= first.line.box.top and line.box.x_centre > left)
    lowest = min([first.line.box.top, *(line.box.top for line in turned)])
    heads: list[Line] = []
    for line in reversed([line for line in strip.lines if line.box.y_centre < first.line.box.top]):
        texts = page.texts(line, HEAD_GAP)
        over = [text for text in texts if text.box.x0 > left]
        if lowest - line.box.bottom > _FURTHEST_HEAD * line.size or not all(map(_is_of_heads, over)):
            break
        if not over and (caption := _caption(strip, texts, heads)):
            return Heads(tuple(heads), turned, caption, line)
        if len(over) < len(texts) and not over and any(terms_of(text.text) is None for text in texts):
            break
        if over:
            heads.insert(0, Line(tuple(word for text in over for word in text.words)))
        lowest = min(lowest, line.box.top)
    return Heads(tuple(heads), turned)


def _is_of_heads(text: Line) -> bool:
    """Whether each word of a text is one of a header: heads may stand so close that together they say nothing."""
    return all(terms_of(word.text) is not None for word in text.words)


def _caption(strip: Strip, texts: Sequence[Line], heads: Sequence[Line]) -> Line | None:
    """What a caption says of the columns of a strip, set over them; None where a text is none.

    It says whose clients they are, which no head below it does, and more than the head of the names (`Gemeente`).
    """
    labels = [text for line in heads for text in strip.page.texts(line, HEAD_GAP)]
    of_totals = [text.box for text in labels if Term.TOTAL in _terms(text)]
    columns = [column for column in strip.columns if not any(column.x_overlap(box) > 0 for box in of_totals)]
    say_owner = any(
        OWNERS & _terms(text) for text in labels if any(column.x_overlap(text.box) > 0 for column in columns)
    )
    if len(texts) != 1 or say_owner or not columns:
        return None
    says = _terms(texts[0])
    if not OWNERS & says or (says == {Term.MUNICIPAL} and len(texts[0].words) == 1):
        return None
    words = texts[0].words
    end = next((place for place, word in enumerate(words) if Term.TOTAL in (terms_of(word.text) or ())), len(words))
    return _stretched(Line(words[:end]), around(columns)) if end else None


def _terms(text: Line) -> set[Term]:
    return set(terms_of(text.text) or ())


def _stretched(line: Line, over: Box) -> Line:
    """A line as wide as the columns that it stands over."""
    factor = over.width / line.box.width

    def placed(box: Box) -> Box:
        x0, x1 = (over.x0 + factor * (x - line.box.x0) for x in (box.x0, box.x1))
        return box._replace(x0=x0, x1=x1)

    return Line(tuple(replace(word, box=placed(word.box)) for word in line.words))
