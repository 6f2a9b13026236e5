"""The notebook runs from top to bottom on the sample, tells what it told before, and draws its charts."""

from __future__ import annotations

import os
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from bi.pages import PROJECT
from klantprofielen.home import Home

NOTEBOOK = PROJECT / "notebooks" / "transparency.ipynb"
# Set to keep what a run printed and drew: REWRITE_NOTEBOOK=1 pytest tests/bi/test_notebook.py
REWRITE = "REWRITE_NOTEBOOK"


@pytest.fixture
def kernel_home(sample: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel inherits this process's environment."""
    monkeypatch.setenv("KLANTPROFIELEN_HOME", str(sample.path))
    # Small pictures, and no names of this machine in them.
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")


@pytest.mark.usefixtures("kernel_home")
def test_the_notebook_runs_and_tells_what_it_told() -> None:
    kept = nbformat.read(NOTEBOOK, as_version=4)
    ran = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(ran, timeout=120, record_timing=False, resources={"metadata": {"path": str(PROJECT)}}).execute()
    if os.environ.get(REWRITE):
        ran.metadata["language_info"] = {"name": "python"}
        nbformat.write(ran, NOTEBOOK)
        return
    assert [texts(cell) for cell in ran.cells] == [texts(cell) for cell in kept.cells]
    assert sum(pictures(cell) for cell in ran.cells) == 4


def texts(cell: Any) -> list[str]:  # noqa: ANN401 - nbformat's own kind
    """What the cell answers as text, without the numbers of objects and the sizes of pictures."""
    data = [output.get("data", {}) for output in cell.get("outputs", [])]
    return [each["text/plain"] for each in data if "image/png" not in each]


def pictures(cell: Any) -> int:  # noqa: ANN401 - nbformat's own kind
    """How many pictures the cell draws."""
    return sum("image/png" in output.get("data", {}) for output in cell.get("outputs", []))
