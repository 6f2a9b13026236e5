"""What printed words look like: counts, suppressed counts, shares; and text without its spacing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from klantprofielen.geometry import UNMAPPED, Box, Line, Word, around
from klantprofielen.read.letters import RAISED, REMEMBERED, SIGNS

# Footnote marks behind a number, raised or not, in brackets or with one behind.
_MARKS = rf"(?:[*{SIGNS}{RAISED}]+\)?){{0,3}}"
# A mark set apart from the number, or from the name, that it stands behind.
_MARK_APART = re.compile(rf"[{SIGNS}{RAISED}]+\)?")
_NAME_MARK = re.compile(r"\d{1,2}\)")
# An asterisk left of all columns is a mark; in one, it stands for a suppressed count.
ASTERISKS = re.compile(r"\*{1,3}")
_SPACES = " \u00a0\u2002\u2003\u2007\u2009\u202f"
_UNBROKEN_SPACES = set("\u00a0\u2007\u202f")
# A space as wide as a letter, alone between two groups of digits, is set by hand, or by a font for the narrow one.
_WIDE_SPACES = {"\u2002", "\u2003"}
_COUNT = re.compile(rf"[-–—−+(]?\d(?:[\d.,'’]|{UNMAPPED}(?=\d))*\)?{_MARKS}")
_SHARE = re.compile(rf"\(?[-–—−]?\d[\d.,]*\s?%\)?{_MARKS}")
_SUPPRESSED = re.compile(r"[-–—−]{1,2}|[xX]|\*{1,3}|\.|[<≤]\s?\d{1,2}|[nN]\.?[bB]\.?|[nN]\.?[vV]\.?[tT]\.?")
_GROUP_START = re.compile(rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})*")
_GROUP = re.compile(rf"\d{{3}}{_MARKS}")

# In font sizes: how far a group of three digits may stand from the digits before it.
_GROUP_GAP = 0.45
# Of the width of a digit: by how much a space in monospaced type differs from it.
_SAME_WIDTH = 0.1


class Kind(Enum):
    """What a token in a number column is."""

    COUNT = auto()
    SUPPRESSED = auto()
    SHARE = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A printed number, or what stands in its place."""

    text: str
    box: Box
    size: float
    kind: Kind


@lru_cache(maxsize=REMEMBERED)
def kind_of(text: str) -> Kind | None:
    """What a text would be in a number column; None for a word."""
    if _SUPPRESSED.fullmatch(text):
        return Kind.SUPPRESSED
    if _SHARE.fullmatch(text) or text == "%":
        return Kind.SHARE
    if _COUNT.fullmatch(text):
        return Kind.COUNT
    return None


def is_countlike(text: str) -> bool:
    """Whether a text can stand in a column of counts."""
    return kind_of(text) is not None


def joined(words: tuple[Word, ...] | list[Word]) -> str:
    """The words as one text, with the white space that was printed, or a space where only distance was."""
    return "".join((word.space_before or " ") * bool(index) + word.text for index, word in enumerate(words))


@dataclass(frozen=True, slots=True)
class TokenRun:
    """Consecutive number tokens of a line; the words before them are the row's label."""

    line: Line
    before: tuple[Word, ...]
    tokens: tuple[Token, ...]

    @property
    def label(self) -> str:
        """The words before the numbers."""
        return " ".join(word.text for word in self.before)

    @property
    def box(self) -> Box:
        """The box around the numbers."""
        return around(token.box for token in self.tokens)


def token_runs(line: Line, *, join_groups: bool = True) -> list[TokenRun]:
    """The runs of number tokens in a line, with the words that stand before each.

    `join_groups` takes `1` and `060`, a space apart, for one number.
    """
    runs: list[TokenRun] = []
    before: list[Word] = []
    part: list[list[Word]] = []
    for last, word, following in zip((None, *line.words), line.words, (*line.words[1:], None), strict=False):
        if part and last is not None and _MARK_APART.fullmatch(word.text) and _is_directly_behind(last, word):
            part[-1].append(word)
        elif _is_in_column(word, following) and not _marks_name(last, word):
            if part and _belongs(part[-1], word, join_groups=join_groups):
                part[-1].append(word)
            else:
                part.append([word])
        else:
            if part:
                runs.append(TokenRun(line, tuple(before), _tokens(part)))
                before, part = [], []
            before.append(word)
    if part:
        runs.append(TokenRun(line, tuple(before), _tokens(part)))
    return runs


def _is_in_column(word: Word, following: Word | None) -> bool:
    """Whether a word is a number of a table; one directly followed by a word is part of a text."""
    if not is_countlike(word.text) and word.text not in {"<", "≤"}:
        return False
    if following is None or is_countlike(following.text) or _MARK_APART.fullmatch(following.text):
        return True
    return following.box.x0 - word.box.x1 > _GROUP_GAP * word.size


def _marks_name(last: Word | None, word: Word) -> bool:
    """Whether a word that could be a count is a footnote mark behind a name: `Almere 1)`, `Almere *`."""
    return (
        last is not None
        and any(char.isalpha() for char in last.text)
        and not is_countlike(last.text)
        and bool(_NAME_MARK.fullmatch(word.text))
        and _is_directly_behind(last, word)
    )


def _is_directly_behind(last: Word, word: Word) -> bool:
    return word.box.x0 - last.box.x1 <= _GROUP_GAP * max(last.size, word.size)


def _belongs(words: list[Word], word: Word, *, join_groups: bool) -> bool:
    """Whether a word continues the token before it: a group of three digits, a per cent, a `<` bound."""
    gap = word.box.x0 - words[-1].box.x1
    if words[-1].text in {"<", "≤"}:
        return word.text.isdigit() and gap <= word.size
    if word.text == "%":
        return gap <= word.size
    is_group = _GROUP_START.fullmatch(joined(words)) and _GROUP.fullmatch(word.text)
    is_unbroken = bool(word.space_before) and set(word.space_before) <= _UNBROKEN_SPACES
    reach = 1.0 if is_unbroken or word.space_before in _WIDE_SPACES else _GROUP_GAP
    is_near = gap <= reach * word.size or _is_one_place_wide(gap, word)
    return bool(join_groups and is_group) and is_near


def _is_one_place_wide(gap: float, word: Word) -> bool:
    """Whether the one space printed before a number is as wide as its digits, as that of monospaced type is."""
    digit = word.box.width / len(word.text)
    return word.space_before == " " and abs(gap - digit) <= _SAME_WIDTH * digit


def _tokens(parts: list[list[Word]]) -> tuple[Token, ...]:
    tokens = []
    for words in parts:
        text = joined(words)
        kind = kind_of(text) or (Kind.SUPPRESSED if text in {"<", "≤"} else Kind.COUNT)
        tokens.append(Token(text, around(word.box for word in words), max(word.size for word in words), kind))
    return tuple(tokens)


def sum_of(counts: Iterable[int | None]) -> int | None:
    """The sum of counts; None where one of them is not known."""
    known = list(counts)
    return None if None in known else sum(count for count in known if count is not None)


@lru_cache(maxsize=REMEMBERED)
def count_of(text: str) -> int | None:
    """The count that a text prints, where it does so plainly; only used to tell columns apart.

    A sign without a meaning before three digits is taken for one that parts thousands, as SQL does: the sums prove it.
    """
    digits = re.sub(rf"(?<=\d)[.,{_SPACES}'’{UNMAPPED}](?=\d{{3}}(?!\d))", "", re.sub(f" ?{_MARKS}$", "", text))
    return int(digits) if digits.isdecimal() else None
