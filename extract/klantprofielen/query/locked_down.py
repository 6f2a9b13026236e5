"""Opens a published file so that a query can read it and nothing else.

What is shut by DuckDB's settings: writing (COPY TO, EXPORT), other files (read_csv, glob, ATTACH), extensions (INSTALL,
LOAD), settings (SET), secrets, and Python's own variables; by `statements`: what is no question, and functions that
reach into the process.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from klantprofielen.home import Home, home_of
from klantprofielen.query.connection import Connection
from klantprofielen.storage import step

MEMORY_LIMIT = "1GB"
THREADS = 2


class NotPublishedError(Exception):
    """There is no file to open."""


class OtherReleaseError(NotPublishedError):
    """The published release is of another version than this program."""


def connect(home: str | Path | None = None, *, memory_limit: str = MEMORY_LIMIT, threads: int = THREADS) -> Connection:
    """Opens the published warehouse of a home: read-only, alone, for questions and temporary tables.

    For an analyst's own questions. It runs in this process: DuckDB keeps its tables within `memory_limit`, but one
    value (a list, a text) can take more, and nothing stops a question that goes on. SQL that others write belongs in
    `klantprofielen.ask`, which runs it in a process that can be stopped.

    Every call opens the release that is current at that moment and keeps it until it is closed; open anew to see a
    newer one. Intermediate results that do not fit in `memory_limit` are an error: nothing is written to disk.

    Args:
        home: the folder that holds `warehouse/`; without it KLANTPROFIELEN_HOME, else the checkout, or for an installed
            program the current folder.
        memory_limit: as DuckDB writes it, such as `1GB`.
        threads: how many processors a query may use.

    Raises:
        NotPublishedError: nothing is published there.
        StorageError: the file cannot be read.
    """
    return Connection(open_locked(home_of(home).published, memory_limit=memory_limit, threads=threads))


def require_published(path: Path) -> None:
    """Checks that there is a file to open.

    Raises:
        NotPublishedError: there is none.
    """
    if not path.exists():
        raise NotPublishedError(f"{path} is not there; {Home(path.parents[1]).build_command} makes it.")


@contextmanager
def of_this_version() -> Iterator[None]:
    """Says of a release that lacks a table, column or function which this program reads how it gets them.

    Raises:
        OtherReleaseError: it lacks one.
    """
    try:
        yield
    except (duckdb.BinderException, duckdb.CatalogException) as error:
        raise OtherReleaseError(
            "The published release was built by another version of this program; `klantprofielen build --force` "
            f"builds it anew. What is missed: {str(error).splitlines()[0]}"
        ) from error


def open_locked(
    path: Path, *, memory_limit: str = MEMORY_LIMIT, threads: int = THREADS, errors_as_json: bool = False
) -> duckdb.DuckDBPyConnection:
    """Opens any release's file, or a failed build's, as `connect` opens the published one."""
    require_published(path)
    config: dict[str, str | bool | int | float | list[str]] = {
        "enable_external_access": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
        "allow_persistent_secrets": False,
        "python_enable_replacements": False,
        "memory_limit": memory_limit,
        "threads": threads,
        "temp_directory": "",
        "errors_as_json": errors_as_json,
        "lock_configuration": True,
    }
    with step("Opening the warehouse"):
        # The release's own path: in one process DuckDB hands out what it has open under a name already.
        return duckdb.connect(str(path.resolve()), read_only=True, config=config)
