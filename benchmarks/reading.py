"""What reading a document costs: processor time of the whole process tree, and memory of parent and readers.

    .venv/bin/python benchmarks/reading.py FOLDER [--against CHECKOUT] [--documents 100]

Nobody waits for the processes that a reading process leaves behind, so this one becomes their subreaper and counts them
all. The cost of a document is the difference between a run over all documents and one over a tenth of them, so that
what a run costs once (starting Python, opening the landing file) is told apart. `--against` measures another checkout's
package in the same run: only such ratios mean something on a busy machine.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36
_ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds and wall seconds of a run, and the most memory (MB) that its parent and any reader had."""

    cpu: float
    wall: float
    parent: float
    reader: float


def measured(package: Path, home: Path, documents: list[Path], readers: str, workers: int) -> Cost:
    """One run of `extract` with the package of a checkout."""
    command = [
        str(Path(sys.executable).parent / "klantprofielen"), "--home", str(home), "extract", "--json",
        "--readers", readers, "--workers", str(workers), *map(str, documents),
    ]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(package / "extract")}
    before, began = _spent(), time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    parent = reader = 0.0
    while process.poll() is None:
        parent = max(parent, _peak(process.pid))
        reader = max([reader, *map(_peak, _descendants(process.pid))])
        time.sleep(0.05)
    wall = time.monotonic() - began
    with suppress(ChildProcessError):
        while True:
            os.wait()  # the orphans, which are this process's now
    if process.returncode:
        raise SystemExit(f"extract ended with {process.returncode}: {' '.join(command[:8])} …")
    return Cost(_spent() - before, wall, parent, reader)


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peak(pid: int) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return 0.0


def _descendants(pid: int) -> list[int]:
    found: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += [int(child), *_descendants(int(child))]
    return found


def cost_of_a_document(package: Path, documents: list[Path], readers: str, workers: int) -> tuple[float, Cost]:
    """Milliseconds of processor time that one document more costs, and the run over all of them."""
    few = documents[: max(1, len(documents) // 10)]
    costs = []
    for some in (few, documents):
        home = Path(tempfile.mkdtemp(prefix="reading"))
        try:
            costs.append(measured(package, home, some, readers, workers))
        finally:
            shutil.rmtree(home)
    return 1000 * (costs[1].cpu - costs[0].cpu) / (len(documents) - len(few)), costs[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--against", type=Path, help="another checkout")
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--workers", type=int, default=1)
    asked = parser.parse_args()
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    documents = sorted(asked.folder.glob("*.pdf"))[: asked.documents]
    print(
        "| readers | checkout | CPU ms a document | wall s | parent MB | reader MB |\n"
        "| --- | --- | --- | --- | --- | --- |"
    )
    for readers in ("fast", "checked"):
        found = []
        for package in filter(None, (asked.against, _ROOT)):
            each, run = cost_of_a_document(package, documents, readers, asked.workers)
            found.append(each)
            name = "this" if package == _ROOT else package.name
            print(
                f"| {readers} | {name} | {each:.1f} | {run.wall:.1f} | {run.parent:.0f} | {run.reader:.0f} |",
                flush=True,
            )
        if len(found) > 1:
            print(f"| {readers} | ratio | {found[0] / found[1]:.1f} | | | |", flush=True)


if __name__ == "__main__":
    main()
