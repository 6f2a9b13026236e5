"""The words that call figures an example, a draft or a test, or take them back.

Only the words; where on a page they must stand to be heeded is `captions`' affair.
"""

from __future__ import annotations

import re

from klantprofielen.read.letters import compact
from klantprofielen.read.words_on_figures.not_counts import ADDRESS, END, START, is_marked
from klantprofielen.read.words_on_figures.unchecked_or_mistaken import doubts_figures

# A stamp: these words, alone or with what usually stands beside them.
_STAMP_WORDS = (
    r"voorbeeld|invulvoorbeeld|concept|fictie(?:f|ve)|test|draft|specimen|proef|drukproef|dummy|sample|ontwerp"
    r"|ingetrokken|vervallen|herroepen|withdrawn|voorlopige?|oefen|nognietdefinitie(?:f|ve)|nietdefinitie(?:f|ve)"
    r"|niet(?:vastgesteld|voorpublicatie|voorgebruik)|conceptversie|werkversie|kladversie"
)
# These stand in lists and notes as well; as a stamp they are turned, pale or aslant.
_TURNED_STAMP_WORDS = (
    r"preliminary|oefening|demo(?:nstratie)?|mockup|simulatie|gesimuleerde?|klad|ongeldige?|achterhaalde?|verouderde?"
    r"|vervangen|superseded|obsolete|void|example|template|sjabloon|placeholder|training|onbetrouwbaar|onjuiste?"
    r"|foutieve?|verzonnen|nietecht|terillustratie|illustratief|inbewerking|notfinal|nognietvastgesteld|nietgebruiken"
    r"|nietgeldig|nietgevalideerd|ongecontroleerde?|internconcept|ondervoorbehoud|beta|terbespreking"
)
_STAMP_TAILS = (
    r"(?:versie|document|data|gegevens|cijfers|getallen|aantallen|publicatie|rapport|rapportage|tabel|exemplaar|druk|proef"
    r"|pagina|copy|bestand|materiaal|stuk|tekst|uitdraai|afdruk|kopie|uitgave|set|dataset|editie|only|v?\d+)"
)
_STAMP_ENDING = (
    rf"(?:en|s)?{_STAMP_TAILS}*(?:niet(?:verspreiden|voorverspreiding|voorpublicatie|definitief|publiceren|voorgebruik"
    r"|gebruiken))?(?:vertrouwelijk|intern)?(?:uwv)?"
)
_STAMP = re.compile(rf"(?:(?:{_STAMP_WORDS}){_STAMP_ENDING})+")
_TURNED_STAMP = re.compile(rf"(?:(?:ditiseen|nog)?(?:{_STAMP_WORDS}|{_TURNED_STAMP_WORDS}){_STAMP_ENDING})+")
# What no text that is turned, pale or aslant says of figures that count, even as a part of a longer one.
_STAMP_WITHIN = re.compile(
    r"concept(?:versie|exemplaar|publicatie|cijfers)|(?<![a-z])concept(?![a-z])|voorbeeld(?:versie|exemplaar|cijfers|publicatie)?"
    r"|(?<![a-z])fictie(?:f|ve)(?![a-z])|(?<![a-z])draft(?![a-z])|specimen|oefen(?:bestand|versie|document|materiaal)"
    r"|proef(?:versie|druk)|test(?:versie|bestand|document|data)|dummy|voorlopige?(?![a-z])|ingetrokken|vervallen"
    r"|herroepen|niet definitie(?:f|ve)|niet voor publicatie|niet gebruiken|werkversie|kladversie|achterhaald|ongeldig",
    re.IGNORECASE,
)
_UNREAL_TAILS = (
    r"(?:-?(?:versie|tabel|cijfers|publicatie|document|gegevens|data|bestand|exemplaar|materiaal|uitgave|druk|rapport))"
)
_STAMP_IN_HEADING = re.compile(
    rf"{START}(?:(?:voorbeeld|concept|test|proef|oefen|dummy|demo|draft|werk|klad){_UNREAL_TAILS}"
    r"|voorbeeld(?! (?:uit|van))|concept|fictie(?:f|ve)|test|draft|specimen|dummy|verzonnen|mock-?up|simulatie"
    r"|gesimuleerde?|rekenvoorbeeld|trainingsmateriaal|testomgeving|versie 0[.,]\d+|ter (?:review|controle|beoordeling)"
    r"|niet voor verspreiding|(?:onjuiste|foutieve|ongeldige) versie|wordt (?:nog )?herzien"
    r"|niet vastgesteld|niet definitie(?:f|ve)"
    r"|voorlopige (?:cijfers|gegevens|uitkomsten|stand|resultaten|versie|uitgave|publicatie"
    r"|aantallen|tabel)|\(voorlopig\))"
    rf"{END}",
    re.IGNORECASE,
)
_FICTION = (
    r"fictie(?:f|ve)|verzonnen|gesimuleerde?|willekeurige?|gefingeerde?|voorbeeld|voorbeeldcijfers|niet echt|testdata"
    r"|testgegevens|dummy|dummydata|niet definitief|nog niet definitief|niet vastgesteld"
    r"|voorlopig(?!\W+(?:uitgesteld|niet|geen|gepland|gestopt|de))|nog niet vastgesteld"
    r"|oefenmateriaal|oefening|ter illustratie|illustratief|ongeldig|bedacht|gefantaseerd|imaginair|denkbeeldig"
    r"|hypothetisch|nep|niet bestaand"
)
_FIGURES = r"(?:cijfers|gegevens|aantallen|getallen|tabel|document|publicatie|pagina|overzicht|uitgave|waarden)"
_ARE = r"(?:is|zijn|bevat|bevatten|betreft|betreffen|dienen|dient)"
_CALLED_FICTION = re.compile(
    # `De cijfers in deze tabel zijn fictief`, `Fictieve cijfers`, `Dit is een concept`, `Voorbeeld: ...`
    rf"\b{_FIGURES}\b(?:\W+\w+){{0,6}}?\W+{_ARE}\b(?:\W+\w+){{0,4}}?\W+(?:{_FICTION}|concept|conceptversie|test){END}"
    rf"|{START}(?:fictieve|verzonnen|gesimuleerde|willekeurige|gefingeerde)\W+(?:\w+\W+)?{_FIGURES}{END}"
    rf"|(?<!automatisch ){START}gegenereerde\W+(?:cijfers|getallen|waarden|aantallen|gegevens){END}"
    r"|\b(?:ten behoeve van|voor|in) (?:de |een )?(?:keten|systeem|acceptatie|gebruikers)?-?test(?:en|s|doeleinden)?\b"
    r"|\bniet bij (?:bestaande|echte|werkelijke) personen\b"
    r"|\b(?:dit|deze)\b(?:\W+\w+)?\W+(?:is|betreft)\W+(?:een\W+)?"
    r"(?:voorbeeld|concept|conceptversie|test|testversie|ontwerp|oefening|oefenbestand|oefendocument|voorlopige versie"
    r"|werkversie|proefversie|dummy|simulatie)\b"
    r"|^(?:voorbeeld|concept|fictief|specimen|draft|voorlopig|dummy|oefening)\s*[.:!–-]"
    r"|\bzo\W+(?:zou|zouden|kan|kunnen)\b.*\beruit\W*(?:kunnen\W+)?zien\b|^wat als\b"
    r"|\bvoorlopige?\b.*\balle\W+(?:kolommen|cijfers|aantallen)\b"
    rf"|\b(?:onder|boven)staande? voorbeeld\b|\b{_FIGURES} (?:in|van|uit) (?:het|dit) voorbeeld\b|\bniet ontleend aan\b"
    rf"|\b(?:niet\W+(?:de\W+)?|geen\W+)(?:echte|werkelijke|definitieve)\W+{_FIGURES}",
    re.IGNORECASE,
)
# A document that takes its own figures back; one that tells so of an earlier version is let be.
_WITHDRAWN = re.compile(
    r"\bniet (?:meer )?(?:te )?gebruiken\b|^\W*(?:ingetrokken|teruggetrokken|vervallen|herroepen)\b"
    r"|\b(?:deze|dit)\W+(?:tabel|versie|publicatie|uitgave|overzicht)\W+(?:is|zijn)\W+niet\W+(?:correct|juist|geldig)\b"
    r"|\b(?:tabel|versie|publicatie|uitgave|cijfers)\W+(?:bevat|bevatten)\W+(?:nog\W+|een\W+)?(?:fouten|fout|onjuistheden)\b"
    r"|\b(?:gecorrigeerde|herziene|verbeterde) (?:versie|tabel|uitgave|cijfers)\W+(?:verschijn(?:t|en)|volg(?:t|en))\b"
    r"|\bgeldt niet meer\b|\berratum\b|\btabel vervalt\b|\bniet citeren\b|\bherziening volgt\b"
    r"|\b(?:cijfers|aantallen|getallen|tabel)\b(?:\W+\w+){0,3}?\W+niet klopp?(?:en|t)\b"
    r"|\bnog niet verwerkt\b|\bhad(?:den)? niet\b.*\bmogen worden\b"
    r"|\bvervallen (?:uitgave|versie|editie|publicatie|exemplaar)\b"
    r"|\b(?:cijfers|tabel|gegevens)\b.*\bniet\W+(?:gebruikt|overgenomen|gepubliceerd|verspreid|gedeeld)\W+mag\b"
    r"|\brectificatie volgt\b|\b(?:dit|deze)\W+(?:stuk|document|tabel|uitgave|publicatie)\W+is\W+nog\W+in bewerking\b"
    r"|\b(?:gebruik|raadpleeg)\W+(?:de\W+)?(?:herziene|nieuwe|gecorrigeerde|verbeterde)\W+(?:versie|uitgave|publicatie)\b"
    r"|\b(?:cijfers|gegevens|aantallen|publicatie|tabel|versie|document|uitgave|editie|rapportage|bestand|overzicht)\b"
    r"(?:\W+\w+){0,8}?\W+(?:onjuist|ongeldig|ingetrokken|teruggetrokken|teruggenomen|vervallen|herroepen|foutief"
    r"|achterhaald|verouderd)\b",
    re.IGNORECASE,
)
# A proof that is not given free, a copy under embargo, and a document whose note says which of its figures are wrong.
_NOT_RELEASED = re.compile(
    r"^(?:proefdruk|drukproef|embargo)\b|\bonder embargo\b|^(?:werk|klad|tussen|concept|proef)versie\b"
    r"|\bnog te (?:controleren|bevestigen|valideren|verifi\u00ebren|accorderen|corrigeren|toetsen)\b"
    rf"|\b{_FIGURES}\W+(?:kunnen|kan|zullen|zal|gaan|gaat)\W+(?:(?!niet\b)\w+\W+){{0,2}}?(?:wijzigen|veranderen"
    r"|(?:aangepast|bijgesteld|gewijzigd|herzien|gecorrigeerd) worden"
    r"|worden (?:aangepast|bijgesteld|gewijzigd|herzien|gecorrigeerd))\b"
    r"|\bconcept(?:versie)?\W+(?:d\.? ?d\.?|van|versie)\W*\d"
    r"|\b(?:nog )?niet (?:bestemd|bedoeld|geschikt) voor (?:publicatie|verspreiding)\b|\bnog niet vastgesteld\b"
    r"|\bnog niet\b(?:\W+\w+){0,4}?\W+(?:nagelopen|nagekeken|gecontroleerd|nagerekend)\b"
    r"|\bter (?:bespreking|consultatie|goedkeuring|vaststelling|accordering|autorisatie|verificatie)\b"
    rf"|\b{_FIGURES}\b(?:\W+\w+){{0,5}}?\W+niet\W+(?:\w+\W+)?(?:vrijgegeven|gevalideerd|geaccordeerd|goedgekeurd"
    r"|gecontroleerd)\b"
    rf"|\b{_FIGURES}\b.*\b(?:mag|mogen)\W+(?:nog\W+)?niet\W+(?:worden\W+)?"
    r"(?:overgenomen|gebruikt|gepubliceerd|verspreid|gedeeld)\b(?!\W+(?:om|voor|zonder|door|als)\b)",
    re.IGNORECASE,
)
_LINES = rf"(?:rij(?:en)?|regels?|kolom(?:men)?|{_FIGURES})"
_WRONG = re.compile(
    rf"\b{_LINES}\b.*?\b(?:klopt|kloppen)\b(?:\W+\w+){{0,3}}?\W+niet\b"
    rf"|\b{_LINES}\b.*?\b(?:is|zijn|staat|staan)\b.*?\b(?:verwisseld|(?:bij|in|op|achter) (?:de|het) verkeerde)\b",
    re.IGNORECASE,
)
# `Deze uitgave is vervangen door …`: of itself, though the word mostly speaks of an earlier one.
_REPLACED = re.compile(
    r"\bdeze\W+(?:publicatie|tabel|versie|uitgave|editie|rapportage)\W+(?:is|wordt|werd)\W+(?:\w+\W+){0,3}?vervangen"
    r"\W+door\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:eerder|eerdere|vorige|oude|vervangt)\b|\bvervangen\b(?!\W+door\W+(?!deze|dit|die van hier))", re.IGNORECASE
)
_ON_CONDITION = re.compile(r"\bzonder (?:\w+ )?(?:bronvermelding|toestemming)\b", re.IGNORECASE)


def is_stamp(text: str) -> bool:
    """Whether a whole text is what is stamped on pages that do not count."""
    return bool(_STAMP.fullmatch(compact(text))) and not is_marked(text)


def holds_stamp(text: str) -> bool:
    """Whether a text that is set as stamps are (turned, pale, aslant) holds the words of one."""
    return bool(_TURNED_STAMP.fullmatch(compact(text)) or _STAMP_WITHIN.search(" ".join(text.split())))


def heads_unreal(text: str) -> bool:
    """Whether a heading calls what it heads an example, a draft or a test."""
    return bool(_STAMP_IN_HEADING.search(ADDRESS.sub(" ", text))) and not is_marked(text)


def takes_back(sentence: str) -> bool:
    """Whether a sentence calls the document's figures fictitious, a draft, or withdrawn."""
    sentence = ADDRESS.sub(" ", sentence)
    wrong = _WITHDRAWN.search(sentence) or _WRONG.search(sentence) or _NOT_RELEASED.search(sentence)
    withdrawn = wrong and not _EARLIER.search(sentence) and not _ON_CONDITION.search(sentence)
    called = _CALLED_FICTION.search(sentence) and not is_marked(sentence)
    doubted = doubts_figures(sentence) and not is_marked(sentence)
    return bool(called or withdrawn or doubted or _REPLACED.search(sentence))
