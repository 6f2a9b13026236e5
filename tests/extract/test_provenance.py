"""Every published number leads back to its cells, its equations and a picture; a locator stays good."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas
from sample_home import built_once
from typer.testing import CliRunner, Result

from klantprofielen.cli.app import app
from klantprofielen.cli.show import print_proof
from klantprofielen.geometry import Box
from klantprofielen.home import Home
from klantprofielen.provenance.ask import prove_number
from klantprofielen.provenance.citing import cite_number, of_rows
from klantprofielen.provenance.locator import LocatorError, read_locator, short
from klantprofielen.provenance.picture import MovedError, find_original, lines_of, write_picture
from klantprofielen.provenance.proof import Citation, Number, Proof, ProofCell, ProofDocument
from klantprofielen.provenance.quarters import read_quarter, split_quarter
from klantprofielen.provenance.working import working_of
from klantprofielen.query.locked import open_locked
from klantprofielen.storage import hash_file

_KEYS = {
    "mart_municipality_coverage": "municipality_quarter_key",
    "mart_regional_coverage": "region_quarter_key",
    "mart_national_coverage": "cast(quarter_start_date as varchar)",
    "mart_municipality_coverage_comparable": "comparable_municipality_quarter_key",
    "mart_regional_coverage_comparable": "comparable_region_quarter_key",
}


@pytest.fixture(scope="module")
def warehouse(history_home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """Locked down, as everybody opens it: the function is one of the file."""
    with open_locked(history_home.published) as connection:
        yield connection


def test_the_published_file_holds_no_table_of_how_it_was_made(warehouse: duckdb.DuckDBPyConnection) -> None:
    schemas = warehouse.sql("select distinct schema_name from duckdb_tables() order by 1").fetchall()
    assert schemas == [("main",), ("reference",)]


def _show(home: Home, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--home", str(home.path), "show", *arguments])


def _shown(home: Home, *arguments: str) -> dict[str, Any]:
    done = _show(home, *arguments, "--json")
    assert done.exit_code == 0, done.output
    shown: dict[str, Any] = json.loads(done.stdout)
    return shown


@pytest.mark.parametrize("mart", _KEYS)
@pytest.mark.parametrize("column", ["clients_in_sonar", "clients_with_profile", "uwv_clients_without_profile"])
def test_counts_are_the_sum_of_their_cells(warehouse: duckdb.DuckDBPyConnection, mart: str, column: str) -> None:
    only = "where not is_estimated" if "comparable" in mart else ""
    rows = warehouse.execute(f"select {_KEYS[mart]}, {column} from {mart} {only}").fetchall()
    assert len(rows) > 5
    for key, value in rows:
        summed = warehouse.execute(
            "select sum(cell_count * weight) from provenance(?, ?, ?) where evidence = 'counted'", [mart, key, column]
        ).fetchall()
        assert summed == [(Decimal(value),)], key


_COMPUTED = (
    "clients_with_profile",
    "profile_coverage_ratio",
    "clients_in_sonar_change_on_quarter",
    "profile_coverage_ratio_change_on_quarter",
)


@pytest.mark.parametrize("mart", _KEYS)
@pytest.mark.parametrize("column", _COMPUTED)
def test_what_is_written_out_beside_a_number_gives_it(
    warehouse: duckdb.DuckDBPyConnection, mart: str, column: str
) -> None:
    # A reader who adds up the terms, or divides, must arrive at what is published.
    (key,) = warehouse.execute(
        f"select {_KEYS[mart]} from {mart} where {column} is not null order by all limit 1"
    ).fetchall()[0]
    (number,) = prove_number(warehouse, mart, key, column).numbers
    assert number.working
    arithmetic = re.sub(r" \([a-z ]+\)$", "", number.working.split(" = ")[-1])
    assert re.fullmatch(r"[\d. +*/-]+", arithmetic)
    assert eval(arithmetic) == pytest.approx(number.value, abs=1e-6)


def test_a_change_that_is_not_comparable_is_not_written_out(warehouse: duckdb.DuckDBPyConnection) -> None:
    # Groningen's municipalities merge: the difference can be computed, and means nothing.
    mart, column = "mart_regional_coverage", "clients_in_sonar_change_on_quarter"
    rows = warehouse.execute(
        f"select region_quarter_key from {mart} where change_on_quarter_comparability = 'municipalities_differ'"
    ).fetchall()
    assert rows
    for (key,) in rows:
        (number,) = prove_number(warehouse, mart, key, column).numbers
        assert (number.value, number.working) == (None, None)


def test_a_number_comes_with_its_sum_and_what_to_quote(
    history_home: Home, warehouse: duckdb.DuckDBPyConnection
) -> None:
    (citation, locator) = warehouse.execute(
        "select citation, locator from mart_regional_coverage where region_quarter_key = '2020-01-01/1'"
    ).fetchall()[0]
    printed = _show(history_home, "regio", "Groningen", "2020Q1").output.splitlines()
    assert printed[printed.index("clients_in_sonar = 3610") + 1] == "  = 170 + 320 + 2820 + 100 + 200"
    assert "  = clients_with_profile / clients_in_sonar = 2515 / 3610" in printed
    assert f"citation {citation}" in printed
    assert f"locator  {locator}" in printed


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The home of the real publications; Flevoland's total row stands one column too far to the right."""
    return Home(built_once(tmp_path_factory).home)


def test_a_cell_under_another_head_is_not_taken_for_what_the_head_says(sample: Home) -> None:
    shown = _show(sample, _FLEVOLAND_TOTAL, "--pictures", "0").output
    assert "stands under the head of clients_in_sonar, but counts as uwv_clients_without_profile." in shown
    assert "813 printed, 813 computed" in shown
    assert "percentage" not in shown
    (equation,) = _shown(sample, _FLEVOLAND_TOTAL)["equations"]
    assert (equation["column_role"], equation["verdict"]) == ("uwv_clients_without_profile", "holds")


_FLEVOLAND_TOTAL = "a8e48bde5dace979/1/6/clients_in_sonar"


@pytest.mark.parametrize(
    ("question", "locator", "words"),
    [
        (("Almere", "2020Q2", "clients_in_sonar"), "1/1/clients_in_sonar", "= 1902: UWV"),
        (
            ("Almere", "2020Q2", "clients_without_profile"),
            None,
            "computed from a8e48bde5dace979/1/1/municipal_clients_without_profile and "
            "a8e48bde5dace979/1/1/uwv_clients_without_profile)",
        ),
        (("Almere", "2020Q2", "profile_coverage_rank_in_region"), None, "computed from 15 cells of 1 document)"),
        (("Flevoland", "2020Q2", "clients_in_sonar"), None, "= 3976: UWV"),
        (
            ("Flevoland", "2020Q2", "uwv_clients_without_profile"),
            "1/6/clients_in_sonar",
            "1/6/clients_in_sonar, under the head of clients_in_sonar)",
        ),
        (("Flevoland", "2020Q2", "target_group_register"), "1/p4/footnote", "= 5082: UWV"),
        (
            ("regio Groningen", "2020Q3", "register_coverage_ratio"),
            None,
            "computed from baaca5b1e02d8f17/1/17/clients_in_sonar and baaca5b1e02d8f17/1/p3/footnote)",
        ),
    ],
)
def test_a_number_is_quoted_by_the_cell_that_prints_it_or_by_those_it_is_computed_from(
    sample: Home, question: tuple[str, str, str], locator: str | None, words: str
) -> None:
    place, quarter, column = question
    shown = _shown(sample, *place.split(), quarter, "--column", column)
    (citation,) = shown["citations"]
    assert citation["text"].startswith(f"{column} = ")
    assert words in citation["text"]
    if locator is None:
        assert citation["locator"] is None
    else:
        assert citation["locator"].partition("/")[2] == locator
        (place_asked,) = _shown(sample, citation["locator"])["cells"]
        (number,) = shown["numbers"]
        assert place_asked["count"] in {number["value"], None}


def test_the_newest_quarter_says_that_a_newer_one_was_rejected(sample: Home, tmp_path: Path) -> None:
    # Else its figures pass for the newest that UWV published.
    home = Home(tmp_path)
    shutil.copytree(sample.warehouse, home.warehouse, symlinks=True)
    with duckdb.connect(str(home.published.resolve())) as connection:
        connection.execute(
            "update mart_publication_ledger set ledger_status = 'rejected', rejection_reasons = 'row_sum_mismatch' "
            "where quarter_label = '2020Q3' and uwv_region_number = 6"
        )
    said = "The publication of Flevoland in 2020Q3 was rejected, so nothing of it is published: row_sum_mismatch"
    assert said in " ".join(_show(home, "Flevoland", "--pictures", "0").output.split())
    assert "rejected" not in _show(home, "Flevoland", "2020Q2", "--pictures", "0").output


def test_a_number_is_cited_as_apa_and_bibtex_have_it(sample: Home) -> None:
    done = _show(sample, "Almere", "2020Q2", "--column", "clients_in_sonar", "--cite", "apa")
    assert done.output.strip() == (
        "UWV. (n.d.). Transparantie van klantprofielen: Flevoland, 2e kwartaal 2020 [Table]. "
        "Locator: klantprofielen a8e48bde5dace979/1/1/clients_in_sonar"
    )
    entry = _show(sample, "regio", "Groningen", "2020Q3", "--cite", "bibtex").output
    assert entry.startswith("@techreport{uwv_baaca5b1e02d8f17,\n")
    assert "  year        = {2021},\n" in entry
    assert "<" not in entry


def test_a_citation_tells_what_was_corrected_by_hand() -> None:
    cell = replace(_cell(Box(0, 0, 1, 1)), locator=f"{'a' * 64}/1/1/clients_in_sonar", count=1913, corrected="1.913")
    note = "a misprint, corrected by hand"
    row = Citation(
        "UWV, Almere, 2020Q2 (x.pdf, aaaaaaaaaaaaaaaa/1/1/clients_in_sonar)",
        "aaaaaaaaaaaaaaaa/1/1/clients_in_sonar",
        (note,),
    )
    cited = cite_number(Number("clients_in_sonar", 1913, None), [replace(cell, weight=Decimal(1))], row)
    assert cited.text == (
        "clients_in_sonar = 1913: UWV, Almere, 2020Q2 (x.pdf, aaaaaaaaaaaaaaaa/1/1/clients_in_sonar; "
        "a misprint, corrected by hand)"
    )
    assert cited.locator == row.locator
    # Of a row with several numbers it is told once.
    assert of_rows([replace(row, notes=()), row, row]) == [row]


def test_a_sum_of_many_cells_tells_their_number() -> None:
    cells = [replace(_cell(Box(0, 0, 1, 1)), count=2, weight=Decimal(1)) for _ in range(13)]
    assert working_of("clients_in_sonar", {"clients_in_sonar": 26}, cells) == "sum of 13 cells"


def test_a_sum_with_a_suppressed_cell_shows_it_as_printed() -> None:
    known = replace(_cell(Box(0, 0, 1, 1)), count=7, weight=Decimal(1))
    cells = [known, replace(known, text="<5", count=None)]
    assert working_of("clients_in_sonar", {"clients_in_sonar": None}, cells) == "7 + <5"


def test_a_number_that_is_not_known_has_bounds(capsys: pytest.CaptureFixture[str]) -> None:
    numbers = (
        Number("uwv_clients", None, None, 0, 4),
        Number("clients_in_sonar", None, None, 421),
        Number("profile_coverage_ratio", None, None, 0.5, 0.625),
    )
    print_proof(Proof("Dronten", numbers, (), (), (), (), ()), 40)
    assert capsys.readouterr().out.splitlines()[1:] == [
        "uwv_clients = not known, 0 to 4",
        "clients_in_sonar = not known, at least 421",
        "profile_coverage_ratio = not known, 0.5 (50.0 %) to 0.625 (62.5 %)",
    ]


def test_an_apportioned_count_lies_within_a_rounding_of_its_cells(warehouse: duckdb.DuckDBPyConnection) -> None:
    mart = "mart_municipality_coverage_comparable"
    rows = warehouse.execute(
        f"select {_KEYS[mart]}, uwv_clients_with_profile from {mart} where is_estimated and not has_unknown_weight"
    ).fetchall()
    assert rows
    for key, value in rows:
        (cells, exact) = warehouse.execute(
            "select count(*), sum(cell_count * weight) from provenance(?, ?, 'uwv_clients_with_profile')", [mart, key]
        ).fetchall()[0]
        assert abs(exact - value) < cells, key


def test_a_ratio_and_its_change_lead_to_both_quarters(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute(
        "select region_quarter_key, profile_coverage_ratio_change_on_year from mart_regional_coverage "
        "where profile_coverage_ratio_change_on_year is not null"
    ).fetchall()
    assert rows
    for key, change in rows:
        found = dict(
            warehouse.execute(
                "select origin, sum(cell_count) filter (column_role <> 'clients_in_sonar') "
                "/ sum(cell_count) filter (column_role = 'clients_in_sonar') "
                "from provenance('mart_regional_coverage', ?, 'profile_coverage_ratio_change_on_year') "
                "where evidence = 'counted' group by all",
                [key],
            ).fetchall()
        )
        assert found["itself"] - found["year before"] == pytest.approx(change)


def test_register_coverage_leads_to_the_footnote_and_the_total_row(warehouse: duckdb.DuckDBPyConnection) -> None:
    (key, clients) = warehouse.execute(
        "select region_quarter_key, printed_clients_in_sonar from mart_regional_coverage order by all limit 1"
    ).fetchall()[0]
    found = warehouse.execute(
        "select evidence, printed_text, cell_count "
        "from provenance('mart_regional_coverage', ?, 'register_coverage_ratio') where evidence <> 'counted'",
        [key],
    ).fetchall()
    assert {evidence for evidence, *_ in found} == {"total row", "footnote"}
    assert [count for evidence, _, count in found if evidence == "total row"] == [clients]
    assert all("doelgroep" in text for evidence, text, _ in found if evidence == "footnote")


def test_every_locator_leads_to_its_own_cell(history_home: Home, warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute(
        "select locator, cell_text from fct_cells using sample reservoir(6 rows) repeatable (6) "
        "union all select printed_locator, null from fct_equations where equation_kind = 'percentage' limit 7"
    ).fetchall()
    for locator, text in rows:
        for written in (locator, short(locator)):
            (cell,) = _shown(history_home, written)["cells"]
            assert cell["locator"] == locator
            assert text is None or cell["text"] == text


def test_a_locator_of_a_corrected_publication_names_what_holds_now(
    history_home: Home, warehouse: duckdb.DuckDBPyConnection
) -> None:
    rows = warehouse.execute(
        "select old.locator, new.locator, new.cell_text "
        "from mart_revisions as revision "
        "inner join fct_cells as old on revision.previous_publication_id = old.publication_id "
        "and revision.row_number_before = old.row_number and revision.column_role = old.column_role "
        "inner join fct_cells as new on revision.publication_id = new.publication_id "
        "and revision.row_number_after = new.row_number and revision.column_role = new.column_role order by all"
    ).fetchall()
    assert rows
    old, new, text = rows[0]
    shown = _shown(history_home, short(old))
    assert [(cell["locator"], cell["text"]) for cell in shown["newer"]] == [(new, text)]
    statuses = {document["publication_id"]: document["status"] for document in shown["documents"]}
    assert statuses[old.split("/")[0]] == "superseded"
    assert statuses[new.split("/")[0]].startswith("accepted")


def test_a_number_comes_with_equations_that_hold_and_a_picture(history_home: Home, tmp_path: Path) -> None:
    crop = tmp_path / "crop.png"
    done = _show(history_home, "GM0014", "2020Q2", "--output", str(crop))
    assert done.exit_code == 0, done.output
    assert re.search(r"(\d+) equations: \1 holds", done.output)
    assert "sha256" in done.output
    assert _has(Image.open(crop), (208, 0, 0))


def test_a_moved_document_is_said_and_can_be_given(
    history_home: Home, warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    (address,) = warehouse.execute(
        "select publication.source_address from mart_municipality_coverage as mart "
        "inner join dim_publications as publication using (publication_id) "
        "where mart.municipality_code = 'GM0014' and mart.quarter_label = '2020Q1'"
    ).fetchall()[0]
    elsewhere = tmp_path / "elsewhere.pdf"
    crop = tmp_path / "crop.png"
    shutil.move(address, elsewhere)
    try:
        missing = _show(history_home, "GM0014", "2020Q1", "--output", str(crop))
        assert not crop.exists()
        given = _show(history_home, "GM0014", "2020Q1", "--output", str(crop), "--document", str(elsewhere))
        other = _show(history_home, "GM0014", "2020Q2", "--document", str(elsewhere))
    finally:
        shutil.move(elsewhere, address)
    assert missing.exit_code == given.exit_code == 0
    assert "is not there" in missing.output
    assert crop.exists()
    assert "another document now" in " ".join(other.output.split())


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (["GM0014", "2019Q1"], "What was seen begins in 2020Q1 and ends in 2022Q1"),
        (["GM0014", "2021Q2"], "No publication of Groningen, the region of Groningen (GM0014), in 2021Q2 was seen"),
        (["Groningen", "2020Q2"], "may be municipality GM0014 (Groningen) or region 1 (Groningen)"),
        (["Gronningen", "2020Q2"], "did you mean Groningen"),
        (["2020-2", "Groningen"], "'2020-2' is no quarter; write it as 2020Q2"),
        (["2020Q2"], "2020Q2 is a quarter; name a place with it"),
        (["Groningen", "2020-2"], "'2020-2' is no quarter; write it as 2020Q2"),
        (["GM9999", "2020Q2"], "GM9999 is no municipality"),
        (["AM99", "2020Q2"], "'not to be assigned'"),
        (["36", "2020Q2"], "UWV numbers them 1 to 35"),
        (["Appingedam", "2021Q1"], "went into Eemsdelta (GM1979)"),
        (["Appingedam", "2021Q1"], "mart_municipality_coverage_comparable 2021-01-01/GM1979"),
        (["Eemsdelta", "2020Q4"], "exists since 2021-01-01"),
        (
            ["Almere"],
            "Nothing is published of Almere (GM0034), which stands in the publications of Flevoland, in any quarter",
        ),
        (["mart_regional_coverage", "2020-04-01/1"], "MART KEY COLUMN"),
        (["12345/1/1/x"], "no locator"),
        (["0" * 16 + "/1/1/clients_in_sonar"], "No document"),
        (["mart_revisions", "2020-04-01", "count_after"], "no numbers that rest on cells"),
        (["mart_regional_coverage", "2020-04-01/1", "beauty"], "no number 'beauty'"),
        (["1", "2020Q2", "--column", "without"], "Did you mean clients_without_profile, uwv_clients_without_profile"),
        (["mart_regional_coverage", "1990-01-01/1", "clients_in_sonar"], "no row"),
    ],
)
def test_what_cannot_be_shown_is_said(history_home: Home, question: list[str], answer: str) -> None:
    done = _show(history_home, *question)
    assert done.exit_code == 2
    assert answer in " ".join(done.output.split())


@pytest.mark.parametrize(
    ("question", "title"),
    [
        (["gemeente", "Groningen", "2020-Q2"], "Groningen (GM0014) 2020Q2"),
        (["regio Groningen", "q2 2020"], "Groningen (region 1 of UWV, AM01 of CBS) 2020Q2"),
        (["AM01", "2020Q2"], "Groningen (region 1 of UWV, AM01 of CBS) 2020Q2"),
        (["1", "2020K2"], "Groningen (region 1 of UWV, AM01 of CBS) 2020Q2"),
        (["DELFZIJL"], "Delfzijl (GM0010) 2020Q4"),
        (["2020Q2", "Delfzijl"], "Delfzijl (GM0010) 2020Q2"),
        (["Delfzijl", "2020-04-01"], "Delfzijl (GM0010) 2020Q2"),
        (["Delfzijl", "Q2", "2020"], "Delfzijl (GM0010) 2020Q2"),
        (["Delfzijl", "2e kwartaal van 2020"], "Delfzijl (GM0010) 2020Q2"),
        (["Nederland", "2020Q2"], "the regions seen (NL) 2020Q2"),
    ],
)
def test_a_place_is_asked_for_as_people_write_it(history_home: Home, question: list[str], title: str) -> None:
    assert _shown(history_home, *question)["title"] == title


def test_pictures_stay_out_of_the_current_folder(
    history_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = _show(history_home, "Delfzijl", "2020Q1")
    assert done.exit_code == 0, done.output
    assert list(tmp_path.iterdir()) == []
    assert (history_home.pictures / "Delfzijl-GM0010-2020Q1.png").is_file()


def test_a_picture_takes_the_place_of_no_other(history_home: Home) -> None:
    # Of `--column` the name said nothing, and of a place without a quarter not which one was the newest then.
    for options in ((), ("--column", "clients_in_sonar")):
        assert _show(history_home, "Delfzijl", *options).exit_code == 0
    for name in ("Delfzijl-GM0010-2020Q4.png", "Delfzijl-GM0010-2020Q4-clients_in_sonar.png"):
        assert (history_home.pictures / name).is_file()


@pytest.mark.parametrize(
    "text",
    [
        "2020Q2", "2020-Q2", "2020 q2", "2020K2", "q2 2020", "K2-2020", "Q2/2020", "2e kwartaal 2020",
        "2de kwartaal van 2020", "tweede kwartaal 2020", "kwartaal 2 2020", "kwartaal 2 van 2020", "2020 kwartaal 2",
        "2nd quarter of 2020", "second quarter 2020", "2020-04-01", "2020-06-30", "30-6-2020",
    ],
)  # fmt: skip
def test_a_quarter_is_read_as_people_write_it(text: str) -> None:
    assert read_quarter(text) == "2020Q2"
    assert split_quarter(["regio 6", text]) == split_quarter([text, "regio 6"]) == ("regio 6", "2020Q2")


@pytest.mark.parametrize("text", ["2020", "2020-2", "2020Q5", "2020-13-01", "2020-02-30", "1920Q2", "20202", "Q2"])
def test_what_is_no_quarter_is_taken_for_none(text: str) -> None:
    assert read_quarter(text) is None


def test_a_picture_holds_the_header_and_a_caption(tmp_path: Path) -> None:
    # A heading 100 points above the cell, and a page on which nothing else is black.
    page, picture, bare = tmp_path / "page.pdf", tmp_path / "with.png", tmp_path / "without.png"
    canvas = Canvas(str(page), pagesize=(300, 400))
    canvas.rect(20, 300, 260, 12, fill=1)
    canvas.save()
    cell = _cell(Box(100, 200, 110, 210))
    write_picture(page, 1, [cell], bare)
    write_picture(page, 1, [cell], picture, table=Box(20, 88, 280, 240), caption="Delfzijl 2020Q1")
    without, whole = Image.open(bare), Image.open(picture)
    assert not _has(without, (0, 0, 0))
    assert whole.height > without.height
    assert _has(whole.crop((0, 0, whole.width, 200)), (0, 0, 0)), "the header is not in the picture"
    assert _has(whole.crop((0, whole.height - 40, whole.width, whole.height)), (0, 0, 0)), "the caption is not there"


def test_a_relative_address_starts_at_the_home(tmp_path: Path) -> None:
    home = Home(tmp_path)
    (tmp_path / "documents").mkdir()
    path = tmp_path / "documents" / "a.pdf"
    path.write_bytes(b"document")
    assert find_original(_document("documents/a.pdf", hash_file(path)), home) == path


def test_the_archive_keeps_what_is_gone_from_where_it_was_read(tmp_path: Path) -> None:
    home = Home(tmp_path)
    sha256 = hashlib.sha256(b"document").hexdigest()
    kept = home.archive / "documents" / sha256[:2] / sha256 / "a.pdf"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"document")
    assert find_original(_document("/nowhere/a.pdf", sha256), home) == kept
    with pytest.raises(MovedError, match="is not there"):
        find_original(_document("/nowhere/a.pdf", "0" * 64), home)


def _document(address: str, sha256: str) -> ProofDocument:
    return ProofDocument(sha256, sha256, "a.pdf", address, None, None, None, "accepted", None, None, None)


def test_a_number_that_no_cell_prints_says_what_it_counts(history_home: Home) -> None:
    shown = _shown(history_home, "mart_national_coverage", "2020-04-01", "expected_region_count")
    assert [number["counts_instead"] for number in shown["numbers"]] == ["reference data"]
    assert shown["cells"] == []


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_outlines_stand_where_the_page_is_shown(tmp_path: Path, rotation: int) -> None:
    # A black square of 10 points, 100 from the left and 60 from the top of the unturned page of 300 by 200.
    upright, path = tmp_path / "upright.pdf", tmp_path / "page.pdf"
    canvas = Canvas(str(upright), pagesize=(300, 200))
    canvas.rect(100, 130, 10, 10, fill=1)
    canvas.save()
    with pikepdf.open(upright) as document:
        document.pages[0].Rotate = rotation
        document.save(path)
    box = Box(100, 60, 110, 70).turned(rotation // 90, 300, 200)
    picture = tmp_path / "crop.png"
    write_picture(path, 1, [_cell(box)], picture)
    image = Image.open(picture)
    red = [(x, y) for x in range(image.width) for y in range(image.height) if image.getpixel((x, y)) == (208, 0, 0)]
    left, right = min(x for x, _ in red), max(x for x, _ in red)
    top, bottom = min(y for _, y in red), max(y for _, y in red)
    black = [(x, y) for x in range(image.width) for y in range(image.height) if image.getpixel((x, y)) == (0, 0, 0)]
    assert black
    assert all(left < x < right and top < y < bottom for x, y in black)


def test_a_transcript_shows_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "transcript.txt"
    path.write_text("Flevoland\nAlmere 1 2 3 4 10\nTotaal", encoding="utf-8")
    assert [(line.number, line.text) for line in lines_of(path, [_cell(Box(0, 1, 3, 2))])] == [(2, "Almere 1 2 3 4 10")]


def test_locators_are_read_strictly() -> None:
    assert read_locator("a" * 12 + "-2/1/p4/footnote").table == "-2"
    for wrong in (
        "a" * 11 + "/1/1/x",
        "a" * 12 + "/0/1/x",
        "a" * 12 + "/1/1",
        "A" * 12 + "/1/1/x",
        "a" * 12 + "/1/1/x' or",
    ):
        with pytest.raises(LocatorError):
            read_locator(wrong)


def _cell(box: Box) -> ProofCell:
    return ProofCell(
        box, "", "", "itself", "counted", None, 1, "clients_in_sonar", "clients_in_sonar", None, "10", None, None, 1
    )


def _has(image: Image.Image, colour: tuple[int, int, int]) -> bool:
    return any(found == colour for _, found in image.getcolors(image.width * image.height) or [])
