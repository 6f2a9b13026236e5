"""What keeps a release or a table of it from being opened."""

from __future__ import annotations

from klantprofielen.suggest import did_you_mean


class ReleaseError(Exception):
    """There is no release there, or not all of it; the message says what was expected and what to do."""


def unknown(kind: str, name: str, known: list[str], where: str) -> ReleaseError:
    """Nothing of that kind has that name: what comes near, else what there is."""
    told = did_you_mean(name, known).rstrip() or f"There are {', '.join(known) or 'none'}."
    return ReleaseError(f"{where} has no {kind} {name!r}. {told}")
