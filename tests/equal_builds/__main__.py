"""Builds the same files with an older commit and with this working tree, and compares what both publish.

PYTHONPATH=tests python -m equal_builds --old COMMIT

Exit codes: 0 equal · 1 different · 2 the call is wrong. What is compared and how a wanted difference is accepted:
docs/equal_builds.md.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from equal_builds.accepted import Accepted, AcceptError, Entry, read_accepted
from equal_builds.checkouts import ROOT, Checkout, CheckoutError, checked_out, this_checkout
from equal_builds.compare import Comparison, compare
from equal_builds.inputs import INPUTS, make_input, names_by_hash
from equal_builds.report import comparison_lines, stale_lines, volatile_lines

EQUAL, DIFFERENT, USAGE = 0, 1, 2


def main() -> int:
    """The command line; gives the exit code."""
    asked = _parser().parse_args()
    # Whoever ends this wants no checkout to stay behind.
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    try:
        accepted = read_accepted(asked.accept) if asked.accept else Accepted()
        with _work_folder(asked.work) as work, checked_out(asked.old, work / "old", asked.old_python) as old:
            return _compare_all(asked, work, old, accepted)
    except (AcceptError, CheckoutError) as error:
        print(f"equal_builds: {error}", file=sys.stderr)
        return USAGE


def _compare_all(asked: argparse.Namespace, work: Path, old: Checkout, accepted: Accepted) -> int:
    """Builds and compares every input; prints each report as soon as there is one."""
    _tell(volatile_lines())
    names = tuple(name for name in INPUTS if name in asked.inputs)
    results = [_compare_input(name, asked, work, old, accepted) for name in names]
    compared = [result for result in results if result is not None]
    stale = stale_entries(accepted, compared, names)
    # After a red build nothing is known of what it would have published.
    if len(compared) == len(results):
        _tell(stale_lines(stale))
    is_equal = not stale and len(compared) == len(results) and all(result.is_equal for result in compared)
    print("EQUAL" if is_equal else "DIFFERENT")
    return EQUAL if is_equal else DIFFERENT


def _compare_input(
    name: str, asked: argparse.Namespace, work: Path, old: Checkout, accepted: Accepted
) -> Comparison | None:
    """Builds an input with both checkouts and compares; None when a build was not published."""
    documents = work / name / "documents"
    make_input(name, documents, project=ROOT, corpus_size=asked.corpus_size, seed=asked.seed)
    print(f"{name}:", flush=True)
    published = []
    for side, checkout in (("old", old), ("new", this_checkout())):
        built = checkout.build(work / name / side, documents)
        counted = ", ".join(f"{count} {outcome}" for outcome, count in sorted(built.documents.items()))
        print(f"  {side} built in {built.seconds:.0f} s: {counted or 'nothing read'}", flush=True)
        if built.published is None:
            print(f"  {side}: {built.said}\n  DIFFERENT: nothing to compare (--work DIR keeps what failed)", flush=True)
            return None
        published.append(built.published)
    comparison = compare(published[0], published[1], accepted.in_input(name))
    _tell(comparison_lines(comparison, asked.examples, names_by_hash(documents)))
    return comparison


def stale_entries(accepted: Accepted, compared: list[Comparison], inputs: tuple[str, ...]) -> list[Entry]:
    """The accepted entries that matched no difference, of those that hold for one of the inputs."""
    used = frozenset().union(*(comparison.used for comparison in compared))
    held = {entry for name in inputs for entry in accepted.in_input(name).entries}
    return [entry for entry in accepted.entries if entry in held and entry not in used]


@contextmanager
def _work_folder(named: Path | None) -> Iterator[Path]:
    """A folder for documents and homes: the one that was named, which stays, or one that goes away."""
    if named is None:
        with tempfile.TemporaryDirectory(prefix="equal-builds-") as folder:
            yield Path(folder)
        return
    named.mkdir(parents=True, exist_ok=True)
    yield named.resolve()


def _tell(lines: Iterator[str]) -> None:
    for line in lines:
        print(line, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="equal_builds", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--old", required=True, metavar="COMMIT", help="The commit to compare this working tree with.")
    parser.add_argument("--inputs", nargs="+", choices=INPUTS, default=list(INPUTS), help="What is built.")
    parser.add_argument("--corpus-size", type=_positive, default=300, help="Documents of the corpus.")
    parser.add_argument("--seed", type=int, default=1, help="Another seed makes another corpus.")
    parser.add_argument("--accept", type=Path, metavar="FILE", help="TOML with the wanted differences.")
    parser.add_argument("--old-python", type=_absolute, metavar="PATH", help="Another Python for the old commit.")
    parser.add_argument(
        "--work", type=_empty_folder, metavar="DIR", help="Keep documents and homes in this empty folder."
    )
    parser.add_argument("--examples", type=_positive, default=5, help="Rows of a kind that are shown.")
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is less than 1")
    return number


def _empty_folder(text: str) -> Path:
    path = Path(text)
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise argparse.ArgumentTypeError(f"{text} is not an empty folder")
    return path


def _absolute(text: str) -> Path:
    # Not resolved: the Python of a virtual environment is a link, and would be another one without it.
    return Path(text).absolute()


if __name__ == "__main__":
    sys.exit(main())
