"""`klantprofielen init`: writes a project that one can edit, and that builds with its own models."""

from __future__ import annotations

import os
import shlex
import shutil
from pathlib import Path
from typing import Annotated

import typer

from klantprofielen.cli.shared import calling, paths
from klantprofielen.cli.shared.exits import UsageError
from klantprofielen.cli.shared.printing import print_text
from klantprofielen.fetch.sources import EXAMPLE, example
from klantprofielen.project import DBT_PARTS, PROJECT, SAMPLE_PARTS, files_of
from klantprofielen.storage import step
from klantprofielen.version import program_version

_README = """\
# A warehouse of klantprofielen

Written by `klantprofielen init`, version {version}. This folder is a home (what was read and built stands in it) and
a dbt project: as long as its `dbt_project.yml` is named `klantprofielen`, what is built here is built with its models,
seeds, macros and tests, not with those that came with the program. Put it under version control; `.gitignore` leaves
out what is made.

    klantprofielen build publications       # in this folder; from elsewhere: klantprofielen --home DIR build …
    klantprofielen tables
    klantprofielen query "select * from mart_regional_coverage"

| what | where |
| --- | --- |
| the documents | anywhere; two samples (with their terms) are in `publications/` |
| reviewed lists: aliases, misprints, known exceptions, messages | `seeds/` |
| the rules and the tables | `models/`, their identities in `tests/dbt/` |
| questions with their SQL and answers | `analyses/` |
| who publishes | `publisher.toml` |
| where publications are fetched from | copy `sources.example.yaml` to `sources.yaml`; then `klantprofielen update` |
| the version of the program that these models belong to | `requirements.txt` (another version may read other columns) |

`klantprofielen --help` lists the commands. dbt also runs by itself, after an extract: `dbt build` in this folder.
"""
_PUBLISHER = """\
# Who publishes: it is written into the release's README, data package and catalogue. What is not set is left out.
# name = "Gemeente Voorbeeld"
# homepage = "https://www.example.org/"
# contact_name = "Data desk"
# contact_address = "mailto:data@example.org"
# base_url = "https://data.example.org/klantprofielen/"
"""
_IGNORED = """\
/landing.duckdb*
/warehouse/
/archive/
/public/
/docs-site/
/pictures/
/spark/
/target/
/logs/
.user.yml
"""


def init_command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", parser=paths.path, help="A new or empty folder.")],
) -> None:
    """Write a project that one can edit: models, seeds, tests, two sample publications."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; name a new or empty folder.")
    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty; name a new or empty folder.")
    with step("Writing the project"):
        count = _write_whole(folder)
    home, documents = (shlex.quote(os.path.relpath(each)) for each in (folder, folder / "publications"))
    print_text(f"Wrote {count} files to {folder}. What is built there is built with its own models and seeds.")
    print_text("Next:")
    print_text(f"  {calling.program()} --home {home} build {documents}")
    print_text(f"  {calling.program()} --home {home} tables")
    print_text(f"{folder / 'README.md'} says what is where.")


def _write_whole(folder: Path) -> int:
    """Writes everything, or leaves the folder as empty as it was; gives how many files there are."""
    was_there = folder.is_dir()
    try:
        return _write(folder)
    except OSError:
        for path in folder.iterdir() if was_there else [folder]:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        raise


def _write(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    files = files_of(PROJECT, DBT_PARTS + SAMPLE_PARTS)
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        # Its content alone: the program's files may be read-only, the user's are to be edited.
        shutil.copyfile(PROJECT / file, folder / file)
    texts = {
        "README.md": _README.format(version=program_version()),
        "publisher.toml": _PUBLISHER,
        EXAMPLE: example(),
        "requirements.txt": f"klantprofielen=={program_version()}\n",
        ".gitignore": _IGNORED,
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return len(files) + len(texts)
