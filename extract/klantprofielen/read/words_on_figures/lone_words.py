"""Words that alone on a line say whom or what a table counts: `18-27 jaar`, `Jongeren`, `mbo`, `nieuwe instroom`.

A sentence says so in its grammar, and a note by its mark; such a line has neither. It is known by having no other
words: what else stands on a publication's pages (its prose, dates, places, its colophon) always has some.
"""

from __future__ import annotations

import re
from enum import Enum

from klantprofielen.read.words_on_figures.not_counts import BENEFITS, PEOPLE

_MOST_LETTERS = 60
# So many of one kind side by side are the heads of another table.
_FEWEST_LABELS = 3


class Kind(Enum):
    """What tells the people or figures that a line names from all of the table's series."""

    AGE = "age"
    SEX = "sex"
    SCHOOLING = "schooling"
    BENEFIT = "benefit"
    ORIGIN = "origin"
    HEALTH = "health"
    WORK = "work"
    STATUS = "status"
    SECTOR = "sector"
    SELECTION = "selection"
    FLOW = "flow"


_AGE = r"(?:1[5-9]|[2-7]\d)"
_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sep(?:t|tember)?|okt(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
# A quarter by its months is another name of it.
_NO_QUARTER = (
    r"(?!jan\w*\W+(?:\S+ )*?(?:maart|mrt)|apr\w*\W+(?:\S+ )*?juni?\b|jul\w*\W+(?:\S+ )*?sep|okt\w*\W+(?:\S+ )*?dec)"
)
_TO = r"(?: ?[-–] ?| ?t/m ?| tot en met (?:de )?| tot (?:de )?| en (?:de )?)"
_SECTORS = (
    r"zorg|welzijn|bouw|techniek|ict|it|horeca|logistiek|groen|groenvoorziening|landbouw|tuinbouw|agrarisch|schoonmaak"
    r"|detailhandel|groothandel|industrie|metaal|beveiliging|onderwijs|overheid|administratief|facilitair|productie"
)
_WORDS: dict[Kind, str] = {
    Kind.AGE: rf"{_AGE}{_TO}{_AGE} ?-?(?:jaar|jarigen?|jr\.?)|{_AGE}-?jarigen?|{_AGE} ?-?(?:plus\w*|\+|min\w*)"
    rf"|[<>\u2264\u2265] ?{_AGE}(?: ?(?:jaar|jr\.?))?|{_AGE} ?(?:jaar|jr\.?) (?:en|of) (?:ouder|jonger)"
    rf"|(?:tot|onder|boven|vanaf|jonger dan|ouder dan)(?: de)? {_AGE}(?: ?(?:jaar|jr\.?))?"
    r"|jongeren|ouderen|jeugd|jeugdigen|volwassenen|senioren",
    Kind.SEX: r"mannen|vrouwen|man|vrouw|mannelijke?|vrouwelijke?",
    Kind.SCHOOLING: r"v?mbo(?:-?opgeleiden|-niveau \d)?|hbo(?:-?opgeleiden)?|havo|vwo|vso|vso/pro|praktijkonderwijs"
    r"|basisonderwijs|niveau \d(?:[-/]\d)?|(?:laag|midden|middelbaar|hoog|lager|hoger|theoretisch|praktisch)[ -]?"
    r"opgeleide?n?"
    r"|(?:on|laag)geschoolde?n?|(?:geen |met |zonder )?(?:een )?startkwalificatie|schoolverlaters|(?:oud-)?leerlingen"
    r"|studenten|laaggeletterde?n?|analfabeten|taalniveau \w\d",
    Kind.BENEFIT: rf"(?:niet-)?(?:{BENEFITS})(?:[- ]?uitkering(?:en)?)?|pwet|nug|id/wiw|wiw|beschut werk"
    r"|praktijkroute|(?:met|zonder) (?:een )?uitkering"
    r"|wsw-ge\u00efndiceerden",
    Kind.ORIGIN: r"\w*statushouders|\w*vluchtelingen|inburgeraars|nieuwkomers|[\w-]*arbeidsmigranten|oekra\u00efners"
    r"|ontheemden|(?:niet-)?westerse?|allochtonen|autochtonen|migratieachtergrond|herkomst|geboorteland|nationaliteit"
    r"|dak- en thuislozen|daklozen|(?:ex-)?gedetineerden|alleenstaande ouders?|alleenstaanden",
    Kind.HEALTH: r"(?:visueel|auditief|lichamelijke?|verstandelijke?|psychische?|zintuiglijke?|motorische?|fysieke?)"
    r" (?:beperkte?n?|beperking(?:en)?|gehandicapten|handicap|klachten)|blinden|slechtzienden|doven|slechthorenden"
    r"|medisch urenbeperkte?n?|(?:duurzaam )?(?:geen|zonder) arbeidsvermogen|met arbeidsvermogen",
    Kind.WORK: r"werkende?n?|niet-werkende?n?|werkloze?n?|werkloos|aan het werk|(?:met|zonder|in) (?:een )?"
    r"(?:betaalde )?(?:werk|baan|dienstverband|loondienst)|parttime\w*|fulltime\w*|deeltijd|voltijd"
    r"|(?:met )?(?:een )?(?:loonkostensubsidie|lks|jobcoach(?:ing)?|proefplaatsing(?:en)?)|zelfstandigen|zzp(?:'?ers)?",
    Kind.STATUS: r"(?:in|niet-)?actie(?:f|ve)|(?:direct |niet |moeilijk )?bemiddelba(?:ar|re)"
    r"|(?:niet )?matchba(?:ar|re)|werkfit\w*"
    r"|job ?ready|lopende(?= \w)|gesloten(?= \w)|afgesloten|be\u00ebindigde?|langdurig\w*|kortdurend\w*"
    r"|(?:korter|langer|minder|meer) dan (?:\d+|een|\u00e9\u00e9n|twee|drie) (?:jaar|maanden|weken)"
    r"|\d+ (?:jaar|maanden) of (?:langer|korter)|[<>\u2264\u2265] ?\d+ (?:jaar|maanden)|in (?:een )?traject"
    r"|in behandeling"
    r"|(?:op (?:de )?)?wachtlijst|(?:met|zonder) (?:een )?(?:cv|rijbewijs(?: \w)?|eigen vervoer|auto)"
    r"|rijbewijs(?: \w)?"
    r"|gepubliceerde(?= \w)|ongepubliceerde?|gewijzigde(?= \w)|gemuteerde?|nog te beoordelen|zichtbaar op werk\.nl"
    r"|cv['\u2019]?s?",
    Kind.SECTOR: _SECTORS,
    Kind.SELECTION: r"(?:deel)?selectie|deelpopulatie|subpopulatie|deelgroep|subgroep|subset|steekproef|gefilterd"
    r"|(?:incl\.?|inclusief) (?:partners|gezinsleden|kinderen)",
    Kind.FLOW: r"(?:nieuwe )?(?:in|uit|door)stroom|nieuwe?(?= (?:klanten|cli\u00ebnten|inschrijvingen|aanmeldingen"
    r"|profielen|klantprofielen|instroom|dossiers|kandidaten|in ))|aanmeldingen|afmeldingen|uitschrijvingen|plaatsingen"
    r"|cumulatie(?:f|ve)|gecumuleerde?|(?:kwartaal|maand|jaar|week)?gemiddelde?n?|mediaan|jaartota(?:al|len)|ytd"
    r"|prognoses?|raming(?:en)?|geraamde?|geschatte?|schatting(?:en)?|lopende trajecten"
    rf"|(?:[x\u00d7] ?1[. ]?0+|in duizendtallen)|{_NO_QUARTER}{_MONTH}(?: ?[-–] ?| t/m | tot en met ){_MONTH}"
    rf"(?: (?:19|20)\d\d)?|(?:t/m|tot en met) {_MONTH}(?: (?:19|20)\d\d)?"
    r"|(?:deze|laatste|afgelopen|vorige) (?:maand|week|periode|jaar)|hele jaar"
    r"|(?:(?:stand|ultimo|eind|einde|per|van) )*(?:het )?(?:vorige?|voorgaande?) (?:kwartaal|jaar|maand)"
    r"|(?:eerste|tweede) (?:helft|halfjaar)|halfjaar",
}
_FILLERS = (
    rf"(?:{PEOPLE}|dossiers|inschrijvingen|registraties|geregistreerde?n?|ingeschreven(?:en)?|uitkering|indicatie|diploma"
    r"|opleiding|aantal(?:len)?|alleen|uitsluitend|enkel|slechts|louter|waarvan|betreft|exclusief|excl\.?|zonder|met"
    r"|een|de|het|van|voor|naar|in|op|uit|bij|per|tot|en|of|t/m|vanaf|die|zijn|doelgroep|groep|categorie|sector"
    r"|branche"
    r"|leeftijd\w*|geslacht|gemeente|jaar|binnen|sonar|profiel|wo|q[1-4]|kwartaal|dit|niet|geen|nog|onderwijs|ouder"
    r"|jonger|onvoldoende|nederlands)"
)
_NAMED = {kind: re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])", re.IGNORECASE) for kind, words in _WORDS.items()}
_EVERY_WORD = re.compile(rf"(?:(?:{'|'.join(_WORDS.values())}|{_FILLERS})(?:[\s./&+]+|$))+", re.IGNORECASE)
# `Exclusief Wajong`, `Excl. de gemeente Urk`; what is exclusive for somebody excludes no figures.
_LEAVES_OUT = re.compile(r"^(?:exclusief|excl\.|uitgezonderd|met uitzondering van)\s+(?!voor\b|btw\b)\w", re.IGNORECASE)
_SEGMENT_ENDS = re.compile(r"[,;:|\u00b7\u2022()\[\]\u2014]|\s[-–]\s")
# `WW-uitkeringen: 11.204` tells a figure of its own.
_FIGURE = re.compile(r"\d[\d.\s\u2009\u202f]*%?")
_MARK = re.compile(r"^\s*[*†‡§¶#•▪‣\u2013-]*\s*")
# Both sexes, or the young and the old, are everybody.
_OPPOSITES = (
    (re.compile(r"\bmannen\b|\bman\b", re.IGNORECASE), re.compile(r"\bvrouw(?:en)?\b", re.IGNORECASE)),
    (re.compile(r"\bjongeren\b", re.IGNORECASE), re.compile(r"\bouderen\b", re.IGNORECASE)),
    (re.compile(r"\binstroom\b", re.IGNORECASE), re.compile(r"\bvoorraad\b", re.IGNORECASE)),
)


def kind_named_alone(text: str) -> Kind | None:
    """What a text of a few words restricts its table to, where a part of it between commas says nothing else."""
    segments = _SEGMENT_ENDS.split(text)
    has_own_figure = any(_FIGURE.fullmatch(segment.strip()) for segment in segments)
    if has_own_figure or any(one.search(text) and other.search(text) for one, other in _OPPOSITES):
        return None
    for segment in [text, *segments]:
        words = _MARK.sub("", segment).strip().rstrip(".:")
        if not words or len(words) > _MOST_LETTERS:
            continue
        if _LEAVES_OUT.match(words):
            return Kind.SELECTION
        if _EVERY_WORD.fullmatch(words):
            named = next((kind for kind, pattern in _NAMED.items() if pattern.search(words)), None)
            if named is not None and len(set(_NAMED[named].findall(words))) < _FEWEST_LABELS:
                return named
    return None
