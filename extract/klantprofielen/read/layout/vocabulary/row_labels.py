"""What total rows, sums carried over and the rows of a region are called."""

from __future__ import annotations

import re

from klantprofielen.read.letters import compact

# What a total row may be called, and what the name of a region begins with.
_TOTAL_LABELS = (
    "totaal",
    "eindtotaal",
    "amrtotaal",
    "totale",
    "subtotaal",
    "allegemeenten",
    "heleregio",
    "somvande",
    "optellingvande",
    "geheleregio",
)
_TOTAL_ENDINGS = ("totaal", "samen", "allegemeenten", "opgeteld", "bijelkaar")
_CARRIED = re.compile(
    r"(?:te)?(?:transport(?:eren)?|over(?:te)?(?:brengen|dragen)|over(?:gebracht|gedragen|dracht))"
    r"(?:(?:van|naar)?(?:de)?(?:vorige|volgende)?(?:pagina|bladzijde|blad)\d*)?|(?:sub|tussen)(?:totaal|telling|som)\w*"
)
_REGION_LABELS = ("arbeidsmarktregio", "regio")


def names_total(text: str) -> bool:
    """Whether a row label is that of a total row: `TOTAAL AMR`, `Totaal Flevoland`, `Regiototaal`, `Alle gemeenten`."""
    letters = compact(text).lstrip("0123456789")  # of a footnote mark, or the region's number
    return letters.endswith(_TOTAL_ENDINGS) or letters.startswith(_TOTAL_LABELS) or letters == "som"


def names_carried(text: str) -> bool:
    """Whether a row label is that of a sum carried over to the next page, or of a part of the table."""
    return bool(_CARRIED.fullmatch(compact(text)))


def names_region(text: str) -> bool:
    """Whether the name of a row is that of a region: the row of its total, whatever it is called."""
    return compact(text).startswith(_REGION_LABELS)
