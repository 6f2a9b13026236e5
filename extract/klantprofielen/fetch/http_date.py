"""Moments as headers of HTTP tell them (RFC 9110, 5.6.7)."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def read_http_date(header: str | None) -> datetime | None:
    """The moment in UTC; one that names no zone (`-0000`) is told in UTC as well."""
    if not header:
        return None
    try:
        moment = parsedate_to_datetime(header)
        return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    except (ValueError, OverflowError):
        return None
