"""Kills a build, and a rollback, before every single file operation that it makes, and looks whether anything was lost.

    PYTHONPATH=tests python -m endurance.kill_points

`endurance.kills` kills at moments that are drawn, also while DuckDB writes; this one leaves out no file operation.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from pathlib import Path

from endurance.documents import write_transcript
from endurance.faults import watching
from endurance.kills import same_imports, small_home
from endurance.quick import Compiled
from endurance.run import run
from endurance.whole import assert_landing_is_whole, assert_published_is_whole
from klantprofielen.home import Home
from klantprofielen.release import build
from klantprofielen.release.publish import rollback
from klantprofielen.release.release import current_id, list_releases


def kill_build(home: Home, folder: Path, manifest: Path, at: int, seed: int) -> bool:
    """Kills a build of a new document before its file operation with that number, then builds whole.

    Gives whether there was such an operation.
    """
    document = write_transcript(folder, seed)
    before, loaded = current_id(home), assert_landing_is_whole(home)
    was_killed = _killed(home, at, "--document", str(document), "--manifest", str(manifest))
    after = assert_published_is_whole(home)
    assert assert_landing_is_whole(home) in {loaded, loaded + 1}
    published = run(home, [document])
    assert assert_landing_is_whole(home) == loaded + 1
    assert assert_published_is_whole(home) == published.release.release_id
    assert after in {before, published.release.release_id}
    return was_killed


def kill_rollback(home: Home, at: int) -> bool:
    """Kills a rollback to the other whole release before its file operation with that number, then rolls back whole.

    Gives whether there was such an operation.
    """
    before = current_id(home)
    other = next(each.release_id for each in list_releases(home) if each.release_id != before)
    was_killed = _killed(home, at, "--rollback", other)
    assert assert_published_is_whole(home) in {before, other}
    rollback(home, other)
    assert assert_published_is_whole(home) == other
    return was_killed


def _killed(home: Home, at: int, *arguments: str) -> bool:
    command = [sys.executable, "-m", "endurance.kill_points", "--home", str(home.path), "--at", str(at), *arguments]
    done = subprocess.run(
        command,
        env=same_imports(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, -signal.SIGKILL}, done.stderr
    return done.returncode != 0


def _to_be_killed(asked: argparse.Namespace) -> None:
    """In a process of its own: what ends before its operation with that number."""
    home = Home(asked.home)
    with watching(home, asked.at, lambda _: os.kill(os.getpid(), signal.SIGKILL)):
        if asked.rollback:
            rollback(home, asked.rollback)
        else:
            build.run_dbt = Compiled(asked.manifest).run
            run(home, [asked.document])


def _kill_all() -> None:
    with small_home() as (home, manifest):
        folder = manifest.parent
        run(home, [write_transcript(folder, 1)])
        builds = rollbacks = 0
        while kill_build(home, folder, manifest, builds + 1, 1000 + builds):
            builds += 1
        while kill_rollback(home, rollbacks + 1):
            rollbacks += 1
        print(f"killed before each of {builds} file operations of a build and {rollbacks} of a rollback; nothing lost")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("home", "document", "manifest"):
        parser.add_argument(f"--{name}", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--at", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--rollback", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.home:
        _to_be_killed(asked)
    else:
        _kill_all()


if __name__ == "__main__":
    main()
