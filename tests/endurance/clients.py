"""Opens a published warehouse with older DuckDB clients, each installed into a folder of its own.

PYTHONPATH=tests python -m endurance.clients HOME 1.0.0 1.1.3 1.2.2 1.3.2 1.4.4
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from klantprofielen.home import Home
from klantprofielen.release.release import read_manifest

_PROGRAM = (
    "import duckdb, sys\n"
    "connection = duckdb.connect(sys.argv[1], read_only=True)\n"
    "rows = sum(connection.execute(f'select count(*) from {table}').fetchone()[0] for table in sys.argv[2:])\n"
    "print(duckdb.__version__, rows)\n"
)


def _installer() -> list[str]:
    """The installer: uv where it is, as in the Makefile, else pip."""
    options = ["install", "--quiet", "--no-deps", "--only-binary", ":all:"]
    uv = shutil.which("uv")
    return [uv, "pip", *options, "--python", sys.executable] if uv else [sys.executable, "-m", "pip", *options]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("versions", nargs="+")
    asked = parser.parse_args()
    home = Home(asked.home)
    release = read_manifest(home.current)
    for version in asked.versions:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([*_installer(), "--target", folder, f"duckdb=={version}"], check=True)
            counted = subprocess.run(
                [sys.executable, "-c", _PROGRAM, str(home.published), *release.tables],
                env={**os.environ, "PYTHONPATH": folder},
                check=True,
                capture_output=True,
                text=True,
            )
        assert counted.stdout.split() == [version, str(release.rows)], counted.stdout
        print(f"DuckDB {version} reads all {release.rows} rows")


if __name__ == "__main__":
    main()
