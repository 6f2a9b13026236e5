"""Writes PDFs object by object, so that what no library would write can be written."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

_CATALOG, _PAGES, _PAGE, _CONTENT, _FONT = 1, 2, 3, 4, 5
HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object with its length."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def deflated(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object, compressed."""
    return stream(zlib.compress(data, 9), b"/Filter /FlateDecode " + entries)


def file_of(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A file of numbered objects with a classic cross-reference table; object 1 is the catalogue."""
    out = bytearray(HEADER)
    offsets = {}
    for number, body in sorted(objects.items()):
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n"
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, table)
    return bytes(out)


def one_page(
    content: bytes, resources: bytes = b"", others: Mapping[int, bytes] | None = None, page: bytes = b""
) -> bytes:
    """A file with one A4 page: its content stream object, more entries of its resources and of itself.

    The font /F1 (Helvetica) is object 5; `others` are numbered from 6 on and win over what stands here.
    """
    objects = {
        _CATALOG: b"<< /Type /Catalog /Pages 2 0 R >>",
        _PAGES: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        _PAGE: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> " + resources + b" >> " + page + b" >>",
        _CONTENT: content,
        _FONT: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    }
    return file_of(objects | dict(others or {}))


def text_stream(lines: list[str], size: float = 9) -> bytes:
    """A content stream object with lines of text from the top of the page down."""
    parts = [b"BT /F1 %.2f Tf 12 TL 48 780 Td" % size]
    for line in lines:
        escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        parts.append(b"(%s) Tj T*" % escaped.encode("cp1252", errors="replace"))
    return stream(b"\n".join([*parts, b"ET"]))
