"""Every published number leads back to its cells, and to how it is computed from them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import duckdb
import pytest
from showing import answer_to, cell_at, show

from klantprofielen.cli.commands.show import print_proof
from klantprofielen.geometry import Box
from klantprofielen.home import Home
from klantprofielen.provenance.calculation import working_of
from klantprofielen.provenance.proof import Number, Proof
from klantprofielen.provenance.prove import prove_number

_KEYS = {
    "mart_municipality_coverage": "municipality_quarter_key",
    "mart_regional_coverage": "region_quarter_key",
    "mart_national_coverage": "cast(quarter_start_date as varchar)",
    "mart_municipality_coverage_comparable": "comparable_municipality_quarter_key",
    "mart_regional_coverage_comparable": "comparable_region_quarter_key",
}


def test_the_published_file_holds_no_table_of_how_it_was_made(warehouse: duckdb.DuckDBPyConnection) -> None:
    schemas = warehouse.sql("select distinct schema_name from duckdb_tables() order by 1").fetchall()
    assert schemas == [("main",), ("reference",)]


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
    printed = show(history_home, "regio", "Groningen", "2020Q1").output.splitlines()
    assert printed[printed.index("clients_in_sonar = 3610") + 1] == "  = 170 + 320 + 2820 + 100 + 200"
    assert "  = clients_with_profile / clients_in_sonar = 2515 / 3610" in printed
    assert f"citation {citation}" in printed
    assert f"locator  {locator}" in printed


def test_a_sum_of_many_cells_tells_their_number() -> None:
    cells = [replace(cell_at(Box(0, 0, 1, 1)), count=2, weight=Decimal(1)) for _ in range(13)]
    assert working_of("clients_in_sonar", {"clients_in_sonar": 26}, cells) == "sum of 13 cells"


def test_a_sum_with_a_suppressed_cell_shows_it_as_printed() -> None:
    known = replace(cell_at(Box(0, 0, 1, 1)), count=7, weight=Decimal(1))
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


def test_a_number_that_no_cell_prints_says_what_it_counts(history_home: Home) -> None:
    shown = answer_to(history_home, "mart_national_coverage", "2020-04-01", "expected_region_count")
    assert [number["counts_instead"] for number in shown["numbers"]] == ["reference data"]
    assert shown["cells"] == []
