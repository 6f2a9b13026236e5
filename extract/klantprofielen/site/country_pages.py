"""The pages of the whole country: the map and the table of regions, and those of municipalities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from klantprofielen.site import geography
from klantprofielen.site.charts import Chart
from klantprofielen.site.facts import RATIOS, UNKNOWN, Facts, Figures, Value
from klantprofielen.site.figures import card_of, cells, in_quarter, text_of
from klantprofielen.site.language import Language, label
from klantprofielen.site.links import Links, data_file, map_file
from klantprofielen.site.maps import Area, draw_map, draw_map_alone, limits_told
from klantprofielen.site.page import Page, Scope
from klantprofielen.site.place_charts import coverage_lines

CLASSES = 5
_QUARTERS_A_YEAR = 4
_REGION_COLUMNS = (*RATIOS, "clients_in_sonar")
_MUNICIPALITY_COLUMNS = (*RATIOS[:3], "clients_in_sonar")
_LAYERS = {"regions": "labour_market_region", "municipalities": "municipality"}


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map: its code there, its name, its page, its region, other spellings, its quarters."""

    code: str
    name: str
    href: str
    within: tuple[str, str] | None
    also: str
    series: Sequence[Figures]


def country_pages(scope: Scope) -> Iterator[Page]:
    """The regions and the municipalities of the country."""
    yield _page(scope, "regions")
    yield _page(scope, "municipalities")


def _page(scope: Scope, layer: str) -> Page:
    language, facts = scope.language, scope.facts
    kind = "country" if layer == "regions" else "municipalities"
    path = scope.paths.page(kind)
    links = scope.links(path)
    places = _places(scope, layer, links)
    columns = columns_of(layer)
    quarters = quarters_of(facts, layer)
    shown: dict[str, Any] = {"layer": layer, "kind": kind, "columns": columns, "quarters": quarters[::-1]}
    described = {"title": language.say(f"{kind}.page_title"), "text": language.say("country.description_none")}
    if quarters:
        latest = quarters[-1]
        seen = [place for place in places if in_quarter(place.series, latest)]
        national = in_quarter(facts.national, latest)
        breaks = breaks_of(facts, layer)
        areas = _map(layer, places, latest, breaks[RATIOS[0]], language)
        shown |= {
            "quarter": latest,
            "national": national,
            "map": draw_map(areas),
            "map_alone": draw_map_alone(
                areas,
                breaks[RATIOS[0]],
                language,
                language.say(
                    "country.map_of", measure=language.say(f"measure.{RATIOS[0]}"), quarter=language.quarter(latest)
                ),
            ),
            "breaks": breaks,
            "limits": limits_told(breaks[RATIOS[0]], language),
            "seen": len(seen),
            "rows": _rows(places, latest, columns, language, links),
            "settings": settings(scope, layer, places, breaks, quarters, links),
            "csv": links.to(data_file("land", layer)),
        }
        described["text"] = _description(language, kind, latest, national, len(seen))
        if layer == "regions":
            shown |= {"over_time": _over_time(facts, language), "chart": national_chart(scope)}
    card = None
    if layer == "regions" and (national := shown.get("national")):
        card = card_of(language.say("tagline"), _rests_shortly(language, national), national, language)
    title, told = described["title"], described["text"]
    return Page("country.html", path, scope.twins.page(kind), kind, title, told, shown, card=card)


def _description(language: Language, kind: str, quarter: date, national: Figures | None, seen: int) -> str:
    told = language.quarter(quarter).capitalize()
    if kind == "municipalities" or national is None or national.counted is None:
        return language.say("municipalities.description", quarter=told, count=seen)
    region_count, expected = national.counted
    coverage = text_of(national, "profile_coverage_ratio", language)
    return language.say("country.description", quarter=told, coverage=coverage, seen=region_count, expected=expected)


def columns_of(layer: str) -> tuple[str, ...]:
    """The measures that a layer has."""
    return _REGION_COLUMNS if layer == "regions" else _MUNICIPALITY_COLUMNS


def series_of(facts: Facts, layer: str) -> Mapping[str, Sequence[Figures]]:
    """The figures of a layer, by the map's codes: regions as printed, municipalities on the borders that it shows."""
    if layer == "regions":
        return {str(number): facts.by_region.get(number, ()) for number in facts.regions}
    return {
        code: facts.by_municipality_comparable.get(code, ())
        for code, municipality in facts.municipalities.items()
        if municipality.until is None
    }


def quarters_of(facts: Facts, layer: str) -> list[date]:
    """The quarters in which anything is known."""
    return sorted({each.quarter for series in series_of(facts, layer).values() for each in series})


def _places(scope: Scope, layer: str, links: Links) -> list[Place]:
    facts = scope.facts
    series = series_of(facts, layer)
    if layer == "regions":
        return [
            Place(str(number), region.name, links.region(number), None, "", series[str(number)])
            for number, region in facts.regions.items()
        ]
    places = []
    for code, each in series.items():
        municipality = facts.municipalities[code]
        region = facts.regions.get(municipality.region or 0)
        within = (region.name, links.region(region.number)) if region else None
        also = ", ".join(facts.aliases.get(code, ()))
        places.append(Place(code, municipality.name, links.municipality(code), within, also, each))
    return places


def breaks_of(facts: Facts, layer: str) -> dict[str, list[float]]:
    """The limits between the colours of each ratio, the same in every quarter."""
    series = series_of(facts, layer)
    newest = quarters_of(facts, layer)[-_QUARTERS_A_YEAR:]
    found: dict[str, list[float]] = {}
    for measure in columns_of(layer):
        if measure in RATIOS:
            seen = [
                (each.quarter in newest, value)
                for rows in series.values()
                for each in rows
                if (value := each.values[measure].value) is not None
            ]
            found[measure] = breaks_between([value for _, value in seen], [value for is_new, value in seen if is_new])
    return found


def breaks_between(values: Sequence[float], newest: Sequence[float]) -> list[float]:
    """Four limits of whole percentages that part the values into five classes of about as many.

    The newest year counts as much as all years together: without it, ratios that rise for years would leave the map
    of today in one colour.
    """
    if not values:
        return [0.2, 0.4, 0.6, 0.8]
    pool = sorted([*values, *(list(newest) * round(len(values) / max(1, len(newest))))])
    whole: list[int] = []
    for at in range(1, CLASSES):
        limit = int(100 * pool[len(pool) * at // CLASSES])
        whole.append(max(limit, whole[-1] + 1 if whole else 1))
    # Where nearly all is 100%, the limits end below it.
    return [min(limit, 99 - len(whole) + at + 1) / 100 for at, limit in enumerate(whole)]


def class_of(value: Value, breaks: Sequence[float]) -> str:
    """The colour of a value: `none` where nothing is known, `b…` where only its bounds are."""
    if value.value is not None:
        return f"q{sum(value.value >= limit for limit in breaks)}"
    if value.low is None or value.high is None:
        return "none"
    return f"q{sum((value.low + value.high) / 2 >= limit for limit in breaks)} bound"


def _map(layer: str, places: Sequence[Place], quarter: date, breaks: Sequence[float], language: Language) -> list[Area]:
    """Every place on the map by the first measure: what it is called, its page, its colour."""
    by_code = {place.code: place for place in places}
    areas = []
    for shape in geography.country(_LAYERS[layer]).shapes:
        place = by_code.get(str(shape.number) if layer == "regions" else shape.code)
        if place is not None and shape.path:
            figures = in_quarter(place.series, quarter)
            value = figures.values[RATIOS[0]] if figures else UNKNOWN
            text = language.value(value, is_ratio=True) if figures else language.say("country.no_data")
            areas.append(Area(shape, place.code, f"{place.name}: {text}", place.href, class_of(value, breaks)))
    return areas


def _rows(
    places: Sequence[Place], quarter: date, columns: Sequence[str], language: Language, links: Links
) -> list[tuple[Place, int | None, Markup | None, str]]:
    """The ranking, the highest first: place, rank, cells, remark; places without figures last, by name."""
    found = [(place, in_quarter(place.series, quarter)) for place in places]
    ratios = {place.code: figures.values[RATIOS[0]].value for place, figures in found if figures}
    known = [ratio for ratio in ratios.values() if ratio is not None]

    def order(row: tuple[Place, Figures | None]) -> tuple[bool, bool, float]:
        ratio = ratios.get(row[0].code)
        return ratio is None, row[1] is None, -(ratio or 0)

    rows = []
    for place, figures in sorted(found, key=order):
        ratio = ratios.get(place.code)
        rank = None if ratio is None else 1 + sum(other > ratio for other in known)
        counts = cells(figures, columns, language, links) if figures else None
        remark = ", ".join(language.say(f"remark.{each}") for each in figures.remarks) if figures else ""
        rows.append((place, rank, counts, remark))
    return rows


def settings(
    scope: Scope,
    layer: str,
    places: Sequence[Place],
    breaks: Mapping[str, Sequence[float]],
    quarters: Sequence[date],
    links: Links,
) -> dict[str, Any]:
    """What the program in the browser needs to show another quarter or measure."""
    language = scope.language
    national = scope.facts.national if layer == "regions" else ()
    return {
        "columns": columns_of(layer),
        "breaks": breaks,
        "places": {place.code: place.name for place in places},
        "files": {label(quarter): links.to(map_file(layer, quarter)) for quarter in quarters},
        "quarters": {label(quarter): language.quarter(quarter) for quarter in quarters},
        "measures": {measure: language.say(f"measure.{measure}") for measure in columns_of(layer)},
        "counted": {label(each.quarter): _rests(language, each) for each in national if each.counted},
        "national": {
            label(each.quarter): [text_of(each, measure, language) for measure in columns_of(layer)]
            for each in national
        },
        "meanings": {measure: language.say(f"meaning.{measure}") for measure in columns_of(layer)},
        "proof": links.to(scope.paths.proof("_")),
        "remarks": language.of("remark"),
        "texts": {"none": language.say("country.no_data")},
    }


def _rests(language: Language, national: Figures) -> str:
    seen, expected = national.counted or (0, 0)
    if seen == expected:
        return language.say("country.rests_all", expected=expected)
    return language.say("country.rests", seen=seen, expected=expected)


def _rests_shortly(language: Language, national: Figures) -> str:
    seen, expected = national.counted or (0, 0)
    return f"{language.say('name')}: {seen} / {expected} {language.say('country.seen_count')}"


def national_chart(scope: Scope) -> Chart:
    """Everything seen, together, by quarter; a quarter with fewer regions is a point by itself."""
    language, national = scope.language, scope.facts.national
    last = national[-1]
    told = f"{language.quarter(last.quarter)}: {text_of(last, 'profile_coverage_ratio', language)}"
    return Chart(
        language.say("country.chart"),
        told,
        language.say("figure.source"),
        scope.facts.quarters,
        coverage_lines(language, national),
        is_ratio=True,
    )


def _over_time(facts: Facts, language: Language) -> list[tuple[str, str, list[str]]]:
    """A row a quarter, newest first: how many regions, and the sums over them."""
    return [
        (
            language.short_quarter(each.quarter),
            f"{each.counted[0]} / {each.counted[1]}" if each.counted else "",
            [text_of(each, measure, language) for measure in _REGION_COLUMNS],
        )
        for each in reversed(facts.national)
    ]
