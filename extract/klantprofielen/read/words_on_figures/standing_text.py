"""The prose that every publication prints beside its table: it says nothing of the figures, wherever it breaks.

Source: UWV, Transparantie van klantprofielen (Groningen, third quarter of 2020; Flevoland, second quarter of 2020).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from klantprofielen.read.letters import compact

# Fewer letters may be the words of a caption as well; so many of the text before or after show that they are not.
_FEWEST_LETTERS = 45
_NEIGHBOUR_LETTERS = 12
PROSE = (
    "Gemeenten en UWV hebben een gedeelde verantwoordelijkheid om transparantie op de arbeidsmarkt te "
    "realiseren. Speciaal voor werkgevers en intermediairs heeft UWV daarom de kandidatenverkenner "
    "banenafspraak ontwikkeld: een online databank op werk.nl met de anonieme profielen van mensen die "
    "behoren tot de doelgroep van de banenafspraak. De publicatie 'Transparantie van klantprofielen' "
    "geeft inzicht in de vorderingen op dit gebied: hoeveel mensen die behoren tot de doelgroep van de "
    "banenafspraak worden door UWV en gemeenten (anoniem) voor het voetlicht gebracht? "
    "De profielen in de kandidatenverkenner zijn afkomstig uit het landelijke klantvolgsysteem Sonar. UWV "
    "registreert werkzoekenden in Sonar en gebruikt het systeem voor het vastleggen, monitoren en "
    "verantwoorden van de dienstverlening en re-integratie. Gemeenten kunnen eveneens werkzoekenden in "
    "Sonar registreren en het systeem gebruiken voor het vinden van geschikte kandidaten voor een "
    "vacature. "
    "Sonar biedt ook de mogelijkheid om van geregistreerde kandidaten een klantprofiel op te stellen. "
    "Deze profielen in Sonar bevatten gegevens van werkzoekenden, waaronder opleiding, vaardigheden, "
    "competenties, affiniteiten, beroepssectoren en taaksoorten. Het opstellen van het klantprofiel "
    "gebeurt samen met de klant en is een onderdeel van de reguliere dienstverlening van UWV. Ook "
    "gemeenten kunnen klantprofielen opstellen voor hun doelgroep. "
    "Door de koppeling tussen de kandidatenverkenner banenafspraak en Sonar zijn de (geanonimiseerde) "
    "klantprofielen ook beschikbaar voor werkgevers en intermediairs. Gemeenten en UWV kunnen op die "
    "manier hun klantenbestand transparant maken. Het is een van de belangrijke instrumenten om er samen "
    "met werkgevers en intermediairs voor te zorgen dat zij de doelstellingen van de banenafspraak "
    "bereiken. "
)


def is_standing(text: str, around: Iterable[str]) -> bool:
    """Whether a text is a stretch of the publication's own prose, broken at any letter.

    Of a few words, which may be a caption as well, one of the texts around must be what comes before or after.
    """
    letters = compact(text)
    for prose in _in_both_spellings():
        if letters in prose and len(letters) >= _FEWEST_LETTERS:
            return True
        if letters in prose and any(_joins(letters, compact(other), prose) for other in around if other != text):
            return True
    return False


def _joins(letters: str, other: str, prose: str) -> bool:
    is_long = len(other) >= _NEIGHBOUR_LETTERS
    return is_long and (letters + other[:_NEIGHBOUR_LETTERS] in prose or other[-_NEIGHBOUR_LETTERS:] + letters in prose)


@lru_cache(maxsize=1)
def _in_both_spellings() -> tuple[str, str]:
    return compact(PROSE), compact(PROSE.replace("banenafspraak", "banenafspraken"))
