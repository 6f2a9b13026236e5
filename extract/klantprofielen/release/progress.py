"""What a build tells of itself while it runs: which step it is at, and how much of that is done.

dbt runs in a process of its own and tells through a pipe, a line for each thing that it has done. Nobody needs to
listen: a build that was killed leaves dbt running, which then tells nobody.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

# Is told the step, how many of it are done, and of how many: 0 where there is nothing to count.
Tell = Callable[[str, int, int], None]

PARSING = "dbt reads the models"
BUILDING = "dbt builds tables and tests them"
PACKING = "packing and auditing the file"
WRITING = "writing the release files"


def tell_nobody(_step: str, _done: int, _of: int) -> None:
    """Where nobody looks on."""


@contextmanager
def heard(tell: Tell) -> Iterator[int]:
    """A descriptor on which a child tells of its nodes (tables, seeds, tests); what comes is told on as it comes."""
    reading, writing = os.pipe()
    listener = threading.Thread(target=_listen, args=(reading, tell), daemon=True)
    listener.start()
    try:
        yield writing
    finally:
        os.close(writing)
        listener.join()


def _listen(reading: int, tell: Tell) -> None:
    with open(reading, encoding="ascii") as lines:
        for line in lines:
            done, of = line.split()
            tell(BUILDING, int(done), int(of))


class NodesTold:
    """For the child: takes dbt's events, and tells after each node how many are done of all."""

    def __init__(self, writing: int) -> None:
        self._writing: int | None = writing
        self._lock = threading.Lock()
        self._done = 0
        self._of = 0

    def __call__(self, event: Any) -> None:  # noqa: ANN401 - dbt's messages have no types
        """Takes an event; it comes from any of dbt's threads."""
        name = event.info.name
        if name == "LogStartLine":
            self._of = event.data.total
        elif name == "NodeFinished":
            with self._lock:
                self._done += 1
                self._write()

    def _write(self) -> None:
        if self._writing is None or not self._of:
            return
        try:
            os.write(self._writing, f"{self._done} {self._of}\n".encode("ascii"))
        except OSError:
            # Whoever listened has ended; dbt has not.
            self._writing = None
