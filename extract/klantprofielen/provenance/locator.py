"""The address of a printed place, `publication/page/row/role`: short enough for a footnote, and good for ever.

The publication is the sha256 of its document, so a locator means the same cell whatever is published later; in
writing its first 16 digits do. A passage outside the table has `p` and its number where a cell has its row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SHORT = 16
_FEWEST = 12
_PATTERN = re.compile(
    rf"(?P<sha256>[0-9a-f]{{{_FEWEST},64}})(?P<table>-[1-9]\d*)?/(?P<page>[1-9]\d*)"
    r"/(?P<place>p?[1-9]\d*)/(?P<role>[a-z_]+)"
)


class LocatorError(ValueError):
    """The text is no locator."""


@dataclass(frozen=True, slots=True)
class Locator:
    """A locator in its parts.

    Attributes:
        sha256: the first digits, at least 12, of the document's sha256.
        table: `-2` for the second region's table of a document, else empty.
        page: counted from 1.
        place: the row's number, or `p` and a passage's.
        role: the column's or the passage's role.
    """

    sha256: str
    table: str
    page: int
    place: str
    role: str

    @property
    def rest(self) -> str:
        """What stands behind the publication."""
        return f"/{self.page}/{self.place}/{self.role}"


def read_locator(text: str) -> Locator:
    """Reads a locator, whole or shortened.

    Raises:
        LocatorError: it is none.
    """
    match = _PATTERN.fullmatch(text.strip())
    if match is None:
        raise LocatorError(
            f"{text!r} is no locator: publication/page/row/role, with at least {_FEWEST} digits of the publication"
        )
    return Locator(match["sha256"], match["table"] or "", int(match["page"]), match["place"], match["role"])


def short(locator: str) -> str:
    """A whole locator, or a publication's identity, with the first digits of the document's sha256 alone."""
    publication, slash, rest = locator.partition("/")
    sha256, dash, table = publication.partition("-")
    return f"{sha256[:SHORT]}{dash}{table}{slash}{rest}"
