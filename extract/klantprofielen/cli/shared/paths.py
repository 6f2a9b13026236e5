"""Paths as they are given on the command line."""

from __future__ import annotations

from pathlib import Path

import typer


def path(given: str | Path) -> Path:
    """A path that was given, or is the default; an empty one would mean the folder where somebody happens to stand.

    The help calls a parameter's kind by this name.

    Raises:
        typer.BadParameter: it is empty.
    """
    return Path(address(str(given)))


def address(given: str) -> str:
    """A path as it was written: the two slashes of `hdfs://` are one in a `Path`.

    Raises:
        typer.BadParameter: it is empty.
    """
    if not given.strip():
        raise typer.BadParameter("a path is empty; write . for this folder.")
    return given
