"""The project's sample input: facsimiles of the two real publications, each in its own layout.

`python -m facsimiles.samples publications` (with `tests` on the path) writes them anew. The figures, headings
and the sentence that bears data are UWV's; its explanatory prose is not carried over.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from facsimiles import canvas
from facsimiles.drawing import A4, BLACK, BLUE, GREY, Curves, Draw, Fill, Link, Page, Stroke, Text
from facsimiles.faces import width_of
from facsimiles.figures import Figures, dotted, figures_of

TITLE = "Transparantie van klantprofielen"
SUBJECT = "Facsimile naar de cijfers van UWV, niet door UWV uitgegeven"
RULE = (0.72, 0.76, 0.8)
SHADE = (0.93, 0.95, 0.97)
ORANGE = (0.93, 0.45, 0.05)


def flevoland() -> bytes:
    """Flevoland, second quarter of 2020: a ruled table, its total row one column too far to the right."""
    return canvas.draw_pages([Page(*A4, tuple(_flevoland(figures_of("flevoland_2020q2"))))], TITLE, SUBJECT)


def groningen() -> bytes:
    """Groningen, third quarter of 2020: no header text but `Totaal in Sonar`, which follows the colophon."""
    return canvas.draw_pages([Page(*A4, tuple(_groningen(figures_of("groningen_2020q3"))))], TITLE, SUBJECT)


SAMPLES = {"flevoland_2020q2.pdf": flevoland, "groningen_2020q3.pdf": groningen}


def _ending_at(x: float, y: float, text: str, size: float, face: str = "vera") -> Text:
    return Text(x - width_of(text, face, size), y, text, size, face)


def _flevoland(figures: Figures) -> Iterator[Draw]:
    yield Text(56, 84, TITLE, 22, "vera-bold", BLUE)
    yield Text(56, 116, "Tweede kwartaal 2020", 15, "vera-bold")
    yield Text(56, 138, figures.region, 11)
    yield Text(56, 176, "Mensen uit de doelgroep van de banenafspraken in Sonar, naar gemeente.", 8)
    yield from _flevoland_header()
    yield from _flevoland_rows(figures)
    sentence = "In Sonar zijn niet alle doelgroepen opgenomen, in de arbeidsmarktregio Flevoland bevat het"
    yield Text(56, 384, sentence, 8, "vera-italic")
    sentence = f"doelgroepregister banenafspraken in totaal {dotted(figures.register)} personen. "
    sentence += f"Hiervan is {figures.percentage}% bekend binnen Sonar."
    yield Text(56, 396, sentence, 8, "vera-italic")
    yield Text(56, 806, SUBJECT, 6, colour=GREY)


_EDGES = (56, 154, 250, 308, 372, 430, 494, 544)


def _flevoland_header() -> Iterator[Draw]:
    yield Fill(56, 196, 544, 252, SHADE)
    yield Text(60, 210, "Arbeidsmarktregio", 8, "vera-bold")
    yield Text(158, 210, "Gemeente", 8, "vera-bold")
    for left, line in ((254, "Gemeenteklanten in"), (376, "UWV-klanten in"), (498, "Totaal in")):
        yield Text(left, 207, line, 8, "vera-bold")
        yield Text(left, 217, "Sonar", 8, "vera-bold")
    for left, lines in zip(_EDGES[2:6], (("Profiel in", "Sonar"), ("Geen profiel", "in Sonar")) * 2, strict=True):
        for number, line in enumerate(lines):
            yield Text(left + 4, 235 + 10 * number, line, 8)
    yield Stroke(250, 224, 494, 224, colour=RULE)


def _flevoland_rows(figures: Figures) -> Iterator[Draw]:
    top, step = 252, 17
    yield Text(60, top + 12, f"{figures.region_number} {figures.region}", 8)
    for number, row in enumerate(figures.rows):
        base = top + step * number + 12
        yield Text(158, base, row.municipality, 8, colour=BLUE)
        width = width_of(row.municipality, "vera", 8)
        yield Stroke(158, base + 1.5, 158 + width, base + 1.5, 0.4, BLUE)
        yield Link(158, base - 8, 158 + width, base + 2)
        for edge, count in zip(_EDGES[3:], row.counts, strict=True):
            yield _ending_at(edge - 6, base, dotted(count), 8)
    base = top + step * len(figures.rows) + 12
    yield Text(158, base, "TOTAAL AMR", 8, "vera-bold")
    # As the real one: the first count stands in the second column, and the grand total is not printed.
    for edge, count in zip(_EDGES[4:], figures.total[:4], strict=True):
        yield _ending_at(edge - 6, base, dotted(count), 8, "vera-bold")
    bottom = top + step * (len(figures.rows) + 1)
    for number in range(len(figures.rows) + 2):
        left = 56 if number in (0, len(figures.rows) + 1) else 154
        yield Stroke(left, top + step * number, 544, top + step * number, colour=RULE)
    yield Stroke(56, 196, 544, 196, colour=RULE)
    for edge in _EDGES:
        yield Stroke(edge, 224 if edge in (308, 430) else 196, edge, bottom, colour=RULE)


_RIGHTS = (268, 340, 410, 480, 546)


def _groningen(figures: Figures) -> Iterator[Draw]:
    yield Text(48, 78, TITLE + " ", 20, "helvetica-bold", BLUE)
    yield Text(48, 106, f"Derde kwartaal 2020 {figures.region}", 13, "helvetica")
    top, step = 184, 17
    for number, row in enumerate(figures.rows):
        base = top + step * number
        # A stray space stands before this one name in the real publication.
        name = f" {row.municipality}" if row.municipality == "Westerkwartier" else row.municipality
        yield Text(54, base, name, 9, "helvetica")
        for right, count in zip(_RIGHTS, row.counts, strict=True):
            yield _ending_at(right, base, dotted(count), 9, "helvetica")
        yield Stroke(48, base + 5, 550, base + 5, 0.4, RULE)
    base = top + step * len(figures.rows)
    yield Text(54, base, "TOTAAL AMR", 9, "helvetica-bold")
    for right, count in zip(_RIGHTS, figures.total, strict=True):
        yield _ending_at(right, base, dotted(count), 9, "helvetica-bold")
    yield Text(54, base + 20, " ", 9, "helvetica")
    yield from _groningen_footer()
    yield from _groningen_header()
    sentence = "In Sonar zijn niet alle doelgroepers opgenomen, in de arbeidsmarktregio Groningen bevat het "
    yield Text(48, base + 30, sentence + "doelgroepregister ", 8, "helvetica")
    sentence = f"banenafspraak in totaal {dotted(figures.register)} personen. "
    sentence += f"Hiervan is {figures.percentage}% bekend binnen Sonar."
    yield Text(48, base + 41, sentence, 8, "helvetica")
    yield Text(48, 824, SUBJECT, 6, "helvetica", GREY)


def _groningen_footer() -> Iterator[Draw]:
    yield Stroke(48, 790, 550, 790, 1.5, ORANGE)
    yield Text(48, 804, "Volg ons ", 8, "helvetica-bold")
    yield Text(180, 804, "Bronvermelding bij overname is verplicht. ", 8, "helvetica")
    yield _ending_at(550, 804, "UWV Gegevensdiensten © januari 2021", 8, "helvetica")


def _groningen_header() -> Iterator[Draw]:
    """A picture of the header words; only the last column's survived as text."""
    yield Fill(48, 128, 550, 170, SHADE)
    yield Curves(54, 144, "Gemeente", 8, "vera-bold", BLACK)
    for left, line in ((204, "Gemeenteklanten in Sonar"), (346, "UWV-klanten in Sonar")):
        yield Curves(left, 140, line, 8, "vera-bold", BLACK)
        yield Stroke(left, 145, left + 130, 145, 0.4, GREY)
    for right, lines in zip(_RIGHTS, (("Profiel", "in Sonar"), ("Geen profiel", "in Sonar")) * 2, strict=False):
        for number, line in enumerate(lines):
            yield Curves(right - width_of(line, "vera", 7), 155 + 9 * number, line, 7, "vera", BLACK)
    yield _ending_at(546, 144, "Totaal ", 8, "helvetica-bold")
    yield _ending_at(546, 154, "in Sonar", 8, "helvetica-bold")


def write_all(folder: Path) -> None:
    """Writes every sample into `folder`."""
    for name, render in SAMPLES.items():
        (folder / name).write_bytes(render())


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
