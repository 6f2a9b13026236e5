"""Draws pages with reportlab: for the engine of that name, the sample input and the scans."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from facsimiles.drawing import Curves, Draw, Fill, Link, Page, Picture, Stroke, Text
from facsimiles.faces import face_of, outline_of


def draw_pages(pages: Sequence[Page], title: str, subject: str = "") -> bytes:
    """The pages as a PDF: the same pages give the same bytes."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1, initialFontName="Helvetica")
    canvas.setTitle(title)
    canvas.setSubject(subject)
    canvas.setAuthor("")
    for number, page in enumerate(pages):
        canvas.setPageSize((page.width, page.height))
        if number == 0:
            canvas.bookmarkPage("top")
        for draw in page.draws:
            _put(canvas, draw, page.height)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _put(canvas: Canvas, draw: Draw, height: float) -> None:
    match draw:
        case Text():
            _put_text(canvas, draw, height)
        case Curves():
            _put_curves(canvas, draw, height)
        case Stroke():
            canvas.setStrokeColorRGB(*draw.colour)
            canvas.setLineWidth(draw.width)
            canvas.line(draw.x0, height - draw.y0, draw.x1, height - draw.y1)
        case Fill():
            canvas.setFillColorRGB(*draw.colour)
            canvas.rect(draw.x0, height - draw.y1, draw.x1 - draw.x0, draw.y1 - draw.y0, stroke=0, fill=1)
        case Link():
            canvas.linkAbsolute("", "top", (draw.x0, height - draw.y1, draw.x1, height - draw.y0))
        case Picture():
            box = (draw.x0, height - draw.y1, draw.x1 - draw.x0, draw.y1 - draw.y0)
            canvas.drawImage(ImageReader(io.BytesIO(draw.png)), *box)


def _put_text(canvas: Canvas, draw: Text, height: float) -> None:
    canvas.saveState()
    canvas.translate(draw.x, height - draw.y)
    if draw.angle:
        canvas.rotate(draw.angle)
    canvas.setFillColorRGB(*draw.colour)
    text = canvas.beginText(0, 0)
    text.setFont(face_of(draw.face).name, draw.size)
    if draw.mode:
        text.setTextRenderMode(draw.mode)
    if draw.spacing:
        text.setCharSpace(draw.spacing)
    text.textOut(draw.text)
    canvas.drawText(text)
    canvas.restoreState()


def _put_curves(canvas: Canvas, draw: Curves, height: float) -> None:
    canvas.saveState()
    canvas.translate(draw.x, height - draw.y)
    canvas.setFillColorRGB(*draw.colour)
    path = canvas.beginPath()
    steps = {"move": path.moveTo, "line": path.lineTo, "curve": path.curveTo, "close": path.close}
    for kind, points in outline_of(draw.text, draw.face, draw.size):
        steps[kind](*points)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()
