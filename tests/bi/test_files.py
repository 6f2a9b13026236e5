"""CSV over HTTP: what Excel and Power BI fetch without a driver, served as docs/connect/files.md says."""

from __future__ import annotations

import csv
import io
import json
import shlex
import urllib.request

import duckdb
import pandas as pd
import pytest

from bi.pages import blocks
from klantprofielen.home import Home


@pytest.fixture
def address(served: str) -> str:
    return f"{served}/latest"


def test_a_table_comes_as_utf_8_csv(address: str) -> None:
    with urllib.request.urlopen(f"{address}/csv/mart_regional_coverage.csv", timeout=10) as answer:
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        rows = list(csv.DictReader(io.StringIO(answer.read().decode("utf-8"))))
    by_name = {row["labour_market_region_name"]: row for row in rows}
    assert by_name["Flevoland"]["clients_in_sonar"] == "3976"
    assert by_name["Groningen"]["quarter_start_date"] == "2020-07-01"
    assert by_name["Groningen"]["profile_coverage_ratio"].startswith("0.648")


def test_every_table_of_the_data_package_is_there_and_has_its_columns(address: str) -> None:
    with urllib.request.urlopen(f"{address}/datapackage.json", timeout=10) as answer:
        tables = [each for each in json.load(answer)["resources"] if each["path"].endswith(".csv")]
    assert len(tables) > 20
    for table in tables:
        with urllib.request.urlopen(f"{address}/{table['path']}", timeout=10) as answer:
            header = next(csv.reader(io.TextIOWrapper(answer, encoding="utf-8", newline="")))
        assert header == [field["name"] for field in table["schema"]["fields"]]


def test_the_numbers_are_those_of_the_warehouse(address: str, sample: Home) -> None:
    dates = ["quarter_start_date", "published_date"]
    fetched = pd.read_csv(f"{address}/csv/mart_municipality_coverage.csv", parse_dates=dates)
    with duckdb.connect(str(sample.published.resolve()), read_only=True) as connection:
        columns = ", ".join(fetched.columns)
        expected = connection.sql(
            f"select {columns} from mart_municipality_coverage order by municipality_quarter_key"
        ).df()
    found = fetched.sort_values("municipality_quarter_key", ignore_index=True)
    pd.testing.assert_frame_equal(found, expected, check_dtype=False, check_exact=True)


def test_the_page_serves_as_these_tests_do() -> None:
    (command,) = blocks("files.md", "sh")
    assert shlex.split(command) == ["klantprofielen", "serve", "--port", "8000"]


def test_the_power_query_names_columns_that_are_there(sample: Home) -> None:
    """Power Query itself runs on Windows alone; what can be held to here is what it asks for."""
    (query,) = blocks("files.md", "powerquery")
    header = (sample.current / "csv" / "mart_regional_coverage.csv").read_text().partition("\n")[0].split(",")
    typed = [line.split('"')[1] for line in query.splitlines() if line.strip().startswith('{"')]
    assert typed
    assert set(typed) <= set(header)
    assert "csv/mart_regional_coverage.csv" in query
