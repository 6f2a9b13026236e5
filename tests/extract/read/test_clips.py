"""What a clip leaves out is not read, by either reader; what it leaves free is, wherever a form sets it."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from reading import codes_of, read_pdf

from klantprofielen.read.document import OneReading
from klantprofielen.read.limits import Limits
from klantprofielen.read.pdf import pdfium, plumber

_SAMPLES = Path(__file__).resolve().parents[3] / "publications"
_OWN, _OTHER = _SAMPLES / "flevoland_2020q2.pdf", _SAMPLES / "groningen_2020q3.pdf"


def _read(pdf: bytes) -> tuple[OneReading, ...]:
    return read_pdf(pdf).by_reader


def _with_other_page(before: bytes, after: bytes, box: list[float] | None = None) -> bytes:
    """The sample with the page of another publication over it, as a form between two pieces of content."""
    into = io.BytesIO()
    with pikepdf.open(_OWN) as own, pikepdf.open(_OTHER) as other:
        form = own.copy_foreign(other.pages[0].as_form_xobject())
        if box is not None:
            form.BBox = pikepdf.Array(box)
        page = own.pages[0]
        page.contents_coalesce()
        page.Resources.XObject = pikepdf.Dictionary(Xx=form)
        page.Contents = own.make_stream(b"q\n" + page.Contents.read_bytes() + b"\nQ\n" + before + b" /Xx Do " + after)
        own.save(into)
    return into.getvalue()


@pytest.mark.parametrize(
    ("before", "after", "box"),
    [
        (b"q", b"Q", [2.0, 2.0, 6.0, 6.0]),
        (b"q 3 3 4 4 re W n", b"Q", None),
        (b"q 0.9 0 0 0.9 20 20 cm 0 0 m 5 0 l 5 5 l h W* n", b"Q", None),
    ],
    ids=["by the form's own box", "by a rectangle", "by a triangle"],
)
def test_the_page_of_another_quarter_under_a_clip_is_not_read(
    before: bytes, after: bytes, box: list[float] | None
) -> None:
    readings = _read(_with_other_page(before, after, box))
    for found, plain in zip(readings, _read(_OWN.read_bytes()), strict=True):
        (publication,), (expected,) = found.publications, plain.publications
        assert publication.content_sha256 == expected.content_sha256
        assert "invisible_text_ignored" in codes_of(publication)


def test_a_page_that_is_set_smaller_as_a_form_and_clipped_to_itself_is_read_whole() -> None:
    into = io.BytesIO()
    with pikepdf.open(_OTHER) as given:
        page = given.pages[0]
        form = given.make_indirect(page.as_form_xobject())
        form.Matrix = pikepdf.Array([0.5, 0, 0, 0.5, 10, 10])
        given.add_blank_page(page_size=(900, 900))
        sheet = given.pages[-1]
        sheet.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Xx=form))
        left, bottom, right, top = (float(side) for side in page.mediabox)
        width, height = (right - left) / 2 + 10, (top - bottom) / 2 + 10
        clip = f"q 1.4 0 0 1.4 30 40 cm 0 0 {width} {height} re W n /Xx Do Q"
        sheet.Contents = given.make_stream(clip.encode())
        del given.pages[0]
        given.save(into)
    for found, plain in zip(_read(into.getvalue()), _read(_OTHER.read_bytes()), strict=True):
        assert [one.content_sha256 for one in found.publications] == [one.content_sha256 for one in plain.publications]


def test_letters_drawn_upside_down_for_text_set_upside_down_stand_on_their_baseline() -> None:
    # As dvips sets its bitmaps: read a line too low, and turned heads beside their columns.
    into = io.BytesIO()
    with pikepdf.new() as made:
        drawn = made.make_stream(b"60 0 0 -20 60 70 d1 0 0 60 70 re f")
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type3, FontBBox=[0, -20, 60, 70],
            FontMatrix=[0.01, 0, 0, -0.01, 0, 0], CharProcs={"/A": drawn}, FirstChar=65, LastChar=65, Widths=[60],
            Encoding={"/Type": pikepdf.Name.Encoding, "/Differences": [65, pikepdf.Name.A]}, Resources={},
        )  # fmt: skip
        made.add_blank_page(page_size=(200, 200))
        made.pages[0].Resources = pikepdf.Dictionary(Font={"/T": font})
        made.pages[0].Contents = made.make_stream(b"BT /T 10 Tf 1 0 0 -1 50 120 Tm (A) Tj 0 1 1 0 150 60 Tm (A) Tj ET")
        made.save(into)
    data, limits = into.getvalue(), Limits()
    with pdfium.opened(data, limits) as first, plumber.opened(data) as second:
        page = pdfium.page_of(first, 0)
        pair = pdfium.glyphs_of(page, limits)
        others = plumber.glyphs_of(plumber.pages_of(second)[0], pdfium.frame_of(page), limits)
    assert [glyph.quarter_turns for glyph in others] == [0, 3]
    upright, turned = others
    assert upright.box.top < 80 - 6 < 80 <= upright.box.bottom
    assert turned.box.x0 < 150 - 6 < 150 <= turned.box.x1
    assert [glyph.text for glyph in pair] == [glyph.text for glyph in others] == ["A", "A"]
