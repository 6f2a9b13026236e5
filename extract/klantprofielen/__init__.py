"""UWV's 'Transparantie van klantprofielen' as a warehouse; `connect()` opens the published one, locked down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from klantprofielen.query.locked import connect

__all__ = ["connect"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - what a module holds may be anything
    """Imports `connect` when it is asked for: a worker that reads a document has no use for a database."""
    if name == "connect":
        from klantprofielen.query.locked import connect  # noqa: PLC0415

        return connect
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
