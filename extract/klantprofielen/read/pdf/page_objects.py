"""The objects that PDFium finds on a page and in the forms among them, and what is asked of them alike."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as c
from pdfminer.utils import MATRIX_IDENTITY, Matrix

# Forms within forms are looked into so far for strokes and drawings.
DEEPEST_FORM = 6
# Of annotations: what one with any of them draws is not shown.
HIDDEN_FLAGS = c.FPDF_ANNOT_FLAG_HIDDEN | c.FPDF_ANNOT_FLAG_NOVIEW


def objects_of(page: pdfium.PdfPage) -> Iterator[c.FPDF_PAGEOBJECT]:
    """The objects in a page's content, in the order in which they are painted."""
    for place in range(c.FPDFPage_CountObjects(page.raw)):
        yield c.FPDFPage_GetObject(page.raw, place)


def parts_of(form: c.FPDF_PAGEOBJECT) -> Iterator[c.FPDF_PAGEOBJECT]:
    """The objects that a form holds, in the order in which they are painted."""
    for place in range(c.FPDFFormObj_CountObjects(form)):
        yield c.FPDFFormObj_GetObject(form, place)


def annotations_of(page: pdfium.PdfPage) -> Iterator[tuple[int, c.FPDF_ANNOTATION]]:
    """The annotations of a page with their places; each is closed when the next is asked for."""
    for index in range(c.FPDFPage_GetAnnotCount(page.raw)):
        annotation = c.FPDFPage_GetAnnot(page.raw, index)
        if annotation:
            try:
                yield index, annotation
            finally:
                c.FPDFPage_CloseAnnot(annotation)


def matrix_of(item: c.FPDF_PAGEOBJECT) -> Matrix:
    """How an object is laid out in what holds it."""
    matrix = c.FS_MATRIX()
    if not c.FPDFPageObj_GetMatrix(item, matrix):
        return MATRIX_IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def address_of(item: c.FPDF_PAGEOBJECT | c.FPDF_FONT) -> int:
    """What tells one object or font from another while its page is open; 0 for none."""
    return ctypes.c_void_p.from_buffer(item).value or 0
