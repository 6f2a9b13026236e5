"""A drawing over the figures may be a stamp that no program reads; rules, bars, icons and logos are none."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import matplotlib
import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageFont
from reading import read_pdf
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from klantprofielen.records import Readers

_WHOLE = Path(__file__).resolve().parents[3] / "publications" / "flevoland_2020q2.pdf"
_FONT = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans-Bold.ttf"
Draw = Callable[[Canvas, tuple[float, float, float, float]], None]


def _table(pdf: bytes) -> tuple[float, float, float, float]:
    """Where the counts of the sample stand, in user space: left, bottom, right, top."""
    (publication,) = read_pdf(pdf, Readers.FAST).publications
    counts = [cell.box for cell in publication.cells if cell.column_number > 1]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        height = float(document.pages[0].MediaBox[3])
    return (
        min(box.x0 for box in counts),
        height - max(box.bottom for box in counts),
        max(box.x1 for box in counts),
        height - min(box.top for box in counts),
    )


def _remarks(draw: Draw) -> list[set[str]]:
    """What each reader remarks of the sample with something drawn over it."""
    with pikepdf.open(_WHOLE) as document:
        _, _, width, height = (float(side) for side in document.pages[0].MediaBox)
        canvas = Canvas(into := io.BytesIO(), pagesize=(width, height))
        draw(canvas, _table(_WHOLE.read_bytes()))
        canvas.save()
        with pikepdf.open(into) as above:
            document.pages[0].add_overlay(above.pages[0])
        document.save(drawn := io.BytesIO())
    reading = read_pdf(drawn.getvalue())
    return [{m.remark_code for p in one.publications for m in p.remarks} for one in reading.by_reader]


def _outlines(canvas: Canvas, table: tuple[float, float, float, float]) -> None:
    left, bottom, right, top = table
    canvas.setStrokeColorRGB(1, 0.75, 0.75)
    canvas.setLineWidth(12)
    for place in range(3):
        canvas.circle(left + (right - left) * (0.25 + 0.25 * place), (bottom + top) / 2, 34)


def _picture(canvas: Canvas, table: tuple[float, float, float, float]) -> None:
    left, bottom, right, top = table
    stamp = Image.new("RGBA", (900, 220), (0, 0, 0, 0))
    ImageDraw.Draw(stamp).text((20, 20), "CONCEPT", font=ImageFont.truetype(_FONT, 150), fill=(255, 0, 0, 70))
    turned = stamp.rotate(15, expand=True)
    canvas.drawImage(ImageReader(turned), left, bottom, right - left, top - bottom, mask="auto")


@pytest.mark.parametrize("draw", [_outlines, _picture])
def test_a_stamp_that_is_no_text_keeps_the_figures_out(draw: Draw) -> None:
    assert all("figures_drawn_over" in remarks for remarks in _remarks(draw))


def _rules_and_bands(canvas: Canvas, table: tuple[float, float, float, float]) -> None:
    left, bottom, right, top = table
    canvas.setFillColorRGB(0.9, 0.9, 1, 0.4)
    canvas.rect(left - 20, bottom - 4, right - left + 30, (top - bottom) / 3, stroke=1, fill=1)
    canvas.roundRect(left - 30, bottom - 8, right - left + 50, top - bottom + 16, 6)
    canvas.setDash(1, 2)
    for line in range(8):
        canvas.line(left, bottom + line * (top - bottom) / 8, right, bottom + line * (top - bottom) / 8)


def _icons(canvas: Canvas, table: tuple[float, float, float, float]) -> None:
    left, bottom, right, top = table
    for line in range(5):
        canvas.circle(right + 8, bottom + line * (top - bottom) / 5, 3, fill=1)
        canvas.circle((left + right) / 2 + 24, bottom + 4 + line * (top - bottom) / 5, 3, fill=1)


def _logo_and_heads(canvas: Canvas, table: tuple[float, float, float, float]) -> None:
    left, bottom, right, top = table
    for place in range(6):
        canvas.circle(left + place * (right - left) / 6, top + 30, 9)
        canvas.circle(left + place * (right - left) / 6, bottom - 60, 20)


@pytest.mark.parametrize("draw", [_rules_and_bands, _icons, _logo_and_heads])
def test_what_is_no_drawing_over_figures_is_let_be(draw: Draw) -> None:
    assert not any("figures_drawn_over" in remarks for remarks in _remarks(draw))
