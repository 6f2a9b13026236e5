"""Short versions of the long proofs in tests/endurance: kills, faults, full disks and a crowd of readers."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import sys
import time
from pathlib import Path
from typing import Any

import duckdb
import pytest

from called import told
from endurance.documents import write_transcript
from endurance.faults import ERRORS, can_mount, count_operations, fail_once, fill_up, small_disk
from endurance.kill_points import kill_build, kill_rollback
from endurance.kills import Tally, kill_rounds
from endurance.quick import Compiled
from endurance.readers import crowd
from endurance.run import run
from endurance.whole import assert_landing_is_whole, assert_published_is_whole
from klantprofielen.cli.shared.exits import Exit
from klantprofielen.home import FILE_NAME, Home
from klantprofielen.release import build, dbt_run
from klantprofielen.release.audit import pack_file
from klantprofielen.release.build_lock import hold
from klantprofielen.release.dbt_process import Task
from klantprofielen.release.dbt_run import WORK, DbtRun
from klantprofielen.release.publish import rollback
from klantprofielen.release.release import DamagedError, current_id, find, list_releases
from klantprofielen.storage import StorageError

needs_root = pytest.mark.skipif(not can_mount(), reason="needs root, to make a small disk")


def test_kills_lose_nothing(home: Home, built_for_real: Path, tmp_path: Path) -> None:
    tally = Tally()
    kill_rounds(home, tmp_path, built_for_real / "manifest.json", 5, random.Random(), tally)
    assert tally.stages.total() == 5


def test_a_kill_before_any_file_operation_loses_nothing(home: Home, built_for_real: Path, tmp_path: Path) -> None:
    """A draw of them; `python -m endurance.kill_points` kills before each."""
    draw = random.Random()
    assert kill_build(home, tmp_path, built_for_real / "manifest.json", draw.randrange(1, 60), 40_000)
    assert kill_rollback(home, draw.randrange(1, 4))


def test_faults_lose_nothing_and_are_named(home: Home, tmp_path: Path) -> None:
    """A draw of all file operations; `python -m endurance.faults` fails each of them."""
    operations = count_operations(home, tmp_path)
    assert operations > 40
    draw = random.Random()
    for seed, fail_at in enumerate(draw.sample(range(1, operations + 1), 4)):
        fail_once(home, tmp_path, fail_at, draw.choice(ERRORS), 30_000 + seed)


def test_a_failing_fsync_stops_the_swap(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    before = current_id(home)
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", failing)
        with pytest.raises(StorageError, match=r"Input/output error.*system's log"):
            run(home, [write_transcript(tmp_path, 1)])
    assert assert_published_is_whole(home) == before


@needs_root
@pytest.mark.parametrize("free", [60_000, 700_000, 1_500_000, 2_400_000])
def test_a_disk_that_fills_up_loses_nothing(
    built_for_real: Path, quick_dbt: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int
) -> None:
    monkeypatch.setattr(build, "_LEAST_ROOM", 0)
    monkeypatch.setattr(build, "_ROOM_FACTOR", 0)
    with small_disk(tmp_path / "disk", 24_000_000) as disk:
        shutil.copytree(built_for_real / "home", disk / "home", symlinks=True)
        fill_up(Home(disk / "home"), tmp_path, free, 40_000)


def test_too_little_room_is_noticed_before_anything_is_built(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "run_dbt", None)
    usage = shutil.disk_usage(home.path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage._replace(free=90_000_000))
    before = current_id(home)
    with pytest.raises(StorageError, match=r"100\.0 MB are needed and 90\.0 MB are free"):
        run(home, [write_transcript(tmp_path, 1)])
    assert assert_published_is_whole(home) == before
    assert len(list_releases(home)) == 1


def test_room_that_goes_while_dbt_runs_is_told_as_that(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(home.path)

    def full(_home: Home, folder: Path, *_: object, **_named: object) -> DbtRun:
        (folder / "dbt").mkdir()
        monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage._replace(free=1000))
        return DbtRun(False, "IO Error: Could not write to " + FILE_NAME)

    monkeypatch.setattr(build, "run_dbt", full)
    with pytest.raises(StorageError, match=r"Building: 1\.0 MB are needed"):
        run(home, [write_transcript(tmp_path, 1)])


@pytest.mark.parametrize(
    ("number", "where"), [(errno.ENOSPC, "output"), (errno.EFBIG, "log"), (errno.EDQUOT, "results"), (errno.EIO, "log")]
)
def test_a_fault_of_the_storage_while_dbt_runs_is_no_red_build(
    home: Home, monkeypatch: pytest.MonkeyPatch, number: int, where: str
) -> None:
    """What dbt tells of it stands in its output, its log or its results, which may be half written."""
    before = current_id(home)
    message = f"IO Error: Could not write file: {os.strerror(number)}"

    def failing(_home: Home, folder: Path, *_: object, **_named: object) -> DbtRun:
        work = folder / WORK
        work.mkdir()
        (work / "dbt.log").write_text(message if where == "log" else "")
        result = {"status": "error", "unique_id": "model.a.b", "message": message, "failures": 0, "relation_name": None}
        text = json.dumps({"results": [result]})
        (work / "run_results.json").write_text(text if where == "results" else text[:20])
        return DbtRun(False, message if where == "output" else "")

    monkeypatch.setattr(build, "run_dbt", failing)
    said = told(home.path, "build", "--force", code=Exit.STORAGE)
    assert f"Building the tables: {os.strerror(number)}" in said
    assert f"Readers still see release {before}" in said
    assert home.failed.exists()


def test_a_build_whose_artefacts_are_half_written_is_a_fault_of_the_storage(
    home: Home, tmp_path: Path, built_for_real: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Compiled(built_for_real / "manifest.json").run

    def half(at: Home, folder: Path, *rest: Any, **named: Any) -> DbtRun:  # noqa: ANN401 - as it is called
        run = real(at, folder, *rest, **named)
        manifest = folder / WORK / "manifest.json"
        manifest.write_bytes(manifest.read_bytes()[:1000])
        return run

    monkeypatch.setattr(build, "run_dbt", half)
    with pytest.raises(StorageError, match=r"manifest\.json is not whole"):
        run(home, [write_transcript(tmp_path, 1)])


def test_dbt_that_hangs_is_ended_and_lets_go_of_the_lock(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    hanging = [sys.executable, "-c", "import time; print('waiting', flush=True); time.sleep(600)"]
    monkeypatch.setattr(Task, "command", lambda _task: hanging)
    monkeypatch.setattr(build, "run_dbt", dbt_run.run_dbt)
    started = time.monotonic()
    said = told(home.path, "build", "--force", "--max-build-seconds", "2", code=Exit.RED_BUILD)
    assert "dbt was ended after 2 s (--max-build-seconds)" in said
    assert time.monotonic() - started < 60
    with hold(home, "next"):
        assert assert_published_is_whole(home)


@needs_root
def test_packing_on_a_full_disk_is_no_silent_loss(home: Home, tmp_path: Path) -> None:
    """DuckDB closes a file that it could not write without a word; the checkpoint before that must not."""
    with small_disk(tmp_path / "disk", 1_600_000) as disk:
        shutil.copy(home.published, disk / FILE_NAME)
        before = (disk / FILE_NAME).read_bytes()
        with pytest.raises(duckdb.Error, match="No space left"):
            pack_file(disk / FILE_NAME)
        assert (disk / FILE_NAME).read_bytes() == before


def test_a_bad_sector_in_the_landing_file_is_named_and_harms_no_reader(home: Home, tmp_path: Path) -> None:
    before = current_id(home)
    with duckdb.connect(str(home.landing)) as connection:
        connection.execute("force checkpoint")
    damaged = bytearray(home.landing.read_bytes())
    for place in range(3 * 4096 + 100, len(damaged), 4096):
        damaged[place] ^= 0xFF
    home.landing.write_bytes(damaged)
    with pytest.raises(StorageError, match=r"Loading what was read|Reading what was loaded"):
        run(home, [write_transcript(tmp_path, 1)])
    assert assert_published_is_whole(home) == before


def test_a_bad_sector_in_a_release_is_found_before_it_is_published_again(home: Home, tmp_path: Path) -> None:
    first = str(current_id(home))
    run(home, [write_transcript(tmp_path, 1)])
    path = home.releases / first / FILE_NAME
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(DamagedError, match=r"klantprofielen\.duckdb"):
        rollback(home, find(home, first).release_id)
    assert current_id(home) != first


def test_a_crowd_reads_on_while_releases_come(home: Home, tmp_path: Path) -> None:
    seen = crowd(home, tmp_path, publishes=4, readers=4)
    assert not [each.error for each in seen if each.error]
    assert all(len(set(each.releases)) >= 2 for each in seen), "the readers saw no release come"
    assert assert_landing_is_whole(home) == 5
