"""Calls that cannot work, and paths that the system refuses: a message with path and advice, and an exit code."""

from __future__ import annotations

import codecs
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from called import as_nobody
from klantprofielen.cli.app import app
from klantprofielen.cli.shared.exits import Exit
from klantprofielen.cli.shared.printing import printable_bytes
from klantprofielen.home import Home

LONG = "x" * 300


def call(*arguments: str) -> tuple[int, str]:
    answer = CliRunner().invoke(app, arguments)
    assert answer.exception is None or isinstance(answer.exception, SystemExit), repr(answer.exception)
    return answer.exit_code, " ".join(answer.output.replace("│", "").split())


# {0} is a folder with a file `file`, {1} the home of a release.
CALLS = {
    "a name too long, read": (("--home", "{0}/h", "extract", f"{{0}}/{LONG}.pdf"), Exit.DONE, "File name too"),
    "a name too long, built": (("--home", "{0}/h", "build", f"{{0}}/{LONG}.pdf"), Exit.USAGE, "File name too"),
    "a name too long, home": (("--home", f"{{0}}/{LONG}", "build"), Exit.STORAGE, "Use a shorter name"),
    "a name too long, answer": (
        ("--home", "{1}", "query", "select 1", "--format", "csv", "--output", f"{{0}}/{LONG}"),
        Exit.STORAGE,
        "Use a shorter name",
    ),
    "a name too long, docs": (("--home", "{1}", "docs", "--output", f"{{0}}/{LONG}"), Exit.STORAGE, "shorter name"),
    "a file as a folder, read": (("--home", "{0}/h", "extract", "{0}/file/x.pdf"), Exit.USAGE, "{0}/file/x.pdf"),
    "a file as home": (("--home", "{0}/file", "build"), Exit.STORAGE, "{0}/file"),
    "a file as home, asked": (("--home", "{0}/file", "query", "select 1"), Exit.USAGE, "{0}/file"),
    "a folder as an answer": (
        ("--home", "{1}", "query", "select 1", "--format", "json", "--output", "{0}"), Exit.USAGE, "{0} is a folder"
    ),
    "no such folder for an answer": (
        ("--home", "{1}", "query", "select 1", "--output", "{0}/no/x"), Exit.USAGE, "The folder {0}/no is not there"
    ),
    "no failed build": (("--home", "{1}", "query", "--failed", "select 1"), Exit.USAGE, "No build failed in {1}"),
    "an empty path, read": (("--home", "{0}/h", "extract", ""), Exit.USAGE, "a path is empty"),
    "an empty path among others": (("--home", "{0}/h", "build", "{0}", ""), Exit.USAGE, "a path is empty"),
    "an empty home": (("--home", "", "releases"), Exit.USAGE, "a path is empty"),
    "an empty output": (("--home", "{1}", "query", "select 1", "--output", ""), Exit.USAGE, "a path is empty"),
    "no picture": (("--home", "{1}", "show", "GM0034", "2020Q2", "--output", "x.nosuch"), Exit.USAGE, "x.nosuch is"),
    # The small release that these tests publish has no marts: a later version reads more than an earlier one wrote.
    "another version's release, shown": (
        ("--home", "{1}", "show", "Almere", "2020Q2"), Exit.USAGE, "built by another version of this program"
    ),
    "another version's release, as a site": (
        ("--home", "{1}", "site", "--output", "{0}/site"), Exit.USAGE, "built by another version of this program"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CALLS)
def test_a_call_that_cannot_work_says_why(home: Home, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "file").write_text("text")
    arguments, code, told = CALLS[name]
    places = (folder, home.path)
    found, text = call(*(argument.format(*places) for argument in arguments))
    assert found == code, text
    assert told.format(*places) in text


@pytest.mark.parametrize(
    "command",
    ["query 1", "tables", "describe fct_cells", "show Almere", "diff current", "docs", "site", "serve",
     "publish --postgres postgresql://127.0.0.1:1/db"],
)  # fmt: skip
def test_without_a_release_a_command_says_what_makes_one_and_makes_nothing(tmp_path: Path, command: str) -> None:
    code, text = call("--home", str(tmp_path / "home"), *command.split())
    assert code == Exit.USAGE
    assert f"klantprofielen --home {tmp_path / 'home'} build PATHS` makes" in text, text
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def closed() -> Iterator[Path]:
    """A folder that nobody may look into, in one that everybody may."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        (folder / "closed").mkdir()
        (folder / "closed" / "x.pdf").write_text("text")
        (folder / "closed").chmod(0)
        if not os.geteuid():
            os.chown(folder / "closed", 0, 0)
        yield folder / "closed"
        (folder / "closed").chmod(stat.S_IRWXU)


def test_a_home_without_permission_is_named(closed: Path) -> None:
    # Nobody may not read Python's own library everywhere: what a command imports on its way is imported before.
    codecs.lookup("utf-8-sig")
    for command in (["build"], ["releases"], ["query", "select 1"], ["rollback", "2020"]):
        with as_nobody():
            code, told = call("--home", str(closed / "h"), *command)
        assert code == Exit.STORAGE, told
        assert "Permission denied" in told
        assert "Check who may read and write there" in told


def test_an_answer_on_a_terminal_holds_no_codes(capsys: pytest.CaptureFixture[str]) -> None:
    """CSV and JSON go to the terminal as they come, too."""
    printable_bytes().write("a\x1b[31m\x07\x9bé\n".encode())
    assert capsys.readouterr().out == "a\ufffd[31m\ufffd\ufffdé\n"
