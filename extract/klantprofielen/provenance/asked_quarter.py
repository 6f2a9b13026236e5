"""A quarter as people write it: `2020Q2`, `Q2 2020`, `2e kwartaal 2020`, or one of its dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

_YEAR = r"(?P<year>20\d\d)"
_NUMBERS = {
    "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "first": 1, "second": 2, "third": 3, "fourth": 4,
}  # fmt: skip
_ORDINAL = rf"(?P<quarter>[1-4]|{'|'.join(_NUMBERS)})(?:e|de|ste|st|nd|rd|th)?"
_WORD = r"(?:kwartaal|quarter|kw\.?|[qk])"
_QUARTERS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}[ /-]?{_WORD} ?(?P<quarter>[1-4])",
        rf"{_WORD} ?(?P<quarter>[1-4])(?:[ /-]| van )?{_YEAR}",
        rf"{_ORDINAL} ?{_WORD}(?:[ /-]| van | of )?{_YEAR}",
    )
]
_DATES = [
    re.compile(rf"{_YEAR}-(?P<month>\d\d?)-(?P<day>\d\d?)"),
    re.compile(rf"(?P<day>\d\d?)-(?P<month>\d\d?)-{_YEAR}"),
]
# `2e kwartaal van 2020`
_MOST_WORDS = 4


def read_quarter(text: str) -> str | None:
    """A quarter as the marts label it (`2020Q2`); None when the text is none, nor one of its dates."""
    text = " ".join(text.split())
    for form in _QUARTERS:
        if match := form.fullmatch(text):
            number = match["quarter"].lower()
            return f"{match['year']}Q{_NUMBERS.get(number, number)}"
    for form in _DATES:
        if match := form.fullmatch(text):
            return _quarter_of(int(match["year"]), int(match["month"]), int(match["day"]))
    return None


def _quarter_of(year: int, month: int, day: int) -> str | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return f"{found.year}Q{(found.month + 2) // 3}"


def split_quarter(question: Sequence[str]) -> tuple[str, str | None]:
    """The place and the quarter of a question, which stands before or behind the place; None for no quarter."""
    words = " ".join(question).split()
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        if quarter := read_quarter(" ".join(words[-count:])):
            return " ".join(words[:-count]), quarter
        if quarter := read_quarter(" ".join(words[:count])):
            return " ".join(words[count:]), quarter
    return " ".join(words), None
