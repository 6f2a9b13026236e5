"""In a real browser: the headline of the chosen quarter, a chart's values by keyboard, and what a proof does."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page
from site_pages import rows_of

from klantprofielen.home import Home


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    return browser.new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()


def _ratios(home: Home, sql: str) -> list[tuple[str, str]]:
    return [(quarter, f"{100 * ratio:.1f}%".replace(".", ",")) for quarter, ratio in rows_of(home, sql)]


def test_the_headline_follows_the_chosen_quarter_and_measure(page: Page, address: str, history_home: Home) -> None:
    ((quarter, told),) = _ratios(
        history_home,
        "select quarter_label, uwv_profile_coverage_ratio from mart_national_coverage where quarter_label = '2020Q4'",
    )
    page.goto(f"{address}index.html?q={quarter}&m=uwv_profile_coverage_ratio")
    page.locator(".headline", has_text="4e kwartaal 2020").wait_for()
    assert page.locator(".headline .big").inner_text() == told
    assert "klanten van UWV" in page.locator(".headline").inner_text()


def test_a_chart_tells_its_values_by_keyboard_and_under_the_pointer(
    page: Page, address: str, history_home: Home
) -> None:
    expected = _ratios(
        history_home,
        "select quarter_label, profile_coverage_ratio from mart_regional_coverage where uwv_region_number = 1 "
        "order by quarter_start_date",
    )
    page.goto(f"{address}regio/1.html")
    chart = page.locator("svg.chart").first
    readout = page.locator(".readout").first
    chart.focus()
    page.keyboard.press("End")
    quarter, told = expected[-1]
    assert f"K{quarter[-1]} {quarter[:4]}: Alle klanten {told};" in readout.inner_text()
    page.keyboard.press("Home")
    quarter, told = expected[0]
    assert f"K{quarter[-1]} {quarter[:4]}: Alle klanten {told};" in readout.inner_text()
    page.keyboard.press("Escape")
    box = chart.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] - 12, box["y"] + box["height"] / 2)
    assert expected[-1][1] in readout.inner_text()


def test_a_percentage_leads_to_its_sum_whose_cells_are_outlined_and_the_citation_is_copied_with_it(
    page: Page, address: str
) -> None:
    page.goto(f"{address}gemeente/GM1979.html")
    link = page.locator("#history ~ .scroll tbody td a", has_text="%").first
    told = link.inner_text()
    link.click()
    page.wait_for_url("**/bewijs/*.html#r*-p")
    page.locator(".crop rect.on").nth(2).wait_for(state="attached")
    total = page.locator("td:target")
    assert total.inner_text().endswith(f" = {told}")
    assert page.locator(".crop rect.on").count() == 3
    place = page.url.partition("/bewijs/")[2]
    button = page.get_by_role("button", name="Kopieer APA")
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="Gekopieerd").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("UWV. (20")
    assert copied.endswith(f"/bewijs/{place}")
    total.locator("a").first.click()
    page.locator("table.printed td:target").wait_for()
    assert page.locator(".crop rect.on").count() == 1
