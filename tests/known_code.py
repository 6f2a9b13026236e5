"""Builds that need not prove the code again: the installed program's build (`installed`) runs every test once a run.

A home that has a release of the same code leaves out what only other code can change, and parses nothing anew; here
that holds for every home after the first.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from klantprofielen.home import Home
from klantprofielen.release import build
from once import shared_folder


@contextmanager
def known_code(home: Home, factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whatever is built in `home` meanwhile is built as code that passed before."""
    parsed = shared_folder(factory) / "parsed"
    if parsed.is_dir():
        shutil.copytree(parsed, home.parsed, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "is_proven", lambda _home, _code_hash: True)
        yield


def parse_options(factory: pytest.TempPathFactory) -> list[str]:
    """Dbt's options to begin with what a build of this run parsed, where one has."""
    kept = sorted((shared_folder(factory) / "parsed").glob("*.msgpack"))
    return ["--partial-parse-file-path", str(kept[0])] if kept else []


def keep_parsed(home: Home, factory: pytest.TempPathFactory) -> None:
    """Lets the builds of other homes begin with what dbt parsed here."""
    half = shared_folder(factory) / "half-parsed"
    shutil.copytree(home.parsed, half)
    half.replace(shared_folder(factory) / "parsed")
