"""The words that name the publication, the target-group register (`doelgroepregister`) and its size."""

from __future__ import annotations

import re

from klantprofielen.read.letters import compact

# In letters and digits only. `Register (doelgroep banenafspraak)` is one of its names.
REGISTER_NAME = (
    r"(?:doelgroep(?:en)?register|banenafspra(?:ak|ken)register"
    r"|register(?:vande|voorde|van|voor)?(?:doelgroep|banenafspra))"
)
PEOPLE = (
    r"(?:personen|mensen|doelgroepers|namen|inwoners|kandidaten|geregistreerden|ingeschrevenen|burgers|registraties)"
)
_TITLE = re.compile(r"transparantie(?:van)?klantprofiel")
_REGISTER = re.compile(REGISTER_NAME)
_COUNT_BEHIND = re.compile(rf"{REGISTER_NAME}.*?\d")
# `Van de 12.986 personen die in de arbeidsmarktregio Zuidoost-Brabant in het doelgroepregister staan`
COUNT_IN_REGISTER = re.compile(rf"\d{PEOPLE}[^\d%]{{0,120}}?{REGISTER_NAME}")


def names_title(text: str) -> bool:
    """Whether a text holds the publication's title."""
    return bool(_TITLE.search(compact(text)))


def names_register(text: str) -> bool:
    """Whether a text names the target-group register."""
    return bool(_REGISTER.search(compact(text)))


def names_size(text: str) -> bool:
    """Whether a text tells the size of the register."""
    words = compact(text)
    return bool(_COUNT_BEHIND.search(words) or COUNT_IN_REGISTER.search(words))
