"""The three ways to ask for a proof: a printed place, a number of a mart, a place and a quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from klantprofielen.geometry import Box
from klantprofielen.provenance.asked_place import Kind, NothingToShowError, Place, mart_of, why_nothing
from klantprofielen.provenance.calculation import working_of
from klantprofielen.provenance.locator import Locator, short
from klantprofielen.provenance.number_citation import cite_number, of_rows
from klantprofielen.provenance.proof import Citation, Number, Proof, ProofCell, document_of, prove, reading_order
from klantprofielen.suggest import did_you_mean

_COUNTS = (
    "municipal_clients_with_profile",
    "municipal_clients_without_profile",
    "uwv_clients_with_profile",
    "uwv_clients_without_profile",
    "clients_in_sonar",
    "clients_without_profile",
    "profile_coverage_ratio",
)
_REGISTER = ("target_group_register", "register_coverage_ratio")
# The key of a row of each mart, as `provenance()` writes it.
_KEYS = {
    "mart_municipality_coverage": "municipality_quarter_key",
    "mart_regional_coverage": "region_quarter_key",
    "mart_national_coverage": "cast(quarter_start_date as varchar)",
    "mart_municipality_coverage_comparable": "comparable_municipality_quarter_key",
    "mart_regional_coverage_comparable": "comparable_region_quarter_key",
}


def prove_place(connection: duckdb.DuckDBPyConnection, locator: Locator) -> Proof:
    """A printed cell or passage; of a superseded publication also the same place in the one that holds now.

    Raises:
        NothingToShowError: nothing is printed there, or the shortened publication means several.
    """
    found = connection.execute(
        f"{_PLACES} where starts_with(locator, ?) and ends_with(locator, ?)", [locator.sha256, locator.rest]
    ).fetchall()
    cells = [_cell(row) for row in found if _table_of(row[1]) == locator.table]
    if not cells:
        raise NothingToShowError(f"No document of the warehouse prints {locator.sha256}{locator.table}{locator.rest}.")
    if len(cells) > 1:
        several = ", ".join(cell.publication_id for cell in cells)
        raise NothingToShowError(f"{locator.sha256} means several publications; write more digits: {several}")
    (cell,) = cells
    return prove(connection, short(cell.locator), cells, newer=_newer(connection, cell))


def prove_number(connection: duckdb.DuckDBPyConnection, mart: str, key: str, column: str) -> Proof:
    """One number of a coverage mart.

    Raises:
        NothingToShowError: there is no such mart, number or row.
    """
    told = _tell(connection, mart, key, column)
    return prove(connection, f"{mart} {key} {column}", told.cells, [told.number], citations=told.of_the_number())


def prove_quarter(connection: duckdb.DuckDBPyConnection, place: Place, quarter: str, column: str | None) -> Proof:
    """The numbers of a municipality, a region or the country in a quarter such as `2020Q2`.

    Raises:
        NothingToShowError: nothing is published of it; says why.
    """
    mart, where = mart_of(place)
    rows = connection.execute(
        f"select {_KEYS[mart]} from {mart} where quarter_label = $quarter and {where} order by all",  # noqa: S608
        {"quarter": quarter, "code": place.code},
    ).fetchall()
    if not rows:
        raise NothingToShowError(why_nothing(connection, place, quarter))
    columns = _COUNTS if place.kind == Kind.MUNICIPALITY else _COUNTS + _REGISTER
    asked = [(key, name) for (key,) in rows for name in ([column] if column else columns)]
    told = [_tell(connection, mart, key, name) for key, name in asked]
    return prove(
        connection,
        f"{place.title} {quarter}",
        [cell for each in told for cell in each.cells],
        [each.number for each in told],
        citations=(
            [citation for each in told for citation in each.of_the_number()]
            if column
            else of_rows([citation for each in told for citation in each.citations])
        ),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """A number with the cells behind it, and what to quote its row by."""

    number: Number
    cells: list[ProofCell]
    citations: list[Citation]

    def of_the_number(self) -> list[Citation]:
        """What to quote the number itself by, which is another cell than its row's, or none."""
        return [cite_number(self.number, self.cells, row) for row in self.citations]


def _tell(connection: duckdb.DuckDBPyConnection, mart: str, key: str, column: str) -> _Told:
    if mart not in _KEYS:
        raise NothingToShowError(f"{mart} has no numbers that rest on cells; these have: {', '.join(_KEYS)}.")
    evidence = connection.execute(
        "select distinct evidence from mart_provenance_columns where mart_name = ? and column_name = ? order by all",
        [mart, column],
    ).fetchall()
    if not evidence:
        known = connection.execute(
            "select distinct column_name from mart_provenance_columns where mart_name = ? order by all", [mart]
        ).fetchall()
        # A number's bounds are shown with it.
        names = [name for (name,) in known if not name.endswith(("_min", "_max"))]
        near = did_you_mean(column, names) or f"It has {', '.join(names)}."
        raise NothingToShowError(f"{mart} has no number {column!r}. {near}")
    found = connection.execute(f"select * from {mart} where {_KEYS[mart]} = ?", [key])  # noqa: S608
    values = found.fetchone()
    if values is None:
        raise NothingToShowError(f"{mart} has no row {key!r}; a key looks like those in mart_provenance_rows.")
    row = dict(zip((name for name, *_ in found.description), values, strict=True))
    instead = [kind for (kind,) in evidence if kind in {"reference data", "publications", "findings"}]
    cells = _cells_behind(connection, mart, key, column)
    number = Number(
        column,
        row[column],
        instead[0] if instead else None,
        least=row.get(f"{column}_min"),
        most=row.get(f"{column}_max"),
        working=None if instead else working_of(column, row, cells),
    )
    citations = [Citation(row["citation"], row["locator"], _notes(connection, cells))] if "citation" in row else []
    return _Told(number, cells, citations)


def _notes(connection: duckdb.DuckDBPyConnection, cells: Sequence[ProofCell]) -> tuple[str, ...]:
    corrected = [
        f"{short(cell.locator)} is a misprint, corrected by hand: {cell.text} is read as {cell.corrected}"
        for cell in cells
        if cell.corrected is not None
    ]
    unordered = connection.execute(
        "select distinct message from mart_findings "
        "where finding_code = 'version_order_unknown' and publication_id in (select unnest(?::varchar[]))",
        [[cell.publication_id for cell in cells]],
    ).fetchall()
    return (*dict.fromkeys(corrected), *(message for (message,) in unordered))


def _cells_behind(connection: duckdb.DuckDBPyConnection, mart: str, key: str, column: str) -> list[ProofCell]:
    rows = connection.execute(
        "select locator, publication_id, origin, evidence, weight, row_number, column_role, counts_as, "
        "municipality_code, printed_text, corrected_text, cell_count, page_number, x0, top, x1, bottom "
        "from provenance(?, ?, ?)",
        [mart, key, column],
    ).fetchall()
    return sorted((_cell(row) for row in rows), key=reading_order)


_PLACES = """
    with places as (
        select
            locator, publication_id, row_number, column_role, counts_as, municipality_code, row_kind, cell_text,
            corrected_text, cell_count, page_number, x0, top, x1, bottom
        from fct_cells

        union all by name

        select
            concat(publication_id, '/', page_number, '/p', passage_number, '/', passage_role) as locator,
            publication_id, passage_role as column_role, passage_role as counts_as, passage_text as cell_text,
            page_number, x0, top, x1, bottom
        from fct_passages
    )

    select
        locator, publication_id, 'itself' as origin, 'asked for' as evidence, null as weight, row_number, column_role,
        counts_as, municipality_code, cell_text, corrected_text, cell_count, page_number, x0, top, x1, bottom
    from places
"""


_SAME_PLACE = """
    where
        publication_id = $newest
        and coalesce(counts_as, column_role) = $role
        and municipality_code is not distinct from $municipality
        and row_kind is not distinct from (select row_kind from places where locator = $locator)
"""


def _newer(connection: duckdb.DuckDBPyConnection, cell: ProofCell) -> list[ProofCell]:
    """The same municipality's (or the total row's, or the passage's) place in the publication that holds now."""
    newest = document_of(connection, cell.publication_id)
    # A copy stands for the publication that it is a copy of, which may itself be superseded.
    while following := newest.superseded_by or newest.copied_publication_id:
        newest = document_of(connection, following)
    if newest.publication_id == cell.publication_id:
        return []
    rows = connection.execute(
        _PLACES + _SAME_PLACE,
        {
            "newest": newest.publication_id,
            "role": cell.counts_as or cell.column_role,
            "municipality": cell.municipality_code,
            "locator": cell.locator,
        },
    ).fetchall()
    return [_cell(row) for row in rows]


def _table_of(publication_id: str) -> str:
    _, dash, table = publication_id.partition("-")
    return f"{dash}{table}"


def _cell(row: tuple[Any, ...]) -> ProofCell:
    return ProofCell(Box(*row[-4:]), *row[:-4])
