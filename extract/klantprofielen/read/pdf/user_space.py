"""From a PDF's user space (y upward, before rotation) to the page as it is shown."""

from __future__ import annotations

import math
from dataclasses import dataclass

from klantprofielen.geometry import Box

# Text within so many degrees of a quarter turn counts as turned by it.
_TURN_TOLERANCE = 6.0


@dataclass(frozen=True, slots=True)
class PageFrame:
    """The visible rectangle of a page in user space, and its clockwise rotation in degrees."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as it is shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.rotation % 180 else (width, height)

    def shown(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A rectangle of user space in shown-page coordinates (points, y downward)."""
        if x1 < x0:
            x0, x1 = x1, x0
        if y1 < y0:
            y0, y1 = y1, y0
        upright = Box(x0 - self.left, self.top - y1, x1 - self.left, self.top - y0)
        if self.rotation == 0:
            return upright
        return upright.turned(self.rotation // 90, self.right - self.left, self.top - self.bottom)


def quarter_turns(a: float, b: float, rotation: int) -> int | None:
    """How text with a matrix of that first row is turned clockwise on the shown page; None when askew."""
    if not (math.isfinite(a) and math.isfinite(b)):
        return None  # a spoiled matrix: the text stands nowhere
    degrees = -math.degrees(math.atan2(b, a)) + rotation
    turns = round(degrees / 90)
    return turns % 4 if abs(degrees - 90 * turns) <= _TURN_TOLERANCE else None
