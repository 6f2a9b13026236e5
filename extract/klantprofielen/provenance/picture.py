"""Shows a printed place as it stands in its document: a crop of the page with outlines, or a transcript's lines."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal

import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFont

from klantprofielen.geometry import Box
from klantprofielen.home import Home
from klantprofielen.provenance.proof import ProofCell
from klantprofielen.read.sources import FileKind, kind_of
from klantprofielen.storage import hash_file

PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp", ".gif", ".pdf")
_SCALE = 2.0
_MOST_PIXELS = 40_000_000
# Around the cells, in points: enough to see the rows above and below.
_MARGIN = 40.0
_GAP = 1.5
_COUNTED = (208, 0, 0)
_VERIFYING = (0, 80, 200)
_CAPTION_SIZE = 18
_CAPTION_MARGIN = 12
_CAPTION_LINE = (120, 120, 120)


class MovedError(Exception):
    """The document is no longer where it was read."""


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """A line of a transcript, counted from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page as it is shown, `scale` pixels a point; width and height are in points."""

    image: Image.Image
    scale: float
    width: float
    height: float


def find_original(sha256: str, address: str, home: Home, elsewhere: Path | None = None) -> Path:
    """The file with a document's very bytes.

    Args:
        sha256: of the bytes.
        address: the path of the file that was read.
        home: where a relative address may start, and whose archive keeps what was fetched.
        elsewhere: where to look instead of the address that it was read from.

    Raises:
        MovedError: it is not there, or has become another document.
    """
    there = files_of(sha256, address, home) if elsewhere is None else [path for path in [elsewhere] if path.is_file()]
    if not there:
        raise MovedError(
            f"{elsewhere or address} is not there, so the place cannot be shown; say where with --document FILE."
        )
    for path in there:
        if hash_file(path) == sha256:
            return path
    raise MovedError(f"{there[0]} holds another document now, so the place cannot be shown; find it by its sha256.")


def files_of(sha256: str, address: str, home: Home) -> list[Path]:
    """The files that may hold a document's bytes: where it was read, also from the home on, and in the archive."""
    kept = home.archive / "documents" / sha256[:2] / sha256
    places = [Path(address), home.path / address, *kept.glob("*")]
    return [path for path in places if path.is_file()]


def is_transcript(path: Path) -> bool:
    """Whether the document is text, whose boxes count lines."""
    return kind_of(path) is FileKind.TRANSCRIPT


def lines_of(path: Path, tops: Iterable[float]) -> list[TranscriptLine]:
    """The lines of a transcript in which cells stand whose boxes begin there."""
    lines = path.read_bytes().decode("utf-8-sig").splitlines()
    numbers = sorted({int(top) for top in tops})
    return [TranscriptLine(number + 1, lines[number]) for number in numbers if number < len(lines)]


def draw_page(path: Path, page_number: int, scale: float, most_pixels: int, mode: Literal["RGB", "L"]) -> DrawnPage:
    """Draws a page as it is shown, with what its fields show; a large one on a smaller scale, within `most_pixels`."""
    document = pdfium.PdfDocument(path)
    try:
        document.init_forms()
        page = document[page_number - 1]
        width, height = page.get_size()
        scale = min(scale, math.sqrt(most_pixels / (width * height)))
        image = page.render(scale=scale, grayscale=mode == "L").to_pil().convert(mode)
        return DrawnPage(image, scale, width, height)
    finally:
        document.close()


def by_page(cells: Sequence[ProofCell]) -> Iterator[tuple[tuple[str, int], list[ProofCell]]]:
    """The cells of each page: the publication, its page, and what stands there."""

    def page_of(cell: ProofCell) -> tuple[str, int]:
        return cell.publication_id, cell.page

    for page, on_it in groupby(sorted(cells, key=page_of), key=page_of):
        yield page, list(on_it)


def write_picture(
    path: Path,
    page_number: int,
    cells: Sequence[ProofCell],
    picture: Path,
    *,
    table: Box | None = None,
    caption: str = "",
) -> None:
    """Draws the cells of one page as it is shown (boxes are in its points) and writes the stretch around them.

    What counts is outlined in red, what only verifies it in blue. The stretch begins above `table`, the printed rows
    and the heading, so that the header is in it; `caption` stands below it.
    """
    page = draw_page(path, page_number, _SCALE, _MOST_PIXELS, "RGB")
    shown, scale = page.image, page.scale
    tops = [cell.box.top for cell in cells] + ([] if table is None else [table.top])
    top = max(0, round(scale * (min(tops) - _MARGIN)))
    bottom = min(shown.height, round(scale * (max(cell.box.bottom for cell in cells) + _MARGIN)))
    _outline(shown, scale, cells)
    with_caption(shown.crop((0, top, shown.width, bottom)), caption).save(picture)


def _outline(shown: Image.Image, scale: float, cells: Sequence[ProofCell]) -> None:
    pen = ImageDraw.Draw(shown)
    for cell in cells:
        box = cell.box
        corners = (box.x0 - _GAP, box.top - _GAP, box.x1 + _GAP, box.bottom + _GAP)
        colour = _VERIFYING if cell.evidence in {"total row", "footnote"} else _COUNTED
        pen.rectangle([scale * corner for corner in corners], outline=colour, width=2)


def with_caption(shown: Image.Image, caption: str) -> Image.Image:
    """The picture with a line or more of text below it."""
    if not caption:
        return shown
    font = ImageFont.load_default(_CAPTION_SIZE)
    letters = max(1, int((shown.width - 2 * _CAPTION_MARGIN) / font.getlength("n")))
    lines = [line for part in caption.splitlines() for line in textwrap.wrap(part, letters)]
    height = round(len(lines) * _CAPTION_SIZE * 1.4) + 2 * _CAPTION_MARGIN
    whole = Image.new("RGB", (shown.width, shown.height + height), "white")
    whole.paste(shown, (0, 0))
    pen = ImageDraw.Draw(whole)
    pen.line([(0, shown.height), (shown.width, shown.height)], fill=_CAPTION_LINE)
    pen.multiline_text(
        (_CAPTION_MARGIN, shown.height + _CAPTION_MARGIN), "\n".join(lines), fill="black", font=font, spacing=6
    )
    return whole
