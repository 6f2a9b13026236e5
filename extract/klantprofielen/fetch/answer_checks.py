"""Looks at what came, before it counts: is it a publication, is it a page, is it all of it?"""

from __future__ import annotations

import re

from klantprofielen.fetch.polite_client import Answer, NoAnswerError
from klantprofielen.records import RetrievalOutcome

_HTML = re.compile(rb"^\s*(<!--.*?-->\s*)*<(!doctype html|html|head|body)", re.IGNORECASE | re.DOTALL)


def is_html(answer: Answer) -> bool:
    """Whether it is a page of the web, by its first bytes or, where these leave it open, by its media type."""
    if answer.arrived is None or is_pdf(answer):
        return False
    return bool(_HTML.match(answer.arrived.first_bytes)) or media_type(answer) in {
        "text/html",
        "application/xhtml+xml",
    }


def is_pdf(answer: Answer) -> bool:
    """Whether it begins as a PDF does; readers allow some bytes before."""
    return answer.arrived is not None and b"%PDF-" in answer.arrived.first_bytes[:1024]


def media_type(answer: Answer) -> str:
    """The media type that the server gives it, such as `text/html`."""
    return str(answer.headers.get("Content-Type", "")).partition(";")[0].strip().lower()


def is_document(answer: Answer) -> None:
    """Checks that it is a PDF, and all of it, or a transcript.

    Raises:
        NoAnswerError: it is not.
    """
    if answer.arrived is None or _is_transcript(answer):
        return
    if is_pdf(answer):
        if b"%%EOF" not in answer.arrived.last_bytes:
            raise NoAnswerError(
                RetrievalOutcome.FAILED,
                "cut_off",
                "The PDF has no end (%%EOF): the server sends only a part of it.",
                status=answer.status,
                final_address=answer.final_address,
                may_pass=True,
            )
        return
    is_page = is_html(answer)
    found = "a page of the web" if is_page else f"something else ({media_type(answer) or 'no media type'})"
    raise NoAnswerError(
        RetrievalOutcome.NOT_A_DOCUMENT,
        "page_instead_of_pdf" if is_page else "not_a_pdf",
        f"It gives {found} where a PDF was expected. Open it in a browser: the file may have moved.",
        status=answer.status,
        final_address=answer.final_address,
    )


def is_page(answer: Answer) -> None:
    """Checks that it is a page.

    Raises:
        NoAnswerError: it is not.
    """
    if answer.arrived is not None and not is_html(answer):
        raise NoAnswerError(
            RetrievalOutcome.FAILED,
            "not_a_page",
            f"It gives {media_type(answer) or 'something'} where a page with links was expected.",
            status=answer.status,
            final_address=answer.final_address,
        )


def is_page_or_document(answer: Answer) -> None:
    """Checks an address that a user gave without saying what it is."""
    if not is_html(answer):
        is_document(answer)


def _is_transcript(answer: Answer) -> bool:
    """A transcript is plain text at an address that ends in `.txt`."""
    path = answer.final_address.partition("?")[0]
    return media_type(answer) == "text/plain" and path.lower().endswith(".txt") and not is_pdf(answer)
