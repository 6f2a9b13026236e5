"""A publisher, a home and a clock for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fetching import Time
from publisher import Site, serving

from klantprofielen.home import Home


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def time() -> Time:
    return Time()
