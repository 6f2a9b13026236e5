"""The charts of regions and municipalities, from the figures of a place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from klantprofielen.site.charts import Chart, Series
from klantprofielen.site.facts import RATIOS, REGISTER, Figures, Municipality, Region, Value
from klantprofielen.site.language import Language
from klantprofielen.site.page import Scope


def region_charts(scope: Scope, region: Region) -> dict[str, Chart]:
    """The charts of a region, by name."""
    language, series = scope.language, scope.facts.by_region[region.number]
    clients = [
        Series(language.say(f"measure.{measure}"), _values(series, measure))
        for measure in (REGISTER, "clients_in_sonar", "clients_with_profile")
    ]
    marks = moved(series)
    return {
        "coverage": _chart(
            scope, "region.chart_coverage", region.name, coverage_lines(language, series), marks, is_ratio=True
        ),
        "clients": _chart(scope, "region.chart_clients", region.name, clients, marks, is_ratio=False),
    }


def coverage_lines(language: Language, series: Sequence[Figures]) -> list[Series]:
    """The profile coverage of all clients, of the municipalities' and of UWV's."""
    return [
        Series(language.say(f"region.{line}"), _values(series, measure))
        for line, measure in zip(("all", "municipal", "uwv"), RATIOS[:3], strict=True)
    ]


def municipality_charts(scope: Scope, municipality: Municipality) -> dict[str, Chart]:
    """The charts of a municipality, by name: on today's borders, a former one's as printed."""
    facts, language = scope.facts, scope.language
    printed = facts.by_municipality.get(municipality.code, ())
    series = printed if municipality.until else facts.by_municipality_comparable.get(municipality.code, printed)
    own = _values(series, "profile_coverage_ratio")
    coverage = [Series(municipality.name, own)]
    region = facts.regions.get(series[-1].region or 0)
    if region:
        around = _values(facts.by_region_comparable.get(region.number, ()), "profile_coverage_ratio")
        coverage.append(
            Series(
                language.say("municipality.region_line", name=region.name),
                {quarter: around[quarter] for quarter in own if quarter in around},
            )
        )
    clients = [
        Series(language.say(f"measure.{measure}"), _values(series, measure))
        for measure in ("clients_in_sonar", "clients_with_profile")
    ]
    marks = moved(printed)
    return {
        "coverage": _chart(scope, "municipality.chart_coverage", municipality.name, coverage, marks, is_ratio=True),
        "clients": _chart(scope, "municipality.chart_clients", municipality.name, clients, marks, is_ratio=False),
    }


def _chart(
    scope: Scope, title: str, name: str, lines: Sequence[Series], marks: Sequence[date], *, is_ratio: bool
) -> Chart:
    language = scope.language
    quarters = [quarter for quarter in scope.facts.quarters if any(quarter in line.values for line in lines)]
    first_last = sorted(scope.facts.quarters.index(quarter) for quarter in quarters)
    axis = scope.facts.quarters[first_last[0] : first_last[-1] + 1] if first_last else ()
    told = "; ".join(f"{line.name}: {_told(line, language, is_ratio=is_ratio)}" for line in lines if line.values)
    source = language.say("figure.source")
    return Chart(language.say(title, name=name), told, source, axis, lines, is_ratio, marks)


def _told(line: Series, language: Language, *, is_ratio: bool) -> str:
    (first, first_value), (last, last_value) = min(line.values.items()), max(line.values.items())
    ends = {
        "first": language.short_quarter(first),
        "first_value": language.value(first_value, is_ratio=is_ratio),
        "last": language.short_quarter(last),
        "last_value": language.value(last_value, is_ratio=is_ratio),
    }
    return language.say("region.chart_one" if first == last else "region.chart_summary", **ends)


def _values(series: Sequence[Figures], measure: str) -> dict[date, Value]:
    return {each.quarter: each.values[measure] for each in series}


def moved(series: Sequence[Figures]) -> list[date]:
    """The quarters in which a place was another one than in the quarter before that there is."""
    return [now.quarter for before, now in pairwise(series) if before.parts != now.parts or before.region != now.region]
