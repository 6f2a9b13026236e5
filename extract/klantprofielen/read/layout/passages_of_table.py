"""Which texts of a document belong to one of its tables: headings, the sentence on the register, colophon, notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from klantprofielen.geometry import Page
from klantprofielen.read.layout.captions_of_table import beside
from klantprofielen.read.layout.passages.passages import (
    PassageOnPage,
    Stretch,
    colophons,
    headings,
    notes_on_blanks,
)
from klantprofielen.read.layout.passages.quarters_in_sentences import names_publication, sentences_on_time, times_told
from klantprofielen.read.layout.passages.register_sentence import footnotes
from klantprofielen.read.layout.tables import Document
from klantprofielen.read.letters import compact
from klantprofielen.records import PassageRole


def passages_of_table(document: Document, index: int) -> list[PassageOnPage]:
    """Headings above the table since the one before; the footnote below it until the next; the colophon."""
    tables = document.tables
    above, below = document.above(index), document.below(index)
    # Where the sentence stands above the tables, one stands above the first and none below the last.
    is_above = footnotes(document.above(0)) and not footnotes(document.below(len(tables) - 1))
    notes_above = footnotes(above)
    notes = notes_above if is_above else footnotes(below)
    if len(tables) == 1 and not notes and not notes_above:
        notes = [note for side in beside(tables[0]) for note in footnotes(side)]
    taken = [*notes, *notes_above]
    own = [
        heading
        for heading in headings(above, PassageRole.HEADING)
        if not any(
            heading.page is note.page and heading.box.y_overlap(note.box) > 0 and heading.box.x_overlap(note.box) > 0
            for note in taken
        )
    ]
    for page, box in tables[index].further:
        own += headings(Stretch((page,), last_bottom=box.top), PassageRole.HEADING)
    for between, later in document.over_page_breaks(index):
        own += [
            heading
            for heading in headings(between, PassageRole.HEADING)
            if heading.page.number == later.page.number and names_publication(heading.text)
        ]
    if len(tables) == 1 and not any(char.isdigit() for h in own for char in h.text):
        own += headings(below, PassageRole.HEADING)
    named = {heading.text for heading in own}
    own += [sentence for sentence in sentences_on_time(above) if sentence.text not in named]
    if index == len(tables) - 1:
        last = tables[index].grid.parts[-1]
        own += times_told(below, last.box, last.page, notes)
    shared = headings(document.above(0), PassageRole.SHARED_HEADING) if index > 0 else []
    if index == 0 and len(tables) > 1:
        own, shared = _without_cover(own, tables[0].grid.parts[0].page)
    return [*own, *shared, *_distinct(notes), *_colophons_of(document, index)]


def _colophons_of(document: Document, index: int) -> list[PassageOnPage]:
    """Those of the whole document; where one stands below each of its tables, those below this one."""
    below = [colophons(document.below(place)) for place in range(len(document.tables))]
    return below[index] if all(below) else colophons(Stretch(tuple(document.pages)))


def _distinct(notes: Sequence[PassageOnPage]) -> list[PassageOnPage]:
    """The notes, each once: not what is a part of another, where a line is cut beside a drawing."""
    said = {compact(note.text): note for note in reversed(notes)}
    return [note for words, note in reversed(said.items()) if not any(words in other != words for other in said)]


def _without_cover(
    headings_above: Sequence[PassageOnPage], page: Page
) -> tuple[list[PassageOnPage], list[PassageOnPage]]:
    """The headings on a table's own page, and those before it, which are of all tables where its own name a time."""
    own = [heading for heading in headings_above if heading.page.number >= page.number]
    if not any(char.isdigit() for heading in own for char in heading.text):
        return list(headings_above), []
    before = [heading for heading in headings_above if heading not in own]
    return own, [replace(heading, role=PassageRole.SHARED_HEADING) for heading in before]


def notes_on_blank_cells(document: Document, index: int) -> list[PassageOnPage]:
    """What notes above, below or beside a table say that its blank cells stand for."""
    sides = [note for side in beside(document.tables[index], whole=True) for note in notes_on_blanks(side)]
    return _distinct([*notes_on_blanks(document.above(index)), *notes_on_blanks(document.below(index)), *sides])
