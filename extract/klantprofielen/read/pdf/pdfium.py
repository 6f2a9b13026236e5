"""The first reader: glyphs and pictures of pages from PDFium."""

from __future__ import annotations

import ctypes
import itertools
import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as c

from klantprofielen.errors import DeclinedError, Reason
from klantprofielen.geometry import UNMAPPED, Box, Glyph
from klantprofielen.read.limits import Limits
from klantprofielen.read.pdf.clips import clips_of, is_outside
from klantprofielen.read.pdf.codes import meant_by, of_numbered_glyph
from klantprofielen.read.pdf.ink import PagePicture
from klantprofielen.read.pdf.looks import OPAQUE, ink_of, is_drawn, is_type3, rgba
from klantprofielen.read.pdf.page_objects import address_of, objects_of, parts_of
from klantprofielen.read.pdf.user_space import PageFrame, quarter_turns

# What PDFium puts for a hyphen at the end of a line.
_LINE_END_HYPHENS = {0x0002, 0xFFFE}
_RECTANGLE_SEGMENTS = 6
# In font sizes: how far a character may lie off its text's baseline, and how wide a letter of a ligature is taken.
_OFF_BASELINE = 2.0
_LETTER_WIDTH = 0.25
# A page picture has about this many pixels to a point, and never more than so many in all.
_PICTURE_SCALE = 2.5
_LEAST_PIXELS, _MOST_PIXELS = 1_000_000, 12_000_000
# In pixels: no picture is longer, however narrow its page.
_MOST_SIDE = 20_000
# In square points: no paper is smaller; such a page has a unit of its own, and so many pixels.
_LEAST_PAPER, _UNIT_PIXELS = 60_000, 6_000_000
# Heights of type, in font sizes, that a font may give; others are false.
_LEAST_HEIGHT, _MOST_HEIGHT = 0.4, 1.5
# In font sizes: where a letter is taken to reach above and below its baseline when the font does not say.
_ASCENT, _DESCENT = 0.78, 0.22
_MARK_BYTES = 512
# Of a glyph's width: what is thinner strikes it through, and does not cover it.
_LEAST_COVER = 0.35


@contextmanager
def opened(data: bytes, limits: Limits, *, with_form: bool = True) -> Iterator[pdfium.PdfDocument]:
    """Opens a PDF from memory, `with_form` so that a form's fields are drawn in pictures of its pages.

    Raises:
        DeclinedError: damaged, encrypted or too_many_pages.
    """
    try:
        document = pdfium.PdfDocument(data)
        if with_form:
            document.init_forms()
    except pdfium.PdfiumError as error:
        raise _declined(error) from error
    with closing(document):
        if len(document) > limits.pages:
            raise DeclinedError(
                Reason.TOO_MANY_PAGES,
                f"The document has {len(document)} pages; at most {limits.pages} are read (--max-pages).",
            )
        if len(document) == 0:
            raise DeclinedError(Reason.DAMAGED, "The document has no pages; fetch it again from its source.")
        yield document


def _declined(error: pdfium.PdfiumError) -> DeclinedError:
    code = getattr(error, "err_code", None)
    if code in {c.FPDF_ERR_PASSWORD, c.FPDF_ERR_SECURITY}:
        return DeclinedError(
            Reason.ENCRYPTED, "The document asks for a password; save it without one and extract again."
        )
    return DeclinedError(
        Reason.DAMAGED, f"The PDF's structure cannot be read ({error}); fetch it again from its source."
    )


def page_of(document: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    """A page of an open document.

    Raises:
        DeclinedError: damaged.
    """
    try:
        return document[index]
    except pdfium.PdfiumError as error:
        raise _declined(error) from error


def frame_of(page: pdfium.PdfPage) -> PageFrame:
    """The page's place in user space, as it is shown."""
    left, bottom, right, top = page.get_bbox()
    return PageFrame(left, bottom, right, top, page.get_rotation())


def picture_of(page: pdfium.PdfPage) -> PagePicture:
    """The page as a person sees it; the next picture is drawn over it.

    Raises:
        DeclinedError: damaged.
    """
    width, height = page.get_size()
    area = max(width * height, 1.0)
    # A page in a unit of its own has as many pixels as one of its size in points.
    least = _LEAST_PIXELS if area >= _LEAST_PAPER else _UNIT_PIXELS
    scale = max(_PICTURE_SCALE, math.sqrt(least / area))
    scale = min(scale, math.sqrt(_MOST_PIXELS / area), _MOST_SIDE / max(width, height, 1.0))
    try:
        bitmap = page.render(scale=scale, prefer_bgrx=True, bitmap_maker=_bitmap)
    except pdfium.PdfiumError as error:
        raise _declined(error) from error
    with closing(bitmap):
        return PagePicture(bitmap.to_numpy().view(np.uint32)[..., 0], scale)


def _bitmap(width: int, height: int, format: int, rev_byteorder: bool) -> pdfium.PdfBitmap:  # noqa: A002 - its word
    """A bitmap in memory that one picture after the other is drawn in: fresh memory costs more than the drawing."""
    memory = _memory(1 + (4 * width * height >> 20))
    return pdfium.PdfBitmap.new_native(width, height, format, rev_byteorder, memory)


@lru_cache(maxsize=1)
def _memory(megabytes: int) -> ctypes.Array[ctypes.c_ubyte]:
    return (ctypes.c_ubyte * (megabytes << 20))()


def glyphs_of(page: pdfium.PdfPage, limits: Limits) -> list[Glyph]:
    """The page's glyphs in stream order, in shown-page coordinates.

    Raises:
        DeclinedError: too_many_objects.
    """
    frame = frame_of(page)
    covers = _covers(page, frame)
    with closing(page.get_textpage()) as text_page:
        count = text_page.count_chars()
        if count > limits.glyphs:
            raise DeclinedError(
                Reason.TOO_MANY_OBJECTS,
                f"A page holds {count} characters; at most {limits.glyphs} are read (--max-glyphs).",
            )
        characters = _Characters(text_page.raw, frame, covers)
        glyphs: list[Glyph] = []
        for index in range(count):
            glyph = characters.glyph(index, glyphs[-1] if glyphs else None)
            if glyph is not None:
                glyphs.append(glyph)
        return glyphs


@dataclass(frozen=True)
class _Covers:
    """What is painted when: the place of every object in the painting order, and the boxes painted over.

    Attributes:
        places: the place in the painting order of each of the boxes, from the first to the last.
        unshown: the objects in layers that are switched off.
        clips: by text object, the boxes that leave it free.
    """

    order: dict[int, int]
    places: list[int]
    boxes: list[Box]
    unshown: frozenset[int]
    clips: Mapping[int, tuple[Box, ...]]

    def hide(self, text_object: int, box: Box) -> bool:
        """Whether a text object is not shown, clips leave its glyph out, or something opaque is painted over that."""
        if text_object in self.unshown or is_outside(box, self.clips.get(text_object, ())):
            return True
        place = self.order.get(text_object)
        if place is None or not self.places or self.places[-1] <= place:
            return False
        least = _LEAST_COVER * min(box.width, box.height)
        later = self.boxes[bisect_right(self.places, place) :]
        return any(cover.has_middle_of(box) and min(cover.width, cover.height) >= least for cover in later)


def _covers(page: pdfium.PdfPage, frame: PageFrame) -> _Covers:
    order: dict[int, int] = {}
    places: list[int] = []
    boxes: list[Box] = []
    unshown = frozenset(map(address_of, _in_layers_off(page)))
    for place, item in enumerate(objects_of(page)):
        order[address_of(item)] = place
        if address_of(item) not in unshown and _is_opaque(item):
            left, bottom, right, top = (ctypes.c_float() for _ in range(4))
            if c.FPDFPageObj_GetBounds(item, left, bottom, right, top):
                places.append(place)
                boxes.append(frame.shown(left.value, bottom.value, right.value, top.value))
    return _Covers(order, places, boxes, unshown, clips_of(page, frame))


def _in_layers_off(page: pdfium.PdfPage) -> list[c.FPDF_PAGEOBJECT]:
    """The objects in optional content that is not shown: the page looks the same without them.

    PDFium does not tell whether a layer is switched on, but paints the page as it is shown.
    """
    layers: dict[bytes, list[c.FPDF_PAGEOBJECT]] = {}
    for item in objects_of(page):
        for part, layer in _with_layers(item, None):
            layers.setdefault(layer, []).append(part)
    if not layers:
        return []
    shown = _painted(page)
    unshown: list[c.FPDF_PAGEOBJECT] = []
    for items in layers.values():
        for item in items:
            c.FPDFPageObj_SetIsActive(item, 0)
        if _painted(page) == shown:
            unshown += items
        for item in items:
            c.FPDFPageObj_SetIsActive(item, 1)
    return unshown


def _with_layers(item: c.FPDF_PAGEOBJECT, around_it: bytes | None) -> Iterator[tuple[c.FPDF_PAGEOBJECT, bytes]]:
    """An object and, of a form, all that it holds, as far as they are optional content: each with its layer."""
    layer = _layer_of(item) or around_it
    if layer is not None:
        yield item, layer
    if c.FPDFPageObj_GetType(item) == c.FPDF_PAGEOBJ_FORM:
        for part in parts_of(item):
            yield from _with_layers(part, layer)


def _layer_of(item: c.FPDF_PAGEOBJECT) -> bytes | None:
    """What the mark of optional content around an object says, None for an object that is always shown."""
    for index in range(c.FPDFPageObj_CountMarks(item)):
        mark = c.FPDFPageObj_GetMark(item, index)
        if _mark_text(c.FPDFPageObjMark_GetName, mark) == "OC".encode("utf-16-le"):
            return _mark_text(c.FPDFPageObjMark_GetParamStringValue, mark, b"Name") or b"unnamed"
    return None


def _mark_text(getter: Callable[..., int], mark: c.FPDF_PAGEOBJECTMARK, *key: bytes) -> bytes:
    length = ctypes.c_ulong()
    text = ctypes.create_string_buffer(_MARK_BYTES)
    if not getter(mark, *key, ctypes.cast(text, ctypes.POINTER(c.FPDF_WCHAR)), _MARK_BYTES, length):
        return b""
    return text.raw[: max(length.value - 2, 0)]


def _painted(page: pdfium.PdfPage) -> bytes:
    """The page's pixels as it is shown."""
    width, height = page.get_size()
    scale = min(math.sqrt(_LEAST_PIXELS / max(width * height, 1.0)), _MOST_SIDE / max(width, height, 1.0))
    with closing(page.render(scale=scale)) as bitmap:
        return bytes(bitmap.buffer)


def _is_opaque(item: c.FPDF_PAGEOBJECT) -> bool:
    """Whether an object hides what is under all of its box: a picture, or a filled rectangle."""
    kind = c.FPDFPageObj_GetType(item)
    if kind == c.FPDF_PAGEOBJ_IMAGE:
        return True
    if kind != c.FPDF_PAGEOBJ_PATH or not 0 < c.FPDFPath_CountSegments(item) <= _RECTANGLE_SEGMENTS:
        return False
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not c.FPDFPath_GetDrawMode(item, fill, stroke) or fill.value == c.FPDF_FILLMODE_NONE:
        return False
    colour = rgba(c.FPDFPageObj_GetFillColor, item)
    return colour is not None and colour[3] == OPAQUE


class _Characters:
    """The characters of one page; what PDFium fills in is made once and used for all of them."""

    def __init__(self, text_page: c.FPDF_TEXTPAGE, frame: PageFrame, covers: _Covers) -> None:
        self._page = text_page
        self._frame = frame
        self._covers = covers
        self._matrix = c.FS_MATRIX()
        self._loose = c.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        # By text object: the colour that it is painted with, whether it is drawn at all, and its font.
        self._looks: dict[int, tuple[tuple[int, int, int] | None, bool, int]] = {}
        # By font: whether it may number its glyphs instead of naming them.
        self._is_type3: dict[int, bool] = {0: False}
        # By font: its number, in the order in which they are met.
        self._fonts: defaultdict[int, int] = defaultdict(itertools.count(1).__next__)
        self._turns: dict[tuple[float, float], int | None] = {}

    def glyph(self, index: int, before: Glyph | None) -> Glyph | None:
        """One character; None for what PDFium made up itself (spaces and line ends)."""
        if c.FPDFText_IsGenerated(self._page, index) == 1:
            return None
        matrix, loose = self._matrix, self._loose
        c.FPDFText_GetMatrix(self._page, index, matrix)
        own = c.FPDFText_GetFontSize(self._page, index)
        # A negative size turns the text round once more.
        a, b = (matrix.a, matrix.b) if own >= 0 else (-matrix.a, -matrix.b)
        if (a, b) not in self._turns:
            self._turns[a, b] = quarter_turns(a, b, self._frame.rotation)
        turns = self._turns[a, b]
        c.FPDFText_GetLooseCharBox(self._page, index, loose)
        box = self._frame.shown(loose.left, loose.bottom, loose.right, loose.top)
        size = box.width if turns in {1, 3} else box.height
        scaled = abs(own) * math.hypot(a, b)
        if turns is not None and not _LEAST_HEIGHT * scaled <= size <= _MOST_HEIGHT * scaled:
            box, size = self._without_metrics(index, own), scaled
        if before is not None and self._has_strayed(index, a, b, before.size):
            box, size = _directly_after(before), before.size
        if not 0 < size < math.inf or not math.isfinite(box.x0 + box.x1 + box.top + box.bottom):
            return None
        text_object = c.FPDFText_GetTextObject(self._page, index)
        address = address_of(text_object)
        if address not in self._looks:
            drawn_by = c.FPDFTextObj_GetFont(text_object) if address else None
            font = self._fonts[address_of(drawn_by)] if address else 0
            if font not in self._is_type3:
                self._is_type3[font] = is_type3(drawn_by)
            self._looks[address] = ink_of(self._page, index, text_object), is_drawn(text_object), font
        ink, is_painted, font = self._looks[address]
        code = c.FPDFText_GetUnicode(self._page, index)
        text, is_numbered = _text(self._page, index, code), False
        if text == UNMAPPED and self._is_type3[font]:
            text, is_numbered = of_numbered_glyph(code) or UNMAPPED, True
        return Glyph(
            text=text,
            box=box,
            size=size,
            quarter_turns=turns,
            ink=ink if address else ink_of(self._page, index, text_object),
            is_painted=is_painted and not (address and self._covers.hide(address, box)),
            font=font,
            is_numbered=is_numbered,
            by_number=meant_by(chr(code)) if text == UNMAPPED and code else "",
        )

    def _without_metrics(self, index: int, size: float) -> Box:
        """The box of a character of a font whose ascent and descent are false: by its baseline and its size."""
        c.FPDFText_GetCharOrigin(self._page, index, self._x, self._y)
        loose = self._loose
        up_x, up_y = size * self._matrix.c, size * self._matrix.d
        ends_x = self._x.value - _DESCENT * up_x, self._x.value + _ASCENT * up_x
        ends_y = self._y.value - _DESCENT * up_y, self._y.value + _ASCENT * up_y
        if abs(up_y) >= abs(up_x):
            return self._frame.shown(loose.left, min(ends_y), loose.right, max(ends_y))
        return self._frame.shown(min(ends_x), loose.bottom, max(ends_x), loose.top)

    def _has_strayed(self, index: int, a: float, b: float, size: float) -> bool:
        """Whether a character's origin lies off the baseline of its own text.

        PDFium forgets a form's matrix for the letters of a ligature: their boxes are then somewhere else.
        """
        c.FPDFText_GetCharOrigin(self._page, index, self._x, self._y)
        across = (self._x.value - self._matrix.e) * -b + (self._y.value - self._matrix.f) * a
        return bool(abs(across) > _OFF_BASELINE * size * math.hypot(a, b))


def _directly_after(before: Glyph) -> Box:
    """The place of a narrow letter that follows a glyph, in its direction of writing."""
    box, step = before.box, _LETTER_WIDTH * before.size
    places = {
        0: Box(box.x1, box.top, box.x1 + step, box.bottom),
        1: Box(box.x0, box.bottom, box.x1, box.bottom + step),
        2: Box(box.x0 - step, box.top, box.x0, box.bottom),
        3: Box(box.x0, box.top - step, box.x1, box.top),
    }
    return places[before.quarter_turns or 0]


def _text(text_page: c.FPDF_TEXTPAGE, index: int, code: int) -> str:
    if code in _LINE_END_HYPHENS:
        return "-"
    if code == 0 or c.FPDFText_HasUnicodeMapError(text_page, index) == 1:
        return UNMAPPED
    return meant_by(chr(code))
