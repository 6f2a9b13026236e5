"""The letters of a text: without spacing, accents and marks, as words are compared whatever a page does to them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Footnote marks behind a number or a name: what is raised, and signs.
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ⁽⁾⁺⁻⁼"
SIGNS = "†‡§¶#①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿"
_NO_MARKS = {ord(mark): None for mark in RAISED + SIGNS}

# The same words are asked about again and again within a document.
REMEMBERED = 2048


@lru_cache(maxsize=REMEMBERED)
def compact(text: str) -> str:
    """Lower-case letters, digits and percent signs alone: no accents, spacing, hyphens or marks."""
    plain = unicodedata.normalize("NFKD", text.translate(_NO_MARKS))
    return "".join(c for c in plain.casefold() if c.isalnum() or c == "%")
