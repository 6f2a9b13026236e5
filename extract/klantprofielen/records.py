"""What flows out of the extractor: the raw layer as frozen records, one class a table.

A field is a column of a table in schema `raw` of `landing.duckdb` (see `models/staging/uwv/_uwv__sources.yml`
for what every column means). The `Printed` records are what a reader takes from the page; their rows begin
with the `Identity` of the load that keeps them. Text stays as printed.
Boxes are in points of the page as it is shown (after its rotation), from the top left corner; in a
transcript they count characters and lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from klantprofielen.geometry import Box


class Readers(StrEnum):
    """How a document is read: by two readers that must agree, or by the first that verifies."""

    CHECKED = "checked"
    FAST = "fast"


class Reader(StrEnum):
    """What reads the words of a document."""

    PDFIUM = "pdfium"
    PDFPLUMBER = "pdfplumber"
    TRANSCRIPT = "transcript"


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
    SENTENCE = "sentence"
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
class LoadLimits:
    """What one document might cost in a load: what was declined for a limit is read again under a higher one."""

    load_id: str
    file_bytes: int
    pages: int
    glyphs: int
    wall_seconds: float
    cpu_seconds: int
    memory_bytes: int


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
class ReaderResult:
    """What one reader made of a document that was read.

    Attributes:
        is_primary: whether its words are the publication's; those of the other reader are held against them.
        table_count: how many tables of a region it found; None when it could not read the document.
    """

    load_id: str
    document_sha256: str
    reader: str
    is_primary: bool
    table_count: int | None
    error_code: str | None
    error_message: str | None


@dataclass(frozen=True, slots=True)
class Identity:
    """Which load keeps a printed record, in which publication, by which reader."""

    load_id: str
    publication_id: str
    reader: str


@dataclass(frozen=True, slots=True)
class PrintedPassage:
    """A printed text outside the table's cells that carries data, with where it stands."""

    passage_role: PassageRole
    passage_text: str
    page_number: int
    box: Box


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """A table column, the header words above it, and the role they give it."""

    column_number: int
    column_role: ColumnRole
    header_text: str | None


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One printed table cell."""

    row_number: int
    row_kind: RowKind
    column_number: int
    column_role: ColumnRole
    cell_text: str
    page_number: int
    box: Box


@dataclass(frozen=True, slots=True)
class PrintedRemark:
    """Something the reader noticed that SQL turns into a finding."""

    remark_code: str
    remark_text: str
    page_number: int | None


Printed = PrintedPassage | PrintedColumn | PrintedCell | PrintedRemark


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A raw row: the identity and what was printed; passages and remarks are numbered within the publication."""

    identity: Identity
    number: int | None
    printed: Printed


class ResourceKind(StrEnum):
    """What was asked for."""

    DOCUMENT = "document"
    PAGE = "page"
    CAPTURES = "captures"
    ROBOTS = "robots"


class OriginKind(StrEnum):
    """What a document was taken from: only the first two show what stood at the publisher."""

    WEB = "web"
    WEB_ARCHIVE = "web_archive"
    FOLDER = "folder"


class RetrievalOutcome(StrEnum):
    """What came of asking once; what it means for a document is for SQL to say."""

    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    NOT_FOUND = "not_found"
    REFUSED = "refused"
    FAILED = "failed"
    NOT_A_DOCUMENT = "not_a_document"


@dataclass(frozen=True, slots=True)
class Retrieval:
    """An address that was asked once, and what it answered.

    Attributes:
        run_id: the run of `fetch`; a run that was killed and goes on keeps its id.
        found_on_address: the page that has the link; None for an address that a user named.
        captured_at: when the Internet Archive took the copy that it gave; None for what the publisher gave itself.
        content_sha256: of the bytes that the address gives at this moment; None when it gave none.
        response_headers: the answer's headers that date or name it, as JSON.
    """

    retrieval_id: str
    run_id: str
    retrieved_at: datetime
    source_name: str
    origin_kind: str
    resource_kind: str
    address: str
    final_address: str | None
    found_on_address: str | None
    link_text: str | None
    outcome: str
    reason_code: str | None
    reason_message: str | None
    http_status: int | None
    content_sha256: str | None
    byte_count: int | None
    file_name: str | None
    entity_tag: str | None
    last_modified: str | None
    captured_at: datetime | None
    response_headers: str | None
