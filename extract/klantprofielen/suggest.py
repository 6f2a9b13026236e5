"""What somebody may have meant by a name that is not there."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A sentence with the names that come near, or hold this one, and a space after it; nothing where none does."""
    names = list(known)
    near = get_close_matches(name, names, n=3) or sorted((each for each in names if name and name in each), key=len)[:3]
    return f"Did you mean {', '.join(near)}? " if near else ""
