"""What proves the figures, read from the published release: printed cells, passages, and equations, by document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import duckdb

from klantprofielen.site import queries
from klantprofielen.site.facts import Value, count_columns, counts_of, grouped
from klantprofielen.site.figures import PRINTED
from klantprofielen.site.links import anchor


class Cell(NamedTuple):
    """A printed cell; its box is in points of its page, or in half characters and lines of a transcript.

    `counts_as` is the count that it states, which in a total row may not be the `role` of its column; None where it is
    not used. `counted` is that count: known, or between bounds where it was suppressed.
    """

    row: int
    column: int
    kind: str
    role: str
    counts_as: str | None
    header: str | None
    municipality: str | None
    text: str
    corrected: str | None
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    counted: Value

    @property
    def name(self) -> str:
        """Its name on its page: after what it counts as, so that a figure leads to the cell that states it."""
        return anchor(self.row, self.counts_as or f"c{self.column}")


class Passage(NamedTuple):
    """A printed text outside the table."""

    number: int
    role: str
    text: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class Equation(NamedTuple):
    """What is printed beside what follows from other cells."""

    kind: str
    row: int | None
    role: str
    printed: float | None
    low: float | None
    high: float | None
    verdict: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was read; `totals` count its whole region, `register` is its target-group register."""

    publication_id: str
    sha256: str
    address: str
    reader: str | None
    register: int | None
    totals: Mapping[str, Value]
    cells: Sequence[Cell]
    passages: Sequence[Passage]
    equations: Sequence[Equation]


def read_documents(connection: duckdb.DuckDBPyConnection) -> Mapping[str, Document]:
    """Every publication with cells whose figures are in the release, superseded ones too."""

    def rows(query: str) -> list[tuple[Any, ...]]:
        return connection.execute(query).fetchall()

    cells = grouped((row[0], Cell(*(*row[1:-3], Value(*row[-3:])))) for row in rows(queries.CELLS))
    passages = grouped((key, Passage(*row)) for key, *row in rows(queries.PASSAGES))
    equations = grouped((key, Equation(*row)) for key, *row in rows(queries.EQUATIONS))
    documents = {row[0]: row for row in rows(queries.DOCUMENTS.format(counts=count_columns(PRINTED)))}
    parts = (cells, passages, equations)
    return {
        key: Document(*(*row[:_ABOUT], counts_of(PRINTED, row[_ABOUT:]), *(each.get(key, ()) for each in parts)))
        for key, row in documents.items()
    }


_ABOUT = 5
