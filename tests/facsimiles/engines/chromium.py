"""Headless Chromium (Skia/PDF): an HTML page, printed."""

from __future__ import annotations

from facsimiles.engines import DRAWN
from facsimiles.markup import html_of
from facsimiles.programs import converted, missing_program, program
from facsimiles.specimen import Specimen

# Layout fields of which this engine can only do the plain value.
UNABLE = DRAWN
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
    "--user-data-dir=profile",
    "--print-to-pdf=page.pdf",
    "page.html",
)


def missing() -> str | None:
    """Why this engine cannot run here, or None."""
    return missing_program(*_NAMES)


def render(specimen: Specimen) -> bytes:
    """The specimen as a PDF."""
    return converted(html_of(specimen), "page.html", lambda _: [program(*_NAMES), *_FLAGS], "page.pdf")
