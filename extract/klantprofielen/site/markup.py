"""Small pieces of HTML that pages hold by the thousand: put together here, since `Markup.format` is slow."""

from __future__ import annotations

from markupsafe import Markup, escape


def table_cell(text: str, href: str | None = None) -> Markup:
    """A cell of a table with a text, that may be a link; both are escaped."""
    inner = escape(text) if href is None else f'<a href="{escape(href)}">{escape(text)}</a>'
    return Markup(f"<td>{inner}</td>")  # noqa: S704 - all of it is escaped
