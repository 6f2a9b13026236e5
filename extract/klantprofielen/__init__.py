"""UWV's 'Transparantie van klantprofielen' as a warehouse.

`connect()` opens the published one, locked down, for an analyst's own questions; `ask(sql)` answers one question in a
process of its own, also one that somebody else wrote. `open_release(place)` gives the tables of a release as Arrow,
pandas or Polars, from a home, a folder, a file or an address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from klantprofielen.client.opened_release import open_release
    from klantprofielen.query.ask import ask_published as ask
    from klantprofielen.query.locked_down import connect

__all__ = ["ask", "connect", "open_release"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - what a module holds may be anything
    """Imports them when they are asked for: a worker that reads a document has no use for a database."""
    if name == "connect":
        from klantprofielen.query.locked_down import connect  # noqa: PLC0415

        return connect
    if name == "ask":
        from klantprofielen.query.ask import ask_published  # noqa: PLC0415

        return ask_published
    if name == "open_release":
        from klantprofielen.client.opened_release import open_release  # noqa: PLC0415

        return open_release
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
