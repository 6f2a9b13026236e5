"""What proves the figures, read from the published release: printed cells, passages, and equations, by document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import duckdb

from klantprofielen.site import queries
from klantprofielen.site.facts import Value


class Cell(NamedTuple):
    """A printed cell; its box is in points of its page, or in half characters and lines of a transcript.

    `counted` is what it counts: known, or between bounds where it was suppressed.
    """

    row: int
    column: int
    kind: str
    role: str
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
    """A document as it was read; `in_sonar` counts its whole region, `register` is its target-group register."""

    publication_id: str
    sha256: str
    address: str
    reader: str | None
    in_sonar: Value
    register: int | None
    cells: Sequence[Cell]
    passages: Sequence[Passage]
    equations: Sequence[Equation]


def read_documents(connection: duckdb.DuckDBPyConnection) -> Mapping[str, Document]:
    """Every publication with cells whose figures are in the release, superseded ones too."""
    cells: dict[str, list[Cell]] = defaultdict(list)
    for key, *row, value, low, high in connection.execute(queries.CELLS).fetchall():
        cells[key].append(Cell(*(*row, Value(value, low, high))))
    passages: dict[str, list[Passage]] = defaultdict(list)
    for key, *row in connection.execute(queries.PASSAGES).fetchall():
        passages[key].append(Passage(*row))
    equations: dict[str, list[Equation]] = defaultdict(list)
    for key, *row in connection.execute(queries.EQUATIONS).fetchall():
        equations[key].append(Equation(*row))
    return {
        key: Document(
            *(key, sha256, address, reader, Value(*in_sonar), register, cells[key], passages[key], equations[key])
        )
        for key, sha256, address, reader, *in_sonar, register in connection.execute(queries.DOCUMENTS).fetchall()
    }
