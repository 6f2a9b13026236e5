"""Signs of life of a long command: whoever waits sees that something happens, what, and how much of it is done."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest

from klantprofielen.cli.shared import progress
from klantprofielen.cli.shared.progress import Steps
from klantprofielen.project import PROJECT
from klantprofielen.release.progress import BUILDING, NodesTold, heard

_ON_A_TERMINAL = """
import time
from klantprofielen.cli.shared.progress import Steps
with Steps() as steps:
    for done in range(4):
        steps.tell("reading documents", done, 3)
        time.sleep(0.4)
"""


def _event(name: str, total: int = 0) -> SimpleNamespace:
    return SimpleNamespace(info=SimpleNamespace(name=name), data=SimpleNamespace(total=total))


def test_plain_lines_come_now_and_then_with_counts(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_FIRST_SECONDS", 0.1)
    monkeypatch.setattr(progress, "_EVERY_SECONDS", 0.25)
    with Steps() as steps:
        for done in range(200):
            steps.tell("reading documents", done, 200)
            time.sleep(0.005)
        steps.tell("loading them")
    printed = capsys.readouterr()
    assert printed.out == "", "whoever reads the answer gets the answer alone"
    *lines, last = printed.err.splitlines()
    # In a log of a timer two hundred lines a second would bury all else.
    assert 1 <= len(lines) <= 10
    assert all(line.startswith("reading documents: ") and " of 200 (" in line for line in lines)
    assert last.startswith("Took 1 s (reading documents: 199 of 200, 1 s; loading them, 0 s)")


def test_what_is_done_in_a_moment_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with Steps() as steps:
        steps.tell("reading documents", 1, 1)
    with Steps():
        pass
    assert capsys.readouterr().err == ""


def test_nothing_is_shown_with_json(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_FIRST_SECONDS", 0.01)
    with Steps(quiet=True) as steps:
        steps.tell("reading documents", 1, 2)
        time.sleep(0.1)
    assert capsys.readouterr().err == ""


def test_a_terminal_has_one_live_line_that_goes() -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    subprocess.run([sys.executable, "-c", _ON_A_TERMINAL], stderr=theirs, env=environment, check=True)
    os.close(theirs)
    seen = os.read(ours, 1_000_000).decode()
    os.close(ours)
    assert "2 of 3" in seen
    # What stays on the screen is what follows the last erasing of the line.
    assert seen.rpartition("\x1b[2K")[2].strip().startswith("Took ")


def test_an_error_ends_the_signs_of_life(capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        with Steps() as steps:
            steps.tell("reading documents")
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - no message of ours
        fail()
    assert "Took" not in capsys.readouterr().err


@pytest.mark.parametrize(("installer", "code"), [("true", 0), ("false", 2)])
def test_make_says_that_it_installs_before_it_does(installer: str, code: int) -> None:
    # The recipe as it is, with another program in the place of pip: two minutes of silence look like a hang.
    command = [
        "make",
        "--no-print-directory",
        "environment",
        "LOCK=requirements.lock",
        "NEW=true",
        f"INSTALL=echo pip; {installer}",
    ]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    first, second, *others = done.stdout.splitlines()
    assert re.fullmatch(r"Installing the \d+ packages of requirements\.lock into \.venv; .*", first)
    assert second.startswith("pip")
    assert done.returncode == code
    assert any(line.startswith("Installed in ") for line in others) == (code == 0)


def test_each_node_that_dbt_has_done_is_heard() -> None:
    told: list[tuple[str, int, int]] = []
    with heard(lambda step, done, of: told.append((step, done, of))) as writing:
        child = NodesTold(writing)
        for name in ("MainReportVersion", "LogStartLine", "NodeStart", "NodeFinished", "SQLQuery", "NodeFinished"):
            child(_event(name, total=2))
    assert told == [(BUILDING, 1, 2), (BUILDING, 2, 2)]


def test_dbt_goes_on_when_nobody_listens_any_more() -> None:
    # A build that is killed leaves dbt the lock: dbt has to end by itself, and not of a pipe.
    reading, writing = os.pipe()
    child = NodesTold(writing)
    os.close(reading)
    for _ in range(3):
        child(_event("LogStartLine", total=3))
        child(_event("NodeFinished"))
    os.close(writing)
