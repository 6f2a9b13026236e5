"""How the program runs its commands: errors become messages and exit codes, and `--home` may follow the command."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from klantprofielen.cli.shared.exits import EXITS, exit_of, message_of
from klantprofielen.cli.shared.printing import print_error
from klantprofielen.home import Home


class Program(TyperGroup):
    """All commands; the one place where an error ends the program."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - typer does not publish the classes
        """Runs the command; an error that is foreseen ends it with its message and exit code."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Whoever reads the output has enough of it: that is for the caller, as `head` does it.
            raise
        except tuple(EXITS) as error:
            print_error(message_of(error, f"{ctx.info_name} {ctx.invoked_subcommand}"))
            raise typer.Exit(exit_of(error)) from error

    def get_params(self, ctx: Any) -> list[Any]:  # noqa: ANN401
        """The program's own options."""
        return [_plainly(param) for param in super().get_params(ctx)]


class Command(TyperCommand):
    """A command, which takes the program's `--home` as well."""

    def get_params(self, ctx: Any) -> list[Any]:  # noqa: ANN401
        """Its own options, and the program's `--home`."""
        params = [_plainly(param) for param in super().get_params(ctx)]
        program = ctx.parent.command if ctx.parent else None
        return [*params, *(_repeated(param) for param in getattr(program, "params", ()) if param.name == "home")]


def _plainly(param: Any) -> Any:  # noqa: ANN401 - typer does not publish the class
    """The option, without the type of a value that it does not take: `--json`, not `--json <bool>`."""
    if getattr(param, "is_flag", False) and param.metavar is None:
        param.metavar = ""
    return param


def _repeated(param: Any) -> Any:  # noqa: ANN401 - typer does not publish the class
    """The same option once more, without a default: it overrides the program's where it is given."""
    option = copy.copy(param)
    option.default = option.envvar = None
    option.expose_value = False
    option.callback = _set_home
    return option


def _set_home(context: typer.Context, _param: object, path: Path | None) -> None:
    if path is not None:
        context.obj = Home(path)
