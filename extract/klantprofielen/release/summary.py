"""Sums up a release for its manifest: hashes, rows, publications, findings, and what changed since the one before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from klantprofielen.home import FILE_NAME, SUMS, Home
from klantprofielen.release.audit import STORAGE_VERSION
from klantprofielen.release.diff import diff
from klantprofielen.release.files.published_tables import Table
from klantprofielen.release.files.write_files import is_synthetic
from klantprofielen.release.inputs import Inputs
from klantprofielen.release.release import (
    Changes,
    Release,
    TableSummary,
    UnknownReleaseError,
    current_id,
    file_of,
    find,
)
from klantprofielen.storage import StorageError, hash_file, step
from klantprofielen.version import program_version


def summarize(
    home: Home, folder: Path, release_id: str, inputs: Inputs, tables: list[Table], rows: dict[str, int]
) -> Release:
    """What the manifest of the release in `folder` says; all its files but the manifest are there.

    Raises:
        StorageError: a file cannot be read.
    """
    with step("Summing up the release"):
        with duckdb.connect(str(folder / FILE_NAME), read_only=True) as connection:
            publications = _counted(connection, "mart_publications", "status")
            findings = _counted(connection, "mart_findings", "severity")
            synthetic = is_synthetic(connection)
        release = Release(
            release_id=release_id,
            built_at=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
            landing_hash=inputs.landing_hash,
            code_hash=inputs.code_hash,
            storage_version=STORAGE_VERSION,
            file_sha256=hash_file(folder / FILE_NAME),
            content_sha256=hash_file(folder / SUMS),
            tables={table.name: TableSummary(rows[table.name], table.key) for table in tables},
            publications=publications,
            findings=findings,
            previous=current_id(home),
            changes={},
            program_version=program_version(),
            is_synthetic=synthetic,
        )
    return replace(release, changes=_changes(home, release, folder))


def _counted(connection: duckdb.DuckDBPyConnection, mart: str, column: str) -> dict[str, int]:
    return dict(
        connection.sql(f"select {column}, count(*) from {mart} group by all order by all").fetchall()  # noqa: S608 - ours
    )


def _changes(home: Home, release: Release, folder: Path) -> dict[str, Changes] | None:
    """How the rows differ from the published release; None when there is one that cannot be read."""
    if release.previous is None:
        return {}
    try:
        before = find(home, release.previous)
        compared = diff((before, file_of(home, before)), (release, folder / FILE_NAME))
    except (UnknownReleaseError, StorageError, duckdb.Error):
        # A build needs nothing of a damaged release.
        return None
    return {each.table: each.counts for each in compared if not each.is_empty}
