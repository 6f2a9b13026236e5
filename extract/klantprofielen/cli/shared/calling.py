"""How the program is called from where its reader stands, so that the hints that it prints run as pasted."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from functools import cache
from pathlib import Path

from klantprofielen.home import Home

NAME = "klantprofielen"
_COMMAND = re.compile(rf"(?<=`){NAME}(?= )")


@cache
def program() -> str:
    """The command that starts this program: its name where the shell finds it, else the way to it."""
    script = Path(sys.argv[0])
    if script.name != NAME:
        # It was started as a module, or from another program.
        return f"{shlex.quote(sys.executable)} -m klantprofielen.cli"
    found = shutil.which(NAME, path=_path_of_the_shell(script))
    if found is not None and Path(found).resolve() == script.resolve():
        return NAME
    nearer = os.path.relpath(script)
    return shlex.quote(nearer if len(nearer) <= len(str(script)) else str(script))


def in_home(home: Home) -> str:
    """The command that starts this program in a home."""
    return f"{program()} --home {shlex.quote(str(home.path))}"


def _path_of_the_shell(script: Path) -> str:
    """Where the reader's shell looks for programs: `uvx` and `uv run` put a folder before that for us alone."""
    first, _, others = os.environ.get("PATH", os.defpath).partition(os.pathsep)
    return others if "UV" in os.environ and Path(first) == script.parent else os.pathsep.join((first, others))


def runnable(text: str) -> str:
    """A message with the commands in it (between backquotes) written as the reader of it can run them."""
    return _COMMAND.sub(lambda _: program(), text)
