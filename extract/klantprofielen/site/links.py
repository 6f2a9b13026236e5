"""Where every page and file of the site stands, and the way from one to another: addresses are relative."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from klantprofielen.provenance.locator import short
from klantprofielen.site.language import Language, label

# The pages that the navigation of every page leads to.
MENU = ("country", "municipalities", "compare", "missing", "data", "terms")


@dataclass(frozen=True, slots=True)
class Paths:
    """The paths of a language's pages, from the top of the site. A place keeps its path when its name changes."""

    language: Language

    def page(self, name: str) -> str:
        """A page of which there is one, such as `compare`."""
        return self._prefix + self.language.say(f"path.{name}") + ".html"

    def region(self, number: int) -> str:
        """A region's page."""
        return f"{self._prefix}{self.language.say('path.region')}/{number}.html"

    def municipality(self, code: str) -> str:
        """A municipality's page."""
        return f"{self._prefix}{self.language.say('path.municipality')}/{code}.html"

    def proof(self, publication_id: str) -> str:
        """The page of a publication's printed table."""
        return f"{self._prefix}{self.language.say('path.proof')}/{short(publication_id)}.html"

    def chart(self, place: str, chart: str) -> str:
        """A chart as a file of its own."""
        return f"grafiek/{place}-{chart}.{self.language.code}.svg"

    @property
    def _prefix(self) -> str:
        return "" if self.language.code == "nl" else f"{self.language.code}/"


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses as seen from one page."""

    paths: Paths
    here: str

    @property
    def root(self) -> str:
        """The way up to the top of the site."""
        return "../" * self.here.count("/")

    def to(self, path: str) -> str:
        """The shortest way to a path: what lies on the way here already is left out."""
        shared = self._shared(path)
        return "../" * self.here.count("/", shared) + path[shared:]

    def _shared(self, path: str) -> int:
        """How much of a path are folders that this page lies in as well."""
        end = 0
        while (after := path.find("/", end) + 1) and self.here.startswith(path[end:after], end):
            end = after
        return end

    def page(self, name: str) -> str:
        """The way to a page of which there is one."""
        return self.to(self.paths.page(name))

    def region(self, number: int) -> str:
        """The way to a region."""
        return self.to(self.paths.region(number))

    def municipality(self, code: str) -> str:
        """The way to a municipality."""
        return self.to(self.paths.municipality(code))

    def proof(self, publication_id: str, row: int | None = None, role: str | None = None) -> str:
        """The way to a printed table, to a row of it, or to a cell."""
        path = self.to(self.paths.proof(publication_id))
        return path if row is None else f"{path}#{anchor(row, role)}"


@cache
def anchor(row: int, role: str | None = None) -> str:
    """The name of a printed row or cell on its page, or of the sum of a ratio."""
    return f"r{row}" if role is None else f"r{row}-{_SHORT_ROLES.get(role, role)}"


# A page of a place holds hundreds of them.
_SHORT_ROLES = {
    "municipality": "m",
    "municipal_clients_with_profile": "gp",
    "municipal_clients_without_profile": "gg",
    "uwv_clients_with_profile": "up",
    "uwv_clients_without_profile": "ug",
    "clients_in_sonar": "t",
    # The sums of a row's percentages.
    "profile_coverage_ratio": "p",
    "municipal_profile_coverage_ratio": "pg",
    "uwv_profile_coverage_ratio": "pu",
}


def data_file(kind: str, place: str, ending: str = "csv") -> str:
    """A file with the figures of a place."""
    return f"data/{kind}/{place}.{ending}"


def map_file(layer: str, quarter: date) -> str:
    """The figures of a map in a quarter."""
    return f"data/{layer}/{label(quarter)}.json"
