"""Small pieces of HTML that pages hold by the thousand: put together here, since `Markup.format` is slow.

They are as short as HTML lets them be: without the end tags of cells, and without quotes around our own addresses.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

# What may stand in an attribute without quotes, and is in every address that the site gives a page or a cell.
_BARE = re.compile(r"[\w./#-]+", re.ASCII)


def link(href: str, text: str) -> str:
    """A link; both are escaped."""
    address = href if _BARE.fullmatch(href) else f'"{escape(href)}"'
    return f"<a href={address}>{escape(text)}</a>"


def table_cell(text: str, href: str | None = None) -> Markup:
    """A cell of a table with a text, that may be a link; both are escaped."""
    return Markup(f"<td>{escape(text) if href is None else link(href, text)}")  # noqa: S704 - all of it is escaped
