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
# All that a total row's label has besides names, which begin with a capital.
_TOTAL_WORDS = re.compile(
    r"\w*tota(?:al|le)|som|optelling|samen|opgeteld|bij|elkaar|als|(?:ge)?heel|waarvan|pagina|blad(?:zijde)?|alle|(?:ge)?hele|(?:arbeidsmarkt)?regio|amr|gemeenten?"
    r"|klanten|personen|sonar|aan|de[nr]?|het|en|in|uit|van|voor|op"
)
_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")
_REGION_LABELS = ("arbeidsmarktregio", "regio")


def names_total(text: str) -> bool:
    """Whether a row label is that of a total row: `TOTAAL AMR`, `Totaal Flevoland`, `Regiototaal`, `Alle gemeenten`."""
    letters = compact(text).lstrip("0123456789")  # of a footnote mark, or the region's number
    return letters.endswith(_TOTAL_ENDINGS) or letters.startswith(_TOTAL_LABELS) or letters == "som"


def words_behind_total(text: str) -> tuple[str, ...]:
    """The words of a total row's label that name neither a sum nor, with a capital, a place: `exclusief`, `fte`."""
    return tuple(word for word in _WORD.findall(text) if word[0].islower() and not _TOTAL_WORDS.fullmatch(word))


def names_carried(text: str) -> bool:
    """Whether a row label is that of a sum carried over to the next page, or of a part of the table."""
    return bool(_CARRIED.fullmatch(compact(text)))


def names_region(text: str) -> bool:
    """Whether the name of a row is that of a region: the row of its total, whatever it is called."""
    return compact(text).startswith(_REGION_LABELS)
