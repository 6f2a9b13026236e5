"""Runs dbt on a fresh file that nobody else opens."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from klantprofielen.home import Home
from klantprofielen.release.lock import Held

_DBT = "from dbt.cli.main import cli; cli()"


@dataclass(frozen=True, slots=True)
class DbtRun:
    """How a dbt run ended, and what it printed."""

    succeeded: bool
    output: str


def run_dbt(home: Home, release_file: Path, work: Path, held: Held, project: Path) -> DbtRun:
    """Runs `dbt build` into `release_file`; dbt's own artefacts and logs go to the folder `work`.

    Failing rows of tests are kept in the file. dbt inherits the home's lock: should this process be killed, nobody
    else builds before dbt has ended as well.
    """
    environment = {
        **os.environ,
        "KLANTPROFIELEN_HOME": str(home.path.resolve()),
        "KLANTPROFIELEN_RELEASE": str(release_file.resolve()),
        "DBT_TARGET_PATH": str(work.resolve()),
        "DBT_LOG_PATH": str(work.resolve()),
    }
    command = [sys.executable, "-c", _DBT, "build", "--quiet", "--store-failures"]
    folders = ["--project-dir", str(project), "--profiles-dir", str(project)]
    finished = subprocess.run(  # noqa: S603 - our own interpreter, no shell, no text from documents
        [*command, *folders],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        pass_fds=[held.descriptor],
    )
    return DbtRun(finished.returncode == 0, finished.stdout + finished.stderr)
