"""Releases: published whole, listed, compared, rolled back, removed; built again only when something is new."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import duckdb
import pytest

from called import told
from endurance.documents import CELLS, write_transcript
from endurance.run import run
from endurance.whole import assert_landing_is_whole, assert_published_is_whole
from klantprofielen.cli.shared.exits import Exit
from klantprofielen.home import FILE_NAME, Home
from klantprofielen.release import build
from klantprofielen.release.audit import UnfitError, audit_file, pack_file
from klantprofielen.release.build import RedBuildError
from klantprofielen.release.build_and_publish import BuildOutcome, Published, build_and_publish
from klantprofielen.release.build_lock import BusyError, hold
from klantprofielen.release.dbt_run import Failure, run_dbt
from klantprofielen.release.diff import diff, differing_rows
from klantprofielen.release.publish import make_current, remove_old_releases, rollback
from klantprofielen.release.release import (
    CHANGELOG,
    MANIFEST,
    Changes,
    DamagedError,
    UnknownReleaseError,
    check,
    current_id,
    find,
    list_releases,
    read_manifest,
)

PublishNext = Callable[[int], Published]


def count_publications(path: Path) -> int:
    with duckdb.connect(str(path), read_only=True) as connection:
        row = connection.execute("select count(*) from mart_publications").fetchone()
    assert row is not None
    return int(row[0])


def test_a_release_holds_what_its_manifest_says(home: Home) -> None:
    published = assert_published_is_whole(home)
    release = read_manifest(home.current)
    assert release.release_id == published
    assert release.storage_version == "v1.0.0+"
    assert release.program_version == version("klantprofielen")
    assert release.tables["fct_cells"].rows == CELLS
    assert release.tables["fct_cells"].key == ("publication_id", "row_number", "column_number")
    assert release.publications == {"accepted": 1}
    assert release.previous is None
    assert {path.name for path in home.current.iterdir()} == {
        FILE_NAME, "release.json", "SHA256SUMS", "LICENSE.md", "README.md", "datapackage.json", "dcat.jsonld",
        "klantprofielen.xlsx", "csv", "csv-nl", "parquet", "dbt", "codebook.csv", "codeboek.csv", "CITATION.cff",
        "CHANGELOG.md",
    }  # fmt: skip
    assert not list(home.building.iterdir())


def test_the_next_release_says_what_changed(home: Home, publish_next: PublishNext) -> None:
    first = current_id(home)
    release = publish_next(1).release
    assert release.previous == first
    assert release.changes == {
        "fct_cells": Changes(CELLS, 0, 0),
        "mart_cell_sums": Changes(1, 0, 0),
        "mart_publications": Changes(1, 0, 0),
    }
    assert assert_published_is_whole(home) == release.release_id
    listed = json.loads(told(home.path, "releases", "--json"))
    assert [(each["release_id"], each["is_published"]) for each in listed] == [
        (release.release_id, True),
        (first, False),
    ]
    assert "mart_publications +1" in told(home.path, "releases")


def test_nothing_new_does_no_work(home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(build, "run_dbt", None)
    before = current_id(home)
    published = run(home, [write_transcript(tmp_path, 0)])
    assert published.outcome is BuildOutcome.UNCHANGED
    assert current_id(home) == before
    assert len(list_releases(home)) == 1


@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), None])
def test_a_changelog_that_cannot_be_read_stops_no_build(
    home: Home, publish_next: PublishNext, monkeypatch: pytest.MonkeyPatch, error: OSError | None
) -> None:
    """Every build failed until somebody repaired the file of a release that nobody builds from."""
    (home.current / CHANGELOG).write_bytes(b"# What changed \xff\n")
    if error is not None:
        read_text = Path.read_text

        def broken(path: Path, *arguments: str, **named: str) -> str:
            if path.name == CHANGELOG:
                raise error
            return read_text(path, *arguments, **named)

        monkeypatch.setattr(Path, "read_text", broken)
    assert publish_next(1).outcome is BuildOutcome.PUBLISHED
    assert b"could not be read" in (home.current / CHANGELOG).read_bytes()


def test_other_code_is_new(home: Home, tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "models").mkdir(parents=True)
    (project / "models" / "one.sql").write_text("select 1")
    (project / "dbt_project.yml").write_text("name: a")
    (project / "profiles.yml").write_text("a: b")
    outcomes = []
    for sql in ("select 1", "select 1", "select 2"):
        (project / "models" / "one.sql").write_text(sql)
        with hold(home, "build") as held:
            outcomes.append(build_and_publish(home, held, project=project).outcome)
    assert outcomes == [BuildOutcome.PUBLISHED, BuildOutcome.UNCHANGED, BuildOutcome.PUBLISHED]


def test_a_damaged_release_is_built_again(home: Home) -> None:
    before = current_id(home)
    # That all is well is said with what was looked at: every file but the manifest, which has the hashes, and
    # dbt's own, which no two runs write alike.
    kept = [path for path in home.current.rglob("*") if path.is_file() and path.parent.name != "dbt"]
    files = [path for path in kept if path.name != MANIFEST]
    size = sum(path.stat().st_size for path in files)
    whole = f"{len(files)} files, {size} bytes: all hashes as they should be"
    assert whole in told(home.path, "releases", "--check")
    with (home.current / "csv" / "fct_cells.csv").open("a") as file:
        file.write("x")
    with pytest.raises(DamagedError, match=r"csv/fct_cells\.csv"):
        check(home, read_manifest(home.current))
    assert "damaged" in told(home.path, "releases", "--check", code=Exit.STORAGE)
    assert run(home, []).outcome is BuildOutcome.PUBLISHED
    assert assert_published_is_whole(home) != before


def test_rolling_back_swaps_at_once_and_the_next_build_goes_on(home: Home, publish_next: PublishNext) -> None:
    first, second = current_id(home), publish_next(1).release.release_id
    assert first is not None
    assert first in told(home.path, "rollback", first)
    assert assert_published_is_whole(home) == first
    assert count_publications(home.published) == 1
    assert run(home, []).outcome is BuildOutcome.ROLLBACK_STANDS
    assert assert_published_is_whole(home) == first
    third = publish_next(2)
    assert third.outcome is BuildOutcome.PUBLISHED
    assert assert_published_is_whole(home, {third.release.release_id}) != second
    assert not home.withdrawn.exists()


def test_a_rollback_holds_until_it_is_forced(home: Home, publish_next: PublishNext) -> None:
    first = str(current_id(home))
    publish_next(1)
    told(home.path, "rollback", first)
    with hold(home, "build") as held:
        assert build_and_publish(home, held, force=True).outcome is BuildOutcome.PUBLISHED
    assert count_publications(home.published) == 2


def test_what_a_rollback_withdrew_is_never_half_written(home: Home, publish_next: PublishNext) -> None:
    """Torn by a crash, it is that of no release, and the next build publishes again what somebody rolled back."""
    first, second = current_id(home), publish_next(1).release.release_id
    rollback(home, str(first))
    before = home.path / "before"
    before.hardlink_to(home.withdrawn)
    of_the_second = before.read_bytes()
    rollback(home, second)
    assert before.read_bytes() == of_the_second != home.withdrawn.read_bytes(), "it was written in place"


def test_a_release_that_was_not_swapped_in_is_found_by_the_next_build(home: Home, publish_next: PublishNext) -> None:
    first, second = str(current_id(home)), publish_next(1).release.release_id
    make_current(home, first)
    assert run(home, []).outcome is BuildOutcome.REPUBLISHED
    assert assert_published_is_whole(home) == second


def test_no_rollback_to_what_is_damaged_or_unknown(home: Home, publish_next: PublishNext) -> None:
    first, second = current_id(home), publish_next(1).release.release_id
    assert first is not None
    (home.releases / first / "parquet" / "fct_cells.parquet").unlink()
    assert "Readers still see" in told(home.path, "rollback", first, code=Exit.USAGE)
    assert "no kept release" in told(home.path, "rollback", "1999", code=Exit.USAGE)
    assert "several kept releases" in told(home.path, "rollback", "20", code=Exit.USAGE)
    with hold(home, "rollback"), pytest.raises(UnknownReleaseError):
        rollback(home, "")
    assert current_id(home) == second


def test_old_releases_go_and_the_published_one_stays(home: Home, tmp_path: Path) -> None:
    ids = [current_id(home)] + [
        run(home, [write_transcript(tmp_path, number)], keep=3).release.release_id for number in (1, 2, 3)
    ]
    assert [release.release_id for release in list_releases(home)] == ids[:0:-1]
    with hold(home, "rollback"):
        rollback(home, str(ids[1]))
        remove_old_releases(home, 1)
    assert [release.release_id for release in list_releases(home)] == [ids[1]]
    assert assert_published_is_whole(home) == ids[1]


def test_a_red_build_keeps_its_failing_rows_and_says_how_to_see_them(
    home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(build, "run_dbt", run_dbt)
    monkeypatch.setenv("SMALL_IS_RED", "yes")
    before = current_id(home)
    with pytest.raises(RedBuildError) as red:
        run(home, [write_transcript(tmp_path, 1)])
    (failure,) = red.value.failures
    assert failure.kind == "test"
    assert failure.table is not None
    assert failure.rows is not None
    assert assert_published_is_whole(home) == before
    rows = json.loads(told(home.path, "query", "--failed", "--format", "json", f"select * from {failure.table}"))
    assert len(rows) == failure.rows > 0


def test_the_command_line_prints_that_command(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    failure = Failure("a_rule", "test", "Got 3 results", 3, "dbt_test__audit.a_rule")

    def red(*_: object, **__: object) -> None:
        raise RedBuildError("all that dbt printed", [failure], home.failed)

    monkeypatch.setattr("klantprofielen.cli.commands.build.build_and_publish", red)
    said = told(home.path, "build", code=Exit.RED_BUILD)
    assert f'klantprofielen --home {home.path} query --failed "from dbt_test__audit.a_rule"' in said
    assert f"Readers still see release {current_id(home)}" in said


def test_a_file_that_does_not_stand_alone_is_not_published(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table t as select 1 as a; create view v as select * from t")
    with pytest.raises(UnfitError, match="v is a view"):
        audit_file(path, [])
    path.unlink()
    with duckdb.connect() as connection:
        connection.execute(f"attach '{path}' as newer (storage_version 'v1.5.0')")
        connection.execute("create table newer.t as select 1 as a")
    with pytest.raises(UnfitError, match="storage version"):
        audit_file(path, [])


def test_packing_keeps_meaning_and_drops_the_tests_tables(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "create table t (a integer not null); comment on table t is 'what it is'; comment on column t.a is 'an a';"
            "insert into t values (1); create schema dbt_test__audit; create table dbt_test__audit.x as select 1 as a;"
            "create macro plus_one(x) as table select x + 1 as y"
        )
    pack_file(path)
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("select table_name, comment from duckdb_tables()").fetchall() == [("t", "what it is")]
        assert connection.execute(
            "select comment, is_nullable from duckdb_columns() where table_name = 't'"
        ).fetchall() == [("an a", False)]
        assert connection.execute("from plus_one(1)").fetchall() == [(2,)]
    assert [each.name for each in tmp_path.iterdir()] == [FILE_NAME]


def test_differences_are_counted_by_key(home: Home, tmp_path: Path) -> None:
    release = read_manifest(home.current)
    old, new = tmp_path / "old.duckdb", tmp_path / "new.duckdb"
    for path, rows in (
        (old, "(1, 'a', 9), (2, 'b', 9), (null, 'n', 9)"),
        (new, "(1, 'a', 9), (2, 'B', 9), (3, 'c', 9)"),
    ):
        with duckdb.connect(str(path)) as connection:
            connection.execute("create table t (k integer, v varchar, w integer)")
            connection.execute(f"insert into t values {rows}")
            if path == new:
                connection.execute("alter table t drop w; alter table t add column x integer")
    summary = type(release.tables["fct_cells"])
    both = replace(release, tables={"t": summary(3, ("k",))})
    (found,) = diff((both, old), (both, new))
    assert found.counts == Changes(added=1, removed=1, changed=1)
    assert (found.columns_added, found.columns_removed) == (("x",), ("w",))
    rows = differing_rows((both, old), (both, new), "t", 10)
    assert rows.columns == ("change", "k", "v")
    assert set(rows.rows) == {("added", 3, "c"), ("changed", 2, "B"), ("removed", None, "n")}
    gone = replace(release, tables={})
    assert diff((both, old), (gone, new))[0].counts == Changes(0, 3, 0)
    assert diff((gone, old), (both, new))[0].counts == Changes(3, 0, 0)


def test_rows_of_another_grain_are_all_removed_and_added(home: Home, tmp_path: Path) -> None:
    """`diff --table` ended in a traceback for a table whose rows were split finer by a newer version."""
    release = read_manifest(home.current)
    summary = type(release.tables["fct_cells"])
    sides = []
    for side, columns, key in (("old", "1 as k", ("k",)), ("new", "1 as k, unnest([7, 8]) as part", ("k", "part"))):
        with duckdb.connect(str(tmp_path / f"{side}.duckdb")) as connection:
            connection.execute(f"create table t as select {columns}, 'v' as v")
        sides.append((replace(release, tables={"t": summary(len(key), key)}), tmp_path / f"{side}.duckdb"))
    old, new = sides
    rows = differing_rows(old, new, "t", 10)
    assert rows.columns == ("change", "k", "v")
    assert [kind for kind, *_ in rows.rows] == ["added", "added", "removed"]
    assert diff(old, new)[0].counts == Changes(added=2, removed=1, changed=0)


def test_diff_on_the_command_line(home: Home, publish_next: PublishNext) -> None:
    first, second = str(current_id(home)), publish_next(1).release.release_id
    assert "No row differs" in told(home.path, "diff", second, "current")
    assert "fct_cells" in told(home.path, "diff", first)
    found = {each["table"]: each["counts"] for each in json.loads(told(home.path, "diff", second, first, "--json"))}
    assert found["mart_publications"] == {"added": 0, "removed": 1, "changed": 0}
    assert "added" in told(home.path, "diff", first, second, "--table", "mart_publications")
    assert "Not both releases have" in told(home.path, "diff", first, second, "--table", "nope", code=Exit.USAGE)
    assert find(home, second).release_id == second


def test_the_second_of_two_builds_waits_and_says_for_whom(home: Home) -> None:
    waited_for = []
    with hold(home, "a long build"):
        with pytest.raises(BusyError, match="a long build"), hold(home, "build"):
            pass
        assert "a long build" in told(home.path, "build", "--wait", "0", code=Exit.BUSY)

        def second() -> None:
            with hold(home, "second", wait_seconds=20, waiting=waited_for.append):
                waited_for.append(None)

        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.5)
        assert [holder.task for holder in waited_for] == ["a long build"]
    thread.join(timeout=20)
    assert waited_for[-1] is None
    assert home.lock.read_bytes() == b""


def test_two_builds_at_once_both_publish_whole(home: Home, tmp_path: Path) -> None:
    documents = [write_transcript(tmp_path, number) for number in (1, 2)]
    done: list[Published] = []
    threads = [threading.Thread(target=lambda path=path: done.append(run(home, [path]))) for path in documents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 2
    assert assert_landing_is_whole(home) == 3
    assert_published_is_whole(home, {max(each.release.release_id for each in done)})
    assert count_publications(home.published) == 3
