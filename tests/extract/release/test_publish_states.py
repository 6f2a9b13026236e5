"""Broken states, each met by each command: what it must say, and that a build or a rollback leads out of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from called import told
from endurance.documents import write_transcript
from endurance.quick import SMALL
from endurance.run import run
from endurance.whole import assert_published_is_whole
from klantprofielen.cli.shared.exits import Exit
from klantprofielen.home import FILE_NAME, SUMS, Home
from klantprofielen.release.build_and_publish import BuildOutcome, Published, build_and_publish
from klantprofielen.release.build_lock import hold
from klantprofielen.release.release import MANIFEST, current_id, list_releases
from klantprofielen.release.shrink_check import ShrinkError, require_facts

PublishNext = Callable[[int], Published]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 20])


@dataclass(frozen=True)
class State:
    """How the published release is broken, and what of it each command must say.

    Attributes:
        seen: what a refused rollback says that readers see.
    """

    make: Callable[[Home], object]
    check: str
    seen: str = "Readers still see release"
    query: Exit = Exit.DONE


STATES = {
    "folder lost": State(
        lambda home: shutil.rmtree(home.current.resolve()), "No such file", "Readers see nothing", Exit.USAGE
    ),
    "DuckDB file lost": State(
        lambda home: (home.current / FILE_NAME).unlink(), "No such file", "Readers see nothing", Exit.USAGE
    ),
    "DuckDB file cut": State(
        lambda home: cut(home.current / FILE_NAME), f"is damaged: {FILE_NAME}", query=Exit.STORAGE
    ),
    "manifest lost": State(lambda home: (home.current / MANIFEST).unlink(), "No such file"),
    "manifest cut": State(lambda home: cut(home.current / MANIFEST), f"{MANIFEST} of release"),
    "manifest is a list": State(lambda home: (home.current / MANIFEST).write_text("[]"), f"{MANIFEST} of release"),
    "manifest of another release": State(
        lambda home: shutil.copy(home.releases / list_releases(home)[1].release_id / MANIFEST, home.current / MANIFEST),
        "is that of release",
    ),
    "CSV file lost": State(lambda home: (home.current / "csv" / "fct_cells.csv").unlink(), "No such file"),
    "CSV file changed": State(
        lambda home: (home.current / "csv" / "fct_cells.csv").write_text("x"), "is damaged: csv/"
    ),
    "hashes are no text": State(lambda home: (home.current / SUMS).write_bytes(b"\xff"), f"{SUMS} of release"),
}


@pytest.fixture(params=STATES)
def state(request: pytest.FixtureRequest, home: Home, second: str) -> State:
    """A home whose second release is published and broken; its first is whole."""
    found = STATES[request.param]
    found.make(home)
    return found


def test_check_says_what_is_wrong_and_what_to_do(state: State, home: Home) -> None:
    first, second = sorted(path.name for path in {*home.releases.iterdir(), home.current.readlink()})[:2]
    said = told(home.path, "releases", "--check", code=Exit.STORAGE)
    assert state.check in said
    assert f"`klantprofielen rollback {first}` publishes the one before" in said
    said = told(home.path, "releases", "--check", "--json", code=Exit.STORAGE)
    listed = {each["release_id"]: each for each in json.loads(said)}
    assert listed[first]["damage"] is None
    assert listed[second]["is_published"]
    assert state.check in listed[second]["damage"]


def test_a_rollback_leads_out(state: State, home: Home) -> None:
    first = str(list_releases(home)[-1].release_id)
    said = told(home.path, "rollback", "1999", code=Exit.USAGE)
    _, seen, hint = said.partition(state.seen)
    assert seen
    assert "rollback" in hint
    told(home.path, "rollback", first)
    assert assert_published_is_whole(home) == first
    # The second was not withdrawn for its numbers: the next build makes it anew.
    assert run(home, []).outcome is BuildOutcome.PUBLISHED
    assert assert_published_is_whole(home) != first


def test_a_build_leads_out(state: State, home: Home, tmp_path: Path) -> None:
    broken = current_id(home)
    published = run(home, [write_transcript(tmp_path, 2)])
    assert published.outcome is BuildOutcome.PUBLISHED
    assert assert_published_is_whole(home) not in {None, broken}
    assert published.release.previous == broken
    told(home.path, "releases")


def test_a_query_answers_or_says_why(state: State, home: Home) -> None:
    assert "Traceback" not in told(home.path, "query", "select count(*) from mart_publications", code=state.query)


def test_the_link_that_users_open_is_made_again(home: Home) -> None:
    home.published.unlink()
    assert "Readers see nothing" in told(home.path, "rollback", "1999", code=Exit.USAGE)
    assert run(home, []).outcome is BuildOutcome.REPUBLISHED
    assert_published_is_whole(home)


def test_a_hint_runs_as_it_is_pasted(home: Home) -> None:
    """With a space in its path the hint named another home, and a word too many."""
    spaced = Home(home.path.rename(home.path.with_name("my home")))
    spaced.published.unlink()
    hint = f"`klantprofielen --home '{spaced.path}' releases --check` says why"
    assert hint in told(spaced.path, "releases")


def test_what_a_rollback_withdrew_is_not_published_because_the_other_broke(home: Home, second: str) -> None:
    first = str(list_releases(home)[-1].release_id)
    told(home.path, "rollback", first)
    shutil.rmtree(home.releases / first)
    with pytest.raises(Exception, match="roll back to another release, or build with --force"):
        run(home, [])
    told(home.path, "rollback", second)
    assert assert_published_is_whole(home) == second


@pytest.mark.usefixtures("second")
def test_a_damaged_release_takes_no_whole_ones_place(home: Home, tmp_path: Path) -> None:
    first = str(list_releases(home)[-1].release_id)
    (home.current / "csv" / "fct_cells.csv").unlink()
    third = run(home, [write_transcript(tmp_path, 2)], keep=2).release.release_id
    assert {first, third} <= {release.release_id for release in list_releases(home)}


def test_equal_builds_push_no_older_release_out(home: Home, second: str) -> None:
    first = str(list_releases(home)[-1].release_id)
    with hold(home, "build") as held:
        for _ in range(3):
            build_and_publish(home, held, force=True, keep=2, project=SMALL)
    assert [release.release_id for release in list_releases(home)] == [second, first]


def test_a_lost_landing_file_publishes_nothing(home: Home, second: str) -> None:
    home.landing.unlink()
    said = told(home.path, "build", code=Exit.RED_BUILD)
    assert "lacks 2 of the 2 publications of release" in said
    assert "flevoland_0.txt, flevoland_1.txt. Restore landing.duckdb from its backup" in said
    assert f"Readers still see release {second}" in said
    assert assert_published_is_whole(home) == second
    told(home.path, "build", "--allow-shrink")
    assert current_id(home) != second


def test_too_old_a_backup_publishes_nothing_until_the_rest_is_read_again(
    home: Home, publish_next: PublishNext, tmp_path: Path
) -> None:
    backup = Path(shutil.copy(home.landing, tmp_path / "backup"))
    publish_next(1)
    before = current_id(home)
    shutil.copy(backup, home.landing)
    with pytest.raises(ShrinkError, match=r"lacks 1 of the 2 publications.*flevoland_1\.txt"):
        run(home, [])
    # Also not from the release of the same input, which is kept.
    assert current_id(home) == before
    assert run(home, [write_transcript(tmp_path, 1)]).outcome is BuildOutcome.PUBLISHED


@pytest.mark.usefixtures("second")
def test_a_lost_landing_file_is_noticed_when_the_published_release_is_damaged_too(home: Home) -> None:
    cut(home.current / FILE_NAME)
    home.landing.unlink()
    assert "lacks 1 of the 1 publications of release" in told(home.path, "build", code=Exit.RED_BUILD)


def test_far_fewer_facts_are_not_published(home: Home) -> None:
    rows = {name: table.rows for name, table in list_releases(home)[0].tables.items()}
    require_facts(home, rows)
    with pytest.raises(ShrinkError, match=r"fct_cells 36 to 30 rows.*--allow-shrink"):
        require_facts(home, {**rows, "fct_cells": 30})
    require_facts(home, {**rows, "fct_cells": 33})


def test_a_landing_file_of_another_schema_is_named_so(home: Home) -> None:
    with duckdb.connect(str(home.landing)) as connection:
        connection.execute("alter table raw.publications drop file_name")
    assert "raw.publications has no file_name" in told(home.path, "build", code=Exit.STORAGE)


def test_a_landing_file_that_is_no_duckdb_file_is_named_so(home: Home) -> None:
    home.landing.write_text("something else")
    assert "landing.duckdb" in told(home.path, "build", code=Exit.STORAGE)
