"""Notes at a table that restrict whom it counts: `* Klanten van 18 tot 27 jaar`, `Vrouwen zijn niet meegeteld`.

Only the words; where on a page they must stand to be heeded is `captions`' affair.
"""

from __future__ import annotations

import re

from klantprofielen.read.words_on_figures.not_counts import (
    BENEFITS,
    END,
    FLOWS,
    ONLY,
    PEOPLE,
    names_part,
    names_some,
)

_GROUPS = (
    r"(?:jongeren|ouderen|mannen|vrouwen|mannelijke|vrouwelijke|(?:school|vroegtijdig )verlaters"
    r"|statushouders|vluchtelingen|nieuwkomers|werkenden|werklozen|niet-werkenden|leerlingen|oud-leerlingen)"
)
_WHO = rf"(?:{PEOPLE}|inschrijvingen|aanmeldingen|{_GROUPS}|{BENEFITS}|(?:gemeente|uwv)-?klanten)"
_MARK = re.compile(r"^\(?(?:\d{1,2}\)|[a-z]\)|[*†‡§¶#①-⑳❶-❿⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜ⁽⁾]+\)?|\d{1,2}(?=\s+[A-Z]))\s*")
_CALL = re.compile(r"^(?:let op|n\.? ?b\.?|opmerking|noot|toelichting|populatie|afbakening)\W+", re.IGNORECASE)
# Words that name parts and say that all of them are counted.
_EVERYBODY = re.compile(
    r"\bmannen\W+en\W+vrouwen\b|\bongeacht\b(?:\W+\w+){1,2}(?:\W+(?:en|of)\W+\w+)?|\b(?:van\W+)?alle\W+leeftijd\w*"
    r"|\bmet\W+(?:en|of|dan wel)\W+zonder\W+(?:een\W+)?\w+|\bzowel\b.*?\bals\W+\w+"
    rf"|\b(?:inclusief|incl\.?|ook)\b(?!\W+{ONLY})[^.;,]*"
    rf"|\b{ONLY}\W+(?:{PEOPLE})\W+(?:die\W+)?in\W+sonar\b",
    re.IGNORECASE,
)
# What tells some clients from others, behind the word for clients.
_WHICH = re.compile(
    rf"\b(?:{PEOPLE})\W+(?:"
    r"(?:met|zonder)\W+(?:een\W+|de\W+|het\W+|eigen\W+)?"
    r"(?!(?:en|of|een|de|het|eigen)\b|\w*profiel|(?:indicatie )?banenafspraak|bsn\b)\w+"
    r"|(?:van|bij|voor)\W+(?:een\W+|de\W+)?(?:werkgevers?|bedrijven|ouder|jonger)"
    r"|in\W+(?:een\W+|de\W+)?\w*(?:baan|werk|uitkering|sector)"
    r"|die\b(?=.*\b(?:sinds|na|vanaf|v\u00f3\u00f3r|afgelopen|voor het eerst|nieuw|werkgevers?|adviseur|werken|werk"
    rf"|baan|jonger|ouder|jaar|uitkering|sector|branche|opleiding|diploma|{FLOWS})\b)"
    r"|tussen\W+(?:de\W+)?\d+\W+en\W+(?:de\W+)?\d+\W+jaar"
    r")|\bnieuw\w*\W+(?:\w+\W+)?(?:klanten|inschrijvingen|personen|mensen)"
    r"|\b\d+\W+(?:t/m|tot|tot en met|-|–)\W*\d+\W+jaar\b|\bjonger\W+(?:zijn\W+)?dan\b|\bouder\W+(?:zijn\W+)?dan\b",
    re.IGNORECASE,
)
_COUNTED = r"(?:geteld|meegeteld|meegenomen|weergegeven|opgenomen|getoond|vermeld)"
_FRAME = re.compile(
    r"^(?:(?:dit|het|hier|(?:(?:al\W+)?(?:alle|de|deze)\W+)?(?:tabel|cijfers|aantallen|getallen"
    r"|telling|opgave|overzicht|lijst|uitdraai|bestand|uitgave|publicatie|rapportage|selectie)"
    r"(?:\W+(?:in|van)\W+(?:de|deze)\W+(?:tabel|uitgave|publicatie))?)\W+)?(?:"
    r"betref(?:t|fen)|gaa[nt]\W+(?:hier\W+|alleen\W+)?(?:om|over)|(?:telt|tellen|bevat|bevatten|toont|tonen)"
    r"|(?:heeft|hebben)\W+(?:\w+\W+)?betrekking\W+op|(?:(?:is|zijn)\W+)?beperkt\W+(?:zich\W+)?tot"
    r"|(?<=cijfers )zijn|(?<=aantallen )zijn|(?<=getallen )zijn"
    rf"|{_COUNTED}\W+(?:zijn|is|worden))\W+(?P<rest>.+)",
    re.IGNORECASE,
)
# Behind a frame, and first in a note: those who are counted.
_FIRST = re.compile(rf"^(?:\w+\W+){{0,3}}?{_WHO}{END}", re.IGNORECASE)
_STARTS_WITH = re.compile(rf"^(?:de\W+)?{_WHO}{END}", re.IGNORECASE)
_ONLY_THOSE = re.compile(rf"^(?:inclusief\W+)?{ONLY}\W+(?:\w+\W+){{0,3}}?{_WHO}{END}", re.IGNORECASE)
_WITHOUT_THOSE = re.compile(
    rf"^(?:zonder|exclusief|excl\.?|behalve|met uitzondering van|m\.?u\.?v\.?)\W+(?:\w+\W+){{0,2}}?{_WHO}{END}",
    re.IGNORECASE,
)
# `Sinds 1 april 2020 ingeschreven klanten`
_SINCE = re.compile(
    rf"^(?:sinds|vanaf|na)\W+\d\W*.*?\b(?:ingeschreven|aangemelde?|geregistreerde?|opgenomen)\W+(?:{PEOPLE})\b",
    re.IGNORECASE,
)
# `Tot 27 jaar`, `Leeftijdsgroep 18 tot 27`, `Exclusief 27-plussers`
_AGE_ALONE = re.compile(
    rf"^(?:(?:{ONLY}|exclusief|zonder)\W+)?(?:(?:leeftijd\w*|tot|vanaf|van|onder|boven|jonger dan|ouder dan)\W+)*"
    r"(?:de\W+)?\d{2}\W*(?:(?:tot|t/m|tot en met|en|-|–)\W*(?:de\W+)?\d{2}\W*)?(?:jaar|jarigen|plus\w*|min\w*)?"
    r"(?:\W+(?:en|of)\W+(?:ouder|jonger))?\W*$",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"^(?:selectie|filter|leeftijd\w*|doelgroep|geslacht)\s*:\s*(?P<rest>\S.*)", re.IGNORECASE)
# `Uitsnede: uitsluitend jongeren tot 27 jaar`
_OTHER_LABEL = re.compile(r"^[^\W\d_]+(?: [^\W\d_]+)?:\s+(?=\S)")
_LEFT_OUT = re.compile(
    rf"\bniet\W+(?:\w+\W+){{0,3}}?{_COUNTED}\b|\b{_COUNTED}\W+(?:zijn|is|worden)\W+niet\b|\btellen\W+(?:\w+\W+)?niet\W+mee\b"
    r"|\b(?:buiten|uit)\W+(?:beschouwing|de\W+telling|de\W+tabel)\b|\bontbreken\b|\bweggelaten\b|\buitgesloten\b",
    re.IGNORECASE,
)
# `Wie al werk heeft, is niet opgenomen`; but who is not of the target group, the region or the system never is.
_WHO_ONLY = re.compile(r"^(?:wie|degenen|zij)\b", re.IGNORECASE)
_NOT_HERE = re.compile(
    r"sonar|doelgroep|banenafspra|register|woonplaats|woonadres|postadres|overleden|buitenland|elders|verhuis|uitgeschreven"
    r"|dubbel|bsn|onbekend|buiten de regio",
    re.IGNORECASE,
)
_IN_TABLE = re.compile(
    r"^(?:in\W+(?:de|deze)\W+(?:tabel|cijfers|aantallen)|hier|hierin|hierbij)\W+(?:zijn|worden|is)\W+", re.IGNORECASE
)
_PERMITS = re.compile(r"\b(?:kan|kunnen|mag|mogen|moet|moeten)\b", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:zijn|is|was|waren|wordt|worden|heeft|hebben|staat|staan|telt|tellen|krijgt|krijgen|kan|kunnen|woont|wonen"
    r"|vallen|valt|vindt|vinden|werken|werkt|gaat|gaan)\b(?=.*\w)",
    re.IGNORECASE,
)
_IN_REGISTER_ONLY = re.compile(
    rf"\d\W+(?:{PEOPLE})\W+(?:van|tot|vanaf|onder|boven|jonger|ouder|tussen)\W+(?:\w+\W+){{0,3}}?\d+\W+(?:\w+\W+){{0,3}}?jaar\b",
    re.IGNORECASE,
)


def restricts(sentence: str) -> bool:
    """Whether a sentence says that the table counts, or leaves out, those of an age, a sex, a benefit or a sector."""
    text = _IN_TABLE.sub("", _plain(sentence))
    if _PERMITS.search(text):
        return False
    labelled = _LABELLED.match(text)
    text = _OTHER_LABEL.sub("", text)
    framed = _FRAME.match(text)
    if labelled:
        return _tells_some(labelled["rest"])
    if framed:
        rest = framed["rest"]
        if _ONLY_THOSE.match(rest) or _WITHOUT_THOSE.match(rest):
            return True
        return bool(_FIRST.match(rest) and _tells_some(rest))
    if _ONLY_THOSE.match(text) or _WITHOUT_THOSE.match(text) or _SINCE.match(text):
        return True
    return _leaves_out(text)


def _leaves_out(text: str) -> bool:
    """Whether a sentence on those who are not counted tells them from others, and not by where they belong."""
    left_out = _LEFT_OUT.search(text)
    if not (left_out and _FIRST.match(text)):
        return False
    return _tells_some(text[: left_out.start()] or text) or bool(_WHO_ONLY.match(text) and not _NOT_HERE.search(text))


def is_restriction(note: str) -> bool:
    """Whether a note names those of an age, a sex or a benefit, and no sentence (`* Klanten van 18 tot 27 jaar.`)."""
    text = _plain(note)
    if _AGE_ALONE.match(text) and names_part(text):
        return True
    return bool(_STARTS_WITH.match(text)) and _tells_some(text) and not _VERB.search(text.rstrip(" ."))


def of_part_in_register(sentence: str) -> bool:
    """Whether the sentence on the register counts those of an age: `1.661 personen tot 27 jaar`."""
    return bool(_IN_REGISTER_ONLY.search(sentence))


def names_everybody(text: str) -> bool:
    """Whether the parts that a note names are all counted: `Inclusief klanten jonger dan 18 jaar`."""
    return bool(_EVERYBODY.search(text)) and not _tells_some(_plain(text))


def _plain(text: str) -> str:
    """A note without its mark, and without what says that everybody is counted."""
    return _EVERYBODY.sub(" ", _CALL.sub("", _MARK.sub("", text.strip()))).strip()


def _tells_some(text: str) -> bool:
    return names_some(text) or bool(_WHICH.search(text))
