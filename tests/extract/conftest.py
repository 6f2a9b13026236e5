"""What several test files share: the small history as a whole warehouse, built once, and a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Browser
from sample_home import Built, built_once

from browsing import chromium
from called import said
from facsimiles import history
from klantprofielen.cli.shared import calling
from klantprofielen.home import Home
from klantprofielen.query.locked_down import open_locked
from known_code import known_code
from once import made_once


@pytest.fixture(autouse=True)
def _called_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hints name the program as it was called; in these tests that is pytest."""
    monkeypatch.setattr(calling, "program", lambda: calling.NAME)


@pytest.fixture(scope="session")
def history_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The home of a build of the small history, whose documents lie in the folder beside it.

    Open it with `open_locked`: in one process DuckDB opens a file in one way at a time.
    """

    def build(folder: Path) -> None:
        (folder / "documents").mkdir()
        history.write_all(folder / "documents")
        with known_code():
            said(folder / "home", "build", folder / "documents")

    return Home(made_once(tmp_path_factory, "history", build) / "home")


@pytest.fixture(scope="module")
def warehouse(history_home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """The small history, locked down as everybody opens it."""
    with open_locked(history_home.published) as connection:
        yield connection


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The home of the real publications; tests may not change what is published in it."""
    return built_once(tmp_path_factory)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Ends with its module: a loop of its own runs in this process until then."""
    with chromium() as started:
        yield started
