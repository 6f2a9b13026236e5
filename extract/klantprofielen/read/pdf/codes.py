"""What characters mean that a font gives no usual meaning: old-style figures, and glyphs that are only numbered."""

from __future__ import annotations

import unicodedata

from klantprofielen.geometry import UNMAPPED

# Adobe's glyph list gives old-style figures (`threeoldstyle`) codes of its own, in the private use area.
_OLD_STYLE = {chr(0xF730 + digit): str(digit) for digit in range(10)}
# A Type 3 font may name its glyphs by their codes alone (`a49`), as TeX's bitmap fonts do. Letters and figures are then
# ASCII's. Where ASCII has none, TeX's text encoding (OT1) has ligatures and accents.
_FIRST_PRINTED, _LAST_PRINTED = 0x20, 0x7E
_TEX_TEXT = {
    0x0B: "ff",
    0x0C: "fi",
    0x0D: "fl",
    0x0E: "ffi",
    0x0F: "ffl",
    0x10: "\N{LATIN SMALL LETTER DOTLESS I}",
    0x12: "\N{GRAVE ACCENT}",
    0x13: "\N{ACUTE ACCENT}",
    0x7F: "\N{DIAERESIS}",
}


def meant_by(text: str) -> str:
    """The text, or the digit that it is in old style; `UNMAPPED` for a control character, or for none."""
    if not text or (unicodedata.category(text[0]) == "Cc" and not text.isspace()):
        return UNMAPPED
    return _OLD_STYLE.get(text, text)


def of_numbered_glyph(code: int) -> str | None:
    """What a code means in a font that only numbers its glyphs; None where that is not known.

    Nothing but the picture proves a digit that is taken so.
    """
    if code in _TEX_TEXT:
        return _TEX_TEXT[code]
    return chr(code) if _FIRST_PRINTED <= code <= _LAST_PRINTED else None
