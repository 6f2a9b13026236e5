"""Where things live: one home folder holds the landing file and the warehouse."""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass
from pathlib import Path

from klantprofielen.project import default_home, project_of
from klantprofielen.storage import step

# DuckDB names a catalog after its file, and view definitions keep that name: every release has this one.
FILE_NAME = "klantprofielen.duckdb"
# The hashes of a release's files, as `sha256sum --check` reads them.
SUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Home:
    """The folder that `--home` or KLANTPROFIELEN_HOME names; without either, `project.default_home()`."""

    path: Path

    @property
    def project(self) -> Path:
        """The dbt project that builds here: the home's own, or the one that comes with the program."""
        with step("Looking for the dbt project"):
            return project_of(self.path)

    @property
    def build_command(self) -> str:
        """What publishes here, as messages name it; for whoever may know where the home is."""
        return f"`klantprofielen --home {shlex.quote(str(self.path))} build PATHS`"

    @property
    def landing(self) -> Path:
        """The append-only file of what was read."""
        return self.path / "landing.duckdb"

    @property
    def warehouse(self) -> Path:
        """The folder of the published file and its releases."""
        return self.path / "warehouse"

    @property
    def published(self) -> Path:
        """The path that users open."""
        return self.warehouse / FILE_NAME

    @property
    def current(self) -> Path:
        """The link to the folder of the published release: the one thing that a publish swaps."""
        return self.warehouse / "current"

    @property
    def releases(self) -> Path:
        """The kept releases, one folder each."""
        return self.warehouse / "releases"

    @property
    def building(self) -> Path:
        """Where a release is made that nobody else opens yet."""
        return self.warehouse / "building"

    @property
    def failed(self) -> Path:
        """The last build that did not pass."""
        return self.warehouse / "failed"

    @property
    def parsed(self) -> Path:
        """What dbt parsed of the code, kept between builds; may be removed at any time."""
        return self.warehouse / "parsed"

    @property
    def withdrawn(self) -> Path:
        """The inputs of the release that the last rollback replaced; not there once something newer is published."""
        return self.warehouse / "withdrawn"

    @property
    def lock(self) -> Path:
        """The file that whoever changes this home holds locked."""
        return self.warehouse / "build.lock"

    @property
    def publisher(self) -> Path:
        """Who publishes, for the metadata of the release files; need not be there."""
        return self.path / "publisher.toml"

    @property
    def pictures(self) -> Path:
        """Where `show` writes its pictures; may be removed at any time."""
        return self.path / "pictures"

    @property
    def archive(self) -> Path:
        """The folder of all that was fetched, by its hash, with a row for every retrieval."""
        return self.path / "archive"

    @property
    def sources(self) -> Path:
        """Where publications are fetched from, reviewed by a person; need not be there."""
        return self.path / "sources.yaml"

    def make(self) -> None:
        """Makes the folders, also the one that a bare `dbt build` writes into."""
        with step("Making the folders"):
            (self.warehouse / "dev").mkdir(parents=True, exist_ok=True)


def home_of(named: str | Path | None = None) -> Home:
    """The home at that folder; else the one that KLANTPROFIELEN_HOME names, or, where it is empty, the default."""
    return Home(Path(named or os.environ.get("KLANTPROFIELEN_HOME") or default_home()))
