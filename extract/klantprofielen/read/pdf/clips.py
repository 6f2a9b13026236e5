"""Where clipping rectangles let the texts of a page show: those around them, and the bounding boxes of forms."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as c
from pdfminer.utils import MATRIX_IDENTITY, Matrix, apply_matrix_pt, mult_matrix

from klantprofielen.geometry import Box
from klantprofielen.read.pdf.page_objects import address_of, matrix_of, objects_of, parts_of
from klantprofielen.read.pdf.user_space import PageFrame

# Forms within forms are followed so far.
_DEEPEST = 16
# Of a glyph's width and height: what shows less than so much of it shows nothing.
_LEAST_SHOWN = 0.1


def clips_of(page: pdfium.PdfPage, frame: PageFrame) -> dict[int, tuple[Box, ...]]:
    """By the address of each text object: the boxes, on the page as it is shown, that all leave it free.

    Of a clip of another form the box around it is taken. Texts that nothing clips but the page are left out.
    """
    whole = Box(0.0, 0.0, *frame.size)
    found = {}
    for item in objects_of(page):
        for address, boxes in _texts_of(item, MATRIX_IDENTITY, (), frame, _DEEPEST):
            narrow = tuple(box for box in boxes if box | whole != box)
            if narrow:
                found[address] = narrow
    return found


def is_outside(box: Box, clips: Sequence[Box]) -> bool:
    """Whether clips leave nothing of a glyph to be seen."""
    return any(
        clip.x_overlap(box) < _LEAST_SHOWN * box.width or clip.y_overlap(box) < _LEAST_SHOWN * box.height
        for clip in clips
    )


def _texts_of(
    item: c.FPDF_PAGEOBJECT, matrix: Matrix, around_it: tuple[Box, ...], frame: PageFrame, deepest: int
) -> Iterator[tuple[int, tuple[Box, ...]]]:
    """The texts that an object is or holds, each with the boxes of all clips around it."""
    kind = c.FPDFPageObj_GetType(item)
    if kind not in {c.FPDF_PAGEOBJ_TEXT, c.FPDF_PAGEOBJ_FORM}:
        return
    boxes = (*around_it, *_boxes_of(item, matrix, frame))
    if kind == c.FPDF_PAGEOBJ_TEXT:
        if boxes:
            yield address_of(item), boxes
        return
    if deepest:
        within = mult_matrix(matrix_of(item), matrix)
        for part in parts_of(item):
            yield from _texts_of(part, within, boxes, frame, deepest - 1)


def _boxes_of(item: c.FPDF_PAGEOBJECT, matrix: Matrix, frame: PageFrame) -> Iterator[Box]:
    """The boxes around the paths that clip an object."""
    clip = c.FPDFPageObj_GetClipPath(item)
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(max(0, c.FPDFClipPath_CountPaths(clip)) if clip else 0):
        points = []
        for place in range(max(0, c.FPDFClipPath_CountPathSegments(clip, path))):
            segment = c.FPDFClipPath_GetPathSegment(clip, path, place)
            if c.FPDFPathSegment_GetPoint(segment, x, y):
                points.append(apply_matrix_pt(matrix, (x.value, y.value)))
        if points:
            across, up = zip(*points, strict=True)
            yield frame.shown(min(across), min(up), max(across), max(up))
