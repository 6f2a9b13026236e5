"""A publication of five municipalities set by hand: heads, rows, total row and the sentence on the register."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handset import HEADS, SENTENCE, SIZE, ending_at, glyphs, headings, page, paragraph, table
from reading import roles_of, texts_of

from facsimiles.figures import dotted
from klantprofielen.geometry import Box, Glyph
from klantprofielen.read.layout.publication import PrintedPublication, parse
from klantprofielen.records import ColumnRole, PassageRole, RowKind

M1, M0 = ColumnRole.MUNICIPAL_WITH, ColumnRole.MUNICIPAL_WITHOUT
U1, U0, ALL = ColumnRole.UWV_WITH, ColumnRole.UWV_WITHOUT, ColumnRole.IN_SONAR
ORDER = (M1, M0, U1, U0, ALL)
FLAT = dict(zip(ORDER, HEADS, strict=True))
NAMES = ("Almere", "Dronten", "Lelystad", "Noordoostpolder", "Urk")
# Parts without any symmetry: under another heading they would be other numbers.
PARTS = ((79, 450, 1060, 313), (3, 88, 229, 101), (6, 243, 544, 226), (28, 133, 220, 125), (0, 29, 51, 48))
SUMS = tuple(map(sum, zip(*PARTS, strict=True)))
# The names and parts of all rows, the total row being the last.
ROW_NAMES, ROWS = (*NAMES, "TOTAAL AMR"), (*PARTS, SUMS)
FIRST_RIGHT, STEP, TOP, PITCH = 320.0, 110.0, 180.0, 14.0
Counts = Sequence[tuple[int, int, int, int]]


def by_role(parts: tuple[int, int, int, int]) -> dict[ColumnRole, int]:
    return dict(zip(ORDER, (*parts, sum(parts)), strict=True))


def right_of(column: int) -> float:
    return FIRST_RIGHT + STEP * column


def body(order: Sequence[ColumnRole] = ORDER, parts: Counts = PARTS) -> list[Glyph]:
    """Title, quarter, region, rows, total row and the sentence on the register; no heads."""
    counts = [by_role(row) for row in (*parts, tuple(map(sum, zip(*parts, strict=True))))]
    rows = zip(ROW_NAMES, ([row[role] for role in order] for row in counts), strict=True)
    return [*headings(), *table(rows, TOP, heads=(), name_head=""), *paragraph(SENTENCE, 40, 300, 12)]


def over_columns(texts: Iterable[str], y: float, size: float = SIZE) -> list[Glyph]:
    """A text at the right edge of each column, at a height."""
    return [g for column, text in enumerate(texts) for g in ending_at(text, right_of(column), y, size)]


def numbers(parts: Sequence[int], y: float) -> list[Glyph]:
    """The counts of a row at a height, in the order of the series."""
    return over_columns(map(dotted, (*parts, sum(parts))), y)


def flat_header(labels: Sequence[str | None] = HEADS) -> list[Glyph]:
    """One label over each column, right-aligned with it."""
    return table((), TOP, heads=[label or "" for label in labels])


def whole(order: Sequence[ColumnRole] = ORDER) -> list[Glyph]:
    """The publication with its columns in that order, each under its head."""
    return [*body(order), *flat_header([FLAT[role] for role in order])]


def without_sentence() -> list[Glyph]:
    """The publication without the sentence on the register, which a test sets in its own way."""
    return [letter for letter in whole() if letter.box.top < 299]


def published(letters: list[Glyph]) -> PrintedPublication:
    (publication,) = parse([page(letters)])
    return publication


def counts_of(publication: PrintedPublication) -> dict[str, dict[ColumnRole, str]]:
    """The printed counts of every municipality by role."""
    return {row.pop(ColumnRole.MUNICIPALITY): row for row in roles_of(publication, RowKind.MUNICIPALITY)}


def read_under(heads: Sequence[str | None], order: Sequence[ColumnRole] = ORDER) -> dict[str, dict[ColumnRole, str]]:
    """The counts that are read under these heads, one over each column."""
    return counts_of(published([*body(order), *flat_header(heads)]))


def all_counts(parts: Counts = PARTS) -> dict[str, dict[ColumnRole, str]]:
    return {
        name: {role: dotted(count) for role, count in by_role(row).items()}
        for name, row in zip(NAMES, parts, strict=True)
    }


OVER_OWNER = {M1: "Profiel", U1: "Profiel", M0: "Geen profiel", U0: "Geen profiel"}


def notes_below(letters: list[Glyph]) -> list[str]:
    """The sentences on the register that are found where these letters stand in their place."""
    return texts_of(published([*without_sentence(), *letters]), PassageRole.FOOTNOTE)


def note(publication: PrintedPublication) -> str:
    return " ".join(texts_of(publication, PassageRole.FOOTNOTE))


def upward(text: str, x: float, foot: float) -> list[Glyph]:
    """A text that is read from its foot upwards."""
    return [
        Glyph(g.text, Box(x, foot - g.box.x1, x + g.box.height, foot - g.box.x0), g.size, 3) for g in glyphs(text, 0, 0)
    ]


def renamed(letters: list[Glyph], row: int, name: str) -> list[Glyph]:
    """The letters with another name in a row."""
    y = TOP + PITCH * row
    return [letter for letter in letters if letter.box.top != y or letter.box.x0 > 200] + glyphs(name, 60, y)
