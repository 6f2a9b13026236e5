"""The pages that prove: a printed table with its sums, and what is missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from markupsafe import Markup, escape

from klantprofielen.provenance.locator import short
from klantprofielen.site.citation import Cited, apa, bibtex
from klantprofielen.site.facts import RATIOS, Figures, Publication, grouped
from klantprofielen.site.language import Language
from klantprofielen.site.links import Links, anchor
from klantprofielen.site.markup import link
from klantprofielen.site.page import Page, Scope
from klantprofielen.site.proof_data import Cell, Document, Equation
from klantprofielen.site.ratio_proofs import TOTAL, Row, printed_figures, ratio_rows, register_sum, total_notes
from klantprofielen.site.table_pictures import Crop

# A number of which it must be said how thousands are written.
_THOUSANDS = re.compile(r"\d[.,]?\d{3}")


def proof_pages(
    scope: Scope, documents: Mapping[str, Document], crops: Mapping[str, Crop], base_url: str
) -> Iterator[Page]:
    """A page a publication whose figures are in the release, superseded ones too; `base_url` is for citations."""
    figures = printed_figures(scope.facts)
    for key, document in documents.items():
        publication = scope.facts.publications[key]
        if publication.region is not None and publication.quarter is not None:
            yield _proof_page(scope, document, publication, crops.get(key), figures, base_url)


def _proof_page(
    scope: Scope,
    document: Document,
    publication: Publication,
    crop: Crop | None,
    figures: Mapping[tuple[str, int | None], Figures],
    base_url: str,
) -> Page:
    language = scope.language
    path = scope.paths.proof(document.publication_id)
    links = scope.links(path)
    region = scope.facts.regions[publication.region or 0]
    assert publication.quarter is not None  # noqa: S101 - the caller saw to it
    names = {"region": region.name, "quarter": language.quarter(publication.quarter)}
    newer = publication.superseded_by
    cited = Cited(
        f"Transparantie van klantprofielen: {region.name}, {scope.dutch.quarter(publication.quarter)}",
        publication.published.year if publication.published else None,
        short(document.publication_id),
        document.sha256,
        f"{base_url}{path}" if base_url else "",
    )
    findings = [(each.told(language.code), each.code) for each in scope.facts.findings.get(document.publication_id, ())]
    rows = list(grouped((cell.row, cell) for cell in document.cells).values())
    columns = _columns(document)
    shown: dict[str, Any] = {
        **names,
        "document": document,
        "publication": publication,
        "newer": links.proof(newer) if newer else None,
        "columns": columns,
        "rows": Markup("").join(_row(scope, cells, columns, links) for cells in rows),
        "total_notes": [note for row in rows if row[0].kind == TOTAL for note in total_notes(document, row, language)],
        "ratio_measures": RATIOS[:3],
        "ratios": Markup("").join(_sums(row) for row in ratio_rows(document, rows, figures, language)),
        "register": register_sum(document, rows, figures, language),
        "passages": [each for each in document.passages if each.role != "region_column"],
        "equations": _equations(document.equations, rows, language),
        "findings": findings,
        "finds_thousands": any(_THOUSANDS.search(told) for told, _ in findings),
        "crop": crop,
        "published": language.day(publication.published, publication.precision),
        "apa": apa(cited, language),
        "bibtex": bibtex(cited),
    }
    return Page(
        "proof.html",
        path,
        scope.twins.proof(document.publication_id),
        "country",
        language.say("proof.title", **names),
        language.say("proof.description", **names),
        shown,
        ((language.say("nav.country"), links.page("country")), (region.name, links.region(region.number))),
    )


def _columns(document: Document) -> list[tuple[int, str, str]]:
    """The columns in the order in which they are printed: number, role, header words."""
    found = {(cell.column, cell.role): cell.header or "" for cell in document.cells if cell.role not in {"region"}}
    return [(number, role, header) for (number, role), header in sorted(found.items())]


def _row(scope: Scope, cells: Sequence[Cell], columns: Sequence[tuple[int, str, str]], links: Links) -> Markup:
    """A printed row; every count has the name of its cell."""
    first = cells[0]
    code = next((cell.municipality for cell in cells if cell.municipality), None)
    by_column = {cell.column: cell for cell in cells}
    parts = [f"<tr id={anchor(first.row)}{' class=total' if first.kind == TOTAL else ''}>"]
    for number, role, _ in columns:
        cell = by_column.get(number)
        if cell is None:
            parts.append("<td>")
        elif role != "municipality":
            parts.append(f"<td id={cell.name}>{escape(cell.text)}{_corrected(cell, scope.language)}")
        elif code and code in scope.facts.municipalities:
            parts.append(f"<th>{link(links.municipality(code), cell.text)}")
        else:
            parts.append(f"<th>{escape(cell.text)}")
    return Markup("".join(parts))  # noqa: S704 - what a document says is escaped


def _corrected(cell: Cell, language: Language) -> str:
    if not cell.corrected:
        return ""
    return f" <small>{escape(language.say('proof.corrected', text=cell.corrected))}</small>"


def _sums(row: Row) -> Markup:
    sums = "".join(f"<td id={name}>{told}" for name, told in row.sums)
    return Markup(f"<tr><th>{escape(row.title)}{sums}")  # noqa: S704 - the sums are numbers that lead to cells


def _equations(
    equations: Sequence[Equation], rows: Sequence[Sequence[Cell]], language: Language
) -> list[tuple[str, Markup]]:
    """The sums of each kind: what they have in common, and a row for each."""
    names = {cell.row: cell.text for row in rows for cell in row if cell.role == "municipality"}
    return [
        (
            language.say(f"proof.equation_{kind}"),
            Markup("").join(_equation(each, names, language) for each in alike),
        )
        for kind, alike in groupby(equations, lambda each: each.kind)
    ]


def _equation(equation: Equation, names: Mapping[int, str], language: Language) -> Markup:
    if equation.kind == "row":
        what = f"{equation.row}. {names.get(equation.row or 0, '')}"
    else:
        what = language.of("measure").get(equation.role, equation.role)

    def told(value: float | None) -> str:
        if value is None:
            return "–"
        text = language.number(value, 0 if value == int(value) else 1)
        return f"{text}%" if equation.kind == "percentage" else text

    printed, low, high = told(equation.printed), told(equation.low), told(equation.high)
    computed = low if low == high else f"{low}–{high}"
    verdict = language.say(f"proof.{equation.verdict}")
    row = f"<tr><th>{escape(what)}<td>{printed}<td>{computed}<td>{verdict}"
    return Markup(row)  # noqa: S704 - names are escaped, the rest is numbers and our own words


_SIGNS = {"seen": "●", "missing": "·", "rejected": "✕", "unreadable": "?"}


def missing_page(scope: Scope) -> Page:
    """The ledger as region by quarter, and the documents that were not taken over."""
    language, facts, links = scope.language, scope.facts, scope.links(scope.paths.page("missing"))
    counts = Counter(entry.status for entry in facts.ledger.values())
    counted = {status: counts[status] for status in _SIGNS}
    shown = {
        "signs": _SIGNS,
        "counts": counted,
        "all": len(facts.ledger),
        "quarters": facts.quarters,
        "years": Counter(quarter.year for quarter in facts.quarters),
        "rows": [
            (
                region.name,
                links.region(region.number),
                Markup("").join(_ledger_cell(scope, region.number, quarter, links) for quarter in facts.quarters),
            )
            for region in facts.regions.values()
        ],
        "absent": [
            (region.name, links.region(region.number), language.short_quarter(quarter), entry.source_status)
            for region in facts.regions.values()
            for quarter in facts.quarters
            if (entry := facts.ledger.get((region.number, quarter))) and entry.status == "missing"
        ],
        "rejected": [
            _rejected(scope, publication)
            for publication in facts.publications.values()
            if publication.status in {"rejected", "unreadable"}
        ],
    }
    seen, every = language.number(counted["seen"]), language.number(len(facts.ledger))
    return scope.single_page("missing", shown, seen=seen, all=every)


def _ledger_cell(scope: Scope, region: int, quarter: date, links: Links) -> Markup:
    entry = scope.facts.ledger.get((region, quarter))
    status = entry.status if entry else "missing"
    told = scope.language.say(f"status.{status}")
    sign = f"<span aria-hidden=true>{_SIGNS[status]}</span><span class=unseen>{told}</span>"
    if status == "seen" and entry and entry.publication_id:
        sign = f"<a href={links.proof(entry.publication_id)}>{sign}</a>"
    elif status in {"rejected", "unreadable"}:
        sign = f"<a href=#rejected>{sign}</a>"
    return Markup(f"<td class={status}>{sign}")  # noqa: S704 - our own words and addresses


def _declined(publication: Publication, language: Language) -> list[tuple[str, str]]:
    """Why a document could not be read: in the reader's own words where the page speaks its language."""
    code, message = publication.error_code, publication.error_message
    if code is None:
        return []
    told = message if message and language.code == "en" else language.of("declined").get(code, message or code)
    return [(told, code)]


def _rejected(scope: Scope, publication: Publication) -> dict[str, Any]:
    language = scope.language
    findings = scope.facts.findings.get(publication.publication_id, ())
    region = scope.facts.regions.get(publication.region or 0)
    return {
        "file_name": publication.file_name,
        "region": region.name if region else language.say("missing.unplaced"),
        "quarter": language.short_quarter(publication.quarter) if publication.quarter else "",
        "status": publication.status,
        "reasons": [(each.told(language.code), each.code) for each in findings if each.severity == "error"]
        or _declined(publication, language),
        # What the reader of documents says of one that it declined, in English.
        "detail": publication.error_message if publication.error_code and language.code != "en" else None,
    }
