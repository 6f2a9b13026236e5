"""What a build depends on: the rows of the landing file, the code, and who publishes.

Two builds with equal inputs give the same rows and the same files, so the second needs not be done.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import duckdb

from klantprofielen.home import Home
from klantprofielen.project import CARRIED, DBT_PARTS, files_of
from klantprofielen.storage import step

_PACKAGE = Path(__file__).resolve().parents[1]
# What dbt reads of a project, and what it has fetched of others (`dbt deps`), should somebody's own project do so.
_PARTS = (*DBT_PARTS, "package-lock.yml")
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
    # The copy of a project that an installed program carries counts only where it builds.
    own = [name for name in files_of(_PACKAGE, (".",)) if name.parts[0] != CARRIED]
    for root, files in ((project, files_of(project, _PARTS)), (_PACKAGE, own)):
        for file in files:
            digest.update(f"{file.as_posix()} ".encode())
            digest.update(hashlib.sha256((root / file).read_bytes()).digest())
    if publisher.exists():
        digest.update(publisher.read_bytes())
    return digest.hexdigest()
