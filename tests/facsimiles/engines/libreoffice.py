"""LibreOffice Writer: the HTML page, opened as a document and exported."""

from __future__ import annotations

from facsimiles.engines import DRAWN
from facsimiles.markup import html_of
from facsimiles.programs import converted, missing_program, program
from facsimiles.specimen import Specimen

# Layout fields of which this engine can only do the plain value. (It knows little of style sheets.)
UNABLE = DRAWN | {"paragraphs", "name_break", "header_look", "rules", "spacing", "leading", "paper", "footnote_width"}
_NAMES = ("soffice", "libreoffice")


def missing() -> str | None:
    """Why this engine cannot run here, or None."""
    return missing_program(*_NAMES)


def render(specimen: Specimen) -> bytes:
    """The specimen as a PDF."""
    return converted(
        html_of(specimen),
        "page.html",
        lambda folder: [
            program(*_NAMES),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            # As a text document: opened as a web page it loses its first heading.
            "--infilter=HTML (StarWriter)",
            "--convert-to",
            "pdf:writer_pdf_Export",
            "page.html",
        ],
        "page.pdf",
    )
