"""What the site says is what the release holds; every link leads somewhere; no text of a document becomes markup."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from PIL import Image
from typer.testing import CliRunner

from klantprofielen.cli.app import app
from klantprofielen.home import Home
from klantprofielen.query.locked import open_locked
from klantprofielen.records import ColumnRole, PassageRole
from klantprofielen.site import facts as facts_module
from klantprofielen.site.country import breaks_of, class_of
from klantprofielen.site.facts import Value, read_facts
from klantprofielen.site.figures import key_figures
from klantprofielen.site.geography import country
from klantprofielen.site.language import Language, languages
from klantprofielen.site.links import Links, Paths
from klantprofielen.site.make import Options, make_site

ROOT = Path(__file__).resolve().parents[3]
DUTCH, ENGLISH = languages()
RELEASED = ("release/", "feed.xml")


def rows_of(home: Home, sql: str, *values: object) -> list[tuple[Any, ...]]:
    with open_locked(home.published) as connection:
        return connection.execute(sql, values).fetchall()


class _Reader(HTMLParser):
    """Links, names and tables of a page, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.names: set[str] = set()
        self.tags: set[str] = set()
        self.tables: list[list[list[str]]] = []
        self.text = ""
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.add(tag)
        self.links.extend(value for key in ("href", "src") if (value := found.get(key)))
        if name := found.get("id"):
            self.names.add(name)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
            self._in_cell = False
        elif tag in {"td", "th"}:
            self.tables[-1][-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "table"}:
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._in_cell:
            self.tables[-1][-1][-1] += data.rstrip("\n")


@cache
def read(path: Path) -> _Reader:
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader


def table_of(path: Path, heading: str) -> list[list[str]]:
    """The first table with that word in its head."""
    return next(table for table in read(path).tables if any(heading in cell for cell in table[0]))


def keys_of(texts: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, text in texts.items():
        if isinstance(text, dict):
            yield from keys_of(text, f"{before}{key}.")
        else:
            yield f"{before}{key}", text


def test_both_languages_say_everything_with_the_same_values() -> None:
    dutch, english = dict(keys_of(DUTCH.texts)), dict(keys_of(ENGLISH.texts))
    assert dutch.keys() == english.keys()
    fields = re.compile(r"{(\w+)}")
    for key, text in dutch.items():
        assert sorted(set(fields.findall(text))) == sorted(set(fields.findall(english[key]))), key


def test_whatever_a_release_may_say_has_words_in_both_languages() -> None:
    """A new role, status or verdict would end the making of the site."""
    said = [f"proof.passage_{role}" for role in PassageRole if role != PassageRole.REGION_COLUMN]
    said += [f"measure.{role}" for role in ColumnRole if role not in {ColumnRole.REGION, ColumnRole.MUNICIPALITY}]
    models = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "models").rglob("*.yml"))
    groups = {"seen": "status", "accepted": "status", "cell changed": "revision", "holds": "proof"}
    groups["no address known"] = "source"
    for values in set(re.findall(r"accepted_values: {arguments: {values: \[([^]]+)\]", models)):
        first, *others = values.split(", ")
        if first in groups:
            said += [f"{groups[first]}.{value}" for value in (first, *others)]
    assert {"status.unreadable", "revision.register changed", "proof.fails", "status.missing"} <= set(said)
    for language in languages():
        assert all(language.say(key) for key in said)


def test_no_text_is_left_that_no_page_uses() -> None:
    sources = "".join(
        path.read_text(encoding="utf-8")
        for kind in ("*.py", "templates/*.html")
        for path in (ROOT / "extract/klantprofielen/site").glob(kind)
    )
    for key, _ in keys_of(DUTCH.texts):
        group, _, name = key.partition(".")
        built = re.search(
            rf"""["'](?:{group}|kind)\.["'] ?\+|["']{group}\.{{|{{kind}}\.|of\(["']{group}["']\)""", sources
        )
        assert key in sources or (built and name) or name in sources, key


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


def test_a_suppressed_figure_is_its_bounds_and_never_zero() -> None:
    assert DUTCH.value(Value(None, 1, 4)) == "1–4"
    assert DUTCH.value(Value(None, 1234, None)) == "≥\N{NO-BREAK SPACE}1.234"
    assert DUTCH.value(Value(None, None, None)) == "–"
    assert ENGLISH.value(Value(None, 0.9123, 0.95), is_ratio=True) == "91.2%–95.0%"
    # 10 of 12 or 13, and 1 to 4 of 13: what the parts allow.
    part, rest, whole = Value(None, 1, 4), Value(None, 9, 9), Value(13, 13, 13)
    assert facts_module.bounded_ratio(None, part, rest, whole) == Value(None, 0.1, 4 / 13)
    assert class_of(Value(None, 0.1, 0.3), [0.2, 0.4, 0.6, 0.8]) == "q1 bound"
    assert class_of(Value(None, None, None), [0.2, 0.4, 0.6, 0.8]) == "none"
    assert class_of(Value(0.0, 0.0, 0.0), [0.2, 0.4, 0.6, 0.8]) == "q0"


@pytest.mark.parametrize(
    ("language", "number", "change", "quarter"),
    [
        (DUTCH, "12.842", "−0,7\N{NO-BREAK SPACE}procentpunt", "2e kwartaal 2020"),
        (ENGLISH, "12,842", "−0.7\N{NO-BREAK SPACE}pp", "second quarter of 2020"),
    ],
)
def test_numbers_and_quarters_are_written_as_the_language_does(
    language: Language, number: str, change: str, quarter: str
) -> None:
    assert language.number(12842) == number
    assert language.change(-0.007, is_ratio=True) == change
    assert language.change(-0.0001, is_ratio=True).startswith("0")
    assert language.quarter(date(2020, 4, 1)) == quarter


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


def test_the_map_in_the_browser_gets_the_same_figures(site: Path, history_home: Home) -> None:
    for label, number, ratio in rows_of(
        history_home, "select quarter_label, uwv_region_number, profile_coverage_ratio from mart_regional_coverage"
    ):
        told = json.loads((site / f"data/regions/{label}.json").read_bytes())
        assert told[str(number)][0][0] == pytest.approx(ratio, abs=1e-5)


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


def test_machines_can_read_the_site(site: Path) -> None:
    locations = ElementTree.parse(site / "sitemap.xml").getroot()
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - {"404.html"}
    assert {(each[0].text or "").removeprefix("https://klantprofielen.example/") for each in locations} == pages
    feed = ElementTree.parse(site / "feed.xml").getroot()
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == 1
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


def test_pages_stay_within_their_budget(site: Path) -> None:
    def weight(*names: str) -> int:
        return sum(len(gzip.compress((site / name).read_bytes())) for name in names)

    shell = ("static/site.css", "static/site.js")
    assert weight("index.html", *shell, "static/icon.svg") < 150_000
    assert weight("gemeenten.html", *shell) < 150_000
    assert weight("vergelijken.html", *shell, "static/compare.js") < 150_000
    assert weight("sql.html", *shell, "static/sql.js") < 150_000
    for folder in ("regio", "gemeente", "bewijs"):
        heaviest = max((site / folder).glob("*.html"), key=lambda path: path.stat().st_size)
        assert weight(f"{folder}/{heaviest.name}", *shell) < 60_000


def test_what_did_not_change_is_not_written_again_and_what_is_gone_goes(history_home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    first = make_site(history_home, folder, Options())
    again = make_site(history_home, folder, Options())
    assert (first.written, again.written, again.removed) == (first.files, 0, 0)
    assert (again.pages, again.files) == (0, first.files), "nothing is made again"
    (folder / "gemeente/GM9999.html").write_text("of an earlier release")
    (folder / "index.html").write_text("spoiled")
    mended = make_site(history_home, folder, Options())
    assert (mended.written, mended.removed) == (1, 1)
    assert not (folder / "gemeente/GM9999.html").exists()


def test_a_folder_of_somebody_else_is_left_alone(history_home: Home, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    done = CliRunner().invoke(app, ["--home", str(history_home.path), "site", "--output", str(tmp_path)])
    assert done.exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_without_a_release_the_command_says_what_makes_one(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["--home", str(tmp_path), "site", "--output", str(tmp_path / "public")])
    assert done.exit_code == 2
    assert not (tmp_path / "public").exists()


def test_the_demo_says_that_it_is_one_on_every_page(history_home: Home, tmp_path: Path) -> None:
    make_site(history_home, tmp_path / "public", Options(demo=True))
    pages = list((tmp_path / "public").rglob("*.html"))
    said = {language.code: language.say("banner.demo") for language in languages()}
    for page in pages:
        assert said["en" if "/public/en/" in page.as_posix() else "nl"] in page.read_text(encoding="utf-8")


def test_text_of_a_document_is_shown_as_text(hostile_site: Path) -> None:
    for page in hostile_site.rglob("*.html"):
        reader = read(page)
        assert not {"x"} & set(reader.links), page
        assert "49" not in re.findall(r"'(\d\d)", reader.text), page
    proof = next((hostile_site / "bewijs").glob("*.html"))
    assert "<img src=x onerror=document.title=1>\"'{{7*7}}</script>¤" in read(proof).text
    for svg in (hostile_site / "grafiek").glob("*.svg"):
        ElementTree.parse(svg)


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


def test_the_kept_bundles_are_those_of_the_sources(tmp_path: Path) -> None:
    esbuild = ROOT / "site/node_modules/.bin/esbuild"
    if shutil.which("node") is None or not esbuild.exists():
        pytest.skip("node or site/node_modules is not there: cd site && npm ci")
    subprocess.run(
        [
            *(str(esbuild), *sorted(f"src/{name}.js" for name in ("site", "compare", "sql", "duckdb"))),
            *("--bundle", "--minify", "--format=esm", "--target=es2022", "--charset=utf8", "--legal-comments=none"),
            f"--outdir={tmp_path}",
            "--log-level=error",
        ],
        cwd=ROOT / "site",
        check=True,
    )
    kept = ROOT / "extract/klantprofielen/site/static"
    for made in tmp_path.iterdir():
        assert (kept / made.name).read_bytes() == made.read_bytes(), f"{made.name}: cd site && npm run build"
