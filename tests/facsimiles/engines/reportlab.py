"""reportlab: every glyph where the page says."""

from __future__ import annotations

from facsimiles.canvas import draw_pages
from facsimiles.pages import pages_of
from facsimiles.specimen import Specimen

# Layout fields of which this engine can only do the plain value.
UNABLE: frozenset[str] = frozenset()


def missing() -> str | None:
    """Why this engine cannot run here, or None."""
    return None


def render(specimen: Specimen) -> bytes:
    """The specimen as a PDF."""
    return draw_pages(pages_of(specimen), specimen.layout.title.replace("\n", " "))
