"""How a number of a mart follows from the cells behind it: a sum with its terms, a ratio with its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from klantprofielen.provenance.proof import ProofCell

# Of a sum with more terms only their number is told.
_FEWEST_TERMS, _MOST_TERMS = 2, 12
# The role of the cells with names, which are counted and not added up.
_NAME = "municipality"
_CLIENTS, _ALL_WITH_REGISTER, _REGISTER = "clients_in_sonar", "clients_in_sonar_with_register", "target_group_register"
_PROFILE_RATIO = "profile_coverage_ratio"
# Of each ratio of profiles the columns of the same mart: those with one, those without, and all.
PROFILE_RATIOS = {
    _PROFILE_RATIO: ("clients_with_profile", "clients_without_profile", _CLIENTS),
    "municipal_profile_coverage_ratio": (
        "municipal_clients_with_profile",
        "municipal_clients_without_profile",
        "municipal_clients",
    ),
    "uwv_profile_coverage_ratio": ("uwv_clients_with_profile", "uwv_clients_without_profile", "uwv_clients"),
}
# Of each ratio those that are divided.
_RATIOS = {name: (part, whole) for name, (part, _, whole) in PROFILE_RATIOS.items()} | {
    "register_coverage_ratio": (_CLIENTS, _REGISTER)
}
_SHARES = {"share_of_region_ratio": "region", "share_of_regions_seen_ratio": "country"}
# What such a column subtracts, by its name's ending.
_SUBTRACTED = {
    "_change_on_quarter": "quarter before",
    "_change_on_year": "year before",
    "_difference_to_regions_seen": "country",
}
_IN_WORDS = {"region": "the region", "country": "the regions seen"}
_DIGITS = 6


def working_of(column: str, row: Mapping[str, object], cells: Sequence[ProofCell]) -> str | None:
    """The sum, ratio or difference that gives a number; None for what is none of these.

    What is written out gives the number: a sum of cells that does not is not told as if it did.

    Args:
        column: the number's column in the mart.
        row: the mart's row.
        cells: those behind the number.
    """
    counted = [cell for cell in cells if cell.evidence == "counted"]
    if all(cell.origin == "itself" for cell in counted) and column not in _RATIOS:
        return _sum(row[column], counted)
    if row[column] is None:
        return None
    if column in _RATIOS:
        return _ratio(column, row)
    if column in _SHARES:
        return _share(_SHARES[column], counted)
    for ending, origin in _SUBTRACTED.items():
        if column.endswith(ending):
            return _difference(column.removesuffix(ending), origin, counted)
    return None


def _ratio(column: str, row: Mapping[str, object]) -> str | None:
    above, below = _RATIOS[column]
    if below == _REGISTER and _ALL_WITH_REGISTER in row:
        above = _ALL_WITH_REGISTER
    if row[above] is None or row[below] is None:
        # Of a region with suppressed cells the total may be printed all the same.
        return None
    return f"{above} / {below} = {row[above]} / {row[below]}"


def _share(whole: str, cells: Sequence[ProofCell]) -> str | None:
    part, total = _total(_of(cells, "itself")), _total(_of(cells, whole))
    if part is None or total is None:
        return None
    return f"{_CLIENTS} / {_CLIENTS} of {_IN_WORDS[whole]} = {plain(part)} / {plain(total)}"


def _difference(base: str, origin: str, cells: Sequence[ProofCell]) -> str | None:
    here, there = (_value(base, _of(cells, each)) for each in ("itself", origin))
    if here is None or there is None:
        return None
    return f"{plain(here)} - {plain(there)} ({_IN_WORDS.get(origin, origin)})"


def _value(base: str, cells: Sequence[ProofCell]) -> Decimal | None:
    """A count, or the ratio of profiles, of the cells of one place and quarter."""
    if base != _PROFILE_RATIO:
        # The register stands in a footnote, of which the whole sentence is kept and no cell.
        return None if base in _RATIOS else _total(cells)
    above = _total([cell for cell in cells if cell.column_role.endswith("_with_profile")])
    below = _total([cell for cell in cells if cell.column_role == _CLIENTS])
    return round(above / below, _DIGITS) if above is not None and below else None


def _sum(value: object, cells: Sequence[ProofCell]) -> str | None:
    """The terms as they are counted; one that is suppressed stands as it is printed."""
    if len(cells) < _FEWEST_TERMS or any(cell.column_role == _NAME for cell in cells):
        return None
    if any(cell.weight is None for cell in cells):
        return None
    total = _total(cells)
    is_rounded = total is not None and total != value
    if is_rounded and (value is None or all(cell.weight == 1 for cell in cells)):
        # Not all of the cells are counted, as of the regions whose register is known.
        return None
    text = " + ".join(_term(cell) for cell in cells) if len(cells) <= _MOST_TERMS else f"sum of {len(cells)} cells"
    return f"{text} = {plain(total)}, rounded" if is_rounded else text


def _term(cell: ProofCell) -> str:
    text = cell.text.strip() or "(blank)" if cell.count is None else plain(cell.count)
    return text if cell.weight in {None, 1} else f"{plain(cell.weight)} * {text}"


def _of(cells: Iterable[ProofCell], origin: str) -> list[ProofCell]:
    return [cell for cell in cells if cell.origin == origin]


def _total(cells: Sequence[ProofCell]) -> Decimal | None:
    """What the cells add up to, each with its share; None where one is suppressed or there are none."""
    total = Decimal(0)
    for cell in cells:
        if cell.count is None or cell.weight is None:
            return None
        total += cell.count * cell.weight
    return total if cells else None


def plain(number: Decimal | int | None) -> str:
    """A number without the zeros that its type has behind the point."""
    return "" if number is None else f"{Decimal(number).normalize():f}"
