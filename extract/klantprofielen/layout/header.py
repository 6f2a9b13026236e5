"""Reads the header above a grid and finds what every number column holds.

The header words decide. Where a label that spans columns leaves more than one way to share it out, the
rows' arithmetic may choose between the ways, and what is still open then is declined: sums alone can't
tell `Profiel` from `Geen profiel`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from klantprofielen.declined import DeclinedError, Reason
from klantprofielen.geometry import Box, Line, Word, around
from klantprofielen.layout.arithmetic import PARTS, verifies
from klantprofielen.layout.grid import Grid, Part
from klantprofielen.layout.printed import Kind, compact
from klantprofielen.layout.vocabulary import Term, terms_of
from klantprofielen.records import ColumnRole, HeaderKind

# In font sizes: words closer than this are one label, with and without a printed space between them. Headers
# are read with each pair, and all that can be read so must agree: a space is wider in letter-spaced text, and
# columns come closer in small type.
_LABEL_GAPS = ((0.65, 0.2), (0.65, 0.65), (1.0, 1.0), (0.4, 0.4), (0.3, 0.3))
_FURTHEST_LINE = 3.2
_BESIDE = 0.5
_NEGATION_GAP = 1.25
# In distances between rows.
_FURTHEST_ROW = 1.6
_MOST_LINES = 14
_PROSE_WORDS = 6
_TITLE_LINE = re.compile(r"transparantievanklantprofiel|kwartaal")
_HEADING = re.compile(r"kwartaal|q[1-4]|20\d\d|klantprofielen|regio|amr")
_MOST_WAYS = 20_000
# The order of the series, used only where no header text stands at all.
SERIES_ORDER = (*PARTS, ColumnRole.IN_SONAR)
_OWNERS = frozenset({Term.MUNICIPAL, Term.UWV})
_PROFILES = frozenset({Term.PROFILE, Term.POSITIVE, Term.NEGATIVE})


@dataclass(frozen=True, slots=True)
class Label:
    """A header text with what it says and where it stands."""

    text: str
    terms: tuple[Term, ...]
    box: Box

    def has(self, *terms: Term) -> bool:
        """Whether it says any of these."""
        return any(term in self.terms for term in terms)

    def over(self, below: Label) -> Label:
        """Both, read from the top down."""
        return Label(f"{self.text} {below.text}", self.terms + below.terms, self.box | below.box)


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
class _Labels:
    """The labels of a header zone, top line first; `unread` are texts over the columns that are no known words."""

    lines: tuple[tuple[Label, ...], ...]
    top: float
    bottom: float
    unread: tuple[str, ...]


def read_header(grid: Grid, part: Part, names: Box | None) -> Header:
    """Reads the header above one part of a grid; `names` is where the row names stand.

    Raises:
        DeclinedError: header_unreadable, header_ambiguous or header_absent.
    """
    by_gap = [_labels(part, names, gaps) for gaps in _LABEL_GAPS]
    labels = by_gap[0]
    if not any(_speaks(reading) for reading in by_gap):
        return _series_order(part, labels, names)
    ways: dict[tuple[int, ...], Header] = {}
    for reading in by_gap:
        for roles, texts in _ways(part, reading):
            if _is_complete(roles):
                header = Header(HeaderKind.READ, roles, texts, reading.top, reading.bottom)
                ways.setdefault(tuple(roles.index(role) for role in SERIES_ORDER), header)
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


def has_header(part: Part, names: Box | None) -> bool:
    """Whether words of this publication's header stand above a part of a grid."""
    return _speaks(_labels(part, names, _LABEL_GAPS[0]))


def _speaks(labels: _Labels) -> bool:
    return any(label.has(*_OWNERS, *_PROFILES) for line in labels.lines for label in line)


def _unreadable_message(part: Part, labels: _Labels) -> str:
    read = "; ".join(label.text for line in labels.lines for label in line)
    return (
        f"The header on page {part.page.number} reads {read!r} over {len(part.columns)} number columns; expected "
        "client counts of municipality and UWV, each with and without profile, and their total, each exactly "
        "once. Look whether the header is complete and agrees with itself."
    )


def _series_order(part: Part, labels: _Labels, names: Box | None) -> Header:
    """No header text: the series' order, if exactly five columns stand there and nothing contradicts it."""
    remains = [label for line in labels.lines for label in line if label.terms]
    before, last = part.columns[-2:]
    contradicts = any(
        not label.has(Term.TOTAL) or label.box.x_centre < (before.x1 + last.x0) / 2 for label in remains
    )
    unread = [*labels.unread, *_far_labels(part, labels.top, names)]
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


def _far_labels(part: Part, bottom: float, names: Box | None) -> list[str]:
    """Texts higher up on the page that are header words all the same: then a header is there, unread."""
    found = []
    for line in part.page.lines:
        if line.box.bottom > bottom:
            break
        for text in _texts(part, line, _LABEL_GAPS[0]):
            label = Label(text.text, terms_of(text.text) or (), text.box)
            if label.has(*_OWNERS, *_PROFILES) and _begins_over(text.box, part, names):
                found.append(text.text)
    return found


# Finding the labels


def _labels(part: Part, names: Box | None, gaps: tuple[float, float]) -> _Labels:
    """Walks upward from the first row, line by line, as long as header words stand there."""
    first = part.rows[0]
    lines: list[tuple[Label, ...]] = []
    top = bottom = first.box.top
    unread: list[str] = []
    for texts in reversed(_hyphens_joined(_zone(part, gaps))):
        if _TITLE_LINE.search(compact("".join(text.text for text in texts))):
            break
        over = [text for text in texts if _stands_over(text.box, part, names)]
        aside = [text for text in texts if not _stands_over(text.box, part, names)]
        read = [(text, terms_of(text.text)) for text in over]
        if any(terms is None for _, terms in read):
            unread = [
                text.text
                for text, terms in read
                if terms is None and _begins_over(text.box, part, names) and not _is_heading(text.text)
            ]
            break
        labels = [Label(text.text, terms, text.box) for text, terms in read if terms]
        if not labels and not any(terms_of(text.text) for text in aside):
            continue  # a name that wraps above its numbers, or a heading at the side
        line = around(text.box for text in texts)
        bottom = line.bottom if top == first.box.top else bottom
        top = line.top
        meant = tuple(label for label in labels if _says_something(label, part, names))
        if meant:
            lines.insert(0, meant)
    return _Labels(tuple(lines), top, bottom, tuple(unread))


def _zone(part: Part, gaps: tuple[float, float]) -> list[list[_Text]]:
    """The lines of texts above the first row, top line first, as far as no large gap parts them."""
    first = part.rows[0]
    size = max(token.size for token in first.tokens.values())
    pitches = sorted(below.box.top - above.box.top for above, below in pairwise(part.rows))
    reach = max(_FURTHEST_LINE * size, _FURTHEST_ROW * pitches[len(pitches) // 2] if pitches else 0.0)
    edge = part.columns[-1].x1 + _BESIDE * size
    zone: list[list[_Text]] = []
    lowest = first.box.top
    for line in reversed([line for line in part.page.lines if line.box.y_centre < first.box.top]):
        texts = [_Text(text.text, text.box) for text in _texts(part, line, gaps) if text.box.x0 <= edge]
        if not texts:
            continue
        if lowest - around(text.box for text in texts).bottom > reach or len(zone) >= _MOST_LINES:
            break
        zone.insert(0, texts)
        lowest = around(text.box for text in texts).top
    return zone


def _texts(part: Part, line: Line, gaps: tuple[float, float]) -> list[_Text]:
    """The line's labels: its fragments, cut also where `profiel` begins a second time."""
    spaced, unspaced = gaps
    fragments = line.fragments(spaced, unspaced if part.page.spaces_are_printed else None)
    return [
        _Text(" ".join(word.text for word in words), around(word.box for word in words))
        for fragment in fragments
        for words in _cut_at_profiles(fragment)
    ]


def _cut_at_profiles(fragment: Line) -> list[list[Word]]:
    """Columns may stand so close that only the words tell them apart: no label speaks of profiles twice."""
    labels: list[list[Word]] = [[]]
    has_profile = False
    for word in fragment.words:
        terms = terms_of(word.text) or ()
        if has_profile and set(terms) & _PROFILES:
            labels.append([])
            has_profile = False
        has_profile = has_profile or Term.PROFILE in terms
        labels[-1].append(word)
    return labels


def _hyphens_joined(zone: list[list[_Text]]) -> list[list[_Text]]:
    """A text that ends in a hyphen goes on in the text under it."""
    joined = [list(texts) for texts in zone]
    for upper, lower in pairwise(joined):
        for text in [text for text in upper if text.text.endswith("-")]:
            below = [other for other in lower if other.box.x_overlap(text.box) > 0]
            if below:
                other = max(below, key=lambda candidate, box=text.box: candidate.box.x_overlap(box))  # type: ignore[misc]
                upper.remove(text)
                lower[lower.index(other)] = _Text(text.text[:-1] + other.text, text.box | other.box)
    return [texts for texts in joined if texts]


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    box: Box


def _begins_over(box: Box, part: Part, names: Box | None) -> bool:
    """Whether a text begins over the number columns: headings begin at the side, over the names."""
    left = names.x1 if names is not None else part.columns[0].x0
    return left < box.x0 <= part.columns[-1].x1


def _is_heading(text: str) -> bool:
    """Whether a text is plainly title, quarter, region or prose, and not a header of columns."""
    return len(text.split()) >= _PROSE_WORDS or bool(_HEADING.search(compact(text)))


def _stands_over(box: Box, part: Part, names: Box | None) -> bool:
    """Whether a text stands over the number columns, not over the names."""
    return box.x1 > part.columns[0].x0 or (names is not None and box.x_centre > names.x1)


def _says_something(label: Label, part: Part, names: Box | None) -> bool:
    """Whether a label speaks of a number column: it is not all filling, nor the header of region or names."""
    if not set(label.terms) - {Term.FILLER, Term.NAME} or label.has(Term.REGION):
        return False
    is_name_header = (
        set(label.terms) <= {Term.MUNICIPAL, Term.NAME}
        and names is not None
        and label.box.x_overlap(names) > max(0.0, label.box.x_overlap(part.columns[0]))
    )
    return not is_name_header


# Sharing the labels out over the columns


def _ways(part: Part, labels: _Labels) -> Iterator[tuple[tuple[ColumnRole, ...], tuple[str | None, ...]]]:
    """Every way to read the labels: the roles of the columns, with the text of each column."""
    stacks, wide = _stacks([_negations_joined(line) for line in labels.lines])
    readings = (
        [stack for stack in stacks if stack.has(*_PROFILES, Term.TOTAL, Term.SHARE)],
        [stack for stack in stacks if stack.has(*_OWNERS, Term.TOTAL, Term.SHARE)],
        stacks,
    )
    seen: list[list[Label]] = []
    for leaves in readings:
        if leaves in seen:
            continue
        seen.append(leaves)
        spans = [*wide, *(stack for stack in stacks if stack not in leaves)]
        over = _over_columns(part, leaves)
        if over is not None:
            yield from _shared_out(part, over, spans)


def _negations_joined(line: tuple[Label, ...]) -> tuple[Label, ...]:
    """`Geen` and `profiel` set wide apart are one label all the same."""
    labels: list[Label] = []
    for label in line:
        last = labels[-1] if labels else None
        if (
            last is not None
            and last.terms[-1] in {Term.NEGATIVE, Term.POSITIVE}
            and label.terms[0] is Term.PROFILE
            and label.box.x0 - last.box.x1 < _NEGATION_GAP * label.box.height
        ):
            labels[-1] = Label(f"{last.text} {label.text}", last.terms + label.terms, last.box | label.box)
        else:
            labels.append(label)
    return tuple(labels)


def _stacks(lines: Sequence[tuple[Label, ...]]) -> tuple[list[Label], list[Label]]:
    """Piles wrapped labels up, from the lowest line; gives the piles and the labels that may span several."""
    stacks: list[Label] = []
    wide: list[Label] = []
    for line in reversed(lines):
        added: list[Label] = []
        for label in line:
            under = [stack for stack in stacks if _stand_together(label, stack)]
            if not under:
                added.append(label)
            elif len(under) > 1 or _is_another_level(label, under[0]):
                wide.append(label)
            else:
                stacks[stacks.index(under[0])] = label.over(under[0])
        stacks = sorted([*stacks, *added], key=lambda stack: stack.box.x_centre)
    return stacks, wide


def _is_another_level(label: Label, below: Label) -> bool:
    """Whether a label speaks of owners over one of profiles, or the other way round: it heads a group."""
    own, other = set(label.terms) - {Term.FILLER}, set(below.terms) - {Term.FILLER}
    return (own <= _OWNERS and not other <= _OWNERS) or (own <= _PROFILES and not other & _PROFILES)


def _stand_together(one: Label, other: Label) -> bool:
    return one.box.x_overlap(other.box) > 0.2 * min(one.box.width, other.box.width)


def _over_columns(part: Part, leaves: Sequence[Label]) -> list[Label] | None:
    """One label for each column, in order; columns of percentages may go without. None if it can't be."""
    shares = [index for index in range(len(part.columns)) if _prints_shares(part, index)]
    result = list(leaves)
    if len(leaves) == len(part.columns) - len(shares):
        for index in shares:
            result.insert(index, Label("%", (Term.SHARE,), part.columns[index]))
    if len(result) != len(part.columns):
        return None
    for index, (label, column) in enumerate(zip(result, part.columns, strict=True)):
        nearest = min(
            range(len(part.columns)),
            key=lambda other, box=label.box: max(0.0, -part.columns[other].x_overlap(box)),  # type: ignore[misc]
        )
        if nearest != index and column.x_overlap(label.box) < -column.height:
            return None
    return result


def _prints_shares(part: Part, index: int) -> bool:
    kinds = [row.tokens[index].kind for row in part.rows if index in row.tokens]
    return bool(kinds) and all(kind is Kind.SHARE for kind in kinds)


def _shared_out(
    part: Part, leaves: Sequence[Label], spans: Sequence[Label]
) -> Iterator[tuple[tuple[ColumnRole, ...], tuple[str | None, ...]]]:
    """Gives every column the spanning labels it stands under: those over it, or else a neighbour's."""
    levels = _levels(spans)
    choices = [
        list(product(*(_spans_over(part, leaf, index, level) for level in levels)))
        for index, leaf in enumerate(leaves)
    ]
    ways = 1
    for choice in choices:
        ways *= len(choice)
    if ways > _MOST_WAYS:
        return
    for way in product(*choices):
        if not _runs_in_order(way):
            continue
        over = [[span for span in spans_over if span is not None] for spans_over in way]
        roles = [_role(leaf, wide) for leaf, wide in zip(leaves, over, strict=True)]
        if all(role is not None for role in roles):
            texts = (
                " / ".join(label.text for label in (*wide, leaf))
                for leaf, wide in zip(leaves, over, strict=True)
            )
            yield tuple(role for role in roles if role is not None), tuple(texts)


def _levels(spans: Sequence[Label]) -> list[list[Label]]:
    """Spanning labels by the height they stand at, each level left to right."""
    levels: list[list[Label]] = []
    for span in sorted(spans, key=lambda label: label.box.y_centre):
        if levels and around(label.box for label in levels[-1]).y_overlap(span.box) > 0:
            levels[-1].append(span)
        else:
            levels.append([span])
    return [sorted(level, key=lambda label: label.box.x0) for level in levels]


def _spans_over(part: Part, leaf: Label, index: int, level: Sequence[Label]) -> list[Label | None]:
    box = leaf.box | part.columns[index]
    over: list[Label | None] = [span for span in level if span.box.x_overlap(box) > 0]
    if over:
        return over if not leaf.has(Term.TOTAL, Term.SHARE) else [*over, None]
    left = [span for span in level if span.box.x1 <= box.x0]
    right = [span for span in level if span.box.x0 >= box.x1]
    return [*left[-1:], *right[:1], None]


def _runs_in_order(way: Sequence[tuple[Label | None, ...]]) -> bool:
    """Whether every label spans columns that stand next to one another."""
    for level in zip(*way, strict=True):
        runs = [label for index, label in enumerate(level) if index == 0 or label is not level[index - 1]]
        named = [label for label in runs if label is not None]
        if len({id(label) for label in named}) != len(named):
            return False
    return True


def _role(leaf: Label, spans: Sequence[Label]) -> ColumnRole | None:
    """What a column holds by its labels; None when they contradict one another or say too little."""
    labels = (leaf, *spans)
    if any(label.has(Term.SHARE) for label in labels):
        return ColumnRole.SHARE
    signs = [_has_profile(label) for label in labels if label.has(*_PROFILES)]
    if None in signs or (leaf.has(*_PROFILES) and signs[0] and False in signs):
        return None
    if not leaf.has(*_PROFILES) and len(set(signs)) > 1:
        return None
    profile = signs[0] if signs else None
    owners = {term for label in labels for term in label.terms if term in _OWNERS}
    is_total = any(label.has(Term.TOTAL) for label in labels)
    if len(owners) > 1:
        return ColumnRole.IN_SONAR if is_total and profile is None else None
    if not owners and not is_total:
        return None
    return _ROLES[next(iter(owners), None), profile]


def _has_profile(label: Label) -> bool | None:
    """Whether a label says with or without profile; None when it says both."""
    negative, positive = label.has(Term.NEGATIVE), label.has(Term.POSITIVE)
    says_profile_twice = label.terms.count(Term.PROFILE) > 1
    return None if negative and (positive or says_profile_twice) else not negative


_ROLES = {
    (Term.MUNICIPAL, True): ColumnRole.MUNICIPAL_WITH,
    (Term.MUNICIPAL, False): ColumnRole.MUNICIPAL_WITHOUT,
    (Term.MUNICIPAL, None): ColumnRole.MUNICIPAL,
    (Term.UWV, True): ColumnRole.UWV_WITH,
    (Term.UWV, False): ColumnRole.UWV_WITHOUT,
    (Term.UWV, None): ColumnRole.UWV,
    (None, True): ColumnRole.WITH,
    (None, False): ColumnRole.WITHOUT,
    (None, None): ColumnRole.IN_SONAR,
}


def _is_complete(roles: Sequence[ColumnRole]) -> bool:
    counts = [role for role in roles if role is not ColumnRole.SHARE]
    return len(set(counts)) == len(counts) and set(SERIES_ORDER) <= set(counts)
