"""Where things live: one home folder holds the landing file and the warehouse."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Home:
    """The folder that `--home` or KLANTPROFIELEN_HOME names; the project's own folder without either."""

    path: Path

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
        return self.warehouse / "klantprofielen.duckdb"

    def make(self) -> None:
        """Makes the folders, also the one that a bare `dbt build` writes into."""
        (self.warehouse / "dev").mkdir(parents=True, exist_ok=True)
