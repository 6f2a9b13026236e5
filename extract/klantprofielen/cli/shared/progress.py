"""Signs of life of a long command, on standard error: a live line on a terminal, elsewhere a plain line now and then.

Nothing of it stands in what the command answers, and `--json` shows none of it.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from types import TracebackType

from rich.progress import BarColumn, Progress, ProgressColumn, SpinnerColumn, Task, TextColumn, TimeElapsedColumn
from rich.text import Text

from klantprofielen.cli.shared.printing import error_console, print_error

# A command that has ended by then has given no reason to wonder.
_FIRST_SECONDS = 1.0
_EVERY_SECONDS = 5.0


@dataclass(slots=True)
class _Step:
    name: str
    began: float
    done: int = 0
    of: int = 0

    def __str__(self) -> str:
        return f"{self.name}: {self.done} of {self.of}" if self.of else self.name


class Steps:
    """The steps of one command, while the block runs; at its end one line says how long each took.

    Args:
        quiet: shows nothing.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._steps: list[_Step] = []
        self._ended = threading.Event()
        live = error_console.is_terminal and not error_console.is_dumb_terminal and not quiet
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), _Count(), TimeElapsedColumn())
        self._live = Progress(*columns, console=error_console, transient=True) if live else None
        self._line = threading.Thread(target=self._print_now_and_then, daemon=True)

    def __enter__(self) -> Steps:
        if self._live:
            self._live.start()
        elif not self._quiet:
            self._line.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        self._ended.set()
        if self._live:
            self._live.stop()
        elif not self._quiet:
            self._line.join()
        if kind is None and not self._quiet:
            self._print_times()

    def tell(self, step: str, done: int = 0, of: int = 0) -> None:
        """The command is at this step, of which so many are done of so many; 0 of 0 where nothing is counted."""
        is_new = not self._steps or self._steps[-1].name != step
        if is_new:
            self._steps.append(_Step(step, time.monotonic()))
        self._steps[-1].done, self._steps[-1].of = done, of
        if self._live:
            if is_new:
                for task in self._live.task_ids:
                    self._live.remove_task(task)
                self._live.add_task(step, total=None)
            self._live.update(self._live.task_ids[0], completed=done, total=of or None)

    def _print_now_and_then(self) -> None:
        wait = _FIRST_SECONDS
        while not self._ended.wait(wait):
            wait = _EVERY_SECONDS
            if self._steps:
                step = self._steps[-1]
                print_error(f"{step} ({time.monotonic() - step.began:.0f} s)")

    def _print_times(self) -> None:
        ends = [*(step.began for step in self._steps[1:]), time.monotonic()]
        if self._steps and ends[-1] - self._steps[0].began >= _FIRST_SECONDS:
            each = (f"{step}, {end - step.began:.0f} s" for step, end in zip(self._steps, ends, strict=True))
            print_error(f"Took {ends[-1] - self._steps[0].began:.0f} s ({'; '.join(each)}).")


class _Count(ProgressColumn):
    """How many are done of all, and how many a second of late; nothing where nothing is counted."""

    def render(self, task: Task) -> Text:
        """Such as `3 of 40, 1.5/s`."""
        if not task.total:
            return Text()
        speed = f", {task.speed:.1f}/s" if task.speed else ""
        return Text(f"{task.completed:.0f} of {task.total:.0f}{speed}", style="progress.download")
