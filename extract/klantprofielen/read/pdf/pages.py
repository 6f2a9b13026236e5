"""Reads a PDF into pages, by PDFium and, page by page beside it, by pdfplumber."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

from klantprofielen.errors import DeclinedError, Reason
from klantprofielen.geometry import TEXT_LAYER_OF_SCAN, UNMAPPED, UNTOLD, Box, Glyph, Page
from klantprofielen.read.layout.page.reading_frame import page_of_glyphs
from klantprofielen.read.limits import Limits
from klantprofielen.read.pdf import pdfium, plumber
from klantprofielen.read.pdf.digits import fonts_that_lie, without_digits
from klantprofielen.read.pdf.drawings import drawn_blocks
from klantprofielen.read.pdf.field_values import Field, as_filled_in, expect_values
from klantprofielen.read.pdf.fields import fields_laid_out
from klantprofielen.read.pdf.ink import PagePicture, seen_glyphs
from klantprofielen.read.pdf.scans import without_unlike_numbers
from klantprofielen.read.pdf.struck_digits import Strikes, strikes_of

# Viewers look for a PDF's first word so far into a file, and for where its objects are listed so far from the end.
_HEADER, _HEADER_REACH = b"%PDF-", 1024
_OBJECTS = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")
DIGITS_NOT_READ = "digits_not_read"
# From this share of characters without a meaning on, the font's mapping is missing, not a stray symbol.
_LEAST_UNMAPPED_SHARE = 0.3
# So many numbers of a scan are named in a remark.
_MOST_TOLD = 8


@dataclass(frozen=True, slots=True)
class PdfPages:
    """The pages of one PDF as the two readers give them; `plumber` is empty when it was not asked."""

    pdfium: tuple[Page, ...]
    plumber: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a page shows besides its text, whichever reader gives that; `told` is remarked in either case."""

    number: int
    size: tuple[float, float]
    picture: PagePicture
    strikes: Strikes
    drawn: tuple[Box, ...]
    told: Sequence[tuple[str, str]]

    def with_text(self, glyphs: Sequence[Glyph], fields: Sequence[Field]) -> tuple[Page, list[Glyph]]:
        """The page with what a person sees of a reader's glyphs, and these.

        Raises:
            DeclinedError: fields_contradictory.
        """
        seen, notes, unlike = _seen(glyphs, self.picture)
        expect_values(self.number, seen, fields)
        page = page_of_glyphs(self.number, *self.size, seen, [*notes, *self.told, *unlike])
        return replace(page, struck=self.strikes.digits, slashes=self.strikes.slashes, drawn=self.drawn), seen


def read_pages(data: bytes, limits: Limits, *, with_pdfium: bool = True, with_plumber: bool) -> PdfPages:
    """Reads all pages.

    Raises:
        DeclinedError: empty_file, not_a_pdf, damaged, encrypted, too_many_pages, too_many_objects,
            no_text, no_text_mapping, digits_drawn_otherwise, fields_contradictory.
    """
    data = _without_preamble(_expect_pdf(data))
    by_pdfium: list[Page] = []
    by_plumber: list[Page] = []
    glyphs: list[Glyph] = []
    with ExitStack() as stack:
        document = stack.enter_context(pdfium.opened(data, limits))
        second = plumber.pages_of(stack.enter_context(plumber.opened(data))) if with_plumber else None
        if second is not None and len(second) != len(document):
            raise DeclinedError(
                Reason.DAMAGED,
                f"One reader finds {len(document)} pages, the other {len(second)}; "
                "fetch the document again from its source.",
            )
        for index in range(len(document)):
            page = pdfium.page_of(document, index)
            picture, frame = pdfium.picture_of(page), pdfium.frame_of(page)
            known = pdfium.glyphs_of(page, limits)
            with fields_laid_out(data, index, page, limits) as (form, fields):
                known += as_filled_in(pdfium.glyphs_of(form, limits), fields) if form else []
                strikes = strikes_of(page, frame, known, picture, form)
            others = plumber.glyphs_of(second[index], frame, limits) if second is not None else []
            known = _meant_by_number(known, others)
            lies = fonts_that_lie(strikes.unstruck(known), picture)
            drawn = drawn_blocks(page, known, picture)
            shown = _Shown(index + 1, page.get_size(), picture, strikes, drawn, _told(lies))
            if with_pdfium:
                words, seen = shown.with_text(without_digits(known, lies), fields)
                by_pdfium.append(words)
                glyphs += seen
            if second is not None:
                fields, filled_in = plumber.fields_of(second[index], frame, limits)
                words, seen = shown.with_text(_alike([*others, *filled_in], known, lies), fields)
                laid_over = plumber.annotation_texts(second[index], frame, limits)
                by_plumber.append(replace(words, slanted=(*words.slanted, *laid_over)))
                glyphs += seen
            page.close()
    _expect_digits(glyphs, sorted([*by_pdfium, *by_plumber], key=lambda page: page.number))
    _expect_text(glyphs)
    return PdfPages(tuple(by_pdfium), tuple(by_plumber))


def _told(lies: Mapping[int, Sequence[str]]) -> list[tuple[str, str]]:
    """What to remark of each font whose digits are not told."""
    what = "The digits of the text are not surely those that the page shows"
    return [(DIGITS_NOT_READ, f"{what} ({', '.join(lie)}).") for lie in lies.values()]


def _seen(
    glyphs: Sequence[Glyph], picture: PagePicture
) -> tuple[list[Glyph], list[tuple[str, str]], list[tuple[str, str]]]:
    """The glyphs that a person sees, what to remark, and what to remark of digits that are not told."""
    seen, notes = seen_glyphs(glyphs, picture)
    if not any(code == TEXT_LAYER_OF_SCAN for code, _ in notes):
        return seen, notes, []
    seen, unlike = without_unlike_numbers(seen, picture)
    if not unlike:
        return seen, notes, []
    told = ", ".join(unlike[:_MOST_TOLD]) + (", …" if len(unlike) > _MOST_TOLD else "")
    remark = f"The page is a picture that shows other numbers than its text layer: {told}."
    return seen, notes, [(DIGITS_NOT_READ, remark)]


def _alike(glyphs: Sequence[Glyph], known: Sequence[Glyph], lies: Collection[int]) -> list[Glyph]:
    """Glyphs of the second reader, hidden or with no digit told where the first knows that of the same character.

    pdfminer tells neither in which order text and other objects are painted, nor what a font's digits look like.
    """
    if not lies and all(glyph.is_painted for glyph in known):
        return list(glyphs)
    cell = max(glyph.size for glyph in known)
    places = _by_place(known, cell)
    heeded = []
    for glyph in glyphs:
        alike = [other for other in _near(places, glyph, cell) if _same_place(glyph, other)]
        is_untold = glyph.text.isdigit() and any(other.font in lies for other in alike)
        # Of two that stand nearly in one place, the nearest is this one; of two in the very same, the painted one.
        nearest = min(alike, key=lambda other: (_apart(glyph, other), not other.is_painted), default=glyph)
        text = UNTOLD if is_untold else glyph.text
        heeded.append(glyph._replace(text=text, is_painted=glyph.is_painted and nearest.is_painted))
    return heeded


def _meant_by_number(known: Sequence[Glyph], others: Sequence[Glyph]) -> list[Glyph]:
    """Glyphs of the first reader, those without a meaning taken by their numbers where the second reads just that.

    libharu's map of a font says that each number is its own meaning, in words that pdfminer understands and PDFium
    does not. The digits are still to be proven by their pictures.
    """
    numbered = [glyph for glyph in known if glyph.by_number]
    if not numbered:
        return list(known)
    cell = max(glyph.size for glyph in numbered)
    places = _by_place(others, cell)
    return [_as_read(glyph, places, cell) if glyph.by_number else glyph for glyph in known]


def _as_read(glyph: Glyph, places: Mapping[tuple[str, int, int], Sequence[Glyph]], cell: float) -> Glyph:
    meant = glyph._replace(text=glyph.by_number, is_numbered=True)
    return meant if any(_same_place(meant, other) for other in _near(places, meant, cell)) else glyph


def _by_place(glyphs: Sequence[Glyph], cell: float) -> dict[tuple[str, int, int], list[Glyph]]:
    places: dict[tuple[str, int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        places[glyph.text, round(glyph.box.x_centre / cell), round(glyph.box.y_centre / cell)].append(glyph)
    return places


def _near(places: Mapping[tuple[str, int, int], Sequence[Glyph]], glyph: Glyph, cell: float) -> Iterator[Glyph]:
    """The glyphs of that character, or of the first letter of that ligature, in the cells around."""
    column, row = round(glyph.box.x_centre / cell), round(glyph.box.y_centre / cell)
    for across in (column - 1, column, column + 1):
        for down in (row - 1, row, row + 1):
            for text in dict.fromkeys((glyph.text, glyph.text[:1])):
                yield from places.get((text, across, down), ())


def _same_place(one: Glyph, other: Glyph) -> bool:
    """Whether two readers speak of one glyph: they agree on where it begins, less on how high it is."""
    along, across = abs(one.box.x0 - other.box.x0), abs(one.box.y_centre - other.box.y_centre)
    if one.quarter_turns in {1, 3}:
        along, across = abs(one.box.top - other.box.top), abs(one.box.x_centre - other.box.x_centre)
    return along < 0.08 * one.size and across < 0.3 * one.size


def _apart(one: Glyph, other: Glyph) -> float:
    """How far apart two readers say that a glyph begins, in hundredths of its size."""
    along, across = abs(one.box.x0 - other.box.x0), abs(one.box.top - other.box.top)
    return round(100 * (across if one.quarter_turns in {1, 3} else along) / one.size)


def _expect_pdf(data: bytes) -> bytes:
    if not data:
        raise DeclinedError(Reason.EMPTY_FILE, "The file is empty; fetch it again from its source.")
    if _HEADER not in data[:_HEADER_REACH]:
        raise DeclinedError(
            Reason.NOT_A_PDF,
            "The file does not begin as a PDF does (%PDF-); a download may have given a web page instead.",
        )
    return data


def _without_preamble(data: bytes) -> bytes:
    """A PDF without what stands before it, where its table of objects is where it says only without that.

    The lines of an HTTP upload may have been saved with it; PDFium and viewers look past them, pdfminer does not.
    """
    start = data.find(_HEADER)
    told = re.findall(rb"startxref\s+(\d{1,10})", data[-_HEADER_REACH:])
    if start == 0 or not told:
        return data
    place = int(told[-1])
    is_shifted = _OBJECTS.match(data, start + place) and not _OBJECTS.match(data, place)
    return data[start:] if is_shifted else data


def _expect_digits(glyphs: Sequence[Glyph], pages: Sequence[Page]) -> None:
    untold = [text for page in pages for code, text in page.notes if code == DIGITS_NOT_READ]
    count = sum(glyph.text == UNTOLD for glyph in glyphs) if untold else 0
    if count >= _LEAST_UNMAPPED_SHARE * max(count + sum(glyph.text.isdigit() for glyph in glyphs), 1):
        raise DeclinedError(
            Reason.DIGITS_DRAWN_OTHERWISE,
            f"{untold[0]} What was published is the picture: ask the source for another export.",
        )


def _expect_text(glyphs: Sequence[Glyph]) -> None:
    inked = [glyph for glyph in glyphs if not glyph.text.isspace()]
    if not inked:
        raise DeclinedError(
            Reason.NO_TEXT,
            "The document holds no visible text: it is empty, or a scan. Run text recognition on it first.",
        )
    unmapped = sum(1 for glyph in inked if not _has_meaning(glyph.text))
    if unmapped >= _LEAST_UNMAPPED_SHARE * len(inked):
        raise DeclinedError(
            Reason.NO_TEXT_MAPPING,
            f"{unmapped} of {len(inked)} characters have no meaning in the document's fonts, so its text "
            "cannot be known. Ask the source for another copy.",
        )


def _has_meaning(text: str) -> bool:
    return bool(text) and UNMAPPED not in text and not {*map(unicodedata.category, text)} & {"Co", "Cn", "Cc"}
