"""Two checkouts of the project, and how each builds a warehouse from the same files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_ENTER = Path(__file__).resolve().with_name("enter.py")
_PUBLISHED = Path("warehouse") / "klantprofielen.duckdb"
# How long a document takes is the machine's affair: with the usual limits a busy one would decline other documents in
# one build than in the other.
_UNHURRIED = ("--max-seconds", "600", "--max-cpu-seconds", "600")
_LAST_LINES = 30


class CheckoutError(Exception):
    """There is no such commit, or git cannot check it out."""


@dataclass(frozen=True, slots=True)
class Built:
    """A build that was published, or why it was not.

    Attributes:
        published: the DuckDB file; None when a command failed.
        said: the last lines of the command that failed; else empty.
        documents: how many files had which outcome, as `extract` tells it.
    """

    published: Path | None
    said: str
    documents: dict[str, int]
    seconds: float


@dataclass(frozen=True, slots=True)
class Checkout:
    """A folder with the whole project, and the Python that runs it."""

    folder: Path
    python: Path

    def build(self, home: Path, documents: Path) -> Built:
        """Reads the documents into a home and publishes its warehouse."""
        started = time.monotonic()
        home.mkdir(parents=True, exist_ok=True)
        outcomes: Counter[str] = Counter()
        for command in (["extract", "--json", *_UNHURRIED, str(documents)], ["build", "--json"]):
            done = self._run(home, command)
            if done.returncode != 0:
                said = f"{command[0]} ended with exit code {done.returncode}:\n{_last_lines(done.stderr + done.stdout)}"
                return Built(None, said, {}, time.monotonic() - started)
            outcomes.update(document["outcome"] for document in json.loads(done.stdout).get("documents", []))
        return Built(home / _PUBLISHED, "", outcomes, time.monotonic() - started)

    def _run(self, home: Path, command: list[str]) -> subprocess.CompletedProcess[str]:
        # Settings of whoever runs this would hold for both, or only for the one that knows them.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("KLANTPROFIELEN_")}
        environment["PYTHONPATH"] = str(self._package_folder())
        return subprocess.run(
            [str(self.python), "-P", str(_ENTER), str(self.folder.resolve()), "--home", str(home), *command],
            cwd=home,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def _package_folder(self) -> Path:
        """The folder from which `klantprofielen` is imported, wherever this checkout keeps it."""
        for package in sorted(self.folder.glob("*/klantprofielen/cli*")):
            return package.resolve().parents[1]
        raise CheckoutError(f"{self.folder} has no package klantprofielen with a command line")


def this_checkout() -> Checkout:
    """The working tree as it stands, also what is not committed."""
    return Checkout(ROOT, Path(sys.executable))


@contextmanager
def checked_out(commit: str, folder: Path, python: Path | None = None) -> Iterator[Checkout]:
    """A commit in a folder of its own, which is gone afterwards.

    Raises:
        CheckoutError: there is no such commit, or no git.
    """
    found = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}")
    if found.returncode != 0:
        raise CheckoutError(f"{commit} is no commit of this repository")
    added = _git("worktree", "add", "--detach", "--quiet", str(folder), found.stdout.strip())
    try:
        if added.returncode != 0:
            raise CheckoutError(f"git could not check out {commit}: {added.stderr.strip()}")
        yield Checkout(folder, python or Path(sys.executable))
    finally:
        _git("worktree", "remove", "--force", str(folder))


def _git(*arguments: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError as error:
        raise CheckoutError(f"git cannot be run: {error}") from error


def _last_lines(text: str) -> str:
    return "\n".join(text.strip().splitlines()[-_LAST_LINES:])
