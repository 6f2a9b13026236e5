"""A page before it is written: its place, title and description, and what its template shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from klantprofielen.site.facts import Facts
from klantprofielen.site.language import Language
from klantprofielen.site.links import Links, Paths


@dataclass(frozen=True, slots=True)
class Page:
    """A page.

    Attributes:
        template: the file that lays it out.
        path: from the top of the site.
        twin: the same page in the other language.
        active: which entry of the navigation it belongs to.
        title: of the window and of cards.
        description: for cards and search engines, with the figure in it.
        shown: what the template reads.
        crumbs: the way down to it: name and address.
        card: what stands on the picture of a shared link: what it is, name, figure, what the figure means.
    """

    template: str
    path: str
    twin: str
    active: str
    title: str
    description: str
    shown: Mapping[str, Any]
    crumbs: Sequence[tuple[str, str]] = field(default=())
    card: tuple[str, str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What every view reads: the facts, and the language it speaks."""

    facts: Facts
    language: Language
    other: Language

    @property
    def dutch(self) -> Language:
        """The language of the documents."""
        return self.language if self.language.code == "nl" else self.other

    @property
    def paths(self) -> Paths:
        """The pages of this language."""
        return Paths(self.language)

    @property
    def twins(self) -> Paths:
        """The pages of the other language."""
        return Paths(self.other)

    def links(self, here: str) -> Links:
        """Addresses as seen from a page."""
        return Links(self.paths, here)

    def single_page(self, name: str, shown: Mapping[str, Any], *, active: str | None = None, **told: object) -> Page:
        """A page of which there is one: texts of its name are its title and description, with what is told in it."""
        return Page(
            f"{name}.html",
            self.paths.page(name),
            self.twins.page(name),
            active or name,
            self.language.say(f"{name}.title"),
            self.language.say(f"{name}.description", **told),
            shown,
        )
