"""Lists of captures as the Internet Archive gives them (CDX, as text or as JSON)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

# The order of a list that names no columns: https://github.com/internetarchive/wayback, wayback-cdx-server.
_COLUMNS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
_DIGITS = 14
_NEEDED = ("timestamp", "original", "mimetype", "statuscode", "digest")


class CapturesError(Exception):
    """A list of captures that can't be read; the message says in which line."""


@dataclass(frozen=True, slots=True)
class Capture:
    """A copy that was taken of an address at a moment (UTC)."""

    timestamp: str
    address: str
    media_type: str
    digest: str

    @property
    def is_page(self) -> bool:
        """Whether it is a page, whose links lead further; else it is taken for a document."""
        return self.media_type in {"text/html", "application/xhtml+xml"}


def read_captures(text: str) -> list[Capture]:
    """The captures that hold something, oldest first; the same content of one address only once.

    Captures of redirects and errors say nothing about a document, and `warc/revisit` is a copy of one before.

    Raises:
        CapturesError: a line is not as the format has it.
    """
    first: dict[tuple[str, str], Capture] = {}
    for number, row in enumerate(_rows(text), start=1):
        if row["statuscode"] != "200" or row["mimetype"] == "warc/revisit":
            continue
        if parse_timestamp(row["timestamp"]) is None:
            raise CapturesError(f"Capture {number}: {row['timestamp']!r} is no moment of the form 20210115093000.")
        capture = Capture(row["timestamp"], row["original"], row["mimetype"], row["digest"])
        known = first.get((capture.address, capture.digest))
        if known is None or capture.timestamp < known.timestamp:
            first[capture.address, capture.digest] = capture
    return sorted(first.values(), key=lambda capture: (capture.timestamp, capture.address))


def _rows(text: str) -> list[dict[str, str]]:
    if not text.strip():
        return []
    if text.lstrip().startswith("["):
        try:
            table = json.loads(text)
        except ValueError as error:
            raise CapturesError(f"The list begins as JSON does, and is none: {error}.") from error
        if not isinstance(table, list) or not all(
            isinstance(row, list) and all(isinstance(value, str) for value in row) for row in table
        ):
            raise CapturesError("A list of captures in JSON is an array of arrays of texts.")
        heading, *lines = table or [list(_COLUMNS)]
    else:
        heading, lines = list(_COLUMNS), [line.split(" ") for line in text.splitlines() if line.strip()]
    missing = [name for name in _NEEDED if name not in heading]
    if missing:
        raise CapturesError(f"The list has no column {', '.join(missing)}; ask for all columns (leave `fl` out).")
    for number, line in enumerate(lines, start=1):
        if len(line) != len(heading):
            raise CapturesError(f"Capture {number} has {len(line)} values, {len(heading)} were expected.")
    return [dict(zip(heading, line, strict=True)) for line in lines]


def parse_timestamp(text: str) -> datetime | None:
    """A moment as captures are named by it: `20210115093000`, in UTC."""
    if len(text) != _DIGITS:
        # Python would read fewer digits as a moment, too, and as another one.
        return None
    try:
        return datetime.strptime(text, "%Y%m%d%H%M%S")
    except ValueError:
        return None
