"""The programs that turn a facsimile into a PDF, one module each, all with the same three names.

`UNABLE` holds the layout fields of which the engine can only do the plain value, `missing()` says why it
cannot run here (None where it can), `render(specimen)` gives the PDF.
"""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from facsimiles.specimen import Specimen

IN_PROCESS = ("reportlab", "fpdf2", "typst")
PROGRAMS = ("chromium", "libreoffice", "wkhtmltopdf", "latex")
ENGINES = (*IN_PROCESS, *PROGRAMS)
# Layout fields that ask for an engine that draws where it is told.
DRAWN = frozenset({"glyphs", "bold", "stream", "invisible", "scan", "drawing", "number_spacing"})


class Engine(Protocol):
    """What every engine module offers."""

    UNABLE: frozenset[str]

    def missing(self) -> str | None:
        """Why this engine cannot run here, or None."""

    def render(self, specimen: Specimen) -> bytes:
        """The specimen as a PDF."""


def engine_named(name: str) -> Engine:
    """The engine of that name; its module is imported now."""
    return cast("Engine", import_module(f"facsimiles.engines.{name}"))


def engines_at_hand() -> tuple[str, ...]:
    """The engines that can run on this machine."""
    return tuple(name for name in ENGINES if engine_named(name).missing() is None)
