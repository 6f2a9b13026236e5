"""What a page of proof shows beside the printed table: how percentages follow from it, and how to cite it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from sample_home import Built
from site_pages import rows_of

from klantprofielen.home import Home
from klantprofielen.site.citation import Cited, apa, bibtex
from klantprofielen.site.facts import UNKNOWN, Value
from klantprofielen.site.language import Language, languages
from klantprofielen.site.make import Options, make_site, options_of
from klantprofielen.site.proof_data import Cell, Document
from klantprofielen.site.ratio_proofs import ratio_rows, register_sum

DUTCH, ENGLISH = languages()
_SUM = re.compile(r"<td id=((?:r\d+|total)-p[gu]?)>(.*?)(?=<t[dr]\b|</table>)")
_REGISTER_SUM = re.compile(r"<p id=(register)><strong>[^<]*</strong>: (.*?) <small>")
_NUMBER = re.compile(r"<a href=#(r\d+-\w+)>([\d.]+)</a>")
# The cells behind each percentage; one that a sum names twice is led to where it is named first.
_PARTS = {"p": ["gp", "up", "t"], "pg": ["gp", "gg"], "pu": ["up", "ug"]}


def percentage(text: str) -> float:
    """What a sum comes to, worked out from its own numbers."""
    part, whole = re.sub(r"<[^>]+>|[.,]", "", text.partition(" = ")[0]).split(" / ")
    return 100 * sum(map(int, re.findall(r"\d+", part))) / sum(map(int, re.findall(r"\d+", whole)))


def test_every_percentage_is_worked_out_from_printed_cells_and_is_that_of_the_release(
    site: Path, history_home: Home
) -> None:
    expected = {
        (publication, f"r{row}-{sign}"): ratio
        for publication, row, *ratios in rows_of(
            history_home,
            "select left(publication_id, 16), row_number, profile_coverage_ratio, "
            "municipal_profile_coverage_ratio, uwv_profile_coverage_ratio from mart_municipality_coverage",
        )
        for sign, ratio in zip(("p", "pg", "pu"), ratios, strict=True)
        if ratio is not None
    }
    compared = 0
    for path in (site / "bewijs").glob("*.html"):
        page = path.read_text(encoding="utf-8")
        cells = dict(re.findall(r"<td id=(r\d+-\w+)>([\d.]+)(?=<t[dr]\b|</table>)", page))
        for name, told in _SUM.findall(page):
            numbers = _NUMBER.findall(told)
            row, _, sign = name.partition("-")
            assert [cell for cell, _ in numbers] == [f"{row}-{part}" for part in _PARTS[sign]], told
            assert all(cells[cell].replace(".", "") == text.replace(".", "") for cell, text in numbers), told
            assert told.endswith(f" = {DUTCH.number(percentage(told), 1)}%"), told
            if (path.stem, name) in expected:
                assert told.endswith(f" = {DUTCH.percent(expected[path.stem, name])}"), told
                compared += 1
    assert compared == len(expected) > 100


@pytest.fixture(scope="session")
def sample_site(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real publications; Flevoland's total row stands one column too far to the right."""
    folder = tmp_path_factory.mktemp("sample-site") / "public"
    make_site(Home(built.home), folder, Options())
    return folder


@pytest.mark.parametrize(("proofs", "language"), [("bewijs", DUTCH), ("en/proof", ENGLISH)])
def test_every_sum_that_a_page_prints_comes_to_what_it_says(
    site: Path, sample_site: Path, proofs: str, language: Language
) -> None:
    kinds = set()
    for path in (*(sample_site / proofs).glob("*.html"), *(site / proofs).glob("*.html")):
        page = path.read_text(encoding="utf-8")
        for name, told in (*_SUM.findall(page), *_REGISTER_SUM.findall(page)):
            assert told.endswith(f" = {language.number(percentage(told), 1)}%"), (path, told)
            kinds.add(name.partition("-")[2] or name)
    assert kinds == {"p", "pg", "pu", "register"}


def test_a_count_that_no_total_row_prints_is_added_up_and_leads_to_no_other_number(sample_site: Path) -> None:
    region = (sample_site / "regio/6.html").read_text(encoding="utf-8")
    found = set(re.findall(r"href=../bewijs/(\w+)\.html#(r\d+-(?:g|u)?[pgt])>([\d.]+)</a>", region))
    assert {text for _, name, text in found if name.startswith("r6-")} == {"116", "943", "2.104", "813", "3.976"}
    for publication, name, text in found:
        proof = (sample_site / f"bewijs/{publication}.html").read_text(encoding="utf-8")
        ((place,),) = [re.findall(rf"id={name}>([^<]*)<", proof)]
        assert text in re.findall(r"[\d.]+", place), (name, place)
    assert "3.976 (opgeteld) / <a" in proof
    assert "één kolom te ver naar rechts" in proof


def _cell(row: int, role: str, *count: int | None) -> Cell:
    text = "<5" if count[0] is None else str(count[0])
    kind = "municipality"
    return Cell(row, 1, kind, role, role, None, None, text, None, 1, 0, 0, 0, 0, Value(*count))


def test_a_sum_with_a_suppressed_count_gives_bounds_and_one_without_a_total_row_its_own_numbers() -> None:
    rows = [
        [
            Cell(1, 0, *["municipality"] * 3, None, None, "Haren", None, 1, 0, 0, 0, 0, UNKNOWN),
            _cell(1, "municipal_clients_with_profile", None, 1, 4),
            _cell(1, "municipal_clients_without_profile", 9, 9, 9),
            _cell(1, "uwv_clients_with_profile", 20, 20, 20),
            _cell(1, "uwv_clients_without_profile", 0, 0, 0),
            _cell(1, "clients_in_sonar", None, 30, 33),
        ]
    ]
    document = Document("x", "y", "z", None, 100, {"clients_in_sonar": Value(None, 30, 33)}, rows[0], (), ())
    (row,) = ratio_rows(document, rows, {}, DUTCH)
    told = [re.sub(r"<[^>]+>", "", text) for _, text in row.sums]
    assert told == ["(1–4 + 20) / 30–33 = 70,0%–72,7%", "1–4 / (1–4 + 9) = 10,0%–30,8%", "20 / (20 + 0) = 100,0%"]
    assert re.sub(r"<[^>]+>", "", register_sum(document, rows, {}, DUTCH) or "") == (
        "30–33 (opgeteld) / 100 = 30,0%–33,0%"
    )


@pytest.mark.parametrize(("path", "mark"), [("regio/1.html", "register"), ("regio/1.html", r"r\d+-pg")])
def test_a_percentage_leads_to_the_sum_that_gives_it(site: Path, path: str, mark: str) -> None:
    page = (site / path).read_text(encoding="utf-8")
    publication, name, told = re.findall(rf"href=../bewijs/(\w+)\.html#({mark})>([\d,]+%)</a>", page)[0]
    proof = (site / f"bewijs/{publication}.html").read_text(encoding="utf-8")
    (found,) = re.findall(rf"id={name}>(.*?)(?:<t[dr]\b|</table>|</p>)", proof)
    assert f" = {told}" in found


def test_a_citation_holds_the_address_where_the_site_has_one_and_the_locator_where_not() -> None:
    dutch, english = languages()
    cited = Cited("Tabel: Noord & Zuid_1", 2021, "0123456789abcdef", "0" * 64, "https://example/bewijs/x.html")
    plain = re.sub(r"<[^>]+>", "", apa(cited, dutch))
    assert plain == (
        "UWV. (2021). Tabel: Noord &amp; Zuid_1 [Tabel]. Geraadpleegd op [datum], van https://example/bewijs/x.html"
    )
    assert "Retrieved [date], from" in apa(cited, english)
    entry = re.sub(r"<[^>]+>", "", bibtex(cited))
    assert entry.startswith("@techreport{uwv_0123456789abcdef,\n")
    assert "  url         = {https://example/bewijs/x.html},\n" in entry
    assert r"{Tabel: Noord \&amp; Zuid\_1}" in entry
    assert entry.count("{") == entry.count("}")
    nowhere = replace(cited, address="", year=None)
    assert "(z.d.)" in apa(nowhere, dutch)
    assert "Vindplaats: klantprofielen 0123456789abcdef" in apa(nowhere, dutch)
    assert "url" not in bibtex(nowhere)
    assert "year" not in bibtex(nowhere)


def test_the_address_of_the_site_is_the_publishers_where_no_other_is_given(history_home: Home, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.path.mkdir()
    home.warehouse.symlink_to(history_home.warehouse)
    home.publisher.write_text('base_url = "https://figures.example/uwv"\n', encoding="utf-8")
    for given, expected in (("", "https://figures.example/uwv/"), ("https://other.example/", "https://other.example/")):
        assert options_of(home, Options(given)).base_url == expected
