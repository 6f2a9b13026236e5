"""A table of this publication: its grid, what each column holds, and where columns stand apart from it."""

from __future__ import annotations

from dataclasses import dataclass

from klantprofielen.geometry import Box, Page
from klantprofielen.read.layout.header.header import Header
from klantprofielen.read.layout.numbers.grid import Grid
from klantprofielen.records import ColumnRole


@dataclass(frozen=True, slots=True)
class Table:
    """A grid that is this publication's, with its header.

    Attributes:
        further: what is left of each further page that has columns of it, without those and without what the first
            page says as well, and where they stand on it.
    """

    grid: Grid
    header: Header
    further: tuple[tuple[Page, Box], ...] = ()

    @property
    def roles(self) -> tuple[ColumnRole, ...]:
        """What each number column holds, left to right."""
        return self.header.roles
