"""Eight readers open and query in a loop while release after release is published.

PYTHONPATH=tests python -m endurance.readers --publishes 50
"""

from __future__ import annotations

import argparse
import multiprocessing
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import duckdb

from endurance.documents import CELLS, write_transcript
from endurance.kills import small_home
from endurance.run import run
from klantprofielen import connect
from klantprofielen.home import Home

# So that eight readers leave the publisher some of two processors.
_PAUSE_SECONDS = 0.02

_COUNTS = (
    ("select count(*) from mart_publications", 1),
    ("select count(*) from mart_cell_sums", 1),
    ("select count(*) from fct_cells", CELLS),
    ("select cast(sum(cell_count) as bigint) from mart_cell_sums", CELLS),
)


@dataclass(frozen=True)
class Seen:
    """What one reader saw: how often it opened the file, the releases by their number of publications, in order."""

    opened: int
    releases: tuple[int, ...]
    error: str | None


def read_on(home: Home, number: int, stop: Connection, answer: Connection) -> None:
    """One reader: opens, asks every table in separate queries, closes; every third keeps its last connection open."""
    opened, releases, error = 0, [], None
    kept: duckdb.DuckDBPyConnection | None = None
    try:
        while not stop.poll():
            connection = connect(home.path) if number % 2 else duckdb.connect(str(home.published), read_only=True)
            counts = set()
            for sql, each in _COUNTS:
                row = connection.execute(sql).fetchone()
                assert row is not None
                counts.add(row[0] / each)
            assert len(counts) == 1, f"one answer mixes releases: {counts}"
            releases.append(int(counts.pop()))
            opened += 1
            if number % 3 == 0:
                kept, connection = connection, kept or connection
            if connection is not kept:
                connection.close()
            time.sleep(_PAUSE_SECONDS)
        assert releases == sorted(releases), "an older release after a newer one"
    except (duckdb.Error, AssertionError, OSError) as problem:
        error = f"{type(problem).__name__}: {problem}"
    answer.send(Seen(opened, tuple(releases), error))


def crowd(home: Home, folder: Path, publishes: int, readers: int) -> list[Seen]:
    """Publishes so many releases with so many readers at it; gives what each saw. Each must see the last one."""
    context = multiprocessing.get_context("spawn")
    crew = []
    for number in range(readers):
        stopped, stop = context.Pipe(duplex=False)
        answered, answer = context.Pipe(duplex=False)
        process = context.Process(target=read_on, args=(home, number, stopped, answer))
        process.start()
        crew.append((process, stop, answered))
    for number in range(publishes):
        run(home, [write_transcript(folder, 100 + number)])
    for _, stop, _ in crew:
        stop.send("enough")
    seen = [answered.recv() for _, _, answered in crew]
    for process, _, _ in crew:
        process.join()
    return seen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--publishes", type=int, default=50)
    parser.add_argument("--readers", type=int, default=8)
    asked = parser.parse_args()
    with small_home() as (home, manifest):
        seen = crowd(home, manifest.parent, asked.publishes, asked.readers)
    problems = [each.error for each in seen if each.error]
    opened = sum(each.opened for each in seen)
    fewest = min(len(set(each.releases)) for each in seen)
    print(
        f"{asked.readers} readers opened {opened} times through {asked.publishes} publishes; {len(problems)} errors; "
        f"each saw at least {fewest} of {asked.publishes + 1} releases, always whole and in order"
        if not problems
        else "\n".join(problems)
    )
    raise SystemExit(bool(problems))


if __name__ == "__main__":
    main()
