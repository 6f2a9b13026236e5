"""Spark builds what DuckDB builds: every fact and mart, row for row. Minutes long: `make test-spark`."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from klantprofielen.home import Home
from on_spark.comparing import Compared, compare_builds
from on_spark.running import build, run_dbt


def _differences(home: Home) -> tuple[list[Compared], list[Compared]]:
    """All that was compared, and what of it differs."""
    compared = compare_builds(home.published, home.path / "spark" / "warehouse")
    return compared, [one for one in compared if not one.is_equal]


@pytest.fixture(scope="module")
def small_on_spark(small: Home, spark_python: Path) -> Home:
    build(spark_python, small)
    return small


def test_the_small_history_is_the_same_row_for_row(small_on_spark: Home) -> None:
    """Right, wrong, foreign and unreadable documents, corrections, retrievals, a document that was read twice."""
    compared, different = _differences(small_on_spark)
    assert not different
    rows = {one.table: one.spark_rows for one in compared}
    # What is empty in both says nothing of either.
    filled = ("fct_cells", "fct_findings", "fct_equations", "mart_regional_coverage", "mart_revisions", "dim_addresses")
    assert all(rows[f"main.{table}"] for table in filled), rows
    assert {table for table in rows if table.startswith("main.fct_")}, rows


def test_another_number_would_be_seen(small_on_spark: Home, tmp_path: Path) -> None:
    """A count of one mart that is one more: the comparison finds that row, on both sides."""
    changed = tmp_path / "klantprofielen.duckdb"
    shutil.copy(small_on_spark.published.resolve(), changed)
    with duckdb.connect(str(changed)) as connection:
        connection.execute(
            "update mart_regional_coverage set clients_in_sonar = clients_in_sonar + 1 where region_quarter_key ="
            " (select min(region_quarter_key) from mart_regional_coverage where clients_in_sonar is not null)"
        )
    (found,) = [one for one in compare_builds(changed, small_on_spark.path / "spark" / "warehouse") if not one.is_equal]
    assert (found.table, found.only_duckdb, found.only_spark) == ("main.mart_regional_coverage", 1, 1)


def test_what_a_contract_says_is_held_on_spark(small: Home, spark_python: Path, tmp_path: Path) -> None:
    """A column that is never null by contract and is: Parquet takes it, so the model must fail by itself."""
    raw, home = tmp_path / "raw", Home(tmp_path / "home")
    shutil.copytree(small.path / "spark" / "raw", raw)
    for file in (raw / "passages").rglob("*.parquet"):
        rows = (
            f"select * replace (null::varchar as passage_text) from read_parquet('{file}', hive_partitioning = false)"
        )
        with duckdb.connect() as connection:
            connection.execute(f"copy ({rows}) to '{file}' (format parquet)")
    assert run_dbt(spark_python, home, "run-operation", "name_raw_tables", raw=raw).returncode == 0
    kinds = ("--resource-type", "seed", "--resource-type", "model")
    done = run_dbt(spark_python, home, "build", *kinds, "--select", "+fct_passages", raw=raw)
    assert done.returncode == 1
    assert "Never null by contract, and null: passage_text" in done.stdout


def test_two_years_of_the_country_are_the_same_row_for_row(two_years: Home, spark_python: Path) -> None:
    build(spark_python, two_years)
    compared, different = _differences(two_years)
    assert not different
    rows = {one.table: one.spark_rows for one in compared}
    assert rows["main.mart_regional_coverage"] > 250
    assert rows["main.fct_cells"] > 15_000
