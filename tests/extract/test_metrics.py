"""The metrics give the numbers of the marts, offline, from the published file alone."""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from facsimiles.figures import COUNTS
from klantprofielen.home import FILE_NAME, Home
from klantprofielen.project import PROJECT
from klantprofielen.query.locked_down import open_locked

Rows = dict[tuple[str, ...], dict[str, float | None]]
Ask = Callable[..., Rows]

_MF = "from dbt_metricflow.cli.main import cli; cli()"
# Nothing answers there: whatever wants the network does not get it.
_NOWHERE = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def project(history_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All that `mf` needs of a project: it looks for the semantic manifest in `target/`."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("dbt_project.yml", "profiles.yml"):
        shutil.copy(PROJECT / name, folder)
    (folder / "target").mkdir()
    shutil.copy(history_home.current / "dbt" / "semantic_manifest.json", folder / "target")
    return folder


@pytest.fixture
def ask(project: Path, tmp_path: Path) -> Ask:
    """Runs `mf query` on a home; gives the values by the group's texts."""

    def ask_home(home: Path, *arguments: str) -> Rows:
        answer = tmp_path / "answer.csv"
        done = subprocess.run(
            [sys.executable, "-c", _MF, "query", *arguments, "--csv", str(answer)],
            cwd=project,
            env={
                **os.environ,
                "KLANTPROFIELEN_HOME": str(home),
                "KLANTPROFIELEN_TARGET": "published",
                "HTTP_PROXY": _NOWHERE,
                "HTTPS_PROXY": _NOWHERE,
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        with answer.open(encoding="utf-8", newline="") as file:
            return dict(_row(row) for row in csv.DictReader(file))

    return ask_home


def _row(row: dict[str, str]) -> tuple[tuple[str, ...], dict[str, float | None]]:
    group = tuple(text[:10] if name.startswith("metric_time") else text for name, text in row.items() if "__" in name)
    return group, {name: _number(text) for name, text in row.items() if "__" not in name}


def _number(text: str) -> float | None:
    return float(text) if text not in {"", "nan", "None", "NaN"} else None


def _expected(path: Path, group: list[str], values: dict[str, str], mart: str, grouped: bool = False) -> Rows:
    columns = [f"cast({name} as varchar)" for name in group] + list(values.values())
    ending = " group by all" if grouped else ""
    with open_locked(path) as connection:
        rows = connection.sql(f"select {', '.join(columns)} from {mart}{ending}").fetchall()
    return {
        row[: len(group)]: dict(zip(values, (None if v is None else float(v) for v in row[len(group) :]), strict=True))
        for row in rows
    }


def _assert_equal(found: Rows, expected: Rows) -> None:
    assert found.keys() == expected.keys()
    assert len(found) > 5
    for group, values in expected.items():
        assert found[group] == pytest.approx(values, abs=1e-9), group


def test_regions(history_home: Home, ask: Ask) -> None:
    found = ask(history_home.path, "--saved-query", "coverage_of_regions")
    values = {
        "regional_profile_coverage": "profile_coverage_ratio",
        "regional_municipal_profile_coverage": "municipal_profile_coverage_ratio",
        "regional_uwv_profile_coverage": "uwv_profile_coverage_ratio",
        "register_coverage": "register_coverage_ratio",
    }
    group = ["quarter_start_date", "labour_market_region_name"]
    _assert_equal(found, _expected(history_home.published, group, values, "mart_regional_coverage"))


def test_municipalities_and_their_change(history_home: Home, ask: Ask) -> None:
    found = ask(history_home.path, "--saved-query", "municipalities_gaining_and_losing")
    values = {
        "clients_in_sonar": "clients_in_sonar",
        "profile_coverage": "profile_coverage_ratio",
        "profile_coverage_change_on_quarter": "profile_coverage_ratio_change_on_quarter",
        "profile_coverage_change_on_year": "profile_coverage_ratio_change_on_year",
    }
    group = ["quarter_start_date", "municipality_code", "municipality_name"]
    expected = _expected(history_home.published, group, values, "mart_municipality_coverage")
    _assert_equal(_seen(found, "clients_in_sonar"), expected)
    assert any(row["profile_coverage_change_on_year"] for row in expected.values())


def test_change_of_regions(history_home: Home, ask: Ask) -> None:
    values = {
        f"{metric}_change_on_{span}": f"{column}_change_on_{span}"
        for metric, column in (
            ("regional_clients_in_sonar", "clients_in_sonar"),
            ("regional_profile_coverage", "profile_coverage_ratio"),
            ("register_coverage", "register_coverage_ratio"),
        )
        for span in ("quarter", "year")
    }
    asked = ",".join(["regional_clients_in_sonar", *values])
    found = ask(
        history_home.path, "--metrics", asked, "--group-by", "metric_time__quarter,region__labour_market_region_code"
    )
    group = ["quarter_start_date", "labour_market_region_code"]
    values["regional_clients_in_sonar"] = "clients_in_sonar"
    expected = _expected(history_home.published, group, values, "mart_regional_coverage")
    _assert_equal(_seen(found, "regional_clients_in_sonar"), expected)


def _seen(rows: Rows, metric: str) -> Rows:
    """Without the quarters after the last one: MetricFlow gives them a row, as they have a quarter before."""
    return {group: values for group, values in rows.items() if values[metric] is not None}


def test_the_regions_seen_together(history_home: Home, ask: Ask) -> None:
    values = {f"regional_{count}": count for count in [*COUNTS, "municipal_clients", "clients_without_profile"]}
    values |= {"target_group_register": "target_group_register", "register_coverage": "register_coverage_ratio"}
    found = ask(history_home.path, "--metrics", ",".join(values), "--group-by", "metric_time__quarter")
    _assert_equal(found, _expected(history_home.published, ["quarter_start_date"], values, "mart_national_coverage"))


def test_a_suppressed_cell_makes_its_sums_unknown_and_no_others(history_home: Home, ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "warehouse" / FILE_NAME
    path.parent.mkdir()
    shutil.copyfile(history_home.published, path)
    with duckdb.connect(str(path)) as connection:
        for table in ("fct_municipality_quarters", "mart_municipality_coverage"):
            connection.execute(
                f"update {table} set uwv_clients_without_profile = null "
                "where municipality_code = 'GM0014' and quarter_start_date = '2020-04-01'"
            )
    before = hashlib.sha256(path.read_bytes()).digest()
    found = ask(tmp_path, "--saved-query", "clients_by_kind_and_province")
    values = {count: f"case when count({count}) = count(*) then sum({count}) end" for count in COUNTS}
    group = ["quarter_start_date", "province_name"]
    _assert_equal(found, _expected(path, group, values, "mart_municipality_coverage", grouped=True))
    assert found["2020-04-01", "Groningen"]["uwv_clients_without_profile"] is None
    assert found["2020-04-01", "Groningen"]["clients_in_sonar"] is not None
    assert hashlib.sha256(path.read_bytes()).digest() == before
