"""Finds the sentence on the size of the target-group register, which offices word in many ways.

What tells it from other sentences is not its wording: it names the register, a number, and the share of it that is
known in Sonar. SQL takes the number only where the share bears it out, or where it is worded as ever.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from klantprofielen.geometry import Line, Page, around
from klantprofielen.read.layout.passages.blocks import joined_lines
from klantprofielen.read.layout.passages.passages import PassageOnPage, Stretch, plain
from klantprofielen.read.layout.vocabulary.register_words import (
    COUNT_IN_REGISTER,
    PEOPLE,
    REGISTER_NAME,
    names_register,
    names_size,
)
from klantprofielen.read.letters import compact
from klantprofielen.records import PassageRole

_MOST_LINES = 14
_NEXT_LINES = 3
# In font sizes.
_FURTHEST_LINE, _LEVEL = 3.5, 0.4

_USUAL_START = "insonarzijnniet"
_REGISTER_COUNT = re.compile(rf"{REGISTER_NAME}.*?\d{PEOPLE}")
# `Totaal aantal in het doelgroepregister: 5.082.`
_COUNT_BEHIND_COLON = re.compile(r"doelgroep(?:en)?register\b[^.:]{0,80}:\s*\d", re.IGNORECASE)
# A number that is no year, and a share, whatever is counted.
_COUNT = re.compile(
    r"(?<![\d.,])(?!(?:19|20)\d\d(?!\d))(?:\d{1,3}(?:[.,\s'\u2019]\d{3})+|\d{3,6})(?![\d.,]*\d|\s?(?:%|procent|pct))"
)
_SHARE = re.compile(r"\d\s?(?:%|procent|percent|pct)", re.IGNORECASE)
_SHARE_ALONE = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?\s?(?:%|procent|percent|pct)", re.IGNORECASE)
_SHARE_KNOWN = re.compile(r"bekend[a-z]{0,14}?sonar")
_SHARE_IN_SONAR = re.compile(rf"{_SHARE.pattern}.*?sonar")


def footnotes(stretch: Stretch) -> list[PassageOnPage]:
    """The sentences on the size of the register, each gathered from its lines."""
    texts = _with_numbers_beside(list(stretch.lines()))
    found = []
    for index, (page, line) in enumerate(texts):
        if not _begins(texts, index):
            continue
        lines = _lines_from(line, [other for p, other in texts[index + 1 :] if p is page])
        text = plain(joined_lines(lines))
        if names_size(text):
            found.append(PassageOnPage(PassageRole.FOOTNOTE, text, page, around(part.box for part in lines)))
    return found


def _with_numbers_beside(texts: Sequence[tuple[Page, Line]]) -> list[tuple[Page, Line]]:
    """The texts, what is told and its number right of it as one: a spreadsheet or form sets them in two cells."""
    joined: list[tuple[Page, Line]] = []
    for page, line in texts:
        before = joined[-1][1] if joined and joined[-1][0] is page else None
        is_beside = (
            before is not None
            and not any(char.isdigit() for char in before.text)
            and ((names_register(before.text) and _COUNT.fullmatch(line.text)) or _is_share_of(line, before))
            and abs(before.box.y_centre - line.box.y_centre) < _LEVEL * line.size
        )
        if before is not None and is_beside:
            joined[-1] = page, Line((*before.words, *line.words))
        else:
            joined.append((page, line))
    return joined


def _is_share_of(line: Line, before: Line) -> bool:
    """Whether a text is no more than the share that the one before it tells: `Bekend in Sonar`, `78 %`."""
    return bool(_SHARE_KNOWN.search(compact(before.text)) and _SHARE_ALONE.fullmatch(line.text))


def _begins(texts: Sequence[tuple[Page, Line]], index: int) -> bool:
    """Whether the sentence begins in a line: at its usual first words, else where it names the register."""
    page, line = texts[index]
    own = compact(line.text)
    if _USUAL_START in own:
        return True
    text = " ".join((line.text, *_next_texts(texts, index)))
    following = compact(text)
    has_count_and_share = _COUNT.search(text) and _SHARE.search(text)
    begins = names_register(line.text) and (
        _REGISTER_COUNT.search(following) or _COUNT_BEHIND_COLON.search(line.text) or has_count_and_share
    )
    counted = COUNT_IN_REGISTER.search(following)
    if not begins and not (counted and counted.start() < len(own)):
        return False
    before = [compact(other.text) for p, other in texts[max(0, index - 4) : index] if p is page]
    return not any(_USUAL_START in text for text in before)


def _next_texts(texts: Sequence[tuple[Page, Line]], index: int) -> list[str]:
    """What the next lines below a line say; those of another column of the page may come between."""
    page, line = texts[index]
    near = texts[index + 1 : index + 1 + 2 * _NEXT_LINES]
    return [other.text for p, other in near if p is page and other.box.x_overlap(line.box) > 0][:_NEXT_LINES]


def _lines_from(first: Line, below: Sequence[Line]) -> list[Line]:
    """The lines of one sentence: each under the one before it, until the share known in Sonar is said."""
    lines = [first]
    for line in below:
        # Where the usual words begin, another sentence on the register (of the whole country) has ended.
        if _is_whole(lines) or len(lines) >= _MOST_LINES or _USUAL_START in compact(line.text):
            break
        box = around(part.box for part in lines)
        if line.box.top - lines[-1].box.bottom > _FURTHEST_LINE * first.size:
            break
        if line.box.x_overlap(box) > 0 and line.box.y_centre > lines[-1].box.y_centre:
            lines.append(line)
    return lines


def _is_whole(lines: Sequence[Line]) -> bool:
    """Whether the share known in Sonar is said; of `Percentage hiervan bekend in Sonar:` the number may follow."""
    text = joined_lines(lines)
    words = compact(text)
    if (
        text.rstrip().endswith(".")
        and _COUNT.search(text)
        and _SHARE.search(text)
        and words.count("sonar") > (_USUAL_START in words)
    ):
        return True
    if _SHARE_KNOWN.search(words):
        return bool(_SHARE.search(words)) or not text.rstrip().endswith(":")
    return bool(_SHARE_IN_SONAR.search(words))
