"""Guarded workers, each a real process: what a document does there costs that document, and nothing else."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import misbehaving
import pytest
from misbehaving import source_that

from klantprofielen.errors import Reason
from klantprofielen.read.limits import Limits
from klantprofielen.read.sources import Source, Unopened, identify
from klantprofielen.read.worker import Outcome, read_all
from klantprofielen.records import Readers

_SAMPLE = Path(__file__).resolve().parents[2] / "publications" / "groningen_2020q3.pdf"
_SHORT = Limits(wall_seconds=20, cpu_seconds=10, memory_bytes=1_500_000_000)


def _sample() -> Source:
    source = identify(_SAMPLE)
    assert not isinstance(source, Unopened)
    return source


def _read(*sources: Source, limits: Limits = _SHORT, workers: int = 1) -> dict[str, Outcome]:
    outcomes = list(read_all(sources, Readers.FAST, limits, workers))
    assert len(outcomes) == len(sources), "every source must have one outcome"
    return {outcome.source.address: outcome for outcome in outcomes}


@pytest.mark.parametrize(
    ("action", "reason", "limits", "setting"),
    [
        (misbehaving.sleeps, Reason.OVER_TIME, Limits(wall_seconds=4.0), "--max-seconds"),
        (misbehaving.spins, Reason.OVER_TIME, Limits(cpu_seconds=1), "--max-cpu-seconds"),
        (misbehaving.eats_memory, Reason.OVER_MEMORY, Limits(memory_bytes=600_000_000), "--max-memory-mb"),
        (misbehaving.exits, Reason.WORKER_DIED, _SHORT, "status 3"),
    ],
)
def test_what_overruns_is_named_and_the_next_document_is_read(
    action: Callable[[str], object], reason: Reason, limits: Limits, setting: str
) -> None:
    outcomes = _read(source_that(action), _sample(), limits=limits)
    declined = outcomes[action.__name__].declined
    assert declined is not None
    assert declined.reason is reason
    assert setting in declined.message, "a person must know what to change"
    assert outcomes[str(_SAMPLE)].reading is not None


def test_a_worker_that_aborts_costs_one_document() -> None:
    # PDFium aborts when memory runs out, so that is what a user is told first.
    outcomes = _read(source_that(misbehaving.aborts), _sample())
    declined = outcomes["aborts"].declined
    assert declined is not None
    assert declined.reason in {Reason.OVER_MEMORY, Reason.WORKER_DIED}
    assert outcomes[str(_SAMPLE)].reading is not None


def test_time_is_counted_for_each_document_and_not_for_the_queue() -> None:
    sources = [source_that(misbehaving.sleeps) for _ in range(2)]
    outcomes = list(read_all([*sources, _sample()], Readers.FAST, Limits(wall_seconds=4.0), 1))
    reasons = [outcome.declined.reason for outcome in outcomes if outcome.declined]
    assert reasons == [Reason.OVER_TIME] * 2
    assert outcomes[-1].reading is not None, "what waited behind slow documents has its own time"


def test_a_worker_that_overran_is_gone(tmp_path: Path) -> None:
    held = tmp_path / "held"
    held.touch()
    _read(source_that(misbehaving.holds_locked, str(held)), limits=Limits(wall_seconds=3.0))
    with held.open() as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # fails as long as that worker lives


@pytest.mark.parametrize(
    "action",
    [
        misbehaving.connects,
        misbehaving.resolves,
        misbehaving.runs_a_program,
        misbehaving.runs_a_shell,
        misbehaving.forks,
        misbehaving.becomes_another,
    ],
)
def test_a_reader_reaches_neither_the_network_nor_other_programs(
    action: Callable[[str], object], tmp_path: Path
) -> None:
    outcomes = _read(source_that(action, str(tmp_path / "touched")))
    declined = outcomes[action.__name__].declined
    assert declined is not None
    assert "a reader may not do this" in declined.message
    assert not (tmp_path / "touched").exists()


@pytest.mark.parametrize(
    "action",
    [
        pytest.param(
            misbehaving.writes,
        ),
        misbehaving.appends,
        pytest.param(
            misbehaving.truncates,
        ),
        misbehaving.removes,
        pytest.param(
            misbehaving.renames,
        ),
        pytest.param(
            misbehaving.makes_a_folder,
        ),
        pytest.param(
            misbehaving.links,
        ),
    ],
)
def test_a_reader_changes_no_file(action: Callable[[str], object], tmp_path: Path) -> None:
    target = tmp_path / "landing.duckdb"
    target.write_text("the archive", encoding="utf-8")
    outcomes = _read(source_that(action, str(target)))
    assert outcomes[action.__name__].declined is not None
    assert [path.name for path in tmp_path.iterdir()] == ["landing.duckdb"]
    assert target.read_text(encoding="utf-8") == "the archive"


def test_a_reader_speaks_to_no_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    _read(source_that(misbehaving.speaks))
    said = capfd.readouterr()
    assert "gekaapt" not in said.out + said.err


def test_character_maps_come_from_the_library_alone(tmp_path: Path) -> None:
    # pdfminer would unpickle what lies in that folder; the forkserver must start without the variable.
    script = (
        "import os, sys; from klantprofielen.read.worker import read_all\n"
        "from klantprofielen.read.limits import Limits\n"
        "from klantprofielen.records import Readers; from misbehaving_env import tells\n"
        "from misbehaving import source_that\n"
        "if __name__ == '__main__':\n"
        "    (one,) = read_all([source_that(tells)], Readers.FAST, Limits(), 1)\n"
        "    print(one.declined.message)\n"
    )
    (tmp_path / "misbehaving_env.py").write_text(
        "import os\ndef tells(_):\n    raise OSError(0, 'CMAP_PATH=' + str(os.environ.get('CMAP_PATH')))\n"
    )
    (tmp_path / "script.py").write_text(script)
    done = subprocess.run(
        [sys.executable, str(tmp_path / "script.py")],
        env={**os.environ, "CMAP_PATH": str(tmp_path), "PYTHONPATH": f"{tmp_path}:{Path(__file__).parent}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "CMAP_PATH=None" in done.stdout, done.stderr
