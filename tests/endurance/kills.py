"""Kills builds with SIGKILL at random moments of every stage, and looks whether anything was lost.

    PYTHONPATH=tests python -m endurance.kills --times 200

Most rounds put `endurance.quick` in the place of dbt; every tenth kills the real dbt within its own run, and
`--product N` rounds kill the project's own build.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from endurance import quick
from endurance.documents import write_transcript
from endurance.run import STAGES, run
from endurance.whole import assert_landing_is_whole, assert_published_is_whole
from klantprofielen.home import Home
from klantprofielen.release import build
from klantprofielen.release.release import current_id

# How long a stage takes with the quick build, in seconds; a kill falls anywhere in it.
_LASTS = {
    "extract": 0.15, "load": 0.03, "dbt build": 0.25, "pack": 0.1, "export": 0.2, "sync": 0.03, "swap": 0.0008,
    "prune": 0.01,
}  # fmt: skip
_DBT_LASTS = 6.0
_PRODUCT_LASTS = 30.0


@dataclass
class Tally:
    """What the kills came to."""

    stages: Counter[str] = field(default_factory=Counter)
    results: Counter[str] = field(default_factory=Counter)
    next_build_seconds: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        stages = ", ".join(f"{count} in {stage}" for stage, count in self.stages.items())
        results = ", ".join(f"{count} {result}" for result, count in self.results.items())
        slowest = max(self.next_build_seconds, default=0.0)
        return f"{self.stages.total()} kills ({stages}): {results}; slowest next build {slowest:.1f} s; nothing lost"


def compile_small(home: Home, folder: Path) -> Path:
    """Builds the small project once with the real dbt; gives the manifest for the quick build."""
    run(home, [write_transcript(folder, 0)])
    return Path(shutil.copy(home.current / "dbt" / "manifest.json", folder / "manifest.json"))


@contextmanager
def small_home() -> Iterator[tuple[Home, Path]]:
    """A home in which the real dbt built the small project once, and its manifest; further builds go the quick way."""
    with tempfile.TemporaryDirectory() as name:
        home = Home(Path(name) / "home")
        manifest = compile_small(home, Path(name))
        build.run_dbt = quick.Compiled(manifest).run
        yield home, manifest


def kill_rounds(home: Home, folder: Path, manifest: Path, times: int, draw: random.Random, tally: Tally) -> None:
    """Kills as many builds, each of a document of its own, with a full build after each; adds up what happened."""
    stages = list(STAGES)
    for number in range(times):
        uses_dbt = number % 10 == 9
        stage = "dbt build" if uses_dbt else stages[number % len(stages)]
        mode = ["--quick", str(manifest)] if not uses_dbt else []
        lasts = _DBT_LASTS if uses_dbt else _LASTS[stage]
        document = write_transcript(folder, 1000 + number)
        loaded = assert_landing_is_whole(home)
        _kill_one(home, document, mode, stage, draw.uniform(0, lasts), tally, whole_group=bool(number % 2))
        assert assert_landing_is_whole(home) in {loaded, loaded + 1}
        started = time.monotonic()
        before = current_id(home)
        published = run(home, [document])
        tally.next_build_seconds.append(time.monotonic() - started)
        assert assert_landing_is_whole(home) == loaded + 1
        assert published.release.publications["accepted"] == loaded + 1
        assert_published_is_whole(home, {published.release.release_id})
        tally.results[f"then {published.outcome}" if published.release.release_id != before else "were too late"] += 1


def product_rounds(folder: Path, times: int, draw: random.Random, tally: Tally) -> None:
    """Kills the project's own build, whose tables `assert_published_is_whole` compares with their manifest."""
    home = Home(folder / "product")
    for number in range(times):
        document = write_transcript(folder, 5000 + number)
        _kill_one(home, document, ["--product"], "dbt build", draw.uniform(0, _PRODUCT_LASTS), tally, whole_group=True)
        command = [sys.executable, "-m", "endurance.run", str(home.path), str(document), "--product"]
        subprocess.run(command, env=same_imports(), check=True, stdout=subprocess.DEVNULL)
        assert assert_landing_is_whole(home) == number + 1
        assert_published_is_whole(home)
        tally.results["then published (product)"] += 1


def _kill_one(
    home: Home, document: Path, mode: list[str], stage: str, delay: float, tally: Tally, *, whole_group: bool
) -> None:
    """Starts a build, waits until it enters the stage, and kills it some time later: it alone or all it started."""
    before = current_id(home)
    command = [sys.executable, "-m", "endurance.run", str(home.path), str(document), *mode]
    build = subprocess.Popen(
        command,
        env=same_imports(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        start_new_session=True,
    )
    assert build.stdout is not None
    seen = []
    for line in build.stdout:
        seen.append(line.decode().strip())
        if seen[-1] == stage:
            break
    time.sleep(delay)
    if whole_group:
        os.killpg(build.pid, signal.SIGKILL)
    else:
        build.kill()
    build.wait()
    # A child that outlives its parent (dbt) keeps the pipe open, so what is in it is read without waiting for more.
    os.set_blocking(build.stdout.fileno(), False)
    seen += [line.strip() for line in (build.stdout.read() or b"").decode().splitlines()]
    build.stdout.close()
    tally.stages[seen[-1] if seen[-1] in STAGES else "after the end"] += 1
    assert_published_is_whole(home, {before} if "swap" not in seen else None)


def same_imports() -> dict[str, str]:
    """The environment for a child that finds the modules where this process found them."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--product", type=int, default=2)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    draw, tally = random.Random(asked.seed), Tally()
    with small_home() as (home, manifest):
        kill_rounds(home, manifest.parent, manifest, asked.times - asked.product, draw, tally)
        product_rounds(manifest.parent, asked.product, draw, tally)
    print(tally)


if __name__ == "__main__":
    main()
