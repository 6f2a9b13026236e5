"""Homes to publish in: a small dbt project, run once for real, and a quick stand-in for dbt after that."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from endurance.documents import write_transcript
from endurance.kills import compile_small
from endurance.quick import Compiled
from endurance.run import run
from klantprofielen.home import Home
from klantprofielen.release import build
from klantprofielen.release.build_and_publish import Published
from klantprofielen.release.release import current_id
from once import made_once


@pytest.fixture(scope="session")
def built_for_real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `home`, in which the real dbt built the small project once, and dbt's `manifest.json`."""
    return made_once(
        tmp_path_factory, "small-built-for-real", lambda folder: compile_small(Home(folder / "home"), folder)
    )


@pytest.fixture
def quick_dbt(built_for_real: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts the quick stand-in in the place of dbt."""
    monkeypatch.setattr(build, "run_dbt", Compiled(built_for_real / "manifest.json").run)


@pytest.fixture
def home(built_for_real: Path, tmp_path: Path, quick_dbt: None) -> Home:
    """A home with one release, made by the real dbt; further builds go the quick way."""
    shutil.copytree(built_for_real / "home", tmp_path / "home", symlinks=True)
    return Home(tmp_path / "home")


@pytest.fixture
def publish_next(home: Home, tmp_path: Path) -> Callable[[int], Published]:
    """Loads the document with that number and publishes."""

    def publish_document(number: int) -> Published:
        return run(home, [write_transcript(tmp_path, number)])

    return publish_document


@pytest.fixture(scope="session")
def built_twice(built_for_real: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `home`, which has a second release, of one document more."""

    def build_second(folder: Path) -> None:
        shutil.copytree(built_for_real / "home", folder / "home", symlinks=True)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(build, "run_dbt", Compiled(built_for_real / "manifest.json").run)
            run(Home(folder / "home"), [write_transcript(folder, 1)])

    return made_once(tmp_path_factory, "small-built-twice", build_second)


@pytest.fixture
def second(home: Home, built_twice: Path) -> str:
    """The id of the published release of a home with two, in the place of the home with one."""
    shutil.rmtree(home.path)
    shutil.copytree(built_twice / "home", home.path, symlinks=True)
    return str(current_id(home))
