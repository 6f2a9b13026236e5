"""wkhtmltopdf (Qt's PDF writer): the HTML page, printed by an old WebKit."""

from __future__ import annotations

from facsimiles.engines import DRAWN
from facsimiles.markup import html_of
from facsimiles.programs import converted, missing_program, program
from facsimiles.setting import PAPERS
from facsimiles.specimen import Specimen

# Layout fields of which this engine can only do the plain value.
UNABLE = DRAWN | {"turn"}
_NAME = "wkhtmltopdf"


def missing() -> str | None:
    """Why this engine cannot run here, or None."""
    return missing_program(_NAME)


def render(specimen: Specimen) -> bytes:
    """The specimen as a PDF."""
    width, height = PAPERS[specimen.layout.paper]
    size = ["--page-width", f"{width}pt", "--page-height", f"{height}pt"]
    margins = [part for side in "TBLR" for part in (f"-{side}", "16mm")]
    command = [program(_NAME), "-q", "--disable-javascript", *size, *margins, "page.html", "page.pdf"]
    return converted(html_of(specimen), "page.html", lambda _: command, "page.pdf")
