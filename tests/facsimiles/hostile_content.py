"""Hostile in what a page holds: forms that paint themselves, streams that inflate, glyphs without end."""

from __future__ import annotations

import zlib

from facsimiles.rawpdf import deflated, one_page, stream, text_stream

_MANY = 100_000


def _form(commands: bytes, resources: bytes) -> bytes:
    entries = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << %s >>" % resources
    return stream(commands, entries)


def form_paints_itself(_: bytes) -> bytes:
    """A form that paints nothing but itself, twice."""
    names = b"/XObject << /A 6 0 R >>"
    return one_page(stream(b"/A Do"), names, {6: _form(b"/A Do /A Do", names)})


def forms_exponential(_: bytes) -> bytes:
    """Forty forms, each of which paints the next one twice: a million million texts."""
    depth = 40
    others = {}
    for number in range(6, 6 + depth):
        names = b"/XObject << /A %d 0 R >>" % (number + 1)
        others[number] = _form(b"/A Do /A Do", names)
    others[6 + depth] = _form(b"BT /F1 9 Tf 48 700 Td (x) Tj ET", b"/Font << /F1 5 0 R >>")
    return one_page(stream(b"/A Do"), b"/XObject << /A 6 0 R >>", others)


def type3_glyph_paints_itself(_: bytes) -> bytes:
    """A drawn letter whose drawing is a text in its own typeface."""
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] "
        b"/CharProcs << /a 7 0 R >> /Encoding << /Type /Encoding /Differences [97 /a] >> /FirstChar 97 "
        b"/LastChar 97 /Widths [1000] /Resources << /Font << /T 6 0 R >> >> >>"
    )
    glyph = stream(b"1000 0 d0 BT /T 1 Tf (aa) Tj ET")
    page = stream(b"BT /T 9 Tf 48 700 Td (aaaa) Tj ET")
    # The page's own font dictionary gives way to one that has the typeface.
    return one_page(page, b"", {6: font, 7: glyph}).replace(b"/F1 5 0 R", b"/T  6 0 R")


def pattern_paints_itself(_: bytes) -> bytes:
    """A tiling pattern that is filled with itself."""
    names = b"/Pattern << /P 6 0 R >>"
    entries = (
        b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.001 /YStep 0.001 "
        b"/Resources << %s >>" % names
    )
    fill = b"/Pattern cs /P scn 0 0 595 842 re f"
    return one_page(stream(fill), names, {6: stream(fill, entries)})


def inflating_stream(_: bytes) -> bytes:
    """A content stream of 200 kB that becomes 200 MB."""
    return one_page(deflated(b" " * 200_000_000))


def inflating_twice(_: bytes) -> bytes:
    """A content stream of some 2 kB that becomes 200 MB in two steps."""
    data = zlib.compress(zlib.compress(b" " * 200_000_000, 9), 9)
    return one_page(stream(data, b"/Filter [/FlateDecode /FlateDecode]"))


def tiny_glyphs(_: bytes) -> bytes:
    """A hundred thousand glyphs on one page, each placed by itself, too small to be seen."""
    shown = b"".join(b"1 0 0 1 %d %d Tm (%d) Tj\n" % (place % 595, place // 595, place % 10) for place in range(_MANY))
    return one_page(deflated(b"BT /F1 0.1 Tf\n" + shown + b"ET"))


def nested_arrays(_: bytes) -> bytes:
    """An operand of 100 000 nested arrays."""
    return one_page(deflated(b"[" * _MANY + b"]" * _MANY + b" TJ"))


def saved_states(_: bytes) -> bytes:
    """The graphics state saved a million times and never restored."""
    return one_page(deflated(b"q 1 0 0 1 0 0 cm\n" * 1_000_000 + b"BT /F1 9 Tf 48 700 Td (x) Tj ET"))


def many_paths(_: bytes) -> bytes:
    """Half a million little boxes, for those who look for the lines of a table."""
    return one_page(deflated(b"1 1 10 10 re f\n" * 500_000 + b"BT /F1 9 Tf 48 700 Td (x) Tj ET"))


def huge_image(_: bytes) -> bytes:
    """An image that says it is 60 000 by 60 000 pixels, with data for the first rows."""
    kind = b"/Type /XObject /Subtype /Image /ColorSpace /DeviceRGB /BitsPerComponent 8"
    image = deflated(b"\x00" * 10_000_000, kind + b" /Width 60000 /Height 60000")
    return one_page(stream(b"595 0 0 842 0 0 cm /I Do"), b"/XObject << /I 6 0 R >>", {6: image})


def cmap_outside_its_folder(_: bytes) -> bytes:
    """A typeface whose character map is named by a path out of the folder where maps lie."""
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Weg /Encoding /..#2F..#2F..#2F..#2F..#2Fetc#2Fpasswd "
        b"/DescendantFonts [7 0 R] >>"
    )
    descendant = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Weg "
        b"/CIDSystemInfo << /Registry (..#2F..#2F..) /Ordering (..#2F..#2Fetc#2Fpasswd) /Supplement 0 >> >>"
    )
    page = stream(b"BT /F1 9 Tf 48 700 Td <00410042> Tj ET")
    return one_page(page, b"", {5: font, 7: descendant})


def cmap_ranges(_: bytes) -> bytes:
    """A character map with ranges of four thousand million codes."""
    ranges = b"100 beginbfrange\n" + b"<00000000> <ffffffff> <0041>\n" * 100 + b"endbfrange\n"
    cmap = deflated(b"/CIDInit /ProcSet findresource begin begincmap\n" + ranges + b"endcmap end")
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Wijd /Encoding /Identity-H /DescendantFonts [7 0 R] "
        b"/ToUnicode 6 0 R >>"
    )
    descendant = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Wijd "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
    )
    page = stream(b"BT /F1 9 Tf 48 700 Td <00410042> Tj ET")
    return one_page(page, b"", {5: font, 6: cmap, 7: descendant})


def launching(_: bytes) -> bytes:
    """A document that starts a program and fetches a page as it is opened."""
    action = b"/OpenAction << /S /Launch /F (touch gekaapt) >> /AA << /WC 6 0 R >>"
    open_ = b"<< /Type /Catalog /Pages 2 0 R " + action + b" >>"
    script = b"<< /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1:9/'\\)) >>"
    return one_page(text_stream(["Klik hier"]), others={1: open_, 6: script})
