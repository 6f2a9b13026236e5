"""One run of `fetch`: every source in turn, every address once, every retrieval a row as soon as it is known."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from klantprofielen.fetch.answer_checks import is_page_or_document
from klantprofielen.fetch.archive import Archive
from klantprofielen.fetch.captures import Capture, CapturesError, parse_timestamp, read_captures
from klantprofielen.fetch.links import AddressError, Links, clean_address, find_links
from klantprofielen.fetch.manifest import Manifest
from klantprofielen.fetch.network import Reach
from klantprofielen.fetch.polite_client import Client, Clock, Limits, NoAnswerError
from klantprofielen.fetch.retriever import Found, Page, ReadLinks, Retriever
from klantprofielen.fetch.sources import CapturesSource, FileSource, FolderSource, PageSource, Source
from klantprofielen.home import Home
from klantprofielen.read.sources import Unopened, find_files
from klantprofielen.records import OriginKind, ResourceKind, Retrieval, RetrievalOutcome
from klantprofielen.storage import step, sync, write_file

# A run that was killed goes on for so long; later everything is asked again.
_GOES_ON = timedelta(hours=24)
# The source of what is fetched by its address alone.
BY_HAND = "by_hand"

Progress = Callable[[Retrieval], None]


@dataclass(frozen=True, slots=True)
class Work:
    """What a run is to do: the sources of the file, or addresses that a user named.

    Attributes:
        contact: who fetches.
    """

    contact: str
    delay_seconds: float
    sources: tuple[Source, ...] = ()
    addresses: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The same for the same work, by which a killed run is known again."""
        said = [repr(source) for source in self.sources] + list(self.addresses)
        return hashlib.sha256("\n".join(said).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a run came to.

    Attributes:
        rows: of this run, as they came.
        before: of all runs before it.
    """

    run_id: str
    went_on: bool
    before: tuple[Retrieval, ...]
    rows: tuple[Retrieval, ...]


def fetch(
    home: Home,
    work: Work,
    *,
    reach: Reach | None = None,
    limits: Limits | None = None,
    clock: Clock | None = None,
    progress: Progress = lambda row: None,
) -> Fetched:
    """Asks every source, and keeps what it gives in the archive.

    It can be stopped at any moment: what was fetched is kept, and the next run of the same work goes on.

    Raises:
        FileInUseError: another fetch is at work.
        ManifestError: the manifest is damaged.
        StorageError: the disk did not take or give something.
    """
    archive, clock = Archive(home.archive), clock or Clock()
    with archive.locked():
        manifest = Manifest(archive.manifest)
        run_id, went_on = _begin(archive, work, clock.now())
        retriever = Retriever(archive, manifest, run_id, clock, progress)
        client = Client(
            work.contact,
            archive,
            retriever.robots_of,
            reach or Reach(),
            limits or Limits(),
            work.delay_seconds,
            clock,
        )
        retriever.client = client
        try:
            for address in work.addresses:
                _by_hand(retriever, address)
            for source in work.sources:
                _ask_source(home, retriever, source)
            manifest.write_parquet(archive.folder / "retrievals.parquet", archive.incoming)
            with step("Ending the run"):
                archive.run.unlink()
        finally:
            client.close()
            manifest.close()
    before = tuple(row for row in manifest.rows if row.run_id != run_id)
    return Fetched(run_id, went_on, before, tuple(row for row in manifest.rows if row.run_id == run_id))


def _begin(archive: Archive, work: Work, now: datetime) -> tuple[str, bool]:
    """The id of this run: that of a run of the same work that was killed, or a new one."""
    with step("Beginning the run"):
        known = _read_run(archive)
        if known and known["work"] == work.fingerprint and now - datetime.fromisoformat(known["since"]) < _GOES_ON:
            return known["run_id"], True
        run_id = f"{now:%Y%m%dT%H%M%S%f}-{secrets.token_hex(3)}"
        fresh = archive.incoming / archive.run.name
        write_file(fresh, json.dumps({"run_id": run_id, "work": work.fingerprint, "since": now.isoformat()}).encode())
        fresh.replace(archive.run)
        sync(archive.folder)
    return run_id, False


def _read_run(archive: Archive) -> dict[str, str] | None:
    if not archive.run.exists():
        return None
    known: dict[str, str] = json.loads(archive.run.read_text(encoding="utf-8"))
    return known


def _ask_source(home: Home, retriever: Retriever, source: Source) -> None:
    match source:
        case PageSource():
            _ask_pages(retriever, source)
            retriever.ask_unlinked(source.name)
        case FileSource():
            retriever.document(Found(source.name, OriginKind.WEB, source.file, None, source.text))
        case FolderSource():
            _take_folder(home, retriever, source)
        case CapturesSource():
            _ask_captures(retriever, source)


def _by_hand(retriever: Retriever, address: str) -> None:
    """An address that a user named: a publication, or a page whose links to PDFs are followed."""
    links = Links()
    page = retriever.page(Found(BY_HAND, OriginKind.WEB, address), _reader(links), is_page_or_document)
    if page is not None:
        _follow(retriever, BY_HAND, page)


def _ask_pages(retriever: Retriever, source: PageSource) -> None:
    """A page and those that it leads on to; a page that is linked in a circle is read once."""
    more = Links(selector=source.next or "a", address=None, ignore_query=source.links.ignore_query)
    waiting, seen = [source.page], {source.page}
    while waiting:
        found = Found(source.name, OriginKind.WEB, waiting.pop(0))
        page = retriever.page(found, _reader(source.links))
        if page is None:
            continue
        _follow(retriever, source.name, page)
        following = retriever.links_again(found, _reader(more)) if source.next else []
        for link in following:
            if link.address not in seen and len(seen) < source.max_pages:
                seen.add(link.address)
                waiting.append(link.address)


def _follow(retriever: Retriever, source_name: str, page: Page) -> None:
    for link in page.links:
        retriever.document(Found(source_name, OriginKind.WEB, link.address, page.address, link.text))


def _reader(links: Links, base: str | None = None) -> ReadLinks:
    """Reads the links of a page that are meant; `base` is where the page stood when it was captured."""
    return lambda body, address: find_links(body, base or address, links)


def _take_folder(home: Home, retriever: Retriever, source: FolderSource) -> None:
    """Takes what is new in a folder; a folder that is not there is something that a person should know."""
    folder = (home.path / source.folder).resolve()
    if not folder.is_dir():
        found = Found(source.name, OriginKind.FOLDER, folder.as_uri())
        missing = NoAnswerError(RetrievalOutcome.FAILED, "no_folder", f"{folder} is no folder.")
        retriever.note(found, ResourceKind.PAGE, missing)
        return
    for place in find_files([folder]):
        path = place.path if isinstance(place, Unopened) else place
        found = Found(source.name, OriginKind.FOLDER, path.as_uri())
        if isinstance(place, Unopened):
            retriever.note(
                found, ResourceKind.DOCUMENT, NoAnswerError(RetrievalOutcome.FAILED, place.reason, place.message)
            )
        else:
            retriever.take_file(found, path)


def _ask_captures(retriever: Retriever, source: CapturesSource) -> None:
    """The captures of a list: publications are taken, the links of pages are followed within the Internet Archive."""
    found = Found(source.name, OriginKind.WEB_ARCHIVE, source.captures)
    body = retriever.captures(found)
    if body is None:
        return
    try:
        captures = read_captures(body.decode("utf-8", "replace"))
    except CapturesError as error:
        retriever.note(found, ResourceKind.CAPTURES, NoAnswerError(RetrievalOutcome.FAILED, "bad_captures", str(error)))
        return
    for capture in captures:
        address = _replay(source, capture.timestamp, capture.address)
        if address is not None:
            _ask_capture(retriever, source, capture, address)


def _ask_capture(retriever: Retriever, source: CapturesSource, capture: Capture, address: str) -> None:
    taken = parse_timestamp(capture.timestamp)
    found = Found(source.name, OriginKind.WEB_ARCHIVE, address, source.captures, captured_at=taken)
    if not capture.is_page:
        retriever.document(found)
        return
    page = retriever.page(found, _reader(source.links, capture.address))
    for link in page.links if page else ():
        replayed = _replay(source, capture.timestamp, link.address)
        if replayed is not None:
            retriever.document(
                Found(source.name, OriginKind.WEB_ARCHIVE, replayed, capture.address, link.text, captured_at=taken)
            )


def _replay(source: CapturesSource, timestamp: str, address: str) -> str | None:
    """Where a copy is asked for; None for an address that can't be one."""
    try:
        return clean_address(source.replay.replace("{timestamp}", timestamp).replace("{address}", address))
    except AddressError:
        return None
