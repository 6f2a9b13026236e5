"""The pages of regions and municipalities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from klantprofielen.site.corrections import corrections
from klantprofielen.site.facts import RATIOS, REGISTER, Figures, Finding, Municipality, Region
from klantprofielen.site.figures import PRINTED, card_of, cells, coverage_change_on_year, key_figures, same, text_of
from klantprofielen.site.language import Language
from klantprofielen.site.links import Links
from klantprofielen.site.markup import link
from klantprofielen.site.page import Page, Scope
from klantprofielen.site.place_charts import moved, municipality_charts, region_charts

_BESIDE = (*RATIOS[:3], "clients_in_sonar")
_REGION_KEYS = (*_BESIDE, REGISTER, "register_coverage_ratio")
_REGION_HISTORY = (*PRINTED, REGISTER, "profile_coverage_ratio", "register_coverage_ratio")
_MUNICIPALITY_HISTORY = (*PRINTED, "profile_coverage_ratio")


def region_pages(scope: Scope) -> Iterator[Page]:
    """A page a region, also of those without figures."""
    for region in scope.facts.regions.values():
        yield _region_page(scope, region)


def _region_page(scope: Scope, region: Region) -> Page:
    language = scope.language
    path = scope.paths.region(region.number)
    links = scope.links(path)
    series = scope.facts.by_region.get(region.number, ())
    latest = series[-1] if series else None
    shown: dict[str, Any] = {
        "place": region,
        "series": series,
        "publications": _publications(scope, region, links),
        "revisions": corrections(
            scope, (each for each in scope.facts.revisions if each.region == region.number), links
        ),
        "place_key": f"regio-{region.number}",
        "compare": f"{links.page('compare')}?p=r{region.number}",
    }
    if latest:
        shown |= {
            "latest": latest,
            "keys": key_figures(series, _REGION_KEYS, language, links, "changed_region"),
            "charts": region_charts(scope, region),
            "municipalities": _municipality_rows(scope, latest, links),
            "total": cells(latest, _BESIDE, language, links),
            "beside": _BESIDE,
            "history": _history(series, _REGION_HISTORY, language, links),
            "measures": _REGION_HISTORY,
            "comparable": _comparable_of_region(scope, region, series),
        }
    coverage = text_of(latest, "profile_coverage_ratio", language) if latest else ""
    title = "region.page_title" if latest else "region.page_title_none"
    return Page(
        "region.html",
        path,
        scope.twins.region(region.number),
        "country",
        language.say(title, name=region.name, coverage=coverage),
        _region_description(language, region, latest),
        shown,
        ((language.say("nav.country"), links.page("country")),),
        card_of(language.say("region.kind", number=region.number), region.name, latest, language) if latest else None,
    )


def _region_description(language: Language, region: Region, latest: Figures | None) -> str:
    if latest is None:
        return language.say("region.description_none", name=region.name)
    return language.say(
        "region.description",
        name=region.name,
        quarter=language.quarter(latest.quarter),
        clients=text_of(latest, "clients_in_sonar", language),
        coverage=text_of(latest, "profile_coverage_ratio", language),
        municipal=text_of(latest, "municipal_profile_coverage_ratio", language),
        uwv=text_of(latest, "uwv_profile_coverage_ratio", language),
    )


def _municipality_rows(scope: Scope, latest: Figures, links: Links) -> list[dict[str, Any]]:
    """The municipalities of a region in a quarter, by name."""
    facts = scope.facts
    return [
        _beside_row(scope, facts.municipalities[each.place], each, latest, links)
        for each in facts.municipalities_of(latest.region, latest.quarter)
    ]


def _beside_row(
    scope: Scope, municipality: Municipality, each: Figures, region: Figures, links: Links
) -> dict[str, Any]:
    part, whole = each.values["clients_in_sonar"].value, region.values["clients_in_sonar"].value
    return {
        "code": municipality.code,
        "name": municipality.name,
        "href": links.municipality(municipality.code),
        "figures": each,
        "share": part / whole if part is not None and whole else None,
        "cells": cells(each, _BESIDE, scope.language, links),
        "change": coverage_change_on_year(scope.facts.by_municipality[municipality.code], each),
    }


def _history(
    series: Sequence[Figures], measures: Sequence[str], language: Language, links: Links
) -> list[tuple[str, Markup, str]]:
    """A row a quarter, newest first: its name, its cells, a remark."""
    return [
        (
            language.short_quarter(each.quarter),
            cells(each, measures, language, links),
            ", ".join(language.say(f"remark.{remark}") for remark in each.remarks),
        )
        for each in reversed(series)
    ]


def _comparable_of_region(scope: Scope, region: Region, series: Sequence[Figures]) -> list[Any]:
    """The series on today's borders; none where it is the same as printed."""
    comparable = scope.facts.by_region_comparable.get(region.number, ())
    if same(series, comparable):
        return []
    return _history(comparable, _MUNICIPALITY_HISTORY, scope.language, scope.links(scope.paths.region(region.number)))


def _publications(scope: Scope, region: Region, links: Links) -> list[dict[str, Any]]:
    language, facts = scope.language, scope.facts
    rows = []
    for publication in facts.publications.values():
        if publication.region == region.number and publication.quarter:
            findings = facts.findings.get(publication.publication_id, ())
            rows.append(
                {
                    "quarter": language.short_quarter(publication.quarter),
                    "file_name": publication.file_name,
                    "published": language.day(publication.published, publication.precision),
                    "status": publication.status,
                    "findings": _findings(findings, language),
                    "href": links.proof(publication.publication_id) if publication.version else None,
                }
            )
    return rows[::-1]


def _findings(findings: Sequence[Finding], language: Language) -> list[tuple[str, str, int]]:
    """Of each code the first finding in words, its code, and how many more there are."""
    counts = Counter(finding.code for finding in findings)
    first = {finding.code: finding for finding in reversed(findings)}
    return [(first[code].told(language.code), code, count - 1) for code, count in counts.items()]


def municipality_pages(scope: Scope) -> Iterator[Page]:
    """A page a municipality: those of today, and former ones, which lead to their successors."""
    for municipality in scope.facts.municipalities.values():
        yield _municipality_page(scope, municipality)


def _municipality_page(scope: Scope, municipality: Municipality) -> Page:
    language, facts = scope.language, scope.facts
    path = scope.paths.municipality(municipality.code)
    links = scope.links(path)
    series = facts.by_municipality.get(municipality.code, ())
    comparable = facts.by_municipality_comparable.get(municipality.code, ())
    region = facts.regions.get(municipality.region or 0)
    shown: dict[str, Any] = {
        "place": municipality,
        "region": region,
        "series": series or comparable,
        "successors": [
            (facts.municipalities[code].name, links.municipality(code)) for code, _ in municipality.successors
        ],
        "predecessors": [
            (each.name, links.municipality(each.code))
            for each in facts.municipalities.values()
            if municipality.code in {code for code, _ in each.successors}
        ],
        "revisions": corrections(
            scope, (each for each in facts.revisions if each.municipality == municipality.code), links
        ),
        "place_key": f"gemeente-{municipality.code}",
        "compare": f"{links.page('compare')}?p={municipality.code}",
        "measures": _MUNICIPALITY_HISTORY,
        "beside": _BESIDE,
    }
    if series:
        shown |= {
            "latest": series[-1],
            "keys": key_figures(_one_region(series), _BESIDE, language, links, "changed_municipality"),
            "history": _history(series, _MUNICIPALITY_HISTORY, language, links),
            **_beside(scope, municipality, series[-1], links),
        }
    if series or comparable:
        shown |= {
            "charts": municipality_charts(scope, municipality),
            "marks": moved(series),
            "comparable": []
            if municipality.until or same(series, comparable)
            else _with_sources(scope, comparable, links),
        }
    title, description = _municipality_title(language, municipality, series or comparable)
    crumbs = [(language.say("nav.country"), links.page("country"))]
    if region:
        crumbs.append((region.name, links.region(region.number)))
    return Page(
        "municipality.html",
        path,
        scope.twins.municipality(municipality.code),
        "municipalities",
        title,
        description,
        shown,
        crumbs,
    )


def _with_sources(scope: Scope, comparable: Sequence[Figures], links: Links) -> list[tuple[str, Markup, Markup]]:
    """The series on today's borders; a row that is no printed one says which it is made of."""
    language, facts = scope.language, scope.facts
    rows = []
    told = _history(comparable, _MUNICIPALITY_HISTORY, language, links)
    for each, (quarter, counts, remark) in zip(reversed(comparable), told, strict=True):
        parts = [remark] if remark else []
        if each.publication_id is None:
            printed = [
                link(
                    links.proof(source.publication_id, source.row_number),
                    facts.municipalities[source.municipality].name,
                )
                for source in facts.sources.get((each.place, each.quarter), ())
            ]
            made_of = language.say("municipality.made_of", names="¤")
            parts.insert(0, Markup(", ").join(printed).join(Markup("{}").format(part) for part in made_of.split("¤")))
        rows.append((quarter, counts, Markup("; ").join(parts)))
    return rows


def _one_region(series: Sequence[Figures]) -> list[Figures]:
    """The rows of the region of the last quarter where a municipality stands in two documents of a quarter."""
    return [each for each in series if each.region == series[-1].region]


def _municipality_title(language: Language, municipality: Municipality, series: Sequence[Figures]) -> tuple[str, str]:
    if not series:
        return (
            language.say("municipality.page_title_none", name=municipality.name),
            language.say("municipality.description_none", name=municipality.name),
        )
    values = {
        "name": municipality.name,
        "quarter": language.quarter(series[-1].quarter),
        "clients": text_of(series[-1], "clients_in_sonar", language),
        "coverage": text_of(series[-1], "profile_coverage_ratio", language),
    }
    return language.say("municipality.page_title", **values), language.say("municipality.description", **values)


def _beside(scope: Scope, municipality: Municipality, latest: Figures, links: Links) -> dict[str, Any]:
    """The municipality among those of its region, in its last quarter."""
    region = next(each for each in scope.facts.by_region[latest.region or 0] if each.quarter == latest.quarter)
    rows = _municipality_rows(scope, region, links)
    ratios = [row["figures"].values["profile_coverage_ratio"].value for row in rows]
    known = [ratio for ratio in ratios if ratio is not None]
    own = latest.values["profile_coverage_ratio"].value
    rank = None if own is None else 1 + sum(ratio > own for ratio in known)
    (mine,) = (row for row in rows if row["code"] == municipality.code)
    name = scope.facts.regions[latest.region or 0].name
    note = "municipality.in_region_note" if rank and len(known) == len(rows) else "municipality.in_region_no_rank"
    return {
        "municipalities": rows,
        "share": mine["share"],
        "total": cells(region, _BESIDE, scope.language, links),
        "region_name": name,
        "region_href": links.region(latest.region or 0),
        "in_region_note": scope.language.say(
            note,
            quarter=scope.language.quarter(latest.quarter).capitalize(),
            name=municipality.name,
            rank=rank,
            count=len(rows),
        ),
    }
