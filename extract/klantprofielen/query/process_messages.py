"""What goes to the process that answers a question, and what it says when it is done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# In a column's metadata: its texts are whole numbers longer than Arrow has.
KIND, INTEGER = b"klantprofielen.kind", b"integer"
# Its texts are moments, as ISO 8601.
MOMENT = b"moment"


@dataclass(frozen=True, slots=True)
class Question:
    """One question to one file; `memory_bytes` is `memory_limit` as a number, for the whole process."""

    path: str
    sql: str
    memory_limit: str
    memory_bytes: int
    threads: int
    as_text: bool
    nested: bool


class ErrorKind(StrEnum):
    """Why there is no answer, or not all of it."""

    NONE = "none"
    QUERY = "query"
    MEMORY = "memory"
    STORAGE = "storage"
    IN_USE = "in_use"


@dataclass(frozen=True, slots=True)
class Status:
    """How a question ended; `step` names what failed of the storage."""

    kind: ErrorKind
    message: str = ""
    step: str = ""
