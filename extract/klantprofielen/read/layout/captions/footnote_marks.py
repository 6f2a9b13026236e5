"""What bears the mark of a note: a name or a number, of which alone the note speaks, or a head, a title or nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from klantprofielen.geometry import UNTOLD, Line, Word
from klantprofielen.read.layout.numbers.grid import Part
from klantprofielen.read.layout.passages.blocks import Block
from klantprofielen.read.letters import RAISED, SIGNS

# A mark that is not told may be any: what bears it is not known, and its note is read as one without.
_SIGNS = rf"[*{SIGNS}]+|[{RAISED}]+|{UNTOLD}"
# `*`, `\u00b9`, `1)`, `(a)`, and a digit alone, before a note; of these all but a digit alone behind what bears it.
_BEFORE = re.compile(rf"\(?({_SIGNS}|\d{{1,2}}(?=\)|$)|[a-z](?=\)))\)?")
_BEHIND = re.compile(rf"\(?({_SIGNS}|\d{{1,2}}(?=\))|[a-z](?=\)))\)?$")
# In heights of a row's numbers: how far from the first and the last row a name may wrap.
_REACH = 1.2
# Of the size of the text behind it: a mark that is a digit alone is smaller.
_RAISED = 0.9


def marks_in_rows(parts: Iterable[Part], heads: Iterable[str | None]) -> frozenset[str]:
    """The marks that names and numbers of municipalities bear, and no head or total row does."""
    found: set[str] = set()
    for part in parts:
        first, last = part.rows[0].box, part.rows[-1].box
        totals = [row.box for row in part.rows if row.is_total]
        end = part.columns[-1].x1 + 2 * first.height
        for line in part.page.lines:
            is_near = first.top - _REACH * first.height <= line.box.y_centre <= last.bottom + _REACH * last.height
            if is_near and not any(total.y_overlap(line.box) > 0 for total in totals):
                found |= {mark for word in line.words if word.box.x1 <= end and (mark := _mark_behind(word.text))}
    in_heads = {mark for head in heads for word in (head or "").split() if (mark := _mark_behind(word))}
    return frozenset(found - in_heads - {UNTOLD})


def without_other_marks(block: Block, borne: frozenset[str]) -> Block:
    """A note without its mark where no name or number bears it: then it speaks of the table."""
    lines = tuple(_without_mark(line, borne) for line in block.lines)
    return block if lines == block.lines else replace(block, lines=lines)


def _without_mark(line: Line, borne: frozenset[str]) -> Line:
    first, *rest = line.words
    match = _BEFORE.match(first.text)
    if match is None or _plain(match[1]) in borne:
        return line
    if first.text.isdecimal() and not (rest and first.size < _RAISED * rest[0].size):
        return line  # `10 jaar banenafspraak`
    left = first.text[match.end() :]
    words: list[Word] = [replace(first, text=left), *rest] if left else rest
    return Line(tuple(words)) if words else line


def _mark_behind(text: str) -> str | None:
    match = _BEHIND.search(text)
    return _plain(match[1]) if match else None


def _plain(mark: str) -> str:
    """A mark without its brackets, and as if it were not raised."""
    return unicodedata.normalize("NFKC", mark).strip("()")
