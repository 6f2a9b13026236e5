"""The text fields of a form as PDFium lays them out: a page with nothing on it but what they show."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
import pypdfium2.raw as c

from klantprofielen.errors import DeclinedError, Reason
from klantprofielen.read.limits import Limits
from klantprofielen.read.pdf.field_values import Field
from klantprofielen.read.pdf.page_objects import HIDDEN_FLAGS, annotations_of, objects_of
from klantprofielen.read.pdf.pdfium import frame_of, opened
from klantprofielen.read.pdf.user_space import PageFrame

FilledIn = tuple[pdfium.PdfPage | None, tuple[Field, ...]]
_FLATTENED = {c.FLATTEN_SUCCESS, c.FLATTEN_NOTHINGTODO}


@contextmanager
def fields_laid_out(data: bytes, index: int, page: pdfium.PdfPage, limits: Limits) -> Iterator[FilledIn]:
    """A page with nothing on it but what the text fields of a page show, and those; None where it has no such fields.

    `page` itself is left as it is: fields and everything else that annotates it are drawn in its picture.

    Raises:
        DeclinedError: damaged.
    """
    if not any(_is_shown_widget(annotation) for _, annotation in annotations_of(page)):
        yield None, ()
        return
    with opened(data, limits, with_form=False) as copy:
        try:
            # Loaded before the form is at work, which may write a page's fields anew.
            with_all = copy[index]
            copy.init_forms()
            fields = _left_alone(with_all, copy)
            with_all.close()
            filled_in = copy[index] if fields else None
        except pdfium.PdfiumError as error:
            raise DeclinedError(
                Reason.DAMAGED, f"The form's fields cannot be read ({error}); fetch the document again from its source."
            ) from error
        yield filled_in, fields


def _is_shown_widget(annotation: c.FPDF_ANNOTATION) -> bool:
    """Whether an annotation is a field that is always shown: not hidden, and in no layer that could be."""
    return (
        c.FPDFAnnot_GetSubtype(annotation) == c.FPDF_ANNOT_WIDGET
        and not c.FPDFAnnot_GetFlags(annotation) & HIDDEN_FLAGS
        and not c.FPDFAnnot_HasKey(annotation, b"OC")
    )


def _left_alone(page: pdfium.PdfPage, document: pdfium.PdfDocument) -> tuple[Field, ...]:
    """Takes everything off a page but its text fields, and makes these its content."""
    frame, size = frame_of(page), page.get_size()
    widgets = ((index, each) for index, each in annotations_of(page) if _is_shown_widget(each))
    fields = {index: _text_field(annotation, document, frame) for index, annotation in widgets}
    kept = {index: field for index, field in fields.items() if field is not None and field.is_in_sight(*size)}
    for index in reversed(range(c.FPDFPage_GetAnnotCount(page.raw))):
        if index not in kept and not c.FPDFPage_RemoveAnnot(page.raw, index):
            raise pdfium.PdfiumError("Failed to take an annotation away.")
    # All are known before the first is taken away, which moves the others up.
    for item in list(objects_of(page)):
        if not c.FPDFPage_RemoveObject(page.raw, item):
            raise pdfium.PdfiumError("Failed to take an object away.")
        c.FPDFPageObj_Destroy(item)
    if not c.FPDFPage_GenerateContent(page.raw) or c.FPDFPage_Flatten(page.raw, c.FLAT_NORMALDISPLAY) not in _FLATTENED:
        raise pdfium.PdfiumError("Failed to lay out the fields.")
    return tuple(kept.values())


def _text_field(annotation: c.FPDF_ANNOTATION, document: pdfium.PdfDocument, frame: PageFrame) -> Field | None:
    place = c.FS_RECTF()
    is_text = c.FPDFAnnot_GetFormFieldType(document.formenv, annotation) == c.FPDF_FORMFIELD_TEXTFIELD
    if not document.formenv or not is_text or not c.FPDFAnnot_GetRect(annotation, place):
        return None
    length = c.FPDFAnnot_GetFormFieldValue(document.formenv, annotation, None, 0)
    text = ctypes.create_string_buffer(length)
    c.FPDFAnnot_GetFormFieldValue(document.formenv, annotation, ctypes.cast(text, ctypes.POINTER(c.FPDF_WCHAR)), length)
    value = text.raw[:length].decode("utf-16-le", errors="replace").rstrip("\0")
    return Field(frame.shown(place.left, place.bottom, place.right, place.top), value)
