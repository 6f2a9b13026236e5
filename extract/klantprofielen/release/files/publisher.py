"""Who publishes, and the terms: what the metadata of a release needs and no table can tell."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path

from klantprofielen.errors import UnpublishableError

TITLE = "Transparantie van klantprofielen: the published figures"
TITLE_NL = "Transparantie van klantprofielen: de gepubliceerde cijfers"
DESCRIPTION = (
    "Per municipality, labour-market region and quarter: how many people of the Dutch 'banenafspraak' target group "
    "stand in the client system Sonar, who serves them, and whether they have a client profile. Read from UWV's "
    "quarterly publications; a number is what was printed and proved itself by its publication's own sums, or it is "
    "not there."
)
DESCRIPTION_NL = (
    "Per gemeente, arbeidsmarktregio en kwartaal: hoeveel mensen uit de doelgroep banenafspraak in het klantsysteem "
    "Sonar staan, wie hen bedient, en of zij een klantprofiel hebben. Gelezen uit de kwartaalpublicaties van UWV; een "
    "getal is wat er gedrukt staat en wat de eigen tellingen van de publicatie bewijzen, of het staat er niet."
)
PROVENANCE = (
    "Read from the PDFs that UWV published, by two independent readers that must agree. A publication's figures are "
    "taken over only if its own sums prove them. Table fct_cells holds every printed cell that a number rests on, with "
    "the SHA-256 of its document, page and place; mart_publications says what was declined, and why."
)
PROVENANCE_NL = (
    "Gelezen uit de PDF's die UWV publiceerde, door twee onafhankelijke lezers die het eens moeten zijn. De cijfers "
    "van een publicatie zijn alleen overgenomen als haar eigen tellingen ze bewijzen. Tabel fct_cells bevat elke "
    "gedrukte cel waarop een getal berust, met de SHA-256 van het document, de pagina en de plaats; "
    "mart_publications zegt wat is afgewezen, en waarom."
)
KEYWORDS = ("banenafspraak", "doelgroepregister", "klantprofiel", "UWV", "arbeidsmarktregio", "gemeente")


_ADDRESS = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")
# Stands before title and description of a release that is made of synthetic publications.
_SYNTHETIC = "SYNTHETIC FIGURES, made up for tests and demonstrations. "
_SYNTHETIC_NL = "SYNTHETISCHE CIJFERS, verzonnen voor tests en demonstraties. "


@dataclass(frozen=True, slots=True)
class Texts:
    """What a release is called and what it is, in both languages."""

    title: str
    title_nl: str
    description: str
    description_nl: str


def texts_of(*, is_synthetic: bool) -> Texts:
    """The texts of a release; those of a synthetic one begin with saying so."""
    english, dutch = (_SYNTHETIC, _SYNTHETIC_NL) if is_synthetic else ("", "")
    return Texts(english + TITLE, dutch + TITLE_NL, english + DESCRIPTION, dutch + DESCRIPTION_NL)


class PublisherError(UnpublishableError):
    """`publisher.toml` is not what it should be."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the release files.

    Attributes:
        name: of the organisation or person.
        homepage: its address.
        contact_name: who answers questions.
        contact_address: `mailto:…` or `https://…`.
        base_url: where the files of the published release stand, with a `/` at its end. Identifiers, licences and
            downloads in the metadata are then whole addresses; without it they are relative to the files.

    What is not set is empty, and left out of what people read.
    """

    name: str = ""
    homepage: str = ""
    contact_name: str = ""
    contact_address: str = ""
    base_url: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """What a release's metadata says of it as a whole.

    Attributes:
        modified: when the last load ended (UTC).
        period: the first and the last day that the figures are about; None without facts.
    """

    publisher: Publisher
    version: str
    modified: datetime
    texts: Texts
    period: tuple[date, date] | None


def read_publisher(path: Path) -> Publisher:
    """Reads `publisher.toml`; without the file, a publisher that names nobody.

    Raises:
        PublisherError: it is not TOML, has a key that means nothing, or a base_url that is no address.
    """
    if not path.exists():
        return Publisher()
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PublisherError(f"{path}: {error}") from error
    known = {field.name for field in fields(Publisher)}
    wrong = sorted(name for name, value in given.items() if name not in known or not isinstance(value, str))
    if wrong:
        raise PublisherError(f"{path}: {', '.join(wrong)} is none of {', '.join(sorted(known))}, or no text")
    base_url = given.get("base_url", "").rstrip("/")
    if base_url and not _ADDRESS.fullmatch(base_url):
        raise PublisherError(f"{path}: base_url is {base_url!r}; expected is where the files stand, https://HOST/PATH/")
    return Publisher(**given | {"base_url": f"{base_url}/" if base_url else ""})


TERMS = """\
# Terms and attribution

| what | whose | terms |
| --- | --- | --- |
| the figures, and what is printed in the publications | UWV (Uitvoeringsinstituut Werknemersverzekeringen), \
*Transparantie van klantprofielen* | UWV asks to be named as the source wherever its figures are taken over \
("Bronvermelding bij overname is verplicht") |
| codes and names of municipalities, provinces and labour-market regions | CBS (Statistics Netherlands) | \
[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/) |
| everything computed from them: rates, changes, comparable series, findings | the publisher of this release | \
take it over under the same condition: name UWV and CBS as the sources |

Write, for example: *Source: UWV, Transparantie van klantprofielen; regions: CBS; edited.*
UWV and CBS did not make these files and do not answer for them.
"""
