"""How PDFium paints a character: by which kind of font, in which colour, as a fill or an outline, or not at all."""

from __future__ import annotations

import ctypes
from collections.abc import Callable

import pypdfium2.raw as c

OPAQUE = 255
_INVISIBLE_MODES = {c.FPDF_TEXTRENDERMODE_INVISIBLE, c.FPDF_TEXTRENDERMODE_CLIP}
_OUTLINED_MODES = {c.FPDF_TEXTRENDERMODE_STROKE, c.FPDF_TEXTRENDERMODE_STROKE_CLIP}
_FILLED_AND_OUTLINED_MODES = {c.FPDF_TEXTRENDERMODE_FILL_STROKE, c.FPDF_TEXTRENDERMODE_FILL_STROKE_CLIP}
_WHITE = (OPAQUE, OPAQUE, OPAQUE)


def is_drawn(text_object: c.FPDF_PAGEOBJECT) -> bool:
    """Whether text is painted at all, and not only placed or fully transparent."""
    if not text_object:
        return True
    mode = c.FPDFTextObj_GetTextRenderMode(text_object)
    if mode in _INVISIBLE_MODES:
        return False
    getters = [] if mode in _OUTLINED_MODES else [c.FPDFPageObj_GetFillColor]
    getters += [c.FPDFPageObj_GetStrokeColor] if mode in _OUTLINED_MODES | _FILLED_AND_OUTLINED_MODES else []
    # A colour lets everything through by itself, or by the graphics state (opacity 0).
    return not all((colour := rgba(getter, text_object)) and colour[3] == 0 for getter in getters)


def rgba(getter: Callable[..., int], *of: object) -> list[int] | None:
    """A colour as PDFium tells it: red, green, blue, opacity; None where it does not."""
    parts = [ctypes.c_uint() for _ in range(4)]
    return [part.value for part in parts] if getter(*of, *parts) else None


def ink_of(text_page: c.FPDF_TEXTPAGE, index: int, text_object: c.FPDF_PAGEOBJECT) -> tuple[int, int, int] | None:
    """The colour that a character is painted with: of its outline where that is all there is of it to be seen."""
    mode = c.FPDFTextObj_GetTextRenderMode(text_object) if text_object else c.FPDF_TEXTRENDERMODE_FILL
    filled = _colour(c.FPDFText_GetFillColor, text_page, index)
    if mode in _OUTLINED_MODES or (mode in _FILLED_AND_OUTLINED_MODES and filled == _WHITE):
        return _colour(c.FPDFText_GetStrokeColor, text_page, index)
    return filled


def _colour(getter: Callable[..., int], text_page: c.FPDF_TEXTPAGE, index: int) -> tuple[int, int, int] | None:
    colour = rgba(getter, text_page, index)
    if colour is None:
        return None
    # Text that lets the paper through is paler than its colour.
    red, green, blue = (OPAQUE - colour[3] * (OPAQUE - part) // OPAQUE for part in colour[:3])
    return red, green, blue


def is_type3(font: c.FPDF_FONT) -> bool:
    """Whether a font's glyphs are small drawings of the document: the one kind that is always there and has no name."""
    return bool(c.FPDFFont_GetIsEmbedded(font) == 1 and c.FPDFFont_GetBaseFontName(font, None, 0) <= 1)
