"""Runs dbt on a fresh file that nobody else opens, and reads from its artefacts what failed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from klantprofielen.home import Home
from klantprofielen.release.lock import Held

DBT_PROGRAM = (sys.executable, "-m", "dbt.cli.main")
_PASSED = {"success", "pass", "warn", "no-op"}


@dataclass(frozen=True, slots=True)
class DbtRun:
    """How a dbt run ended, and what it printed."""

    succeeded: bool
    output: str


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that did not pass.

    Attributes:
        rows: how many rows fail, for a test that ran.
        table: where the failing rows stand in the failed file; None when there are none (an error, a unit test).
    """

    name: str
    kind: str
    message: str
    rows: int | None
    table: str | None


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
    command = [*DBT_PROGRAM, "build", "--quiet", "--store-failures"]
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


def read_failures(work: Path) -> list[Failure]:
    """What failed in a dbt run, from its artefacts; nothing when dbt ended before it wrote any."""
    results = work / "run_results.json"
    if not results.exists():
        return []
    failures = []
    for result in json.loads(results.read_bytes())["results"]:
        if result["status"] not in {*_PASSED, "skipped"}:
            kind, _, rest = result["unique_id"].partition(".")
            has_rows = result["status"] == "fail" and result["relation_name"]
            failures.append(
                Failure(
                    rest.split(".")[-1 if kind == "unit_test" else 1],
                    kind,
                    (result["message"] or result["status"]).strip(),
                    result["failures"],
                    _table_name(result["relation_name"]) if has_rows else None,
                )
            )
    return failures


def _table_name(relation: str) -> str:
    """`"klantprofielen"."dbt_test__audit"."name"` without the catalog and the quotes that no name of ours needs."""
    return ".".join(part.strip('"') for part in relation.split(".")[1:])
