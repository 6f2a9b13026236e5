"""Charts of a place over the quarters, drawn as SVG: they need no program in the reader's browser.

What lines and letters look like stands in the attributes of a chart that is a file of its own; on a page the style
sheet says it (dark scheme, print).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from markupsafe import Markup, escape

from klantprofielen.site.facts import Value
from klantprofielen.site.language import Language

_WIDTH, _HEIGHT = 460, 250
_LEFT, _RIGHT, _BOTTOM = 52, 14, 26
_ROOM = _WIDTH - _LEFT - _RIGHT - 16
_LEGEND_LINE = 19
# Okabe and Ito: told apart by colour-blind readers; the dashes tell them apart in print.
COLOURS = ("#0072b2", "#d55e00", "#00795a", "#a3528a", "#8a6a00")
_DASHES = ("none", "7 3", "2 3", "9 3 2 3", "4 4")
# What the classes of a chart mean in a file of its own, as the style sheet says it for pages.
_LOOKS = {
    "grid": 'stroke="#dfe5ea"',
    "break": 'stroke="#4d5b66" fill="none"',
    "mark": 'stroke="#8b98a3"',
    "label": 'fill="#14212b"',
    "dot": 'stroke-width="6" stroke-linecap="round" stroke-dasharray="none"',
    "bar": 'stroke-width="4" stroke-dasharray="none"',
} | {
    f"s{at}": f'stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}" fill="none"'
    for at, (colour, dash) in enumerate(zip(COLOURS, _DASHES, strict=True))
}
_YEARS_THAT_FIT = 9
# With more quarters than this the line alone is clearer than a point a quarter.
_FEW = 12
_MOST_STEPS = 5
_LEAST_RATIO_STEP = 0.02
# An axis begins at zero where the lowest value is no more than this part of the highest.
_NEAR_ZERO = 1 / 3
_ALMOST = 1e-9
# The zero before a point, and a point with nothing but zeros after it.
_NEEDLESS = re.compile(r"\b0(?=\.[1-9])|\.0(?!\d)")


@dataclass(frozen=True, slots=True)
class Series:
    """A line: its name and its values by quarter."""

    name: str
    values: Mapping[date, Value]


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows.

    Attributes:
        title: what is drawn, of which place.
        summary: what is to be seen, for readers who cannot see it.
        source: the line below a chart that stands alone.
        quarters: one after the other, also those of which nothing is known.
        marks: quarters at which a border moved.
    """

    title: str
    summary: str
    source: str
    quarters: Sequence[date]
    series: Sequence[Series]
    is_ratio: bool
    marks: Sequence[date] = ()


@dataclass(frozen=True, slots=True)
class Axis:
    """The values along the side of a chart: from `low` to `high` in round steps."""

    low: float
    high: float
    ticks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where quarters and values lie."""

    quarters: Sequence[date]
    top: int
    bottom: int
    axis: Axis

    @property
    def step(self) -> float:
        """From quarter to quarter: by whole halves, so that all are as far apart and paths are short."""
        return math.floor(2 * _ROOM / max(1, len(self.quarters) - 1)) / 2

    def x(self, place: int) -> float:
        """Of a quarter, by its place among them."""
        return _LEFT + 8 + (place * self.step if len(self.quarters) > 1 else _ROOM / 2)

    def y(self, value: float) -> float:
        low, high = self.axis.low, self.axis.high
        return round(self.bottom - (value - low) / (high - low) * (self.bottom - self.top), 1)


class Drawing(NamedTuple):
    """A chart for a page, and as a file of its own with title and source."""

    on_page: Markup
    alone: Markup


def draw(chart: Chart, language: Language) -> Drawing:
    """The chart; where its axis does not begin at zero, a line says so."""
    axis = axis_of(chart)
    note = _note(chart, axis, language)
    frame = _Frame(chart.quarters, _LEGEND_LINE * len(chart.series) + 8, _HEIGHT - _BOTTOM, axis)
    parts = [*_axis(frame, chart, language), *_marks(frame, chart)]
    parts += [_drawn(frame, series, at) for at, series in enumerate(chart.series)]
    # Numbers, our own words, and names that were escaped.
    inner = "".join(parts)
    page = (
        f'<svg class="chart" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{escape(chart.summary or chart.title)}"{_values(frame, chart, language)}>{inner}</svg>'
    )
    if note:
        page += f"<p class=small>{escape(note)}</p>"
    return Drawing(Markup(page), Markup(_alone(chart, inner, note)))  # noqa: S704


def _alone(chart: Chart, inner: str, note: str) -> str:
    for name, look in _LOOKS.items():
        inner = inner.replace(f'class="{name}"', look)
    head = 62 if note else 44
    height = _HEIGHT + head + 26
    name = ". ".join(part.removesuffix(".") for part in (chart.title, chart.summary, note) if part)
    told = f'<text x="12" y="46" font-size="12">{escape(note)}</text>' if note else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-label="{escape(name)}." font-family="system-ui, sans-serif" font-size="13" fill="#4d5b66">'
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>'
        f'<text x="12" y="26" font-size="16" font-weight="600" fill="#14212b">{escape(chart.title)}</text>{told}'
        f'<g transform="translate(0 {head})">{inner}</g>'
        f'<text x="12" y="{height - 10}" font-size="11">{escape(chart.source)}</text></svg>'
    )


def _values(frame: _Frame, chart: Chart, language: Language) -> str:
    """What `trend.js` tells under the pointer: the first quarter, every line's values, and where they lie."""
    if not frame.quarters:
        return ""
    told = ";".join(
        "|".join(
            language.value(line.values[each], is_ratio=chart.is_ratio) if each in line.values else ""
            for each in frame.quarters
        )
        for line in chart.series
    )
    return (
        f' data-x="{frame.x(0):g} {frame.step:g}" data-y="{frame.top} {frame.bottom}" '
        f'data-from="{language.short_quarter(frame.quarters[0])}" data-values="{escape(told)}"'
    )


def axis_of(chart: Chart) -> Axis:
    """The axis of a chart's lines: where they lie, and from zero where they come near it (as `chart.js` does)."""
    numbers = [
        number for series in chart.series for value in series.values.values() for number in value if number is not None
    ]
    low, high = min(numbers, default=0.0), max(numbers, default=1.0)
    low = 0 if low <= high * _NEAR_ZERO else low
    unit = 0.01 if chart.is_ratio else 1
    steps = (unit * size * 10**power for power in range(9) for size in (1, 2, 5))
    for step in steps:
        if chart.is_ratio and step < _LEAST_RATIO_STEP:
            continue
        first, last = math.floor(low / step + _ALMOST), math.ceil(high / step - _ALMOST)
        if first == last:
            first, last = max(0, first - 1), last + 1
        if last - first <= _MOST_STEPS:
            break
    ticks = tuple(round(at * step, 2) for at in range(first, last + 1) if not chart.is_ratio or at * step <= 1)
    return Axis(ticks[0], ticks[-1], ticks)


def _note(chart: Chart, axis: Axis, language: Language) -> str:
    if axis.low == 0:
        return ""
    return language.say("figure.axis", low=_tick(axis.low, chart, language))


def _tick(value: float, chart: Chart, language: Language) -> str:
    return language.percent(value, 0) if chart.is_ratio else language.number(value)


def _axis(frame: _Frame, chart: Chart, language: Language) -> list[str]:
    heights = [f"{frame.y(value):g}" for value in frame.axis.ticks]
    lines = "".join(f"M{_LEFT} {y}h{_WIDTH - _RIGHT - _LEFT}" for y in heights)
    labels = "".join(
        f'<text y="{y}">{escape(_tick(value, chart, language))}</text>'
        for y, value in zip(heights, frame.axis.ticks, strict=True)
    )
    parts = [
        f'<path class="grid" d="{lines}"/>',
        f'<g text-anchor="end" transform="translate({_LEFT - 6} 4)">{labels}</g>',
    ]
    if frame.axis.low:
        # The sign of an axis that is broken off.
        parts.append(f'<path class="break" d="M{_LEFT} {frame.bottom}v-6l-5-3 10-5-5-3v-6"/>')
    return [*parts, _quarter_labels(frame, language)]


def _quarter_labels(frame: _Frame, language: Language) -> str:
    years: dict[int, date] = {}
    for quarter in frame.quarters:
        years.setdefault(quarter.year, quarter)
    few = len(frame.quarters) <= 3  # noqa: PLR2004 - so many labels fit
    every = math.ceil(len(years) / _YEARS_THAT_FIT)
    named = frame.quarters if few else [first for at, first in enumerate(years.values()) if at % every == 0]
    labels = ""
    for quarter in named:
        text = escape(language.short_quarter(quarter) if few else str(quarter.year))
        x = min(max(frame.x(frame.quarters.index(quarter)), _LEFT + 8), _WIDTH - _RIGHT - 20)
        labels += f'<text x="{x:g}">{text}</text>'
    return f'<g text-anchor="middle" transform="translate(0 {frame.bottom + 18})">{labels}</g>'


def _marks(frame: _Frame, chart: Chart) -> list[str]:
    places = [frame.x(at) for at, quarter in enumerate(frame.quarters) if quarter in chart.marks]
    return [
        f'<path class="mark" d="M{x:g} {frame.top}V{frame.bottom}" stroke-dasharray="3 3"/>'
        f'<text x="{x:g}" y="{frame.top}" font-size="11" text-anchor="middle">▼</text>'
        for x in places
    ]


def _drawn(frame: _Frame, series: Series, at: int) -> str:
    """A line with its sample and name above the chart.

    It is broken where a quarter is missing; points where there are few; a bar where only bounds are known.
    """
    y = _LEGEND_LINE * at + 12
    line, points, bars = _paths(frame, series)
    parts = f'<path d="M{_LEFT} {y - 4}h26{line}"/>'
    parts += f'<path class="dot" d="{points}"/>' if points else ""
    parts += f'<path class="bar" d="{bars}"/>' if bars else ""
    return f'<g class="s{at}">{parts}</g><text class="label" x="{_LEFT + 34}" y="{y}">{escape(series.name)}</text>'


def _paths(frame: _Frame, series: Series) -> tuple[str, str, str]:
    """The path of the line, in steps from quarter to quarter; of its points; and of its bars."""
    line, points, bars = "", "", ""
    known = [series.values[each].value if each in series.values else None for each in frame.quarters]
    at = (0.0, 0.0)
    for place, (quarter, value) in enumerate(zip(frame.quarters, known, strict=True)):
        x = frame.x(place)
        before = place > 0 and known[place - 1] is not None
        after = place + 1 < len(known) and known[place + 1] is not None
        if value is not None:
            y = frame.y(value)
            if before:
                line += ("l" if line[-1] == "|" else " ") + f"{x - at[0]:.1f} {y - at[1]:.1f}"
            elif after:
                line += f"M{x:g} {y:g}|"
            at = (x, y)
            points += f"M{x:g} {y:g}h0" if len(known) <= _FEW or not (before or after) else ""
        elif (bounds := series.values.get(quarter)) and bounds.low is not None and bounds.high is not None:
            bars += f"M{x:g} {frame.y(bounds.low):g}V{frame.y(bounds.high):g}"
    return _shortened(line.replace("|", "")), points, bars


def _shortened(path: str) -> str:
    """A path without what its numbers do not need: `12.0 -0.4` is `12-.4`."""
    return _NEEDLESS.sub("", path).replace(" -", "-")
