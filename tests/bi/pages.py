"""The pages in docs/connect, tried as written: their blocks are run, and must print what the page says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: str, language: str) -> list[str]:
    """The fenced blocks of a page that are in a language, in their order."""
    text = (PROJECT / "docs" / "connect" / page).read_text(encoding="utf-8")
    return [body for name, body in _BLOCK.findall(text) if name == language]


def run_python(page: str, home: Path, *, python: str = sys.executable, more: str = "", **environment: str) -> str:
    """Runs the page's Python, and `more` after it, as one program, and gives what it prints."""
    done = subprocess.run(
        [python, "-"],
        input="".join(blocks(page, "python")) + more,
        env={**os.environ, "KLANTPROFIELEN_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def promised(page: str) -> str:
    """What the page says that its blocks print."""
    return "".join(blocks(page, "text"))
