"""The reader of plain-text transcripts: lines of text become a page of words.

A transcript has no places, so they are made: a line is 1 high, a character half as wide, a tab column
starts at a fixed place, and the numbers that end a line stand in columns counted from the right.
Markup that transcripts carry (HTML tags, Markdown headings and emphasis) is read over.
"""

from __future__ import annotations

import re
from itertools import takewhile

from klantprofielen.errors import DeclinedError, Reason
from klantprofielen.geometry import Box, Line, Page, Word
from klantprofielen.read.layout.numbers.printed_numbers import is_countlike
from klantprofielen.read.limits import Limits

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_HEADING = re.compile(r"^\s*#+ ")
_EMPHASIS = re.compile(r"^(\s*)([*_]{1,3})(?=\S)(.*\S)\2(\s*)$")
_CHARACTER = 0.5
_COLUMN = 40.0
_FEWEST_COUNTS = 3


def read_pages(data: bytes, limits: Limits) -> tuple[Page, ...]:
    """Reads a transcript as one page; boxes count lines down and half characters across.

    Raises:
        DeclinedError: empty_file, not_text or too_many_objects.
    """
    if not data.strip():
        raise DeclinedError(Reason.EMPTY_FILE, "The transcript is empty; fetch it again from its source.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DeclinedError(
            Reason.NOT_TEXT, f"The transcript is not UTF-8 text (byte {error.start}); save it as UTF-8."
        ) from error
    if len(text) > limits.glyphs:
        raise DeclinedError(
            Reason.TOO_MANY_OBJECTS,
            f"The transcript has {len(text)} characters; at most {limits.glyphs} are read (--max-glyphs).",
        )
    rows = text.splitlines()
    lines = [_line(_without_markup(row), number) for number, row in enumerate(rows)]
    words = [word for line in lines for word in line]
    width = max((word.box.x1 for word in words), default=1.0)
    return (Page(1, width, float(len(rows)), tuple(Line(tuple(line)) for line in lines if line)),)


def _without_markup(row: str) -> str:
    plain = _HEADING.sub("", _TAG.sub("", row))
    return _EMPHASIS.sub(r"\1\3\4", plain)


def _line(row: str, number: int) -> list[Word]:
    if "\t" in row:
        return [
            word
            for column, cell in enumerate(row.split("\t"))
            for word in _words(cell.split(), column * _COLUMN, number)
        ]
    tokens = row.split()
    counts = len(list(takewhile(is_countlike, reversed(tokens))))
    if counts < _FEWEST_COUNTS:
        return _words(tokens, 0.0, number)
    name, numbers = tokens[:-counts], tokens[-counts:]
    # Far enough to the right that no name reaches the first column.
    columns = [_COLUMN * (10 - counts + index) for index in range(counts)]
    return _words(name, 0.0, number) + [
        word for token, x0 in zip(numbers, columns, strict=True) for word in _words([token], x0, number)
    ]


def _words(tokens: list[str], x0: float, number: int) -> list[Word]:
    words: list[Word] = []
    for token in tokens:
        x1 = x0 + _CHARACTER * len(token)
        words.append(Word(token, Box(x0, float(number), x1, number + 1.0), 1.0, " " if words else ""))
        x0 = x1 + _CHARACTER
    return words
