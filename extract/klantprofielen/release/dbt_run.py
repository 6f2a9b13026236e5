"""Runs dbt on a fresh file that nobody else opens, and reads from its artefacts what failed."""

from __future__ import annotations

import errno
import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from klantprofielen.home import FILE_NAME, Home
from klantprofielen.release.build_lock import Held
from klantprofielen.release.dbt_process import FAILED_AGAIN, Task
from klantprofielen.release.progress import PARSING, Tell, heard
from klantprofielen.storage import describe, step

MAX_SECONDS = 3600.0
# The folder of dbt's artefacts in a release's.
WORK = "dbt"
_WHAT_DATA_CHANGES = "what_data_changes"
_STORAGE_FAULTS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS)
_LOG_TAIL = 200_000
_PROBE = 100_000
_PASSED = {"success", "pass", "warn", "no-op"}


@dataclass(frozen=True, slots=True)
class DbtRun:
    """How a dbt run ended, and what it printed."""

    succeeded: bool
    output: str


@dataclass(frozen=True, slots=True)
class Code:
    """The code that builds.

    Attributes:
        code_hash: as in `Inputs`.
        is_proven: a release of exactly this code passed all its tests before.
    """

    code_hash: str
    is_proven: bool


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


def run_dbt(
    home: Home, folder: Path, held: Held, project: Path, code: Code, *, max_seconds: float, tell: Tell
) -> DbtRun:
    """Runs `dbt build` into the file of the release in `folder`, for at most `max_seconds`; tells how far it is.

    dbt's own artefacts and logs go to its folder `dbt`.

    Failing rows of tests are kept in the file. Unit tests and tests of reference data, which only other code can
    change, run once for each code. dbt inherits the home's lock: should this process be killed, nobody else builds
    before dbt has ended as well.
    """
    work = folder / WORK
    environment = {
        **os.environ,
        "KLANTPROFIELEN_HOME": str(home.path.resolve()),
        "KLANTPROFIELEN_RELEASE": str((folder / FILE_NAME).resolve()),
    }
    tell(PARSING, 0, 0)
    try:
        with heard(tell) as telling:
            task = Task(
                project=str(project),
                work=str(work.resolve()),
                parsed=str(_parse_of(home, code).resolve()),
                selector=_WHAT_DATA_CHANGES if code.is_proven else "",
                telling=telling,
            )
            finished = subprocess.run(  # noqa: S603 - our own interpreter, no shell, no text from documents
                task.command(),
                env=environment,
                capture_output=True,
                text=True,
                errors="replace",
                check=False,
                pass_fds=[held.descriptor, telling],
                timeout=max_seconds,
            )
    except subprocess.TimeoutExpired as error:
        printed = b"".join(part for part in (error.stdout, error.stderr) if isinstance(part, bytes))
        ended = f"dbt was ended after {max_seconds:g} s (--max-build-seconds); its log says how far it was."
        return DbtRun(False, f"{printed.decode(errors='replace')}{ended}")
    ended = f"dbt was ended by signal {-finished.returncode}." if finished.returncode < 0 else ""
    return DbtRun(finished.returncode == 0, finished.stdout + finished.stderr + ended)


def find_storage_fault(run: DbtRun, failures: list[Failure], work: Path) -> str | None:
    """What the system answered when dbt could not write, and what to do about it; None when it was something else."""
    texts = [run.output, *(failure.message for failure in failures), _end_of_log(work / "dbt.log")]
    for number in _STORAGE_FAULTS:
        if any(os.strerror(number) in text for text in texts):
            return describe(OSError(number, os.strerror(number), str(work.parent)))
    return _fault_of_writing(work)


def _end_of_log(log: Path) -> str:
    try:
        return log.read_bytes()[-_LOG_TAIL:].decode(errors="replace")
    except OSError:
        return ""


def _fault_of_writing(work: Path) -> str | None:
    """Writes a little where dbt writes: on a disk that is full its own last words may be lost."""
    try:
        work.mkdir(parents=True, exist_ok=True)
        probe = work / "probe"
        probe.write_bytes(b"x" * _PROBE)
        probe.unlink()
    except OSError as error:
        return describe(error)
    return None


def keep_parse(home: Home, folder: Path, code: Code) -> None:
    """Keeps what dbt parsed of this code for the next build, and only that: dbt checks every file against it."""
    made, kept = folder / WORK / "partial_parse.msgpack", _parse_of(home, code)
    if made.exists():
        with step("Keeping what dbt parsed"):
            kept.parent.mkdir(exist_ok=True)
            for other in kept.parent.iterdir():
                if other != kept:
                    other.unlink()
            made.replace(kept)


def _parse_of(home: Home, code: Code) -> Path:
    return home.parsed / f"{code.code_hash}.msgpack"


def read_failures(work: Path) -> list[Failure]:
    """What failed in a dbt run, from its artefacts; nothing when dbt ended before it had written them."""
    tables = {
        result["unique_id"]: result["relation_name"]
        for result in _results(work / FAILED_AGAIN)
        if result["status"] == "fail"
    }
    failures = []
    for result in _results(work):
        if result["status"] not in {*_PASSED, "skipped"}:
            kind, _, rest = result["unique_id"].partition(".")
            table = tables.get(result["unique_id"])
            failures.append(
                Failure(
                    rest.split(".")[-1 if kind == "unit_test" else 1],
                    kind,
                    (result["message"] or result["status"]).strip(),
                    result["failures"],
                    _table_name(table) if table else None,
                )
            )
    return failures


def _results(work: Path) -> list[dict[str, Any]]:
    try:
        results: list[dict[str, Any]] = json.loads((work / "run_results.json").read_bytes())["results"]
    except (OSError, ValueError):
        # Not there, or on a full disk only half: then dbt's own words are all there is.
        return []
    return results


def _table_name(relation: str) -> str:
    """`"klantprofielen"."dbt_test__audit"."name"` without the catalog and the quotes that no name of ours needs."""
    return ".".join(part.strip('"') for part in relation.split(".")[1:])
