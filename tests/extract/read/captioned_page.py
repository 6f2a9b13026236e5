"""A publication of three municipalities set by hand, with room for words around its table."""

from __future__ import annotations

from collections.abc import Sequence

from handset import HEIGHT, SENTENCE, WIDTH, headings, paragraph, table
from reading import codes_of

from klantprofielen.geometry import Glyph
from klantprofielen.read.layout.page.reading_frame import page_of_glyphs
from klantprofielen.read.layout.publication import PrintedPublication, parse

ROWS = (("Almere", 79, 450, 1060, 313), ("Dronten", 3, 88, 229, 101), ("Urk", 0, 29, 51, 48))
TOP = 240.0


def table_at(
    top: float,
    rows: Sequence[tuple[str, int, int, int, int]] = ROWS,
    first: str = "Gemeente",
    total_label: str = "TOTAAL AMR",
) -> list[Glyph]:
    total = (total_label, *(sum(row[place] for row in rows) for place in range(1, 5)))
    printed = ((name, (*parts, sum(parts))) for name, *parts in (*rows, total))
    return table(printed, top, names=40, name_head=first)


def drawn(extra: Sequence[Glyph] = (), *, first: str = "Gemeente", total_label: str = "TOTAAL AMR") -> list[Glyph]:
    letters = [*headings(), *table_at(TOP, first=first, total_label=total_label)]
    return [*letters, *paragraph(SENTENCE, 40, 340, 12), *extra]


def parsed(letters: Sequence[Glyph]) -> list[PrintedPublication]:
    return parse([page_of_glyphs(1, WIDTH, HEIGHT, letters)])


def said(letters: Sequence[Glyph]) -> set[str]:
    (publication,) = parsed(letters)
    return codes_of(publication)
