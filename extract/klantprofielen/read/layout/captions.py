"""What the words around a table say of its figures: that they are no counts, or no figures of anybody.

A table of changes, shares or estimates looks like a table of counts, and adds up like one. Words decide by where they
stand: a caption, heading or unit note at the table, or a sentence that speaks of the table, says what its numbers are;
a word in the prose beside it, or in the sentence on the register, does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from klantprofielen.geometry import Box, Page
from klantprofielen.read.layout.blocks import Block, blocks_of
from klantprofielen.read.layout.passages import Stretch, page_columns
from klantprofielen.read.layout.printed import compact, is_countlike

NO_COUNTS = "figures_not_counts"
NOT_REAL = "figures_not_real"
OF_A_PART = "figures_of_a_part"
SAID_OF_FIGURES = frozenset({NO_COUNTS, NOT_REAL, OF_A_PART})

_SPACE = r"[\s\u00a0\u2009\u202f.]?"
_PERCENTAGES = r"percentages?|procent(?:en|ueel|uele|punten?)?|pct\.?|aandeel|aandelen|%"
_UNITS = (
    rf"per (?:1{_SPACE}000|10{_SPACE}000|duizend|honderd|100)(?!\d)|[x\u00d7*] ?1{_SPACE}000(?!\d)"
    r"|(?:duizend|honderd|tien)tallen|(?:in|maal) duizend(?:en)?|index(?:cijfers?|getallen)?|indices|promille|‰"
)
_CHANGES = (
    r"(?:kwartaal|jaar|maand)?mutaties?|toe- en af(?:name|names)|toenames?|afnames?|verschil(?:len)?"
    r"|ontwikkeling(?:en)?|verandering(?:en)?|wijziging(?:en)?|groei|krimp|daling(?:en)?|stijging(?:en)?|saldo|saldi|instroom|uitstroom"
    r"|t\.? ?o\.? ?v\.?|ten opzichte van|vergeleken (?:met|bij)|in vergelijking met|gemiddelde?n?|prognoses?"
    r"|raming(?:en)?|geraamde?|verwachte?|verwachting(?:en)?|geschat(?:te)?|schatting(?:en)?|streef(?:cijfers?|waarden?)"
)
# These say it wherever they head something; the others may head a paragraph of prose.
_PLAIN_CHANGES = (
    rf"(?:kwartaal|jaar|maand)?mutaties?|t\.? ?o\.? ?v\.?|ten opzichte van|prognoses?|geschat(?:te)?|{_UNITS}"
)
_WORD_START, _WORD_END = r"(?<![^\W_])", r"(?![^\W_])"
_CHANGE = re.compile(rf"{_WORD_START}(?:{_CHANGES}|{_UNITS}){_WORD_END}", re.IGNORECASE)
_PLAIN_CHANGE = re.compile(rf"{_WORD_START}(?:{_PLAIN_CHANGES}){_WORD_END}", re.IGNORECASE)
_UNIT = re.compile(rf"(?:{_WORD_START}|(?=[x\u00d7*‰%]))(?:{_UNITS}){_WORD_END}", re.IGNORECASE)
_PERCENTAGE = re.compile(rf"(?:{_WORD_START}|(?=%))(?:{_PERCENTAGES}){_WORD_END}", re.IGNORECASE)
# A percentage that is printed, or counts that are named beside it: then the word is not the table's unit.
# A caption that names a part of the target group: its counts add up, and are not those of the series.
_PART = re.compile(
    r"\bselectie\s*:|\b(?:jonger|ouder) dan \d+|\b(?:tot|vanaf|onder|boven)(?: de)? \d+ jaar"
    r"|\b\d+ ?(?:-|–|tot|t/m) ?\d+ jaar|\b\d+(?:-plus\w*|\+)(?:\s|$)|\b\d+ jaar (?:en|of) (?:ouder|jonger)"
    r"|\b(?:jongeren|ouderen|mannen|vrouwen)\b"
    r"|\b(?:alleen|uitsluitend|enkel)\W+(?:\w+\W+){0,2}?(?:wajong\w*|wia|participatiewet|bijstand\w*)\b",
    re.IGNORECASE,
)
_OTHER_PERCENTAGE = re.compile(r"\d\s?(?:%|procent)|\baantal(?:len)?\b", re.IGNORECASE)
_TABLE = r"(?:tabel|overzicht|cijfers|getallen|aantallen|kolommen|waarden)"
_SAYS = (
    r"(?:is|zijn|betreft|betreffen|toont|tonen|geeft|geven|bevat|bevatten|laat|laten|vermeldt|vermelden|staan|staat)"
)
_OF_TABLE = re.compile(
    rf"\b{_TABLE}\b(?:\W+\w+){{0,6}}?\W+{_SAYS}\b(?:\W+\w+){{0,4}}?\W+(?:{_CHANGES}|{_UNITS}|{_PERCENTAGES}){_WORD_END}"
    rf"|\b(?:weergegeven|vermeld|getoond|afgebeeld|opgenomen)\W+(?:is|zijn|wordt|worden)\b(?:\W+\w+){{0,3}}?\W+"
    rf"(?:{_CHANGES}|{_UNITS}){_WORD_END}",
    re.IGNORECASE,
)

# A stamp: these words, alone or with what usually stands beside them.
_STAMP_WORDS = (
    r"voorbeeld|concept|fictie(?:f|ve)|test|draft|specimen|proef|dummy|sample|ontwerp"
    r"|ingetrokken|vervallen|herroepen|withdrawn"
)
_STAMP = re.compile(
    rf"(?:(?:{_STAMP_WORDS})(?:en)?(?:versie|document|data|gegevens|cijfers|getallen|aantallen|publicatie|rapport|tabel"
    r"|exemplaar|druk|pagina|copy|\d+)*(?:niet(?:verspreiden|voorverspreiding|voorpublicatie|definitief|publiceren))?"
    r"(?:vertrouwelijk)?)+"
)
_STAMP_IN_HEADING = re.compile(
    r"(?<![^\W_])(?:voorbeeld|concept|concept-?versie|fictie(?:f|ve)|testversie|testdata|testdocument|test|draft|specimen"
    r"|proefdruk|proefversie|dummy|voorbeeld(?:tabel|cijfers|publicatie|document|gegevens)|verzonnen)(?![^\W_])",
    re.IGNORECASE,
)
_FICTION = (
    r"fictie(?:f|ve)|verzonnen|gesimuleerde?|willekeurige?|gefingeerde?|voorbeeld|voorbeeldcijfers|niet echt|testdata"
    r"|testgegevens|dummy"
)
_FIGURES = r"(?:cijfers|gegevens|aantallen|getallen|tabel|document|publicatie|pagina|overzicht|uitgave|waarden)"
_ARE = r"(?:is|zijn|bevat|bevatten|betreft|betreffen|dienen|dient)"
_CALLED_FICTION = re.compile(
    # `De cijfers in deze tabel zijn fictief`, `Fictieve cijfers`, `Dit is een concept`, `Voorbeeld: ...`
    rf"\b{_FIGURES}\b(?:\W+\w+){{0,6}}?\W+{_ARE}\b(?:\W+\w+){{0,4}}?\W+(?:{_FICTION}|concept|conceptversie|test){_WORD_END}"
    rf"|{_WORD_START}(?:fictieve|verzonnen|gesimuleerde|willekeurige|gefingeerde)\W+(?:\w+\W+)?{_FIGURES}{_WORD_END}"
    r"|\b(?:dit|deze)\b(?:\W+\w+)?\W+(?:is|betreft)\W+(?:een\W+)?"
    r"(?:voorbeeld|concept|conceptversie|test|testversie|ontwerp)\b"
    r"|^(?:voorbeeld|concept|fictief|specimen|draft)\s*[.:!–-]"
    rf"|\b(?:niet\W+(?:de\W+)?|geen\W+)(?:echte|werkelijke)\W+{_FIGURES}",
    re.IGNORECASE,
)
# A document that takes its own figures back; one that tells so of an earlier version is let be.
_WITHDRAWN = re.compile(
    r"\bniet (?:meer )?(?:te )?gebruiken\b|\b(?:cijfers|gegevens|aantallen|publicatie|tabel)\b(?:\W+\w+){0,4}?\W+"
    r"(?:onjuist|ongeldig|ingetrokken|vervallen|herroepen|foutief)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:eerder|eerdere|vorige|oude|vervangt|vervangen)\b", re.IGNORECASE)
_COUNTS = re.compile(r"\baantal(?:len)?\b", re.IGNORECASE)
_COMPARES = re.compile(
    r"\bter vergelijking|\bvergelijking\b|\bvorig(?:e)? (?:jaar|kwartaal|periode)|\b(?:jaar|kwartaal) eerder"
    r"|\bhistorie|\bvoorgaande?\b|\bterugblik",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\d*(])")
_REGISTER = "doelgroepregister"
# In font sizes: how far below a table its unit note stands. A drawing has so many numbers at least.
_NOTE_REACH = 4.0
# In font sizes: so much room under a caption is a drawing's.
_DRAWING_ROOM = 6.0
_FEWEST_AXIS_NUMBERS = 4
# So many numbers are another table; an age and a year in captions are fewer.
_FEWEST_TABLE_NUMBERS = 6


@dataclass(frozen=True, slots=True)
class Said:
    """What a text at a table says of it."""

    code: str
    text: str
    page_number: int


def said_of_page(pages: Sequence[Page]) -> Iterator[Said]:
    """Texts that call the figures of the document an example, a draft or a test, upright, turned or stamped across."""
    for page in pages:
        stamps = [*page.slanted, *(line.text for line in page.sideways)]
        yield from (Said(NOT_REAL, text.strip(), page.number) for text in stamps if _is_stamp(text))
        blocks = blocks_of((page, fragment) for line in page.lines for fragment in page_columns(page, line))
        for block, below in zip_longest(blocks, blocks[1:]):
            text = block.text
            is_heading = block.is_short and not (below is not None and block.heads(below))
            called = next((part for part in _SENTENCE_END.split(text) if _is_taken_back(part)), None)
            if _is_stamp(text) or any(_is_stamp(line.text) for line in block.lines):
                yield Said(NOT_REAL, text, page.number)
            elif called is not None:
                yield Said(NOT_REAL, text if block.is_short else called, page.number)
            elif is_heading and _STAMP_IN_HEADING.search(text):
                yield Said(NOT_REAL, text, page.number)


def _is_taken_back(sentence: str) -> bool:
    """Whether a sentence calls the document's figures fictitious, a draft, or withdrawn."""
    withdrawn = _WITHDRAWN.search(sentence) and not _EARLIER.search(sentence)
    return bool(_CALLED_FICTION.search(sentence) or withdrawn)


def _is_stamp(text: str) -> bool:
    return bool(_STAMP.fullmatch(compact(text)))


def said_above(stretch: Stretch, table: Box, page: Page, *, has_shares: bool) -> Iterator[Said]:
    """Captions, headings and unit notes above a table, and sentences there that speak of it."""
    blocks = [block for block in blocks_of(stretch.lines()) if _REGISTER not in compact(block.text)]
    for index, block in enumerate(blocks):
        below = blocks[index + 1 :]
        if block.page is page and block.box.x_overlap(table) <= 0:
            continue
        if not block.is_short:
            yield from _sentences_on_table(block)
        elif _PART.search(block.text) and not _hold_table(blocks):
            # The rows and captions of a table before this one name parts, too.
            yield Said(OF_A_PART, block.text, block.page.number)
        elif (
            _PLAIN_CHANGE.search(block.text)
            or not (
                any(block.heads(other) for other in below[:2])
                or _heads_drawing(block, below)
                or _stands_apart(block, below)
            )
        ) and _says_no_counts(block.text, has_shares=has_shares):
            yield Said(NO_COUNTS, block.text, block.page.number)


def said_below(stretch: Stretch, table: Box, page: Page, *, size: float) -> Iterator[Said]:
    """Unit notes directly below a table, and sentences that speak of it."""
    for block in blocks_of(stretch.lines()):
        if _REGISTER in compact(block.text):
            continue
        yield from _sentences_on_table(block)
        is_note = (
            block.is_short
            and block.page is page
            and -0.5 * size <= block.box.top - table.bottom <= _NOTE_REACH * size
            and block.box.x_overlap(table) > 0
            and block.size <= size * 1.05
        )
        names_table = block.is_short and block.text.lower().startswith("tabel")
        if (is_note and _UNIT.search(block.text)) or (names_table and _CHANGE.search(block.text)):
            yield Said(NO_COUNTS, block.text, block.page.number)


def said_in_header(texts: Sequence[str | None], page: Page) -> Iterator[Said]:
    """Header texts of counts that say otherwise: a unit, a change, an estimate."""
    yield from (
        Said(NO_COUNTS, text, page.number) for text in texts if text and _says_no_counts(text, has_shares=False)
    )


def has_heading(stretch: Stretch, table: Box, page: Page) -> bool:
    """Whether a heading of its own stands above a table, which the one of the table before it is not."""
    return any(
        block.is_short and (block.page is not page or block.box.x_overlap(table) > 0)
        for block in blocks_of(stretch.lines())
        if _REGISTER not in compact(block.text)
    )


def names_counts(stretch: Stretch) -> bool:
    """Whether a text of its own above a table says that it is of counts (`Aantallen per gemeente`)."""
    return any(_COUNTS.search(line.text) for _, line in stretch.lines())


def compares(stretch: Stretch) -> str | None:
    """The heading that calls the table under it one of another time, to compare with."""
    found = [block.text for block in blocks_of(stretch.lines()) if block.is_short and _COMPARES.search(block.text)]
    return found[-1] if found else None


def _sentences_on_table(block: Block) -> Iterator[Said]:
    for sentence in _SENTENCE_END.split(block.text):
        if _OF_TABLE.search(sentence):
            yield Said(NO_COUNTS, sentence, block.page.number)


def _says_no_counts(text: str, *, has_shares: bool) -> bool:
    if _CHANGE.search(text):
        return True
    return not has_shares and bool(_PERCENTAGE.search(text)) and not _OTHER_PERCENTAGE.search(text)


def _stands_apart(block: Block, below: Sequence[Block]) -> bool:
    """Whether a caption has room for a drawing under it, and the table one of its own that names counts."""
    nearer = [other for other in below if other.page is block.page]
    gap = min((other.box.top for other in nearer), default=block.box.bottom) - block.box.bottom
    return gap >= _DRAWING_ROOM * block.size and any(
        other.is_short and _COUNTS.search(other.text) and not _CHANGE.search(other.text) for other in nearer
    )


def _hold_table(blocks: Sequence[Block]) -> bool:
    """Whether texts are, or hold, the rows of another table."""
    lines = [line for block in blocks for line in block.lines]
    numbers = sum(is_countlike(word.text) for line in lines for word in line.words)
    return numbers >= _FEWEST_TABLE_NUMBERS or sum(bool(_PART.search(line.text)) for line in lines) > 1


def _heads_drawing(block: Block, below: Sequence[Block]) -> bool:
    """Whether numbers stand between a caption and the table: the axis of a drawing that it names."""
    numbers = [
        line
        for other in below
        for line in other.lines
        if other.page is block.page and all(is_countlike(word.text) for word in line.words)
    ]
    return len(numbers) >= _FEWEST_AXIS_NUMBERS
