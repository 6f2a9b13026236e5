"""Builds that need not prove the code again: the installed program's build (`installed`) runs every test once a run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from klantprofielen.release import build


@contextmanager
def known_code(*, is_tested: bool = True) -> Iterator[None]:
    """Whatever is built meanwhile is built as code that passed before; `is_tested`: with the tests of its data."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "is_proven", lambda _home, _code_hash: True)
        if not is_tested:
            patch.setenv("DBT_EXCLUDE_RESOURCE_TYPES", "test unit_test")
        yield
