"""Where a release goes, and what can be wrong there; known without the driver, which not everybody has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

SCHEMA = "klantprofielen"
READER = "klantprofielen_reader"


@dataclass(frozen=True, slots=True)
class Target:
    """A libpq address or connection string, the schema, and the role that may read it."""

    address: str
    schema: str = SCHEMA
    reader: str = READER


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long readers are waited for, and whom to tell that they are."""

    seconds: float
    tell: Callable[[str], None]


class ForeignSchemaError(Exception):
    """The schema holds what this program has not made, or others depend on its tables."""


class BusyReadersError(Exception):
    """Readers held the old tables all the time that there was."""


class RefusedError(Exception):
    """The database does not let this user do it, or does not know what is named."""


class DatabaseError(Exception):
    """The database cannot be reached, or failed."""
