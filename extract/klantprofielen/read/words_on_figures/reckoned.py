"""Sentences that say that counts were worked on, or taken over from elsewhere: they are no longer what was counted."""

from __future__ import annotations

import re

_COUNTS = r"(?:aantal(?:len)?|uitkomsten|resultaten|cijfers?|getal(?:len)?|waarden?|gegevens|kolom(?:men)?|tabel)"
_WORKED_ON = (
    r"(?:omgerekend|vermenigvuldigd|opgehoogd|(?<!gelijk )verdeeld over|door\W+\w+\W+gedeeld|gedeeld\W+door"
    r"|op\W+\w+\W+(?:gesteld|gezet)|bijgeschat|aangevuld met|bijgesteld)"
)
_BEFORE = (
    r"(?:een\W+(?:kwartaal|jaar|maand)\W+eerder"
    r"|(?:het\W+)?(?:vorige?|volgende?)\W+(?:kwartaal|verslag|jaar|rapport(?:age)?))"
)
_WORKED_ON_COUNTS = re.compile(
    rf"\b{_COUNTS}\b(?:\W+\w+){{0,8}}?\W+(?<!niet )(?<!geen )(?<!niet meer ){_WORKED_ON}\b"
    r"|\bgewicht\W+(?:\w+\W+)?toegekend\b|\bsom van de (?:vier|drie|twee) (?:kwartalen|maanden|jaren)\b"
    r"|\bkan er meer(?:dere)?(?: dan (?:\u00e9\u00e9n|een|1))? hebben\b"
    r"|^(?:alle )?(?:cijfers|getallen|aantallen)(?: zijn)? afgerond\W*$"
    r"|\boverge(?:nomen|boekt) uit (?:de|het) (?:vorige|eerdere)\b"
    r"|\bhet (?:kwartaal|jaar) ervoor\b|\bprofielen aangemaakt in (?:dit|het) kwartaal\b"
    r"|\bprofielen\W+(?:dat|die)\b(?:\W+\w+){0,6}?\W+(?:vervallen|verlopen|gesloten|verwijderd|bijgewerkt|gewijzigd"
    r"|aangepast|aangemaakt)\b"
    r"|\b(?:sinds|vanaf)\b.*\bopgeteld\b|\bopgeteld\W+(?:vanaf|sinds|over)\b"
    r"|\b(?:zelf|met een model|door ons)\b(?:\W+\w+){0,3}?\W+(?:ingevuld|bepaald|berekend|geschat|aangevuld)\b",
    re.IGNORECASE,
)
_OF_BEFORE = re.compile(rf"\b{_COUNTS}\b(?:\W+\w+){{0,8}}?\W+(?:van|uit)\W+{_BEFORE}\b", re.IGNORECASE)
# A percentage is worked out of counts; figures of before are there to compare with.
_A_SHARE = re.compile(r"percentage|dekkingsgraad|aandeel", re.IGNORECASE)
_COMPARED = re.compile(r"vergele|vergelijk|ten opzichte van", re.IGNORECASE)


def is_reckoned(sentence: str) -> bool:
    """Whether a sentence says that counts were converted, weighted, filled in, or are of another quarter."""
    is_worked_on = bool(_WORKED_ON_COUNTS.search(sentence)) and not _A_SHARE.search(sentence)
    return is_worked_on or (bool(_OF_BEFORE.search(sentence)) and not _COMPARED.search(sentence))
