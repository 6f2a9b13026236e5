"""Asks for one thing at a time and writes down what came of it: a publication, a page, a list, a host's rules."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import httpx

from klantprofielen.fetch.answer_checks import is_document, is_html, is_page, is_page_or_document
from klantprofielen.fetch.archive import Archive, Arrived, TooLargeError, name_of
from klantprofielen.fetch.http_date import read_http_date
from klantprofielen.fetch.links import Link, TooManyLinksError
from klantprofielen.fetch.manifest import GIVEN, Manifest
from klantprofielen.fetch.polite_client import Answer, Check, Client, Clock, NoAnswerError
from klantprofielen.fetch.robots import KEPT_HOURS, MAX_BYTES, Robots, read_robots
from klantprofielen.read.sources import readable
from klantprofielen.records import OriginKind, ResourceKind, Retrieval, RetrievalOutcome

_KEPT_HEADERS = (
    "Date", "Server", "Content-Type", "Content-Length", "Content-Encoding", "Content-Disposition", "ETag",
    "Last-Modified", "Memento-Datetime",
)  # fmt: skip
# A host that answers so has no rules (RFC 9309, 2.3.1.3).
_NO_RULES = frozenset(range(400, 429)) | frozenset(range(430, 500))
# An address that answered in one of these ways is not asked again when a killed run goes on.
_SETTLED = GIVEN | {RetrievalOutcome.NOT_FOUND, RetrievalOutcome.REFUSED, RetrievalOutcome.NOT_A_DOCUMENT}


@dataclass(frozen=True, slots=True)
class Found:
    """An address to ask, and how it was found.

    Attributes:
        captured_at: when the copy was taken that stands at the address; None for what the publisher gives itself.
    """

    source_name: str
    origin_kind: OriginKind
    address: str
    found_on: str | None = None
    link_text: str | None = None
    captured_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was read, now or before, and its links that a source means."""

    address: str
    links: tuple[Link, ...]


ReadLinks = Callable[[bytes, str], list[Link]]


@dataclass
class Retriever:
    """The hands of one run: `client` asks, the archive keeps, the manifest remembers."""

    archive: Archive
    manifest: Manifest
    run_id: str
    clock: Clock
    progress: Callable[[Retrieval], None]
    client: Client = field(init=False)
    _robots: dict[str, Robots] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        rows = self.manifest.rows
        self._asked = {row.address: row for row in rows if row.run_id == self.run_id and row.outcome in _SETTLED}

    def document(self, found: Found) -> None:
        """Asks for a publication, unless this run has asked for it already."""
        if found.address in self._asked:
            return
        if found.origin_kind is OriginKind.WEB_ARCHIVE and self._has(found.address):
            # A copy of a moment does not change.
            return
        self._ask(found, ResourceKind.DOCUMENT, is_document, self.client.limits.document_bytes)

    def page(self, found: Found, read: ReadLinks, check: Check = is_page) -> Page | None:
        """Asks for a page and reads its links; None when it gave none.

        A page whose links can't be taken is written down as one that failed.
        """
        links: list[Link] = []

        def check_links(answer: Answer) -> None:
            check(answer)
            if answer.arrived is not None and is_html(answer):
                try:
                    links.extend(read(answer.arrived.path.read_bytes(), answer.final_address))
                except TooManyLinksError as error:
                    raise _too_many(error) from error

        row = self._asked.get(found.address)
        if row is None:
            limits = self.client.limits
            most = limits.document_bytes if check is is_page_or_document else limits.page_bytes
            row = self._ask(found, ResourceKind.PAGE, check_links, most)
        body = self._body(row)
        if body is None or row.resource_kind != ResourceKind.PAGE:
            return None
        read_before = None if links else self._read(found, row, body, read)
        return Page(row.final_address or row.address, tuple(links or read_before or ()))

    def captures(self, found: Found) -> bytes | None:
        """Asks for a list of captures; None when it could not be had."""
        row = self._asked.get(found.address) or self._ask(
            found, ResourceKind.CAPTURES, lambda answer: None, self.client.limits.page_bytes
        )
        return self._body(row)

    def ask_unlinked(self, source_name: str) -> None:
        """Asks for the publications of a source that its pages no longer name: they may still be there.

        One that is gone already is left alone, unless a page names it again.
        """
        latest = {
            row.address: row
            for row in self.manifest.rows
            if row.source_name == source_name
            and row.resource_kind == ResourceKind.DOCUMENT
            and row.origin_kind == OriginKind.WEB
        }
        for address, row in latest.items():
            is_asked = row.run_id == self.run_id
            if not is_asked and row.outcome != RetrievalOutcome.NOT_FOUND and self.manifest.given(address):
                self.document(Found(source_name, OriginKind.WEB, address))

    def note(self, found: Found, kind: ResourceKind, error: NoAnswerError) -> None:
        """Writes down that an address gave nothing."""
        self._write(self._row(found, kind, self.clock.now(), error=error))

    def links_again(self, found: Found, read: ReadLinks) -> list[Link]:
        """Other links of a page that was read in this run."""
        row = self._asked.get(found.address)
        body = self._body(row) if row else None
        return self._read(found, row, body, read) or [] if row and body is not None else []

    def _read(self, found: Found, row: Retrieval, body: bytes, read: ReadLinks) -> list[Link] | None:
        """The links of a page that was kept; there may be more of them than the source allows today."""
        try:
            return read(body, row.final_address or row.address)
        except TooManyLinksError as error:
            self.note(found, ResourceKind.PAGE, _too_many(error))
            return None

    def take_file(self, found: Found, path: Path) -> None:
        """Takes a publication from a folder; the same bytes of the same file are taken once."""
        try:
            with path.open("rb") as file:
                arrived = self.archive.receive(iter(lambda: file.read(1 << 20), b""), self.client.limits.document_bytes)
        except (OSError, TooLargeError) as error:
            code = "too_large" if isinstance(error, TooLargeError) else "file_unreadable"
            self.note(found, ResourceKind.DOCUMENT, NoAnswerError(RetrievalOutcome.FAILED, code, str(error)))
            return
        known = self.manifest.given(found.address)
        if known and known.content_sha256 == arrived.sha256 and self.archive.find_document(arrived.sha256):
            self.archive.drop(arrived)
            return
        name = readable(path.name)
        self.archive.keep_document(arrived, name)
        self._write(self._row(found, ResourceKind.DOCUMENT, self.clock.now(), arrived=arrived, name=name))

    def robots_of(self, address: str) -> Robots:
        """The rules of an address's host, asked once a run and not again within a day."""
        url = httpx.URL(address)
        place = str(url.copy_with(raw_path=b"/robots.txt", fragment=None))
        if place not in self._robots:
            self._robots[place] = self._ask_robots(place)
        return self._robots[place]

    def _ask_robots(self, place: str) -> Robots:
        row = self.manifest.last(place)
        is_answer = row is not None and (row.outcome in GIVEN or row.http_status in _NO_RULES)
        if row is None or not is_answer or self.clock.now() - row.retrieved_at > timedelta(hours=KEPT_HOURS):
            row = self._ask(
                Found("robots", OriginKind.WEB, place),
                ResourceKind.ROBOTS,
                lambda answer: None,
                MAX_BYTES,
                heed_robots=False,
            )
        body = self._body(row)
        if body is not None:
            return read_robots(body)
        if row.http_status in _NO_RULES:
            return Robots()
        if row.reason_code == "private_address":
            return Robots(unreachable=row.reason_message)
        return Robots(unreachable=f"The host's robots.txt could not be read: {row.reason_message}")

    def _has(self, address: str) -> bool:
        row = self.manifest.given(address)
        return bool(row and row.content_sha256 and self.archive.find_document(row.content_sha256))

    def _body(self, row: Retrieval) -> bytes | None:
        """The bytes of a page that an address gave, now or before."""
        if row.outcome not in GIVEN or row.content_sha256 is None:
            return None
        path = self.archive.find_page(row.content_sha256)
        return path.read_bytes() if path else None

    def _ask(
        self, found: Found, kind: ResourceKind, check: Check, max_bytes: int, *, heed_robots: bool = True
    ) -> Retrieval:
        """Asks, keeps what came, and writes the row; what is known already is only asked for changes."""
        before = self._before(found.address)
        asked_at = self.clock.now()
        try:
            answer = self.client.ask(
                found.address, max_bytes=max_bytes, known=before, check=check, heed_robots=heed_robots
            )
        except NoAnswerError as error:
            row = self._row(found, kind, asked_at, error=error)
            given = self.manifest.given(found.address)
            if error.code == "host_given_up" and given is not None:
                # It was not asked at all: nothing is known about it that was not known before.
                return row
            return self._write(row)
        if answer.arrived is None:
            if before is None:
                raise AssertionError("nothing changed at an address that was never asked")
            return self._write(self._unchanged(found, before, asked_at, answer))
        is_shared = kind in {ResourceKind.ROBOTS, ResourceKind.CAPTURES} or (
            kind is ResourceKind.PAGE and is_html(answer)
        )
        name = name_of(answer.final_address, answer.headers.get("Content-Disposition"))
        if is_shared:
            self.archive.keep_page(answer.arrived)
        else:
            kind = ResourceKind.DOCUMENT
            self.archive.keep_document(answer.arrived, name)
        return self._write(self._row(found, kind, asked_at, answer=answer, arrived=answer.arrived, name=name))

    def _before(self, address: str) -> Retrieval | None:
        """What an address gave last, if its bytes are still in the archive."""
        row = self.manifest.given(address)
        if row is None or row.content_sha256 is None:
            return None
        find = self.archive.find_document if row.resource_kind == ResourceKind.DOCUMENT else self.archive.find_page
        return row if find(row.content_sha256) else None

    def _unchanged(self, found: Found, before: Retrieval, asked_at: datetime, answer: Answer) -> Retrieval:
        return replace(
            before,
            retrieval_id=_new_id(),
            run_id=self.run_id,
            retrieved_at=asked_at,
            source_name=found.source_name,
            origin_kind=found.origin_kind,
            found_on_address=found.found_on,
            link_text=found.link_text,
            final_address=answer.final_address,
            outcome=RetrievalOutcome.UNCHANGED,
            http_status=answer.status,
            entity_tag=answer.headers.get("ETag", before.entity_tag),
            last_modified=answer.headers.get("Last-Modified", before.last_modified),
            response_headers=_headers(answer.headers),
        )

    def _row(
        self,
        found: Found,
        kind: ResourceKind,
        asked_at: datetime,
        *,
        answer: Answer | None = None,
        arrived: Arrived | None = None,
        name: str | None = None,
        error: NoAnswerError | None = None,
    ) -> Retrieval:
        given = self.manifest.given(found.address)
        same = arrived is not None and given is not None and given.content_sha256 == arrived.sha256
        given_outcome = RetrievalOutcome.UNCHANGED if same else RetrievalOutcome.FETCHED
        headers = answer.headers if answer else None
        return Retrieval(
            retrieval_id=_new_id(),
            run_id=self.run_id,
            retrieved_at=asked_at,
            source_name=found.source_name,
            origin_kind=found.origin_kind,
            resource_kind=kind,
            address=found.address,
            final_address=answer.final_address if answer else error.final_address if error else None,
            found_on_address=found.found_on,
            link_text=found.link_text,
            outcome=error.outcome if error else given_outcome,
            reason_code=error.code if error else None,
            reason_message=str(error) if error else None,
            http_status=answer.status if answer else error.status if error else None,
            content_sha256=arrived.sha256 if arrived else None,
            byte_count=arrived.byte_count if arrived else None,
            file_name=name,
            entity_tag=headers.get("ETag") if headers else None,
            last_modified=headers.get("Last-Modified") if headers else None,
            # When the copy was taken that was given (RFC 7089).
            captured_at=(read_http_date(headers.get("Memento-Datetime")) if headers else None) or found.captured_at,
            response_headers=_headers(headers) if headers else None,
        )

    def _write(self, row: Retrieval) -> Retrieval:
        self.manifest.append(row)
        if row.outcome in _SETTLED:
            self._asked[row.address] = row
        self.progress(row)
        return row


def _too_many(error: TooManyLinksError) -> NoAnswerError:
    return NoAnswerError(RetrievalOutcome.FAILED, "too_many_links", str(error))


def _new_id() -> str:
    return secrets.token_hex(12)


def _headers(headers: httpx.Headers) -> str:
    return json.dumps({name: headers[name] for name in _KEPT_HEADERS if name in headers}, ensure_ascii=False)
