"""The process in which dbt runs: `python -m klantprofielen.release.dbt_process '{"project": …}'`.

One process for all of dbt's commands, so that what dbt loads and parses is loaded and parsed once. It ends by itself
when its work is done; the build that started it may be killed at any moment and leaves it the home's lock.
"""

from __future__ import annotations

import gc
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from klantprofielen.release.progress import NodesTold

# Where, below the folder of dbt's artefacts, the second run of failed tests puts its own.
FAILED_AGAIN = "failed_tests"
_SELDOM = (50_000, 20, 20)


@dataclass(frozen=True, slots=True)
class Task:
    """What dbt is asked to do.

    Attributes:
        project: the folder of the dbt project.
        work: where dbt's artefacts and logs go.
        parsed: a parse of the same code that an earlier build kept; need not be there.
        selector: a selector of `selectors.yml`; empty to build everything.
        telling: the descriptor on which it tells how far it is (`progress.heard`).
    """

    project: str
    work: str
    parsed: str
    selector: str
    telling: int

    def command(self) -> list[str]:
        """The command that runs this task."""
        return [sys.executable, "-m", __name__, json.dumps(asdict(self))]


def main() -> int:
    """Builds; tests that fail run again and keep their failing rows. Gives 0 when everything passed."""
    task = Task(**json.loads(sys.argv[1]))
    # Most of what dbt makes of the project stays until the end: it need not be looked through all the time.
    gc.set_threshold(*_SELDOM)
    from dbt.cli.main import dbtRunner  # noqa: PLC0415 - takes long, and only this process needs it

    folders = ["--project-dir", task.project, "--profiles-dir", task.project, "--log-path", task.work]
    quiet = ["--quiet", "--no-use-colors", "--log-level-file", "info"]
    parsed = ["--partial-parse-file-path", task.parsed] if Path(task.parsed).exists() else []
    selected = ["--selector", task.selector] if task.selector else []
    runner = dbtRunner(callbacks=[NodesTold(task.telling)])
    done = runner.invoke([*quiet, "build", *folders, "--target-path", task.work, *parsed, *selected])
    if done.exception:
        print(done.exception)
    failed = _failed_tests(done.result)
    if failed:
        again = ["--target-path", str(Path(task.work) / FAILED_AGAIN), "--store-failures", "--select", *failed]
        kept = Path(task.work) / "partial_parse.msgpack"
        dbtRunner().invoke([*quiet, "test", *folders, "--partial-parse-file-path", str(kept), *again])
    return 0 if done.success else 1


def _failed_tests(result: Any) -> list[str]:  # noqa: ANN401 - dbt gives whatever the command makes
    """The names of the data tests of which rows failed."""
    return [
        each.node.name
        for each in getattr(result, "results", ())
        if each.status == "fail" and each.node.resource_type == "test"
    ]


if __name__ == "__main__":
    sys.exit(main())
