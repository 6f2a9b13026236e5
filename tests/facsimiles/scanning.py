"""Documents as scanners and text recognition leave them: a picture of the page, its text invisible on top."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass

import pikepdf
import pypdfium2
from PIL import Image, ImageFilter

# Text that is not painted; what else the page draws is under the picture.
_INVISIBLE = b"3 Tr "


@dataclass(frozen=True, slots=True)
class Scanner:
    """How a page is scanned: dots to an inch, how much it blurs (in dots), grain (of 255), tilt in degrees."""

    resolution: int = 200
    blur: float = 0.0
    grain: int = 0
    tilt: float = 0.0


def scanned(shown: bytes, said: bytes, scanner: Scanner, *, stretch: int = 100) -> bytes:
    """The pages of one document as pictures, with the text of the other as their text layer.

    `stretch` is how wide the layer's type is, in hundredths of what it was: text recognition sets no digit where it is.
    """
    pictures = [_picture(page, scanner) for page in pypdfium2.PdfDocument(shown)]
    under = io.BytesIO()
    pictures[0].save(under, "PDF", resolution=scanner.resolution, save_all=True, append_images=pictures[1:], quality=75)
    into = io.BytesIO()
    with pikepdf.open(io.BytesIO(said)) as document, pikepdf.open(under) as scan:
        for page, picture in zip(document.pages, scan.pages, strict=True):
            page.contents_coalesce()
            layer = page.Contents.read_bytes().replace(b"BT ", b"BT %d Tz " % stretch)
            page.Contents = document.make_stream(_INVISIBLE + layer)
            page.add_overlay(picture)
        document.save(into)
    return into.getvalue()


def _picture(page: pypdfium2.PdfPage, scanner: Scanner) -> Image.Image:
    image = page.render(scale=scanner.resolution / 72).to_pil().convert("L")
    image = image.rotate(scanner.tilt, resample=Image.Resampling.BICUBIC, fillcolor=255)
    image = image.filter(ImageFilter.GaussianBlur(scanner.blur))
    rng = random.Random(image.width)
    grain = Image.frombytes(
        "L",
        image.size,
        bytes(rng.choices(range(256 - scanner.grain, 256), k=image.width * image.height))
        if scanner.grain
        else b"\xff" * (image.width * image.height),
    )
    return Image.composite(image, grain, image.point(lambda light: 255 if light < 200 else 0))
