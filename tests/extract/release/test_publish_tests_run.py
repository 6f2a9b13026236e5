"""Which of dbt's tests run in which build: all of them after a change of code, then those that new rows can break."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from endurance.documents import write_transcript
from endurance.run import run
from klantprofielen.home import Home
from klantprofielen.release import build
from klantprofielen.release.dbt_run import Code, DbtRun, keep_parse


def test_code_that_passed_once_is_proven_until_it_changes(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick, seen = build.run_dbt, []

    def watched(at: Home, folder: Path, held: object, project: Path, code: Code, **named: object) -> DbtRun:
        seen.append(code.is_proven)
        return quick(at, folder, held, project, code, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(build, "run_dbt", watched)
    run(home, [write_transcript(tmp_path, 1)])
    home.publisher.write_text('name = "Other"')  # is part of the code's hash, as models and seeds are
    run(home, [])
    run(home, [write_transcript(tmp_path, 2)])
    assert seen == [True, False, True]


def test_one_parse_is_kept_and_it_is_of_this_code(home: Home, tmp_path: Path) -> None:
    for number in (1, 2):
        folder = tmp_path / str(number)
        (folder / "dbt").mkdir(parents=True)
        (folder / "dbt" / "partial_parse.msgpack").write_bytes(b"parsed")
        keep_parse(home, folder, Code(f"hash{number}", is_proven=True))
    assert [path.name for path in home.parsed.iterdir()] == ["hash2.msgpack"]


def test_a_build_of_proven_code_runs_every_test_that_new_rows_can_break(history_home: Home) -> None:
    # The home was built as one whose code passed before.
    dbt = history_home.current / "dbt"
    chosen = {result["unique_id"] for result in json.loads((dbt / "run_results.json").read_bytes())["results"]}
    manifest = json.loads((dbt / "manifest.json").read_bytes())
    nodes = manifest["nodes"]

    def reads_what_was_loaded(name: str) -> bool:
        if name.startswith("source."):
            return True
        return any(map(reads_what_was_loaded, nodes[name]["depends_on"].get("nodes", ())))

    tests = {name for name in nodes if name.startswith("test.")}
    needed = {name for name in tests if reads_what_was_loaded(name)}
    assert chosen & tests == needed
    assert len(tests - needed) > 50, "tests of reference data are left out"
    assert not {name for name in chosen if name.startswith("unit_test.")}
    assert {name for name in nodes if name.startswith(("model.", "seed."))} <= chosen
