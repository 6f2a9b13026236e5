"""The dbt project that comes with the program: the checkout's own, or the copy that an installed program carries.

`setup.py` reads the lists below when it makes a wheel, so this module imports nothing but Python's own.
"""

from __future__ import annotations

import re
from pathlib import Path

# What dbt reads: a build depends on it, and `klantprofielen init` writes it.
DBT_PARTS = ("dbt_project.yml", "profiles.yml", "selectors.yml", "models", "macros", "seeds", "tests/dbt")
# What a newcomer starts with: questions with their SQL, and the two sample publications.
SAMPLE_PARTS = ("analyses", "publications")
# What the documentation's pages are made of.
PAGE_PARTS = ("docs/declined.md", "docs/decisions")

_PACKAGE = Path(__file__).resolve().parent
# The folder in an installed package that holds all these parts; a checkout has them at its top.
CARRIED = "carried"
IS_INSTALLED = (_PACKAGE / CARRIED).is_dir()
# Never written to: an installed program's is not its user's.
PROJECT = _PACKAGE / CARRIED if IS_INSTALLED else _PACKAGE.parents[1]

_FILE = "dbt_project.yml"
_OURS = re.compile(r"^name:\s*(['\"]?)klantprofielen\1\s*(#.*)?$", re.MULTILINE)


def files_of(root: Path, parts: tuple[str, ...]) -> list[Path]:
    """The files of these parts of a project, relative to it, in order; a part that is not there has none.

    Hidden files are editors' and linters' own.
    """
    found: set[Path] = set()
    for part in parts:
        place = root / part
        within = [place] if place.is_file() else place.rglob("*")
        found.update(path.relative_to(root) for path in within if path.is_file())
    return sorted(path for path in found if not any(name.startswith((".", "__pycache__")) for name in path.parts))


def project_of(home: Path) -> Path:
    """The dbt project that builds in a home: the home's own (as `klantprofielen init` writes it), else the program's.

    A home's own is a `dbt_project.yml` in it that is named `klantprofielen`; another dbt project may be there as well,
    and is none of ours.

    Raises:
        OSError: it is there and cannot be read.
    """
    own = home / _FILE
    if own.is_file() and _OURS.search(own.read_text(encoding="utf-8", errors="replace")):
        return home.resolve()
    return PROJECT


def default_home() -> Path:
    """The home when nobody names one: a project of one's own that one stands in, else the checkout.

    An installed program has no checkout: then it is the current folder.
    """
    here = Path.cwd()
    return here if IS_INSTALLED or project_of(here) == here.resolve() else PROJECT
