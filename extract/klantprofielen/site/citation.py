"""A document's citation, ready to take over: in the form of the APA, and as BibTeX.

The day on which a reader looked it up is the reader's to fill in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from klantprofielen.site.language import Language

_MEANS_SOMETHING = re.compile(r"([&%$#_{}])")


@dataclass(frozen=True, slots=True)
class Cited:
    """What is cited.

    Attributes:
        title: of the document, in Dutch as it is.
        year: in which it appeared; None where it is not known.
        key: the first digits of the document's sha256, and which table of it.
        sha256: all of them.
        address: the page of its proof; empty where nobody said where the site will stand.
        place: which number of it: its locator, or what it is computed from; empty for the document as a whole.
    """

    title: str
    year: int | None
    key: str
    sha256: str
    address: str
    place: str = ""


def apa(cited: Cited, language: Language) -> Markup:
    """As the APA has it. The address is marked, so that the cell that a reader came for can be put behind it."""
    found = (
        Markup("{} <span data-address>{}</span>").format(
            language.say("proof.retrieved", day=language.say("proof.retrieved_day")), cited.address
        )
        if cited.address
        else Markup("{}: klantprofielen {}").format(language.say("proof.locator"), cited.place or cited.key)
    )
    return Markup('UWV. ({}). <i lang="nl">{}</i> [{}]. {}').format(
        cited.year or language.say("proof.no_date"), cited.title, language.say("proof.kind_of_work"), found
    )


def bibtex(cited: Cited) -> Markup:
    """As BibTeX; what means something to TeX is written so that it does not."""
    fields = {
        "author": Markup("{UWV}"),
        "title": _plain(cited.title),
        "institution": "Uitvoeringsinstituut Werknemersverzekeringen",
        "year": cited.year,
        "url": Markup("<span data-address>{}</span>").format(cited.address) if cited.address else None,
        "note": _plain(f"klantprofielen {cited.place or cited.key}, sha256 {cited.sha256}"),
    }
    lines = [
        Markup("  {} = {{{}}}").format(name.ljust(11), value) for name, value in fields.items() if value is not None
    ]
    return Markup("@techreport{{uwv_{},\n{}\n}}").format(cited.key, Markup(",\n").join(lines))


def _plain(text: str) -> str:
    return _MEANS_SOMETHING.sub(r"\\\1", text)
