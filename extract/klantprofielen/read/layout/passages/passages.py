"""Finds the texts outside the table that carry data: headings, notes on blank cells, the colophon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from klantprofielen.geometry import Box, Line, Page, around
from klantprofielen.read.layout.passages.blocks import Block, blocks_of
from klantprofielen.read.layout.vocabulary.register_words import names_title
from klantprofielen.records import PassageRole

# In font sizes: what stands further apart is another column of the page.
_COLUMN_GAP = 1.05
# A heading is short and is no sentence.
_MOST_HEADING_WORDS = 14
# A justified line: from so many words on; by how much its spaces differ, and how wide they get, in font sizes.
_JUSTIFIED_WORDS = 5
_STRETCHED = 2.0
_WIDEST_SPACE = 4.0
# Lines within so many font sizes that share most of a gap make it the gutter between two columns.
_GUTTER_REACH = 4.0
_GUTTER_SHARE = 0.7
_FEWEST_GUTTER_LINES = 3
# In font sizes: how exactly the lines of a justified paragraph begin and end, how near its other lines are, and by
# how much their type differs.
_EDGE = 0.35
_PARAGRAPH_REACH = 4.5
_SAME_SIZE = 0.12
# In heights: a line stands level with a row of numbers.
_LEVEL = 0.4

# `Lege cellen: minder dan 5`, `Aantallen kleiner dan 5 zijn niet afgedrukt`, `Blanco: onder de vijf`
_BLANK = (
    r"(?:\bleeg\b|\blege\b|\bblanco\b|\boningevuld|\bopengelaten\b|\bweggelaten\b|\bonderdrukt"
    r"|\bniet (?:afgedrukt|vermeld|getoond|ingevuld|weergegeven|opgenomen|gepubliceerd))"
)
_FEWER = r"(?:(?:kleiner|minder|lager) dan|onder de|beneden de|[<≤]|\bt/m\b|\b0 ?[-–] ?\d|privacy|herleidbaar)"
# `Een lege cel betekent dat er geen personen zijn`, `– = nihil`, `Een streepje staat voor 0`
_NOBODY = r"(?:\bnihil\b|\bniemand\b|\bgeen \w+|\bnul\b|(?<![\d.,])0(?![\d.,]))"
_SIGN = r"(?:(?<!\S)[\W_]{1,3}\s?(?:=|:|betekent|staat voor|is )|\bstreepjes?\b|\b(?:leeg|lege|blanco)\b)"
_BLANKS = re.compile(
    rf"{_BLANK}.*{_FEWER}|{_FEWER}.*{_BLANK}|{_SIGN}.*{_NOBODY}|{_NOBODY}.*{_SIGN}", re.IGNORECASE | re.DOTALL
)
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\sa-z])")
# Of a time that is not that of the figures: one to compare with, to come, or at which something else happened.
OTHER_TIME = re.compile(
    r"\bt\.? ?o\.? ?v\b|\bten opzichte van\b|\bvergel[ei]j?k\w*\b|\btegenover\b|\bin plaats van\b|\bdan\b|\bterwijl\b"
    r"|\b(?:vorige?|volgend|volgende(?! (?:aantallen|personen|klanten|mensen|kandidaten|cijfers|gemeenten))|voorgaande?"
    r"|voorafgaande?|eerdere?|latere?|vroeger|komende?|laatste)\b"
    r"|\b(?:vanaf|sinds|sedert|tot(?! en met)|tussen|na|met ingang van|voor het eerst|pas|opnieuw)\b"
    r"|\b(?:was|waren|werd|werden|had|hadden|ging|gingen|kwam|kwamen|daalden?|stegen?|steeg|groeiden?)\b"
    r"|\b(?:verschijn\w*|verschenen|verwacht\w*|gepland\w*|volgt|volgen|zal|zullen|nieuwe?|oude?|niet|geen|nog)\b"
    r"|\b(?:herzien\w*|gecorrigeerd\w*|gewijzigd\w*|aangepast\w*|bijgewerkt\w*|geactualiseerd\w*|vervang\w*|vervallen)\b"
    r"|\b(?:opgegaan|samengevoegd\w*|her(?:in)?deling\w*|gefuseerd\w*|fusie\w*|gestart|ingevoerd|ingegaan|toegevoegd)\b"
    r"|\b(?:gepubliceerd|uitgegeven|vastgesteld|opgesteld|opgemaakt|versie|verschil\w*|toename|afname|groei|instroom)\b",
    re.IGNORECASE,
)
MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_COLOPHON = re.compile(
    r"©|\(c\)|gegevensdiensten|copyright|uitgave|^uwv\b|\buwv\b.*\b(?:gepubliceerd|verschenen)\b"
    r"|\b(?:gepubliceerd|verschenen)\b.*\buwv\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\bvolgende (?:uitgave|publicatie|editie)\b|\bverschijnt (?:in|op|medio|eind|begin)\b", re.IGNORECASE
)
# `… is verplicht. UWV, juli 2023`: nothing but a date follows the publisher, and a sentence ends before.
_PUBLISHER_AT_END = re.compile(
    r"(?:\buwv(?: gegevensdiensten)?,? )?(?:©|\(c\)|copyright|gegevensdiensten).{0,45}$"
    rf"|(?<=[.;|] )uwv,? (?:\d{{1,2}} )?(?:{MONTHS}) \d{{4}}\.?$",
    re.IGNORECASE,
)
_DATE = re.compile(rf"(?:{MONTHS})\s+\d{{4}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}")


@dataclass(frozen=True, slots=True)
class PassageOnPage:
    """A text that carries data, in the reading frame of its page."""

    role: PassageRole
    text: str
    page: Page
    box: Box


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the document, from one height of a page to one of a later page (both included).

    Attributes:
        rows: where rows of numbers stand, (page, box): what is beside them is no text of its own.
    """

    pages: tuple[Page, ...]
    first_top: float = float("-inf")
    last_bottom: float = float("inf")
    rows: tuple[tuple[int, Box], ...] = ()

    def lines(self) -> Iterable[tuple[Page, Line]]:
        """The lines in it, cut into the texts of the page's columns, in reading order."""
        for page in self.pages:
            if page.across is not None and _names_publication(page.across) and not _names_publication(page):
                # The headings and the sentence of a table that is set sideways stand neither above nor below it.
                for line in page.across.lines:
                    yield from ((page.across, fragment) for fragment in page_columns(page.across, line))
            for line in page.lines:
                if page is self.pages[0] and line.box.y_centre < self.first_top:
                    continue
                if page is self.pages[-1] and line.box.y_centre > self.last_bottom:
                    continue
                if any(number == page.number and line.box.is_level(row, _LEVEL) for number, row in self.rows):
                    continue
                for fragment in page_columns(page, line):
                    yield page, fragment

    def blocks(self) -> list[Block]:
        """The texts that its lines make."""
        return blocks_of(self.lines())


def _names_publication(page: Page) -> bool:
    return any(names_title(line.text) for line in page.lines)


def page_columns(page: Page, line: Line) -> list[Line]:
    """A line cut into the texts of the page's columns; the wide spaces of a justified line are no columns.

    A justified line stretches all of its spaces alike; between columns one gap is wider than the others, or the
    lines above and below have a gap in the same place.
    """
    fragments = _in_paragraphs(page, page.texts(line, _COLUMN_GAP))
    if len(fragments) == 1 or len(line.words) < _JUSTIFIED_WORDS:
        return fragments
    usual = median(after.box.x0 - before.box.x1 for before, after in pairwise(line.words))
    widest = min(_STRETCHED * usual, _WIDEST_SPACE * line.size)
    merged = fragments[:1]
    for fragment in fragments[1:]:
        gap = Box(merged[-1].box.x1, line.box.top, fragment.box.x0, line.box.bottom)
        if gap.width <= widest and not _is_gutter(page, line, gap):
            merged[-1] = Line((*merged[-1].words, *fragment.words))
        else:
            merged.append(fragment)
    return merged


def _in_paragraphs(page: Page, fragments: list[Line]) -> list[Line]:
    """The texts of a line, those joined that fill a line of a paragraph exactly, from its left edge to its right.

    The edges are those of a whole line of words closely above or below.
    """
    edges = _edges_near(page, fragments) if len(fragments) > 1 else []
    first = 0
    while edges and first < len(fragments):
        for last in range(len(fragments) - 1, first, -1):
            left, right, size = fragments[first].box.x0, fragments[last].box.x1, fragments[first].size
            if any(abs(x0 - left) < _EDGE * size and abs(x1 - right) < _EDGE * size for x0, x1 in edges):
                words = tuple(word for fragment in fragments[first : last + 1] for word in fragment.words)
                fragments = [*fragments[:first], Line(words), *fragments[last + 1 :]]
                break
        first += 1
    return fragments


def _edges_near(page: Page, fragments: Sequence[Line]) -> list[tuple[float, float]]:
    """Where the texts of many words begin and end that are set alike closely above and below a line."""
    line, size = around(fragment.box for fragment in fragments), fragments[0].size
    return [
        (text.box.x0, text.box.x1)
        for other in page.lines
        if abs(other.box.y_centre - line.y_centre) < _PARAGRAPH_REACH * size
        and len(other.words) >= _JUSTIFIED_WORDS
        and other.box.y_overlap(line) <= 0
        and abs(other.size - size) < _SAME_SIZE * size
        for text in page.texts(other, _COLUMN_GAP)
        if len(text.words) >= _JUSTIFIED_WORDS
    ]


def _is_gutter(page: Page, line: Line, gap: Box) -> bool:
    """Whether lines on both sides leave the same gap free between two texts of their own."""
    alike = [
        other is not line
        and abs(other.box.y_centre - line.box.y_centre) < _GUTTER_REACH * line.size
        and any(
            min(after.box.x0, gap.x1) - max(before.box.x1, gap.x0) >= _GUTTER_SHARE * gap.width
            for before, after in pairwise(other.words)
        )
        for other in page.lines
    ]
    return sum(alike) >= _FEWEST_GUTTER_LINES


def headings(stretch: Stretch, role: PassageRole) -> list[PassageOnPage]:
    """Every short text of a stretch above the table that may be title, quarter or region.

    A line of a paragraph that speaks of another time is none.
    """
    lines = list(stretch.lines())
    of_prose = {
        id(line)
        for block in blocks_of(lines)
        if len(block.lines) > 1 and block.ends_a_sentence and OTHER_TIME.search(block.text)
        for line in block.lines
    }
    return [
        PassageOnPage(role, plain(line.text), page, line.box)
        for page, line in lines
        if len(line.words) <= _MOST_HEADING_WORDS
        and not line.text.rstrip().endswith(".")
        and any(char.isalnum() for char in line.text)
        and id(line) not in of_prose
    ]


def notes_on_blanks(stretch: Stretch) -> list[PassageOnPage]:
    """The notes that say what a blank cell stands for."""
    notes = []
    for block in stretch.blocks():
        if _BLANKS.search(block.text):
            # Without what stands before it in one paragraph: other numbers are told there.
            sentences = [sentence for sentence in SENTENCE_END.split(block.text) if _BLANKS.search(sentence)]
            text = plain(" ".join(sentences) or block.text)
            notes.append(PassageOnPage(PassageRole.BLANKS_NOTE, text, block.page, block.box))
    return notes


def colophons(stretch: Stretch) -> list[PassageOnPage]:
    """The texts that name the publisher and the month or day of publication: a line, the end of one, or two lines."""
    found: list[PassageOnPage] = []
    for block in stretch.blocks():
        lines = [(_colophon(line.text, len(line.words)), line.box) for line in block.lines]
        own = [(text, box) for text, box in lines if text]
        if not own and block.is_short and len(block.lines) > 1:
            own = [(_end_of_colophon(block.text), block.box)]
        found += [PassageOnPage(PassageRole.COLOPHON, plain(text), block.page, box) for text, box in own if text]
    return found


def _colophon(text: str, word_count: int) -> str:
    """The text where it is a colophon, and not of the publication after this one; of a longer line its end."""
    if _NEXT.search(text):
        return ""
    if word_count <= _MOST_HEADING_WORDS and _COLOPHON.search(text):
        return text if _DATE.search(text.lower()) else ""
    return _end_of_colophon(text)


def _end_of_colophon(text: str) -> str:
    """The end of a text from the publisher on, where a date follows; `UWV` alone may stand before any date."""
    at_end = _PUBLISHER_AT_END.search(text)
    return at_end.group() if at_end and _DATE.search(at_end.group().lower()) else ""


def plain(text: str) -> str:
    """A text with single spaces."""
    return " ".join(text.split())
