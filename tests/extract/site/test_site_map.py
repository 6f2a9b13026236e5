"""The map has every place, draws what is not known as such, and its colours are told apart."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from site_pages import rows_of

from klantprofielen.home import Home
from klantprofielen.query.locked_down import open_locked
from klantprofielen.site.country_pages import breaks_of
from klantprofielen.site.facts import read_facts
from klantprofielen.site.geography import country

ROOT = Path(__file__).resolve().parents[3]


def test_a_place_without_data_is_drawn_as_such_and_never_as_zero(site: Path, history_home: Home) -> None:
    page = (site / "index.html").read_text(encoding="utf-8")
    seen = rows_of(
        history_home,
        "select count(*) from mart_regional_coverage where quarter_start_date = "
        "(select max(quarter_start_date) from mart_regional_coverage)",
    )[0][0]
    drawn = re.findall(r'<path id="m\d+" class="(\w+)', page)
    assert len(drawn) == 35
    assert drawn.count("none") == 35 - seen
    assert f"{seen} van de 35 arbeidsmarktregio’s" in page


def test_the_map_in_the_browser_gets_the_same_figures(site: Path, history_home: Home) -> None:
    for label, number, ratio in rows_of(
        history_home, "select quarter_label, uwv_region_number, profile_coverage_ratio from mart_regional_coverage"
    ):
        told = json.loads((site / f"data/regions/{label}.json").read_bytes())
        assert told[str(number)][0][0] == pytest.approx(ratio, abs=1e-5)


def test_colours_step_evenly_from_light_to_dark() -> None:
    """A scale of one hue whose lightness falls step by step is told apart without seeing its hue."""
    style = (ROOT / "extract/klantprofielen/site/static/site.css").read_text(encoding="utf-8")

    def lightness(colour: str) -> float:
        red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
        return float(116 * (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]) ** (1 / 3) - 16)

    for scheme in style.split("prefers-color-scheme: dark")[:2]:
        found = [lightness(colour) for colour in re.findall(r"--q\d: #(\w{6})", scheme)[:5]]
        steps = [abs(second - first) for first, second in pairwise(found)]
        assert found in (sorted(found), sorted(found, reverse=True))
        assert min(steps) > 8, steps


def test_the_limits_between_colours_are_the_same_in_every_quarter(history_home: Home) -> None:
    with open_locked(history_home.published) as connection:
        facts = read_facts(connection)
    for layer in ("regions", "municipalities"):
        for limits in breaks_of(facts, layer).values():
            assert limits == sorted(set(limits))
            assert len(limits) == 4


def test_the_map_has_every_region_and_municipality_of_today(history_home: Home) -> None:
    with open_locked(history_home.published) as connection:
        facts = read_facts(connection)
    assert {shape.number for shape in country("labour_market_region").shapes} == set(facts.regions)
    today = {code for code, each in facts.municipalities.items() if each.until is None}
    assert {shape.code for shape in country("municipality").shapes if shape.path} == today
