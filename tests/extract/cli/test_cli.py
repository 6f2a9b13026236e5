"""The program as a person and a machine meet it: exit codes, JSON, limits, and a terminal that stays theirs."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import threading
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from called import invoked, said
from facsimiles import hostile
from klantprofielen.cli.app import app
from klantprofielen.cli.commands import update
from klantprofielen.cli.shared.exits import Exit
from klantprofielen.home import Home
from klantprofielen.project import PROJECT, default_home
from klantprofielen.release.build_lock import hold
from klantprofielen.release.shrink_check import ShrinkError

_SAMPLE = Path(__file__).resolve().parents[3] / "publications" / "groningen_2020q3.pdf"
_PROGRAM = [sys.executable, "-m", "klantprofielen.cli"]
# Commands to a terminal that no library of ours sends: a title, a bell, a cleared screen, turned text.
_COMMANDS = ("\x1b]0;", "\x07", "\x1b[2J", "\u202e", "\x9b")


def _extracted(home: Path, *arguments: object) -> dict[str, dict[str, Any]]:
    """What `extract` tells of each document, by its file name; one that is declined is an outcome."""
    report = json.loads(said(home, "extract", "--json", *arguments))
    assert set(report) == {"load_id", "documents", "notes"}
    assert report["load_id"]
    return {document["file_name"]: document for document in report["documents"]}


def _on_a_terminal(*arguments: str) -> str:
    """What a real terminal gets from the program."""
    ours, theirs = pty.openpty()
    seen: list[bytes] = []

    def listen() -> None:
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:
                return
            if not part:
                return
            seen.append(part)

    listener = threading.Thread(target=listen)
    listener.start()
    subprocess.run([*_PROGRAM, *arguments], stdout=theirs, stderr=theirs, check=False)
    os.close(theirs)
    listener.join()
    os.close(ours)
    return b"".join(seen).decode("utf-8", "replace")


def test_a_name_gives_no_commands_to_a_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "\x1b]0;gekaapt\x07\x1b[2J\u202efdp.pdf").write_bytes(b"geen pdf")
    (folder / "[bold red]opmaak.pdf").write_bytes(b"ook geen pdf")
    (folder / "tekst.pdf").write_bytes(hostile.HOSTILE["escapes"].make(b""))
    shown = _on_a_terminal("--home", str(tmp_path / "home"), "extract", str(folder))
    assert "not_a_pdf" in shown
    assert "[bold red]" in shown, "a name is shown as it is, not as markup"
    assert not [command for command in _COMMANDS if command in shown]


def test_a_path_that_is_not_there_gives_no_commands_to_a_terminal(tmp_path: Path) -> None:
    shown = _on_a_terminal("--home", str(tmp_path / "home"), "extract", str(tmp_path / "\x1b]0;gekaapt\x07.pdf"))
    assert "no such file" in shown
    assert not [command for command in _COMMANDS if command in shown]


def test_json_tells_of_every_file(tmp_path: Path) -> None:
    (tmp_path / "leeg.pdf").touch()
    found = _extracted(tmp_path / "home", _SAMPLE, tmp_path / "leeg.pdf")
    for document in found.values():
        assert set(document) == {"file_name", "address", "outcome", "publications", "code", "message"}
    assert (found[_SAMPLE.name]["outcome"], found[_SAMPLE.name]["publications"]) == ("read", 1)
    assert (found["leeg.pdf"]["outcome"], found["leeg.pdf"]["code"]) == ("unreadable", "empty_file")
    assert found["leeg.pdf"]["message"]


@pytest.mark.parametrize(
    ("option", "value", "code"),
    [
        ("--max-bytes", "1000", "too_large"),
        ("--max-glyphs", "50", "too_many_objects"),
        ("--max-seconds", "0.1", "over_time"),
        ("--max-pages", "2", "too_many_pages"),
    ],
)
def test_a_limit_that_is_set_is_kept(tmp_path: Path, option: str, value: str, code: str) -> None:
    (tmp_path / "many.pdf").write_bytes(hostile.HOSTILE["many_pages"].make(b""))
    # The sample is slow enough to read for any time limit to bite.
    path = tmp_path / "many.pdf" if option == "--max-pages" else _SAMPLE
    (document,) = _extracted(tmp_path / "home", option, value, path).values()
    assert document["code"] == code
    assert option in document["message"]


@pytest.mark.parametrize("as_json", [True, False])
def test_a_timer_hears_why_an_update_was_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, as_json: bool
) -> None:
    """Whoever is woken by exit code 1 would have had to run it again by hand to see the reason."""

    def refuse(*_: object, **__: object) -> None:
        raise ShrinkError("fct_cells would lose 9 of 10 rows.")

    monkeypatch.setattr(update, "build_and_publish", refuse)
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "leeg.pdf").touch()
    (tmp_path / "sources.yaml").write_text("contact: a@example.org\nsources:\n  - {name: shelf, folder: inbox}\n")
    report = ["--report", str(tmp_path / "report.md")]
    done = invoked(tmp_path, "update", *(["--json"] if as_json else report))
    assert done.exit_code == Exit.RED_BUILD, done.output
    error = " ".join(done.stderr.split())
    assert "fct_cells would lose 9 of 10 rows." in error
    assert "Nothing has been published yet." in error
    if as_json:
        assert "fct_cells would lose 9 of 10 rows." in json.loads(done.stdout)["ending"]


def test_what_is_not_there_is_a_wrong_use(tmp_path: Path) -> None:
    said(tmp_path / "home", "extract", tmp_path / "weg.pdf", code=Exit.USAGE)
    said(tmp_path / "home", "extract", "--no-such-option", _SAMPLE, code=Exit.USAGE)


def test_somebody_else_at_work_is_told(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.make()
    with hold(home, "build", wait_seconds=1):
        done = subprocess.run(
            [*_PROGRAM, "--home", str(home.path), "extract", "--wait", "0", str(_SAMPLE)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == Exit.BUSY
    assert "build" in done.stderr, "whoever waits must know for what"


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no file here that opens and cannot be read")
def test_a_file_that_cannot_be_read_is_an_outcome(tmp_path: Path) -> None:
    (tmp_path / "kapot.pdf").symlink_to("/proc/self/mem")
    found = _extracted(tmp_path / "home", tmp_path / "kapot.pdf", _SAMPLE)
    assert found["kapot.pdf"]["code"] == "file_unreadable"
    assert found[_SAMPLE.name]["outcome"] == "read"


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no file here that opens and cannot be read")
def test_an_unreadable_file_with_a_name_that_is_no_text_is_an_outcome(tmp_path: Path) -> None:
    (tmp_path / "\udcff.pdf").symlink_to("/proc/self/mem")
    done = subprocess.run(
        [*_PROGRAM, "--home", str(tmp_path / "home"), "extract", "--json", str(tmp_path)],
        capture_output=True,
        check=False,
    )
    assert done.returncode == Exit.DONE, done.stderr
    assert json.loads(done.stdout.decode("utf-8"))["documents"][0]["code"] == "file_unreadable"


def test_the_version_is_the_packages(tmp_path: Path) -> None:
    assert said(tmp_path, "--version") == f"klantprofielen {version('klantprofielen')}\n"


def test_home_is_named_before_or_after_the_command(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    home = Home(tmp_path / "home")
    said(tmp_path / "other", "extract", "--home", home.path, _SAMPLE)
    assert home.landing.exists(), "the one named last is meant"
    assert not list((tmp_path / "other").iterdir())
    done = CliRunner().invoke(app, ["extract", "--help"])
    assert "--home" in done.stdout


def test_an_error_of_the_system_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("no folder")
    done = invoked(tmp_path / "home", "extract", _SAMPLE)
    assert done.exit_code == Exit.STORAGE
    assert str(tmp_path / "home") in done.stderr, "which path"
    assert "Making the folders" in done.stderr or "Opening the lock" in done.stderr, "at which step"
    assert "Check the path" in done.stderr, "what to do"


def test_an_error_of_the_system_outside_every_step_is_told_in_words(tmp_path: Path) -> None:
    name = "a" * 300
    done = invoked(tmp_path, "docs", "--output", tmp_path / name)
    assert done.exit_code == Exit.STORAGE
    assert "docs: File name too long" in done.stderr
    assert name in done.stderr
    assert "Use a shorter name." in done.stderr
    assert "Traceback" not in done.output


def test_a_broken_pipe_is_no_error_of_the_storage(tmp_path: Path) -> None:
    """`klantprofielen … | head` ends in silence."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*_PROGRAM, "--home", str(tmp_path), "releases"], stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert b"storage" not in done.stderr
    assert b"Broken pipe" not in done.stderr
    assert done.returncode != Exit.STORAGE


def test_json_holds_no_codes_that_a_terminal_obeys(tmp_path: Path) -> None:
    (tmp_path / "\x9b\u202e\u00e9.pdf").touch()
    shown = _on_a_terminal("--home", str(tmp_path / "home"), "extract", "--json", str(tmp_path))
    assert not [command for command in _COMMANDS if command in shown]
    (document,) = json.loads(shown)["documents"]
    assert document["file_name"] == "\x9b\u202e\u00e9.pdf", "escaped, not changed"


def test_what_is_made_in_a_project_is_not_for_version_control(tmp_path: Path) -> None:
    """`git add .` took in the pictures of `show` and the Parquet of `export`, which anyone can make anew."""
    done = CliRunner().invoke(app, ["init", str(tmp_path / "own")])
    assert done.exit_code == Exit.DONE, done.output
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path / "own", check=True)
    home = Home(tmp_path / "own")
    made = (
        *(home.landing, home.warehouse / "x", home.archive / "x", home.pictures / "x.png"),
        *(home.path / folder / "x" for folder in ("public", "docs-site", "spark/raw", "target", "logs")),
    )
    for path in made:
        found = subprocess.run(["git", "check-ignore", "--quiet", str(path)], cwd=home.path, check=False)
        assert found.returncode == 0, f"git would take in {path}"


@pytest.mark.parametrize(("name", "is_own"), [("klantprofielen", True), ("another", False)])
def test_who_stands_in_a_project_of_their_own_builds_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, is_own: bool
) -> None:
    (tmp_path / "dbt_project.yml").write_text(f"name: {name}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert default_home() == (tmp_path if is_own else PROJECT)
