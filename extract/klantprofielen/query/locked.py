"""Opens a published file so that a query can read it and nothing else.

What is shut: writing (COPY TO, EXPORT), other files (read_csv, glob, ATTACH), extensions (INSTALL, LOAD), settings
(SET), secrets, and Python's own variables. What stays open is `enable_logging`: see docs/operating.md.
"""

from __future__ import annotations

import os
from pathlib import Path

import duckdb

from klantprofielen.home import PROJECT, Home
from klantprofielen.storage import step

MEMORY_LIMIT = "1GB"
THREADS = 2


class NotPublishedError(Exception):
    """There is no file to open."""


def connect(
    home: str | Path | None = None, *, memory_limit: str = MEMORY_LIMIT, threads: int = THREADS
) -> duckdb.DuckDBPyConnection:
    """Opens the published warehouse of a home: read-only, alone, with bounded memory and threads.

    Every call opens the release that is current at that moment and keeps it until it is closed; open anew to see a
    newer one. Intermediate results that do not fit in `memory_limit` are an error: nothing is written to disk.

    Args:
        home: the folder that holds `warehouse/`; without it KLANTPROFIELEN_HOME, else the project's folder.
        memory_limit: as DuckDB writes it, such as `1GB`.
        threads: how many processors a query may use.

    Raises:
        NotPublishedError: nothing is published there.
        StorageError: the file cannot be read.
    """
    where = Path(home) if home is not None else Path(os.environ.get("KLANTPROFIELEN_HOME", PROJECT))
    return open_locked(Home(where).published, memory_limit=memory_limit, threads=threads)


def open_locked(
    path: Path, *, memory_limit: str = MEMORY_LIMIT, threads: int = THREADS, errors_as_json: bool = False
) -> duckdb.DuckDBPyConnection:
    """Opens any release's file, or a failed build's, as `connect` opens the published one."""
    if not path.exists():
        raise NotPublishedError(f"{path} is not there; `klantprofielen build PATHS` makes it.")
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
