"""Words with which a document doubts its own figures: not checked, mistaken, incomplete, changed on purpose.

They are as good as a stamp, wherever they stand.
"""

from __future__ import annotations

import re

_FIGURES = (
    r"(?:cijfers?|gegevens|aantal(?:len)?|getal(?:len)?|tabel|waarden?|uitkomsten|regels?|rijen|kolom(?:men)?|cel(?:len)?"
    r"|overzicht|opgave|stand)"
)
_DOUBTS = re.compile(
    r"^v(?:ersie)? ?0[.,]\d|^(?:onder voorbehoud|ongecontroleerd|ongecorrigeerd|indicatief)\W*$"
    r"|\b(?:cijfers|aantallen|gegevens) onder voorbehoud\b(?! van)|\bindicatieve\b"
    rf"|\b(?:twijfel\w*|betwijfel\w*|onzeker\w*)\b.*\b{_FIGURES}\b"
    rf"|\b{_FIGURES}\b.*\b(?:twijfel\w*|onzeker|onwaarschijnlijk)\b"
    r"|\b(?:per abuis|abusievelijk)\b|\bbevat(?:ten)? (?:nog |een |enkele )?fout(?:en)?\b"
    r"|\b(?:door|wegens|vanwege) (?:een|de) (?:fout|storing|vergissing|misverstand)\b"
    r"|\b(?:verkeerde?|onjuiste?|foute?) (?:bestand|tabel|selectie|query|levering|versie)\b"
    r"|\b(?:dit is |zijn |is )?nog niet (?:de )?(?:eindstand|eindversie|compleet|volledig|definitie(?:f|ve)|alle)\b"
    r"|\bv(?:\u00f3\u00f3|oo)r (?:controle|ontdubbeling|opschoning|correctie|validatie)\b"
    r"|\b(?:definitieve|gecorrigeerde|herziene|nieuwe|juiste) (?:tabel|versie|cijfers|uitgave)"
    r" (?:volgt|volgen|wordt|worden)\b"
    r"|\bnog (?:te|door te) (?:checken|nemen|lopen|controleren|bespreken)\b"
    r"|\b(?:eerste|ruwe) (?:proeve|opzet|indicatie|schatting)\b"
    r"|\bgebruik (?:deze|dit|die)\b[^.]*\bniet\b|\b(?:wordt|worden) (?:nog )?(?:vervangen|herzien|ingetrokken)\b"
    r"|\b(?:pagina|blad|bijlage|factsheet)\b[^.]*\b(?:vervallen|ingetrokken|achterhaald)\b"
    r"|\b(?:foutmarge|onnauwkeurigheid|betrouwbaarheidsinterval|onzekerheidsmarge)\b"
    r"|\bwillekeurige? (?:afwijking|ruis|waarde|getal)|\b(?:ruis|afwijking)\b[^.]*\btoegevoegd\b"
    r"|\btestomgeving\b|\b(?:denkbeeldige?|imaginaire?|verzonnen) (?:regio|gemeenten?|personen|klanten)\b"
    r"|\bgeen (?:opgave|levering|gegevens|cijfers) (?:beschikbaar|ontvangen|aangeleverd|binnen)\b"
    r"|\bmoet(?:en)?\W+(?:\d[\d.]*\W+)?zijn\W+\d"
    r"|\buitgegaan van de (?:stand|cijfers|gegevens)\b|\bongewijzigd overgenomen\b|\btussenstand\b|\bhalverwege\b",
    re.IGNORECASE,
)
# Of an edition before this one, or of the rules: `De vorige uitgave bevatte een fout`, `drukfouten voorbehouden`.
_OF_EARLIER = re.compile(
    r"\b(?:eerder|eerdere|vorige|oude|vervangt|hersteld)\b|\bvoorbehouden\b|\bkan\b.*\bfouten\b|\baansprakelijk",
    re.IGNORECASE,
)


def doubts_figures(sentence: str) -> bool:
    """Whether a sentence says that the document's own figures are not checked, mistaken, incomplete or changed."""
    return bool(_DOUBTS.search(sentence)) and not _OF_EARLIER.search(sentence)
