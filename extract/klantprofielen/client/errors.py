"""What keeps a release or a table of it from being opened."""

from __future__ import annotations

from difflib import get_close_matches


class ReleaseError(Exception):
    """There is no release there, or not all of it; the message says what was expected and what to do."""


def unknown(kind: str, name: str, known: list[str], where: str) -> ReleaseError:
    """Nothing of that kind has that name: what comes near, else what there is."""
    near = get_close_matches(name, known, n=3)
    told = f"Did you mean {', '.join(near)}?" if near else f"There are {', '.join(known) or 'none'}."
    return ReleaseError(f"{where} has no {kind} {name!r}. {told}")
