"""Runs the command line of one checkout: `python -P enter.py CHECKOUT ARGUMENTS…`, its package on PYTHONPATH.

A file, not `-c`: without a file DuckDB takes the process for an interactive one, and a slow query then draws its
progress bar among the JSON.
"""

from __future__ import annotations

import sys
from pathlib import Path


def enter() -> None:
    """Fails rather than let a checkout be built by the code of another, which may be installed."""
    from klantprofielen import cli  # noqa: PLC0415 - workers run this file, too, and need no command line

    own, where = Path(sys.argv.pop(1)), Path(cli.__file__).resolve()
    if not where.is_relative_to(own):
        sys.exit(f"{where} is not of the checkout {own}")
    cli.app()


if __name__ == "__main__":
    enter()
