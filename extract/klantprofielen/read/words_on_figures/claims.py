"""The words that say what figures are: changes, shares, estimates, a part, other people, or figures of nobody.

Only the words; where on a page they must stand to be heeded is `captions`' affair.
"""

from __future__ import annotations

import re

from klantprofielen.read.letters import compact

_START, _END = r"(?<![^\W_])", r"(?![^\W_])"
_SPACE = r"[\s\u00a0\u2009\u202f.]?"
_THOUSAND = rf"1{_SPACE}000"

_PERCENTAGES = (
    r"percentages?|procent(?:en|ueel|uele|punten?)?|pct\.?|aandeel|aandelen|%|relatie(?:f|ve)|verhoudingsgetallen"
    r"|verhouding(?:en)?|ratio(?:'s)?|quot(?:e|es|um|a)|dekkingsgraad|verdeling in %"
)
_UNITS = (
    rf"per (?:{_THOUSAND}|10{_SPACE}000|duizend|honderd|100)(?!\d)|[x\u00d7*] ?{_THOUSAND}(?!\d)|{_THOUSAND}-?tallen"
    r"|[x\u00d7*] ?10{1,2}(?!\d)|(?:duizend|honderd|tien|vijf)tallen"
    r"|(?:in|maal) duizend(?:en)?|index(?:cijfers?|getallen)?|indices|promille|‰"
    r"|per (?:inwoner|hoofd|consulent|fte|werkgever)|in euro(?:'s)?|\u20ac|fte'?s?|voltijd(?:banen|equivalenten|s)?"
    r"|arbeidsjaren|mensjaren|manjaren"
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
    r"(?:kwartaal|maand|jaar|week|voortschrijdend )?gemiddelde?n?|mediaan|prognoses?|voorspelling(?:en)?|voorspeld"
    r"|raming(?:en)?|geraamde?|verwachte?|verwachting(?:en)?|geschat(?:te)?|schatting(?:en)?|vooruitblik|vooruitzicht(?:en)?"
    r"|streef(?:cijfers?|waarden?)|doelstelling(?:en)?|taakstelling(?:en)?|begrote?|begroting(?:en)?|scenario(?:'s)?"
    r"|extrapolatie|ge\u00ebxtrapoleerde?|gewogen|ge\u00efndexeerde?|gestandaardiseerde?|seizoens?gecorrigeerde?"
    r"|herrekende?|omgerekende?|modelmatige?|gemodelleerde?|ge\u00efmputeerde?|imputatie|som van (?:de|drie|alle)"
    r"|(?:hoogste|laagste) (?:stand|waarde|aantal)|norm(?:en|cijfers?)?|respons|enqu\u00eates?"
    r"|gecorrigeerd voor|afgerond op|scores?|rangorde|ranglijst|rangnummers?"
)
_CHANGES = f"{_MOVES}|{FLOWS}|{_COMPARISONS}|{_ESTIMATES}"
# These say it wherever they head something; the others may head a paragraph of prose.
_PLAIN_CHANGES = (
    rf"(?:kwartaal|jaar|maand)?mutaties?|{_COMPARISONS}|prognoses?|geschat(?:te)?|cumulatie(?:f|ve)|gecumuleerde?"
    rf"|streefcijfers?|{_UNITS}"
)
_CHANGE = re.compile(rf"(?:{_START}|(?=[x\u00d7*\u20ac‰]))(?:{_CHANGES}|{_UNITS}){_END}", re.IGNORECASE)
_PLAIN_CHANGE = re.compile(rf"(?:{_START}|(?=[x\u00d7*\u20ac‰]))(?:{_PLAIN_CHANGES}){_END}", re.IGNORECASE)
_UNIT = re.compile(rf"(?:{_START}|(?=[x\u00d7*\u20ac‰%]))(?:{_UNITS}){_END}", re.IGNORECASE)
_PERCENTAGE = re.compile(rf"(?:{_START}|(?=%))(?:{_PERCENTAGES}){_END}", re.IGNORECASE)
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
# A percentage that is printed, or counts that are named beside it: then the word is not the table's unit.
_OTHER_PERCENTAGE = re.compile(r"\d\s?(?:%|procent)|\baantal(?:len)?\b", re.IGNORECASE)

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
    r"\b(?:deel)?selectie\s*:|\bfilter\s*:|\bgefilterd\b|\bsteekproef\b|\bsub(?:groep|set)\b|\bdeel(?:groep|populatie)\b"
    r"|\b(?:jonger|ouder|korter|langer) dan \w+|\b(?:tot|vanaf|onder|boven)(?: de)? \d+ jaar|[<>\u2264\u2265] ?\d+ jaar"
    r"|\b\d+ ?(?:-|–|tot|t/m|tot en met) ?\d+[- ]?jaar|\b\d+(?:-plus\w*|\+)(?:\s|$)"
    r"|\b\d+ jaar (?:en|of) (?:ouder|jonger)"
    r"|\b\d+-?minners\b|\bexcl\b|\bm/v\b|\bgeslacht\b|\bmet meerdere (?:klant)?profielen\b|\bdubbelingen\b"
    r"|\bleeftijds?(?:groep|categorie|klasse)?\b|\b\d+-?plussers\b"
    r"|\b(?:jongeren|ouderen|mannen|vrouwen|mannelijke|vrouwelijke|schoolverlaters|statushouders|vluchtelingen"
    r"|nieuwkomers|migratieachtergrond|langdurig\w*|werkenden|werklozen|niet-werkenden)\b"
    r"|\b(?:direct |niet |moeilijk )?bemiddelbare?\b|\bbeschikbare (?:klanten|kandidaten|werkzoekenden)\b"
    rf"|\b{ONLY}\W+(?:\w+\W+){{0,2}}?(?:{PEOPLE}|{BENEFITS})\b"
    rf"|\b(?:met|zonder|in) (?:de |een |het )?(?:{BENEFITS}|werk|baan|dienstverband|rijbewijs|startkwalificatie)\b"
    r"|\b(?:exclusief|met uitzondering van|behalve)\W+(?!voor\b)\w+"
    r"|\b(?:sector|branche|bedrijfstak|beroepsgroep|beroepsklasse|opleidingsniveau|opleidingsrichting)\b",
    re.IGNORECASE,
)
# A benefit alone is a part where it is a caption, not where it heads a paragraph.
_BENEFIT = re.compile(rf"{_START}(?:{BENEFITS}|beschut werk|praktijkroute){_END}", re.IGNORECASE)

_SYSTEMS = (
    r"suwinet(?:-inkijk)?|gws(?:4all)?|civision|competensys|eigen (?:systeem|administratie|registratie)"
    r"|polisadministratie"
)
# Where the profiles are shown, which a page may well name.
_SHOWCASES = r"werk\.nl|werkmap|kandidatenverkenner"
_OTHER_SUBJECTS = (
    r"uitkeringen|ww-uitkeringen|bijstandsuitkeringen|vacatures|trajecten|aanvragen|indicaties|beoordelingen"
    r"|arbeidsplaatsen|werkplekken|garantiebanen|dienstverbanden|loonkostensubsidies?|werknemers|huishoudens"
    r"|proefplaatsingen|jobcoaches|werkgevers|bedrijven|inwoners|banen"
)
# Other people than the clients in Sonar, or another system than Sonar.
_OTHERS = re.compile(
    rf"^(?:ww-uitkeringen|bijstandsuitkeringen|uitkeringen|vacatures|inwoners|garantiebanen|indicaties)\W*$"
    rf"|\b(?:aantal(?:len)?|lopende|openstaande|nieuwe|vervulde|verstrekte|afgegeven|toegekende)\W+(?:{_OTHER_SUBJECTS}){_END}"
    rf"|{_START}(?:{_OTHER_SUBJECTS})\W+(?:per|naar)\W+\w+"
    rf"|\b(?:in|uit|via|bron\W*|volgens)\W+(?:het |de )?(?:systeem )?(?:{_SYSTEMS}){_END}"
    rf"|\b(?:aantal(?:len)?|stand|geregistreerd\w*|ingeschreven\w*|geteld|bron)\b(?:\W+\w+){{0,4}}?\W+(?:{_SHOWCASES}){_END}"
    rf"|\b(?:{PEOPLE}|zichtbare?)\W+(?:zichtbaar\W+)?(?:in|op)\W+(?:de )?(?:{_SHOWCASES}){_END}"
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

_TABLE = r"(?:tabel|overzicht|cijfers|getallen|aantallen|kolommen|waarden)"
_SAYS = (
    r"(?:is|zijn|betreft|betreffen|toont|tonen|geeft|geven|bevat|bevatten|laat|laten|vermeldt|vermelden|staan|staat"
    r"|hebben|heeft|gaan|gaat)"
)
_OF_TABLE = re.compile(
    rf"\b{_TABLE}\b(?:\W+\w+){{0,6}}?\W+{_SAYS}\b(?:\W+\w+){{0,4}}?\W+(?:{_CHANGES}|{_UNITS}|{_PERCENTAGES}){_END}"
    rf"|\b(?:weergegeven|vermeld|getoond|afgebeeld|opgenomen)\W+(?:is|zijn|wordt|worden)\b(?:\W+\w+){{0,3}}?\W+"
    rf"(?:{_CHANGES}|{_UNITS}){_END}",
    re.IGNORECASE,
)
# `Geraamd is hoeveel klanten eind 2023 in Sonar zullen staan`
_FORETELLS = re.compile(
    r"\b(?:geraamd|geprognosticeerd|voorspeld|ingeschat|ge\u00ebxtrapoleerd)\b(?:\W+\w+){0,3}?\W+(?:hoeveel|aantal(?:len)?)\b"
    rf"|\b(?:hoeveel|aantal(?:len)?)\W+(?:\w+\W+)?(?:{PEOPLE})\b.*?\b(?:zal|zullen)\b.*?\bsonar\b"
    rf"|\b(?:hoeveel|aantal(?:len)?)\W+(?:\w+\W+)?(?:{PEOPLE})\b.*?\bsonar\b.*?\b(?:zal|zullen)\b",
    re.IGNORECASE,
)
# `De cijfers laten zien dat de toename …`, `De aantallen tonen een stijging`: prose draws a conclusion from counts.
_CONCLUDES = re.compile(
    r"\b(?:zien|blijkt|blijken|aan|weer)\W+(?:dat|hoe|waarom|of)\b"
    rf"|\b(?:cijfers|aantallen|getallen|waarden)\b(?:\W+\w+){{0,3}}?\W+(?:laten|tonen|geven)\W+(?:\w+\W+){{0,2}}?een\W+"
    rf"(?:\w+\W+)?(?:{_MOVES}){_END}",
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
    r"|\bbeperken\W+(?:wij|we)\W+ons\b|\b(?:wij|we)\W+beperken\W+ons\b",
    re.IGNORECASE,
)
# What a sentence on all of the target group says of ages.
_WHOLE = re.compile(r"\balle\b|\b(?:zowel|inclusief|ongeacht)\b", re.IGNORECASE)

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
    rf"{_START}(?:(?:voorbeeld|concept|test|proef|oefen|dummy|demo|draft|werk|klad){_UNREAL_TAILS}"
    r"|voorbeeld(?! (?:uit|van))|concept|fictie(?:f|ve)|test|draft|specimen|dummy|verzonnen|mock-?up|simulatie"
    r"|gesimuleerde?|rekenvoorbeeld|trainingsmateriaal|testomgeving|versie 0[.,]\d+|ter (?:review|controle|beoordeling)"
    r"|niet voor verspreiding|(?:onjuiste|foutieve|ongeldige) versie|wordt (?:nog )?herzien"
    r"|niet vastgesteld|niet definitie(?:f|ve)"
    r"|voorlopige (?:cijfers|gegevens|uitkomsten|stand|resultaten|versie|uitgave|publicatie"
    r"|aantallen|tabel)|\(voorlopig\))"
    rf"{_END}",
    re.IGNORECASE,
)
_FICTION = (
    r"fictie(?:f|ve)|verzonnen|gesimuleerde?|willekeurige?|gefingeerde?|voorbeeld|voorbeeldcijfers|niet echt|testdata"
    r"|testgegevens|dummy|dummydata|niet definitief|nog niet definitief|niet vastgesteld"
    r"|voorlopig(?!\W+(?:uitgesteld|niet|geen|gepland|gestopt|de))|nog niet vastgesteld"
    r"|oefenmateriaal|oefening|ter illustratie|ongeldig"
)
_FIGURES = r"(?:cijfers|gegevens|aantallen|getallen|tabel|document|publicatie|pagina|overzicht|uitgave|waarden)"
_ARE = r"(?:is|zijn|bevat|bevatten|betreft|betreffen|dienen|dient)"
_CALLED_FICTION = re.compile(
    # `De cijfers in deze tabel zijn fictief`, `Fictieve cijfers`, `Dit is een concept`, `Voorbeeld: ...`
    rf"\b{_FIGURES}\b(?:\W+\w+){{0,6}}?\W+{_ARE}\b(?:\W+\w+){{0,4}}?\W+(?:{_FICTION}|concept|conceptversie|test){_END}"
    rf"|{_START}(?:fictieve|verzonnen|gesimuleerde|willekeurige|gefingeerde)\W+(?:\w+\W+)?{_FIGURES}{_END}"
    r"|\b(?:dit|deze)\b(?:\W+\w+)?\W+(?:is|betreft)\W+(?:een\W+)?"
    r"(?:voorbeeld|concept|conceptversie|test|testversie|ontwerp|oefening|oefenbestand|oefendocument|voorlopige versie"
    r"|werkversie|proefversie|dummy|simulatie)\b"
    r"|^(?:voorbeeld|concept|fictief|specimen|draft|voorlopig|dummy|oefening)\s*[.:!–-]"
    rf"|\b(?:niet\W+(?:de\W+)?|geen\W+)(?:echte|werkelijke|definitieve)\W+{_FIGURES}",
    re.IGNORECASE,
)
# A document that takes its own figures back; one that tells so of an earlier version is let be.
_WITHDRAWN = re.compile(
    r"\bniet (?:meer )?(?:te )?gebruiken\b|^\W*(?:ingetrokken|teruggetrokken|vervallen|herroepen)\b"
    r"|\b(?:deze|dit)\W+(?:tabel|versie|publicatie|uitgave|overzicht)\W+(?:is|zijn)\W+niet\W+(?:correct|juist|geldig)\b"
    r"|\b(?:tabel|versie|publicatie|uitgave|cijfers)\W+(?:bevat|bevatten)\W+(?:nog\W+|een\W+)?(?:fouten|fout|onjuistheden)\b"
    r"|\b(?:gecorrigeerde|herziene|verbeterde) (?:versie|tabel|uitgave|cijfers)\W+(?:verschijn(?:t|en)|volg(?:t|en))\b"
    r"|\brectificatie volgt\b|\b(?:dit|deze)\W+(?:stuk|document|tabel|uitgave|publicatie)\W+is\W+nog\W+in bewerking\b"
    r"|\b(?:gebruik|raadpleeg)\W+(?:de\W+)?(?:herziene|nieuwe|gecorrigeerde|verbeterde)\W+(?:versie|uitgave|publicatie)\b"
    r"|\b(?:cijfers|gegevens|aantallen|publicatie|tabel|versie|document|uitgave|editie|rapportage|bestand|overzicht)\b"
    r"(?:\W+\w+){0,8}?\W+(?:onjuist|ongeldig|ingetrokken|teruggetrokken|teruggenomen|vervallen|herroepen|foutief"
    r"|achterhaald|verouderd)\b",
    re.IGNORECASE,
)
# A proof that is not given free, a copy under embargo, and a document whose note says which of its figures are wrong.
_NOT_RELEASED = re.compile(
    r"^(?:proefdruk|drukproef|embargo)\b|\bonder embargo\b"
    r"|\bconcept(?:versie)?\W+(?:d\.? ?d\.?|van|versie)\W*\d"
    r"|\b(?:nog )?niet (?:bestemd|bedoeld|geschikt) voor (?:publicatie|verspreiding)\b|\bnog niet vastgesteld\b"
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
_EARLIER = re.compile(r"\b(?:eerder|eerdere|vorige|oude|vervangt|vervangen)\b", re.IGNORECASE)
_ON_CONDITION = re.compile(r"\bzonder (?:\w+ )?(?:bronvermelding|toestemming)\b", re.IGNORECASE)
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
    """Whether a note names another unit than one client (`x 1.000`)."""
    return bool(_UNIT.search(text))


def names_change(text: str) -> bool:
    """Whether a text speaks of changes, averages, estimates or another unit."""
    return bool(_CHANGE.search(text))


def names_part(text: str) -> bool:
    """Whether a caption names a part of the target group."""
    return bool(_PART.search(text))


def names_benefit(text: str) -> bool:
    """Whether a caption names a benefit, whose receivers are a part of the target group."""
    return bool(_BENEFIT.search(text))


def names_others(text: str) -> bool:
    """Whether a caption names other people or things than clients, or another system than Sonar."""
    return bool(_OTHERS.search(text) or (_IN_REGISTER.search(text) and not _SONAR.search(text)))


def counts_others(sentence: str) -> bool:
    """Whether the sentence on who is not in Sonar tells it of other people than the target group."""
    return bool(_NOT_ALL_OTHERS.search(sentence))


def says_of_table(sentence: str) -> bool:
    """Whether a sentence says of the table that its figures are no counts."""
    if _FORETELLS.search(sentence):
        return True
    if concludes(sentence) or _COMES_FROM.search(sentence) or tells_upkeep(sentence):
        return False
    return bool(_OF_TABLE.search(sentence))


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


def is_stamp(text: str) -> bool:
    """Whether a whole text is what is stamped on pages that do not count."""
    return bool(_STAMP.fullmatch(compact(text))) and not is_marked(text)


def holds_stamp(text: str) -> bool:
    """Whether a text that is set as stamps are (turned, pale, aslant) holds the words of one."""
    return bool(_TURNED_STAMP.fullmatch(compact(text)) or _STAMP_WITHIN.search(" ".join(text.split())))


def heads_unreal(text: str) -> bool:
    """Whether a heading calls what it heads an example, a draft or a test."""
    return bool(_STAMP_IN_HEADING.search(text)) and not is_marked(text)


def takes_back(sentence: str) -> bool:
    """Whether a sentence calls the document's figures fictitious, a draft, or withdrawn."""
    wrong = _WITHDRAWN.search(sentence) or _WRONG.search(sentence) or _NOT_RELEASED.search(sentence)
    withdrawn = wrong and not _EARLIER.search(sentence) and not _ON_CONDITION.search(sentence)
    called = _CALLED_FICTION.search(sentence) and not is_marked(sentence)
    return bool(called or withdrawn or _REPLACED.search(sentence))


def is_marked(text: str) -> bool:
    """Whether a note begins with a footnote mark: it speaks of what bears that mark."""
    return bool(_MARKED.match(text))
