"""How each percentage follows from the printed counts: the sums that a proof shows, every number leading to its cell.

A percentage is not printed; the marts compute it. What stands behind the sum is the mart's own figure where the
publication is the one that counts, and follows from the cells of one that was superseded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from klantprofielen.site.facts import RATIOS, REGISTER, Facts, Figures, Value, bounded_ratio
from klantprofielen.site.language import Language
from klantprofielen.site.links import anchor
from klantprofielen.site.markup import link
from klantprofielen.site.proofs import Cell, Document

_GP, _GG = "municipal_clients_with_profile", "municipal_clients_without_profile"
_UP, _UG = "uwv_clients_with_profile", "uwv_clients_without_profile"
# A ratio: the counts with a profile, those without, and the printed count of both together where there is one.
_PARTS = {
    "profile_coverage_ratio": ((_GP, _UP), (_GG, _UG), "clients_in_sonar"),
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
        by_role = {cell.role: cell for cell in cells}
        if set(by_role) >= {_GP, _GG, _UP, _UG}:
            is_total = cells[0].kind == TOTAL
            title = language.say("proof.total_row") if is_total else by_role["municipality"].text
            told = figures.get((document.publication_id, cells[0].row))
            found.append(_row(anchor(cells[0].row), title, _printed(by_role), told, language))
    if whole := figures.get((document.publication_id, None)):
        counts = {role: language.value(whole.values[role]) for role in (_GP, _GG, _UP, _UG, "clients_in_sonar")}
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
    total = next((cell for row in rows for cell in row if cell.kind == TOTAL and cell.role == "clients_in_sonar"), None)
    number = _linked(total, language) if total else language.value(document.in_sonar)
    register = link("#t", language.number(document.register))
    region = (figures.get((document.publication_id, row)) for row in (total.row if total else None, None))
    told = next((each for each in region if each), None)
    if told and told.values[REGISTER].value is not None:
        result = told.values[_REGISTER_RATIO]
    else:
        result = Value(*(None if each is None else each / document.register for each in document.in_sonar))
    return Markup(f"{number} / {register} = {language.value(result, is_ratio=True)}")  # noqa: S704 - numbers


def _printed(by_role: Mapping[str, Cell]) -> dict[str, Cell]:
    return {
        role: cell for role, cell in by_role.items() if cell.counted.low is not None or cell.counted.value is not None
    }


def _row(name: str, title: str, counts: Mapping[str, Cell | str], figures: Figures | None, language: Language) -> Row:
    sums = []
    for measure, (with_profile, without, both) in _PARTS.items():
        part = _added(with_profile, counts, language)
        if both and both in counts:
            whole = _added((both,), counts, language)
        else:
            whole = _added((*with_profile, *without), counts, language, told=with_profile)
        result = figures.values[measure] if figures else _computed(with_profile, without, both, counts)
        told = f"{part} / {whole} = {language.value(result, is_ratio=True)}"
        # Numbers and names of cells: nothing of a document's text.
        sums.append((f"{name}{anchor(0, measure).removeprefix('r0')}", Markup(told)))  # noqa: S704
    return Row(name, title, sums)


def _added(roles: Sequence[str], counts: Mapping[str, Cell | str], language: Language, told: Sequence[str] = ()) -> str:
    """Counts added up, each leading to its cell, but for those `told` before, which do so there."""
    numbers = []
    for role in roles:
        each = counts.get(role, "")
        if isinstance(each, Cell):
            numbers.append(language.value(each.counted) if role in told else _linked(each, language))
        else:
            numbers.append(each or "–")
    return numbers[0] if len(numbers) == 1 else f"({' + '.join(numbers)})"


def _linked(cell: Cell, language: Language) -> str:
    return link(f"#{anchor(cell.row, cell.role)}", language.value(cell.counted))


def _computed(
    with_profile: Sequence[str], without: Sequence[str], both: str | None, counts: Mapping[str, Cell | str]
) -> Value:
    part, rest = _summed(with_profile, counts), _summed(without, counts)
    printed = counts.get(both or "")
    whole = printed.counted if isinstance(printed, Cell) else _summed((*with_profile, *without), counts)
    ratio = part.value / whole.value if part.value is not None and whole.value else None
    return bounded_ratio(ratio, part, rest, whole)


def _summed(roles: Sequence[str], counts: Mapping[str, Cell | str]) -> Value:
    cells = [each.counted for role in roles if isinstance(each := counts.get(role), Cell)]
    ends = [[cell[end] for cell in cells] for end in range(3)]
    value, low, high = (
        None if len(cells) < len(roles) or None in end else sum(each for each in end if each is not None)
        for end in ends
    )
    return Value(value, low, high)
