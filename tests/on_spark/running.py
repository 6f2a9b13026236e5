"""Runs programs of the environment that has Spark."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from klantprofielen.home import Home
from klantprofielen.project import PROJECT

# A session on two processors and little memory.
_SMALL = {"KLANTPROFIELEN_SPARK_MEMORY": "2g", "KLANTPROFIELEN_SPARK_PARTITIONS": "4", "SPARK_LOCAL_IP": "127.0.0.1"}


def run_dbt(python: Path, home: Home, *arguments: str, raw: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Runs dbt with the target `spark` on a home's raw tables, or on those in `raw`."""
    place = home.path.resolve() / "spark"
    environment = {
        **os.environ,
        **_SMALL,
        "KLANTPROFIELEN_HOME": str(home.path.resolve()),
        "KLANTPROFIELEN_SPARK_RAW": str(raw or place / "raw"),
        "DBT_TARGET_PATH": str(place / "target"),
        "DBT_LOG_PATH": str(place / "logs"),
    }
    command = [str(python.parent / "dbt"), *arguments, "--target", "spark"]
    command += ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)]
    return subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)


def build(python: Path, home: Home) -> None:
    """Builds every seed and model."""
    for arguments in (
        ("run-operation", "name_raw_tables"),
        ("build", "--resource-type", "seed", "--resource-type", "model"),
    ):
        done = run_dbt(python, home, *arguments)
        assert done.returncode == 0, done.stdout[-4000:]


def extract(python: Path, home: Home, raw: Path, *paths: str) -> subprocess.CompletedProcess[str]:
    """Runs `klantprofielen extract --engine spark` into the folder `raw`."""
    environment = {**os.environ, **_SMALL, "KLANTPROFIELEN_SPARK_RAW": str(raw)}
    command = [
        str(python.parent / "klantprofielen"),
        "--home",
        str(home.path),
        "extract",
        "--engine",
        "spark",
        "--json",
    ]
    return subprocess.run([*command, *paths], env=environment, capture_output=True, text=True, check=False)
