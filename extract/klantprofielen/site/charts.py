"""Charts of a place over the quarters, drawn as SVG: they need no program in the reader's browser.

What colours and letters look like stands in attributes, so that a chart is whole as a file of its own; on a page the
style sheet overrules them (dark scheme, print).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from klantprofielen.site.facts import Value
from klantprofielen.site.language import Language

_WIDTH, _HEIGHT = 460, 250
_LEFT, _RIGHT, _BOTTOM = 52, 14, 26
_LEGEND_LINE = 19
# Okabe and Ito: told apart by colour-blind readers; the dashes tell them apart in print.
COLOURS = ("#0072b2", "#d55e00", "#00795a", "#a3528a", "#8a6a00")
_DASHES = ("", "7 3", "2 3", "9 3 2 3", "4 4")
_YEARS_THAT_FIT = 9
# With more quarters than this the line alone is clearer than a point a quarter.
_FEW = 12
_MOST_STEPS = 5
_LEAST_RATIO_STEP = 0.02
# An axis begins at zero where the lowest value is no more than this part of the highest.
_NEAR_ZERO = 1 / 3
_ALMOST = 1e-9


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

    def x(self, quarter: date) -> float:
        steps = max(1, len(self.quarters) - 1)
        at = self.quarters.index(quarter) if len(self.quarters) > 1 else 0.5
        return round(_LEFT + 8 + at * (_WIDTH - _LEFT - _RIGHT - 16) / steps, 1)

    def y(self, value: float) -> float:
        low, high = self.axis.low, self.axis.high
        return round(self.bottom - (value - low) / (high - low) * (self.bottom - self.top), 1)


def draw(chart: Chart, language: Language, *, alone: bool = False) -> Markup:
    """The chart and, where its axis does not begin at zero, a line that says so.

    `alone` as a file of its own, with title and source.
    """
    axis = axis_of(chart)
    note = _note(chart, axis, language)
    head = (62 if note else 44) if alone else 0
    top = head + _LEGEND_LINE * len(chart.series) + 8
    foot = 26 if alone else 0
    height = _HEIGHT + head + foot
    frame = _Frame(chart.quarters, top, height - _BOTTOM - foot, axis)
    parts = [*_axis(frame, chart, language, alone=alone), *_marks(frame, chart)]
    for at, series in enumerate(chart.series):
        parts.extend((_legend(series, at, head, alone=alone), _line(frame, series, at, alone=alone)))
    name = escape(" ".join(part for part in (f"{chart.title}.", chart.summary, note) if part))
    space = Markup(' xmlns="http://www.w3.org/2000/svg"') if alone else Markup("")
    if alone:
        background = Markup('<rect width="{}" height="{}" fill="#fff"/>').format(_WIDTH, height)
        title = Markup('<text x="12" y="26" font-size="16" font-weight="600" fill="#14212b">{}</text>')
        source = Markup('<text x="12" y="{}" font-size="11">{}</text>')
        told = Markup('<text x="12" y="46" font-size="12">{}</text>').format(note) if note else Markup("")
        parts = [background, title.format(chart.title), told, *parts, source.format(height - 10, chart.source)]
    drawn = Markup('<svg{} class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}" {}{}>{}</svg>').format(
        space,
        _WIDTH,
        height,
        name,
        Markup('font-family="system-ui, sans-serif" font-size="13" fill="#4d5b66"'),
        Markup("") if alone else _values(frame, chart, language),
        # Numbers, our own words, and names that were escaped.
        Markup("".join(parts)),  # noqa: S704
    )
    return drawn if alone or not note else drawn + Markup('<p class="small">{}</p>').format(note)


def _values(frame: _Frame, chart: Chart, language: Language) -> Markup:
    """What `trend.js` tells under the pointer: every quarter, every line's values, and where they lie."""
    if not frame.quarters:
        return Markup("")
    first = frame.x(frame.quarters[0])
    step = (frame.x(frame.quarters[-1]) - first) / max(1, len(frame.quarters) - 1)
    told = [
        "|".join(
            language.value(line.values[each], is_ratio=chart.is_ratio) if each in line.values else ""
            for each in frame.quarters
        )
        for line in chart.series
    ]
    return Markup(' data-x="{:g} {:.3f}" data-y="{} {}" data-quarters="{}" data-values="{}"').format(
        first, step, frame.top, frame.bottom, "|".join(map(language.short_quarter, frame.quarters)), ";".join(told)
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


def _ink(colour: str, *, alone: bool, of: str = "stroke") -> str:
    """A colour of its own, which a page's style sheet gives otherwise."""
    return f' {of}="{colour}"' if alone else ""


def _axis(frame: _Frame, chart: Chart, language: Language, *, alone: bool) -> list[str]:
    parts: list[str] = []
    ink = _ink("#dfe5ea", alone=alone)
    for value in frame.axis.ticks:
        y = frame.y(value)
        line = f'<path class="grid" d="M{_LEFT} {y:g}H{_WIDTH - _RIGHT}"{ink}/>'
        text = escape(_tick(value, chart, language))
        label = f'<text x="{_LEFT - 6}" y="{y + 4:g}" text-anchor="end">{text}</text>'
        parts.extend((line, label))
    if frame.axis.low:
        # The sign of an axis that is broken off.
        ink = _ink("#4d5b66", alone=alone) + _ink("none", alone=alone, of="fill")
        parts.append(f'<path class="break" d="M{_LEFT} {frame.bottom}v-6l-5-3 10-5-5-3v-6"{ink}/>')
    return [*parts, *_quarter_labels(frame, language)]


def _quarter_labels(frame: _Frame, language: Language) -> list[str]:
    years: dict[int, date] = {}
    for quarter in frame.quarters:
        years.setdefault(quarter.year, quarter)
    few = len(frame.quarters) <= 3  # noqa: PLR2004 - so many labels fit
    every = math.ceil(len(years) / _YEARS_THAT_FIT)
    named = frame.quarters if few else [first for at, first in enumerate(years.values()) if at % every == 0]
    parts = []
    for quarter in named:
        text = escape(language.short_quarter(quarter) if few else str(quarter.year))
        x = min(max(frame.x(quarter), _LEFT + 8), _WIDTH - _RIGHT - 20)
        parts.append(f'<text x="{x:g}" y="{frame.bottom + 18}" text-anchor="middle">{text}</text>')
    return parts


def _marks(frame: _Frame, chart: Chart) -> list[str]:
    places = [frame.x(quarter) for quarter in chart.marks if quarter in frame.quarters]
    return [
        f'<path class="mark" d="M{x:g} {frame.top}V{frame.bottom}" stroke="#8b98a3" stroke-dasharray="3 3"/>'
        f'<text x="{x:g}" y="{frame.top}" font-size="11" text-anchor="middle">▼</text>'
        for x in places
    ]


def _legend(series: Series, at: int, head: int, *, alone: bool) -> str:
    y = head + _LEGEND_LINE * at + 12
    ink = _ink("#14212b", alone=alone, of="fill")
    return (
        f'<path class="s{at}" d="M{_LEFT} {y - 4}h26" stroke-width="2.5"{_dash(at)}{_ink(COLOURS[at], alone=alone)}/>'
        f'<text class="label" x="{_LEFT + 34}" y="{y}"{ink}>{escape(series.name)}</text>'
    )


def _dash(at: int) -> str:
    return f' stroke-dasharray="{_DASHES[at]}"' if _DASHES[at] else ""


def _line(frame: _Frame, series: Series, at: int, *, alone: bool) -> str:
    """The line, broken where a quarter is missing; points where there are few; a bar where only bounds are known."""
    line, points, bars = "", "", ""
    known = [series.values[each].value if each in series.values else None for each in frame.quarters]
    for place, (quarter, value) in enumerate(zip(frame.quarters, known, strict=True)):
        x = f"{frame.x(quarter):g}"
        before = place > 0 and known[place - 1] is not None
        after = place + 1 < len(known) and known[place + 1] is not None
        if value is not None:
            at_point = f"{x} {frame.y(value):g}"
            line += f"{'L' if before else 'M'}{at_point}" if before or after else ""
            points += f"M{at_point}h0" if len(known) <= _FEW or not (before or after) else ""
        elif (bounds := series.values.get(quarter)) and bounds.low is not None and bounds.high is not None:
            bars += f"M{x} {frame.y(bounds.low):g}V{frame.y(bounds.high):g}"
    colour = _ink(COLOURS[at], alone=alone) + _ink("none", alone=alone, of="fill")
    drawn = ((line, 2, _dash(at)), (points, 6, ' stroke-linecap="round"'), (bars, 4, ""))
    return "".join(
        f'<path class="s{at}" d="{d}" stroke-width="{width}"{look}{colour}/>' for d, width, look in drawn if d
    )
