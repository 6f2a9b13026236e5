"""The picture of the table in each document: the whole stretch from its heading to its footnote, once a document.

A picture is made where the document still is where it was read, and only once: a document never changes.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from klantprofielen.home import Home
from klantprofielen.provenance.locator import short
from klantprofielen.provenance.picture import MovedError, draw_page, find_original, is_transcript, lines_of
from klantprofielen.site.proof_data import Cell, Document, Passage
from klantprofielen.site.site_folder import SiteFolder

# Another number makes every picture anew.
_MADE_AS = 3
_SCALE = 1.7
_MARGIN = 18.0
_GAP = 2.0
# Sixteen greys: half the size of what a photograph would take, and every letter as sharp as it was drawn.
_GREYS = [round(grey / 17) * 17 for grey in range(256)]
_MOST_PIXELS = 6_000_000


@dataclass(frozen=True, slots=True)
class Crop:
    """A picture of a document's table, or, of a transcript, its lines.

    Attributes:
        file: from the top of the site; empty for a transcript.
        left: of the picture on the page, in points, as `top`; `scale` is pixels a point.
        boxes: where every cell is on the picture: its name on the page to left, top, width and height.
        lines: number and text of the lines that hold cells.
    """

    file: str
    page: int
    left: float
    top: float
    scale: float
    width: int
    height: int
    boxes: Mapping[str, tuple[int, int, int, int]]
    lines: tuple[tuple[int, str], ...] | None = None


def make_crops(documents: Mapping[str, Document], home: Home, folder: SiteFolder) -> dict[str, Crop]:
    """The pictures of all documents that are to be had."""
    crops = {}
    for key, document in documents.items():
        crop = _kept(document, folder) or _made(document, home, folder)
        if crop:
            crops[key] = crop
    return crops


def _names(document: Document) -> tuple[str, str]:
    name = f"crops/{short(document.publication_id)}"
    return f"{name}.webp", f"{name}.json"


def _kept(document: Document, folder: SiteFolder) -> Crop | None:
    picture, about = _names(document)
    if not (folder.has(about) and folder.has(picture)):
        return None
    told = json.loads((folder.path / about).read_bytes())
    if told.pop("made_as", None) != _MADE_AS:
        return None
    folder.keep(about)
    folder.keep(picture)
    return Crop(**told)


def _made(document: Document, home: Home, folder: SiteFolder) -> Crop | None:
    try:
        path = find_original(document.sha256, document.address, home)
    except MovedError:
        # The page says that the document was not there.
        return None
    if is_transcript(path):
        return _transcript(document, path)
    picture, about = _names(document)
    image, crop = _drawn(document, path, picture)
    folder.put(picture, image)
    folder.put(about, json.dumps({"made_as": _MADE_AS, **asdict(crop)}, separators=(",", ":")))
    return crop


def _drawn(document: Document, path: Path, file: str) -> tuple[bytes, Crop]:
    page_number = document.cells[0].page
    parts: tuple[Cell | Passage, ...] = (*document.cells, *document.passages)
    page = draw_page(path, page_number, _SCALE, _MOST_PIXELS, "L")
    whole, scale = page.image, page.scale
    # The colophon stands at the foot of the page, far from the table.
    near = [each for each in parts if each.page == page_number and each.role != "colophon"]
    left = max(0.0, min(each.x0 for each in near) - _MARGIN)
    top = max(0.0, min(each.top for each in near) - _MARGIN)
    right = min(page.width, max(each.x1 for each in near) + _MARGIN)
    bottom = min(page.height, max(each.bottom for each in near) + _MARGIN)
    cut = whole.crop((round(left * scale), round(top * scale), round(right * scale), round(bottom * scale)))
    boxes = {
        cell.name: (
            round((cell.x0 - _GAP - left) * scale),
            round((cell.top - _GAP - top) * scale),
            round((cell.x1 - cell.x0 + 2 * _GAP) * scale),
            round((cell.bottom - cell.top + 2 * _GAP) * scale),
        )
        for cell in document.cells
        if cell.page == page_number
    }
    stream = io.BytesIO()
    cut.point(_GREYS).save(stream, "WEBP", lossless=True, quality=50, method=4)
    return stream.getvalue(), Crop(file, page_number, left, top, scale, cut.width, cut.height, boxes)


def _transcript(document: Document, path: Path) -> Crop:
    told = tuple((line.number, line.text) for line in lines_of(path, (cell.top for cell in document.cells)))
    return Crop("", 1, 0, 0, 1, 0, 0, {}, told)
