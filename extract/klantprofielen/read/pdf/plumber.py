"""The second reader: glyphs from pdfplumber (pdfminer.six), independent of PDFium."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pdfplumber
from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTPage
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFTextState
from pdfminer.pdftypes import PDFException
from pdfminer.psexceptions import PSException
from pdfminer.utils import MATRIX_IDENTITY, Matrix
from pdfplumber.page import Page as PlumberPage
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from klantprofielen.errors import DeclinedError, Reason
from klantprofielen.geometry import Glyph
from klantprofielen.read.limits import Limits
from klantprofielen.read.pdf.user_space import PageFrame, quarter_turns

_UNMAPPED = "\ufffd"
_INVISIBLE_MODES = {3, 7}


class _GlyphDevice(PDFLayoutAnalyzer):
    """Collects glyphs in user space while a page is interpreted; lines and pictures are not kept."""

    def __init__(self, page: PlumberPage, frame: PageFrame, limits: Limits) -> None:
        super().__init__(page.pdf.rsrcmgr, pageno=page.page_number, laparams=None)
        self.glyphs: list[Glyph] = []
        self._frame = frame
        self._limits = limits
        self._render_mode = 0

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        self._render_mode = textstate.render
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        if len(self.glyphs) >= self._limits.glyphs:
            raise DeclinedError(
                Reason.TOO_MANY_OBJECTS,
                f"A page holds more than {self._limits.glyphs} characters (--max-glyphs).",
            )
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = _UNMAPPED
        width = font.char_width(cid) or _ligature_width(font, text)
        displacement = font.char_disp(cid)
        char = LTChar(matrix, font, fontsize, scaling, rise, text, width, displacement, ncs, graphicstate)
        self.glyphs.append(self._glyph(char, graphicstate))
        return char.adv

    def _glyph(self, char: LTChar, graphicstate: PDFGraphicState) -> Glyph:
        box = self._frame.shown(char.x0, char.y0, char.x1, char.y1)
        turns = quarter_turns(char.matrix[0], char.matrix[1], self._frame.rotation)
        text = char.get_text()
        return Glyph(
            text=text if text not in {"", "\x00"} else _UNMAPPED,
            box=box,
            size=box.width if turns in {1, 3} else box.height,
            quarter_turns=turns,
            ink=_rgb(graphicstate.ncolor),
            is_painted=self._render_mode not in _INVISIBLE_MODES,
        )

    def paint_path(self, *_: object) -> None:
        """Drawings are seen in the page's picture, not here."""

    def render_image(self, *_: object) -> None:
        """Pictures are seen in the page's picture, not here."""

    def receive_layout(self, ltpage: LTPage) -> None:
        """The glyphs are all that is wanted."""


def _ligature_width(font: PDFFont, text: str) -> float:
    """The width of a ligature by its letters: pdfminer gives 0 for those of the standard fonts."""
    widths = [font.widths.get(letter) for letter in text] if len(text) > 1 else []
    return sum(width * font.hscale for width in widths if isinstance(width, int | float))


def _rgb(colour: object) -> tuple[int, int, int] | None:
    """A grey, RGB or CMYK colour of 0..1 numbers as RGB; None for any other kind (a pattern, a spot colour)."""
    given = colour if isinstance(colour, Sequence) and not isinstance(colour, str) else (colour,)
    numbers = [float(number) for number in given if isinstance(number, int | float)]
    if len(numbers) != len(given):
        return None
    match tuple(numbers):
        case (grey,):
            parts = (grey, grey, grey)
        case (red, green, blue):
            parts = (red, green, blue)
        case (cyan, magenta, yellow, black):
            parts = ((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black))
        case _:
            return None
    red, green, blue = (round(255 * min(max(part, 0.0), 1.0)) for part in parts)
    return red, green, blue


def pages_of(document: PDF) -> list[PlumberPage]:
    """The pages of an open document, in order.

    Raises:
        DeclinedError: damaged.
    """
    with _declining():
        return document.pages


@contextmanager
def opened(data: bytes) -> Iterator[PDF]:
    """Opens a PDF from memory.

    Raises:
        DeclinedError: damaged or encrypted.
    """
    with _declining():
        document = pdfplumber.open(io.BytesIO(data))
    try:
        yield document
    finally:
        with _declining():  # closing goes through the pages, which may be what is damaged
            document.close()


def glyphs_of(page: PlumberPage, frame: PageFrame, limits: Limits) -> list[Glyph]:
    """The page's glyphs in stream order, in shown-page coordinates.

    Raises:
        DeclinedError: damaged or too_many_objects.
    """
    device = _GlyphDevice(page, frame, limits)
    interpreter = PDFPageInterpreter(page.pdf.rsrcmgr, device)
    with _declining():
        device.begin_page(page.page_obj, MATRIX_IDENTITY)
        interpreter.render_contents(page.page_obj.resources, page.page_obj.contents, ctm=MATRIX_IDENTITY)
    page.close()
    return [glyph for glyph in device.glyphs if glyph.size > 0 and all(map(math.isfinite, _numbers(glyph)))]


def _numbers(glyph: Glyph) -> tuple[float, float, float, float]:
    return glyph.box.x0, glyph.box.top, glyph.box.x1, glyph.box.bottom


@contextmanager
def _declining() -> Iterator[None]:
    """Turns what pdfminer raises on a broken file into a reason; it raises built-in errors freely."""
    try:
        yield
    except DeclinedError:
        raise
    except (
        MalformedPDFException,
        PdfminerException,
        PDFException,
        PSException,
        ArithmeticError,
        AssertionError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
        OSError,
    ) as error:
        raise DeclinedError(
            Reason.DAMAGED,
            f"The second reader cannot read the PDF's structure ({type(error).__name__}: {str(error)[:200]});"
            " fetch it again from its source.",
        ) from error
