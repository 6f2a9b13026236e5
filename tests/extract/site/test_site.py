"""What the site says is what the release holds; every link leads somewhere; no text of a document becomes markup."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from PIL import Image
from site_pages import read, rows_of, table_of

from klantprofielen.home import Home
from klantprofielen.query.locked_down import open_locked
from klantprofielen.release.release import read_manifest
from klantprofielen.site.data_pages import feed
from klantprofielen.site.facts import read_facts
from klantprofielen.site.figures import key_figures
from klantprofielen.site.language import languages
from klantprofielen.site.links import Links, Paths

DUTCH, ENGLISH = languages()


def test_every_link_leads_to_a_page_and_a_place_on_it(site: Path) -> None:
    wrong = []
    for page in sorted(site.rglob("*.html")):
        for link in read(page).links:
            parts = urlsplit(link)
            if parts.scheme:
                assert link.startswith("https://klantprofielen.example/"), f"{page}: {link}"
                continue
            target = page if not parts.path else (page.parent / unquote(parts.path)).resolve()
            if not target.is_file() or (
                parts.fragment and target.suffix == ".html" and parts.fragment not in read(target).names
            ):
                wrong.append(f"{page.relative_to(site)}: {link}")
    assert not wrong[:5]


def test_a_region_page_shows_what_the_release_holds(site: Path, history_home: Home) -> None:
    expected = rows_of(
        history_home,
        "select quarter_label, municipal_clients_with_profile, municipal_clients_without_profile, "
        "uwv_clients_with_profile, uwv_clients_without_profile, clients_in_sonar, target_group_register, "
        "round(100 * profile_coverage_ratio, 1), round(100 * register_coverage_ratio, 1) "
        "from mart_regional_coverage where uwv_region_number = 1 order by quarter_start_date desc",
    )
    for path, language in ((site / "regio/1.html", DUTCH), (site / "en/region/1.html", ENGLISH)):
        _, *shown = table_of(path, language.say("measure.target_group_register"))
        assert len(shown) == len(expected) > 5
        for row, (label, *counts, coverage, register) in zip(shown, expected, strict=True):
            year, quarter = label.split("Q")
            told = [language.say("number.short_quarter", number=quarter, year=year)]
            told += [language.number(count) for count in counts]
            assert row == told + [f"{language.number(ratio, 1)}%" for ratio in (coverage, register)]


def test_a_municipality_page_shows_both_series(site: Path, history_home: Home) -> None:
    path = site / "gemeente/GM0824.html"
    printed, comparable = (
        [
            DUTCH.number(count)
            for (count,) in rows_of(
                history_home,
                f"select clients_in_sonar from {mart} where municipality_code = 'GM0824' "
                "order by quarter_start_date desc",
            )
        ]
        for mart in ("mart_municipality_coverage", "mart_municipality_coverage_comparable")
    )
    assert printed != comparable
    tables = [table for table in read(path).tables if table[0][0] == DUTCH.say("column.quarter")]
    assert [[row[5] for row in table[1:]] for table in tables] == [printed, comparable]
    assert any(DUTCH.say("remark.estimated") in row[-1] for table in tables for row in table)
    # Half of Haaren came to it: the rows that it is made of are named.
    assert any("Haaren, Oisterwijk" in row[-1] for table in tables for row in table)


def test_the_ranking_is_that_of_the_release(site: Path, history_home: Home) -> None:
    (latest,) = rows_of(history_home, "select max(quarter_start_date) from mart_regional_coverage")[0]
    expected = rows_of(
        history_home,
        "select region.labour_market_region_name, 100 * profile_coverage_ratio from mart_regional_coverage "
        "inner join dim_labour_market_regions as region using (uwv_region_number) "
        "where quarter_start_date = ? and region.is_current order by profile_coverage_ratio desc",
        latest,
    )
    _, *shown = table_of(site / "index.html", DUTCH.say("column.rank"))
    assert [row[1:3] for row in shown[: len(expected)]] == [
        [name, f"{DUTCH.number(ratio, 1)}%"] for name, ratio in expected
    ]
    assert len(shown) == 35
    assert {row[2] for row in shown[len(expected) :]} == {DUTCH.say("country.no_data")}


def test_no_change_is_told_where_the_region_covered_other_ground(history_home: Home) -> None:
    with open_locked(history_home.published) as connection:
        facts = read_facts(connection)
    # Elburg and Nunspeet left for Regio Zwolle on 1 January 2022.
    for number in (5, 11):
        (key,) = key_figures(
            facts.by_region[number], ["clients_in_sonar"], DUTCH, Links(Paths(DUTCH), "x"), "changed_region"
        )
        assert not key.changes
        assert DUTCH.say("key.changed_region") in key.reason
    # Appingedam, Delfzijl and Loppersum became Eemsdelta within Groningen: the same ground.
    groningen = [each for each in facts.by_region[1] if each.quarter <= date(2021, 1, 1)]
    (key,) = key_figures(groningen, ["clients_in_sonar"], DUTCH, Links(Paths(DUTCH), "x"), "changed_region")
    assert len(key.changes) == 2
    assert not key.reason


def test_a_proof_shows_every_printed_cell_and_the_picture_where_it_stands(site: Path, history_home: Home) -> None:
    cells = rows_of(
        history_home,
        "select left(publication_id, 16), row_number, cell_text from fct_cells "
        "where column_role = 'clients_in_sonar' and publication_id in "
        "(select publication_id from fct_region_quarter_versions) order by publication_id, row_number",
    )
    for short, row, text in cells:
        page = site / "bewijs" / f"{short}.html"
        assert f"<td id=r{row}-t>{text}<t" in page.read_text(encoding="utf-8").replace("</table>", "<t")
        about = json.loads((site / "crops" / f"{short}.json").read_bytes())
        with Image.open(site / about["file"]) as picture:
            assert picture.size == (about["width"], about["height"])
            x, y, width, height = about["boxes"][f"r{row}-t"]
            # There is ink in the middle of the box, and none at its outline.
            box = picture.convert("L").crop((x + 2, y + 2, x + width - 2, y + height - 2))
            assert min(box.tobytes()) < 110


def test_the_ledger_tells_every_region_and_quarter(site: Path, history_home: Home) -> None:
    expected = dict(rows_of(history_home, "select ledger_status, count(*) from mart_publication_ledger group by all"))
    page = (site / "en/missing.html").read_text(encoding="utf-8")
    found = re.findall(r"<td class=(seen|missing|rejected|unreadable)>", page)
    assert {status: found.count(status) for status in set(found)} == expected


def test_the_files_of_a_place_hold_what_the_release_holds(site: Path, history_home: Home) -> None:
    rows = list(csv.DictReader(io.StringIO((site / "data/regio/1.csv").read_text(encoding="utf-8"))))
    printed = {row["quarter"]: row for row in rows if row["series"] == "as_published"}
    for label, clients, ratio in rows_of(
        history_home,
        "select quarter_label, clients_in_sonar, profile_coverage_ratio from mart_regional_coverage "
        "where uwv_region_number = 1",
    ):
        assert int(printed[label]["clients_in_sonar"]) == clients
        assert float(printed[label]["profile_coverage_ratio"]) == pytest.approx(ratio, abs=1e-5)
    told = json.loads((site / "data/regio/1.metadata.json").read_bytes())
    columns = json.loads((site / "data/regio" / told["columns"]).read_bytes())
    assert set(columns) < set(rows[0])


def test_a_former_municipality_is_found_and_leads_to_its_successor(site: Path) -> None:
    places = {name: (told, path) for name, told, path in json.loads((site / "data/nl/search.json").read_bytes())}
    told, path = places["Appingedam"]
    assert told == "→ Eemsdelta"
    assert "GM1979.html" in read(site / path).links


def test_another_spelling_leads_to_its_municipality(site: Path) -> None:
    places = {name: (told, path) for name, told, path in json.loads((site / "data/nl/search.json").read_bytes())}
    assert places["Den Haag"] == ("→ 's-Gravenhage", "gemeente/GM0518.html")
    assert "Groningen (gemeente)" in places
    assert "Utrecht (Ut)" not in places


def test_a_municipality_that_was_divided_did_not_become_part_of_one(site: Path) -> None:
    assert "De gemeente is verdeeld over" in read(site / "gemeente/GM0788.html").text
    assert "De gemeente is opgegaan in" in read(site / "gemeente/GM0003.html").text


def test_what_was_not_found_is_listed_with_what_is_known_of_it(site: Path, history_home: Home) -> None:
    expected = rows_of(
        history_home,
        "select quarter_start_date, source_status from mart_publication_ledger where ledger_status = 'missing' "
        "order by labour_market_region_name, quarter_start_date",
    )
    _, *shown = table_of(site / "ontbreekt.html", DUTCH.say("missing.known"))
    assert sorted(row[1:] for row in shown) == sorted(
        [DUTCH.short_quarter(quarter), DUTCH.say(f"source.{status}")] for quarter, status in expected
    )


def test_an_address_that_is_not_there_gets_both_languages_and_a_way_on(site: Path) -> None:
    page = read(site / "404.html")
    assert {"https://klantprofielen.example/index.html", "https://klantprofielen.example/en/index.html"} <= set(
        page.links
    )
    assert all(language.say("absent.title") in page.text for language in languages())


def test_an_address_ends_no_attribute_of_the_feed(history_home: Home) -> None:
    """A quotation mark in `base_url` made the feed no XML, so that no reader of it saw a release any more."""
    base = 'https://klantprofielen.example/"a"&b/'
    root = ElementTree.fromstring(feed(DUTCH, [read_manifest(history_home.current)], base))
    (link,) = root.iter("{http://www.w3.org/2005/Atom}link")
    assert link.attrib == {"href": f"{base}{DUTCH.say('path.data')}.html"}


def test_machines_can_read_the_site(site: Path) -> None:
    locations = ElementTree.parse(site / "sitemap.xml").getroot()
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - {"404.html"}
    assert {(each[0].text or "").removeprefix("https://klantprofielen.example/") for each in locations} == pages
    atom = ElementTree.parse(site / "feed.xml").getroot()
    assert len(atom.findall("{http://www.w3.org/2005/Atom}entry")) == 1
    for name in ("index.html", "en/index.html", "gegevens.html", "en/data.html"):
        page = (site / name).read_text(encoding="utf-8")
        (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
        assert json.loads(told)["@type"] == "Dataset"
    for svg in (site / "grafiek").glob("*.svg"):
        ElementTree.parse(svg)


def test_titles_and_cards_hold_the_figure(site: Path) -> None:
    page = (site / "regio/1.html").read_text(encoding="utf-8")
    assert "<title>Groningen: 69,9% met klantprofiel" in page
    card = re.search(r'<meta property=og:image content="https://klantprofielen.example/([^"]+)">', page)
    assert card
    with Image.open(site / card[1]) as picture:
        assert picture.size == (1200, 630)
    assert 'property=og:description content="Arbeidsmarktregio Groningen, 4e kwartaal 2021: 3.688' in page
    assert {"og:title", "og:type", "og:url", "og:image"} <= set(re.findall(r"<meta property=(og:\w+) content=.", page))


def test_no_page_asks_for_anything_elsewhere_or_runs_what_stands_in_it(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", text), page
        for kind in re.findall(r"<script([^>]*)>", text):
            assert "src=" in kind or "json" in kind, page


def test_text_of_a_document_is_shown_as_text(hostile_site: Path) -> None:
    for page in hostile_site.rglob("*.html"):
        reader = read(page)
        assert not {"x"} & set(reader.links), page
        assert "49" not in re.findall(r"'(\d\d)", reader.text), page
    proof = next((hostile_site / "bewijs").glob("*.html"))
    assert "<img src=x onerror=document.title=1>\"'{{7*7}}</script>¤" in read(proof).text
    for svg in (hostile_site / "grafiek").glob("*.svg"):
        ElementTree.parse(svg)
