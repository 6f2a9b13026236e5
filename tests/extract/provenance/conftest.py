"""The small history, locked down, and the home of the real publications."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest
from sample_home import built_once

from klantprofielen.home import Home
from klantprofielen.query.locked_down import open_locked


@pytest.fixture(scope="module")
def warehouse(history_home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """Locked down, as everybody opens it: the function is one of the file."""
    with open_locked(history_home.published) as connection:
        yield connection


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The home of the real publications; Flevoland's total row stands one column too far to the right."""
    return Home(built_once(tmp_path_factory).home)
