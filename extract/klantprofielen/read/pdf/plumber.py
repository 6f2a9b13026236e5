"""The second reader: glyphs from pdfplumber (pdfminer.six), independent of PDFium."""

from __future__ import annotations

import io
import math
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

import pdfplumber
from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTPage
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFType3Font, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFTextState
from pdfminer.pdftypes import PDFException, PDFObjRef, PDFStream, resolve1
from pdfminer.psexceptions import PSException
from pdfminer.psparser import PSLiteral
from pdfminer.utils import MATRIX_IDENTITY, Matrix, apply_matrix_rect, decode_text, mult_matrix
from pdfplumber.page import Page as PlumberPage
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from klantprofielen.errors import DeclinedError, Reason
from klantprofielen.geometry import UNMAPPED, Glyph, around
from klantprofielen.read.limits import Limits
from klantprofielen.read.pdf.codes import meant_by, of_numbered_glyph
from klantprofielen.read.pdf.field_values import Field, as_filled_in
from klantprofielen.read.pdf.user_space import PageFrame, quarter_turns

# Annotations that lie over the page as print does, and the flags of those that are hidden.
_LAID_OVER, _HIDDEN_FLAGS = {"Stamp", "FreeText", "Watermark"}, 0b100010
# A field's own dictionary, and so many above it that it has its kind and its value from.
_DEEPEST_FIELD = 32
_INVISIBLE_MODES = {3, 7}
_OUTLINED_MODES, _FILLED_AND_OUTLINED_MODES = {1, 5}, {2, 6}
_WHITE = (255, 255, 255)
# In font sizes: how far letters reach below the baseline, and how far a font may say that they do.
_DESCENT, _MOST_DESCENT = 0.22, 1.0


class _GlyphDevice(PDFLayoutAnalyzer):
    """Collects glyphs in user space while a page is interpreted; lines and pictures are not kept."""

    def __init__(self, page: PlumberPage, frame: PageFrame, limits: Limits) -> None:
        super().__init__(page.pdf.rsrcmgr, pageno=page.page_number, laparams=None)
        self.glyphs: list[Glyph] = []
        self._page = page.page_obj
        self._frame = frame
        self._limits = limits
        self._render_mode = 0
        self._spacing = 0.0
        self._marked: list[tuple[str | None, int, bool]] = []
        self._layers_off = _layers_off(page)
        # The colour asked for last, and what it is.
        self._colour: tuple[object, tuple[int, int, int] | None] = (None, None)

    def interpret(self, resources: object, streams: Sequence[object], ctm: Matrix = MATRIX_IDENTITY) -> None:
        """Collects what a page or an appearance draws, laid out in user space by a matrix."""
        self.begin_page(self._page, MATRIX_IDENTITY)
        PDFPageInterpreter(self.rsrcmgr, self).render_contents(resolve1(resources) or {}, streams, ctm)

    def begin_tag(self, tag: PSLiteral, props: object = None) -> None:
        """A marked stretch of text begins; it may say which text it stands for."""
        is_off = isinstance(props, PSLiteral) and props.name in self._layers_off
        self._marked.append((_actual_text(props), len(self.glyphs), is_off))

    def end_tag(self) -> None:
        """A marked stretch ends: glyphs without a meaning of their own (ligatures) get the text that it says.

        No digit is taken so: the other reader takes it from the same place, and nothing else would prove it.
        """
        text, start, _ = self._marked.pop() if self._marked else (None, 0, False)
        spoken = self.glyphs[start:]
        is_letters = bool(text) and not any(char.isdigit() for char in text or "")
        if text and is_letters and spoken and all(glyph.text == UNMAPPED for glyph in spoken):
            box = around(glyph.box for glyph in spoken)
            self.glyphs[start:] = [spoken[0]._replace(text=text, box=box)]

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        """A string; character spacing is added behind each glyph, the last one included (ISO 32000-1, 9.4.4).

        pdfminer.six leaves it out there: words that only this spacing parts would run together.
        """
        self._render_mode = textstate.render
        spacing, textstate.charspace = textstate.charspace, 0
        self._spacing = spacing * textstate.scaling * 0.01
        super().render_string(textstate, seq, ncs, graphicstate)
        textstate.charspace = spacing

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
            numbered = of_numbered_glyph(cid) if isinstance(font, PDFType3Font) else None
            text = numbered or UNMAPPED
        width = font.char_width(cid) or _standard_width(font, text)
        displacement = font.char_disp(cid)
        descent = font.get_descent()
        if isinstance(font, PDFType3Font) and font.vscale < 0:
            # Its glyphs are drawn upside down, for text that is set so: what reaches lowest is their top.
            rise += (font.get_ascent() - descent) * fontsize
            descent = font.get_ascent()
        if not -_MOST_DESCENT <= descent <= _MOST_DESCENT:
            # A font whose descent is false: its letters stand on the baseline as others do.
            rise -= (descent + _DESCENT) * fontsize
        char = LTChar(matrix, font, fontsize, scaling, rise, text, width, displacement, ncs, graphicstate)
        # A negative size turns the text round once more.
        a, b = (matrix[0], matrix[1]) if fontsize >= 0 else (-matrix[0], -matrix[1])
        self.glyphs.append(self._glyph(char, quarter_turns(a, b, self._frame.rotation), graphicstate))
        return char.adv + self._spacing

    def _glyph(self, char: LTChar, turns: int | None, graphicstate: PDFGraphicState) -> Glyph:
        box = self._frame.shown(char.x0, char.y0, char.x1, char.y1)
        text = char.get_text()
        return Glyph(
            text=meant_by(text),
            box=box,
            size=box.width if turns in {1, 3} else box.height,
            quarter_turns=turns,
            ink=self._ink(graphicstate),
            is_painted=self._render_mode not in _INVISIBLE_MODES and not any(is_off for *_, is_off in self._marked),
        )

    def _ink(self, graphicstate: PDFGraphicState) -> tuple[int, int, int] | None:
        if graphicstate.ncolor is not self._colour[0]:
            self._colour = graphicstate.ncolor, _rgb(graphicstate.ncolor)
        filled = self._colour[1]
        if self._render_mode in _OUTLINED_MODES or (
            self._render_mode in _FILLED_AND_OUTLINED_MODES and filled == _WHITE
        ):
            return _rgb(graphicstate.scolor)
        return filled

    def paint_path(self, *_: object) -> None:
        """Drawings are seen in the page's picture, not here."""

    def render_image(self, *_: object) -> None:
        """Pictures are seen in the page's picture, not here."""

    def receive_layout(self, ltpage: LTPage) -> None:
        """The glyphs are all that is wanted."""


def annotation_texts(page: PlumberPage, frame: PageFrame, limits: Limits) -> list[str]:
    """What stamps and text boxes laid over the page say, by their appearance and by their own words.

    Their figures are never read; their words may call the page an example or withdrawn.

    Raises:
        DeclinedError: damaged or too_many_objects.
    """
    texts: list[str] = []
    with _declining():
        for annotation in _annotations(page, _LAID_OVER):
            name, contents = resolve1(annotation.get("Name")), resolve1(annotation.get("Contents"))
            texts += [str(name.name)] if isinstance(name, PSLiteral) and isinstance(name.name, str) else []
            texts += [decode_text(contents)] if isinstance(contents, bytes) else []
            appearance = _appearance(annotation)
            if appearance is not None:
                device = _GlyphDevice(page, frame, limits)
                device.interpret(appearance.get("Resources"), [appearance])
                texts.append("".join(glyph.text for glyph in device.glyphs))
    return [text for text in texts if text and not text.isspace()]


def fields_of(page: PlumberPage, frame: PageFrame, limits: Limits) -> tuple[tuple[Field, ...], list[Glyph]]:
    """The text fields of a form that a page shows, and the glyphs of their appearances.

    Raises:
        DeclinedError: damaged or too_many_objects.
    """
    fields: list[Field] = []
    with _declining():
        device = _GlyphDevice(page, frame, limits)
        for annotation in _annotations(page, {"Widget"}):
            kind = resolve1(_inherited(annotation, "FT"))
            place = _rectangle(annotation.get("Rect"))
            if not isinstance(kind, PSLiteral) or kind.name != "Tx" or place is None or "OC" in annotation:
                continue
            field = Field(frame.shown(*place), _value(resolve1(_inherited(annotation, "V"))))
            if not field.is_in_sight(*frame.size):
                continue
            fields.append(field)
            appearance = _appearance(annotation)
            if appearance is not None:
                device.interpret(appearance.get("Resources"), [appearance], _into(place, appearance))
    return tuple(fields), as_filled_in(_finite(device.glyphs), fields)


def _inherited(field: dict[str, object], key: str) -> object:
    """What a field's dictionary says, or the nearest above it that says it."""
    for _ in range(_DEEPEST_FIELD):
        parent = resolve1(field.get("Parent"))
        if key in field or not isinstance(parent, dict):
            break
        field = parent
    return field.get(key)


def _value(value: object) -> str:
    """The text that a field holds."""
    if isinstance(value, PDFStream):
        value = value.get_data()
    return decode_text(value) if isinstance(value, bytes) else "" if value is None else str(value)


def _rectangle(value: object) -> tuple[float, float, float, float] | None:
    numbers = resolve1(value)
    sides = [resolve1(number) for number in numbers] if isinstance(numbers, list) else []
    match [float(side) for side in sides if isinstance(side, int | float)]:
        case [x0, y0, x1, y1]:
            return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        case _:
            return None


def _into(place: tuple[float, float, float, float], appearance: PDFStream) -> Matrix:
    """The matrix that lays an appearance out in its annotation's rectangle (ISO 32000-1, 12.5.5)."""
    given = resolve1(appearance.get("Matrix"))
    numbers = [resolve1(number) for number in given] if isinstance(given, list) else MATRIX_IDENTITY
    a, b, c, d, e, f = (float(number) for number in numbers)
    own, box = (a, b, c, d, e, f), _rectangle(appearance.get("BBox"))
    if box is None:
        raise PDFException("an annotation's appearance has no place")
    x0, y0, x1, y1 = apply_matrix_rect(own, box)
    left, bottom, right, top = place
    across, up = (right - left) / (x1 - x0), (top - bottom) / (y1 - y0)
    return mult_matrix(own, (across, 0, 0, up, left - across * x0, bottom - up * y0))


def _annotations(page: PlumberPage, kinds: Collection[str]) -> Iterator[dict[str, object]]:
    """The annotations of some kinds that are not hidden."""
    references = resolve1(page.page_obj.annots)
    for reference in references if isinstance(references, list) else []:
        annotation = resolve1(reference)
        if not isinstance(annotation, dict):
            continue
        kind, flags = resolve1(annotation.get("Subtype")), resolve1(annotation.get("F"))
        is_hidden = isinstance(flags, int) and bool(flags & _HIDDEN_FLAGS)
        if isinstance(kind, PSLiteral) and kind.name in kinds and not is_hidden:
            yield annotation


def _appearance(annotation: dict[str, object]) -> PDFStream | None:
    """What an annotation draws where nothing is done with it; none where it draws nothing, or one of several."""
    looks = resolve1(annotation.get("AP"))
    usual = resolve1(looks.get("N")) if isinstance(looks, dict) else None
    return usual if isinstance(usual, PDFStream) else None


def _layers_off(page: PlumberPage) -> set[str]:
    """The names by which the page's content speaks of layers that are switched off."""
    layers = resolve1(page.pdf.doc.catalog.get("OCProperties")) or {}
    switched_off = resolve1((resolve1(layers.get("D")) or {}).get("OFF")) or []
    off = {ref.objid for ref in switched_off if isinstance(ref, PDFObjRef)}
    properties = resolve1((page.page_obj.resources or {}).get("Properties")) or {}
    return {name for name, ref in properties.items() if off and _is_off(ref, off)}


def _is_off(item: object, off: set[int]) -> bool:
    """Whether a layer is off, or a membership of layers has none that is on."""
    if isinstance(item, PDFObjRef) and item.objid in off:
        return True
    content = resolve1(item)
    members = resolve1(content.get("OCGs")) if isinstance(content, dict) else None
    listed = members if isinstance(members, list) else [content.get("OCGs")] if members is not None else []
    return bool(listed) and all(isinstance(ref, PDFObjRef) and ref.objid in off for ref in listed)


def _actual_text(props: object) -> str | None:
    """The text that a marked stretch says it stands for (/ActualText)."""
    given = props.get("ActualText") if isinstance(props, dict) else None
    return decode_text(given) if isinstance(given, bytes) else None


def _standard_width(font: PDFFont, text: str) -> float:
    """The width of a ligature by its letters, and of a soft hyphen: pdfminer.six has 0 in the standard fonts."""
    letters = "-" if text == "\u00ad" else text if len(text) > 1 else ""
    widths = [font.widths.get(letter) for letter in letters]
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
    with _declining():
        device = _GlyphDevice(page, frame, limits)
        device.interpret(page.page_obj.resources, page.page_obj.contents)
    page.close()
    return _finite(device.glyphs)


def _finite(glyphs: Sequence[Glyph]) -> list[Glyph]:
    return [glyph for glyph in glyphs if glyph.size > 0 and all(map(math.isfinite, glyph.box))]


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
