"""What the exit codes mean, and which error ends a command with which."""

from __future__ import annotations

from enum import IntEnum

from klantprofielen.docs_site.make import DocsError
from klantprofielen.errors import UnpublishableError
from klantprofielen.fetch.manifest import ManifestError
from klantprofielen.fetch.sources import SourcesError
from klantprofielen.provenance.asked_place import NothingToShowError
from klantprofielen.provenance.locator import LocatorError
from klantprofielen.query.ask import QueryError
from klantprofielen.query.locked_down import NotPublishedError
from klantprofielen.read.worker import ReadersEndedError
from klantprofielen.release.build_lock import BusyError
from klantprofielen.release.postgres.target import BusyReadersError, DatabaseError, ForeignSchemaError, RefusedError
from klantprofielen.release.release import DamagedError, UnknownReleaseError
from klantprofielen.storage import FileInUseError, StorageError, describe


class Exit(IntEnum):
    """The exit codes of every command.

    A document that is declined is an outcome, not a failure: it is named, with the reason, and the code is 0.
    """

    DONE = 0
    RED_BUILD = 1
    USAGE = 2
    BUSY = 3
    STORAGE = 4
    SOURCE = 5


class UsageError(Exception):
    """The command was used in a way that cannot work; the message says what to do instead."""


EXITS: dict[type[Exception], Exit] = {
    UnpublishableError: Exit.RED_BUILD,
    UsageError: Exit.USAGE,
    DocsError: Exit.USAGE,
    SourcesError: Exit.USAGE,
    ForeignSchemaError: Exit.USAGE,
    LocatorError: Exit.USAGE,
    NotPublishedError: Exit.USAGE,
    NothingToShowError: Exit.USAGE,
    QueryError: Exit.USAGE,
    RefusedError: Exit.USAGE,
    UnknownReleaseError: Exit.USAGE,
    BusyError: Exit.BUSY,
    BusyReadersError: Exit.BUSY,
    FileInUseError: Exit.BUSY,
    DamagedError: Exit.STORAGE,
    ManifestError: Exit.STORAGE,
    DatabaseError: Exit.STORAGE,
    ReadersEndedError: Exit.STORAGE,
    StorageError: Exit.STORAGE,
    OSError: Exit.STORAGE,
}


def exit_of(error: Exception) -> Exit:
    """The exit code of an error that `EXITS` lists."""
    return next(code for kind, code in EXITS.items() if isinstance(error, kind))


def message_of(error: Exception, task: str) -> str:
    """What the error says, and what was added to it on its way; `task` is the command."""
    text = f"{task}: {describe(error)}" if isinstance(error, OSError) else str(error)
    return "\n".join([text, *getattr(error, "__notes__", [])])
