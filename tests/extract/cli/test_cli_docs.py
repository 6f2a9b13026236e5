"""docs/cli.md and the program tell the same: what a person reads there works, and nothing is left unsaid."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer
from typer.core import TyperCommand, TyperGroup
from typer.testing import CliRunner

from klantprofielen.cli.app import app
from klantprofielen.cli.shared.exits import Exit

_PAGE = (Path(__file__).resolve().parents[3] / "docs" / "cli.md").read_text(encoding="utf-8")
_PROGRAM = typer.main.get_command(app)
assert isinstance(_PROGRAM, TyperGroup)
_COMMANDS = dict(_PROGRAM.commands)


def _section(command: str) -> str:
    """What the page says under a command's heading."""
    found = re.search(rf"^### {command}\b(.*?)(?=^##|\Z)", _PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"docs/cli.md has no section on {command}"
    return found.group(1)


def _options(command: TyperCommand | TyperGroup) -> set[str]:
    return {
        name for param in command.params for name in (*param.opts, *param.secondary_opts) if name.startswith("--")
    } - {"--help"}


@pytest.mark.parametrize("name", _COMMANDS)
def test_every_option_is_told_and_none_that_is_not_there(name: str) -> None:
    assert set(re.findall(r"--[a-z][a-z-]+", _section(name))) == _options(_COMMANDS[name])


def test_no_command_is_told_that_is_not_there() -> None:
    assert set(re.findall(r"^### (\w+)", _PAGE, re.MULTILINE)) == set(_COMMANDS)


def test_the_options_of_the_program_are_told() -> None:
    assert _options(_PROGRAM) <= set(re.findall(r"--[a-z][a-z-]+", _PAGE.partition("## Commands")[0]))


@pytest.mark.parametrize("name", _COMMANDS)
def test_the_defaults_told_are_the_ones_used(name: str) -> None:
    rows = re.findall(r"^\| `(--[a-z][a-z-]+) [^|`]*` \| `?(\d[\d.]*)`? \|", _section(name), re.MULTILINE)
    used = {param.opts[0]: param.default for param in _COMMANDS[name].params}
    for option, told in rows:
        assert float(told) == float(str(used[option])), f"{name} {option}"


@pytest.mark.parametrize("name", _COMMANDS)
def test_every_option_has_help(name: str) -> None:
    untold = [param.name for param in _COMMANDS[name].params if not getattr(param, "help", None)]
    assert not untold
    assert _COMMANDS[name].help


def test_every_exit_code_is_told() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d) \|", _PAGE, re.MULTILINE)}
    assert told == {int(code) for code in Exit}


@pytest.mark.parametrize("name", _COMMANDS)
def test_a_switch_is_not_said_to_take_a_value(name: str) -> None:
    assert "<bool>" not in CliRunner().invoke(app, [name, "--help"]).output
