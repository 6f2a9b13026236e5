"""The words that say what figures are: changes, shares, estimates, a part, other people, or figures of nobody.

Only the words; where on a page they must stand to be heeded is `captions`' affair.
"""

from __future__ import annotations

import re

from klantprofielen.read.words_on_figures.reckoned import is_reckoned

# Where a word begins and ends, an underscore being none of its letters.
START, END = r"(?<![^\W_])", r"(?![^\W_])"
_SPACE = r"[\s\u00a0\u2009\u202f.]?"
_THOUSAND = rf"1{_SPACE}000"

_PERCENTAGES = (
    r"percentages?|procent(?:en|ueel|uele|punten?)?|pct\.?|aandeel|aandelen|%|relatie(?:f|ve)|verhoudingsgetallen"
    r"|verhouding(?:en)?|ratio(?:'s)?|quot(?:e|es|um|a)|dekkingsgraad|verdeling in %"
)
_UNITS = (
    rf"per (?:{_THOUSAND}|10{_SPACE}000|duizend|honderd|100)(?!\d)|[x\u00d7*] ?{_THOUSAND}(?!\d)|{_THOUSAND}-?tallen"
    r"|[x\u00d7*] ?10{1,2}(?!\d)|(?:duizend|honderd|tien|vijf)tallen(?!.*\b(?:punt|spatie|komma|gescheiden)\b)"
    r"|(?:in|maal) duizend(?:en)?|index(?:cijfers?|getallen)?|indices|promille|‰"
    r"|per (?:inwoner|hoofd|consulent|fte|werkgever)|in euro(?:'s)?|\u20ac|fte'?s?|voltijd(?:banen|equivalenten|s)?"
    r"|arbeidsjaren|mensjaren|manjaren|[\u0394\u2206]"
    r"|(?:reis|wacht|doorloop)tijd(?:en)?|kosten|bedragen"
    r"|aantal(?:len)? (?:dagen|weken|maanden|uren|minuten|keren|keer)"
)
_MOVES = (
    r"(?:kwartaal|jaar|maand)?mutaties?|toe- en af(?:name|names)|toenames?|afnames?|verschil(?:len)?"
    r"|ontwikkeling(?:en)?|verandering(?:en)?|wijziging(?:en)?|groei|krimp|daling(?:en)?|stijging(?:en)?"
    r"|saldo|saldi|netto"
)
FLOWS = (
    r"instroom|uitstroom|doorstroom|ingestroomde?n?|uitgestroomde?n?|nieuwe (?:klanten|cli\u00ebnten|inschrijvingen"
    r"|aanmeldingen|profielen|klantprofielen)"
    r"|nieuw\W+(?:\w+\W+){0,3}?(?:ingeschreven|geregistreerd|ingestroomd|aangemeld|opgenomen)\w*"
    r"|in (?:het|dit) kwartaal"
    r"|inschrijvingen|uitschrijvingen|aanmeldingen|afmeldingen|plaatsingen|geplaatste?n?"
    r"|cumulatie(?:f|ve)|gecumuleerde?|ytd|jaartotalen|jaartotaal|jaarcijfers?"
    r"|sinds (?:1 januari|begin|het begin|de start|aanvang|vorig|het vorige)|vanaf 1 januari"
    r"|(?:over|in) (?:heel|het hele jaar|geheel) (?:\d{4}|het jaar)|(?:laatste|afgelopen|lopende) (?:twaalf|12|vier|4)"
    r" (?:maanden|kwartalen)"
    r"|voor (?:het eerst|de eerste keer)|zich\b(?:\W+\w+){0,20}?\W+(?:ingeschreven|aangemeld|gemeld|uitgeschreven)"
    r"|(?:aangemaakt|afgesloten|verwijderd)\W+(?:in|tijdens|gedurende|over|sinds)"
    r"|(?:uit|van) sonar (?:is |zijn )?verwijderd"
    r"|(?:een )?(?:klant)?profiel (?:kreeg|kregen|gekregen)|be\u00ebindigde?n?|aan het werk geholpen|bezochte?|bekeken"
    r"|tussen \d{1,2} \w+(?: \d{4})? en \d{1,2} \w+|gedurende|in de loop van"
)
_COMPARISONS = r"t\.? ?o\.? ?v\.?|ten opzichte van|vergeleken (?:met|bij)|in vergelijking met"
_ESTIMATES = (
    r"(?:kwartaal|maand|jaar|week|voortschrijdend )?gemiddelde?n?|rekenkundige? midden|midden van de"
    r"|mediaan|prognoses?|voorspelling(?:en)?|voorspeld"
    r"|raming(?:en)?|geraamde?|verwachte?|verwachting(?:en)?|geschat(?:te)?|schatting(?:en)?"
    r"|vooruitblik|vooruitzicht(?:en)?"
    r"|streef(?:cijfers?|waarden?|aantallen)|doelstelling(?:en)?|doelen|ambities?|taakstelling(?:en)?|begrote?"
    r"|begroting(?:en)?|scenario(?:'s)?"
    r"|extrapolatie|ge\u00ebxtrapoleerde?|gewogen|ge\u00efndexeerde?|gestandaardiseerde?|seizoens?gecorrigeerde?"
    r"|herrekende?|omgerekende?|modelmatige?|gemodelleerde?|ge\u00efmputeerde?|imputatie|som van (?:de|drie|alle)"
    r"|(?:hoogste|laagste) (?:stand|waarde|aantal)|norm(?:en|cijfers?)?|respons|enqu\u00eates?"
    r"|gecorrigeerd voor|afgerond op|maandultimo'?s|herweging|scores?|rangorde|ranglijst|rangnummers?"
)
_CHANGES = f"{_MOVES}|{FLOWS}|{_COMPARISONS}|{_ESTIMATES}"
# These say it wherever they head something; the others may head a paragraph of prose.
_PLAIN_CHANGES = (
    rf"(?:kwartaal|jaar|maand)?mutaties?|{_COMPARISONS}|prognoses?|geschat(?:te)?|cumulatie(?:f|ve)|gecumuleerde?"
    rf"|streefcijfers?|{_UNITS}"
)
_CHANGE = re.compile(rf"(?:{START}|(?=[x\u00d7*\u20ac‰]))(?:{_CHANGES}|{_UNITS}){END}", re.IGNORECASE)
_PLAIN_CHANGE = re.compile(rf"(?:{START}|(?=[x\u00d7*\u20ac‰]))(?:{_PLAIN_CHANGES}){END}", re.IGNORECASE)
_UNIT = re.compile(rf"(?:{START}|(?=[x\u00d7*\u20ac‰%]))(?:{_UNITS}){END}", re.IGNORECASE)
_PERCENTAGE = re.compile(rf"(?:{START}|(?=%))(?:{_PERCENTAGES}){END}", re.IGNORECASE)
# When the clients were last written down in the system, and what is said to have changed in the document's own form.
_UPKEEP = re.compile(
    r"\b(?:laatste|datum(?: van)?(?: de)?(?: laatste)?|laatst)\W+(?:mutaties?|wijziging(?:en)?)\b"
    r"|\bwijzigingen voorbehouden\b|\b(?:mutatie|wijziging)s?datum\b|\b(?:bijgewerkt|verwerkt)\b",
    re.IGNORECASE,
)
# `Sinds 1 januari 2019 is Noordwijkerhout onderdeel van Noordwijk`
_MERGER = re.compile(
    r"\b(?:sinds|vanaf|per) 1 januari(?: \d{4})?(?= (?:is|zijn|hoort|horen|vormt|vormen|maakt|maken|heet)\b)",
    re.IGNORECASE,
)
_SHARES_ALONE = re.compile(r"\W*(?:in )?(?:percentages|procenten)\W*|\s*%\s+van\b[^.\d]*\W*", re.IGNORECASE)
# A percentage that is printed, or counts that are named beside it: then the word is not the table's unit.
_OTHER_PERCENTAGE = re.compile(r"\d\s?(?:%|procent)|\baantal(?:len)?\b", re.IGNORECASE)

_PAGE = r"(?:kwartaal|kwartalen|publicaties?|uitgaven?|edities?|pagina|regio)"
ADDRESS = re.compile(r"\S*(?:www\.|https?:|@)\S*|\S+\.(?:nl|eu|com|org)\b\S*", re.IGNORECASE)
_NAVIGATION = re.compile(
    rf"\W*(?:vorige?\W+{_PAGE}\W+volgende?|volgende?\W+{_PAGE}\W+vorige?)\W+{_PAGE}\W*", re.IGNORECASE
)

PEOPLE = (
    r"klanten|mensen|personen|cli\u00ebnten|kandidaten|werkzoekenden|doelgroepers|inwoners|profielen|klantprofielen"
    r"|deelnemers|wie|degenen|zij"
)
BENEFITS = (
    r"wajong\w*|wia|wga|iva|wao|ww|wsw|anw|ioa[wz]|nugg?ers|participatiewet|p-wet|bijstand\w*|ziektewet"
    r"|\w*uitkeringsgerechtigden|\w*bijstandsgerechtigden|ww-gerechtigden"
)
ONLY = r"(?:alleen|uitsluitend|enkel|slechts|louter|waarvan)"
# A caption that names a part of the target group: its counts add up, and are not those of the series.
_PART = re.compile(
    r"\b(?:deel)?selectie\s*:(?!\W*(?:de\W+)?(?:hele\W+|gehele\W+)?(?:doelgroep|banenafspraak|alle)\b)"
    r"|\bfilter\s*:|\bgefilterd\b|\bsteekproef(?!sgewij)\w*|\bsub(?:groep|set)\b|\bdeel(?:groep|populatie)\b"
    r"|\b(?:jonger|ouder|korter|langer) dan \w+|\b(?:tot|vanaf|onder|boven)(?: de)? \d+ jaar|[<>\u2264\u2265] ?\d+ jaar"
    r"|\b\d+ ?(?:-|–|tot|t/m|tot en met) ?\d+[- ]?jaar|\b\d+(?:-plus\w*|\+)(?:\s|$)"
    r"|\b\d+ jaar (?:en|of) (?:ouder|jonger)"
    r"|\b\d+-?minners\b|\bexcl\b|\bm/v\b|\bgeslacht\b|\bmet meerdere (?:klant)?profielen\b|\bdubbelingen\b"
    r"|\bleeftijds?(?:groep|categorie|klasse)?\b|\b\d+-?plussers\b"
    r"|\b\d+\W+(?:t/m|tot en met|tot|\u2013|-) ?\d+-?jarigen\b|\b(?:jongeren|jeugd)[a-z]*"
    r"|\b(?:ouderen|mannen|vrouwen|mannelijke|vrouwelijke|schoolverlaters|statushouders|vluchtelingen"
    r"|nieuwkomers|migratieachtergrond|langdurig\w*|werkenden|werklozen|niet-werkenden)\b"
    r"|\b(?:hoger|lager|middelbaar|praktisch|theoretisch)\W+opgeleide?n?\b"
    r"|\b(?:direct |niet |moeilijk )?bemiddelbare?\b|\bbeschikbare (?:klanten|kandidaten|werkzoekenden)\b"
    rf"|\b{ONLY}\W+(?:\w+\W+){{0,2}}?(?:{PEOPLE}|{BENEFITS})\b"
    rf"|\b(?:met|zonder|in) (?:de |een |het )?(?:{BENEFITS}|werk|baan|dienstverband|rijbewijs|startkwalificatie)\b"
    r"|\b(?:exclusief|met uitzondering van|behalve)\W+(?!voor\b)\w+"
    r"|\b(?:sector|branche|bedrijfstak|beroepsgroep|beroepsklasse|opleidingsniveau|opleidingsrichting)\b",
    re.IGNORECASE,
)
# A benefit alone is a part where it is a caption, not where it heads a paragraph.
_BENEFIT = re.compile(rf"{START}(?:{BENEFITS}|beschut werk|praktijkroute){END}", re.IGNORECASE)

_SYSTEMS = (
    r"suwinet(?:-inkijk)?|gws(?:4all)?|civision|competensys|eigen (?:systeem|administratie|registratie)"
    r"|polisadministratie"
)
# Where the profiles are shown, which a page may well name.
_SHOWCASES = r"werk\.nl|werkmap|kandidatenverkenner"
_OTHER_SUBJECTS = (
    r"uitkeringen|ww-uitkeringen|bijstandsuitkeringen|vacatures|trajecten|aanvragen|indicaties|beoordelingen"
    r"|arbeidsplaatsen|werkplekken|garantiebanen|dienstverbanden|loonkostensubsidies?|werknemers|huishoudens"
    r"|proefplaatsingen|jobcoaches|werkgevers|bedrijven|inwoners|banen|bezoeken|raadplegingen|sollicitaties|gesprekken"
)
# Other people than the clients in Sonar, or another system than Sonar.
_OTHERS = re.compile(
    rf"\b(?:klant)?tevredenheid\b"
    rf"|^(?:ww-uitkeringen|bijstandsuitkeringen|uitkeringen|vacatures|inwoners|garantiebanen|indicaties)\W*$"
    rf"|\b(?:aantal(?:len)?|lopende|openstaande|nieuwe|vervulde|verstrekte|afgegeven|toegekende)\W+(?:{_OTHER_SUBJECTS}){END}"
    rf"|{START}(?:{_OTHER_SUBJECTS})\W+(?:per|naar)\W+\w+"
    rf"|\b(?:in|uit|via|bron\W*|volgens)\W+(?:het |de )?(?:systeem )?(?:{_SYSTEMS}){END}"
    rf"|\b(?:aantal(?:len)?|stand|geregistreerd\w*|ingeschreven\w*|geteld|bron)\b(?:\W+\w+){{0,4}}?\W+(?:{_SHOWCASES}){END}"
    rf"|\b(?:{PEOPLE}|zichtbare?)\W+(?:zichtbaar\W+)?(?:in|op)\W+(?:de )?(?:{_SHOWCASES}){END}"
    # `De profielen in de kandidatenverkenner zijn afkomstig uit …` tells where they come from.
    r"(?!\W+(?:zijn|komen)(?:\W*$|\W+(?:\w+\W+)?(?:afkomstig|uit)\b))",
    re.IGNORECASE,
)
_IN_REGISTER = re.compile(
    rf"\b(?:{PEOPLE}|aantal(?:len)?|stand|omvang|geregistreerd\w*|ingeschreven\w*)\b(?:\W+\w+){{0,4}}?\W+"
    r"(?:in|uit|van)\W+(?:het )?doelgroep(?:en)?register\b|^(?:omvang|stand) doelgroepregister",
    re.IGNORECASE,
)
_SONAR = re.compile(r"sonar|klantprofiel", re.IGNORECASE)
# The sentence of the register, told of others: `In Sonar zijn niet alle WW-gerechtigden opgenomen`.
_NOT_ALL_OTHERS = re.compile(
    r"\bin sonar (?:zijn|staan) niet alle"
    r" (?!(?:\w+ ){0,2}?\w*(?:doelgroep|klanten|cli\u00ebnten|personen|mensen|kandidaten|banenafspra))\w",
    re.IGNORECASE,
)

# Clients who are counted though they are not of the target group, the region or the system.
_NOT_IN_GROUP = r"partners|kinderen|gezinsleden|huisgenoten|statushouders|arbeidsmigranten|zelfstandigen|zzp'ers"
_BEYOND = re.compile(
    r"\b(?:buiten|niet tot|niet onder|geen deel van|zonder(?: indicatie(?: voor)?)?)\W+(?:(?:de|het|een)\W+)?"
    r"(?:doelgroep|banenafspraak|doelgroep(?:en)?register|indicatie)\b"
    rf"|\bgewone\W+(?:{PEOPLE})\b|\b(?:{PEOPLE})\W+uit\W+andere\W+(?:arbeidsmarkt)?regio|\bniet (?:uit )?sonar\b"
    r"|\b(?:ook|inclusief)\b.*\b(?:uitgeschreven|overleden)\b"
    rf"|\book\b(?:\W+\w+){{0,2}}?\W+(?:{_NOT_IN_GROUP})\b"
    r"|\b(?:of|en|plus)\W+(?:in|uit)\b(?:\W+\w+){0,4}?\W+(?:andere|gemeentelijke|eigen)\W+systemen\b"
    r"|\b(?:telling|opgave|registratie) (?:van |door )?(?:de )?gemeenten? zelf\b|\beigen (?:telling|opgave)\b"
    r"|\b(?:tabel|cijfers|getallen|aantallen)\b.*\b(?:gaan over|betreffen|betreft|tellen|telt)\b.*\bniet in sonar\b"
    r"|\balle doelgroepen samen\b"
    r"|\bwerkgemeente\b|\b(?:gemeente|plaats|regio)\W+(?:waar|waarin)\W+(?:zij|ze|men|iemand|klanten|mensen|personen)\W+"
    r"(?:werk(?:en|t|zaam)|aan het werk)\b",
    re.IGNORECASE,
)
# `Hier staan aanvragen, geen mensen`, `Dit zijn geen klanten`
_NO_PEOPLE = re.compile(
    rf"\b(?:tel(?:t|len)|staan|zijn|betreft) \w+, (?:en )?(?:niet|geen) (?:{PEOPLE})\b"
    r"|\b(?:dit|het)\W+(?:zijn|gaat|betreft)\W+(?:geen|andere|niet\W+om)\W+"
    rf"(?:aantallen\W+)?(?:{PEOPLE})\b",
    re.IGNORECASE,
)
_NOT_COUNTED = re.compile(
    r"\bniet\W+(?:\w+\W+){0,3}?(?:geteld|meegeteld|meegenomen|opgenomen|mee)\b|\bbuiten (?:beschouwing|de telling)\b"
    r"|\bniet\W+(?:\w+\W+){0,2}?(?:werkgemeente|gemeente waar)\b|\bongeacht\b"
    r"|\bontbreken\b|\bweggelaten\b|\bniet uit sonar\b.*\bregister\b|\bgeen\b(?!\W+(?:klant)?profiel)",
    re.IGNORECASE,
)
_NOT_OF_IT = re.compile(r"\b(?:vallen|valt|behoren|behoort)\b", re.IGNORECASE)
_THOSE_TOO = re.compile(
    rf"\b(?:ook|inclusief|plus|mede)\W+(?:\w+\W+)?(?:{PEOPLE}|die|wie)\W+(?:mee\W+)?(?:die\W+)?niet\b"
    rf"|\book\b(?:\W+\w+){{0,2}}?\W+(?:{_NOT_IN_GROUP})\b",
    re.IGNORECASE,
)

_TABLE = r"(?:tabel|overzicht|cijfers?|getal(?:len)?|aantallen|kolommen|waarden?)"
_SAYS = (
    r"(?:is|zijn|betreft|betreffen|toont|tonen|geeft|geven|bevat|bevatten|laat|laten|vermeldt|vermelden|staan|staat"
    r"|hebben|heeft|gaan|gaat)"
)
_OF_TABLE = re.compile(
    rf"\b{_TABLE}\b(?:\W+\w+){{0,6}}?\W+{_SAYS}\b(?:\W+\w+){{0,4}}?\W+(?:{_CHANGES}|{_UNITS}|{_PERCENTAGES}){END}"
    rf"|\b(?:weergegeven|vermeld|getoond|afgebeeld|opgenomen)\W+(?:is|zijn|wordt|worden)\b(?:\W+\w+){{0,3}}?\W+"
    rf"(?:{_CHANGES}|{_UNITS}){END}|\b{_TABLE}\s*[=:]\s*(?:{_CHANGES}|{_UNITS}|{_PERCENTAGES}){END}",
    re.IGNORECASE,
)
# `Geraamd is hoeveel klanten eind 2023 in Sonar zullen staan`
_FIRST_MONTHS, _LAST_MONTHS = r"(?:januari|april|juli|oktober)", r"(?:maart|juni|september|december)"
_MIDDLE_MONTHS = r"(?:februari|mei|augustus|november)"
_OTHER_DAY = re.compile(
    r"\b(?:stand|standen|peildatum|peilmoment|situatie|geldt|gelden|geteld|telling)\b(?:\W+\w+){0,7}?\W+(?:"
    rf"(?:\d{{1,2}}|eind|begin|medio|half|per|van)\W+{_MIDDLE_MONTHS}|(?:[2-9]|[12]\d|3[01])\W+{_FIRST_MONTHS}"
    rf"|(?:eind|medio|half)\W+{_FIRST_MONTHS}|(?:[1-9]|1\d|2[0-7])\W+{_LAST_MONTHS}|(?:begin|medio|half)\W+{_LAST_MONTHS}"
    r"|halverwege|(?:begin|eind|medio|in)\W+(?:het\W+)?(?:volgend|vorig)e?\W+(?:kwartaal|jaar|maand))\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:gepubliceerd|publicatie|verschenen|verschijnt|opgehaald|geraadpleegd|bijgewerkt|uitgave|uitgegeven|opgesteld"
    r"|samengesteld|vastgesteld|gedrukt|herindeling|gemeentelijke indeling|indeling)\b",
    re.IGNORECASE,
)
# `Hieronder ziet u hoeveel het er m\u00e9\u00e9r zijn dan eind maart`
_DIFFERS = re.compile(
    r"\bhoeveel\b(?:\W+\w+){0,5}?\W+(?:meer|m\u00e9\u00e9r|minder|extra|erbij|bijgekomen|afgegaan)\b(?:\W+\w+){0,3}?\W+(?:dan|sinds)\b"
    r"|\bhoeveel\b(?:\W+\w+){0,6}?\W+(?:erbij|eraf|bij)\W+(?:kwam|kwamen|ging|gingen|gekomen|gegaan)\b",
    re.IGNORECASE,
)
_FORETELLS = re.compile(
    r"\b(?:geraamd|geprognosticeerd|voorspeld|ingeschat|ge\u00ebxtrapoleerd)\b(?:\W+\w+){0,3}?\W+(?:hoeveel|aantal(?:len)?)\b"
    rf"|\b(?:hoeveel|aantal(?:len)?)\W+(?:\w+\W+)?(?:{PEOPLE})\b.*?\b(?:zal|zullen)\b.*?\bsonar\b"
    r"|\b(?:hoeveel|zoals)\b(?:\W+\w+){0,12}?\W+(?:moet(?:en)?(?!\W+gebeuren)|ho(?:opt|pen)|denk(?:t|en)|zou(?:den)?|verwacht(?:en)?)\b"
    rf"|\b(?:hoeveel|aantal(?:len)?)\W+(?:\w+\W+)?(?:{PEOPLE})\b.*?\bsonar\b.*?\b(?:zal|zullen)\b",
    re.IGNORECASE,
)
# `De cijfers laten zien dat de toename …`, `De aantallen tonen een stijging`: prose draws a conclusion from counts.
_CONCLUDES = re.compile(
    r"\b(?:zien|blijkt|blijken|aan|weer)\W+(?:dat|hoe|waarom|of)\b"
    rf"|\b(?:cijfers|aantallen|getallen|waarden)\b(?:\W+\w+){{0,3}}?\W+(?:laten|tonen|geven)\W+(?:\w+\W+){{0,2}}?een\W+"
    rf"(?:\w+\W+)?(?:{_MOVES}){END}",
    re.IGNORECASE,
)
_COMES_FROM = re.compile(r"\b(?:afkomstig|gebaseerd|bijgewerkt)\b", re.IGNORECASE)
_LIMITS = (
    rf"(?:{ONLY}|beperkt?(?: zich)?|betrekking op|betref(?:t|fen)|gaa[nt] over|zijn van|bevat|bevatten"
    r"|(?:geeft|geven|toont|tonen|telt|tellen)\W+(?:het |de )?aantal(?:len)?)"
)
_PART_OF_TABLE = re.compile(
    rf"\b(?:{_TABLE}|(?:deze|dit)\W+(?:uitgave|publicatie|document|pagina|editie|rapportage|bestand))\b.*?\b{_LIMITS}\b",
    re.IGNORECASE,
)
# `Het gaat hier enkel om mensen die …`, `Daarom staan er alleen klanten in die vorige maand …`
_ONLY_SOME = re.compile(
    r"\b(?:gaat het|het gaat|betreft het|het betreft|staan er|(?:kijken|tonen|tellen) (?:we|wij))"
    rf"\W+(?:\w+\W+){{0,3}}?(?:alleen|enkel|uitsluitend|slechts)\W+(?:\w+\W+){{0,2}}?(?:{PEOPLE})\b.*?\b(?:die|met)\b"
    r"(?!.*\b(?:in sonar (?:staan|bekend|geregistreerd|ingeschreven|voorkomen)|tot de doelgroep|en zonder)\b)"
    r"|\bgeteld\W+voor\W+zover\b|\bhier\W+staa(?:t|n)\W+(?:alleen|enkel|uitsluitend|slechts)\b"
    r"|\bbeperken\W+(?:wij|we)\W+ons\b|\b(?:wij|we)\W+beperken\W+ons\b",
    re.IGNORECASE,
)
# What a sentence on all of the target group says of ages.
_WHOLE = re.compile(rf"\balle\b(?!\W+{_TABLE})|\b(?:zowel|inclusief|ongeacht)\b", re.IGNORECASE)
_ABBREVIATION = re.compile(
    rf"(?P<short>(?i:{BENEFITS})|\w*[A-Z]\w*[A-Z]\w*|[A-Za-z]{{2,3}})"
    r"(?:\s*[:=]\s*|\s+\u2013\s+|\s+(?:is de afkorting van|staat voor|betekent)\s+)(?P<full>[^\W\d][^\d%]*)"
)
_PEOPLE_OR_SHARE = re.compile(rf"\b(?:{PEOPLE}|{_PERCENTAGES})\b|\bjonger|\bouder", re.IGNORECASE)
# A note behind a mark speaks of what bears the mark: `1) Voorlopig cijfer.`
_MARKED = re.compile(r"^(?:\d{1,2}\)?|[a-z]\)|[*†‡§¶#①-⑳❶-❿]+|[⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜ⁽⁾]+)\)?\s+\S")


def says_no_counts(text: str, *, has_shares: bool) -> bool:
    """Whether a caption or head says that figures are changes, shares, averages, estimates, or in another unit.

    `has_shares`: whether the table has a column of percentages, which the word may be of.
    """
    text = _MERGER.sub("", _UPKEEP.sub("", text))
    if _CHANGE.search(text):
        return True
    return not has_shares and bool(_PERCENTAGE.search(text)) and not _OTHER_PERCENTAGE.search(text)


def says_plainly_no_counts(text: str) -> bool:
    """Whether a caption does so in words that head no paragraph of prose."""
    return bool(_PLAIN_CHANGE.search(_UPKEEP.sub("", text)))


def names_unit(text: str) -> bool:
    """Whether a note names another unit than one client (`x 1.000`), or shares and nothing else (`In procenten`)."""
    return bool(_UNIT.search(text) or _SHARES_ALONE.fullmatch(text))


def names_change(text: str) -> bool:
    """Whether a text speaks of changes, averages, estimates or another unit."""
    return bool(_CHANGE.search(text))


def names_part(text: str) -> bool:
    """Whether a caption names a part of the target group."""
    return bool(_PART.search(text))


def names_benefit(text: str) -> bool:
    """Whether a caption names a benefit, whose receivers are a part of the target group."""
    return bool(_BENEFIT.search(text))


def names_some(text: str) -> bool:
    """Whether a caption names some of the target group: a part of it, or those with a benefit."""
    return names_part(text) or names_benefit(text)


def names_others(text: str) -> bool:
    """Whether a caption names other people or things than clients, or another system than Sonar."""
    if counts_beyond(text):
        return True
    return bool(_OTHERS.search(text) or (_IN_REGISTER.search(text) and not _SONAR.search(text)))


def counts_beyond(text: str) -> bool:
    """Whether a text counts clients who are not of the target group: `ook werkzoekenden buiten de doelgroep`.

    That those are not counted says nothing new.
    """
    if _NO_PEOPLE.search(text):
        return True
    if not _BEYOND.search(text) or _NOT_COUNTED.search(text):
        return False
    return bool(_THOSE_TOO.search(text)) or not _NOT_OF_IT.search(text)


def counts_others(sentence: str) -> bool:
    """Whether a sentence counts other people than the target group, or tells of those who is not in Sonar."""
    return bool(_NOT_ALL_OTHERS.search(sentence)) or counts_beyond(sentence)


def says_of_table(sentence: str) -> bool:
    """Whether a sentence says of the table that its figures are no counts."""
    if _FORETELLS.search(sentence) or _DIFFERS.search(sentence) or names_other_day(sentence) or is_reckoned(sentence):
        return True
    if concludes(sentence) or _COMES_FROM.search(sentence) or tells_upkeep(sentence):
        return False
    return bool(_OF_TABLE.search(sentence))


def names_other_day(text: str) -> bool:
    """Whether a text tells figures of a day or month that ends no quarter: `Stand per 15 mei`, `eind januari`.

    When they were published or looked up is another thing.
    """
    return bool(_OTHER_DAY.search(text)) and not _PUBLISHED.search(text)


def concludes(sentence: str) -> bool:
    """Whether a sentence draws a conclusion from the counts."""
    return bool(_CONCLUDES.search(sentence))


def tells_upkeep(text: str) -> bool:
    """Whether a text tells when the system or the document was last changed."""
    return bool(_UPKEEP.search(text))


def limits_table(sentence: str) -> bool:
    """Whether a sentence says of the table that it is of a part only."""
    if _ONLY_SOME.search(sentence):
        return True
    return bool(_PART_OF_TABLE.search(sentence) and _PART.search(sentence)) and not _WHOLE.search(sentence)


def is_navigation(text: str) -> bool:
    """Whether a text is the links of a page to the one before it and the one after."""
    return bool(_NAVIGATION.fullmatch(text))


def explains_abbreviations(text: str) -> bool:
    """Whether a text only spells abbreviations out: `Wsw: Wet sociale werkvoorziening; PW = Participatiewet`.

    It names a benefit or a group without saying that the table counts those.
    """
    found = [_ABBREVIATION.fullmatch(part.strip(" .")) for part in text.split(";")]
    return all(
        match is not None
        and match["short"][0].lower() == match["full"][0].lower()
        and not names_change(match["full"])
        and not _PEOPLE_OR_SHARE.search(match["full"])
        for match in found
    )


def is_marked(text: str) -> bool:
    """Whether a note begins with a footnote mark: it speaks of what bears that mark."""
    return bool(_MARKED.match(text))
