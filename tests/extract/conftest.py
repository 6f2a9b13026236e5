"""What several test files share: the small history as a whole warehouse, built once."""

from __future__ import annotations

import fcntl
import os

import pytest
from typer.testing import CliRunner

from facsimiles import history
from klantprofielen.cli.app import app
from klantprofielen.home import Home


@pytest.fixture(scope="session")
def history_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The home of a build of the small history, whose documents lie in the folder beside it.

    Open it with `open_locked`: in one process DuckDB opens a file in one way at a time.
    """
    own = tmp_path_factory.getbasetemp()
    # Without processes side by side the folder above holds earlier runs too, which must not be taken for this one.
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "history"
    documents = folder / "documents"
    documents.mkdir(parents=True, exist_ok=True)
    home = Home(folder / "home")
    # Test processes that run side by side share it.
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.published.exists():
            history.write_all(documents)
            done = CliRunner().invoke(app, ["--home", str(home.path), "build", str(documents)])
            assert done.exit_code == 0, done.output
    return home
