"""What a note says that abbreviated heads stand for: `GKL: gemeenteklanten in Sonar; m.kp = met klantprofiel`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from klantprofielen.geometry import Page
from klantprofielen.read.layout.blocks import blocks_of
from klantprofielen.read.layout.header_words import Term, terms_of
from klantprofielen.read.layout.passages import Stretch
from klantprofielen.read.letters import compact

_SHORT = r"[A-Za-z%][\w.\-/]{0,9}"
_IS = r"(?:[:=]|\bstaat voor\b|\bbetekent\b)"
# A meaning ends at a semicolon, a sentence's end, or where the next abbreviation begins.
_EXPLAINED = re.compile(
    rf"(?<![\w.%])({_SHORT})\s*{_IS}\s*([^;:=]{{2,80}}?)(?=\s*;|\.?\s*$|\.\s|,?\s+{_SHORT}\s*{_IS})", re.IGNORECASE
)


def legend_of(page: Page) -> dict[str, str]:
    """The abbreviations that a page explains in words of this publication's header, letters and digits only.

    One that is explained in two ways is none.
    """
    found: dict[str, set[str]] = {}
    for block in blocks_of(Stretch((page,), float("-inf"), float("inf")).lines()):
        for short, meaning in _EXPLAINED.findall(block.text):
            terms = terms_of(meaning)
            if terms and set(terms) - {Term.FILLER}:
                found.setdefault(compact(short), set()).add(meaning)
    return {short: meanings.pop() for short, meanings in found.items() if len(meanings) == 1}


def written_out(text: str, legend: Mapping[str, str]) -> str:
    """A head with the meaning of every abbreviation in it."""
    whole = legend.get(compact(text))
    return whole or " ".join(legend.get(compact(word), word) for word in text.split())
