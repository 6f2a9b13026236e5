"""Paths as they are given on the command line."""

from __future__ import annotations

from pathlib import Path

import typer


def read_path(text: str) -> Path:
    """A path that was given; an empty one would mean the folder where somebody happens to stand.

    Raises:
        typer.BadParameter: it is empty.
    """
    if not text.strip():
        raise typer.BadParameter("a path is empty; write . for this folder.")
    return Path(text)
