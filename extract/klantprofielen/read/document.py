"""Reads one document: the readers, the parser, and whether two readers agree. Runs in a guarded process."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from klantprofielen.errors import DeclinedError
from klantprofielen.geometry import Page
from klantprofielen.read import transcript
from klantprofielen.read.layout.captions import SAID_OF_FIGURES
from klantprofielen.read.layout.passages import MONTHS
from klantprofielen.read.layout.printed import compact
from klantprofielen.read.layout.publication import PrintedPublication, PrintedRemark, parse
from klantprofielen.read.limits import Limits
from klantprofielen.read.pdf import pages as pdf
from klantprofielen.read.sources import FileKind
from klantprofielen.records import PassageRole, Readers

# What SQL takes from a passage, by its role, in its text without spaces and points: quarters with their year,
# the region's name and number, counts and shares, months with their year.
_TAKEN = {
    PassageRole.HEADING: re.compile(
        r"(?:eerste|tweede|derde|vierde|[1-4](?:e|de|ste)?)kwartaal(?:van)?20\d\d|kwartaal[1-4]20\d\d|q[1-4]20\d\d|20\d\dq[1-4]"
    ),
    PassageRole.REGION_COLUMN: re.compile(r".+"),
    PassageRole.FOOTNOTE: re.compile(r"\d+"),
    PassageRole.COLOPHON: re.compile(rf"(?:{MONTHS})20\d\d"),
}
# Lines of these stand among other text: that one reader takes a line more is no contradiction.
_MAY_BE_ABSENT = {PassageRole.HEADING, PassageRole.COLOPHON}


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a document: its publications, by which reader, from how many pages."""

    reader: str
    page_count: int
    publications: tuple[PrintedPublication, ...]


def read_document(data: bytes, kind: FileKind, readers: Readers, limits: Limits) -> Reading:
    """Reads one document.

    With `checked`, PDFium and pdfplumber both read it, and where they differ the publication gets a remark
    that shows both. With `fast`, pdfplumber is asked only when what PDFium gives does not add up.

    Raises:
        DeclinedError: for any of its reasons.
    """
    if kind is FileKind.TRANSCRIPT:
        pages = transcript.read_pages(data)
        return Reading("transcript", len(pages), tuple(parse(pages)))
    if readers is Readers.FAST:
        return _read_fast(data, limits)
    both = pdf.read_pages(data, limits, with_plumber=True)
    first, first_error = _parsed(both.pdfium)
    second, second_error = _parsed(both.plumber)
    if first_error is not None and second_error is not None:
        raise first_error
    publications = _compared(first or second, second or first, first_error or second_error)
    return Reading("pdfium+pdfplumber", len(both.pdfium), publications)


def _read_fast(data: bytes, limits: Limits) -> Reading:
    quick = pdf.read_pages(data, limits, with_plumber=False)
    first, error = _parsed(quick.pdfium)
    if error is None and all(publication.verifies for publication in first):
        return Reading("pdfium", len(quick.pdfium), first)
    slow = pdf.read_pages(data, limits, with_pdfium=False, with_plumber=True)
    return Reading("pdfplumber", len(slow.plumber), tuple(parse(slow.plumber)))


def _parsed(pages: Sequence[Page]) -> tuple[tuple[PrintedPublication, ...], DeclinedError | None]:
    try:
        return tuple(parse(pages)), None
    except DeclinedError as error:
        return (), error


def _compared(
    first: Sequence[PrintedPublication],
    second: Sequence[PrintedPublication],
    error: DeclinedError | None,
) -> tuple[PrintedPublication, ...]:
    """The first reader's publications, each with a remark for everything that the second reads otherwise."""
    compared = []
    for index, publication in enumerate(first):
        if error is not None:
            differences = [f"one reader declines: {error.message}"]
        elif len(first) != len(second):
            differences = [f"PDFium finds {len(first)} tables, pdfplumber {len(second)}"]
        else:
            differences = _differences(publication, second[index])
        remarks = tuple(PrintedRemark("readers_disagree", text, None) for text in differences)
        remarks += _seen_by_second_only(publication, second[index] if len(first) == len(second) else None)
        compared.append(replace(publication, remarks=publication.remarks + remarks))
    return tuple(compared)


def _seen_by_second_only(one: PrintedPublication, other: PrintedPublication | None) -> tuple[PrintedRemark, ...]:
    """What only the second reader finds said of the figures: that they are no counts, or not real."""
    known = {remark.code for remark in one.remarks}
    remarks = other.remarks if other is not None else ()
    return tuple(remark for remark in remarks if remark.code in SAID_OF_FIGURES - known)


def _differences(one: PrintedPublication, other: PrintedPublication) -> list[str]:
    """What two readings of a publication have differently, cell by cell and passage by passage."""
    ours, theirs = _values(one), _values(other)
    return [
        f"{place}: PDFium reads {ours.get(place, 'nothing')!r}, pdfplumber {theirs.get(place, 'nothing')!r}"
        for place in sorted(ours.keys() | theirs.keys())
        if compact(ours.get(place, "")) != compact(theirs.get(place, ""))
        and not (place in _MAY_BE_ABSENT and not (ours[place] and theirs[place]))
    ]


def _values(publication: PrintedPublication) -> dict[str, str]:
    """What two readings must agree on: every cell, and of the passages what SQL takes from them."""
    values = {f"row {cell.row_number}, {cell.role}": cell.text for cell in publication.cells}
    for role, pattern in _TAKEN.items():
        text = "".join(compact(passage.text) for passage in publication.passages if passage.role is role)
        values[role] = " ".join(sorted(set(pattern.findall(text))))
    return values
