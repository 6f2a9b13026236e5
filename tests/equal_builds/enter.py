"""Runs the command line of one checkout: `python -P enter.py CHECKOUT ARGUMENTS…`, its package on PYTHONPATH.

A file, not `-c`: without a file DuckDB takes the process for an interactive one, and a slow query then draws its
progress bar among the JSON.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path


def enter() -> None:
    """Fails rather than let a checkout be built by the code of another, which may be installed."""
    # Imported here: workers run this file, too, and need no command line.
    import klantprofielen  # noqa: PLC0415

    own, where = Path(sys.argv.pop(1)), Path(klantprofielen.__file__).resolve()
    if not where.is_relative_to(own):
        sys.exit(f"{where} is not of the checkout {own}")
    # The command line was one module before it became a package.
    name = "klantprofielen.cli.app" if (where.parent / "cli").is_dir() else "klantprofielen.cli"
    import_module(name).app()


if __name__ == "__main__":
    enter()
