"""Hostile in the structure of the file: referring to itself, lying about its size, going too deep."""

from __future__ import annotations

import zlib

from facsimiles.rawpdf import HEADER, deflated, file_of, one_page, stream, text_stream

_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_LEAF = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
_DEEP = 100_000


def page_tree_loop(_: bytes) -> bytes:
    """A node of the page tree that is its own child."""
    return file_of({1: _CATALOG, 2: b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"})


def page_tree_deep(_: bytes) -> bytes:
    """A page tree 20 000 nodes deep, with one page at its end."""
    last = 20_000
    nodes = {number: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (number + 1) for number in range(2, last)}
    return file_of({1: _CATALOG, **nodes, last: _LEAF})


def page_tree_own_parent(_: bytes) -> bytes:
    """A page whose parent is the page, so that what it inherits is looked up for ever."""
    return file_of(
        {1: _CATALOG, 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", 3: b"<< /Type /Page /Parent 3 0 R >>"}
    )


def page_named_often(_: bytes) -> bytes:
    """One page that the page tree names 100 000 times."""
    kids = b"3 0 R " * _DEEP
    return file_of({1: _CATALOG, 2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, _DEEP), 3: _LEAF})


def many_pages(_: bytes) -> bytes:
    """Two thousand pages of their own."""
    numbers = range(3, 2003)
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    pages = dict.fromkeys(numbers, _LEAF)
    return file_of({1: _CATALOG, 2: b"<< /Type /Pages /Kids [%s] /Count 2000 >>" % kids, **pages})


def lying_page_count(_: bytes) -> bytes:
    """One page, where the page tree says two thousand million."""
    return file_of({1: _CATALOG, 2: b"<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>", 3: _LEAF})


def xref_loop(_: bytes) -> bytes:
    """Two cross-reference tables, each of which names the other as the one before it."""
    body = HEADER + b"1 0 obj\n%s\nendobj\n" % _CATALOG
    first = len(body)
    table = b"xref\n0 2\n0000000000 65535 f \n%010d 00000 n \n" % len(HEADER)
    second = first + len(table) + len(b"trailer\n<< /Size 2 /Root 1 0 R /Prev 0000000000 >>\n")
    body += table + b"trailer\n<< /Size 2 /Root 1 0 R /Prev %010d >>\n" % second
    body += table + b"trailer\n<< /Size 2 /Root 1 0 R /Prev %010d >>\n" % first
    return body + b"startxref\n%d\n%%%%EOF\n" % first


def xref_size_lies(_: bytes) -> bytes:
    """A cross-reference stream of eight entries that says it holds two thousand million."""
    table = len(HEADER)
    entries = b"\x01\x00\x00\x00\x0f\x00" * 8
    body = stream(entries, b"/Type /XRef /W [1 4 1] /Size 2147483647 /Index [0 2147483647] /Root 1 0 R")
    return HEADER + b"9 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (body, table)


def object_stream_in_itself(_: bytes) -> bytes:
    """An object stream that is said to lie inside itself."""
    table = len(HEADER)
    packed = b"\x02" + (2).to_bytes(4, "big") + b"\x00"
    entries = b"\x00" * 6 + packed + packed + b"\x01" + table.to_bytes(4, "big") + b"\x00"
    body = stream(entries, b"/Type /XRef /W [1 4 1] /Size 4 /Root 1 0 R")
    return HEADER + b"3 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (body, table)


def length_loop(_: bytes) -> bytes:
    """A stream whose length is to be read from the stream itself."""
    return one_page(b"<< /Length 4 0 R >>\nstream\nBT /F1 9 Tf (x) Tj ET\nendstream")


def nested_arrays(_: bytes) -> bytes:
    """An array in an array, 100 000 deep."""
    return one_page(text_stream(["diep"]), others={6: b"[" * _DEEP + b"]" * _DEEP}, page=b"/Annots 6 0 R")


def nested_dictionaries(_: bytes) -> bytes:
    """A dictionary in a dictionary, 100 000 deep."""
    deep = b"<< /A " * _DEEP + b"0" + b" >>" * _DEEP
    return one_page(text_stream(["diep"]), others={6: deep}, page=b"/PieceInfo 6 0 R")


def unclosed_string(_: bytes) -> bytes:
    """A string of 5 MB of opening brackets that is never closed."""
    return one_page(text_stream(["open"]), others={6: b"(" * 5_000_000}, page=b"/Annots 6 0 R")


def absurd_predictor(_: bytes) -> bytes:
    """A content stream whose rows are said to be two thousand million columns wide."""
    parameters = b"/DecodeParms << /Predictor 12 /Columns 2147483647 /Colors 32 /BitsPerComponent 16 >>"
    return one_page(deflated(b"\x02" + b"BT /F1 9 Tf (x) Tj ET" * 50, parameters))


def many_filters(_: bytes) -> bytes:
    """A stream that has to be inflated sixty times, each time to a little more."""
    data = b" " * 20_000_000
    for _round in range(60):
        data = zlib.compress(data, 9)
    return one_page(stream(data, b"/Filter [%s]" % (b"/FlateDecode " * 60)))


def absurd_page_size(_: bytes) -> bytes:
    """A page of a million million kilometres, for those who would draw it."""
    return _sized(b"[0 0 1e15 1e15]")


def no_page_size(_: bytes) -> bytes:
    """A page of no size at all, with a text on it."""
    return _sized(b"[5 5 5 5]")


def _sized(box: bytes) -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
    return one_page(text_stream(["tekst"]), others={3: page % box})
