"""The pages beside the figures: data and downloads, terms, comparing, and SQL."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from markupsafe import escape

from klantprofielen.release.release import Release
from klantprofielen.site.facts import RATIOS, REGISTER
from klantprofielen.site.language import Language, label
from klantprofielen.site.page import Page, Scope

_COMPARED = (*RATIOS, "clients_in_sonar", "clients_with_profile", REGISTER)
_WHOLE = {"xlsx": "klantprofielen.xlsx", "duckdb": "klantprofielen.duckdb"}
_ORDER = {"mart": 0, "dim": 1, "fct": 2}


def terms_page(scope: Scope) -> Page:
    """What the words mean."""
    return scope.single_page("terms", {})


def compare_page(scope: Scope) -> Page:
    """Up to five places side by side; the program in the browser fills it from the files of the places."""
    language, facts, links = scope.language, scope.facts, scope.links(scope.paths.page("compare"))
    places = {
        f"r{number}": [region.name, links.to(f"data/regio/{number}.csv"), links.region(number)]
        for number, region in facts.regions.items()
        if number in facts.by_region
    } | {
        code: [municipality.name, links.to(f"data/gemeente/{code}.csv"), links.municipality(code)]
        for code, municipality in facts.municipalities.items()
        if code in facts.by_municipality or code in facts.by_municipality_comparable
    }
    settings = {
        "places": places,
        "quarters": {label(quarter): language.short_quarter(quarter) for quarter in facts.quarters},
        "ratios": RATIOS,
        "regional": ("register_coverage_ratio", REGISTER),
        "remarks": language.of("remark"),
        "proof": links.to(scope.paths.proof("_")),
        "texts": {key: language.say(f"compare.{key}") for key in ("empty", "full", "remove", "regional")}
        | {
            "search_none": language.say("nav.search_none"),
            "quarter": language.say("column.quarter"),
            "region": language.say("column.region"),
            "published": language.say("compare.as_published"),
            "axis": language.say("figure.axis"),
        },
    }
    return scope.single_page("compare", {"settings": settings, "measures": _COMPARED})


def data_page(scope: Scope, release: Release, folder: Path, docs: str | None) -> Page:
    """Downloads, columns, terms, and what is new."""
    language, links = scope.language, scope.links(scope.paths.page("data"))
    package = json.loads((folder / "datapackage.json").read_bytes())
    resources = sorted(
        package["resources"], key=lambda each: (_ORDER.get(each["name"].partition("_")[0], 9), each["name"])
    )
    built = datetime.fromisoformat(release.built_at)
    shown = {
        "release": release,
        "built": built,
        "whole": [(name, links.to(f"release/{file}"), _size(language, folder / file)) for name, file in _WHOLE.items()],
        "tables": [_table(scope, each, release, folder) for each in resources],
        "dataset": dataset(scope, release),
        "docs": docs and links.to(docs),
    }
    return scope.single_page("data", shown)


def release_files(folder: Path) -> list[str]:
    """The files of the release that the site offers: whole, and the tables one by one."""
    names = [*_WHOLE.values(), "datapackage.json", "LICENSE.md", "SHA256SUMS", "release.json"]
    names += ["CHANGELOG.md", "CITATION.cff", "codebook.csv", "codeboek.csv"]
    return [
        *(name for name in names if (folder / name).is_file()),
        *(
            path.relative_to(folder).as_posix()
            for kind in ("csv", "csv-nl", "parquet")
            for path in sorted(folder.glob(f"{kind}/*"))
        ),
    ]


def _table(scope: Scope, resource: Mapping[str, Any], release: Release, folder: Path) -> dict[str, Any]:
    name = resource["name"]
    links = scope.links(scope.paths.page("data"))
    files = {}
    for kind in ("csv", "parquet"):
        path = folder / kind / f"{name}.{kind}"
        if path.is_file():
            files[kind] = (links.to(f"release/{kind}/{path.name}"), _size(scope.language, path))
    summary = release.tables.get(name)
    return {
        "name": name,
        "summary": resource["description"].partition(". ")[0].rstrip(".") + ".",
        "description": resource["description"],
        "fields": resource["schema"]["fields"],
        "rows": summary.rows if summary else 0,
        "csv": files.get("csv"),
        "parquet": files.get("parquet"),
    }


def _size(language: Language, path: Path) -> str:
    count = path.stat().st_size if path.is_file() else 0
    if count >= 1_000_000:  # noqa: PLR2004 - a megabyte
        return f"{language.number(count / 1_000_000, 1)} MB"
    return f"{language.number(max(1, count / 1000))} kB"


def dataset(scope: Scope, release: Release) -> Mapping[str, Any]:
    """The release as schema.org's Dataset, for search engines."""
    language, quarters = scope.language, scope.facts.quarters
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": f"{language.say('name')}: {language.say('tagline')}",
        "description": language.say("country.lead"),
        "inLanguage": language.code,
        "version": release.release_id,
        "dateModified": release.built_at,
        "creator": {"@type": "Organization", "name": "UWV", "url": "https://www.uwv.nl"},
        "spatialCoverage": {"@type": "Place", "name": "Nederland"},
        "isAccessibleForFree": True,
        "license": "release/LICENSE.md",
        "variableMeasured": [language.say(f"measure.{measure}") for measure in _COMPARED],
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"release/{file}"}
            for kind, file in (
                ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _WHOLE["xlsx"]),
                ("application/vnd.duckdb", _WHOLE["duckdb"]),
            )
        ],
    }
    if quarters:
        told["temporalCoverage"] = f"{quarters[0].isoformat()}/{quarters[-1].isoformat()}"
    return told


def feed(language: Language, releases: Sequence[Release], base_url: str) -> str:
    """New releases as Atom, newest first."""
    entries = "".join(
        f"<entry><id>urn:klantprofielen:{escape(each.release_id)}</id><title>{escape(each.release_id)}</title>"
        f"<updated>{escape(each.built_at)}</updated>"
        f'<link href="{escape(base_url)}{language.say("path.data")}.html"/>'
        f"<summary>{escape(_told(each))}</summary></entry>"
        for each in releases
    )
    updated = releases[0].built_at if releases else "1970-01-01T00:00:00Z"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nl">'
        f"<id>urn:klantprofielen:releases</id><title>{escape(language.say('name'))}</title>"
        f"<updated>{escape(updated)}</updated><author><name>klantprofielen</name></author>{entries}</feed>\n"
    )


def _told(release: Release) -> str:
    changes = [
        f"{name}: +{change.added}, -{change.removed}, ~{change.changed}"
        for name, change in (release.changes or {}).items()
    ]
    return "; ".join(changes) or ", ".join(f"{status}: {count}" for status, count in release.publications.items())
