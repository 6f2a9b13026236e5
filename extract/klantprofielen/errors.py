"""Why a document or table is declined (a code for machines, a message that a person can act on), or a build is."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Every reason for which the extractor declines; `docs/declined.md` explains each."""

    EMPTY_FILE = "empty_file"
    NOT_A_PDF = "not_a_pdf"
    NOT_TEXT = "not_text"
    TOO_LARGE = "too_large"
    FILE_UNREADABLE = "file_unreadable"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MANY_OBJECTS = "too_many_objects"
    OVER_TIME = "over_time"
    OVER_MEMORY = "over_memory"
    WORKER_DIED = "worker_died"
    NO_TEXT = "no_text"
    NO_TEXT_MAPPING = "no_text_mapping"
    DIGITS_DRAWN_OTHERWISE = "digits_drawn_otherwise"
    FIELDS_CONTRADICTORY = "fields_contradictory"
    NOT_THIS_PUBLICATION = "not_this_publication"
    OTHER_UWV_PUBLICATION = "other_uwv_publication"
    NO_TABLE = "no_table"
    HEADER_UNREADABLE = "header_unreadable"
    HEADER_AMBIGUOUS = "header_ambiguous"
    HEADER_ABSENT = "header_absent"


class DeclinedError(Exception):
    """A document, or one table of it, cannot be read as a publication.

    Attributes:
        reason: the code, one of `Reason`.
        message: one or two sentences: what stands where, what was expected, what to do.
    """

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(f"{reason}: {message}")
        self.reason = reason
        self.message = message


class UnpublishableError(Exception):
    """A build that passed its tests holds something that a release may not hold."""
