"""What reading a document costs: processor time of the whole process tree, and memory of parent and readers.

    .venv/bin/python -m benchmarks.reading FOLDER [--against CHECKOUT] [--documents 100]    (20 at least)

The cost of a document is the difference between a run over all documents and one over a tenth of them, so that
what a run costs once (starting Python, opening the landing file) is told apart. `--against` measures another checkout's
package in the same run: only such ratios mean something on a busy machine.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.accounting import Cost, measured

_ROOT = Path(__file__).resolve().parents[1]
# With fewer, what a run costs once hides what a document costs.
_FEWEST = 20


def extracted(package: Path, home: Path, documents: list[Path], readers: str, workers: int) -> Cost:
    """One run of `extract` with the package of a checkout."""
    command = [
        str(Path(sys.executable).parent / "klantprofielen"), "--home", str(home), "extract", "--json",
        "--readers", readers, "--workers", str(workers), *map(str, documents),
    ]  # fmt: skip
    return measured(command, environment={"PYTHONPATH": str(package / "extract")})


def cost_of_a_document(package: Path, documents: list[Path], readers: str, workers: int) -> tuple[float, Cost]:
    """Milliseconds of processor time that one document more costs, and the run over all of them."""
    few = documents[: max(1, len(documents) // 10)]
    costs = []
    for some in (few, documents):
        home = Path(tempfile.mkdtemp(prefix="reading"))
        try:
            costs.append(extracted(package, home, some, readers, workers))
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
    documents = sorted(asked.folder.glob("*.pdf"))[: asked.documents]
    if len(documents) < _FEWEST:
        parser.error(f"{asked.folder} holds {len(documents)} PDFs; at least {_FEWEST} are wanted to tell their cost.")
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
                f"| {readers} | {name} | {each:.1f} | {run.wall:.1f} | {run.parent:.0f} | {run.children:.0f} |",
                flush=True,
            )
        if len(found) > 1:
            print(f"| {readers} | ratio | {found[0] / found[1]:.1f} | | | |", flush=True)


if __name__ == "__main__":
    main()
