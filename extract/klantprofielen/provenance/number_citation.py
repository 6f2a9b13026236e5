"""What to quote one number of a mart by: the cell that prints it, or the cells that it is computed from."""

from __future__ import annotations

from collections.abc import Sequence

from klantprofielen.provenance.locator import short
from klantprofielen.provenance.proof import Citation, Number, ProofCell

# Of more cells only their number is told.
_MOST_CELLS = 4
_DIGITS = 6
_FOOTNOTES = {"target_group_register", "printed_register_coverage_percentage"}


def cite_number(number: Number, cells: Sequence[ProofCell], row: Citation) -> Citation:
    """The citation of a number.

    Args:
        number: what is quoted.
        cells: those behind it.
        row: the citation of its row, which ends with a locator of its own, or says that it is computed.
    """
    whose = row.text.removesuffix(")").removesuffix(f", {row.locator}").removesuffix(", computed from its rows")
    printed = _printed_in(number, cells)
    basis = _place(printed) if printed else _basis(number, cells)
    notes = "".join(f"; {note}" for note in row.notes)
    return Citation(
        f"{number.column} = {_value(number.value)}: {whose}, {basis}{notes})",
        short(printed.locator) if printed else None,
        row.notes,
        basis,
    )


def of_rows(citations: Sequence[Citation]) -> list[Citation]:
    """Each row's citation once, with the notes on all of its numbers."""
    notes: dict[tuple[str, str | None], dict[str, None]] = {}
    for each in citations:
        notes.setdefault((each.text, each.locator), {}).update(dict.fromkeys(each.notes))
    return [Citation(text, locator, tuple(told)) for (text, locator), told in notes.items()]


def _value(value: object) -> object:
    if value is None:
        return "not known"
    return round(value, _DIGITS) if isinstance(value, float) else value


def _place(cell: ProofCell) -> str:
    moved = "" if cell.counts_as == cell.column_role else f", under the head of {cell.column_role}"
    return f"{short(cell.locator)}{moved}"


def _printed_in(number: Number, cells: Sequence[ProofCell]) -> ProofCell | None:
    """The one cell, or footnote, that states the number itself."""
    if number.column in _FOOTNOTES:
        stating = [cell for cell in cells if cell.evidence == "footnote"]
    else:
        stating = [
            cell
            for cell in cells
            if cell.origin == "itself"
            and cell.counts_as == number.column
            and cell.count == number.value
            and cell.count is not None
            and cell.weight in {None, 1}
        ]
        totals = [cell for cell in stating if cell.evidence == "total row"]
        others = [cell for cell in cells if cell.evidence == "counted"]
        # Of a sum of rows only the total row states it, also where one row happens to be as large.
        stating = totals or (stating if len(others) == 1 else [])
    return stating[0] if len(stating) == 1 else None


def _basis(number: Number, cells: Sequence[ProofCell]) -> str:
    if number.counts_instead:
        return f"a count of {number.counts_instead}"
    counted = [cell for cell in cells if cell.evidence == "counted"]
    totals = [cell for cell in cells if cell.evidence == "total row" and cell.count is not None]
    footnotes = [cell for cell in cells if cell.evidence == "footnote"]
    if {(cell.origin, cell.counts_as) for cell in counted} <= {(cell.origin, cell.counts_as) for cell in totals}:
        counted = totals
    behind = list(dict.fromkeys(short(cell.locator) for cell in (*counted, *footnotes)))
    if len(behind) > _MOST_CELLS:
        documents = len({cell.publication_id for cell in (*counted, *footnotes)})
        return f"computed from {len(behind)} cells of {documents} document{'s' if documents > 1 else ''}"
    return f"computed from {' and '.join(behind)}"
