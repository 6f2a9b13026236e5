"""The straight strokes that a page shows: lines, thin filled boxes, and lines laid over it as annotations."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as c
from pdfminer.utils import MATRIX_IDENTITY, Matrix, apply_matrix_pt, mult_matrix

from klantprofielen.geometry import Stroke
from klantprofielen.read.pdf.page_objects import (
    DEEPEST_FORM,
    HIDDEN_FLAGS,
    annotations_of,
    matrix_of,
    objects_of,
    parts_of,
)
from klantprofielen.read.pdf.user_space import PageFrame

# A path of more parts is a drawing.
_MOST_SEGMENTS = 2_000
# A filled box is a stroke when it is so many times as long as it is thick.
_LEAST_LENGTHS = 4.0
_BOX_CORNERS = 4
# In lengths: a line by hand is straight when it strays no further than this from the way to its end.
_STRAIGHT = 0.06
_MOST_POINTS = 5_000

Point = tuple[float, float]


def painted_strokes(page: pdfium.PdfPage, frame: PageFrame) -> list[Stroke]:
    """The strokes in the page's content, in shown-page coordinates; whether they can be seen is not asked."""
    found: list[Stroke] = []
    for item in objects_of(page):
        for points, thickness in _lines_of(item, MATRIX_IDENTITY, 0):
            found += _strokes(points, thickness, frame)
    return found


def annotated_strokes(page: pdfium.PdfPage, frame: PageFrame) -> list[Stroke]:
    """What annotations strike out, or draw as a line over the page."""
    found: list[Stroke] = []
    for _, annotation in annotations_of(page):
        if not c.FPDFAnnot_GetFlags(annotation) & HIDDEN_FLAGS:
            for points in _lines_of_annotation(annotation):
                found += _strokes(points, _annotated_thickness(annotation), frame)
    return found


def _lines_of(item: c.FPDF_PAGEOBJECT, outer: Matrix, depth: int) -> Iterator[tuple[list[Point], float]]:
    """The open lines and the middle lines of thin boxes that an object draws, in user space; with their thickness."""
    kind = c.FPDFPageObj_GetType(item)
    if kind == c.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
        matrix = mult_matrix(matrix_of(item), outer)
        for part in parts_of(item):
            yield from _lines_of(part, matrix, depth + 1)
    if kind != c.FPDF_PAGEOBJ_PATH or not 0 < c.FPDFPath_CountSegments(item) <= _MOST_SEGMENTS:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not c.FPDFPath_GetDrawMode(item, fill, stroke):
        return
    matrix = mult_matrix(matrix_of(item), outer)
    drawn = ctypes.c_float()
    thickness = drawn.value if c.FPDFPageObj_GetStrokeWidth(item, drawn) else 0.0
    thickness *= math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
    for points, is_closed in _parts(item):
        placed = [apply_matrix_pt(matrix, point) for point in points]
        if is_closed or not stroke.value:
            yield from _middle_lines(placed)
        else:
            yield placed, thickness


def _parts(path: c.FPDF_PAGEOBJECT) -> Iterator[tuple[list[Point], bool]]:
    """The parts of a path: their points, and whether they close."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    is_closed = False
    for index in range(c.FPDFPath_CountSegments(path)):
        segment = c.FPDFPath_GetPathSegment(path, index)
        if c.FPDFPathSegment_GetType(segment) == c.FPDF_SEGMENT_MOVETO:
            yield points, is_closed
            points, is_closed = [], False
        if c.FPDFPathSegment_GetPoint(segment, x, y):
            points.append((x.value, y.value))
        is_closed = is_closed or bool(c.FPDFPathSegment_GetClose(segment))
    yield points, is_closed or (len(points) > _BOX_CORNERS and points[0] == points[-1])


def _middle_lines(corners: Sequence[Point]) -> Iterator[tuple[list[Point], float]]:
    """The middle line of a thin box, drawn as four corners, with how thick it is."""
    distinct = list(dict.fromkeys(corners))
    if len(distinct) != _BOX_CORNERS:
        return
    one, two, three, four = distinct
    for line in ((one, two, three, four), (two, three, four, one)):
        start, finish = _middle(line[0], line[1]), _middle(line[2], line[3])
        thickness = max(math.dist(line[0], line[1]), math.dist(line[2], line[3]))
        if math.dist(start, finish) >= _LEAST_LENGTHS * thickness:
            yield [start, finish], thickness


def _annotated_thickness(annotation: c.FPDF_ANNOTATION) -> float:
    """How thick the lines are that an annotation's appearance draws: a highlighter's are, and strike nothing out."""
    width = ctypes.c_float()
    drawn = [0.0]
    for index in range(min(c.FPDFAnnot_GetObjectCount(annotation), _MOST_SEGMENTS)):
        if c.FPDFPageObj_GetStrokeWidth(c.FPDFAnnot_GetObject(annotation, index), width):
            drawn.append(width.value)
    return max(drawn)


def _lines_of_annotation(annotation: c.FPDF_ANNOTATION) -> Iterator[list[Point]]:
    kind = c.FPDFAnnot_GetSubtype(annotation)
    if kind == c.FPDF_ANNOT_STRIKEOUT:
        quad = c.FS_QUADPOINTSF()
        for index in range(c.FPDFAnnot_CountAttachmentPoints(annotation)):
            if c.FPDFAnnot_GetAttachmentPoints(annotation, index, quad):
                # The first two corners are the upper ones, the last two the lower, each from left to right.
                left = _middle((quad.x1, quad.y1), (quad.x3, quad.y3))
                yield [left, _middle((quad.x2, quad.y2), (quad.x4, quad.y4))]
    elif kind == c.FPDF_ANNOT_LINE:
        start, end = c.FS_POINTF(), c.FS_POINTF()
        if c.FPDFAnnot_GetLine(annotation, start, end):
            yield [(start.x, start.y), (end.x, end.y)]
    elif kind in {c.FPDF_ANNOT_INK, c.FPDF_ANNOT_POLYLINE}:
        points = (c.FS_POINTF * _MOST_POINTS)()
        if kind == c.FPDF_ANNOT_POLYLINE:
            count = c.FPDFAnnot_GetVertices(annotation, points, _MOST_POINTS)
            yield [(point.x, point.y) for point in points[: min(count, _MOST_POINTS)]]
            return
        for index in range(c.FPDFAnnot_GetInkListCount(annotation)):
            count = c.FPDFAnnot_GetInkListPath(annotation, index, points, _MOST_POINTS)
            yield [(point.x, point.y) for point in points[: count if count <= _MOST_POINTS else 0]]


def _strokes(points: Sequence[Point], thickness: float, frame: PageFrame) -> Iterator[Stroke]:
    """The pieces of a line, or one stroke where all of it is straight."""
    shown = []
    for x, y in points:
        box = frame.shown(x, y, x, y)
        if math.isfinite(box.x0 + box.top):
            shown.append((box.x0, box.top))
    if len(shown) > 2 and _is_straight(shown):  # noqa: PLR2004 - two points always are
        shown = [shown[0], shown[-1]]
    for (x0, y0), (x1, y1) in pairwise(shown):
        yield Stroke(x0, y0, x1, y1, thickness)


def _is_straight(points: Sequence[Point]) -> bool:
    (x0, y0), (x1, y1) = points[0], points[-1]
    length = math.hypot(x1 - x0, y1 - y0)
    return length > 0 and all(
        abs((x - x0) * (y1 - y0) - (y - y0) * (x1 - x0)) <= _STRAIGHT * length * length for x, y in points
    )


def _middle(one: Point, other: Point) -> Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
