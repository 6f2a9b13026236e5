"""A home built for real once, with both sample publications, a misprinted one, and transcripts of both."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from called import invoked
from facsimiles import samples
from facsimiles.figures import Figures, figures_of
from known_code import known_code
from once import made_once

_ROOT = Path(__file__).resolve().parents[2]
PUBLICATIONS = _ROOT / "publications"
TRANSCRIPTS = _ROOT / "tests" / "transcripts"


@dataclass(frozen=True, slots=True)
class Built:
    """A home, the folder of what was put in, and what `build --json` said."""

    home: Path
    documents: Path
    said: dict[str, Any]

    def query(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows that the published warehouse answers with."""
        with duckdb.connect(str(self.home / "warehouse" / "klantprofielen.duckdb"), read_only=True) as connection:
            return connection.execute(sql, values).fetchall()

    def build(self, *paths: Path) -> dict[str, Any]:
        """Runs `build --json` in this home."""
        return build(self.home, *paths)


def build(home: Path, *paths: Path) -> dict[str, Any]:
    """Runs `klantprofielen build --json` and gives what it printed."""
    done = invoked(home, "build", "--json", *paths)
    assert done.exit_code == 0, done.output
    assert done.stderr == "", "signs of life are for people"
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def misprinted(figures: Figures) -> Figures:
    """Flevoland's figures with one changed digit: Dronten's 229 clients of UWV with a profile as 239."""
    (row,) = (row for row in figures.rows if row.municipality == "Dronten")
    assert row.counts[2] == 229
    wrong = type(row)(row.municipality, (*row.counts[:2], 239, *row.counts[3:]))
    rows = tuple(wrong if other is row else other for other in figures.rows)
    return Figures(**{name: getattr(figures, name) for name in Figures.__slots__} | {"rows": rows})


def built_once(factory: pytest.TempPathFactory) -> Built:
    """The home of this run of the tests, built if nobody did so before."""
    folder = made_once(factory, "built-from-samples", _build_samples)
    return Built(folder / "home", folder / "documents", json.loads((folder / "said.json").read_text(encoding="utf-8")))


def _build_samples(folder: Path) -> None:
    documents = folder / "documents"
    shutil.copytree(PUBLICATIONS, documents)
    shutil.copytree(TRANSCRIPTS, documents, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(samples, "figures_of", lambda name: misprinted(figures_of(name)))
        (documents / "misprinted.pdf").write_bytes(samples.flevoland())
        with known_code():
            said = build(folder / "home", documents)
    (folder / "said.json").write_text(json.dumps(said), encoding="utf-8")
