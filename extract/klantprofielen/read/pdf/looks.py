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
    return not all(_is_transparent(getter, text_object) for getter in getters)


def _is_transparent(getter: Callable[..., int], text_object: c.FPDF_PAGEOBJECT) -> bool:
    """Whether a colour lets everything through, by itself or by the graphics state (opacity 0)."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    return bool(getter(text_object, red, green, blue, alpha)) and alpha.value == 0


def ink_of(text_page: c.FPDF_TEXTPAGE, index: int, text_object: c.FPDF_PAGEOBJECT) -> tuple[int, int, int] | None:
    """The colour that a character is painted with: of its outline where that is all there is of it to be seen."""
    mode = c.FPDFTextObj_GetTextRenderMode(text_object) if text_object else c.FPDF_TEXTRENDERMODE_FILL
    filled = _colour(c.FPDFText_GetFillColor, text_page, index)
    if mode in _OUTLINED_MODES or (mode in _FILLED_AND_OUTLINED_MODES and filled == _WHITE):
        return _colour(c.FPDFText_GetStrokeColor, text_page, index)
    return filled


def _colour(getter: Callable[..., int], text_page: c.FPDF_TEXTPAGE, index: int) -> tuple[int, int, int] | None:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not getter(text_page, index, red, green, blue, alpha):
        return None
    # Text that lets the paper through is paler than its colour.
    return (
        _over_paper(red.value, alpha.value),
        _over_paper(green.value, alpha.value),
        _over_paper(blue.value, alpha.value),
    )


def _over_paper(part: int, alpha: int) -> int:
    return OPAQUE - alpha * (OPAQUE - part) // OPAQUE


def is_type3(font: c.FPDF_FONT) -> bool:
    """Whether a font's glyphs are small drawings of the document: the one kind that is always there and has no name."""
    return bool(c.FPDFFont_GetIsEmbedded(font) == 1 and c.FPDFFont_GetBaseFontName(font, None, 0) <= 1)
