"""From figures and a layout to the blocks of a publication: which words stand where."""

from __future__ import annotations

from collections.abc import Iterator

from facsimiles.figures import Figures
from facsimiles.sheet import Block, Foot, Heading, PageBreak, Paragraph
from facsimiles.specimen import Specimen
from facsimiles.tables import ages_table, benefits_table, count_text, main_tables
from facsimiles.wording import (
    ATTRIBUTION,
    COLOPHONS,
    FOOTNOTES,
    HEADER_WORDS_IN_PROSE,
    MONTHS,
    PROSE,
    QUARTERS,
)


def blocks_of(specimen: Specimen) -> tuple[Block, ...]:
    """The publication's blocks, in reading order."""
    return specimen.blocks or tuple(_blocks(specimen))


def _blocks(specimen: Specimen) -> Iterator[Block]:
    layout = specimen.layout
    if layout.cover:
        yield from _cover(specimen)
    if layout.prose == "above":
        yield Paragraph(PROSE)
    for number, figures in enumerate(specimen.figures):
        yield from _headings(specimen, figures, is_first=number == 0)
        yield from _body(specimen, figures)
    if layout.prose == "below":
        yield Paragraph(PROSE)
    yield _foot(specimen, specimen.figures[0])


def _cover(specimen: Specimen) -> Iterator[Block]:
    yield Heading(specimen.layout.title, 1)
    yield Paragraph("UWV")
    for figures in specimen.figures:
        yield Paragraph(f"{QUARTERS['words'](figures.year, figures.quarter)}, {_region(specimen, figures)}")
    yield PageBreak()


def _region(specimen: Specimen, figures: Figures) -> str:
    return specimen.misprint.headings_region or figures.region


def _quarter(specimen: Specimen, figures: Figures) -> str:
    wording = QUARTERS[specimen.layout.quarter](figures.year, figures.quarter)
    return specimen.misprint.heading_quarter or wording


def _headings(specimen: Specimen, figures: Figures, *, is_first: bool) -> Iterator[Block]:
    layout = specimen.layout
    title, quarter, region = layout.title, _quarter(specimen, figures), _region(specimen, figures)
    if layout.heading == "running" and is_first:
        yield Paragraph(f"UWV | {region} | {quarter}", is_small=True)
    if is_first and layout.heading != "in_title":
        yield Heading(title.upper() if layout.heading == "capitals" else title, 1)
    match layout.heading:
        case "two":
            yield Heading(quarter, 2)
            yield Heading(region, 3)
        case "one_line":
            yield Heading(f"{quarter} {region}", 2)
        case "region_first":
            yield Heading(f"{region}, {quarter}", 2)
        case "dash":
            yield Heading(f"{quarter} \u2013 Arbeidsmarktregio {region}", 2)
        case "in_title":
            yield Heading(f"{title} {region} {quarter}", 1)
        case "labelled":
            yield Paragraph(f"Arbeidsmarktregio: {region}")
            yield Paragraph(f"Periode: {quarter}")
        case "quarter_only":
            yield Heading(quarter, 2)
        case "wrapped":
            yield Heading(f"{quarter}\nArbeidsmarktregio {region}", 2)
        case "capitals":
            yield Heading(quarter.upper(), 2)
            yield Heading(region.upper(), 3)
        case "running":
            yield Paragraph("Overzicht per gemeente")


def _body(specimen: Specimen, figures: Figures) -> Iterator[Block]:
    layout = specimen.layout
    if layout.prose == "header_words":
        yield Paragraph(HEADER_WORDS_IN_PROSE)
    if layout.footnote_place == "above":
        yield from _footnote(specimen, figures)
    if layout.second_table == "ages_before":
        yield from _second_table(ages_table(figures), "Leeftijd van de doelgroep")
    if layout.second_table == "benefits_before":
        yield from _second_table(benefits_table(figures), "Uitkering per gemeente")
    for number, table in enumerate(main_tables(specimen, figures)):
        if number:
            yield PageBreak()
        yield table
    if layout.names in ("marked", "starred"):
        mark = "1)" if layout.names == "marked" else "*"
        yield Paragraph(f"{mark} Cijfers onder voorbehoud.", is_small=True)
    if layout.footnote_place == "below":
        yield from _footnote(specimen, figures)
    if layout.second_table == "ages_after":
        yield from _second_table(ages_table(figures), "Leeftijd van de doelgroep")
    if layout.second_table == "benefits_after":
        yield from _second_table(benefits_table(figures), "Uitkering per gemeente")


def _second_table(table: Block, heading: str) -> Iterator[Block]:
    yield Heading(heading, 3)
    yield table


def _footnote(specimen: Specimen, figures: Figures) -> Iterator[Block]:
    layout = specimen.layout
    text = FOOTNOTES[layout.footnote].format(
        region=specimen.misprint.footnote_region or figures.region,
        register=count_text(figures.register, layout),
        percentage=figures.percentage,
    )
    if text:
        yield Paragraph(text, italic=layout.footnote == "plural", width=layout.footnote_width)


def _foot(specimen: Specimen, figures: Figures) -> Foot:
    layout = specimen.layout
    colophon = ""
    if figures.colophon is not None:
        year, month = figures.colophon
        colophon = COLOPHONS[layout.colophon].format(month=MONTHS[month - 1], number=month, year=year)
    middle = f"{ATTRIBUTION} Pagina 1 van 1" if layout.page_numbers else ATTRIBUTION
    return Foot(specimen.foot, middle, colophon)
