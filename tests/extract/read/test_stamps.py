"""Stamps as programs set them: however pale, outlined, or laid over as an annotation, they are heeded."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from fpdf import FPDF
from reading import read_pdf, remarks_of
from reportlab.pdfgen.canvas import Canvas

from klantprofielen.read.layout.captions.said import NOT_REAL, SAID_OF_FIGURES

_WHOLE = Path(__file__).resolve().parents[3] / "publications" / "flevoland_2020q2.pdf"
_FAINTEST = (0.9, 0.97, 0.99, 0.996)


def _by_reportlab(stamp: str, grey: float, *, outlined: bool = False) -> bytes:
    into = io.BytesIO()
    canvas = Canvas(into, pagesize=(842, 595))
    canvas.translate(150, 120)
    canvas.rotate(35)
    text = canvas.beginText(0, 0)
    text.setFont("Helvetica-Bold", 48)
    text.setTextRenderMode(1 if outlined else 0)
    text.setFillGray(grey)
    text.setStrokeGray(grey)
    text.textOut(stamp)
    canvas.drawText(text)
    canvas.save()
    return into.getvalue()


def _by_fpdf2(stamp: str, grey: float) -> bytes:
    document = FPDF(unit="pt", format=(842, 595))
    document.add_page()
    document.set_font("Times", size=60)
    document.set_text_color(round(255 * grey))
    with document.rotation(90, 400, 400):
        document.text(250, 400, stamp)
    return bytes(document.output())


def _under_the_page(stamp: bytes) -> bytes:
    into = io.BytesIO()
    with pikepdf.open(_WHOLE) as whole, pikepdf.open(io.BytesIO(stamp)) as under:
        whole.pages[0].add_underlay(under.pages[0], pikepdf.Rectangle(*map(float, whole.pages[0].mediabox)))
        whole.save(into)
    return into.getvalue()


def _annotated(**entries: object) -> bytes:
    into = io.BytesIO()
    with pikepdf.open(_WHOLE) as whole:
        appearance = whole.make_stream(
            b"q BT /F1 30 Tf 0.9 g 10 10 Td (" + str(entries.pop("shown", "")).encode() + b") Tj ET Q",
            Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 400, 60],
            Resources={"/Font": {"/F1": {"/Type": pikepdf.Name.Font, "/Subtype": pikepdf.Name.Type1,
                                         "/BaseFont": pikepdf.Name.Helvetica}}},
        )  # fmt: skip
        annotation = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Rect=[100, 300, 500, 360], AP={"/N": appearance}, **entries
        )
        whole.pages[0].Annots = whole.make_indirect([annotation])
        whole.save(into)
    return into.getvalue()


def _said(pdf: bytes) -> set[str]:
    return remarks_of(read_pdf(pdf))


@pytest.mark.parametrize("grey", _FAINTEST)
@pytest.mark.parametrize("stamp", ["CONCEPTVERSIE 2", "VOORLOPIG"])
def test_a_stamp_is_heeded_however_pale(stamp: str, grey: float) -> None:
    assert NOT_REAL in _said(_under_the_page(_by_reportlab(stamp, grey)))
    assert NOT_REAL in _said(_under_the_page(_by_fpdf2(stamp, grey)))


def test_a_stamp_of_outlines_is_heeded() -> None:
    assert NOT_REAL in _said(_under_the_page(_by_reportlab("OEFENBESTAND", 0.93, outlined=True)))


def test_a_stamp_that_nobody_can_see_says_nothing() -> None:
    # White on white: what was once stamped there is taken away.
    assert NOT_REAL not in _said(_under_the_page(_by_reportlab("CONCEPT", 1.0)))


@pytest.mark.parametrize(
    "entries",
    [
        {"Subtype": pikepdf.Name.Stamp, "Name": pikepdf.Name.Draft},
        {"Subtype": pikepdf.Name.Stamp, "Contents": "INGETROKKEN"},
        {"Subtype": pikepdf.Name.Stamp, "shown": "VERVALLEN"},
        {"Subtype": pikepdf.Name.FreeText, "shown": "Conceptversie", "Contents": ""},
    ],
    ids=["by its name", "by its contents", "by its appearance", "a text box"],
)
def test_a_stamp_that_is_an_annotation_is_heeded(entries: dict[str, object]) -> None:
    assert NOT_REAL in _said(_annotated(**entries))


def test_an_annotation_that_is_hidden_or_says_something_else_is_let_be() -> None:
    assert not SAID_OF_FIGURES & _said(_annotated(Subtype=pikepdf.Name.Stamp, shown="CONCEPT", F=2))
    assert not SAID_OF_FIGURES & _said(_annotated(Subtype=pikepdf.Name.Stamp, shown="Ontvangen 3 mei"))
    assert not SAID_OF_FIGURES & _said(_annotated(Subtype=pikepdf.Name.Stamp, shown="KOPIE"))
