"""The loop: spoil, read in guarded workers, judge, count."""

from __future__ import annotations

import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fuzz.judge import OTHER, Said, said, verdict
from fuzz.mutate import mutated
from klantprofielen.read.limits import Limits
from klantprofielen.read.sources import Source, Unopened, identify
from klantprofielen.read.worker import read_all
from klantprofielen.records import Readers

_ROOT = Path(__file__).resolve().parents[2]
_FOLDERS = (_ROOT / "publications", _ROOT / "tests" / "transcripts")
_BATCH = 24
LIMITS = Limits(wall_seconds=20, cpu_seconds=10, memory_bytes=1_500_000_000)


@dataclass(slots=True)
class Tally:
    """How many inputs were tried, what came of them by kind of document, and the files to look at."""

    tried: int = 0
    seconds: float = 0.0
    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    other: list[Path] = field(default_factory=list)
    died: list[tuple[Path, str]] = field(default_factory=list)
    unanswered: int = 0

    def lines(self) -> Iterator[str]:
        """The report, a line each."""
        yield f"{self.tried} spoiled documents in {self.seconds:.0f} s; {self.unanswered} without an outcome"
        for (ending, what), count in sorted(self.outcomes.items(), key=lambda item: (item[0][0], -item[1])):
            yield f"  {ending}  {count:6d}  {what}"
        yield from (f"  other numbers: {path}" for path in self.other)
        yield from (f"  worker died: {path}: {message}" for path, message in self.died)


def documents() -> list[Path]:
    """The whole documents: the facsimiles, and the transcripts where they are."""
    return [path for folder in _FOLDERS if folder.exists() for path in sorted(folder.glob("*_20*q*.*"))]


def fuzz(
    folder: Path,
    seconds: float,
    seed: int = 0,
    readers: Readers = Readers.CHECKED,
    workers: int = 1,
    documents_at_most: int | None = None,
) -> Tally:
    """Tries spoiled documents for that long, or until so many; what is worth a look is kept in `folder`."""
    whole = documents()
    truths = {path: _truth(path, readers) for path in whole}
    tally = Tally()
    began = time.monotonic()
    most = documents_at_most if documents_at_most is not None else sys.maxsize
    while time.monotonic() - began < seconds and tally.tried < most:
        batch: dict[str, tuple[Path, Source]] = {}
        for _ in range(min(_BATCH, most - tally.tried)):
            origin = whole[seed % len(whole)]
            spoiled = folder / f"{seed}_{origin.name}"
            spoiled.write_bytes(mutated(origin.read_bytes(), origin.suffix, seed))
            batch[str(spoiled)] = (origin, _source(spoiled))
            seed += 1
        _read(batch, truths, tally, readers, workers)
        tally.unanswered += len(batch)
    tally.seconds = time.monotonic() - began
    return tally


def _read(
    batch: dict[str, tuple[Path, Source]], truths: dict[Path, Said], tally: Tally, readers: Readers, workers: int
) -> None:
    for outcome in read_all([source for _, source in batch.values()], readers, LIMITS, workers):
        origin, _ = batch.pop(outcome.source.address)
        what = verdict(outcome, truths[origin])
        tally.tried += 1
        tally.outcomes[origin.suffix, what] += 1
        path = outcome.source.path
        if what == OTHER:
            tally.other.append(path)
        elif outcome.declined is not None and outcome.declined.reason == "worker_died":
            tally.died.append((path, outcome.declined.message))
        else:
            path.unlink()


def _source(path: Path) -> Source:
    source = identify(path)
    assert not isinstance(source, Unopened)
    return source


def _truth(path: Path, readers: Readers) -> Said:
    (outcome,) = read_all([_source(path)], readers, LIMITS, 1)
    assert outcome.reading is not None, outcome.declined
    (publication,) = outcome.reading.publications
    return said(publication)


def emptied(folder: Path) -> Path:
    """The folder, made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
