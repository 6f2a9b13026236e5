"""From figures and a layout to the blocks of a publication: which words stand where."""

from __future__ import annotations

from collections.abc import Iterator

from facsimiles.figures import Figures
from facsimiles.other_tables import ages_table, benefits_table, history_table, other_figures_table
from facsimiles.sheet import Block, Foot, Heading, PageBreak, Paragraph
from facsimiles.specimen import Specimen
from facsimiles.tables import count_text, main_tables
from facsimiles.wording import (
    ATTRIBUTION,
    BLANKS_NOTES,
    CAPTION,
    CAPTION_OF_ANOTHER,
    CHANGE_HEADINGS,
    CHANGE_WORDS_IN_PROSE,
    COLOPHONS,
    COUNTRY,
    FOOTNOTES,
    HEADER_WORDS_IN_PROSE,
    MARK_NOTE,
    MARKS,
    MONTHS,
    NAME_MARKS,
    NOBODY_NOTES,
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
    if specimen.misprint.stamp and specimen.misprint.stamp_look == "sentence":
        yield Paragraph(specimen.misprint.stamp)
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
    yield from _texts_above(specimen)
    if layout.footnote_place == "above":
        yield from _footnote(specimen, figures)
    if layout.second_table.endswith("_before"):
        yield from _second_table(specimen, figures)
    for number, table in enumerate(main_tables(specimen, figures)):
        if number:
            yield PageBreak()
        yield table
    yield from _notes_below(specimen)
    if layout.footnote_place == "below":
        yield from _footnote(specimen, figures)
    if layout.second_table.endswith("_after"):
        yield from _second_table(specimen, figures)


def _texts_above(specimen: Specimen) -> Iterator[Block]:
    """Captions of the table, and prose that only seems to speak of it."""
    layout = specimen.layout
    if specimen.misprint.caption_place == "heading":
        yield Heading(specimen.misprint.caption, 3)
    if specimen.misprint.caption_place in ("above", "sentence"):
        yield Paragraph(specimen.misprint.caption)
    if layout.prose in ("change_words", "change_headings"):
        if layout.prose == "change_headings":
            yield Heading(CHANGE_HEADINGS[specimen.seed % 2], 3)
        yield Paragraph(CHANGE_WORDS_IN_PROSE)
    if layout.prose == "header_words":
        yield Paragraph(HEADER_WORDS_IN_PROSE)
    if layout.prose == "country":
        yield Paragraph(COUNTRY)
    if layout.caption in ("numbered_above", "of_another_below"):
        yield Paragraph(f"Tabel 1: {CAPTION}", is_small=True)


def _notes_below(specimen: Specimen) -> Iterator[Block]:
    """What stands directly below the table, in small type."""
    layout = specimen.layout
    if specimen.misprint.caption_place == "below":
        yield Paragraph(specimen.misprint.caption, is_small=True)
    if layout.caption == "numbered_below":
        yield Paragraph(f"Tabel 1: {CAPTION}", is_small=True)
    if layout.caption == "of_another_below":
        yield Paragraph(CAPTION_OF_ANOTHER, is_small=True)
    if layout.suppressed == "blank":
        yield Paragraph(BLANKS_NOTES[specimen.seed % len(BLANKS_NOTES)], is_small=True)
    if layout.nobody != "none":
        yield Paragraph(NOBODY_NOTES[layout.nobody][specimen.seed % len(NOBODY_NOTES[layout.nobody])], is_small=True)
    if layout.marks != "none":
        yield Paragraph(f"{MARKS[layout.marks]} {MARK_NOTE}", is_small=True)
    if layout.names in NAME_MARKS:
        yield Paragraph(f"{NAME_MARKS[layout.names]} Cijfers onder voorbehoud.", is_small=True)


def _second_table(specimen: Specimen, figures: Figures) -> Iterator[Block]:
    """A table that is not the publication's own, of another kind or of the same form."""
    match specimen.layout.second_table.partition("_")[0]:
        case "ages":
            yield Heading("Leeftijd van de doelgroep", 3)
            yield ages_table(figures)
        case "benefits":
            yield Heading("Uitkering per gemeente", 3)
            yield benefits_table(figures)
        case "history":
            yield Heading("Verloop in de tijd", 3)
            yield history_table(specimen, figures)
        case "changes":
            heading = ("Mutatie ten opzichte van het vorige kwartaal", "Toename sinds een jaar")[specimen.seed % 2]
            yield Heading(heading, 3)
            yield other_figures_table(specimen, figures, of_changes=True)
            yield Heading("Aantallen per gemeente", 3)
        case "year":
            year_before = QUARTERS["words"](figures.year - 1, figures.quarter).lower()
            yield Heading(f"Ter vergelijking: {year_before}", 3)
            yield other_figures_table(specimen, figures, of_changes=False)


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
