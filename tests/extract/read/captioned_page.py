"""A publication of three municipalities set by hand, with room for words around its table."""

from __future__ import annotations

from collections.abc import Sequence

from handset import HEIGHT, WIDTH, ending_at, glyphs, paragraph

from klantprofielen.geometry import Glyph
from klantprofielen.read.layout.page.reading_frame import page_of_glyphs
from klantprofielen.read.layout.publication import PrintedPublication, parse

LABELS = ("Gemeente met profiel", "Gemeente geen profiel", "UWV met profiel", "UWV geen profiel", "Totaal in Sonar")
ROWS = (("Almere", 79, 450, 1060, 313), ("Dronten", 3, 88, 229, 101), ("Urk", 0, 29, 51, 48))
SENTENCE = (
    "In Sonar zijn niet alle doelgroepen opgenomen, in de arbeidsmarktregio Flevoland bevat het doelgroepregister",
    "banenafspraken in totaal 5.082 personen. Hiervan is 78% bekend binnen Sonar.",
)
TOP = 240.0


def table_at(
    top: float,
    rows: Sequence[tuple[str, int, int, int, int]] = ROWS,
    first: str = "Gemeente",
    total_label: str = "TOTAAL AMR",
) -> list[Glyph]:
    letters = glyphs(first, 40, top - 20)
    for column, label in enumerate(LABELS):
        letters += ending_at(label, 320 + 110 * column, top - 20)
    total = (total_label, *(sum(row[place] for row in rows) for place in range(1, 5)))  # type: ignore[misc]
    for place, (name, *parts) in enumerate((*rows, total)):
        letters += glyphs(str(name), 40, top + 14 * place)
        for column, count in enumerate((*parts, sum(parts))):
            letters += ending_at(str(count), 320 + 110 * column, top + 14 * place)
    return letters


def drawn(extra: Sequence[Glyph] = (), *, first: str = "Gemeente", total_label: str = "TOTAAL AMR") -> list[Glyph]:
    letters = [*glyphs("Transparantie van klantprofielen", 40, 40, 16), *glyphs("Tweede kwartaal 2020", 40, 70, 12)]
    letters += [*glyphs("Flevoland", 40, 90, 12), *table_at(TOP, first=first, total_label=total_label)]
    letters += paragraph(SENTENCE, 40, 340, 12)
    return [*letters, *extra]


def parsed(letters: Sequence[Glyph]) -> list[PrintedPublication]:
    return parse([page_of_glyphs(1, WIDTH, HEIGHT, letters)])


def said(letters: Sequence[Glyph]) -> set[str]:
    (publication,) = parsed(letters)
    return {remark.remark_code for remark in publication.remarks}
