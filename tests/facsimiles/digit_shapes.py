"""Makes the shapes that the reader tells digits by, from the typefaces of this machine.

`python -m facsimiles.digit_shapes > extract/klantprofielen/read/pdf/digit_shapes.py`

Of each digit so many shapes are kept that every face has one near; see `klantprofielen.read.pdf.digits` for their use.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import matplotlib
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from facsimiles.faces import BUNDLED
from klantprofielen.read.pdf.digits import DIGITS, normal_shapes

_FOLDERS = (Path("/usr/share/fonts"), Path(matplotlib.get_data_path()) / "fonts" / "ttf", BUNDLED)
# Symbols, handwriting, and a face of boxes.
_LEFT_OUT = ("Sym", "cmex", "cmsy", "cmmi", "NonUni", "Math", "D050", "Z003", "Emoji", "LastResort", "Standard")
_SIZE = 64
# How far a face may be from the nearest shape that is kept.
_RADIUS = 0.32

_HEAD = '''"""Shapes of the ten digits: of each digit those of some faces, which stand for the many that look like them.

Twelve rows of eight cells, the darkness of each from 0 to f. Made by `facsimiles.digit_shapes`; not to be edited.
"""

# fmt: off
SHAPES: tuple[tuple[str, str], ...] = ('''


def _faces() -> Iterator[ImageFont.FreeTypeFont]:
    files = {path.name: path for folder in _FOLDERS for path in folder.rglob("*") if path.suffix in (".ttf", ".otf")}
    for name in sorted(files):
        if not any(word in name for word in _LEFT_OUT):
            yield ImageFont.truetype(str(files[name]), _SIZE)


def _drawn(face: ImageFont.FreeTypeFont, digit: str) -> NDArray[np.float64] | None:
    picture = Image.new("L", (2 * _SIZE, 2 * _SIZE))
    ImageDraw.Draw(picture).text((_SIZE // 2, _SIZE // 3), digit, fill=255, font=face)
    (shape,), (has_ink,) = normal_shapes(np.asarray(picture)[None] / 255.0, 1.0)
    return shape if has_ink else None


def _kept(shapes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Shapes so chosen that each of all is near to one of them: the most usual first, then the furthest off."""
    apart = np.linalg.norm(shapes[:, None] - shapes[None], axis=2)
    chosen = [int(apart.sum(axis=1).argmin())]
    while (nearest := apart[:, chosen].min(axis=1)).max() > _RADIUS:
        chosen.append(int(nearest.argmax()))
    return shapes[chosen]


def main() -> None:
    """The command line."""
    faces = list(_faces())
    print(_HEAD)
    for digit in DIGITS:
        drawn = [shape for face in faces if (shape := _drawn(face, digit)) is not None]
        for shape in _kept(np.array(drawn)):
            cells = "".join(f"{round(15 * value / shape.max()):x}" for value in shape)
            print(f'    ("{digit}", "{cells}"),')
    print(")")


if __name__ == "__main__":
    main()
