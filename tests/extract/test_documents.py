"""The documents about the project say what is there: a newcomer who follows a path finds something at its end."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]
_DECISIONS = sorted((_ROOT / "docs" / "decisions").glob("*.md"))
_ROOMS = ("extract/", "models/", "seeds/", "macros/", "tests/", "docs/", "benchmarks/", "site/", "bi/")


@pytest.mark.parametrize("document", ["docs/architecture.md", "CONTRIBUTING.md", "README.md", "docs/declined.md"])
def test_every_path_that_is_named_exists(document: str) -> None:
    text = (_ROOT / document).read_text(encoding="utf-8")
    named = {path for path in re.findall(r"`([^`\s]+)`", text) if path.startswith(_ROOMS)}
    assert [path for path in sorted(named) if not list(_ROOT.glob(path.rstrip("/")))] == []


def test_every_room_of_the_package_is_on_the_page() -> None:
    # A package that the page leaves out is one where nobody looks for what they want to change.
    page = (_ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    package = _ROOT / "extract" / "klantprofielen"
    rooms = [path.parent.name for path in package.glob("*/__init__.py")]
    assert [room for room in sorted(rooms) if f"klantprofielen/{room}/" not in page] == []


def test_decisions_are_numbered_without_holes() -> None:
    # A hole reads as a decision that somebody took out.
    assert [path.name[:4] for path in _DECISIONS] == [f"{number:04d}" for number in range(1, len(_DECISIONS) + 1)]


@pytest.mark.parametrize("path", _DECISIONS, ids=lambda path: path.name[:4])
def test_a_decision_says_when_why_what_and_what_follows(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# {path.name[:4]} ")
    assert re.search(r"^20\d\d-\d\d-\d\d", text, re.MULTILINE)
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert headings == ["Context", "Decision", "Consequences"]


def test_nothing_reaches_outside_the_project() -> None:
    # What lies beside the project on one machine is not there for who clones it: such a test or program fails there.
    outside = re.compile(r"(?:_ROOT|ROOT|PROJECT)\.parent\b|\.\./shared")
    paths = [path for room in ("extract", "tests", "benchmarks", "bi") for path in (_ROOT / room).rglob("*.py")]
    assert [str(path) for path in paths if path != Path(__file__) and outside.search(path.read_text("utf-8"))] == []
