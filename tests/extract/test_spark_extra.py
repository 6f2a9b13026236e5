"""What Spark needs of the rest: the landing file as Parquet; and what is said where Spark is not installed."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb
import pytest

from called import said
from klantprofielen.home import Home
from klantprofielen.landing.extract import extract
from klantprofielen.landing.load import TABLES

_TRANSCRIPTS = Path(__file__).resolve().parents[1] / "transcripts"


def test_export_writes_every_row_once_and_a_load_that_was_half_written_again(tmp_path: Path) -> None:
    """Else Spark would build from fewer rows, or from some twice, and nobody would see it."""
    home = Home(tmp_path / "home")
    extract(home, [_TRANSCRIPTS / "flevoland_2020q2.txt"], workers=1)
    assert _export(home) == "1 load"
    report = extract(home, [_TRANSCRIPTS / "groningen_2020q3.txt"], workers=1)
    raw = home.path / "spark" / "raw"
    # A run that was killed before it wrote the load's row of `loads`, which is the last that is written.
    (raw / "cells" / f"load_id={report.load_id}").mkdir()
    assert _export(home) == "1 load"
    assert _export(home) == "0 loads"
    with duckdb.connect(str(home.landing), read_only=True) as connection:
        for table in TABLES.values():
            written = f"read_parquet('{raw}/{table}/**/*.parquet', hive_partitioning = true, union_by_name = true)"
            columns = [name for name, *_ in connection.execute(f"describe raw.{table}").fetchall()]
            assert {name for name, *_ in connection.execute(f"describe select * from {written}").fetchall()} == set(
                columns
            )
            kept, exported = (f"select {', '.join(columns)} from {rows}" for rows in (f"raw.{table}", written))
            for one, other in ((kept, exported), (exported, kept)):
                assert not connection.execute(f"{one} except all {other}").fetchall(), table


def _export(home: Home) -> str:
    return said(home.path, "export").partition(" written")[0]


def test_export_without_a_landing_file_says_what_to_do_first(tmp_path: Path) -> None:
    assert "klantprofielen extract" in said(tmp_path, "export", code=2)


def test_without_the_extra_it_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    told = said(tmp_path, "extract", "--engine", "spark", _TRANSCRIPTS, code=2)
    assert "pip install 'klantprofielen[spark]'" in told
