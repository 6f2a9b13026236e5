"""Finds the names that belong to a grid's rows, wrapped ones included, and the region column beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from klantprofielen.geometry import Box, Line, around
from klantprofielen.read.layout.names.name_lines import (
    HYPHEN,
    aligned_lines,
    joined_names,
    lines_by_row,
    same_height,
    texts_joined,
)
from klantprofielen.read.layout.numbers.grid import Part
from klantprofielen.read.layout.vocabulary.header_words import terms_of
from klantprofielen.read.layout.vocabulary.row_labels import names_total

# In font sizes: how far below a line its next one stands.
_NEXT_LINE = 2.0
# In distances between rows: from here on a line is a row's of its own, not the next line of a name.
_ROW_DISTANCE = 0.75
# In distances between rows: a line further below is no part of a name.
_FURTHEST_BELOW = 1.2
# In heights of a row's numbers: the lines of one label stand closer than this.
_LABEL_LINE = 1.4
# In points: how exactly names that are aligned begin at one place.
_ALIGNED = 1.0
# In font sizes: how exactly the parts of a name on two pages begin at the left edge of the names.
_LEFT_ALIGNED = 0.4
_MOST_WORDS = 6
# What may stand before the names of rows: a list's bullet, or an icon whose character a font keeps for itself; numbers;
# codes.
_SYMBOL = re.compile("^[\ue000-\uf8ff\u2022\u25aa\u25a0\u25ba\u25b6\u25cf\u25cb\u2023]+\\s*(?=['\u2018\u2019A-Z])")
# The mark of a note behind a name; the first letters of provinces are capitals: `Hengelo (O)`.
_LETTER = re.compile(r"\s*\([a-h]\)$")
_NUMBERED = re.compile(r"(\d{1,3})[.):]? +(\D.*)")
_CODED = re.compile(r"(?:GM ?|AM ?)(\d{2,4}) +(\D.*)")
# What stands at the foot or head of a page that a table runs over; no municipality is called so.
_FURNITURE = re.compile(
    r"vervolg|pagina|\bblad\b|^\d+ (?:van|/) \d+|bronvermelding|doelgroep|klantprofiel|kwartaal|\u00a9|gegevensdiensten"
)


@dataclass(frozen=True, slots=True)
class RowName:
    """The printed name of one row."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Names:
    """What stands left of the numbers of one part of a grid.

    Attributes:
        names: by row index of the part; None where no name could be given to the row.
        region: the lines of the region column, top to bottom.
        before: a text above the first row that goes on with the last name of the page before.
        after: a text below the last row that the first name of the next page goes on with.
    """

    names: tuple[RowName | None, ...]
    region: tuple[Line, ...]
    before: RowName | None = None
    after: RowName | None = None


def joined_over_breaks(parts: Sequence[Names]) -> list[RowName | None]:
    """The names of all parts of a grid; one that a page break divides is joined, and stands where its row does."""
    names: list[RowName | None] = []
    for above, part in zip((None, *parts), parts, strict=False):
        own = list(part.names)
        if above is not None and above.after is not None and own and own[0] is not None:
            own[0] = RowName(texts_joined((above.after.text, own[0].text)), own[0].box)
        if part.before is not None and names and names[-1] is not None:
            names[-1] = RowName(texts_joined((names[-1].text, part.before.text)), names[-1].box)
        names += own
    return names


def without_numbers(names: Sequence[RowName | None]) -> list[RowName | None]:
    """The names without the numbers of their rows before them (`1. Asten`, `2. Deurne`), or each one's code (`GM0743`).

    No municipality's name begins with a number; one that is not its row's is left for SQL to judge. None begins with a
    bullet or an icon, nor ends in the mark of a note (`Soest (b)`).
    """
    names = [replace(name, text=_LETTER.sub("", _SYMBOL.sub("", name.text))) if name else None for name in names]
    for pattern in (_NUMBERED, _CODED):
        found = [pattern.fullmatch(name.text) if name else None for name in names]
        numbers = {row: int(match[1]) for row, match in enumerate(found, start=1) if match}
        is_counted = all(row == number for row, number in numbers.items())
        is_coded = pattern is _CODED and len(set(numbers.values())) == len(numbers)
        if numbers and (is_counted or is_coded):
            return [
                replace(name, text=match[2]) if name and match else name
                for name, match in zip(names, found, strict=True)
            ]
    return list(names)


def names_column(part: Part) -> Box | None:
    """Where the names column stands, by the texts on the same height as the numbers alone."""
    beside = _beside(part)
    columns = _text_columns([text for text in beside if not names_total(text.text)]) or _text_columns(beside)
    return _of_names(columns, beside) if columns else None


def _of_names(columns: Sequence[Box], texts: Sequence[Line]) -> Box:
    """The column of names: the last before the numbers, unless it says the same in every row (a province)."""
    said = [{text.text for text in texts if text.box.x_overlap(column) > 0} for column in columns[-2:]]
    repeats = len(columns) > 1 and len(said[1]) == 1 < len(said[0])
    return columns[-2 if repeats else -1]


def find_names(
    part: Part,
    *,
    top: float,
    bottom: float,
    goes_on: tuple[bool, bool] = (False, False),
    starts: Sequence[int] = (),
) -> Names:
    """Finds names and region texts between two heights of the part's page, left of its numbers.

    `goes_on`: whether a page with rows of this grid comes before, and after: a name may be divided there. `starts`: the
    rows with which groups begin that have sums of their own: a heading above each is no part of a name.
    """
    left = _edge(part)
    found = [
        text
        for line in part.page.lines
        for text in (
            _left_of_numbers(line, part, left)
            if _is_row_line(line, part)
            else _texts_above_or_below(line, part, left, top=top, bottom=bottom)
        )
    ]
    found = _down_to_last_name(part, found)
    on_rows = _beside(part)
    edge = _common_left(on_rows)
    texts = [piece for text in found for piece in _cut_at(text, edge)]
    totals = [text for text in texts if names_total(text.text)]
    others = [text for text in texts if text not in totals]
    beside = [piece for text in on_rows for piece in _cut_at(text, edge)]
    columns = _text_columns([text for text in beside if text not in totals]) or _text_columns(others)
    if not columns:
        return Names(_match(part, totals), ())
    column = _of_names(columns, [text for text in beside if text not in totals])
    total_lines = [*totals, *_wrapped_totals(part, totals, others)]
    if totals and same_height(totals[-1], part.rows[-1].box):
        others = [text for text in others if text.box.y_centre < part.rows[-1].box.bottom or text in total_lines]
    before_total = [text for text in others if any(_is_left_of(text, total) for total in totals)]
    names = [
        text for text in others if (text.box.x_overlap(column) > 0 and text not in before_total) or text in total_lines
    ]
    last = part.rows[-1].box.bottom
    region = [text for text in others if text not in names and text.box.x0 < column.x0 and text.box.y_centre <= last]
    sideways = [line for line in part.page.sideways if _stands_beside(line, part, column)]
    # A number alone is that of the row, not a line of its name.
    named = [text for text in texts if (text in names or text in totals) and not text.text.isdecimal()]
    headings = _headings(part, named, starts)
    named = [text for text in named if text not in headings]
    aligned = [text for text in named if abs(text.box.x0 - column.x0) < _LEFT_ALIGNED * text.size]
    before, after = _over_breaks(part, aligned, goes_on)
    named = [text for text in named if text not in before and text not in after]
    return Names(_match(part, named), (*region, *sideways), _row_name(before), _row_name(after))


def _headings(part: Part, named: Sequence[Line], starts: Sequence[int]) -> list[Line]:
    """The headings of groups: the first text above each group, a row's distance off; none where a group has none."""
    found = []
    for row in starts:
        middle = part.rows[row].box.y_centre
        above = part.rows[row - 1].box.y_centre if row else float("-inf")
        between = [
            text
            for text in named
            if above < text.box.y_centre < middle
            and not any(same_height(text, part.rows[other].box) for other in (row, max(row - 1, 0)))
        ]
        has_name = any(same_height(text, part.rows[row].box) for text in named)
        if not between or not has_name or between[0].text.endswith(HYPHEN):
            return []
        if middle - between[0].box.y_centre < _ROW_DISTANCE * (part.row_distance or 0.0):
            return []
        found.append(between[0])
    return found


def _down_to_last_name(part: Part, texts: Sequence[Line]) -> list[Line]:
    """The texts without those that stand further below the last row than rows do: no name goes on there."""
    if part.row_distance is None:
        return list(texts)
    end, limit = part.rows[-1].box.y_centre, _FURTHEST_BELOW * part.row_distance
    kept = []
    for text in texts:
        if text.box.y_centre - end > limit:
            break
        kept.append(text)
        end = max(end, text.box.y_centre)
    return kept


def _is_left_of(text: Line, total: Line) -> bool:
    """Whether a text stands before a total row's label: the region's name, repeated on that page."""
    return text.box.x1 <= total.box.x0 and same_height(text, total.box)


def _over_breaks(
    part: Part, named: Sequence[Line], goes_on: tuple[bool, bool]
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines of names that belong to rows of the page before and after: a row's distance off their nearest row.

    That row must have a name of its own at its height, or the line could be the first or last of it.
    """
    first, last = part.rows[0], part.rows[-1]
    if part.row_distance is not None:
        distance = _ROW_DISTANCE * part.row_distance
    elif first.is_total:
        # A total row alone on its page: its label has no such distance between its lines.
        distance = _LABEL_LINE * first.box.height
    else:
        return (), ()
    has_first, has_last = (any(same_height(text, row.box) for text in named) for row in (first, last))
    # What a hyphen divides stays together.
    is_divided = any(same_height(text, last.box) and text.text.endswith(HYPHEN) for text in named)
    before = tuple(
        text
        for text in named
        if goes_on[0]
        and has_first
        and text.box.y_centre < first.box.top
        and (first.box.y_centre - text.box.y_centre >= distance or _begin_at_numbers(part, named))
        and not text.text.endswith(HYPHEN)
    )
    after = tuple(
        text
        for text in named
        if goes_on[1] and has_last and not is_divided and text.box.y_centre - last.box.y_centre >= distance
    )
    return before, after


def _begin_at_numbers(part: Part, named: Sequence[Line]) -> bool:
    """Whether names that wrap have their first line at the height of their numbers: then no name begins above them."""
    lines = [text for text in named if text.box.y_centre >= part.rows[0].box.top]
    on_rows = {id(line): index for index, row in enumerate(part.rows) for line in lines if same_height(line, row.box)}
    groups = aligned_lines(part, lines, on_rows)
    wrapped = [group for group in groups.values() if len(group) > 1]
    return bool(wrapped) and all(id(group[0]) in on_rows for group in groups.values())


def _row_name(lines: Sequence[Line]) -> RowName | None:
    return RowName(joined_names(lines), around(line.box for line in lines)) if lines else None


def _edge(part: Part) -> float:
    """Where the numbers begin."""
    return min(token.box.x0 for row in part.rows for token in row.tokens.values())


def _is_row_line(line: Line, part: Part) -> bool:
    return any(same_height(line, row.box) for row in part.rows)


def _beside(part: Part) -> list[Line]:
    """The texts on the rows' own lines, left of the numbers."""
    edge = _edge(part)
    return [text for line in part.page.lines if _is_row_line(line, part) for text in _left_of_numbers(line, part, edge)]


def _left_of_numbers(line: Line, part: Part, edge: float) -> list[Line]:
    # A long name may end under wider numbers of other rows; its own row's begin behind it.
    own = [row.tokens for row in part.rows if same_height(line, row.box)]
    first = min((token.box.x0 for tokens in own for token in tokens.values()), default=edge)
    words = tuple(
        word
        for word in line.words
        if word.box.x1 <= edge + 0.3 * word.size or (word.box.x0 < edge and word.box.x1 <= first)
    )
    return part.page.texts(Line(words)) if words else []


def _texts_above_or_below(line: Line, part: Part, edge: float, *, top: float, bottom: float) -> list[Line]:
    """The texts of a line without numbers, where a wrapped name can stand; prose goes on under the numbers."""
    end = part.columns[-1].x1
    texts = part.page.texts(line)
    # Where every name has a line of its own, a long one may reach over the numbers.
    is_name = len(texts) == 1 and len(line.words) <= _MOST_WORDS and not any(row.label for row in part.rows)
    is_prose = not is_name and any(word.box.x1 > edge and word.box.x0 < end for word in line.words)
    if is_prose or not top <= line.box.y_centre <= bottom:
        return []
    return [
        text
        for text in texts
        if (text.box.x1 <= edge or (is_name and text.box.x0 < edge)) and not _FURNITURE.search(text.text.lower())
    ]


def _common_left(texts: Sequence[Line]) -> float | None:
    """Where most names begin, if they are aligned there."""
    starts = [text.box.x0 for text in texts if not names_total(text.text)]
    for start in starts:
        if sum(abs(start - other) < _ALIGNED for other in starts) > len(starts) / 2:
            return start
    return None


def _cut_at(text: Line, edge: float | None) -> list[Line]:
    """A text cut where a word begins at the names' common edge: a region name may come close before it."""
    if edge is None:
        return [text]
    starts = [index for index, word in enumerate(text.words) if index and abs(word.box.x0 - edge) < _ALIGNED]
    return text.cut_before(starts[:1])


def _text_columns(fragments: Sequence[Line]) -> list[Box]:
    """Texts that overlap horizontally make a column; columns left to right."""
    columns: list[Box] = []
    for fragment in sorted(fragments, key=lambda f: f.box.x0):
        if columns and fragment.box.x0 < columns[-1].x1:
            columns[-1] |= fragment.box
        else:
            columns.append(fragment.box)
    return columns


def _stands_beside(line: Line, part: Part, names: Box) -> bool:
    """Whether turned text stands beside the table as the region's name may; a number alone is that of the page."""
    is_name = any(char.isalpha() for char in line.text)
    return is_name and line.box.x1 <= names.x0 and line.box.y_overlap(part.box) > 0


def _wrapped_totals(part: Part, totals: Sequence[Line], others: Sequence[Line]) -> list[Line]:
    """The lines directly under a total row's label that go on with it (`TOTAAL` / `AMR`), and are no row's own."""
    return [
        text
        for total in totals
        for text in others
        if 0 < text.box.y_centre - total.box.y_centre < _NEXT_LINE * total.size
        and abs(text.box.x_centre - total.box.x_centre) < max(text.box.width, total.box.width)
        and not _is_row_line(text, part)
        and terms_of(text.text)
    ]


def _match(part: Part, lines: Sequence[Line]) -> tuple[RowName | None, ...]:
    """Gives every row its name: name lines are gathered into one group a row, by the distances between them."""
    result: list[RowName | None] = [None] * len(part.rows)
    for index, group in lines_by_row(part, lines).items():
        result[index] = RowName(joined_names(group), around(line.box for line in group))
    return tuple(result)
