"""The program, called in this process with a home; and this process as somebody who may not read everything."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from typer.testing import CliRunner, Result

from klantprofielen.cli.app import app
from klantprofielen.cli.shared.exits import Exit

NOBODY = 65534


def invoked(home: Path, *arguments: object, **options: object) -> Result:
    return CliRunner().invoke(app, ["--home", str(home), *map(str, arguments)], **options)


def said(home: Path, *arguments: object, code: int = Exit.DONE, **options: object) -> str:
    """What the program says where it ends with this code."""
    done = invoked(home, *arguments, **options)
    assert done.exception is None or isinstance(done.exception, SystemExit), repr(done.exception)
    assert done.exit_code == code, done.output
    return done.output


def told(home: Path, *arguments: object, code: int = Exit.DONE, **options: object) -> str:
    """The same in one line: where a line breaks depends on how long the temporary folder's name is."""
    return " ".join(said(home, *arguments, code=code, **options).split())


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may read everything, so root becomes somebody else."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
