"""What takes long to make is made once in a run of the tests, also where test processes run side by side."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """The folder that all processes of this run share."""
    own = factory.getbasetemp()
    # Without processes side by side the folder above holds earlier runs too, which must not be taken for this one.
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder of that name that all processes of this run share, filled by `make` if nobody did so before.

    A folder that was only half made, by a process that failed, is made again.
    """
    shared = shared_folder(factory)
    folder, done = shared / name, shared / f"{name}.done"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done.touch()
    return folder
