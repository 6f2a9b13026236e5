"""Tells to which row of numbers each line of a names column belongs: names may take several lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from klantprofielen.geometry import Box, Line, around
from klantprofielen.read.followers import followers
from klantprofielen.read.layout.numbers.grid import Part
from klantprofielen.read.layout.vocabulary.row_labels import names_total
from klantprofielen.read.letters import compact

# In font sizes: how far a name's text may stand from its row, and a line of it from the next.
_REACH = 2.6
_NEXT_LINE = 2.0
# In heights: how far apart the middles of texts on one height may be.
_LEVEL = 0.4
# In distances between rows: two sums of distances that differ by less are alike.
_ALIKE = 0.25
# The most lines that a name is printed on; in heights, how far from its row's middle a centred one stands.
_MOST_NAME_LINES = 8
_OFF_CENTRE = 0.3
HYPHEN = "-"


def lines_by_row(part: Part, lines: Sequence[Line]) -> dict[int, list[Line]]:
    """Lines by row index. The closest lines are joined first, until there is one group a row."""
    on_rows = {id(line): index for index, row in enumerate(part.rows) for line in lines if same_height(line, row.box)}
    if all(id(line) in on_rows for line in lines):
        return _nearest(part, lines, on_rows)
    aligned = aligned_lines(part, lines, on_rows)
    if aligned:
        return aligned
    for limit in sorted({below.box.top - above.box.bottom for above, below in pairwise(lines)}):
        clusters = followers(lines, lambda near, line: line.box.top - near[-1].box.bottom <= limit + 1e-6)  # noqa: B023
        owners = [_row_of(part, cluster) for cluster in clusters]
        if len(clusters) == len(part.rows) and owners == list(range(len(part.rows))):
            return dict(enumerate(clusters))
    return _centred(part, lines) or _nearest(part, lines, on_rows)


def aligned_lines(part: Part, lines: Sequence[Line], on_rows: dict[int, int]) -> dict[int, list[Line]]:
    """Lines by row index where each name has its first line at its row's height, or each its last.

    Which of the two is told by the distances between lines of all names together: those of one row alone may be
    measured wrongly. Empty where names may stand in the middle of their rows, or where a line is far from its row's.
    """
    between = [0] * (len(part.rows) + 1)
    for line in lines:
        if id(line) not in on_rows:
            between[sum(row.box.y_centre < line.box.y_centre for row in part.rows)] += 1
    if len(set(on_rows.values())) < len(part.rows) or _may_be_centred(between):
        return {}
    found: list[tuple[int, int, int, int, dict[int, list[Line]]]] = []
    for order in (list(lines), list(reversed(lines))):
        gathered, distance = _gathered(order, on_rows)
        groups = {row: sorted(group, key=lambda line: line.box.y_centre) for row, group in sorted(gathered.items())}
        if groups:
            names = [joined_names(group) for group in groups.values()]
            usual = part.row_distance or part.rows[0].box.height
            found.append(
                (_divided(names), round(distance / (_ALIKE * usual)), _out_of_order(names), len(found), groups)
            )
    return min(found, key=lambda each: each[:-1])[-1] if found else {}


def _divided(names: Sequence[str]) -> int:
    """How many names begin in the middle: `en Nederwetten`, where others begin with a capital."""
    begins = [name.lstrip("(")[:1] for name in names]
    return sum(begin.islower() for begin in begins) if any(begin.isupper() for begin in begins) else 0


def _out_of_order(names: Sequence[str]) -> int:
    """How many names do not follow the one before in the alphabet."""
    return sum(compact(before) > compact(name) for before, name in pairwise(names) if not names_total(name))


def _may_be_centred(between: Sequence[int]) -> bool:
    """Whether as many lines can stand above each row as below it, by the numbers of lines between rows."""
    below = 0
    for count in between[:-1]:
        below = count - below
        if below < 0:
            return False
    return below == between[-1]


def _gathered(lines: Sequence[Line], on_rows: dict[int, int]) -> tuple[dict[int, list[Line]], float]:
    """Each line with the row of the last line before it that stands at one, and all distances to those before."""
    groups: dict[int, list[Line]] = {}
    total = 0.0
    row: int | None = None
    for index, line in enumerate(lines):
        if id(line) in on_rows:
            row = on_rows[id(line)]
        elif row is None:
            return {}, total
        else:
            distance = abs(line.box.y_centre - lines[index - 1].box.y_centre)
            if distance > _NEXT_LINE * line.size:
                return {}, total
            total += distance
        groups.setdefault(row, []).append(line)
    return groups, total


def _row_of(part: Part, cluster: Sequence[Line]) -> int | None:
    """The one row whose numbers stand within the height of a group of lines."""
    box = around(line.box for line in cluster)
    rows = [index for index, row in enumerate(part.rows) if box.top <= row.box.y_centre <= box.bottom]
    return rows[0] if len(rows) == 1 else None


def _centred(part: Part, lines: Sequence[Line]) -> dict[int, list[Line]]:
    """Lines by row index where each name is centred on its row, however close the next; empty where any is not.

    Of all ways to cut the lines into one group a row, the one whose middles stand nearest to their rows.
    """
    middles = [row.box.y_centre for row in part.rows]
    # By number of lines taken: the least distance of all rows so far, and where each of their names ends.
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for middle in middles:
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for taken, (cost, ends) in best.items():
            for end in range(taken + 1, min(taken + _MOST_NAME_LINES, len(lines)) + 1):
                off = abs((lines[taken].box.y_centre + lines[end - 1].box.y_centre) / 2 - middle)
                if off < _OFF_CENTRE * lines[taken].box.height:
                    found = (cost + off, (*ends, end))
                    following[end] = min(following.get(end, found), found)
        best = following
    if len(lines) not in best:
        return {}
    ends = best[len(lines)][1]
    return {row: list(lines[start:end]) for row, (start, end) in enumerate(pairwise((0, *ends)))}


def same_height(line: Line, box: Box) -> bool:
    """Whether a text stands at the height of a row."""
    return line.box.is_level(box, _LEVEL)


def _nearest(part: Part, lines: Sequence[Line], on_rows: dict[int, int]) -> dict[int, list[Line]]:
    """Gives lines at equal distances to rows.

    A line without numbers goes with the line before it if that one ends in a hyphen, and with the nearest row
    otherwise; what is wrongly joined is no known name, and is rejected in SQL.
    """
    groups: dict[int, list[Line]] = {}
    for index, line in enumerate(lines):
        row = on_rows.get(id(line))
        if row is None:
            row = _row_near(part, line, goes_on=index > 0 and lines[index - 1].text.endswith(HYPHEN))
        if row is not None:
            groups.setdefault(row, []).append(line)
    return groups


def _row_near(part: Part, line: Line, *, goes_on: bool) -> int | None:
    above = [index for index, row in enumerate(part.rows) if row.box.y_centre < line.box.y_centre]
    below = [index for index, row in enumerate(part.rows) if row.box.y_centre >= line.box.y_centre]
    if goes_on and above:
        return above[-1]
    distances = [(abs(part.rows[index].box.y_centre - line.box.y_centre), index) for index in (*above[-1:], *below[:1])]
    distance, index = min(distances)
    return index if distance <= _REACH * line.size else None


def joined_names(lines: Sequence[Line]) -> str:
    """The lines as one name, read from the top down."""
    return texts_joined([line.text for line in lines])


def texts_joined(texts: Sequence[str]) -> str:
    """Lines as one name; a line-end hyphen is kept, since it can be the name's own."""
    joined = ""
    for text in texts:
        joined += ("" if not joined or joined.endswith(HYPHEN) else " ") + text
    return joined
