"""Takes the archive's manifest into `landing.duckdb`: what was asked, when, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable

from klantprofielen.fetch.archive import Archive
from klantprofielen.fetch.manifest import read_manifest
from klantprofielen.home import Home
from klantprofielen.landing.load import append, open_landing
from klantprofielen.records import ResourceKind, Retrieval, RetrievalOutcome


def kept_retrievals(home: Home) -> list[Retrieval]:
    """What the archive's manifest says of documents and pages.

    Raises:
        ManifestError: the manifest is damaged.
    """
    return [row for row in read_manifest(Archive(home.archive).manifest) if row.resource_kind != ResourceKind.ROBOTS]


def load_retrievals(home: Home) -> int:
    """Adds the retrievals that are not loaded yet, if there is news among them; gives how many were added.

    That all is as it was is no news: such rows wait until something changed at a source, and are loaded with it. So an
    update by a timer makes a new release only where there is something to tell.

    Raises:
        ManifestError: the manifest is damaged.
        FileInUseError: another process has the landing file open.
    """
    rows = kept_retrievals(home)
    if not rows:
        return 0
    home.make()
    with open_landing(home.landing) as connection:
        loaded = {name for (name,) in connection.execute("select retrieval_id from raw.retrievals").fetchall()}
        fresh = [row for row in rows if row.retrieval_id not in loaded]
        if not _has_news((row for row in rows if row.retrieval_id in loaded), fresh):
            return 0
        append(connection, fresh)
    return len(fresh)


def _has_news(loaded: Iterable[Retrieval], fresh: Iterable[Retrieval]) -> bool:
    """Whether one of the fresh rows says something else of its address than the rows before it.

    A page that looks different, or is not there, tells by its documents what is new; that no page names a document any
    more is no news while its address gives it.
    """
    told: dict[str, tuple[str | None, str | None]] = {}
    words: dict[str, str | None] = {}
    for row in loaded:
        if row.outcome != RetrievalOutcome.FAILED or row.address not in told:
            told[row.address] = _told(row)
        words[row.address] = row.link_text or words.get(row.address)
    documents = [row for row in fresh if row.resource_kind == ResourceKind.DOCUMENT]
    return any(_is_news(row, told, words) for row in documents)


def _is_news(row: Retrieval, told: dict[str, tuple[str | None, str | None]], words: dict[str, str | None]) -> bool:
    if row.address not in told or row.link_text not in (None, words[row.address]):
        return True
    # What failed may be well the next time; nothing that was known has changed by it.
    return row.outcome != RetrievalOutcome.FAILED and told[row.address] != _told(row)


def _told(row: Retrieval) -> tuple[str | None, str | None]:
    """What a row says of its address: which bytes it gives, or why none."""
    return (row.content_sha256 or row.outcome, row.reason_code)
