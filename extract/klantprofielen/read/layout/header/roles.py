"""Shares the labels of a header out over the columns: every way in which they can be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product, zip_longest
from math import prod

from klantprofielen.geometry import around
from klantprofielen.read.followers import followers
from klantprofielen.read.layout.header.header_texts import Label
from klantprofielen.read.layout.header.labels import Labels
from klantprofielen.read.layout.numbers.arithmetic import PARTS
from klantprofielen.read.layout.numbers.grid import Part
from klantprofielen.read.layout.numbers.printed_numbers import Kind
from klantprofielen.read.layout.vocabulary.header_words import ONLY_BEHIND, OWNERS, PROFILES, Term
from klantprofielen.read.letters import compact
from klantprofielen.records import ColumnRole

# The order of the series: the columns that a publication must have, each once.
SERIES_ORDER = (*PARTS, ColumnRole.IN_SONAR)
# In label heights; in the justified lines of a narrow cell words stand further apart.
_NEGATION_GAP = 1.25
_JUSTIFIED_GAP = 2.5
# In label heights: how near under a head the line stands that denies it, and how exactly both are aligned.
_NEXT_LINE = 0.9
_ALIGNED = 0.3
# Words that may follow what they deny (`Klantprofiel niet aanwezig`); `geen` and `zonder` always go before it.
_FOLLOWS = ("niet", "nogniet", "nogte", "wel", *ONLY_BEHIND)
_MOST_WAYS = 20_000
# What a column may hold beside the counts.
_NO_COUNTS = (Term.SHARE, Term.CODE)


def ways_to_read(
    part: Part,
    labels: Labels,
    *,
    far_negations: bool = False,
    carry_owners: bool = False,
    join_negations: bool = True,
) -> Iterator[tuple[tuple[ColumnRole, ...], tuple[str | None, ...]]]:
    """Every way to read the labels: the roles of the columns, with the text of each column.

    `far_negations` joins what is denied with the word that denies it also where that stands at a justified line's
    other end, or on the line under it (`Klantprofiel` / `ontbreekt`). `carry_owners` lets an owner that is named once
    hold for the head behind it, too (`Gemeenteklanten profiel`, `geen profiel`). `join_negations` takes `geen` for
    part of the `profiel` closely behind it, and not for a head of its own.
    """
    lines = _denied_above(labels.lines) if far_negations else labels.lines
    lines = [_with_owners_carried(line) for line in lines] if carry_owners else lines
    gap = _JUSTIFIED_GAP if far_negations else _NEGATION_GAP
    if join_negations:
        lines = [_negations_joined(line, below, gap) for line, below in zip_longest(lines, lines[1:], fillvalue=())]
    stacks, wide = _stacks(lines)
    stacks = [Label(stack.text, (Term.TOTAL,), stack.box) if stack.says_nothing else stack for stack in stacks]
    over_all = _heads_of_all(stacks)
    readings = (
        [stack for stack in stacks if stack.has(*PROFILES, Term.TOTAL, *_NO_COUNTS) and stack not in over_all],
        [stack for stack in stacks if stack.has(*PROFILES, Term.TOTAL, *_NO_COUNTS)],
        [stack for stack in stacks if stack.has(*OWNERS, Term.TOTAL, *_NO_COUNTS)],
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
            yield from _ways_under_spans(part, over, spans)


def _with_owners_carried(line: tuple[Label, ...]) -> tuple[Label, ...]:
    """One line of heads in which each owner is named once, with the first of its two profiles."""
    profiles = [label for label in line if label.has(*PROFILES)]
    owners = [tuple(term for term in label.terms if term in OWNERS) for label in profiles]
    if [len(owner) for owner in owners] != [1, 0, 1, 0] or owners[0] == owners[2]:
        return line
    carried = {id(profiles[place]): owners[place - 1] for place in (1, 3)}
    return tuple(replace(label, terms=label.terms + carried.get(id(label), ())) for label in line)


def _heads_of_all(stacks: Sequence[Label]) -> list[Label]:
    """`Profiel` above all that says with or without: it heads those, though it may stand over a single column."""
    signed = [stack for stack in stacks if stack.has(Term.POSITIVE, Term.NEGATIVE)]
    return [
        stack
        for stack in stacks
        if signed
        and set(stack.terms) <= {Term.PROFILE, Term.FILLER}
        and all(stack.box.bottom <= other.box.top for other in signed)
    ]


def _denied_above(lines: Sequence[tuple[Label, ...]]) -> list[tuple[Label, ...]]:
    """The lines, each word that alone denies or affirms (`ontbreekt`) moved up to the head in line with it above.

    So is a profile to the word above it that denies it (`Niet voorzien van` / `profiel`).
    """
    result = list(lines)
    for place in range(1, len(result)):
        moved = {
            upper: lower
            for upper in result[place - 1]
            for lower in result[place]
            if {_speaks_of(upper), _speaks_of(lower)} == {Term.PROFILE, Term.NEGATIVE} and _is_under(upper, lower)
        }
        result[place - 1] = tuple(label.over(moved[label]) if label in moved else label for label in result[place - 1])
        result[place] = tuple(label for label in result[place] if label not in moved.values())
    return [line for line in result if line]


def _speaks_of(label: Label) -> Term | None:
    """A profile alone, or a word alone that denies or affirms one."""
    terms = set(label.terms) - {Term.FILLER}
    if terms == {Term.PROFILE}:
        return Term.PROFILE
    return Term.NEGATIVE if terms in ({Term.NEGATIVE}, {Term.POSITIVE}) else None


def _is_under(upper: Label, lower: Label) -> bool:
    one, other = upper.box, lower.box
    return one.x_off(other) <= _ALIGNED * one.height and other.top - one.bottom <= _NEXT_LINE * one.height


def _negations_joined(line: tuple[Label, ...], below: tuple[Label, ...], gap: float) -> tuple[Label, ...]:
    """`Geen` and `profiel`, `Klantprofiel` and `niet`, set wide apart are one label all the same.

    Not where what is denied stands on the line below, under the negation.
    """
    labels: list[Label] = []
    for label, following in zip_longest(line, line[1:]):
        last = labels[-1] if labels else None
        precedes = last is not None and _precedes(last, label, gap) and not _stands_over_profile(last, below)
        if last is not None and (precedes or _follows(last, label, following)):
            labels[-1] = last.over(label)
        else:
            labels.append(label)
    return tuple(labels)


def _precedes(negation: Label, label: Label, gap: float) -> bool:
    """Whether a negation goes with the profile behind it; one that speaks of a profile already does not."""
    return (
        negation.terms[-1] in {Term.NEGATIVE, Term.POSITIVE}
        and not negation.has(Term.PROFILE)
        and not compact(negation.text).startswith(ONLY_BEHIND)
        and label.terms[0] is Term.PROFILE
        and label.box.x0 - negation.box.x1 < gap * label.box.height
    )


def _stands_over_profile(negation: Label, below: tuple[Label, ...]) -> bool:
    return any(label.has(Term.PROFILE) and _stand_together(negation, label) for label in below)


def _follows(label: Label, negation: Label, following: Label | None) -> bool:
    """Whether a negation stands behind what it denies, and clearly nearer to it than to what comes next."""
    gap = negation.box.x0 - label.box.x1
    room = gap if following is None else min(gap, (following.box.x0 - negation.box.x1) / 2)
    return (
        label.terms[-1] is Term.PROFILE
        and not label.has(Term.NEGATIVE, Term.POSITIVE)
        and set(negation.terms) <= {Term.NEGATIVE, Term.POSITIVE, Term.FILLER}
        and compact(negation.text).startswith(_FOLLOWS)
        and gap <= room
        and gap < _NEGATION_GAP * negation.box.height
    )


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
                denied = next((other for other in wide if _denies(label, other)), None)
                wide = [other for other in wide if other is not denied]
                wide.append(label.over(denied) if denied else label)
            else:
                stacks[stacks.index(under[0])] = label.over(under[0])
        stacks = sorted([*stacks, *added], key=lambda stack: stack.box.x_centre)
    return stacks, wide


def _denies(label: Label, below: Label) -> bool:
    """Whether a line says no more than that the profile on the line under it is there or not: `Geen` / `profiel`."""
    return (
        set(label.terms) <= {Term.NEGATIVE, Term.POSITIVE}
        and _speaks_of(below) is Term.PROFILE
        and _is_under(label, below)
    )


def _is_another_level(label: Label, below: Label) -> bool:
    """Whether a label speaks of owners over one of profiles, or the other way round: it heads a group."""
    own, other = set(label.terms) - {Term.FILLER}, set(below.terms) - {Term.FILLER}
    return (own <= OWNERS and not other <= OWNERS) or (own <= PROFILES and not other & PROFILES)


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


def _ways_under_spans(
    part: Part, leaves: Sequence[Label], spans: Sequence[Label]
) -> Iterator[tuple[tuple[ColumnRole, ...], tuple[str | None, ...]]]:
    """Gives every column the spanning labels it stands under: those over it, or else a neighbour's."""
    levels = _levels(spans)
    choices = [
        list(product(*(_spans_over(part, leaf, index, level) for level in levels))) for index, leaf in enumerate(leaves)
    ]
    if prod(map(len, choices)) > _MOST_WAYS:
        return
    for way in product(*choices):
        if not _runs_in_order(way):
            continue
        over = [[span for span in spans_over if span is not None] for spans_over in way]
        roles = [role_of(leaf, wide) for leaf, wide in zip(leaves, over, strict=True)]
        if all(role is not None for role in roles):
            texts = (" / ".join(label.text for label in (*wide, leaf)) for leaf, wide in zip(leaves, over, strict=True))
            yield tuple(role for role in roles if role is not None), tuple(texts)


def _levels(spans: Sequence[Label]) -> list[list[Label]]:
    """Spanning labels by the height they stand at, each level left to right."""
    levels = followers(
        sorted(spans, key=lambda label: label.box.y_centre),
        lambda level, span: around(label.box for label in level).y_overlap(span.box) > 0,
    )
    return [sorted(level, key=lambda label: label.box.x0) for level in levels]


def _spans_over(part: Part, leaf: Label, index: int, level: Sequence[Label]) -> list[Label | None]:
    box = leaf.box | part.columns[index]
    over: list[Label | None] = [span for span in level if span.box.x_overlap(box) > 0]
    if over:
        return over if not leaf.has(Term.TOTAL, *_NO_COUNTS) else [*over, None]
    left = [span for span in level if span.box.x1 <= box.x0]
    right = [span for span in level if span.box.x0 >= box.x1]
    return [*left[-1:], *right[:1], None]


def _runs_in_order(way: Sequence[tuple[Label | None, ...]]) -> bool:
    """Whether every label spans columns that stand next to one another."""
    for level in zip(*way, strict=True):
        runs = [
            id(label) for index, label in enumerate(level) if label and (not index or label is not level[index - 1])
        ]
        if len(set(runs)) != len(runs):
            return False
    return True


def role_of(leaf: Label, spans: Sequence[Label]) -> ColumnRole | None:
    """What a column holds by its labels; None when they contradict one another or say too little."""
    labels = (leaf, *spans)
    if any(label.has(Term.SHARE) for label in labels) or leaf.has(Term.CODE):
        return ColumnRole.SHARE
    signs = [_has_profile(label) for label in labels if label.has(*PROFILES)]
    if None in signs or (leaf.has(*PROFILES) and signs[0] and False in signs):
        return None
    if not leaf.has(*PROFILES) and len(set(signs)) > 1:
        return None
    profile = signs[0] if signs else None
    owners = {term for label in labels for term in label.terms if term in OWNERS}
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


def is_complete(roles: Sequence[ColumnRole]) -> bool:
    """Whether every published column is there, and no count twice."""
    counts = [role for role in roles if role is not ColumnRole.SHARE]
    return len(set(counts)) == len(counts) and set(SERIES_ORDER) <= set(counts)
