"""A link as short as HTML lets it be; pages hold them by the thousand, and `Markup.format` is slow."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

# What may stand in an attribute without quotes, and is in every address that the site gives a page or a cell.
_BARE = re.compile(r"[\w./#-]+", re.ASCII)


def link(href: str, text: str) -> Markup:
    """A link; both are escaped."""
    address = href if _BARE.fullmatch(href) else f'"{escape(href)}"'
    return Markup(f"<a href={address}>{escape(text)}</a>")  # noqa: S704 - both are escaped
