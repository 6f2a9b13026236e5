"""fpdf2: pages drawn where they are told, by another writer than reportlab."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from fpdf import FPDF
from fpdf.drawing import PaintedPath
from PIL import Image

from facsimiles.drawing import Colour, Curves, Draw, Fill, Link, Page, Picture, Stroke, Text
from facsimiles.faces import face_of, outline_of
from facsimiles.pages import pages_of
from facsimiles.specimen import Specimen

# Layout fields of which this engine can only do the plain value.
UNABLE: frozenset[str] = frozenset()


def missing() -> str | None:
    """Why this engine cannot run here, or None."""
    return None


def render(specimen: Specimen) -> bytes:
    """The specimen as a PDF."""
    pages = pages_of(specimen)
    pdf = FPDF(unit="pt", format=(pages[0].width, pages[0].height))
    pdf.set_creation_date(datetime(2021, 1, 4, tzinfo=UTC))
    pdf.set_auto_page_break(auto=False)
    pdf.c_margin = 0
    pdf.set_title(specimen.layout.title)
    known: set[str] = set()
    for page in pages:
        pdf.add_page()
        for draw in page.draws:
            _put(pdf, page, draw, known)
    return bytes(pdf.output())


def _rgb(colour: Colour) -> tuple[int, int, int]:
    red, green, blue = (round(255 * part) for part in colour)
    return red, green, blue


def _put(pdf: FPDF, page: Page, draw: Draw, known: set[str]) -> None:
    match draw:
        case Text():
            _put_text(pdf, draw, known)
        case Curves():
            _put_curves(pdf, draw)
        case Stroke():
            pdf.set_draw_color(*_rgb(draw.colour))
            pdf.set_line_width(draw.width)
            pdf.line(draw.x0, draw.y0, draw.x1, draw.y1)
        case Fill():
            pdf.set_fill_color(*_rgb(draw.colour))
            pdf.rect(draw.x0, draw.y0, draw.x1 - draw.x0, draw.y1 - draw.y0, style="F")
        case Link():
            link = pdf.add_link(page=1)
            pdf.link(draw.x0, draw.y0, draw.x1 - draw.x0, draw.y1 - draw.y0, link)
        case Picture():
            with Image.open(io.BytesIO(draw.png)) as image:
                pdf.image(image, draw.x0, draw.y0, draw.x1 - draw.x0, draw.y1 - draw.y0)


def _put_text(pdf: FPDF, draw: Text, known: set[str]) -> None:
    face = face_of(draw.face)
    if face.file is None:
        style = {"bold": "B", "italic": "I"}.get(draw.face.partition("-")[2], "")
        pdf.set_font("Helvetica", style, draw.size)
    else:
        if face.name not in known:
            pdf.add_font(face.name, "", str(face.file))
            known.add(face.name)
        pdf.set_font(face.name, "", draw.size)
    pdf.set_text_color(*_rgb(draw.colour))
    pdf.set_char_spacing(draw.spacing)
    pdf.text_mode = draw.mode
    if draw.angle:
        with pdf.rotation(draw.angle, draw.x, draw.y):
            pdf.text(draw.x, draw.y, draw.text)
    else:
        pdf.text(draw.x, draw.y, draw.text)


def _put_curves(pdf: FPDF, draw: Curves) -> None:
    path = PaintedPath()
    steps = {"move": path.move_to, "line": path.line_to, "curve": path.curve_to}
    for kind, points in outline_of(draw.text, draw.face, draw.size):
        if kind == "close":
            path.close()
        else:
            placed = [draw.x + part if axis % 2 == 0 else draw.y - part for axis, part in enumerate(points)]
            steps[kind](*placed)
    path.style.fill_color = "#" + bytes(_rgb(draw.colour)).hex()
    path.style.stroke_color = None
    pdf.draw_path(path)
