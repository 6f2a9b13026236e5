"""The typefaces that the engines draw with: where each comes from, how wide a text is, what its outlines are.

`vera` ships with reportlab, `helvetica` with every PDF viewer; the others may be missing from a machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import reportlab
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont as OutlineFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

BUNDLED = Path(reportlab.__file__).parent / "fonts"
_SYSTEM = Path("/usr/share/fonts/truetype")
_FILES = {
    "vera": BUNDLED / "Vera.ttf",
    "vera-bold": BUNDLED / "VeraBd.ttf",
    "vera-italic": BUNDLED / "VeraIt.ttf",
    "dejavu": _SYSTEM / "dejavu" / "DejaVuSans.ttf",
    "dejavu-bold": _SYSTEM / "dejavu" / "DejaVuSans-Bold.ttf",
    "liberation": _SYSTEM / "liberation" / "LiberationSerif-Regular.ttf",
    "liberation-bold": _SYSTEM / "liberation" / "LiberationSerif-Bold.ttf",
}
_BUILT_IN = {
    "helvetica": "Helvetica",
    "helvetica-bold": "Helvetica-Bold",
    "helvetica-italic": "Helvetica-Oblique",
}

Outline = list[tuple[str, tuple[float, ...]]]


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface as reportlab knows it, and its file if it is embedded."""

    name: str
    file: Path | None


@cache
def face_of(name: str) -> Face:
    """The typeface of that name, registered with reportlab. KeyError for a name that is not kept here."""
    if name in _BUILT_IN:
        return Face(_BUILT_IN[name], None)
    pdfmetrics.registerFont(TTFont(name, _FILES[name]))
    return Face(name, _FILES[name])


def is_at_hand(name: str) -> bool:
    """Whether this machine can draw with the typeface of that name."""
    return name in _BUILT_IN or _FILES[name].exists()


def width_of(text: str, face: str, size: float, spacing: float = 0) -> float:
    """The width of a text in points, with `spacing` points after each glyph but the last."""
    return float(pdfmetrics.stringWidth(text, face_of(face).name, size)) + spacing * max(len(text) - 1, 0)


class _Recorder(BasePen):
    """Keeps a glyph's outline as moves, lines and cubic curves in em units."""

    def __init__(self, glyphs: object) -> None:
        super().__init__(glyphs)
        self.outline: Outline = []

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.outline.append(("move", pt))

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.outline.append(("line", pt))

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self.outline.append(("curve", tuple(part for point in points for part in point)))

    def _closePath(self) -> None:  # noqa: N802
        self.outline.append(("close", ()))


@cache
def _glyphs_of(face: str) -> tuple[OutlineFont, object]:
    font = OutlineFont(_FILES[face])
    return font, font.getGlyphSet()


def outline_of(text: str, face: str, size: float) -> Outline:
    """The outlines of a text set from (0, 0) to the right, y upwards, in points."""
    font, glyphs = _glyphs_of(face)
    scale = size / font["head"].unitsPerEm
    names = font.getBestCmap()
    outline: Outline = []
    for place, letter in enumerate(text):
        pen = _Recorder(glyphs)
        glyphs[names[ord(letter)]].draw(pen)
        left = width_of(text[:place], face, size)
        for kind, points in pen.outline:
            shifted = tuple(value * scale + (left if axis % 2 == 0 else 0) for axis, value in enumerate(points))
            outline.append((kind, shifted))
    return outline
