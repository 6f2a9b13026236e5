"""Spark reads what DuckDB's engine reads: the same raw rows of the same documents. Minutes long: `make test-spark`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from klantprofielen.home import Home
from klantprofielen.landing.extract import extract as extract_here
from on_spark.comparing import compare_raw
from on_spark.running import extract

_TABLES = ("publications", "reader_results", "passages", "columns", "cells", "remarks", "load_limits")


@pytest.fixture(scope="module")
def read_here(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The documents in a landing file, in one load."""
    home = Home(tmp_path_factory.mktemp("here"))
    extract_here(home, [documents], workers=2)
    return home


def test_the_same_documents_give_the_same_raw_rows(
    documents: Path, read_here: Home, spark_python: Path, tmp_path: Path
) -> None:
    """And a second run adds nothing, also not of a document that is there again under another name."""
    raw, home = tmp_path / "raw", Home(tmp_path / "home")
    done = extract(spark_python, home, raw, str(documents))
    assert done.returncode == 0, done.stderr[-4000:]
    outcomes = {document["file_name"]: document["outcome"] for document in json.loads(done.stdout)["documents"]}
    assert outcomes["no_pdf.pdf"] == "unreadable"
    assert outcomes["groningen_2020q1.pdf"] == "read"
    assert not [one for one in compare_raw(read_here.landing, raw, _TABLES, ("load_id",)) if not one.is_equal]

    before = {path: path.stat().st_mtime_ns for path in raw.rglob("load_id=*/*.parquet")}
    shutil.copy(documents / "groningen_2020q1.pdf", tmp_path / "once more.pdf")
    done = extract(spark_python, home, raw, str(documents), str(tmp_path / "once more.pdf"))
    assert done.returncode == 0, done.stderr[-4000:]
    told = json.loads(done.stdout)
    assert told["load_id"] is None
    assert {document["outcome"] for document in told["documents"]} == {"skipped"}
    assert {path: path.stat().st_mtime_ns for path in raw.rglob("load_id=*/*.parquet")} == before


def test_an_address_where_nothing_is_gets_a_clear_message(spark_python: Path, tmp_path: Path) -> None:
    done = extract(spark_python, Home(tmp_path / "home"), tmp_path / "raw", str(tmp_path / "nowhere"))
    assert done.returncode == 2
    assert "nowhere: no such file or folder" in done.stderr
    assert not list((tmp_path / "raw").rglob("load_id=2*"))


def test_a_file_system_that_nobody_knows_is_told_in_one_line(spark_python: Path, tmp_path: Path) -> None:
    done = extract(spark_python, Home(tmp_path / "home"), tmp_path / "raw", "nosuch://bucket/pdfs")
    assert done.returncode == 4
    assert 'Looking for documents: Spark says: No FileSystem for scheme "nosuch"' in done.stderr
    assert "Traceback" not in done.stderr
