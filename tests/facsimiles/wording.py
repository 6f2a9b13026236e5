"""The words of a publication: quarter, headings, footnote and colophon, in all their spellings.

Only the sentence with the register's size is UWV's; everything else here is the project's own short wording.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

_ORDINALS = ("eerste", "tweede", "derde", "vierde")
_ROMAN = ("I", "II", "III", "IV")
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)

QUARTERS: dict[str, Callable[[int, int], str]] = {
    "words": lambda year, quarter: f"{_ORDINALS[quarter - 1].capitalize()} kwartaal {year}",
    "2e": lambda year, quarter: f"{quarter}e kwartaal {year}",
    "2de": lambda year, quarter: f"{quarter}{'ste' if quarter == 1 else 'de'} kwartaal {year}",
    "q2_year": lambda year, quarter: f"Q{quarter} {year}",
    "year_q2": lambda year, quarter: f"{year}-Q{quarter}",
    "number_comma": lambda year, quarter: f"kwartaal {quarter}, {year}",
    "number": lambda year, quarter: f"Kwartaal {quarter} {year}",
    "year_first": lambda year, quarter: f"{year}, {_ORDINALS[quarter - 1]} kwartaal",
    "capitals": lambda year, quarter: f"{_ORDINALS[quarter - 1].upper()} KWARTAAL {year}",
    "van": lambda year, quarter: f"{_ORDINALS[quarter - 1]} kwartaal van {year}",
    "roman": lambda year, quarter: f"Kwartaal {_ROMAN[quarter - 1]} {year}",
    "slash": lambda year, quarter: f"Q{quarter}/{year}",
    "joined": lambda year, quarter: f"{year}Q{quarter}",
    "months": lambda year, quarter: (
        f"{_ORDINALS[quarter - 1].capitalize()} kwartaal {year} "
        f"({MONTHS[3 * quarter - 3]} t/m {MONTHS[3 * quarter - 1]} {year})"
    ),
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The header words: who serves (municipality, UWV), whether there is a profile, and the total."""

    municipal: str
    uwv: str
    with_profile: str
    without_profile: str
    total: str


VOCABULARIES: dict[str, Vocabulary] = {
    "uwv": Vocabulary(
        "Gemeenteklanten in Sonar",
        "UWV-klanten in Sonar",
        "Profiel in Sonar",
        "Geen profiel in Sonar",
        "Totaal in Sonar",
    ),
    "met_zonder": Vocabulary("Gemeenteklanten", "UWV-klanten", "Met profiel", "Zonder profiel", "Totaal"),
    "klantprofiel": Vocabulary(
        "Klanten gemeente in Sonar",
        "Klanten UWV in Sonar",
        "Klantprofiel",
        "Geen klantprofiel",
        "Totaal klanten in Sonar",
    ),
    "bare": Vocabulary("Gemeente", "UWV", "Wel profiel", "Geen profiel", "Totaal in Sonar"),
    "long": Vocabulary(
        "Gemeentelijke klanten",
        "Klanten van UWV",
        "Met klantprofiel in Sonar",
        "Zonder klantprofiel in Sonar",
        "Totaal",
    ),
    "capitals": Vocabulary(
        "GEMEENTEKLANTEN IN SONAR",
        "UWV-KLANTEN IN SONAR",
        "PROFIEL IN SONAR",
        "GEEN PROFIEL IN SONAR",
        "TOTAAL IN SONAR",
    ),
    "unhyphenated": Vocabulary(
        "Gemeente klanten in Sonar",
        "UWV klanten in Sonar",
        "Profiel in Sonar",
        "Geen profiel in Sonar",
        "Totaal in Sonar",
    ),
    "abbreviated": Vocabulary("Gem.", "UWV", "prof.", "geen prof.", "Totaal Sonar"),
    "present": Vocabulary(
        "Klanten gemeente in Sonar",
        "Klanten UWV in Sonar",
        "Klantprofiel aanwezig",
        "Klantprofiel niet aanwezig",
        "Totaal bekend in Sonar",
    ),
    "in_hands": Vocabulary(
        "In beheer bij gemeente", "In beheer bij UWV", "Met KP", "Zonder KP", "Totaal aantal in Sonar"
    ),
    "clients": Vocabulary("Gem. klanten", "Cliënten UWV", "Heeft profiel", "Heeft geen profiel", "Som"),
}

_UNCOUNTED = "In Sonar zijn niet alle {people} opgenomen, in de arbeidsmarktregio {{region}} bevat het "
_COUNTED = (
    "doelgroepregister {jobs} in totaal {{register}} personen. Hiervan is {{percentage}}{sign} bekend binnen Sonar."
)


def _footnote(people: str = "doelgroepers", jobs: str = "banenafspraak", sign: str = "%") -> str:
    return _UNCOUNTED.format(people=people) + _COUNTED.format(jobs=jobs, sign=sign)


# {region}, {register}, {percentage} are filled in. Empty: the publication has no such sentence.
FOOTNOTES: dict[str, str] = {
    "real": _footnote(),
    "plural": _footnote("doelgroepen", "banenafspraken"),
    "percent_apart": _footnote(sign=" %"),
    "procent": _footnote(sign=" procent"),
    "starred": f"* {_footnote()}",
    "regionless": (
        "In Sonar zijn niet alle doelgroepers opgenomen, het doelgroepregister banenafspraak bevat in totaal "
        "{register} personen. Hiervan is {percentage}% bekend binnen Sonar."
    ),
    "count_first": (
        "Van de {register} personen die in de arbeidsmarktregio {region} in het doelgroepregister staan, is "
        "{percentage}% bekend in Sonar. Niet alle doelgroepers zijn in Sonar opgenomen."
    ),
    "colon": (
        "Niet iedereen uit de doelgroep staat in Sonar. Omvang doelgroepregister banenafspraak in arbeidsmarktregio "
        "{region}: {register} personen. Percentage hiervan bekend in Sonar: {percentage}%."
    ),
    "name_before_count": (
        "Het doelgroepregister banenafspraak telt in de arbeidsmarktregio {region} {register} personen; {percentage}% "
        "van hen is bekend in Sonar."
    ),
    "end_of_quarter": (
        "Aan het eind van het kwartaal stonden {register} personen in het doelgroepregister van {region}. Van hen komt "
        "{percentage}% voor in Sonar."
    ),
    "whereof": "Doelgroepregister banenafspraak {region}: {register} personen, waarvan {percentage}% bekend in Sonar.",
    "percentage_first": (
        "{percentage}% van de {register} mensen in het doelgroepregister van de arbeidsmarktregio {region} is bekend "
        "in Sonar."
    ),
    "total_of_register": "Totaal aantal in het doelgroepregister: {register}. Bekend in Sonar: {percentage}%.",
    "absent": "",
}

# {month}, {number}, {year} are filled in. Empty: the publication does not say when it came out.
COLOPHONS: dict[str, str] = {
    "real": "UWV Gegevensdiensten © {month} {year}",
    "copyright_first": "© UWV Gegevensdiensten, {month} {year}",
    "short": "UWV, {month} {year}",
    "day": "UWV Gegevensdiensten © 15 {month} {year}",
    "digits": "UWV Gegevensdiensten © 15-{number:02d}-{year}",
    "absent": "",
}
ATTRIBUTION = "Bronvermelding bij overname is verplicht."

PROSE = (
    "Dit overzicht laat per gemeente zien hoeveel mensen in Sonar staan en hoeveel van hen een klantprofiel "
    "hebben. Nederland telt 35 arbeidsmarktregio's en in 2020 355 gemeenten."
)
# Words that would say what a table's numbers are, where they say nothing of it: in prose, and over prose.
CHANGE_WORDS_IN_PROSE = (
    "Door de toename van het aantal werkzoekenden en de ontwikkeling van de banenafspraak groeit het percentage "
    "mensen met een klantprofiel. Een voorbeeld daarvan is de samenwerking met gemeenten; het concept werkt. "
    "Het verschil tussen gemeenten blijft groot, zo blijkt uit een test met gemiddeld tien werkgevers per regio."
)
CHANGE_HEADINGS = ("Ontwikkeling van de banenafspraak", "Een voorbeeld uit de praktijk")
# The whole country's register, beside the region's own.
COUNTRY = (
    "In heel Nederland staan 301.417 personen in het doelgroepregister banenafspraak, verdeeld over de 35 "
    "arbeidsmarktregio's."
)
CAPTION = "Klanten in Sonar met en zonder klantprofiel, naar gemeente"
# Of a table that this document does not have.
CAPTION_OF_ANOTHER = "Tabel 2: Mutatie ten opzichte van het vorige kwartaal (zie de bijlage)"
HEADER_ROWS = {"unit": "Aantal personen", "units": "aantal", "caption": "Klanten in Sonar per gemeente"}
SUM_LABELS = {"carried": ("Te transporteren", "Transport"), "subtotals": ("Subtotaal", "Subtotaal")}
BLANKS_NOTES = (
    "Lege cellen: minder dan 5.",
    "Aantallen kleiner dan 5 zijn niet weergegeven.",
    "Blanco: minder dan vijf klanten.",
    "Cellen met een aantal onder de 5 zijn om redenen van privacy leeg gelaten; een lege cel is geen nul.",
)
NOBODY_SIGNS = {"dash": "–", "blank": ""}
NOBODY_NOTES = {
    "dash": ("– = nihil", "Een streepje (–) betekent: geen personen.", "– : nul personen"),
    "blank": ("Een lege cel betekent dat er geen personen zijn.", "Lege cellen: nihil."),
}
MARKS = {"bracketed": "1)", "digits": "2", "letters": "a", "starred": "*", "daggers": "\u2020", "sections": "\u00a7"}
# Behind the first and the last name; a raised mark, or one set as letters.
NAME_MARKS = {"marked": "1)", "starred": "*", "daggered": "\u2020", "bracketed": "1)"}
MARK_NOTE = "Voorlopig cijfer."
# The header's own words in running text, in the other order: what stands outside the table names no column.
HEADER_WORDS_IN_PROSE = (
    "Totaal in Sonar: alle mensen, met geen profiel in Sonar of met een profiel in Sonar. UWV-klanten in "
    "Sonar worden door UWV bediend, gemeenteklanten in Sonar door hun gemeente."
)
