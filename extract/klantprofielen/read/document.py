"""Reads one document with one reader or with two. Runs in a guarded process.

Whether two readers agree is for SQL to say, on what it takes from their words: see `int_reader_differences`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from klantprofielen.errors import DeclinedError
from klantprofielen.geometry import Page
from klantprofielen.read import transcript
from klantprofielen.read.layout.captions.said import SAID_OF_FIGURES
from klantprofielen.read.layout.publication import PrintedPublication, parse
from klantprofielen.read.limits import Limits
from klantprofielen.read.pdf import pages as pdf
from klantprofielen.read.sources import FileKind
from klantprofielen.records import Reader, Readers


@dataclass(frozen=True, slots=True)
class OneReading:
    """What one reader made of a document: its publications, or why there are none."""

    reader: Reader
    publications: tuple[PrintedPublication, ...]
    error_code: str | None = None
    error_message: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a document: from how many pages, and by which readers, the primary one first."""

    page_count: int
    by_reader: tuple[OneReading, ...]

    @property
    def reader(self) -> str:
        """The readers that were asked, in their own order."""
        return "+".join(sorted(one.reader for one in self.by_reader))

    @property
    def publications(self) -> tuple[PrintedPublication, ...]:
        """What is printed, in the words of the primary reader."""
        return self.by_reader[0].publications


def read_document(data: bytes, kind: FileKind, readers: Readers, limits: Limits) -> Reading:
    """Reads one document.

    With `checked`, PDFium and pdfplumber both read it. PDFium is the primary reader; pdfplumber is where PDFium
    can't read the document. With `fast`, pdfplumber is asked only when what PDFium gives does not add up.

    Raises:
        DeclinedError: for any of its reasons.
    """
    if kind is FileKind.TRANSCRIPT:
        pages = transcript.read_pages(data, limits)
        return Reading(len(pages), (OneReading(Reader.TRANSCRIPT, tuple(parse(pages))),))
    if readers is Readers.FAST:
        return _read_fast(data, limits)
    both = pdf.read_pages(data, limits, with_plumber=True)
    first, first_error = _parsed(Reader.PDFIUM, both.pdfium)
    second, second_error = _parsed(Reader.PDFPLUMBER, both.plumber)
    if first_error is not None and second_error is not None:
        raise first_error
    primary, other = (first, second) if first_error is None else (second, first)
    return Reading(len(both.pdfium), (_with_words_of_other(primary, other), other))


def _with_words_of_other(primary: OneReading, other: OneReading) -> OneReading:
    """The primary reading with what only the other finds said of its figures: that they are no counts, or not real."""
    if len(primary.publications) != len(other.publications):
        return primary
    heeded = []
    for publication, same in zip(primary.publications, other.publications, strict=True):
        known = {remark.remark_code for remark in publication.remarks}
        said = tuple(remark for remark in same.remarks if remark.remark_code in SAID_OF_FIGURES - known)
        heeded.append(replace(publication, remarks=publication.remarks + said))
    return replace(primary, publications=tuple(heeded))


def _read_fast(data: bytes, limits: Limits) -> Reading:
    quick = pdf.read_pages(data, limits, with_plumber=False)
    first, error = _parsed(Reader.PDFIUM, quick.pdfium)
    if error is None and all(publication.verifies for publication in first.publications):
        return Reading(len(quick.pdfium), (first,))
    slow = pdf.read_pages(data, limits, with_pdfium=False, with_plumber=True)
    return Reading(len(slow.plumber), (OneReading(Reader.PDFPLUMBER, tuple(parse(slow.plumber))),))


def _parsed(reader: Reader, pages: Sequence[Page]) -> tuple[OneReading, DeclinedError | None]:
    try:
        return OneReading(reader, tuple(parse(pages))), None
    except DeclinedError as error:
        return OneReading(reader, (), error.reason, error.message), error
