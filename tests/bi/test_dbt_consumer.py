"""A second dbt project on the published file: the one that docs/connect/dbt.md writes out, built as it stands there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from bi.pages import PROJECT
from klantprofielen.home import Home

_FILE = re.compile(r"^`([\w./]+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def consumer(tmp_path: Path) -> Path:
    """The project, its files as on the page."""
    files = _FILE.findall((PROJECT / "docs" / "connect" / "dbt.md").read_text(encoding="utf-8"))
    assert len(files) == 5
    for name, text in files:
        path = tmp_path / "consumer" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "consumer"


def test_the_project_builds_on_what_is_published_and_leaves_it_alone(consumer: Path, sample: Home) -> None:
    before = sample.published.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", "from dbt.cli.main import cli; cli()", "build", "--profiles-dir", "."],
        cwd=consumer,
        env={**os.environ, "KLANTPROFIELEN_HOME": str(sample.path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    # A seed, a model, and the tests of the source and of the model.
    assert "PASS=7" in done.stdout
    with duckdb.connect(str(consumer / "consumer.duckdb"), read_only=True) as connection:
        found = connection.execute(
            "select labour_market_region_name, is_on_target, citation from regions_beside_targets order by all"
        ).fetchall()
    assert [row[:2] for row in found] == [("Flevoland", False), ("Groningen", True)]
    assert all("UWV" in row[2] for row in found)
    assert sample.published.read_bytes() == before
