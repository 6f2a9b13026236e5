"""A PostgreSQL server for the length of a test run: in a temporary folder, on a free port, not as root."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict

USER = "owner"


def _binaries() -> Path | None:
    """The folder of the newest server's programs; None when the machine has none."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    found = shutil.which("pg_ctl")
    return installed[-1].parent if installed else Path(found).resolve().parent if found else None


def variables_of(address: str) -> dict[str, str]:
    """The variables by which PostgreSQL's own programs and drivers find that database."""
    parts = conninfo_to_dict(address)
    names = {"PGHOST": "host", "PGPORT": "port", "PGDATABASE": "dbname", "PGUSER": "user"}
    return {name: str(parts[part]) for name, part in names.items()}


@contextmanager
def server() -> Iterator[str]:
    """Runs a server; gives the address of a database `bi` whose owner may make roles, but is no superuser.

    The test is skipped by name where no server is installed.
    """
    programs = _binaries()
    if programs is None:
        pytest.skip("PostgreSQL: no server is installed here (apt-get install postgresql)")
    # PostgreSQL refuses to run as root, and root's own temporary folders are closed to others.
    user = "nobody" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        if user:
            shutil.chown(folder, user)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]

        def run(program: str, *arguments: str) -> None:
            subprocess.run(
                [programs / program, *arguments],
                check=True,
                user=user,
                cwd=folder,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
                stdout=subprocess.DEVNULL,
                timeout=60,
            )

        data = str(folder / "data")
        run("initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            admin = f"postgresql://postgres@127.0.0.1:{port}/postgres"
            made = (f"create role {USER} login createrole", f"create database bi owner {USER}")
            run("psql", "-q", admin, "-c", made[0], "-c", made[1])
            yield f"postgresql://{USER}@127.0.0.1:{port}/bi"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder)
