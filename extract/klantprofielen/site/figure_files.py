"""The figures beside the pages: a CSV and its description for every chart, and what the browser's program asks for."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from klantprofielen.provenance.locator import short
from klantprofielen.site.country_pages import columns_of, quarters_of, series_of
from klantprofielen.site.facts import COUNTS, RATIOS, REGISTER, Facts, Figures, Value
from klantprofielen.site.figures import same
from klantprofielen.site.language import Language, label
from klantprofielen.site.links import Paths, data_file, map_file

_MEASURES = (*COUNTS, *RATIOS, REGISTER)
# The register is printed for regions.
_OF_A_MUNICIPALITY = (*COUNTS, *RATIOS[:3])
_LICENCE = "Name UWV, Transparantie van klantprofielen, as the source; regions and municipalities: CBS, CC BY 4.0."


def table_files(facts: Facts, languages: Sequence[Language]) -> Iterator[tuple[str, str]]:
    """Every file of figures: its path, its text."""
    for number, region in facts.regions.items():
        yield from _place_files(
            "regio",
            str(number),
            region.name,
            facts.by_region.get(number, ()),
            facts.by_region_comparable.get(number, ()),
        )
    for code, municipality in facts.municipalities.items():
        yield from _place_files(
            "gemeente",
            code,
            municipality.name,
            facts.by_municipality.get(code, ()),
            facts.by_municipality_comparable.get(code, ()),
        )
    yield from _place_files("land", "nl", "Nederland", facts.national, ())
    yield "data/columns.json", _columns(languages)
    for layer in ("regions", "municipalities"):
        series = series_of(facts, layer)
        names = {str(number): each.name for number, each in facts.regions.items()} | {
            code: each.name for code, each in facts.municipalities.items()
        }
        yield data_file("land", layer, "metadata.json"), _metadata(f"Nederland: {layer}", layer)
        kind, measures = ("as_published", _MEASURES) if layer == "regions" else ("todays_borders", _OF_A_MUNICIPALITY)
        yield data_file("land", layer), _csv([(names[code], kind, rows) for code, rows in series.items()], measures)
        for quarter in quarters_of(facts, layer):
            yield map_file(layer, quarter), _map_json(layer, series, quarter)


def _place_files(
    kind: str,
    code: str,
    name: str,
    printed: Sequence[Figures],
    comparable: Sequence[Figures],
) -> Iterator[tuple[str, str]]:
    if printed or comparable:
        newest = () if printed and same(printed, comparable) else comparable
        measures = _OF_A_MUNICIPALITY if kind == "gemeente" else _MEASURES
        yield data_file(kind, code), _csv([(name, "as_published", printed), (name, "todays_borders", newest)], measures)
        yield data_file(kind, code, "metadata.json"), _metadata(name, code)


def _csv(parts: Iterable[tuple[str, str, Sequence[Figures]]], measures: Sequence[str]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    bounds = [f"{measure}{end}" for measure in measures for end in ("", "_min", "_max")]
    writer.writerow(["place", "code", "quarter", "series", *bounds, "publication", "row", "remarks"])
    for name, kind, rows in parts:
        for each in rows:
            values = [text for measure in measures for text in _texts(each.values[measure])]
            publication = short(each.publication_id) if each.publication_id else ""
            writer.writerow(
                [
                    name,
                    each.place,
                    label(each.quarter),
                    kind,
                    *values,
                    publication,
                    each.row_number or "",
                    " ".join(each.remarks),
                ]
            )
    return stream.getvalue()


def _texts(value: Value) -> tuple[str, str, str]:
    """A known value alone, its bounds being the same; else its bounds."""
    if value.value is not None:
        return _text(value.value), "", ""
    return "", _text(value.low), _text(value.high)


def _text(number: float | None) -> str:
    if number is None:
        return ""
    return str(int(number)) if number == int(number) else f"{number:.6g}"


def _columns(languages: Sequence[Language]) -> str:
    """What the columns of all places' files mean."""
    columns = {
        measure: {
            "title": {language.code: language.of("measure")[measure] for language in languages},
            "description": {
                language.code: language.of("meaning")[measure]
                for language in languages
                if measure in language.of("meaning")
            },
            "unit": "ratio, 0 to 1" if measure in RATIOS else "people",
        }
        for measure in _MEASURES
    }
    return json.dumps(columns, ensure_ascii=False, indent=1) + "\n"


def _metadata(name: str, code: str) -> str:
    told = {
        "title": name,
        "code": code,
        "source": "UWV, Transparantie van klantprofielen; edited",
        "citation": f"UWV, Transparantie van klantprofielen: {name}; regions: CBS; edited.",
        "licence": _LICENCE,
        "series": {
            "as_published": "as printed, on the borders of that quarter",
            "todays_borders": "added up on today's municipal borders; left out where it is the same",
        },
        "bounds": "_min and _max: filled only where a suppressed count leaves the figure unknown; it lies between them",
        "publication": "the first digits of the sha256 of the document, and `row` the printed row",
        "columns": "../columns.json",
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def _map_json(layer: str, series: Mapping[str, Sequence[Figures]], quarter: date) -> str:
    """Code to values: a number, both bounds, or null; then the publication and row where it is printed, and remarks."""
    found: dict[str, Any] = {}
    for code, rows in series.items():
        for each in rows:
            if each.quarter == quarter:
                values = [_number(each.values[measure]) for measure in columns_of(layer)]
                printed: list[Any] = [short(each.publication_id), each.row_number] if each.publication_id else []
                if each.remarks:
                    printed = [*(printed or [None, None]), list(each.remarks)]
                found[code] = [values, *printed]
    return json.dumps(found, separators=(",", ":"))


def _number(value: Value) -> float | list[float | None] | None:
    if value.value is not None:
        return round(value.value, 5)
    if value.low is None:
        return None
    return [round(value.low, 5), None if value.high is None else round(value.high, 5)]


def searched(name: str) -> str:
    """A name as the search compares it: without accents, capitals, hyphens and apostrophes."""
    letters = "".join(each for each in unicodedata.normalize("NFD", name) if not unicodedata.combining(each))
    return re.sub(r"[\W_]+", " ", letters.lower()).strip()


def search_file(facts: Facts, paths: Paths) -> str:
    """Every place for the search: its name, what it is, its page; a former municipality with its successors.

    What else people write for a municipality stands as a place that leads to it.
    """
    language = paths.language
    places = [
        [region.name, language.say("column.region"), paths.region(region.number)] for region in facts.regions.values()
    ]
    for municipality in facts.municipalities.values():
        told = language.say("column.municipality")
        if municipality.until:
            told = "→ " + ", ".join(facts.municipalities[code].name for code, _ in municipality.successors)
        elif region := facts.regions.get(municipality.region or 0):
            told = f"{told}, {region.name}"
        path = paths.municipality(municipality.code)
        places.append([municipality.name, told, path])
        # An alias that the name itself holds is found without it.
        aliases = {searched(alias): alias for alias in facts.aliases.get(municipality.code, ())}
        places += [
            [alias, f"→ {municipality.name}", path]
            for plain, alias in aliases.items()
            if plain not in searched(municipality.name)
        ]
    return json.dumps(places, ensure_ascii=False, separators=(",", ":"))
