"""The program as it is installed from its wheel, away from any checkout, with a project that it wrote and built.

Made once in a run of the tests. Its warehouse is the one that the connections in `tests/bi` are tried on.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from klantprofielen.project import DBT_PARTS, PAGE_PARTS, PROJECT, SAMPLE_PARTS, files_of
from once import made_once

_SOURCES = ("pyproject.toml", "setup.py", "README.md", "extract", *DBT_PARTS, *SAMPLE_PARTS, *PAGE_PARTS)


@dataclass(frozen=True, slots=True)
class Installed:
    """Where it was made.

    Attributes:
        folder: with `dist` (sdist, and the wheel made of it), `direct` (the wheel made of the checkout), `venv`, and
            `elsewhere`, where the commands ran.
        said: what each command printed, in the order of running.
    """

    folder: Path
    said: dict[str, Any]

    @property
    def packages(self) -> Path:
        """The folder that pip installed into."""
        (found,) = (self.folder / "venv").glob("lib/python*/site-packages")
        return found

    @property
    def elsewhere(self) -> Path:
        """An empty folder, but for what the commands wrote."""
        return self.folder / "elsewhere"

    @property
    def project(self) -> Path:
        """What `init` wrote and `build` built: a home as well."""
        return self.elsewhere / "my"


def shell(folder: Path, line: str, at: Path) -> subprocess.CompletedProcess[str]:
    """Runs a line as it is pasted into a shell in which the environment below `folder` is active."""
    others = ("KLANTPROFIELEN", "PYTHON", "UV")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(others)}
    path = os.pathsep.join([str(folder / "venv" / "bin"), "/usr/bin", "/bin"])
    return subprocess.run(
        ["/bin/sh", "-c", line], cwd=at, env={**kept, "PATH": path}, capture_output=True, text=True, check=False
    )


def installed_once(factory: pytest.TempPathFactory) -> Installed:
    """The installed program of this run of the tests, with its project built."""
    folder = made_once(factory, "installed", _make)
    return Installed(folder, json.loads((folder / "said.json").read_text(encoding="utf-8")))


def _make(folder: Path) -> None:
    sources = folder / "sources"
    for file in files_of(PROJECT, _SOURCES):
        (sources / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(PROJECT / file, sources / file)
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir"]
    # First as a release is made: an sdist, and the wheel of what that holds.
    _run([*build, str(folder / "dist"), str(sources)])
    _run([*build, str(folder / "direct"), "--wheel", str(sources)])
    (wheel,) = (folder / "dist").glob("*.whl")
    _run([sys.executable, "-m", "venv", str(folder / "venv")])
    _run([str(folder / "venv" / "bin" / "pip"), "install", "--quiet", "--no-deps", "--no-index", str(wheel)])
    # The libraries are those of the tests. A folder that a .pth file names has its own .pth files left unread, so the
    # checkout, which was installed to be edited, is not there.
    (packages,) = (folder / "venv").glob("lib/python*/site-packages")
    (packages / "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    (folder / "elsewhere").mkdir()
    said: dict[str, Any] = {"installed": _files(packages / "klantprofielen")}
    said["init"] = _shell(folder, "klantprofielen init my")
    for line in commands_in(said["init"]["stdout"]):
        said[line.split()[3]] = {"line": line, **_shell(folder, line)}
    said["installed_after"] = _files(packages / "klantprofielen")
    (folder / "said.json").write_text(json.dumps(said), encoding="utf-8")


def commands_in(text: str) -> list[str]:
    """The commands that a text tells its reader to run: each on a line of its own."""
    return [line.strip() for line in text.splitlines() if line.startswith("  klantprofielen ")]


def _files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if "__pycache__" not in path.parts)


def _shell(folder: Path, line: str) -> dict[str, str]:
    done = shell(folder, line, folder / "elsewhere")
    assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    return {"stdout": done.stdout, "stderr": done.stderr}


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"
