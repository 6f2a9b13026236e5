"""Documents whose text says other digits than their pages show: fonts whose codes lie."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping

import pikepdf

from facsimiles.faces import outline_of, width_of

_CODES = range(0x20, 0x7F)
_OPERATORS = {"move": "m", "line": "l", "curve": "c", "close": "h"}
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")


def with_digits_renamed(pdf: bytes, names: Mapping[str, str]) -> bytes:
    """The document with the tables of its embedded fonts (/ToUnicode) calling digits by other names, throughout.

    What is drawn stays: where a page shows an 8 that `names` calls a 3, its text says 3.
    """
    into = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and isinstance(item.get("/ToUnicode"), pikepdf.Stream):
                item.ToUnicode.write(_renamed(item.ToUnicode.read_bytes(), names))
        document.save(into)
    return into.getvalue()


def _renamed(table: bytes, names: Mapping[str, str]) -> bytes:
    """A /ToUnicode table whose entries for single codes name other digits; its ranges are spelled out first."""
    lines = []
    for line in _spelled_out(table).split(b"\n"):
        codes = _HEX.findall(line)
        meant = chr(int(codes[1], 16)) if len(codes) == 2 and len(codes[1]) == 4 else ""
        if meant in names:
            line = b"<%s> <%04X>" % (codes[0], ord(names[meant]))  # noqa: PLW2901 - the line that is written
        lines.append(line)
    return b"\n".join(lines)


def _spelled_out(table: bytes) -> bytes:
    """The table with each range as entries for its codes, as many to a block as a block may have."""
    return re.sub(rb"\d+\s+beginbfrange(.*?)endbfrange", _entries, table, flags=re.DOTALL)


def _entries(block: re.Match[bytes]) -> bytes:
    entries = []
    for first, last, rest in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(<[^>]*>|\[[^\]]*\])", block.group(1)):
        targets = _HEX.findall(rest)
        for number, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
            given = targets[number] if rest.startswith(b"[") else b"%04X" % (int(targets[0], 16) + number)
            entries.append(b"<%0*X> <%s>" % (len(first), code, given))
    blocks = [entries[place : place + 100] for place in range(0, len(entries), 100)]
    return b"\n".join(b"%d beginbfchar\n%s\nendbfchar" % (len(entries), b"\n".join(entries)) for entries in blocks)


def with_drawn_fonts(pdf: bytes, names: Callable[[str], str], exchanged: Mapping[str, str] | None = None) -> bytes:
    """The document with each of its fonts of Latin codes as a Type 3 font that draws Vera's glyphs, without /ToUnicode.

    `names` gives the glyph's name of a character; where `exchanged` names a character, that one is drawn.
    """
    into = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for font in [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]:
            if font.get("/Subtype") != pikepdf.Name.Type1:
                continue
            for key in set(font.keys()) - {"/Type"}:
                del font[key]
            font.Subtype, font.FirstChar, font.LastChar = pikepdf.Name.Type3, _CODES[0], _CODES[-1]
            font.FontBBox, font.FontMatrix = (
                pikepdf.Array([0, -300, 1000, 1000]),
                pikepdf.Array([0.001, 0, 0, 0.001, 0, 0]),
            )
            characters = [chr(code) for code in _CODES]
            font.Widths = pikepdf.Array([round(width_of(character, "vera", 1000)) for character in characters])
            named = [pikepdf.Name("/" + names(character)) for character in characters]
            font.Encoding = pikepdf.Dictionary(
                Type=pikepdf.Name.Encoding, Differences=pikepdf.Array([_CODES[0], *named])
            )
            font.CharProcs, font.Resources = pikepdf.Dictionary(), pikepdf.Dictionary()
            for character, name in zip(characters, named, strict=True):
                drawn = (exchanged or {}).get(character, character)
                font.CharProcs[name] = document.make_stream(_procedure(drawn))
        document.save(into)
    return into.getvalue()


def _procedure(character: str) -> bytes:
    """What draws a character of Vera at 1000 units to its size."""
    steps = [f"{width_of(character, 'vera', 1000):.0f} 0 d0"]
    for kind, points in outline_of(character, "vera", 1000) if character != " " else ():
        steps.append(" ".join([*(f"{point:.0f}" for point in points), _OPERATORS[kind]]))
    return " ".join([*steps, "f"]).encode()
