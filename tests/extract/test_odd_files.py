"""Files that viewers show although the bytes are not quite in order are read as they are shown."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from klantprofielen.errors import DeclinedError
from klantprofielen.read.document import Reading, read_document
from klantprofielen.read.limits import Limits
from klantprofielen.read.sources import FileKind
from klantprofielen.records import Readers

_PUBLICATION = Path(__file__).resolve().parents[2] / "publications" / "flevoland_2020q2.pdf"
_UPLOAD = (
    b'--F2B80151991097585D127FA\r\nContent-Disposition: form-data; name="bestand"; filename="klantprofielen.pdf"\r\n'
    b"Content-Type: application/pdf\r\n\r\n"
)


def _read(pdf: bytes) -> Reading:
    return read_document(pdf, FileKind.PDF, Readers.CHECKED, Limits())


def _saved(mode: pikepdf.ObjectStreamMode) -> bytes:
    into = io.BytesIO()
    with pikepdf.open(_PUBLICATION) as document:
        document.save(into, object_stream_mode=mode)
    return into.getvalue()


@pytest.mark.parametrize("mode", [pikepdf.ObjectStreamMode.generate, pikepdf.ObjectStreamMode.disable])
def test_a_publication_behind_the_lines_of_an_upload_is_read_by_both(mode: pikepdf.ObjectStreamMode) -> None:
    pdf = _saved(mode)
    behind = _read(_UPLOAD + pdf)
    assert [one.publications for one in behind.by_reader] == [one.publications for one in _read(pdf).by_reader]
    assert all(one.error_code is None and one.publications for one in behind.by_reader)


def test_what_stands_behind_more_than_a_preamble_is_no_pdf() -> None:
    with pytest.raises(DeclinedError, match="not_a_pdf"):
        _read(b" " * 1024 + _PUBLICATION.read_bytes())
