"""Caps on what one document may hold; generous for a publication of a few pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost. Every limit can be set on the command line.

    Attributes:
        file_bytes: the largest file that is opened.
        pages: the most pages that are read.
        glyphs: the most characters on one page.
        wall_seconds: the time one document may take.
        cpu_seconds: the processor time one document may take.
        memory_bytes: the address space of the process that reads it.
    """

    file_bytes: int = 50_000_000
    pages: int = 60
    glyphs: int = 50_000
    wall_seconds: float = 30.0
    cpu_seconds: int = 20
    memory_bytes: int = 2_000_000_000
