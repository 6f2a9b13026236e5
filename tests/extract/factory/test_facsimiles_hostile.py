"""Hostile files and names: each costs one document, named, with a reason; the run goes on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from facsimiles import hostile
from facsimiles.making import made
from facsimiles.truth import ACCEPT, REJECT
from klantprofielen.home import Home
from klantprofielen.landing.extract import ExtractedFile, extract
from klantprofielen.read.limits import Limits
from klantprofielen.records import Readers

# Less than a user's own limits, so that what never ends costs the tests little.
_LIMITS = Limits(wall_seconds=10, cpu_seconds=2, memory_bytes=1_200_000_000)


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ExtractedFile]:
    folder = tmp_path_factory.mktemp("hostile")
    hostile.write_all(folder)
    report = extract(Home(folder / "home"), [folder], readers=Readers.CHECKED, limits=_LIMITS, workers=2)
    return {Path(document.file_name).stem: document for document in report.documents}


@pytest.mark.parametrize("name", hostile.HOSTILE)
def test_a_hostile_file_has_its_reason(outcomes: dict[str, ExtractedFile], name: str) -> None:
    case, document = hostile.HOSTILE[name], outcomes[name]
    if case.expect == ACCEPT:
        assert document.outcome == "read", document.message
    if case.expect == REJECT:
        assert document.outcome == "unreadable"
        assert document.code in case.codes, document.message
        assert document.message
        assert len(document.message) < 400


def test_nothing_of_a_document_reaches_a_terminal(outcomes: dict[str, ExtractedFile]) -> None:
    said = "".join(f"{document.code}{document.message}" for document in outcomes.values())
    assert said.isprintable()


def test_file_names_are_only_names(tmp_path: Path) -> None:
    pdf = made(hostile.sample())
    folder = tmp_path / "names"
    folder.mkdir()
    for number, name in enumerate(hostile.FILE_NAMES):
        # Every file differs, so that none is skipped as a copy.
        (folder / name).write_bytes(pdf + b"%% %d\n" % number)
    report = extract(Home(tmp_path / "home"), [folder], readers=Readers.FAST, limits=_LIMITS, workers=2)
    assert len(report.documents) == len(hostile.FILE_NAMES)
    assert [document.outcome for document in report.documents] == ["read"] * len(hostile.FILE_NAMES)
    assert not list(tmp_path.rglob("gekaapt"))
    assert {os.fsencode(path.name) for path in folder.iterdir()} == {os.fsencode(name) for name in hostile.FILE_NAMES}
