"""ADBC and Arrow: what docs/connect/adbc.md says, and what it must not allow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import adbc_driver_duckdb
import pyarrow.parquet as pq
import pytest
from adbc_driver_manager import Error, dbapi

from bi.pages import promised, run_python
from klantprofielen.home import Home


@pytest.fixture
def connection(sample: Home) -> Iterator[dbapi.Connection]:
    options = {
        "path": str(sample.published.resolve()),
        "access_mode": "read_only",
        "enable_external_access": "false",
        "lock_configuration": "true",
    }
    opened = dbapi.connect(
        driver=adbc_driver_duckdb.driver_path(),
        entrypoint="duckdb_adbc_init",
        autocommit=True,
        db_kwargs=options,
    )
    with opened:
        yield opened


def test_the_page_prints_what_it_says(sample: Home) -> None:
    assert run_python("adbc.md", sample.path) == promised("adbc.md")


@pytest.mark.parametrize("table", ["mart_regional_coverage", "fct_municipality_quarters", "dim_municipalities"])
def test_arrow_holds_what_the_release_files_hold(connection: dbapi.Connection, sample: Home, table: str) -> None:
    expected = pq.read_table(sample.current / "parquet" / f"{table}.parquet")
    columns = ", ".join(expected.column_names)
    with connection.cursor() as cursor:
        cursor.execute(f"select {columns} from {table} order by all")
        found = cursor.fetch_arrow_table()
    assert found.num_rows > 0
    assert found.schema.types == expected.schema.types
    assert found.equals(
        expected.sort_by([(name, "ascending") for name in columns.split(", ")]).select(columns.split(", "))
    )


@pytest.mark.parametrize(
    "sql",
    [
        "copy (select 1) to '{other}'",
        "select * from read_csv('{there}')",
        "set threads = 1",
        "create table mine (a int)",
    ],
)
def test_a_query_can_only_read_the_warehouse(connection: dbapi.Connection, sql: str, tmp_path: Path) -> None:
    (tmp_path / "there.csv").write_text("a\n1\n")
    with connection.cursor() as cursor, pytest.raises(Error):
        cursor.execute(sql.format(other=tmp_path / "other", there=tmp_path / "there.csv"))
    assert [path.name for path in tmp_path.iterdir()] == ["there.csv"]
