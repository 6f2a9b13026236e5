"""The sample warehouse, built once: what the connections are tried on."""

from __future__ import annotations

import fcntl
import os
import shutil
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from bi.pages import PROJECT
from klantprofielen.cli import app
from klantprofielen.home import FILE_NAME, Home


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The home of a build of `publications/`: the one that SAMPLE_HOME names, else one that is built here."""
    if given := os.environ.get("SAMPLE_HOME"):
        return Home(Path(given))
    folder = tmp_path_factory.getbasetemp().parent / "sample"
    folder.mkdir(exist_ok=True)
    home = Home(folder / "home")
    # Test processes that run side by side share it.
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.published.exists():
            done = CliRunner().invoke(app, ["--home", str(home.path), "build", str(PROJECT / "publications")])
            assert done.exit_code == 0, done.output
    return home


@pytest.fixture
def two_releases(sample: Home, tmp_path: Path) -> tuple[Home, str, str]:
    """A home with two releases, of which the first is published; the second holds one region less."""
    home = Home(tmp_path / "home")
    for name in ("first", "second"):
        (home.releases / name).mkdir(parents=True)
        shutil.copy(sample.published, home.releases / name / FILE_NAME)
    with duckdb.connect(str(home.releases / "second" / FILE_NAME)) as connection:
        connection.execute("delete from mart_regional_coverage where labour_market_region_name = 'Groningen'")
    home.current.symlink_to("releases/first")
    home.published.symlink_to(f"current/{FILE_NAME}")
    return home, "first", "second"
