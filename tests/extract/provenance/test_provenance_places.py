"""`show` finds what is asked for, as people write it, and says why it cannot; a locator stays good."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest
from showing import answer_to, show

from klantprofielen.home import Home
from klantprofielen.provenance.asked_quarter import read_quarter, split_quarter
from klantprofielen.provenance.locator import LocatorError, read_locator, short


def test_a_cell_under_another_head_is_not_taken_for_what_the_head_says(sample: Home) -> None:
    shown = show(sample, _FLEVOLAND_TOTAL, "--pictures", "0").output
    assert "stands under the head of clients_in_sonar, but counts as uwv_clients_without_profile." in shown
    assert "813 printed, 813 computed" in shown
    assert "percentage" not in shown
    (equation,) = answer_to(sample, _FLEVOLAND_TOTAL)["equations"]
    assert (equation["column_role"], equation["verdict"]) == ("uwv_clients_without_profile", "holds")


_FLEVOLAND_TOTAL = "a8e48bde5dace979/1/6/clients_in_sonar"


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
    assert said in " ".join(show(home, "Flevoland", "--pictures", "0").output.split())
    assert "rejected" not in show(home, "Flevoland", "2020Q2", "--pictures", "0").output


def test_every_locator_leads_to_its_own_cell(history_home: Home, warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute(
        "select locator, cell_text from fct_cells using sample reservoir(6 rows) repeatable (6) "
        "union all select printed_locator, null from fct_equations where equation_kind = 'percentage' limit 7"
    ).fetchall()
    for locator, text in rows:
        for written in (locator, short(locator)):
            (cell,) = answer_to(history_home, written)["cells"]
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
    shown = answer_to(history_home, short(old))
    assert [(cell["locator"], cell["text"]) for cell in shown["newer"]] == [(new, text)]
    statuses = {document["publication_id"]: document["status"] for document in shown["documents"]}
    assert statuses[old.split("/")[0]] == "superseded"
    assert statuses[new.split("/")[0]].startswith("accepted")


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
    done = show(history_home, *question)
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
    assert answer_to(history_home, *question)["title"] == title


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
