"""The picture that a link to a region or the country shows where it is shared: name, figure, quarter."""

from __future__ import annotations

import io
from functools import cache

from PIL import Image, ImageDraw, ImageFont

_SIZE = (1200, 630)
_PAPER, _INK, _SOFT, _ACCENT = "#ffffff", "#14212b", "#4d5b66", "#0b4a7f"
_MARGIN = 80
_COLOURS = 32


def draw_card(kind: str, name: str, figure: str, meaning: str, source: str) -> bytes:
    """The picture as PNG, 1200 by 630: what most places that show links ask for."""
    image = Image.new("RGB", _SIZE, _PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 18, _SIZE[1]), fill=_ACCENT)
    pen.text((_MARGIN, 70), kind, _SOFT, _font(34))
    pen.text((_MARGIN, 116), name, _INK, _fitting(name, 84))
    pen.text((_MARGIN, 250), figure, _ACCENT, _font(170))
    pen.text((_MARGIN, 460), meaning, _INK, _fitting(meaning, 38))
    pen.text((_MARGIN, 545), source, _SOFT, _fitting(source, 26))
    stream = io.BytesIO()
    image.quantize(_COLOURS).save(stream, "PNG", optimize=True)
    return stream.getvalue()


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The font that Pillow brings: a card looks the same wherever it is made."""
    return ImageFont.load_default(size)


def _fitting(text: str, size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The font in the largest size, up to that one, in which the text fits on its line."""
    while size > 1 and _font(size).getlength(text) > _SIZE[0] - 2 * _MARGIN:
        size -= 2
    return _font(size)
