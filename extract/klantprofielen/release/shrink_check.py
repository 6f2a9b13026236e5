"""Stops a build that would publish far less than what is published: readers lose nothing in silence."""

from __future__ import annotations

import duckdb

from klantprofielen.errors import UnpublishableError
from klantprofielen.home import Home
from klantprofielen.release.diff import attached
from klantprofielen.release.release import Release, current_id, file_of, list_releases
from klantprofielen.storage import StorageError

# A table of facts may lose this share of its rows: a rule that declines a document, a correction.
_MOST_LOST = 0.1
_FACTS = "fct_"
_NAMED = 5


class ShrinkError(UnpublishableError):
    """Documents or facts of the published release would be gone."""


def require_documents(home: Home) -> None:
    """Checks that the landing file holds every publication of the published release.

    Nothing is ever removed from a landing file, so one that holds less was lost, replaced, or restored from too old a
    backup. When the published release cannot be read, the newest kept one that can is compared with.

    Raises:
        ShrinkError: publications are missing; the message names some, and says how to get them back.
        StorageError: the landing file cannot be read.
    """
    with attached("Comparing what was loaded with what is published", landing=home.landing) as connection:
        rows = connection.execute("select publication_id from landing.raw.publications").fetchall()
    loaded = {publication_id for (publication_id,) in rows}
    found = _read_documents(home)
    if found is None:
        return
    release, documents = found
    missing = {publication_id: name for publication_id, name in documents.items() if publication_id not in loaded}
    if not missing:
        return
    names = sorted({name or "?" for name in missing.values()})
    named = ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
    raise ShrinkError(
        f"{home.landing} lacks {len(missing)} of the {len(documents)} publications of release {release.release_id}: "
        f"{named}. Restore landing.duckdb from its backup, or read them again: `klantprofielen build PATHS`. "
        "`klantprofielen build --allow-shrink` publishes without them."
    )


def require_facts(home: Home, rows: dict[str, int]) -> None:
    """Checks that what would be published holds no table of facts that is far smaller than the published one.

    Args:
        home: whose published release it is compared with; nothing is checked when there is none that can be read.
        rows: table to rows of what would be published.

    Raises:
        ShrinkError: a table lost more than a tenth of its rows.
    """
    published = current_id(home)
    for release in list_releases(home):
        if release.release_id == published:
            lost = {
                name: (table.rows, rows[name])
                for name, table in release.tables.items()
                if name.startswith(_FACTS) and name in rows and rows[name] < table.rows * (1 - _MOST_LOST)
            }
            if lost:
                told = ", ".join(f"{name} {before} to {after}" for name, (before, after) in sorted(lost.items()))
                raise ShrinkError(
                    f"Far fewer facts than in release {published}: {told} rows. mart_publications and mart_findings "
                    "say which documents are not accepted any more and why. `klantprofielen build --allow-shrink` "
                    "publishes it as it is."
                )


def _read_documents(home: Home) -> tuple[Release, dict[str, str]] | None:
    """Publication to file name, of the published release, else of the newest kept one; None when none can be read."""
    published = current_id(home)
    for release in sorted(list_releases(home), key=lambda release: release.release_id != published):
        try:
            with attached("Reading what is published", opened=file_of(home, release)) as connection:
                found = connection.execute("select publication_id, file_name from opened.mart_publications").fetchall()
            return release, dict(found)
        except (StorageError, duckdb.Error):
            # Damaged: a build needs nothing of it.
            continue
    return None
