"""What newer publications of the same region and quarter corrected, each count leading to where it is printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from klantprofielen.site.facts import REGISTER, Revision
from klantprofielen.site.links import Links
from klantprofielen.site.page import Scope


@dataclass(frozen=True, slots=True)
class Correction:
    """A row of the table of corrections: of what, from which count to which, and in which document."""

    quarter: str
    place: str
    measure: str
    kind: str
    before: str
    before_href: str
    after: str
    after_href: str
    document: str
    document_href: str


def corrections(scope: Scope, revisions: Iterable[Revision], links: Links) -> list[Correction]:
    """The corrections of a page, newest quarter first."""
    newest_first = sorted(revisions, key=lambda each: each.quarter, reverse=True)
    return [_correction(scope, each, links) for each in newest_first]


def _correction(scope: Scope, revision: Revision, links: Links) -> Correction:
    facts, language = scope.facts, scope.language

    def told(count: int | None, row: int | None) -> str:
        if count is not None:
            return language.number(count)
        return language.say("revision.suppressed") if revision.municipality and row else "–"

    def href(publication_id: str, row: int | None) -> str:
        if revision.column == REGISTER:
            return f"{links.proof(publication_id)}#t"
        return links.proof(publication_id, row, revision.column) if row else f"{links.proof(publication_id)}#table"

    return Correction(
        language.short_quarter(revision.quarter),
        facts.municipalities[revision.municipality].name if revision.municipality else language.say("region.total"),
        revision.column,
        revision.kind,
        told(revision.before, revision.row_before),
        href(revision.previous_publication_id, revision.row_before),
        told(revision.after, revision.row_after),
        href(revision.publication_id, revision.row_after),
        facts.publications[revision.publication_id].file_name,
        links.proof(revision.publication_id),
    )
