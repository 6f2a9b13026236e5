"""The program, called in this process with a home."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner, Result

from klantprofielen.cli.app import app
from klantprofielen.cli.shared.exits import Exit


def invoked(home: Path, *arguments: object, **options: object) -> Result:
    return CliRunner().invoke(app, ["--home", str(home), *map(str, arguments)], **options)


def said(home: Path, *arguments: object, code: int = Exit.DONE, **options: object) -> str:
    """What the program says where it ends with this code."""
    done = invoked(home, *arguments, **options)
    assert done.exit_code == code, done.output
    return done.output
