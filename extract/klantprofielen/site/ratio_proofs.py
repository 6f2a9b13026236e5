"""How each percentage follows from the printed counts: the sums that a proof shows, every number leading to its cell.

A percentage is not printed; the marts compute it. What stands behind the sum is the mart's own figure where the
publication is the one that counts, and follows from the cells of one that was superseded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from klantprofielen.site.facts import RATIOS, REGISTER, UNKNOWN, Facts, Figures, Value, bounded_ratio
from klantprofielen.site.language import Language
from klantprofielen.site.links import anchor
from klantprofielen.site.markup import link
from klantprofielen.site.proof_data import Cell, Document

_GP, _GG = "municipal_clients_with_profile", "municipal_clients_without_profile"
_UP, _UG = "uwv_clients_with_profile", "uwv_clients_without_profile"
_FOUR = (_GP, _GG, _UP, _UG)
_IN_SONAR = "clients_in_sonar"
# A ratio: the counts with a profile, those without, and the printed count of both together where there is one.
_PARTS = {
    "profile_coverage_ratio": ((_GP, _UP), (_GG, _UG), _IN_SONAR),
    "municipal_profile_coverage_ratio": ((_GP,), (_GG,), None),
    "uwv_profile_coverage_ratio": ((_UP,), (_UG,), None),
}
_REGISTER_RATIO = RATIOS[-1]
# The name of the row that is added up, in a publication without a total row.
TOTAL = "total"


class Row(NamedTuple):
    """The sums of a printed row: its name on the page, what it is called, and each sum with its result."""

    name: str
    title: str
    sums: Sequence[tuple[str, Markup]]


def printed_figures(facts: Facts) -> Mapping[tuple[str, int | None], Figures]:
    """The marts' figures of each printed row; a region's as those of its total row, or of none."""
    places = (facts.by_region, facts.by_municipality)
    return {
        (each.publication_id, each.row_number): each
        for place in places
        for series in place.values()
        for each in series
        if each.publication_id
    }


def ratio_rows(
    document: Document,
    rows: Sequence[Sequence[Cell]],
    figures: Mapping[tuple[str, int | None], Figures],
    language: Language,
) -> list[Row]:
    """A row of sums for each printed row, and one for the whole region where no total row is printed."""
    found = []
    for cells in rows:
        by_role = {cell.counts_as: cell for cell in cells if cell.counts_as}
        is_total = cells[0].kind == TOTAL
        if is_total or set(by_role) >= set(_FOUR):
            title = language.say("proof.total_row") if is_total else by_role["municipality"].text
            told = figures.get((document.publication_id, cells[0].row))
            # What a total row does not print is added up from its rows.
            counts: dict[str, Cell | Value] = {role: document.totals[role] for role in _FOUR} if is_total else {}
            found.append(_row(anchor(cells[0].row), title, counts | _printed(by_role), told, language))
    if whole := figures.get((document.publication_id, None)):
        counts = {role: whole.values[role] for role in (*_FOUR, _IN_SONAR)}
        found.append(_row(TOTAL, language.say("region.total"), counts, whole, language))
    return found


def register_sum(
    document: Document,
    rows: Sequence[Sequence[Cell]],
    figures: Mapping[tuple[str, int | None], Figures],
    language: Language,
) -> Markup | None:
    """The share of the register that is in Sonar; None where no register is known."""
    if document.register is None:
        return None
    totals = [cell for row in rows for cell in row if cell.kind == TOTAL]
    printed = next((cell for cell in totals if cell.counts_as == _IN_SONAR), None)
    in_sonar = document.totals[_IN_SONAR]
    text = language.value(printed.counted if printed else in_sonar)
    number = _linked(printed, text) if printed else f"{text} ({language.say('proof.added_up')})"
    register = link("#t", language.number(document.register))
    told = figures.get((document.publication_id, totals[0].row if totals else None))
    if told and told.values[REGISTER].value is not None:
        result = told.values[_REGISTER_RATIO]
    else:
        result = Value(*(None if each is None else each / document.register for each in in_sonar))
    return Markup(f"{number} / {register} = {language.value(result, is_ratio=True)}")  # noqa: S704 - numbers


def total_notes(document: Document, cells: Sequence[Cell], language: Language) -> list[tuple[str, str]]:
    """What is to be known of a total row that does not state each count under its own head: a name and a text each."""
    names = language.of("measure")
    counts = [cell for cell in cells if cell.role in document.totals]
    notes = []
    if any(cell.counts_as not in {cell.role, None} for cell in counts):
        notes.append(("", language.say("proof.total_moved")))
    elif counts and not any(cell.counts_as for cell in counts):
        notes.append(("", language.say("proof.total_unused")))
    stated = {cell.counts_as for cell in cells}
    notes += [
        (anchor(cells[0].row, role), f"{names[role]}: {language.value(total)} ({language.say('proof.added_up')})")
        for role, total in document.totals.items()
        if role not in stated
    ]
    return notes


def _printed(by_role: Mapping[str, Cell]) -> dict[str, Cell]:
    return {
        role: cell for role, cell in by_role.items() if cell.counted.low is not None or cell.counted.value is not None
    }


def _row(name: str, title: str, counts: Mapping[str, Cell | Value], figures: Figures | None, language: Language) -> Row:
    plain = {role: language.value(_counted(counts.get(role, UNKNOWN))) for role in (*_FOUR, _IN_SONAR)}
    # Every count leads to its cell once in a sum.
    linked = {role: _linked(counts.get(role), text) for role, text in plain.items()}
    sums = []
    for measure, (with_profile, without, both) in _PARTS.items():
        part = _added([linked[role] for role in with_profile])
        if both and both in counts:
            whole = linked[both]
        else:
            whole = _added([*(plain[role] for role in with_profile), *(linked[role] for role in without)])
        result = figures.values[measure] if figures else _computed(with_profile, without, both, counts)
        told = f"{part} / {whole} = {language.value(result, is_ratio=True)}"
        # Numbers and names of cells: nothing of a document's text.
        sums.append((f"{name}{anchor(0, measure).removeprefix('r0')}", Markup(told)))  # noqa: S704
    return Row(name, title, sums)


def _added(numbers: Sequence[str]) -> str:
    return numbers[0] if len(numbers) == 1 else f"({' + '.join(numbers)})"


def _counted(count: Cell | Value) -> Value:
    return count.counted if isinstance(count, Cell) else count


def _linked(count: Cell | Value | None, text: str) -> str:
    return f"<a href=#{count.name}>{text}</a>" if isinstance(count, Cell) else text


def _computed(
    with_profile: Sequence[str], without: Sequence[str], both: str | None, counts: Mapping[str, Cell | Value]
) -> Value:
    part, rest = _summed(with_profile, counts), _summed(without, counts)
    whole = _summed((both,) if both and both in counts else (*with_profile, *without), counts)
    ratio = part.value / whole.value if part.value is not None and whole.value else None
    return bounded_ratio(ratio, part, rest, whole)


def _summed(roles: Sequence[str], counts: Mapping[str, Cell | Value]) -> Value:
    found = (counts.get(role, UNKNOWN) for role in roles)
    ends = zip(*(_counted(each) for each in found), strict=True)
    return Value(*(None if None in end else sum(each for each in end if each is not None) for end in ends))
