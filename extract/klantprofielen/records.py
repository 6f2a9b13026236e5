"""What flows out of the extractor: the raw layer as frozen records, one class a table.

The order and types of the fields are those of the tables in schema `raw` of `landing.duckdb`
(see `models/staging/uwv/_uwv__sources.yml` for what every column means). Text stays as printed.
Boxes are in points of the page as it is shown (after its rotation), from the top left corner; in a
transcript they count characters and lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Readers(StrEnum):
    """How a document is read: by two readers that must agree, or by the first that verifies."""

    CHECKED = "checked"
    FAST = "fast"


class RowKind(StrEnum):
    """What a table row is."""

    MUNICIPALITY = "municipality"
    TOTAL = "total"


class ColumnRole(StrEnum):
    """What a table column holds, read from its header words."""

    REGION = "region"
    MUNICIPALITY = "municipality"
    MUNICIPAL_WITH = "municipal_clients_with_profile"
    MUNICIPAL_WITHOUT = "municipal_clients_without_profile"
    UWV_WITH = "uwv_clients_with_profile"
    UWV_WITHOUT = "uwv_clients_without_profile"
    IN_SONAR = "clients_in_sonar"
    # Set aside: printed, kept in the raw layer, checked where SQL can, never published.
    MUNICIPAL = "municipal_clients"
    UWV = "uwv_clients"
    WITH = "clients_with_profile"
    WITHOUT = "clients_without_profile"
    SHARE = "share"


class PassageRole(StrEnum):
    """What a text outside the table's cells is."""

    HEADING = "heading"
    SHARED_HEADING = "shared_heading"
    REGION_COLUMN = "region_column"
    FOOTNOTE = "footnote"
    BLANKS_NOTE = "blanks_note"
    COLOPHON = "colophon"


class HeaderKind(StrEnum):
    """Where the column roles come from: the header's words, or (no header text at all) the series' order."""

    READ = "read"
    ABSENT = "absent"


class Status(StrEnum):
    """Whether a publication could be read at all. Whether it may be believed is for SQL to say."""

    READ = "read"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Load:
    """One run of `extract`."""

    load_id: str
    started_at: datetime
    finished_at: datetime
    extractor_version: str
    readers: str
    read_count: int
    skipped_count: int
    unreadable_count: int


@dataclass(frozen=True, slots=True)
class Publication:
    """One table of one region found in a document, or a document that could not be read."""

    load_id: str
    publication_id: str
    document_sha256: str
    file_name: str
    source_address: str
    byte_count: int
    page_count: int | None
    reader: str | None
    header_kind: str | None
    layout_fingerprint: str | None
    printed_content_sha256: str | None
    status: str
    error_code: str | None
    error_message: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A printed text outside the table's cells that carries data, with where it stands."""

    load_id: str
    publication_id: str
    passage_number: int
    passage_role: str
    passage_text: str
    page_number: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Column:
    """A table column, the header words above it, and the role they give it."""

    load_id: str
    publication_id: str
    column_number: int
    column_role: str
    header_text: str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed table cell."""

    load_id: str
    publication_id: str
    row_number: int
    row_kind: str
    column_number: int
    column_role: str
    cell_text: str
    page_number: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the reader noticed that SQL turns into a finding."""

    load_id: str
    publication_id: str
    remark_number: int
    remark_code: str
    remark_text: str
    page_number: int | None
