"""Superset: the bundle imported into a real one; each chart's data beside SQL on the warehouse."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.error
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from bi.conftest import make_two_releases
from bi.pages import PROJECT
from bi.superset import Superset, running
from klantprofielen.home import Home
from klantprofielen.release.files.published_tables import read_tables
from klantprofielen.release.publish import make_current

PROGRAMS = os.environ.get("SUPERSET_BIN")
pytestmark = pytest.mark.skipif(not PROGRAMS, reason="Superset: takes minutes and 900 MB; `make test-bi` runs it")

# Each chart, and the same question in SQL that shares nothing with the bundle.
CHARTS = {
    "Profile and register coverage by region and quarter": """
        select quarter_start_date, labour_market_region_name,
            profile_coverage_ratio as profile_coverage, register_coverage_ratio as register_coverage
        from mart_regional_coverage
    """,
    "Clients by who serves them and whether they have a profile": """
        select municipality_name, quarter_label, municipal_clients_with_profile, municipal_clients_without_profile,
            uwv_clients_with_profile, uwv_clients_without_profile
        from mart_municipality_coverage
    """,
    "Where profiles are missing": """
        select quarter_label, labour_market_region_name, municipality_name,
            clients_in_sonar - clients_with_profile as clients_without_profile,
            profile_coverage_ratio as profile_coverage, clients_in_sonar
        from mart_municipality_coverage
    """,
    "How much of the country is behind it": """
        select quarter_start_date, ledger_status, count(*) as regions
        from mart_publication_ledger group by all
    """,
}


@pytest.fixture(scope="module")
def home(sample: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    return make_two_releases(sample, tmp_path_factory.mktemp("superset-home") / "home")[0]


@pytest.fixture(scope="module")
def superset(home: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Superset]:
    folder = tmp_path_factory.mktemp("superset")
    bundle = folder / "klantprofielen.zip"
    script = PROJECT / "bi" / "superset" / "render.py"
    subprocess.run([sys.executable, script, "--home", home.path, bundle], check=True)
    assert PROGRAMS
    with running(Path(PROGRAMS), folder, bundle) as started:
        yield started


def on_warehouse(home: Home, sql: str) -> list[dict[str, Any]]:
    with duckdb.connect(str(home.published.resolve()), read_only=True) as connection:
        found = connection.execute(sql)
        names = [column[0] for column in found.description or []]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def comparable(rows: list[dict[str, Any]]) -> list[tuple[tuple[str, Any], ...]]:
    """Rows without an order; moments as days (Superset gives milliseconds), ratios to twelve digits."""

    def plain(name: str, value: Any) -> Any:  # noqa: ANN401 - any value of a row
        if name == "quarter_start_date" and isinstance(value, float | int):
            return datetime.fromtimestamp(value / 1000, UTC).date()
        return round(value, 12) if isinstance(value, float) else value

    return sorted((tuple((name, plain(name, value)) for name, value in sorted(row.items())) for row in rows), key=repr)


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_shows_what_the_warehouse_answers(superset: Superset, home: Home, chart: str) -> None:
    found = comparable(superset.rows_of(chart))
    print(f"{chart}: {len(found)} rows")
    assert found
    assert found == comparable(on_warehouse(home, CHARTS[chart]))


def test_the_dashboard_holds_all_four_charts(superset: Superset) -> None:
    charts = superset.call("/api/v1/dashboard/klantprofielen/charts")["result"]
    assert {chart["slice_name"] for chart in charts} == set(CHARTS)


def test_datasets_say_what_tables_and_columns_mean(superset: Superset, sample: Home) -> None:
    tables = {table.name: table for table in read_tables(sample.current / "dbt" / "manifest.json")}
    listed = superset.call("/api/v1/dataset/")["result"]
    assert len(listed) == 3
    for each in listed:
        dataset = superset.call(f"/api/v1/dataset/{each['id']}")["result"]
        table = tables[dataset["table_name"]]
        assert dataset["description"] == table.description
        columns = {column["column_name"]: column["description"] for column in dataset["columns"]}
        assert columns == {field.name: field.description for field in table.fields}
        assert all(metric["description"] for metric in dataset["metrics"])


@pytest.mark.parametrize("sql", ["select * from read_csv('/etc/hostname')", "copy (select 1) to 'written.csv'"])
def test_sql_lab_can_only_read_the_warehouse(superset: Superset, sql: str) -> None:
    (database,) = superset.call("/api/v1/database/")["result"]
    query = {"database_id": database["id"], "schema": "main", "sql": sql, "runAsync": False}
    allowed = query | {"sql": "select count(*) as regions from mart_regional_coverage"}
    assert superset.call("/api/v1/sqllab/execute/", allowed)["data"] == [{"regions": 2}]
    with pytest.raises(urllib.error.HTTPError):
        superset.call("/api/v1/sqllab/execute/", query)


def test_charts_follow_the_next_release(superset: Superset, home: Home) -> None:
    """Runs last: Superset keeps no connection, so the swap is seen at once."""
    chart = "Profile and register coverage by region and quarter"
    assert len(superset.rows_of(chart)) == 2
    make_current(home, "second")
    assert [row["labour_market_region_name"] for row in superset.rows_of(chart)] == ["Flevoland"]
