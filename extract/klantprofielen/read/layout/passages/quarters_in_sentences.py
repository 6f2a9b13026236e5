"""Finds what sentences and notes around a table say of the time that its figures are of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from klantprofielen.geometry import Box, Page
from klantprofielen.read.layout.passages.passages import (
    MONTHS,
    OTHER_TIME,
    SENTENCE_END,
    PassageOnPage,
    Stretch,
    plain,
)
from klantprofielen.read.layout.vocabulary.register_words import names_register, names_title
from klantprofielen.records import PassageRole

# Of what time figures are: `Stand per 30 juni 2020`, `De cijfers betreffen het tweede kwartaal 2020`.
_TIME = re.compile(
    r"\b(?:stand|peildatum|peilmoment|ultimo)\b.*?\b(?:19|20)\d\d\b"
    r"|\b(?:cijfers|aantallen|gegevens|getallen|tabel|overzicht)\b(?:\W+\w+){0,3}?\W+"
    r"(?:betreft|betreffen|over|van|per|hebben betrekking op|heeft betrekking op|gelden voor|zijn)\b"
    r"(?:\W+\w+){0,3}?\W+(?:kwartaal|kw|q[1-4])\b.*?\b(?:19|20)\d\d\b"
    # `Tabel: klanten in Sonar, tweede kwartaal 2023`, below it.
    r"|^tabel\b[^.]*?\bkwartaal\W+(?:van\W+)?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
# `Bron: UWV, stand einde tweede kwartaal 2023`, on a line of its own.
_TIME_OF_SOURCE = re.compile(
    r"(?:bron|stand|peildatum|peilmoment|ultimo)\b[^.]*\bkwartaal\W+(?:van\W+)?(?:19|20)\d\d\W*", re.IGNORECASE
)
# `Stand 31 maart`, alone on a line.
_TIME_ALONE = re.compile(
    rf"(?:stand|peildatum|peilmoment|ultimo)\W+(?:\w+\W+){{0,2}}?(?:\d{{1,2}} )?(?:{MONTHS})\W*(?:(?:19|20)\d\d)?\W*",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"(?:\w+\W+)?\bkwartaal\b(?:\W+\w+){0,3}?\W+(?:19|20)\d\d\b|\bq[1-4]\W{0,2}(?:19|20)\d\d\b", re.IGNORECASE
)
# `De cijfers over het vierde kwartaal van 2018 vindt u in de vorige uitgave`
_ELSEWHERE = re.compile(
    r"\b(?:vindt|leest|ziet) u\b[^.]*\b(?:vorige|eerdere) (?:uitgave|publicatie|editie)\b", re.IGNORECASE
)
# In font sizes: how far below a table its notes stand.
_NOTES_REACH = 14.0
# A quarter with its year, as sentences name it; which one it is, SQL says.
_YEAR = r"(?:19|20)\d\d"
_IN_SENTENCE = (
    rf"(?:(?:\d ?|\w+)\W+kwartaal\W+(?:(?:van|in|over)\W+)?(?:het jaar\W+)?{_YEAR}\b"
    rf"|\bkwartaal\W+[1-4i]+v?\W+(?:(?:van|in|over)\W+)?(?:het jaar\W+)?{_YEAR}\b|\bq[1-4]\W{{0,3}}(?:van\W+)?{_YEAR}\b"
    rf"|\b{_YEAR}\W{{0,3}}q[1-4]\b|\b{_YEAR}\W+(?:\d ?|\w+)\W+kwartaal\b)"
)
_NAMED = re.compile(_IN_SENTENCE, re.IGNORECASE)
# `… leest u de aantallen voor het tweede kwartaal van 2022`, `Deze tabel gaat over Q2 2022`
_TELLS = re.compile(
    r"\b(?:cijfers|aantallen|gegevens|getallen|tabel|overzicht|opgave|telling|stand|publicatie|uitgave|rapportage"
    r"|klanten|personen|mensen|kandidaten|klantprofielen|kwartaalbericht|factsheet)\b(?:\W+\w+){0,6}?\W+"
    r"(?:betreft|betreffen|over|van|voor|per|in|uit|op|bij|zijn|is|hebben betrekking op|heeft betrekking op)\W+"
    rf"(?:(?:de|het|einde?|ultimo|laatste dag van|afloop van)\W+){{0,4}}?{_IN_SENTENCE}"
    # `In het tweede kwartaal van 2022 stonden deze aantallen in Sonar`
    rf"|^\W*(?:in|over|aan het eind van|einde?|ultimo|per einde?) (?:het )?{_IN_SENTENCE}\W+(?:\w+\W+){{0,6}}?"
    r"(?:cijfers|aantallen|klanten|personen|mensen|kandidaten|tabel|overzicht)\b",
    re.IGNORECASE,
)
# `Derde kwartaal 2024.`, `Transparantie van klantprofielen, derde kwartaal 2024.`: headings that end as sentences do.
_HEADLINE = re.compile(
    rf"\W*{_IN_SENTENCE}\W*(?:[,:|–—-]\W*.*)?|(?:.*[,:;|(–—-]|.*\b(?:klantprofielen|overzicht|cijfers|stand))\W*"
    rf"(?:het\W+)?{_IN_SENTENCE}\W*",
    re.IGNORECASE,
)
_MOST_HEADLINE_WORDS = 14


def names_publication(heading: str) -> bool:
    """Whether the heading of a page on which a table goes on names its title once more, and perhaps a quarter."""
    return names_title(heading) and not OTHER_TIME.search(heading)


def times_told(stretch: Stretch, table: Box, page: Page, notes: Sequence[PassageOnPage]) -> list[PassageOnPage]:
    """What notes below a table, and the sentence on the register, say of the time that figures are of.

    They are held against the headings as a heading is.
    """
    told = [
        PassageOnPage(PassageRole.HEADING, plain(found.group()), note.page, note.box)
        for note in notes
        for found in [_QUARTER.search(note.text)]
        if found
    ]
    for block in stretch.blocks():
        is_note = block.page is page and 0 <= block.box.top - table.bottom + block.size <= _NOTES_REACH * block.size
        alone = _TIME_ALONE.fullmatch(block.text) or _TIME_OF_SOURCE.fullmatch(block.text)
        sentences = [each for each in SENTENCE_END.split(block.text) if not _ELSEWHERE.search(each)]
        found = (_TIME.search(" ".join(sentences)) if is_note else None) or alone
        if found and not names_register(block.text):
            told.append(PassageOnPage(PassageRole.HEADING, plain(found.group()), block.page, block.box))
    return told


def sentences_on_time(stretch: Stretch) -> list[PassageOnPage]:
    """The sentences above a table that tell the quarter of its figures, and headings that end with a full stop.

    They count where no heading names a quarter. One that compares, or tells what happened at another time, is none.
    """
    return [
        PassageOnPage(PassageRole.SENTENCE, plain(sentence), block.page, block.box)
        for block in stretch.blocks()
        if not names_register(block.text)
        for sentence in SENTENCE_END.split(block.text)
        if _NAMED.search(sentence) and not OTHER_TIME.search(sentence) and _tells_quarter(sentence)
    ]


def _tells_quarter(sentence: str) -> bool:
    is_headline = len(sentence.split()) <= _MOST_HEADLINE_WORDS and _HEADLINE.fullmatch(sentence.rstrip(" ."))
    return bool(_TELLS.search(sentence) or is_headline)
