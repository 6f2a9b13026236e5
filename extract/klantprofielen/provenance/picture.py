"""Shows a printed place as it stands in its document: a crop of the page with outlines, or a transcript's lines."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from klantprofielen.provenance.proof import ProofCell, ProofDocument
from klantprofielen.storage import hash_file

PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp", ".gif", ".pdf")
_SCALE = 2.0
_MOST_PIXELS = 40_000_000
# Around the cells, in points: enough to see the rows above and below.
_MARGIN = 40.0
_GAP = 1.5
_COUNTED = (208, 0, 0)
_VERIFYING = (0, 80, 200)


class MovedError(Exception):
    """The document is no longer where it was read."""


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """A line of a transcript, counted from 1."""

    number: int
    text: str


def find_original(document: ProofDocument, elsewhere: Path | None) -> Path:
    """The file with the document's very bytes.

    Args:
        document: whose bytes are looked for.
        elsewhere: where to look instead of the address that it was read from.

    Raises:
        MovedError: it is not there, or has become another document.
    """
    path = elsewhere or Path(document.address)
    if not path.is_file():
        raise MovedError(f"{path} is not there, so the place cannot be shown; say where with --document FILE.")
    if hash_file(path) != document.sha256:
        raise MovedError(f"{path} holds another document now, so the place cannot be shown; find it by its sha256.")
    return path


def is_transcript(path: Path) -> bool:
    """Whether the document is text, whose boxes count lines."""
    return path.suffix.lower() == ".txt"


def lines_of(path: Path, cells: Iterable[ProofCell]) -> list[TranscriptLine]:
    """The lines of a transcript that hold the cells."""
    lines = path.read_bytes().decode("utf-8-sig").splitlines()
    return [TranscriptLine(number + 1, lines[number]) for number in sorted({int(cell.box.top) for cell in cells})]


def by_page(cells: Sequence[ProofCell]) -> Iterator[tuple[tuple[str, int], list[ProofCell]]]:
    """The cells of each page: the publication, its page, and what stands there."""

    def page_of(cell: ProofCell) -> tuple[str, int]:
        return cell.publication_id, cell.page

    for page, on_it in groupby(sorted(cells, key=page_of), key=page_of):
        yield page, list(on_it)


def write_picture(path: Path, page_number: int, cells: Sequence[ProofCell], picture: Path) -> None:
    """Draws the cells of one page as it is shown (boxes are in its points) and writes the stretch around them.

    What counts is outlined in red, what only verifies it in blue.
    """
    document = pdfium.PdfDocument(path)
    try:
        page = document[page_number - 1]
        width, height = page.get_size()
        scale = min(_SCALE, math.sqrt(_MOST_PIXELS / (width * height)))
        shown = page.render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()
    _outlined(shown, scale, cells).save(picture)


def _outlined(shown: Image.Image, scale: float, cells: Sequence[ProofCell]) -> Image.Image:
    pen = ImageDraw.Draw(shown)
    for cell in cells:
        box = cell.box
        corners = (box.x0 - _GAP, box.top - _GAP, box.x1 + _GAP, box.bottom + _GAP)
        colour = _VERIFYING if cell.evidence in {"total row", "footnote"} else _COUNTED
        pen.rectangle([scale * corner for corner in corners], outline=colour, width=2)
    top = scale * (min(cell.box.top for cell in cells) - _MARGIN)
    bottom = scale * (max(cell.box.bottom for cell in cells) + _MARGIN)
    return shown.crop((0, max(0, round(top)), shown.width, min(shown.height, round(bottom))))
