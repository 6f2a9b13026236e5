"""Figures that are struck through or crossed out are not accepted; lines under, between and around them are let be."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from fontTools.agl import UV2AGL
from pikepdf import Array, Dictionary, Name
from plain_page import LEFT, RIGHTS, ROWS, SENTENCE, TOP, draw_heads
from reading import read_pdf
from reportlab.pdfgen.canvas import Canvas

from facsimiles.figures import dotted
from facsimiles.lies import with_drawn_fonts
from klantprofielen.records import Readers

_SIZE, _STEP, _RIGHT = 9, 15, 540
Draw = Callable[[Canvas], None]


def _baseline(row: int) -> float:
    return TOP - 45 - _STEP * row


def _document(draw: Draw | None = None, *, first: Draw | None = None, size: float = _SIZE) -> bytes:
    canvas = Canvas(into := io.BytesIO(), pagesize=(595, 842))
    if first is not None:
        first(canvas)
    canvas.setFillColorRGB(0, 0, 0)
    draw_heads(canvas)
    canvas.setFont("Helvetica", size)
    for row, (name, *counts) in enumerate(ROWS):
        canvas.drawString(LEFT, _baseline(row), name)
        for right, count in zip(RIGHTS, counts, strict=True):
            canvas.drawRightString(right, _baseline(row), dotted(count))
    canvas.drawString(LEFT, 440, SENTENCE)
    if draw is not None:
        draw(canvas)
    canvas.save()
    return into.getvalue()


def _struck(pdf: bytes, readers: Readers = Readers.CHECKED) -> list[str]:
    (publication,) = read_pdf(pdf, readers).publications
    assert publication.verifies
    return [remark.remark_text for remark in publication.remarks if remark.remark_code == "figures_struck_out"]


def _lines(height: float, *rows: int, x0: float = LEFT, x1: float = _RIGHT, width: float = 1) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setStrokeColorRGB(0.85, 0, 0)
        canvas.setLineWidth(width)
        for row in rows:
            canvas.line(x0, _baseline(row) + height, x1, _baseline(row) + height)

    return draw


def _thin_boxes(canvas: Canvas) -> None:
    for right in RIGHTS:
        canvas.rect(right - 24, _baseline(1) + 2.6, 25, 0.7, stroke=0, fill=1)


def _by_hand(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.moveTo(220, _baseline(1) + 2.4)
    for step in range(1, 33):
        path.lineTo(220 + 10 * step, _baseline(1) + 2.4 + (step % 3) * 0.6)
    canvas.drawPath(path)


def _in_form(canvas: Canvas) -> None:
    canvas.beginForm("strike")
    canvas.line(0, 0, 340, 0)
    canvas.endForm()
    canvas.translate(200, _baseline(1) + 3)
    canvas.doForm("strike")


def _slash(x0: float, y0: float, x1: float, y1: float, grey: float = 0.2, width: float = 2) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setStrokeGray(grey)
        canvas.setLineWidth(width)
        canvas.line(x0, y0, x1, y1)

    return draw


@pytest.mark.parametrize(
    ("draw", "told"),
    [
        (_lines(3, 0, 1, 2, 3, 4), "405, 331, 1.060, 288, 2.084, 77 and 19 more"),
        (_lines(2.2, 1), "77, 19, 150, 44, 290."),
        (_lines(4, 3, x0=440, x1=462, width=0.5), "struck through: 12."),
        (_thin_boxes, "77, 19, 150, 44, 290."),
        (_by_hand, "77, 19, 150, 44, 290."),
        (_in_form, "77, 19, 150, 44, 290."),
        (_slash(50, 600, 550, 490), "crossed out"),
        (_slash(50, 490, 545, 570), "crossed out"),
    ],
    ids=["every row", "a row", "a figure", "thin boxes", "by hand", "in a form", "a slash down", "a slash up"],
)
@pytest.mark.parametrize("readers", [Readers.CHECKED, Readers.FAST])
def test_figures_that_a_line_runs_through_are_told(draw: Draw, told: str, readers: Readers) -> None:
    assert not _struck(_document(), readers)
    (text,) = _struck(_document(draw), readers)
    assert told in text
    assert "page 1" in text


@pytest.mark.parametrize("turns", [90, 180, 270])
def test_a_page_that_is_turned_is_struck_as_one_that_is_not(turns: int) -> None:
    into = io.BytesIO()
    with pikepdf.open(io.BytesIO(_document(_lines(3, 1)))) as document:
        document.pages[0].Rotate = turns
        document.save(into)
    assert "77, 19, 150, 44, 290" in _struck(into.getvalue())[0]


@pytest.mark.parametrize("ending", ["oldstyle", ""])
def test_figures_in_old_style_are_struck_as_others_are(ending: str) -> None:
    def name(character: str) -> str:
        return str(UV2AGL[ord(character)]) + (ending if character.isdigit() else "")

    assert "77, 19, 150, 44, 290" in _struck(with_drawn_fonts(_document(_lines(3, 1)), name))[0]
    assert not _struck(with_drawn_fonts(_document(), name))


def _annotated(colour: tuple[int, int, int] = (1, 0, 0), **entries: object) -> bytes:
    into = io.BytesIO()
    with pikepdf.open(io.BytesIO(_document())) as document:
        annotation = Dictionary(Type=Name.Annot, F=4, C=Array(colour), **entries)
        document.pages[0].Annots = Array([document.make_indirect(annotation)])
        document.save(into)
    return into.getvalue()


_LOW, _HIGH = _baseline(1) - 2, _baseline(1) + 7
_QUAD = Array([210, _HIGH, 540, _HIGH, 210, _LOW, 540, _LOW])
_RECT = Array([200, _LOW - 5, 550, _HIGH + 5])
_WAY = Array([Array([210, _baseline(1) + 3, 380, _baseline(1) + 3.4, 540, _baseline(1) + 2.8])])


@pytest.mark.parametrize(
    "pdf",
    [
        _annotated(Subtype=Name.StrikeOut, Rect=_RECT, QuadPoints=_QUAD),
        _annotated(Subtype=Name.Ink, Rect=_RECT, InkList=_WAY),
        _annotated(Subtype=Name.Line, Rect=_RECT, L=Array([210, _baseline(1) + 3, 540, _baseline(1) + 3])),
    ],
    ids=["StrikeOut", "Ink", "Line"],
)
def test_an_annotation_that_strikes_out_is_heeded(pdf: bytes) -> None:
    assert "77, 19, 150, 44, 290" in _struck(pdf)[0]


def _grid(canvas: Canvas) -> None:
    for row in range(6):
        canvas.line(LEFT, _baseline(row) + 11.5, _RIGHT, _baseline(row) + 11.5)
    for x in (LEFT, 200, 255, 325, 395, 465, _RIGHT):
        canvas.line(x, _baseline(0) + 12, x, _baseline(4) - 3.5)


def _tight_grid(canvas: Canvas) -> None:
    canvas.setLineWidth(1.5)
    for row in range(5):
        canvas.rect(LEFT, _baseline(row) - 1.2, _RIGHT - LEFT, 9.2)


def _zebra(canvas: Canvas) -> None:
    canvas.setFillGray(0.8)
    for row in range(0, 5, 2):
        canvas.rect(LEFT, _baseline(row) - 4, _RIGHT - LEFT, _STEP, stroke=0, fill=1)


def _zebra_of_strokes(canvas: Canvas) -> None:
    _lines(3, 0, 2, 4, width=15)(canvas)


def _half_zebra(canvas: Canvas) -> None:
    canvas.setFillGray(0.8)
    for row in range(0, 5, 2):
        canvas.rect(LEFT, _baseline(row) + 3, _RIGHT - LEFT, _STEP, stroke=0, fill=1)


def _white_line(canvas: Canvas) -> None:
    canvas.setStrokeGray(1)
    for row in range(5):
        canvas.line(LEFT, _baseline(row) + 4.4, _RIGHT, _baseline(row) + 4.4)


def _pale_page(canvas: Canvas) -> None:
    canvas.setStrokeGray(0.85)
    for step in range(0, 1500, 40):
        canvas.line(0, step, 595, step - 595)
        canvas.line(0, 842 - step, 595, 842 + 595 - step)


@pytest.mark.parametrize(
    ("draw", "first"),
    [
        (_lines(-1.3, 0, 1, 2, 3, 4), None),
        (_lines(0.3, 0, 1, 2, 3, 4), None),
        (_lines(-1, 1, x0=230, x1=250, width=0.5), None),
        (_grid, None),
        (_tight_grid, None),
        (None, _zebra),
        (None, _zebra_of_strokes),
        (None, _half_zebra),
        (None, _white_line),
        (None, _pale_page),
        (None, _slash(0, 842, 595, 0, grey=0.3)),
        (None, _lines(3, 1, x0=0, x1=595)),
        (_slash(60, 440, 200, 300), None),
    ],
    ids=[
        "rules under rows", "on the baseline", "an underlined figure", "a grid", "a tight grid", "bands",
        "bands of strokes", "bands half a row off", "white lines under it", "a pale pattern", "a line across the page",
        "a line from edge to edge", "a line under the table",
    ],
)  # fmt: skip
def test_lines_that_strike_nothing_out_cost_no_document(draw: Draw | None, first: Draw | None) -> None:
    assert not _struck(_document(draw, first=first))


def test_a_highlighter_strikes_nothing_out() -> None:
    yellow = (1, 1, 0)
    row = Array([210, _HIGH + 4, 540, _HIGH + 4, 210, _LOW - 2, 540, _LOW - 2])
    assert not _struck(_annotated(yellow, Subtype=Name.Highlight, Rect=_RECT, QuadPoints=row))
    assert not _struck(_annotated(yellow, Subtype=Name.Underline, Rect=_RECT, QuadPoints=_QUAD))
    with pikepdf.open(io.BytesIO(_annotated(yellow, Subtype=Name.Ink, Rect=_RECT, InkList=_WAY))) as document:
        multiplied = Dictionary(G=Dictionary(BM=Name.Multiply))
        look = document.make_stream(f"/G gs 1 1 0 RG 14 w 210 {_baseline(1) + 3} m 540 {_baseline(1) + 3} l S".encode())
        look.Subtype, look.BBox, look.Resources = Name.Form, _RECT, Dictionary(ExtGState=multiplied)
        document.pages[0].Annots[0].AP = Dictionary(N=look)
        document.save(into := io.BytesIO())
    assert not _struck(into.getvalue())
