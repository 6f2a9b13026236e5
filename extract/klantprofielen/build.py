"""Runs dbt on a fresh file that nobody else opens."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from klantprofielen.home import PROJECT, Home


@dataclass(frozen=True, slots=True)
class DbtRun:
    """How a dbt run ended, and what it printed."""

    succeeded: bool
    output: str


def run_dbt(home: Home, release_file: Path, work: Path) -> DbtRun:
    """Runs `dbt build` into `release_file`; dbt's own artefacts and logs go to the folder `work`."""
    environment = {
        **os.environ,
        "KLANTPROFIELEN_HOME": str(home.path.resolve()),
        "KLANTPROFIELEN_RELEASE": str(release_file.resolve()),
        "DBT_TARGET_PATH": str(work.resolve()),
        "DBT_LOG_PATH": str(work.resolve()),
    }
    command = [sys.executable, "-m", "dbt.cli.main", "build", "--quiet"]
    folders = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)]
    finished = subprocess.run(  # noqa: S603 - our own interpreter, no shell, no text from documents
        [*command, *folders], env=environment, capture_output=True, text=True, check=False
    )
    return DbtRun(finished.returncode == 0, finished.stdout + finished.stderr)
