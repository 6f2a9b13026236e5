"""Reads the header above a grid and finds what every number column holds.

The header words decide. Where a label that spans columns leaves more than one way to share it out, the
rows' arithmetic may choose between the ways, and what is still open then is declined: sums alone can't
tell `Profiel` from `Geen profiel`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from klantprofielen.errors import DeclinedError, Reason
from klantprofielen.geometry import Box, Page
from klantprofielen.read.layout.header.labels import (
    LABEL_GAPS,
    Labels,
    find_far_labels,
    find_labels,
    find_side_by_side,
    find_turned_labels,
)
from klantprofielen.read.layout.header.legend import legend_of
from klantprofielen.read.layout.header.roles import SERIES_ORDER, is_complete, ways_to_read
from klantprofielen.read.layout.names.names import names_column
from klantprofielen.read.layout.numbers.arithmetic import verifies
from klantprofielen.read.layout.numbers.grid import Grid, Part
from klantprofielen.read.layout.vocabulary.header_words import OWNERS, Term
from klantprofielen.read.letters import compact
from klantprofielen.records import ColumnRole, HeaderKind

# Heads in the middle of high cells stand so many times as far from the rows as others.
_FURTHER = 3


@dataclass(frozen=True, slots=True)
class Header:
    """What the columns hold.

    Attributes:
        roles: one for each number column, left to right.
        texts: the header text of each number column; None where none stands.
        top: the height at which the header begins.
        bottom: the height at which it ends; that of `top` where there is none.
    """

    kind: HeaderKind
    roles: tuple[ColumnRole, ...]
    texts: tuple[str | None, ...]
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Table:
    """A grid that is this publication's, with its header.

    Attributes:
        further: what is left of each further page that has columns of it, without those and without what the first
            page says as well, and where they stand on it.
    """

    grid: Grid
    header: Header
    further: tuple[tuple[Page, Box], ...] = ()

    @property
    def roles(self) -> tuple[ColumnRole, ...]:
        """What each number column holds, left to right."""
        return self.header.roles


def read_header(grid: Grid, part: Part, names: Box | None) -> Header:
    """Reads the header above one part of a grid; `names` is where the row names stand.

    Raises:
        DeclinedError: header_unreadable, header_ambiguous or header_absent.
    """
    by_gap = _readings(part, names)
    labels = by_gap[0]
    explained: list[Labels] = []
    if not _name_publication(by_gap) and not _name_publication(_at_edges(part, names)):
        explained = _explained(part, names)
        if not _name_publication(explained):
            further = _further_ways(grid, part, names)
            return next(iter(further.values())) if len(further) == 1 else _series_order(part, labels, names)
    whole = [reading for reading in by_gap if _names_each_column(part, reading)]
    ways = (
        _complete_ways(part, explained or whole or by_gap)
        or _complete_ways(part, _at_edges(part, names))
        or _complete_ways(part, by_gap, far_negations=True)
        # A cell of more lines than the others begins alone.
        or _complete_ways(part, _readings(part, names, over_complete=True))
        or _complete_ways(part, _explained(part, names))
        # `Gemeenteklanten profiel`, `geen profiel`: the owner is named once.
        or _proven_ways(grid, part, by_gap, carry_owners=True)
        # `Klanten in Sonar` are all of them where they prove to be the sum of the four.
        or _proven_ways(grid, part, _readings(part, names, keep_fillers=True))
        or _proven_ways(grid, part, _explained(part, names, keep_fillers=True))
        # `profiel`, `geen`, `profiel`, `geen` so close together that a `geen` is near the next `profiel`.
        or _proven_ways(grid, part, _readings(part, names, keep_fillers=True), join_negations=False)
        or _further_ways(grid, part, names)
    )
    if not ways:
        raise DeclinedError(Reason.HEADER_UNREADABLE, _unreadable_message(part, labels))
    proven = [header for header in ways.values() if verifies(header.roles, grid.rows)]
    candidates = proven if proven and len(ways) > 1 else list(ways.values())
    if len(candidates) > 1:
        raise DeclinedError(
            Reason.HEADER_AMBIGUOUS,
            f"The header on page {part.page.number} can be read in {len(candidates)} ways, so it is not "
            "certain which column is which. Look at the page; a clearer copy may settle it.",
        )
    return candidates[0]


def _name_publication(readings: Sequence[Labels]) -> bool:
    return any(reading.is_of_publication for reading in readings)


def _readings(
    part: Part, names: Box | None, *, reach: float = 1, legend: Mapping[str, str] | None = None, **how: bool
) -> list[Labels]:
    """The labels by each gap that may part them; all else as `find_labels` takes it."""
    return [find_labels(part, names, gaps, reach=reach, legend=legend, **how) for gaps in LABEL_GAPS]


def _at_edges(part: Part, names: Box | None) -> list[Labels]:
    """Heads may stand so close that only the edges of the numbers under them tell them apart."""
    return _readings(part, names, cut_at_columns=True)


def _explained(part: Part, names: Box | None, *, keep_fillers: bool = False) -> list[Labels]:
    """The labels with their abbreviations written out, where a note on the page explains those."""
    legend = legend_of(part.page)
    return _readings(part, names, keep_fillers=keep_fillers, legend=legend) if legend else []


def _further_ways(grid: Grid, part: Part, names: Box | None) -> dict[tuple[int, ...], Header]:
    """The ways to read heads of which some stand in the middle of high cells, far above the rows."""
    return _proven_ways(grid, part, _readings(part, names, reach=_FURTHER))


def _proven_ways(grid: Grid, part: Part, readings: Sequence[Labels], **how: bool) -> dict[tuple[int, ...], Header]:
    """Every complete way to read the labels under which the rows add up."""
    ways = _complete_ways(part, readings, **how)
    return {places: header for places, header in ways.items() if verifies(header.roles, grid.rows)}


def _complete_ways(part: Part, readings: Sequence[Labels], **how: bool) -> dict[tuple[int, ...], Header]:
    """Every way to read the labels in which each published column is there once, by the places of those columns.

    `how` as `ways_to_read` takes it.
    """
    ways: dict[tuple[int, ...], Header] = {}
    for reading in readings:
        for roles, texts in ways_to_read(part, reading, **how):
            if is_complete(roles):
                header = Header(HeaderKind.READ, roles, texts, reading.top, reading.bottom)
                ways.setdefault(tuple(roles.index(role) for role in SERIES_ORDER), header)
    return ways


def has_header(part: Part, names: Box | None) -> bool:
    """Whether words of this publication's header stand above a part of a grid."""
    return find_labels(part, names, LABEL_GAPS[0]).is_of_publication


def repeated_bottom(grid: Grid, roles: Sequence[ColumnRole], part: Part, names: Box | None) -> float:
    """Where the header ends that is repeated above a later part of a grid; it must say the same as the first one.

    Its last lines alone may be repeated (`profiel`, `geen profiel`), without the groups above them, or those alone.

    Raises:
        DeclinedError: header_unreadable or header_ambiguous.
    """
    first = grid.parts[0]
    own, before = find_labels(part, names, LABEL_GAPS[0]), find_labels(first, names_column(first), LABEL_GAPS[0])
    lines, whole = ([tuple(compact(label.text) for label in line) for line in each.lines] for each in (own, before))
    if len(lines) < len(whole) and lines in (whole[: len(lines)], whole[-len(lines) :]):
        return own.bottom
    repeated = read_header(grid, part, names)
    if repeated.roles != roles:
        raise DeclinedError(
            Reason.HEADER_UNREADABLE,
            f"The header repeated on page {part.page.number} names the columns otherwise than the first one.",
        )
    return repeated.bottom


def _names_each_column(part: Part, labels: Labels) -> bool:
    """Whether one line has one label over each column that says all of it: then no words are to be shared out."""
    if len(labels.lines) != 1 or len(labels.lines[0]) != len(part.columns):
        return False
    return all(
        label.box.x_overlap(column) > 0
        and (label.has(Term.TOTAL) != (label.has(*OWNERS) and label.has(Term.PROFILE)))
        and not any(label.box.x_overlap(other) > 0 for other in part.columns if other is not column)
        for label, column in zip(labels.lines[0], part.columns, strict=True)
    )


def _unreadable_message(part: Part, labels: Labels) -> str:
    read = "; ".join(label.text for line in labels.lines for label in line)
    return (
        f"The header on page {part.page.number} reads {read!r} over {len(part.columns)} number columns; expected "
        "client counts of municipality and UWV, each with and without profile, and their total, each exactly "
        "once. Look whether the header is complete and agrees with itself."
    )


def _series_order(part: Part, labels: Labels, names: Box | None) -> Header:
    """No header text: the series' order, if exactly five columns stand there and nothing contradicts it."""
    remains = [label for line in labels.lines for label in line if label.terms]
    before, last = part.columns[-2:]
    contradicts = any(not label.has(Term.TOTAL) or label.box.x_centre < (before.x1 + last.x0) / 2 for label in remains)
    unread = [
        *(labels.unread or find_side_by_side(part, names)),
        *find_far_labels(part, labels.top, names),
        *find_turned_labels(part),
    ]
    if unread:
        raise DeclinedError(
            Reason.HEADER_UNREADABLE,
            f"Over the table on page {part.page.number} stands {'; '.join(unread)!r}, which can't be read as the "
            "header of this publication. If it is one, report it, so that its words can be added.",
        )
    if len(part.columns) != len(SERIES_ORDER) or contradicts:
        raise DeclinedError(
            Reason.HEADER_ABSENT,
            f"The table on page {part.page.number} has {len(part.columns)} number columns and no header that "
            f"says what they hold; without one only the series' own {len(SERIES_ORDER)} columns can be read.",
        )
    texts: list[str | None] = [None] * len(SERIES_ORDER)
    if remains:
        texts[-1] = " ".join(label.text for label in remains)
    return Header(HeaderKind.ABSENT, SERIES_ORDER, tuple(texts), labels.top, labels.bottom)
