"""Documents that are no publication of the series, some of them much like it. All are to be declined."""

from __future__ import annotations

import random
from collections.abc import Callable

from facsimiles.figures import Figures
from facsimiles.generate import random_figures, random_layout
from facsimiles.layout import Layout, within
from facsimiles.other_tables import ages_table, benefits_table
from facsimiles.sheet import Block, Cell, Foot, Heading, Paragraph, Table
from facsimiles.specimen import Specimen
from facsimiles.truth import REJECT, Verdict
from facsimiles.wording import ATTRIBUTION, QUARTERS

_FOOT = Foot("Volg ons", ATTRIBUTION, "UWV Gegevensdiensten © januari 2021")
# A document that is not ours keeps to the fields that say how it is set.
_WORDED = (
    "heading",
    "quarter",
    "footnote",
    "region_column",
    "header",
    "names",
    "narrow_names",
    "second_table",
    "cover",
)


def _grid(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> Table:
    body = tuple(
        tuple(Cell(text, align="left" if place == 0 else "right") for place, text in enumerate(row)) for row in rows
    )
    return Table((tuple(Cell(text, bold=True) for text in header),), body, len(header), is_plain=True)


def _quarter(figures: Figures) -> str:
    return QUARTERS["words"](figures.year, figures.quarter)


def _trend_report(figures: Figures, rng: random.Random) -> tuple[Block, ...]:
    """Another quarterly publication by UWV about the same people and the same municipalities."""
    return (
        Heading("Regionale trendrapportage banenafspraak", 1),
        Heading(f"{_quarter(figures)} {figures.region}", 2),
        Paragraph(f"Het doelgroepregister telt in de regio {figures.region} {figures.register} personen."),
        benefits_table(figures),
        _FOOT,
    )


def _register_by_age(figures: Figures, rng: random.Random) -> tuple[Block, ...]:
    heading = f"Doelgroepregister banenafspraak, {figures.region}"
    return (Heading(heading, 1), Heading(_quarter(figures), 2), ages_table(figures), _FOOT)


def _benefits_by_sex(figures: Figures, rng: random.Random) -> tuple[Block, ...]:
    """Four columns that add up to a fifth, under a two-level header: but of unemployment."""
    top = (
        Cell("Gemeente", bold=True, rows=2),
        Cell("Mannen", bold=True, columns=2),
        Cell("Vrouwen", bold=True, columns=2),
        Cell("Totaal", bold=True, rows=2),
    )
    ages = tuple(Cell(text) for text in ("tot 50 jaar", "50 jaar en ouder") * 2)
    rows = [
        (Cell(row.municipality), *(Cell(f"{count}", align="right") for count in row.counts)) for row in figures.rows
    ]
    rows.append(
        (
            Cell("TOTAAL AMR", bold=True),
            *(Cell(f"{count}", bold=True, align="right") for count in figures.total),
        )
    )
    return (
        Heading("Lopende WW-uitkeringen", 1),
        Heading(_quarter(figures), 2),
        Heading(figures.region, 3),
        Table((top, ages), tuple(rows), 6, total=True),
        _FOOT,
    )


def _headerless_twin(figures: Figures, rng: random.Random) -> tuple[Block, ...]:
    """The same shape without any header, under another title: nothing says what the numbers are."""
    rows = [(row.municipality, *(f"{count}" for count in row.counts)) for row in figures.rows]
    rows.append(("TOTAAL AMR", *(f"{count}" for count in figures.total)))
    table = Table((), _grid(("",) * 6, rows).body, 6, total=True)
    return (
        Heading("Lopende bijstandsuitkeringen", 1),
        Heading(f"{_quarter(figures)} {figures.region}", 2),
        table,
        _FOOT,
    )


def _population(figures: Figures, rng: random.Random) -> tuple[Block, ...]:
    rows = [(row.municipality, f"{rng.randint(9000, 99000)}", f"{rng.uniform(20, 400):.1f}") for row in figures.rows]
    return (Heading("Bevolking per gemeente", 1), _grid(("Gemeente", "Inwoners", "Oppervlakte (km2)"), rows))


def _invoice(figures: Figures, rng: random.Random) -> tuple[Block, ...]:
    rows = [(f"Levering {place}", f"{rng.randint(1, 9)}", f"{rng.randint(100, 999)},00") for place in range(1, 6)]
    return (
        Heading("Factuur 2020-117", 1),
        _grid(("Omschrijving", "Aantal", "Bedrag"), rows),
        Paragraph("Totaal 2.117,00"),
    )


def _letter(figures: Figures, rng: random.Random) -> tuple[Block, ...]:
    return (
        Paragraph("Geachte heer, mevrouw,"),
        Paragraph(
            f"De publicatie Transparantie van klantprofielen over het {_quarter(figures).lower()} "
            f"voor {figures.region} is uitgesteld. In totaal staan {figures.total[4]} mensen in Sonar."
        ),
    )


def _timetable(figures: Figures, rng: random.Random) -> tuple[Block, ...]:
    rows = [(row.municipality, *(f"{hour}:{rng.randint(10, 59)}" for hour in range(7, 12))) for row in figures.rows]
    return (Heading("Dienstregeling 2020", 1), _grid(("Halte", "1", "2", "3", "4", "5"), rows))


FOREIGN: dict[str, Callable[[Figures, random.Random], tuple[Block, ...]]] = {
    "another publication of UWV: trend report": _trend_report,
    "another publication of UWV: register by age": _register_by_age,
    "another publication of UWV: benefits, same shape": _benefits_by_sex,
    "another publication of UWV: benefits, no header": _headerless_twin,
    "another table: population": _population,
    "another table: invoice": _invoice,
    "another table: timetable": _timetable,
    "no table: a letter about the publication": _letter,
}


def foreign_specimen(seed: int, engine: str = "reportlab", count: int = 1) -> tuple[Specimen, Verdict]:
    """The foreign document of a seed."""
    rng = random.Random(f"foreign {seed}")
    reason = rng.choice(tuple(FOREIGN))
    layout: Layout = within(random_layout(rng, count), _WORDED)
    return Specimen((), layout, engine, seed, blocks=FOREIGN[reason](random_figures(rng), rng)), Verdict(REJECT, reason)
