"""The home of the real publications."""

from __future__ import annotations

import pytest
from sample_home import Built

from klantprofielen.home import Home


@pytest.fixture(scope="session")
def sample(built: Built) -> Home:
    """The home of the real publications; Flevoland's total row stands one column too far to the right."""
    return Home(built.home)
