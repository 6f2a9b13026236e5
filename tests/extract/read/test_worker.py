"""Guarded workers, each a real process: what a document does there costs that document, and nothing else."""

from __future__ import annotations

import platform
import random
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import misbehaving
import pytest
from misbehaving import source_that

from facsimiles.generate import random_specimen
from facsimiles.making import fitted, made
from klantprofielen.errors import DeclinedError, Reason
from klantprofielen.read.limits import Limits
from klantprofielen.read.sources import Source, Unopened, identify
from klantprofielen.read.worker import Outcome, read_all
from klantprofielen.records import Readers

_SAMPLE = Path(__file__).resolve().parents[3] / "publications" / "groningen_2020q3.pdf"
Action = Callable[[str], object]
_SHORT = Limits(wall_seconds=20, cpu_seconds=10, memory_bytes=1_500_000_000)


def _sample() -> Source:
    source = identify(_SAMPLE)
    assert not isinstance(source, Unopened)
    return source


def _read(*sources: Source, limits: Limits = _SHORT, workers: int = 1) -> dict[str, Outcome]:
    outcomes = list(read_all(sources, Readers.FAST, limits, workers, program="misbehaving"))
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
    action: Action, reason: Reason, limits: Limits, setting: str
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
    outcomes = list(read_all([*sources, _sample()], Readers.FAST, Limits(wall_seconds=4.0), 1, program="misbehaving"))
    reasons = [outcome.declined.reason for outcome in outcomes if outcome.declined]
    assert reasons == [Reason.OVER_TIME] * 2
    assert outcomes[-1].reading is not None, "what waited behind slow documents has its own time"


def test_no_process_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    mark = f"MARK={uuid.uuid4()}"
    monkeypatch.setenv(*mark.split("="))
    _read(
        *[source_that(action) for action in (misbehaving.sleeps, misbehaving.exits, misbehaving.closes_its_socket)],
        limits=Limits(wall_seconds=3.0),
        workers=3,
    )
    alive = []
    for process in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            alive += [process] if mark.encode() in process.read_bytes() else []
    assert not alive


_REACHING = (
    misbehaving.connects,
    misbehaving.resolves,
    misbehaving.runs_a_program,
    misbehaving.runs_a_shell,
    misbehaving.forks,
    misbehaving.becomes_another,
)
_CHANGING = (
    misbehaving.writes,
    misbehaving.appends,
    misbehaving.truncates,
    misbehaving.removes,
    misbehaving.renames,
    misbehaving.makes_a_folder,
    misbehaving.links,
)
_NATIVE = [action for name, action in vars(misbehaving).items() if name.startswith("native_")]


@dataclass(frozen=True)
class Tried:
    """What came of actions in one process, each on a file of its own, and of a document read after them."""

    folder: Path
    outcomes: dict[str, Outcome]

    def declined(self, action: Action) -> DeclinedError:
        """Why the action's document was declined, where its file is as it was and lies alone."""
        file = self.folder / action.__name__ / "landing.duckdb"
        assert [path.name for path in file.parent.iterdir()] == [file.name]
        assert file.read_text(encoding="utf-8") == "the archive"
        assert file.stat().st_mode == (self.folder / "untouched").stat().st_mode
        declined = self.outcomes[action.__name__].declined
        assert declined is not None
        return declined


def _tried(folder: Path, actions: Sequence[Action], target: str = "landing.duckdb") -> Tried:
    (folder / "untouched").write_text("the archive", encoding="utf-8")
    for action in actions:
        (folder / action.__name__).mkdir()
        (folder / action.__name__ / "landing.duckdb").write_text("the archive", encoding="utf-8")
    sources = [source_that(action, str(folder / action.__name__ / target)) for action in actions]
    return Tried(folder, _read(*sources, _sample()))


@pytest.fixture(scope="module")
def reached(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    return _tried(tmp_path_factory.mktemp("reached"), _REACHING, "touched")


@pytest.mark.parametrize("action", _REACHING)
def test_a_reader_reaches_neither_the_network_nor_other_programs(reached: Tried, action: Action) -> None:
    assert "a reader may not do this" in reached.declined(action).message


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    return _tried(tmp_path_factory.mktemp("changed"), _CHANGING)


@pytest.mark.parametrize("action", _CHANGING)
def test_a_reader_changes_no_file(changed: Tried, action: Action) -> None:
    assert changed.declined(action)


def test_a_reader_speaks_to_no_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    _read(source_that(misbehaving.speaks))
    said = capfd.readouterr()
    assert "gekaapt" not in said.out + said.err


def test_character_maps_come_from_the_library_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # pdfminer would unpickle what lies in that folder.
    monkeypatch.setenv("CMAP_PATH", str(tmp_path))
    outcomes = _read(source_that(misbehaving.tells_where_character_maps_come_from))
    (outcome,) = outcomes.values()
    assert outcome.declined is not None
    assert "CMAP_PATH=None" in outcome.declined.message


_KERNEL = platform.system() == "Linux"


@pytest.fixture(scope="module")
def natively(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    return _tried(tmp_path_factory.mktemp("natively"), _NATIVE)


@pytest.mark.skipif(not _KERNEL, reason="Landlock and seccomp are Linux's")
@pytest.mark.parametrize("action", _NATIVE)
def test_native_code_finds_every_door_shut(natively: Tried, action: Action) -> None:
    declined = natively.declined(action)
    assert declined.reason is Reason.FILE_UNREADABLE
    assert declined.message.startswith("kernel: "), "the kernel itself must have refused"
    assert natively.outcomes[str(_SAMPLE)].reading is not None, "what may be done can still be done"


@pytest.mark.skipif(not _KERNEL, reason="Landlock and seccomp are Linux's")
def test_where_the_kernel_has_everything_nothing_is_told() -> None:
    told: list[str] = []
    list(read_all([_sample()], Readers.FAST, _SHORT, 1, tell=told.append))
    assert told == []


@pytest.mark.parametrize(
    "action", [misbehaving.sends_a_pickle, misbehaving.sends_a_flood, misbehaving.sends_another_record]
)
def test_what_a_taken_process_sends_is_data_and_is_looked_at(action: Action) -> None:
    outcomes = _read(source_that(action), _sample(), limits=Limits(wall_seconds=5.0))
    declined = outcomes[action.__name__].declined
    assert declined is not None
    assert declined.reason is Reason.WORKER_DIED
    assert "something else than a reading" in declined.message
    assert outcomes[str(_SAMPLE)].reading is not None


def test_a_process_that_plays_dead_holds_nobody_up() -> None:
    outcomes = _read(source_that(misbehaving.closes_its_socket), _sample())
    declined = outcomes["closes_its_socket"].declined
    assert declined is not None
    assert declined.reason is Reason.WORKER_DIED
    assert outcomes[str(_SAMPLE)].reading is not None


def test_a_file_that_changes_before_it_is_read_is_told() -> None:
    known = _sample()
    changed = Source(known.path, known.address, known.kind, "0" * 64, known.byte_count)
    (outcome,) = _read(changed).values()
    assert outcome.declined is not None
    assert outcome.declined.reason is Reason.FILE_UNREADABLE


def test_documents_leave_nothing_behind_for_the_next(tmp_path: Path) -> None:
    """One process reads documents in a random order, between declined ones, and answers as a process alone."""
    for seed in range(4):
        shown = fitted(random_specimen(seed, "reportlab" if seed % 3 else "fpdf2"))
        (tmp_path / f"{seed}.pdf").write_bytes(made(shown))
    sources = [source for path in sorted(tmp_path.glob("*.pdf")) if isinstance(source := identify(path), Source)]
    sources.append(_sample())
    for readers in Readers:
        alone = {source.address: _told(next(read_all([source], readers, _SHORT, 1))) for source in sources}
        order = sources * 2
        random.Random(readers).shuffle(order)
        for outcome in read_all(order, readers, _SHORT, 1):
            assert _told(outcome) == alone[outcome.source.address], outcome.source.address


def _told(outcome: Outcome) -> object:
    return outcome.reading or (outcome.declined and (outcome.declined.reason, outcome.declined.message))
