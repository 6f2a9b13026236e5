"""Words as drawings, for headers that are seen but hold no text: as curves (SVG) and as a picture (PNG)."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFont

from facsimiles.faces import face_of, outline_of, width_of

_SCALE = 4
_LETTERS = {"move": "M", "line": "L", "curve": "C", "close": "Z"}


def size_of(text: str, face: str, size: float) -> tuple[float, float]:
    """Width and height in points of a text's drawing; its lines stand under each other."""
    lines = text.split("\n")
    return max(width_of(line, face, size) for line in lines), size * 1.35 * len(lines)


def as_svg(text: str, face: str, size: float) -> bytes:
    """The outlines of a text."""
    width, height = size_of(text, face, size)
    parts = []
    for number, line in enumerate(text.split("\n")):
        base = size * (1 + 1.35 * number)
        for kind, points in outline_of(line, face, size):
            placed = (part if axis % 2 == 0 else base - part for axis, part in enumerate(points))
            parts.append(_LETTERS[kind] + " ".join(f"{part:.2f}" for part in placed))
    view = f'viewBox="0 0 {width:.2f} {height:.2f}" width="{width:.2f}pt" height="{height:.2f}pt"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {view}><path d="{"".join(parts)}"/></svg>'.encode()


def as_png(text: str, face: str, size: float, ink: tuple[int, int, int] = (0, 0, 0)) -> bytes:
    """A picture of a text on a transparent ground."""
    width, height = size_of(text, face, size)
    image = Image.new("RGBA", (max(round(width * _SCALE), 1), max(round(height * _SCALE), 1)))
    font = ImageFont.truetype(str(face_of(face).file), round(size * _SCALE))
    ImageDraw.Draw(image).multiline_text((0, 0), text, (*ink, 255), font)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
