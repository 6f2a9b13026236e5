"""Axes and classes show what differs, and say so where they leave something out."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klantprofielen.site import charts
from klantprofielen.site.charts import Chart, Series, axis_of, draw
from klantprofielen.site.country_pages import breaks_between, class_of
from klantprofielen.site.facts import Value
from klantprofielen.site.language import languages

DUTCH, ENGLISH = languages()
QUARTERS = [date(2020, 1, 1), date(2020, 4, 1), date(2020, 7, 1)]


def chart_of(*values: float, is_ratio: bool) -> Chart:
    series = Series("x", {at: Value(each, each, each) for at, each in zip(QUARTERS, values, strict=False)})
    return Chart("Title", "What is seen.", "Source", QUARTERS, [series], is_ratio)


@pytest.mark.parametrize(
    ("values", "is_ratio", "ends"),
    [
        ((0.62, 0.70, 0.78), True, (0.6, 0.8)),
        ((0.699, 0.701), True, (0.68, 0.72)),
        ((0.1, 0.9), True, (0.0, 1.0)),
        ((0.97, 1.0), True, (0.96, 1.0)),
        ((3412, 3976), False, (3400, 4000)),
        ((12, 3976), False, (0, 4000)),
        ((0, 0), False, (0, 1)),
    ],
)
def test_an_axis_fits_what_it_shows(values: tuple[float, ...], is_ratio: bool, ends: tuple[float, float]) -> None:
    axis = axis_of(chart_of(*values, is_ratio=is_ratio))
    assert (axis.low, axis.high) == ends


@given(st.lists(st.integers(0, 5_000_000), min_size=1, max_size=3), st.booleans())
def test_no_value_lies_outside_its_axis_and_the_steps_are_few(counts: list[int], is_ratio: bool) -> None:
    values = [count / 5_000_000 for count in counts] if is_ratio else counts
    axis = axis_of(chart_of(*values, is_ratio=is_ratio))
    assert axis.low <= min(values) <= max(values) <= axis.high
    assert 2 <= len(axis.ticks) <= 6
    assert list(axis.ticks) == sorted(set(axis.ticks))


def test_an_axis_that_does_not_begin_at_zero_says_so_and_one_that_does_is_silent() -> None:
    high, low = chart_of(0.62, 0.78, is_ratio=True), chart_of(0.1, 0.78, is_ratio=True)
    broken = "v-6l-5-3 10-5-5-3v-6"
    for shown, silent in zip(draw(high, DUTCH), draw(low, DUTCH), strict=True):
        assert "begint bij 60%, niet bij 0" in re.sub(r'aria-label="[^"]*"', "", shown)
        assert broken in shown
        assert "begint bij" not in silent
        assert broken not in silent


def test_a_chart_by_itself_says_its_looks_where_no_style_sheet_does() -> None:
    """What lines enclose is not filled, and no class is left that nothing gives a meaning."""
    on_page, alone = draw(chart_of(0.62, 0.7, 0.78, is_ratio=True), DUTCH)
    assert "class=" not in alone
    assert {line.get("fill") for line in ElementTree.fromstring(alone).iter() if line.get("stroke-width") == "2"} == {
        "none"
    }
    style = (Path(charts.__file__).parent / "static/site.css").read_text(encoding="utf-8")
    for name in set(re.findall(r'class="(\w+)"', on_page)) - {"chart"}:
        assert f".chart .{name} {{" in style, name


def test_quarters_stand_equally_far_apart_and_end_within_the_chart() -> None:
    for count in (2, 3, 32, 60):
        quarters = [date(2010 + at // 4, 3 * (at % 4) + 1, 1) for at in range(count)]
        line = Series("x", {each: Value(0.5, 0.5, 0.5) for each in quarters})
        drawn = draw(Chart("Title", "", "Source", quarters, [line], is_ratio=True), DUTCH).on_page
        first, step = map(float, re.findall(r'data-x="([\d.]+) ([\d.]+)"', drawn)[0])
        assert 400 < first + (count - 1) * step <= 446


@given(st.lists(st.floats(0, 1), max_size=60), st.integers(0, 10))
def test_the_limits_between_colours_are_four_that_rise(values: list[float], newest: int) -> None:
    limits = breaks_between(values, values[:newest])
    assert len(limits) == 4
    assert limits == sorted(set(limits))
    assert 0 < limits[0] < limits[-1] < 1


def test_limits_follow_the_newest_year() -> None:
    older, newest = [0.3 + at / 1000 for at in range(100)], [0.7 + at / 200 for at in range(20)]
    limits = breaks_between([*older, *newest], newest)
    assert len({class_of(Value(each, each, each), limits) for each in newest}) >= 3


def test_a_chart_on_a_page_has_the_note_beside_it(site: Path) -> None:
    page = (site / "regio/1.html").read_text(encoding="utf-8")
    assert "<p class=small>De verticale as begint bij" in page
    assert "The vertical axis begins at" in (site / "en/region/1.html").read_text(encoding="utf-8")
