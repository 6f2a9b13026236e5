"""A publication of five municipalities set by hand: heads, rows, total row and the sentence on the register."""

from __future__ import annotations

from collections.abc import Sequence

from handset import ending_at, glyphs, page, paragraph
from reading import roles_of

from klantprofielen.geometry import Box, Glyph
from klantprofielen.read.layout.publication import PrintedPublication, parse
from klantprofielen.records import ColumnRole, PassageRole, RowKind

M1, M0 = ColumnRole.MUNICIPAL_WITH, ColumnRole.MUNICIPAL_WITHOUT
U1, U0, ALL = ColumnRole.UWV_WITH, ColumnRole.UWV_WITHOUT, ColumnRole.IN_SONAR
FLAT = {
    M1: "Gemeente met profiel",
    M0: "Gemeente geen profiel",
    U1: "UWV met profiel",
    U0: "UWV geen profiel",
    ALL: "Totaal in Sonar",
}
NAMES = ("Almere", "Dronten", "Lelystad", "Noordoostpolder", "Urk")
# Parts without any symmetry: under another heading they would be other numbers.
PARTS = ((79, 450, 1060, 313), (3, 88, 229, 101), (6, 243, 544, 226), (28, 133, 220, 125), (0, 29, 51, 48))
SUMS = tuple(map(sum, zip(*PARTS, strict=True)))
FIRST_RIGHT, STEP, TOP, PITCH = 320.0, 110.0, 180.0, 14.0
SENTENCE = (
    "In Sonar zijn niet alle doelgroepen opgenomen, in de arbeidsmarktregio Flevoland bevat het doelgroepregister",
    "banenafspraken in totaal 5.082 personen. Hiervan is 78% bekend binnen Sonar.",
)
Counts = Sequence[tuple[int, int, int, int]]


def by_role(parts: tuple[int, int, int, int]) -> dict[ColumnRole, int]:
    return dict(zip((M1, M0, U1, U0, ALL), (*parts, sum(parts)), strict=True))


def right_of(column: int) -> float:
    return FIRST_RIGHT + STEP * column


def body(order: Sequence[ColumnRole], parts: Counts = PARTS) -> list[Glyph]:
    """Title, quarter, region, rows, total row and the sentence on the register."""
    letters = [*glyphs("Transparantie van klantprofielen", 40, 40, 16), *glyphs("Tweede kwartaal 2020", 40, 70, 11)]
    letters += glyphs("Flevoland", 40, 90, 11)
    total = tuple(map(sum, zip(*parts, strict=True)))
    for place, (name, row) in enumerate(zip((*NAMES, "TOTAAL AMR"), (*parts, total), strict=True)):
        y = TOP + PITCH * place
        letters += glyphs(name, 60, y)
        for column, role in enumerate(order):
            letters += ending_at(f"{by_role(row)[role]:,}".replace(",", "."), right_of(column), y)  # type: ignore[arg-type]
    letters += paragraph(SENTENCE, 40, 300, 12)
    return letters


def flat_header(labels: Sequence[str | None]) -> list[Glyph]:
    """One label over each column, right-aligned with it."""
    letters = glyphs("Gemeente", 60, TOP - 20)
    for column, label in enumerate(labels):
        letters += ending_at(label or "", right_of(column), TOP - 20)
    return letters


def published(letters: list[Glyph]) -> PrintedPublication:
    (publication,) = parse([page(letters)])
    return publication


def counts_of(publication: PrintedPublication) -> dict[str, dict[ColumnRole, str]]:
    """The printed counts of every municipality by role."""
    return {row.pop(ColumnRole.MUNICIPALITY): row for row in roles_of(publication, RowKind.MUNICIPALITY)}


def all_counts(parts: Counts = PARTS) -> dict[str, dict[ColumnRole, str]]:
    return {
        name: {role: f"{count:,}".replace(",", ".") for role, count in by_role(row).items()}
        for name, row in zip(NAMES, parts, strict=True)
    }


OVER_OWNER = {M1: "Profiel", U1: "Profiel", M0: "Geen profiel", U0: "Geen profiel"}


def note(publication: PrintedPublication) -> str:
    return " ".join(
        passage.passage_text for passage in publication.passages if passage.passage_role is PassageRole.FOOTNOTE
    )


def upward(text: str, x: float, foot: float) -> list[Glyph]:
    """A text that is read from its foot upwards."""
    return [
        Glyph(g.text, Box(x, foot - g.box.x1, x + g.box.height, foot - g.box.x0), g.size, 3) for g in glyphs(text, 0, 0)
    ]


def renamed(letters: list[Glyph], row: int, name: str) -> list[Glyph]:
    """The letters with another name in a row."""
    y = TOP + PITCH * row
    return [letter for letter in letters if letter.box.top != y or letter.box.x0 > 200] + glyphs(name, 60, y)
