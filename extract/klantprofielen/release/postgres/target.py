"""Where a release goes; known without the driver, which not everybody has."""

from __future__ import annotations

from dataclasses import dataclass

SCHEMA = "klantprofielen"
READER = "klantprofielen_reader"


@dataclass(frozen=True, slots=True)
class Target:
    """A libpq address or connection string, the schema, and the role that may read it."""

    address: str
    schema: str = SCHEMA
    reader: str = READER
