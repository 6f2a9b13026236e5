"""The site in a real browser: Debian's Chromium, with the strict policy sent by the server as well."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from site_pages import rows_of

from browsing import Visit, visiting
from klantprofielen.home import Home

_AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
_KINDS = {
    "country": ("index.html", "en/index.html"),
    "municipalities": ("gemeenten.html", "en/municipalities.html"),
    "region": ("regio/1.html", "en/region/1.html"),
    "region without figures": ("regio/6.html", "en/region/6.html"),
    "municipality": ("gemeente/GM1979.html", "en/municipality/GM1979.html"),
    "former municipality": ("gemeente/GM0003.html", "en/municipality/GM0003.html"),
    "proof": ("bewijs/{proof}.html#r2-up", "en/proof/{proof}.html#r2-up"),
    "missing": ("ontbreekt.html", "en/missing.html"),
    "compare": ("vergelijken.html?p=r1,GM1979,GM0014", "en/compare.html?p=r1,GM1979&m=clients_in_sonar"),
    "data": ("gegevens.html", "en/data.html"),
    "sql": ("sql.html", "en/sql.html"),
    "terms": ("begrippen.html", "en/terms.html"),
}


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    with visiting(browser, address) as opened:
        yield opened


@pytest.fixture(scope="module")
def proof(site: Path) -> str:
    """A publication of Groningen."""
    links = re.findall(r"bewijs/(\w+)\.html#r\d", (site / "regio/1.html").read_text(encoding="utf-8"))
    return str(links[0])


@pytest.mark.parametrize("kind", _KINDS)
def test_a_page_is_whole_accessible_and_quiet_at_any_size(
    kind: str, browser: Browser, address: str, proof: str
) -> None:
    # Each language opens at one end of the sizes and is then made wider or narrower, as a phone that is turned.
    for path, widths in zip(_KINDS[kind], ([390, 820, 1440], [1440, 820, 390]), strict=True):
        with visiting(browser, address, viewport={"width": widths[0], "height": 900}) as opened:
            page = opened.open(path.format(proof=proof))
            assert not _violations(page), path
            assert not _too_narrow(page, widths), path


def _too_narrow(page: Page, widths: Sequence[int]) -> list[int]:
    """The widths of a window that the page does not fit in."""
    overflowing = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            overflowing.append(width)
    return overflowing


def _violations(page: Page) -> list[str]:
    found = Axe().run(page, options={**_AXE, "resultTypes": ["violations"]}).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]} {each['nodes'][0]['failureSummary']}" for each in found]


@pytest.mark.parametrize("kind", _KINDS)
def test_the_dark_scheme_can_be_read(kind: str, browser: Browser, address: str, proof: str) -> None:
    with visiting(browser, address, color_scheme="dark", reduced_motion="reduce") as opened:
        page = opened.open(_KINDS[kind][0].format(proof=proof))
        found = Axe().run(page, options={"runOnly": ["color-contrast"]}).response["violations"]
        assert not [each["nodes"][0]["failureSummary"] for each in found]
        assert not page.evaluate(
            "[...document.querySelectorAll('.map path')].some(p => getComputedStyle(p).transitionDuration !== '0s')"
        )


def test_without_javascript_the_figures_are_all_there(browser: Browser, address: str) -> None:
    with visiting(browser, address, java_script_enabled=False) as opened:
        page = opened.open("index.html")
        assert page.locator(".ranking tbody tr").count() == 35
        assert page.locator(".map path[id]").count() == 35
        page = opened.open("regio/1.html")
        assert page.get_by_text("69,9%").first.is_visible()


def test_map_and_table_show_a_chosen_quarter_and_the_address_keeps_it(visit: Visit, history_home: Home) -> None:
    page = visit.open("index.html")
    before = page.locator("[data-title]").inner_text()
    page.select_option("select[name=q]", "2020Q4")
    page.select_option("select[name=m]", "uwv_profile_coverage_ratio")
    page.wait_for_function("document.querySelector('[data-title]').textContent.includes('4e kwartaal 2020')")
    assert "q=2020Q4" in page.url
    expected = rows_of(
        history_home,
        "select uwv_region_number, round(100 * uwv_profile_coverage_ratio, 1) from mart_regional_coverage "
        "where quarter_label = '2020Q4' order by uwv_profile_coverage_ratio desc",
    )
    shown = page.locator(".ranking tbody tr").evaluate_all(
        "rows => rows.filter(r => r.cells[0].textContent).map(r => [Number(r.dataset.code), r.cells[4].textContent])"
    )
    assert shown == [[number, f"{ratio:.1f}%".replace(".", ",")] for number, ratio in expected]
    address = page.url
    page.go_back()
    page.go_back()
    page.wait_for_function("told => document.querySelector('[data-title]').textContent === told", arg=before)
    page.goto(address)
    page.wait_for_function("document.querySelector('[data-title]').textContent.includes('4e kwartaal 2020')")
    assert page.locator("select[name=m]").input_value() == "uwv_profile_coverage_ratio"


def test_the_table_sorts_and_filters_by_keyboard(visit: Visit) -> None:
    page = visit.open("en/index.html")
    heading = page.get_by_role("button", name="Region", exact=True)
    heading.focus()
    page.keyboard.press("Enter")
    names = page.locator(".ranking tbody th").all_inner_texts()
    assert names[:2] == ["Achterhoek", "Amersfoort"]
    assert heading.locator("..").get_attribute("aria-sort") == "ascending"
    page.get_by_label("Filter by name").fill("zwolle")
    assert page.locator(".ranking tbody tr:visible").count() == 1


def test_the_map_is_one_stop_of_the_tab_key_and_arrows_move_on_it(visit: Visit) -> None:
    page = visit.open("index.html")
    assert page.locator(".map a[tabindex='0']").count() == 1
    page.locator(".map a[tabindex='0']").focus()
    seen = set()
    for key in ("ArrowDown", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowRight"):
        page.keyboard.press(key)
        seen.add(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert len(seen) >= 3
    page.keyboard.press("Enter")
    page.wait_for_url("**/regio/*.html")


def test_search_finds_a_former_municipality_by_keyboard_from_any_page(visit: Visit) -> None:
    page = visit.open("regio/1.html")
    box = page.get_by_role("combobox", name="Zoek een gemeente of regio")
    box.fill("apping")
    option = page.get_by_role("option").first
    option.wait_for()
    assert "Eemsdelta" in option.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/gemeente/GM0003.html")
    page.get_by_role("link", name="Eemsdelta").first.click()
    page.wait_for_url("**/gemeente/GM1979.html")


def test_search_says_when_there_is_no_such_place(visit: Visit) -> None:
    page = visit.open("en/terms.html")
    page.get_by_role("combobox").fill("atlantis")
    page.get_by_text("No place found").wait_for()


def test_a_number_leads_to_its_cell_in_the_document(visit: Visit) -> None:
    page = visit.open("gemeente/GM1979.html")
    link = page.locator("#history ~ .scroll tbody td a").first
    told = link.inner_text()
    link.click()
    page.wait_for_url("**/bewijs/*.html#r*")
    page.wait_for_load_state("networkidle")
    cell = page.locator("table.printed td:target")
    assert cell.inner_text() == told
    assert page.locator(".crop rect.on").count() == 1
    page.locator(".crop img").scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.crop img').naturalWidth > 0")


def test_places_are_compared_by_a_link_and_taken_away(visit: Visit, history_home: Home) -> None:
    page = visit.open("vergelijken.html?p=r1,GM0014&m=clients_in_sonar&b=p")
    page.locator("#plot svg[role=img]").wait_for()
    expected = rows_of(
        history_home,
        "select clients_in_sonar from mart_regional_coverage where uwv_region_number = 1 "
        "order by quarter_start_date desc",
    )
    shown = page.locator("#result tbody tr").evaluate_all("rows => rows.map(r => r.cells[1].textContent)")
    assert [int(text.replace(".", "")) for text in shown if text != "–"] == [count for (count,) in expected]
    page.get_by_role("button", name="Verwijder Groningen").first.click()
    page.wait_for_function("document.querySelectorAll('#chosen li').length === 1")
    assert "p=GM0014" in page.url
    page.go_back()
    page.wait_for_function("document.querySelectorAll('#chosen li').length === 2")
    page.get_by_label("Plaats toevoegen").fill("Eemsdelta")
    page.wait_for_function("document.querySelectorAll('#chosen li').length === 3")


def test_a_table_is_saved_as_the_page_shows_it_for_a_spreadsheet_of_its_language(visit: Visit) -> None:
    def saved(path: str, around: str, button: str) -> tuple[list[list[str]], list[list[str]], str]:
        page = visit.open(path)
        shown = page.locator(f"{around} tbody tr").evaluate_all(
            "rows => rows.map(r => [...r.cells].map(c => c.textContent))"
        )
        with page.expect_download() as download:
            page.locator(f"{around} + .tools").get_by_role("button", name=button).click()
        data = Path(download.value.path()).read_bytes()
        assert data.startswith("\ufeff".encode())
        separator = ";" if "Deze" in button else ","
        rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator)
        return shown, list(rows), download.value.suggested_filename

    around = "[aria-labelledby=municipalities]"
    shown, (head, *rows), name = saved("regio/1.html", around, "Deze tabel als CSV")
    assert name == "regio-1-municipalities.csv"
    assert head[:2] == ["Gemeente", "Met klantprofiel"]
    assert head[-1] == "Verschil met een jaar eerder (procentpunt)"
    # Names and percentages as they stand there; counts without the point between thousands, and no sign of plus.
    assert [row[:2] for row in rows[: len(shown)]] == [row[:2] for row in shown]
    assert [row[4] for row in rows[: len(shown)]] == [row[4].replace(".", "") for row in shown]
    shown, (head, *rows), _ = saved("en/region/1.html", around, "This table as CSV")
    assert [row[4] for row in rows[: len(shown)]] == [row[4].replace(",", "") for row in shown]
    shown, (head, *rows), _ = saved("ontbreekt.html", "[aria-labelledby=ledger]", "Deze tabel als CSV")
    assert head[0] == "Regio"
    assert all(re.fullmatch(r"20\d\d [1-4]", each) for each in head[1:])
    assert {len(row) for row in rows} == {len(head)}
    assert rows[0][1] in {"overgenomen", "niet gevonden"}


def test_comparing_finds_other_spellings_and_says_what_there_is_not(visit: Visit) -> None:
    page = visit.open("vergelijken.html?p=GM0014&m=target_group_register")
    page.get_by_text("Groningen: dit cijfer is alleen per regio bekend.").wait_for()
    assert page.locator("#result").is_hidden()
    box = page.get_by_label("Plaats toevoegen")
    box.fill("atlantis")
    page.locator("#told").get_by_text("Niets gevonden").wait_for()
    box.fill("eemsd")
    box.press("Enter")
    page.wait_for_function("document.querySelectorAll('#chosen li').length === 2")
    page.select_option("select[name=m]", "clients_with_profile")
    page.get_by_role("heading", name="Aantal met klantprofiel").wait_for()
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/compare.html?p=GM0014*m=clients_with_profile*")


def test_the_municipalities_are_filtered_by_other_spellings_and_estimates_say_so(
    visit: Visit, history_home: Home
) -> None:
    page = visit.open("gemeenten.html")
    box = page.get_by_label("Filter op gemeente of regio")
    box.fill("den haag")
    assert page.locator(".ranking tbody tr:visible th").all_inner_texts() == ["'s-Gravenhage"]
    box.fill("atlantis")
    page.locator(".filter").get_by_text("Niets gevonden").wait_for()
    box.fill("")
    ((quarter, code),) = rows_of(
        history_home,
        "select quarter_label, municipality_code from mart_municipality_coverage_comparable "
        "where is_estimated order by all limit 1",
    )
    page.select_option("select[name=q]", quarter)
    page.locator(f"tr[data-code={code}] .remark", has_text="geschat").wait_for(timeout=10_000)


def test_a_page_prints_whole(visit: Visit, tmp_path: Path) -> None:
    page = visit.open("regio/1.html")
    printed = page.pdf(path=str(tmp_path / "page.pdf"), format="A4")
    import pypdfium2 as pdfium  # noqa: PLC0415

    pages = pdfium.PdfDocument(printed)
    text = "".join(each.get_textpage().get_text_range() for each in pages)
    assert "69,9%" in text
    assert "Delfzijl" in text
    # The head of a table that sorts is printed too.
    assert "Deel van de regio" in " ".join(text.split())
    assert len(pages) <= 6


def test_text_of_a_document_runs_nothing(browser: Browser, hostile_address: str, hostile_site: Path) -> None:
    proof = next((hostile_site / "bewijs").glob("*.html")).name
    others = ("ontbreekt.html", "regio/1.html", "gemeente/GM1979.html", "vergelijken.html?p=GM1979")
    with visiting(browser, hostile_address) as opened:
        for path in (f"bewijs/{proof}", *others):
            page = opened.open(path)
            page.get_by_role("combobox", name="Zoek een gemeente of regio").fill("groningen")
            page.get_by_role("option").first.wait_for()
            assert page.title() != "1"
            assert page.locator("img[src='x']").count() == 0


def test_the_documentation_is_part_of_the_site_and_fits(browser: Browser, documented_address: str) -> None:
    with visiting(browser, documented_address, viewport={"width": 390, "height": 900}) as opened:
        page = opened.open("en/data.html")
        page.get_by_role("link", name="Tables and columns, lineage by column, and decisions").click()
        page.wait_for_url("**/docs/index.html")
        for name in ("index", "findings", "decisions", "dictionary"):
            opened.open(f"docs/{name}.html")
            assert not _violations(page), name
            assert not _too_narrow(page, (1440, 820, 390, 320)), name
        page.get_by_role("link", name="Regions", exact=True).click()
        page.wait_for_url("**/en/index.html")


def test_a_question_in_sql_is_answered_in_the_browser(visit: Visit, site: Path, history_home: Home) -> None:
    if not (site / "sql").exists():
        pytest.skip("site/node_modules is not there: cd site && npm ci")
    page = visit.open("sql.html")
    assert "duckdb" not in "".join(page.evaluate("performance.getEntriesByType('resource').map(r => r.name)"))
    question = (
        "select quarter_label, clients_in_sonar, clients_with_profile from mart_regional_coverage "
        "where uwv_region_number = 1 order by quarter_start_date"
    )
    page.get_by_label("Uw vraag").fill(question)
    page.get_by_role("button", name="Voer uit").click()
    page.get_by_text("Klaar.").wait_for(timeout=120_000)
    shown = page.locator("#result tbody tr").evaluate_all("rows => rows.map(r => [...r.cells].map(c => c.textContent))")
    expected = rows_of(history_home, question)
    assert shown == [[str(value) for value in row] for row in expected]
    page.locator("#plot svg[role=img]").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Resultaat als CSV").click()
    lines = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
    assert lines[1] == ",".join(str(value) for value in expected[0])
    page.get_by_label("Uw vraag").fill("select * from read_csv('/etc/passwd')")
    page.get_by_role("button", name="Voer uit").click()
    page.get_by_text("Error").first.wait_for(timeout=30_000)
    assert page.locator("#result").is_hidden()
