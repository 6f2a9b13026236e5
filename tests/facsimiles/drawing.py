"""A page as a list of things to draw, in the order in which they enter the content stream.

Coordinates are points from the top left corner of the page, y downwards; text stands on its baseline.
"""

from __future__ import annotations

from dataclasses import dataclass

BLACK = (0.0, 0.0, 0.0)
GREY = (0.45, 0.45, 0.45)
WHITE = (1.0, 1.0, 1.0)
BLUE = (0.0, 0.37, 0.67)

Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Text:
    """A run of glyphs.

    `mode` is the text rendering mode (3 is invisible); `angle` turns the text anticlockwise, in degrees;
    `spacing` is the room added after each glyph, in points.
    """

    x: float
    y: float
    text: str
    size: float = 9
    face: str = "vera"
    colour: Colour = BLACK
    mode: int = 0
    angle: float = 0
    spacing: float = 0
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Curves:
    """Words drawn as the outlines of their glyphs: to be seen, but no text."""

    x: float
    y: float
    text: str
    size: float = 9
    face: str = "vera"
    colour: Colour = BLACK


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float = 0.5
    colour: Colour = GREY


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle."""

    x0: float
    y0: float
    x1: float
    y1: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Link:
    """A clickable rectangle that leads to the top of the first page."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG image stretched over a rectangle."""

    x0: float
    y0: float
    x1: float
    y1: float
    png: bytes


Draw = Text | Curves | Stroke | Fill | Link | Picture


@dataclass(frozen=True, slots=True)
class Page:
    """A page of `width` by `height` points."""

    width: float
    height: float
    draws: tuple[Draw, ...]


A4 = (595.28, 841.89)
