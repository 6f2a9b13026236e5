"""The order in which test files start, which is how long processes side by side wait for each other."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The file that keeps a process longest comes first; those on the installed program's warehouse when it is made."""
    items.sort(key=lambda item: (item.path.name != "test_update.py", item.path.parent.name == "bi"))
