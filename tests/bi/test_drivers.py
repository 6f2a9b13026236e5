"""ODBC and JDBC: their pages run as written, against the PostgreSQL of this run, each in the drivers' environment."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import duckdb
import pytest

from bi.pages import promised, run_python
from bi.server import variables_of
from klantprofielen.home import Home

PYTHON = os.environ.get("DRIVERS_PYTHON")
JAR = Path("/usr/share/java/postgresql.jar")
slow = pytest.mark.skipif(not PYTHON, reason="ODBC and JDBC: need drivers and an environment; `make test-bi` runs them")
odbc = pytest.mark.skipif(
    not list(Path("/usr/lib").glob("*/odbc/psqlodbcw.so")),
    reason="ODBC: no driver is installed here (apt-get install odbc-postgresql unixodbc)",
)
jdbc = pytest.mark.skipif(
    not JAR.exists() or not shutil.which("java"),
    reason="JDBC: no driver or no Java is here (apt-get install libpostgresql-jdbc-java default-jre-headless)",
)

# What every driver must carry over: all rows and columns of a table, as text.
DUMP = """
import decimal, json
cursor = connection.cursor()
cursor.execute("select * from mart_municipality_coverage order by municipality_quarter_key")
names = [column[0] for column in cursor.description]
rows = [[v if v is None or isinstance(v, (int, float, str)) else str(v) for v in row] for row in cursor.fetchall()]
print("DUMP" + json.dumps([names, rows]))
"""


@slow
@pytest.mark.parametrize("page", [pytest.param("odbc.md", marks=odbc), pytest.param("jdbc.md", marks=jdbc)])
def test_the_page_prints_what_it_says(page: str, reader: str, sample: Home) -> None:
    assert PYTHON
    assert run_python(page, sample.path, python=PYTHON, **variables_of(reader)) == promised(page)


@slow
@pytest.mark.parametrize("page", [pytest.param("odbc.md", marks=odbc), pytest.param("jdbc.md", marks=jdbc)])
def test_every_row_and_column_comes_through(page: str, reader: str, sample: Home) -> None:
    assert PYTHON
    printed = run_python(page, sample.path, python=PYTHON, more=DUMP, **variables_of(reader))
    names, rows = json.loads(printed.rpartition("DUMP")[2])
    with duckdb.connect(str(sample.published.resolve()), read_only=True) as connection:
        found = connection.execute("select * from mart_municipality_coverage order by municipality_quarter_key")
        expected_names = [column[0] for column in found.description or []]
        expected = [
            [value if value is None or isinstance(value, int | float | str) else str(value) for value in row]
            for row in found.fetchall()
        ]
    assert names == expected_names
    assert len(rows) == 21
    assert rows == expected


@slow
@odbc
@pytest.mark.skipif(not shutil.which("isql"), reason="ODBC: isql is not installed here (apt-get install unixodbc)")
def test_the_driver_answers_without_python(reader: str, tmp_path: Path) -> None:
    parts = variables_of(reader)
    (tmp_path / "odbc.ini").write_text(
        "[klantprofielen]\nDriver=PostgreSQL Unicode\n"
        f"Servername={parts['PGHOST']}\nPort={parts['PGPORT']}\nDatabase={parts['PGDATABASE']}\n"
        f"Username={parts['PGUSER']}\nReadOnly=1\n"
    )
    done = subprocess.run(
        ["isql", "-b", "-d,", "klantprofielen"],
        input="select sum(clients_in_sonar) from mart_regional_coverage\n",
        env={**os.environ, "ODBCINI": str(tmp_path / "odbc.ini")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "13167" in done.stdout, done.stdout + done.stderr
