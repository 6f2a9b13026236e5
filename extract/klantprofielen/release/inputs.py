"""What a build depends on: the rows of the landing file, the code, and who publishes.

Two builds with equal inputs give the same rows and the same files, so the second needs not be done.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import duckdb

from klantprofielen.home import Home
from klantprofielen.storage import step

_CODE = (
    "dbt_project.yml",
    "profiles.yml",
    "selectors.yml",
    "models",
    "macros",
    "seeds",
    "tests/dbt",
    "extract/klantprofielen",
)
_MADE = {"__pycache__"}
_PACKAGES = ("dbt-adapters", "dbt-core", "dbt-duckdb", "duckdb", "xlsxwriter")


@dataclass(frozen=True, slots=True)
class Inputs:
    """The inputs of a build.

    Attributes:
        landing_hash: of all rows that were read, in any order.
        code_hash: of models, seeds, tests, the package, the versions of what runs them, and the publisher.
        loaded_at: when the last load ended (UTC); None before the first. The files of a release bear this moment, not
            the moment of the build, so that building again changes nothing.
    """

    landing_hash: str
    code_hash: str
    loaded_at: datetime | None


def read_inputs(home: Home, project: Path) -> Inputs:
    """Reads the inputs of a build.

    Raises:
        StorageError: the landing file or the code cannot be read.
    """
    with step("Reading what was loaded"):
        landing_hash, loaded_at = _read_landing(home.landing)
    with step("Reading the code"):
        code_hash = _hash_code(project, home.publisher)
    return Inputs(landing_hash, code_hash, loaded_at)


def _read_landing(landing: Path) -> tuple[str, datetime | None]:
    digest = hashlib.sha256()
    with duckdb.connect(str(landing), read_only=True) as connection:
        tables = connection.sql(
            "select table_name from duckdb_tables() where schema_name = 'raw' order by all"
        ).fetchall()
        for (table,) in tables:
            rows = connection.sql(
                f"select count(*), sum(hash(t)::hugeint) from raw.{table} as t"  # noqa: S608 - our own names
            ).fetchone()
            digest.update(f"{table} {rows}\n".encode())
        last = connection.sql("select max(finished_at) from raw.loads").fetchone()
    return digest.hexdigest(), last[0] if last else None


def _hash_code(project: Path, publisher: Path) -> str:
    digest = hashlib.sha256()
    for package in _PACKAGES:
        digest.update(f"{package} {version(package)}\n".encode())
    for path in _code_files(project):
        digest.update(f"{path.relative_to(project).as_posix()} ".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    if publisher.exists():
        digest.update(publisher.read_bytes())
    return digest.hexdigest()


def _code_files(project: Path) -> Iterator[Path]:
    for name in _CODE:
        place = project / name
        if place.is_file():
            yield place
        else:
            yield from sorted(
                path for path in place.rglob("*") if path.is_file() and not _MADE.intersection(path.parts)
            )
