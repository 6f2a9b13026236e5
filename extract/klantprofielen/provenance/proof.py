"""What stands behind a number: cells, the equations that verify them, the documents they are printed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import duckdb

from klantprofielen.geometry import Box


@dataclass(frozen=True, slots=True)
class ProofCell:
    """A printed cell, or a passage such as the footnote.

    Attributes:
        origin: whose cell it is: of the number `itself`, or of what it is compared with.
        evidence: `counted`, `total row` or `footnote`.
        counts_as: the count that it states; in a total row it may not be its column's; None where it is not used.
        weight: which share of it counts; None for what verifies without being counted.
        text: as printed; `corrected` is what a reviewed correction reads instead.
        count: the number that it counts as; None for a text and for what is suppressed.
        box: in points of the page as it is shown; in a transcript it counts half characters and lines.
    """

    box: Box
    locator: str
    publication_id: str
    origin: str
    evidence: str
    weight: Decimal | None
    row_number: int | None
    column_role: str
    counts_as: str | None
    municipality_code: str | None
    text: str
    corrected: str | None
    count: int | None
    page: int


@dataclass(frozen=True, slots=True)
class Equation:
    """What a publication prints beside what follows from its other cells; the two differ by `difference`."""

    publication_id: str
    kind: str
    row_number: int | None
    column_role: str
    text: str
    printed: Decimal | None
    computed_min: Decimal | None
    computed_max: Decimal | None
    difference: Decimal | None
    verdict: str
    printed_locator: str | None


@dataclass(frozen=True, slots=True)
class ProofDocument:
    """The document of a publication: what it was called, where it came from, and what became of it.

    Attributes:
        address: of the file that was read.
        origin_address: at the publisher or the Internet Archive; None for a document that was not fetched.
        first_retrieved_at: when it was fetched first (UTC).
        findings: one line for each kind, its code and what it says; None for no finding.
    """

    publication_id: str
    sha256: str
    file_name: str
    address: str
    origin_address: str | None
    first_retrieved_at: datetime | None
    gone_since: date | None
    status: str
    findings: str | None
    copied_publication_id: str | None
    superseded_by: str | None


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a mart.

    Attributes:
        counts_instead: what it counts, where no cell prints it.
        least: with `most`, the bounds of a number that is not known because cells are suppressed.
        working: the sum, ratio or difference that gives it; None for what is printed as it is.
    """

    column: str
    value: object
    counts_instead: str | None
    least: object = None
    most: object = None
    working: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """What goes into a footnote, of a row of a mart or of one number of it.

    Attributes:
        locator: of the cell that prints it; None where it is printed nowhere.
        notes: what a reader must be told with it: what was corrected by hand, what is not proven.
        basis: of one number: where it is printed, or what it is computed from; empty for a row.
    """

    text: str
    locator: str | None
    notes: tuple[str, ...] = ()
    basis: str = ""


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """Where a publication's rows and the heading above them stand on a page."""

    publication_id: str
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Proof:
    """An answer to `show`.

    Attributes:
        title: what was asked.
        numbers: of a mart; none when a printed place was asked.
        citations: of the rows that the numbers stand in, in the marts that have them.
        cells: the cells behind them, in reading order.
        newer: for a printed place of a superseded publication, the same place in the one that holds now.
        tables: where the table stands on each page that holds one of the cells.
        remarks: of the place, where its newest numbers are not all that came out.
    """

    title: str
    numbers: tuple[Number, ...]
    cells: tuple[ProofCell, ...]
    equations: tuple[Equation, ...]
    documents: tuple[ProofDocument, ...]
    newer: tuple[ProofCell, ...]
    tables: tuple[PrintedTable, ...]
    citations: tuple[Citation, ...] = ()
    remarks: tuple[str, ...] = ()


def prove(
    connection: duckdb.DuckDBPyConnection,
    title: str,
    cells: Iterable[ProofCell],
    numbers: Iterable[Number] = (),
    newer: Iterable[ProofCell] = (),
    citations: Iterable[Citation] = (),
) -> Proof:
    """Gathers the equations that the cells take part in, and the documents of all of them."""
    distinct = {(cell.locator, cell.origin): cell for cell in cells}
    ordered = tuple(sorted(distinct.values(), key=reading_order))
    replaced = tuple(newer)
    publications = list(dict.fromkeys(cell.publication_id for cell in (*ordered, *replaced)))
    return Proof(
        title,
        tuple(numbers),
        ordered,
        _equations(connection, ordered),
        tuple(document_of(connection, publication) for publication in publications),
        replaced,
        _tables(connection, publications),
        tuple(dict.fromkeys(citations)),
    )


def reading_order(cell: ProofCell) -> tuple[bool, str, str, int, float, float]:
    """Sorts cells: the number's own first, then by document, page and place."""
    box = cell.box
    return cell.origin != "itself", cell.origin, cell.publication_id, cell.page, box.top, box.x0


def _equations(connection: duckdb.DuckDBPyConnection, cells: tuple[ProofCell, ...]) -> tuple[Equation, ...]:
    rows = connection.execute(
        _EQUATIONS,
        {
            "publications": [cell.publication_id for cell in cells],
            "row_numbers": [cell.row_number for cell in cells],
            "roles": [cell.counts_as for cell in cells],
        },
    ).fetchall()
    return tuple(Equation(*row) for row in rows)


_EQUATIONS = """
    with cells as (
        select
            unnest($publications::varchar[]) as publication_id,
            unnest($row_numbers::bigint[]) as row_number,
            unnest($roles::varchar[]) as column_role
    )

    select
        publication_id, equation_kind, row_number, column_role, equation_text,
        printed_number, computed_number_min, computed_number_max, difference, verdict, printed_locator
    from fct_equations as equation
    where exists (
        from cells
        where
            cells.publication_id = equation.publication_id
            and case equation.equation_kind
                when 'row' then cells.row_number = equation.row_number and cells.column_role <> 'municipality'
                when 'column' then cells.column_role = equation.column_role
                when 'percentage' then cells.column_role in ('clients_in_sonar', 'footnote')
            end
    )
    order by publication_id, equation_kind desc, row_number, column_role
"""


def _tables(connection: duckdb.DuckDBPyConnection, publications: list[str]) -> tuple[PrintedTable, ...]:
    rows = connection.execute(_TABLES, [publications]).fetchall()
    return tuple(PrintedTable(publication, page, Box(*edges)) for publication, page, *edges in rows)


_TABLES = """
    with printed as (
        select publication_id, page_number, x0, top, x1, bottom
        from fct_cells

        union all

        select publication_id, page_number, x0, top, x1, bottom
        from fct_passages
        where passage_role = 'heading'
    )

    select publication_id, page_number, min(x0), min(top), max(x1), max(bottom)
    from printed
    where publication_id in (select unnest($1::varchar[]))
    group by all
    order by all
"""


def document_of(connection: duckdb.DuckDBPyConnection, publication_id: str) -> ProofDocument:
    """The document of a publication that the warehouse knows."""
    (row,) = connection.execute(_DOCUMENT, [publication_id]).fetchall()
    return ProofDocument(*row)


_DOCUMENT = """
    select
        publication_id, document_sha256, file_name, source_address, origin_address, first_retrieved_at,
        gone_since_date, status, told.findings, copied_publication_id, next_publication_id
    from dim_publications
    left join (
        -- One line a kind of finding, in words; of many of a kind the first.
        select
            publication_id,
            string_agg(concat(finding_code, ': ', message), chr(10) order by finding_code) as findings
        from (
            select publication_id, finding_code, min(message) as message
            from mart_findings
            group by all
        )
        group by all
    ) as told using (publication_id)
    where publication_id = ?
"""
