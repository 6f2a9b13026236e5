"""Takes the archive's manifest into `landing.duckdb`: what was asked, when, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable

from klantprofielen.fetch.archive import Archive
from klantprofielen.fetch.manifest import GIVEN, read_manifest
from klantprofielen.home import Home
from klantprofielen.landing.load import append, open_landing
from klantprofielen.records import ResourceKind, Retrieval, RetrievalOutcome


def load_retrievals(home: Home) -> int:
    """Adds the retrievals that are not loaded yet, if there is news among them; gives how many were added.

    That all is as it was is no news: such rows wait until something changed at a source, and are loaded with it. So an
    update by a timer makes a new release only where there is something to tell.

    Raises:
        ManifestError: the manifest is damaged.
        FileInUseError: another process has the landing file open.
    """
    rows = [row for row in read_manifest(Archive(home.archive).manifest) if row.resource_kind != ResourceKind.ROBOTS]
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
    """Whether one of the fresh rows says something else of its address than the rows before it."""
    known: dict[str, tuple[str | None, ...]] = {}
    for row in loaded:
        if row.outcome != RetrievalOutcome.FAILED or row.address not in known:
            known[row.address] = _told(row)
    return any(_is_news(row, known) for row in fresh)


def _is_news(row: Retrieval, known: dict[str, tuple[str | None, ...]]) -> bool:
    if row.address not in known:
        return True
    if row.outcome == RetrievalOutcome.FAILED:
        # What failed may be well the next time; nothing that was known has changed by it.
        return False
    if row.resource_kind != ResourceKind.DOCUMENT and row.outcome in GIVEN:
        # A page that looks different tells by its links what is new.
        return False
    return known[row.address] != _told(row)


def _told(row: Retrieval) -> tuple[str | None, ...]:
    """What a row says of its address: which bytes, under which words, or why none."""
    return (row.content_sha256 or row.outcome, row.reason_code, row.link_text)
