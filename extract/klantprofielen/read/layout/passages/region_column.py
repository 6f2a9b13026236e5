"""The column of the region beside the rows: its name and number, once for all of them or on each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from klantprofielen.geometry import Line, Page, around
from klantprofielen.read.layout.passages.passages import PassageOnPage
from klantprofielen.records import PassageRole

# The longest text that can be the name and number of a region.
_LONGEST_REGION = 100
# A sentence, a question or an address is none.
_NO_NAME = re.compile(r"[?!]|[.]\s|[.]$|www\.|https?:|\.nl\b|@", re.IGNORECASE)
# A column in which each row has a code of its own is not that of the region, which has one number and a name.
_CODE = re.compile(r"(?:gm ?)?\d{1,4}", re.IGNORECASE)
_FEWEST_CODES = 2


def region_passage(page: Page, lines: Sequence[Line]) -> PassageOnPage | None:
    """The text of the region column; printed on every row it counts once."""
    texts = [" ".join(line.text.split()) for line in lines]
    distinct = [text for text in dict.fromkeys(texts) if not any(_is_part(text, other) for other in texts)]
    if not lines or len(" ".join(distinct)) > _LONGEST_REGION:
        return None  # none, or prose beside the table
    if _NO_NAME.search(" ".join(distinct)):
        return None
    if len(texts) >= _FEWEST_CODES and len(distinct) == len(texts) and all(map(_CODE.fullmatch, texts)):
        return None  # a code of each municipality
    return PassageOnPage(PassageRole.REGION_COLUMN, " ".join(distinct), page, around(line.box for line in lines))


def _is_part(text: str, other: str) -> bool:
    """Whether a text says some words of another once more: `Rivierenland` beside `23 Rivierenland`."""
    return text != other and f" {text} " in f" {other} "
