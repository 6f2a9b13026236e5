"""The two real publications, end to end: what UWV printed is what an analyst gets, from PDF and transcript alike."""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from sample_home import PUBLICATIONS, TRANSCRIPTS, Built, build

from facsimiles.figures import COUNTS, figures_of
from klantprofielen.read.document import read_document
from klantprofielen.read.limits import Limits
from klantprofielen.read.sources import FileKind
from klantprofielen.records import Readers

_ROOT = Path(__file__).resolve().parents[3]
_NAMES = ("flevoland_2020q2", "groningen_2020q3")
_ROLES = ", ".join(COUNTS)


def _region(built: Built, number: int) -> tuple[object, ...]:
    (row,) = built.query(
        f"""
        select {_ROLES}, target_group_register, printed_register_coverage_percentage, municipality_count,
            is_grand_total_printed, strftime(quarter_start_date, '%Y-%m-%d')
        from fct_region_quarters where uwv_region_number = ?
        """,
        number,
    )
    return row


def test_flevoland_is_published_as_uwv_printed_it(built: Built) -> None:
    assert _region(built, 6) == (116, 943, 2104, 813, 3976, 5082, Decimal(78), 5, False, "2020-04-01")


def test_groningen_is_published_as_uwv_printed_it(built: Built) -> None:
    assert _region(built, 1) == (440, 2175, 5519, 1057, 9191, 12842, Decimal(72), 16, True, "2020-07-01")


@pytest.mark.parametrize("name", _NAMES)
def test_every_municipality_has_its_code_and_counts(built: Built, name: str) -> None:
    figures = figures_of(name)
    rows = built.query(
        f"""
        select m.municipality_name, {", ".join("q." + role for role in COUNTS)}
        from fct_municipality_quarters as q
        join dim_municipalities as m on q.municipality_key = m.municipality_key
        join mart_publications as p on q.publication_id = p.publication_id
        where p.file_name = ?
        """,
        f"{name}.pdf",
    )
    assert sorted(rows) == sorted((row.municipality, *row.counts) for row in figures.rows)


def test_the_codes_are_those_of_cbs(built: Built) -> None:
    # Written down from CBS's list of 2020, not from the seeds.
    codes = dict(
        built.query(
            "select m.municipality_name, q.municipality_code from fct_municipality_quarters as q "
            "join dim_municipalities as m on q.municipality_key = m.municipality_key"
        )
    )
    known = {
        "Almere": "GM0034", "Dronten": "GM0303", "Lelystad": "GM0995", "Noordoostpolder": "GM0171", "Urk": "GM0184",
        "Groningen": "GM0014", "Assen": "GM0106", "Appingedam": "GM0003", "Delfzijl": "GM0010", "Loppersum": "GM0024",
        "Het Hogeland": "GM1966", "Westerkwartier": "GM1969", "Midden-Groningen": "GM1952", "Westerwolde": "GM1950",
    }  # fmt: skip
    assert {name: codes[name] for name in known} == known
    assert len(codes) == 5 + 16


def test_a_grand_total_that_is_not_printed_is_computed_and_said_so(built: Built) -> None:
    (row,) = built.query(
        "select clients_in_sonar, computed_clients_in_sonar, printed_clients_in_sonar, is_grand_total_printed "
        "from fct_region_quarters where uwv_region_number = 6"
    )
    assert row == (3976, 3976, None, False)
    found = built.query(
        "select f.severity, f.printed, f.computed from fct_findings as f join mart_publications as p "
        "using (publication_id) where p.file_name = 'flevoland_2020q2.pdf' and finding_code = 'total_row_incomplete'"
    )
    assert found == [("warning", "4", "5")]


def test_a_missing_header_is_said(built: Built) -> None:
    found = dict(built.query("select file_name, findings from mart_publications"))
    assert "header_absent" in found["groningen_2020q3.pdf"]
    assert "header_absent" not in found["flevoland_2020q2.pdf"]


def test_both_samples_are_accepted(built: Built) -> None:
    found = dict(built.query("select file_name, status from mart_publications where file_name like '%20%.pdf'"))
    assert found == dict.fromkeys((f"{name}.pdf" for name in _NAMES), "accepted_with_warnings")


def test_the_coverage_that_is_printed_agrees_with_the_one_computed(built: Built) -> None:
    rows = built.query(
        "select register_coverage_ratio, printed_register_coverage_percentage from mart_regional_coverage"
    )
    assert len(rows) == 2
    assert all(round(100 * ratio) == printed for ratio, printed in rows)


def test_one_changed_digit_keeps_the_publication_out_and_no_other(built: Built) -> None:
    ((publication_id, status),) = built.query(
        "select publication_id, status from mart_publications where file_name = 'misprinted.pdf'"
    )
    assert status == "rejected"
    for table in ("fct_municipality_quarter_versions", "fct_region_quarter_versions"):
        assert built.query(f"select count(*) from {table} where publication_id = ?", publication_id) == [(0,)]
    assert built.query("select count(*) from fct_municipality_quarters") == [(5 + 16,)]


def test_a_changed_digit_is_named_with_its_row_and_both_numbers(built: Built) -> None:
    found = built.query(
        "select finding_code, printed, computed, message, row_number, page_number from fct_findings "
        "join mart_publications using (publication_id) where file_name = 'misprinted.pdf' and severity = 'error'"
    )
    rows = [finding for finding in found if finding[0] == "row_sum_mismatch"]
    # 3 + 88 + 239 + 101 = 431, and 421 is printed.
    assert [(printed, computed, row, page) for _, printed, computed, _, row, page in rows] == [("421", "431", 2, 1)]
    assert "row 2" in rows[0][3]
    assert "421" in rows[0][3]
    assert "431" in rows[0][3]
    assert {code for code, *_ in found} == {"row_sum_mismatch", "total_row_mismatch"}


def _printed(built: Built, file_name: str) -> list[tuple[object, ...]]:
    return built.query(
        "select c.row_number, c.row_kind, c.column_role, c.cell_text, c.cell_count, c.cell_kind, c.municipality_code "
        "from fct_cells as c join mart_publications as p using (publication_id) where p.file_name = ? order by all",
        file_name,
    )


@pytest.mark.parametrize("name", _NAMES)
def test_a_transcript_says_what_its_facsimile_says_cell_by_cell(built: Built, name: str) -> None:
    pdf, transcript = _printed(built, f"{name}.pdf"), _printed(built, f"{name}.txt")
    assert pdf == transcript
    assert len(pdf) == {"flevoland_2020q2": 5 * 6 + 5, "groningen_2020q3": 17 * 6}[name]


@pytest.mark.parametrize("name", _NAMES)
def test_a_transcript_is_known_for_the_same_publication(built: Built, name: str) -> None:
    rows = dict(built.query("select file_name, publication_id from mart_publications"))
    ((copied, errors),) = built.query(
        "select copied_publication_id, error_count from mart_publications where file_name = ?", f"{name}.txt"
    )
    assert (copied, errors) == (rows[f"{name}.pdf"], 0)


def test_a_total_that_no_cell_prints_is_quoted_as_computed(built: Built) -> None:
    # Its total row stands one column to the right: the cell under 'Totaal in Sonar' prints 813.
    question = "select locator, citation, is_grand_total_printed from mart_regional_coverage where quarter_label = ?"
    ((locator, citation, is_printed),) = built.query(question, "2020Q2")
    assert (locator, is_printed) == (None, False)
    assert citation.endswith("computed from its rows)")
    ((locator, citation, is_printed),) = built.query(question, "2020Q3")
    assert is_printed
    assert locator in citation


def test_the_page_on_transcripts_shows_one_that_is_read() -> None:
    page = (_ROOT / "docs" / "transcripts.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```text\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    text = example.replace("⇥", "\t")
    reading = read_document(text.encode(), FileKind.TRANSCRIPT, Readers.CHECKED, Limits())
    (printed,) = reading.publications
    kept = (TRANSCRIPTS / "flevoland_2020q2.txt").read_bytes()
    (real,) = read_document(kept, FileKind.TRANSCRIPT, Readers.CHECKED, Limits()).publications
    assert printed.header_kind == real.header_kind == "read"
    rows, real_rows = (
        [(cell.column_role, cell.cell_text) for cell in each.cells if cell.row_kind != "total"]
        for each in (printed, real)
    )
    assert rows == real_rows
    assert len([cell for cell in printed.cells if cell.row_kind == "total"]) > len(COUNTS)


@pytest.mark.slow
def test_transcripts_alone_make_the_same_facts(built: Built, tmp_path: Path) -> None:
    build(tmp_path / "home", TRANSCRIPTS)
    alone = Built(tmp_path / "home", TRANSCRIPTS, {})
    for table, ids in (("fct_municipality_quarters", "publication_id"), ("fct_region_quarters", "publication_id")):
        # One reader reads a transcript, two a PDF: that is another level of evidence for the same facts.
        question = f"select * exclude ({ids}, evidence_level) from {table} order by all"
        assert alone.query(question) == built.query(question), table


def test_building_twice_changes_nothing(built: Built) -> None:
    before = (built.home / "warehouse" / "current").resolve()
    again = built.build(built.documents)
    assert again["outcome"] == "unchanged"
    assert again["load_id"] is None
    assert {document["outcome"] for document in again["documents"]} == {"skipped"}
    assert (built.home / "warehouse" / "current").resolve() == before


def test_a_file_under_another_name_is_nothing_new(built: Built, tmp_path: Path) -> None:
    with duckdb.connect(str(built.home / "landing.duckdb"), read_only=True) as connection:
        before = connection.execute("select count(*) from raw.cells").fetchall()
    shutil.copyfile(PUBLICATIONS / "flevoland_2020q2.pdf", tmp_path / "anders genoemd.pdf")
    said = built.build(tmp_path)
    assert [(document["file_name"], document["outcome"]) for document in said["documents"]] == [
        ("anders genoemd.pdf", "skipped")
    ]
    assert said["outcome"] == "unchanged"
    with duckdb.connect(str(built.home / "landing.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) from raw.cells").fetchall() == before


def test_every_cell_has_its_place_on_the_page(built: Built) -> None:
    outside = built.query(
        "select locator from fct_cells join mart_publications using (publication_id) where file_name like '%.pdf' "
        "and not (0 <= x0 and x0 < x1 and x1 <= 595.3 and 0 <= top and top < bottom and bottom <= 842)"
    )
    assert outside == []
