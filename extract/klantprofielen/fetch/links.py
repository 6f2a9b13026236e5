"""The links of a page that a source asks for, with the words that they bear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl, urlencode

import httpx
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

_LONGEST_TEXT = 500
_LONGEST_ADDRESS = 2000
_LONGEST_SHOWN = 100
_LAST_PORT = 65535


class AddressError(Exception):
    """An address that can't be asked; the message says why."""


class TooManyLinksError(Exception):
    """More links answer to a source's selector than it may follow."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page.

    Attributes:
        text: the words of the link; of an image or an empty link its title.
    """

    address: str
    text: str | None


def _selector(text: str) -> str:
    try:
        LexborHTMLParser("<a>").css(text)
    except (SelectolaxError, ValueError) as error:
        raise ValueError(f"{text!r} is no CSS selector; one is for example main a[href$='.pdf']") from error
    return text


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"{text!r} is no regular expression: {error}") from error
    return text


Selector = Annotated[str, AfterValidator(_selector)]
Pattern = Annotated[str, AfterValidator(_pattern)]


class Strict(BaseModel):
    """A part of `sources.yaml`: what is not foreseen is wrong."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Links(Strict):
    """Which links of a page are followed; all conditions that are given must hold.

    Attributes:
        ignore_query: names of parameters that change without another file behind them; they are left out.
    """

    selector: Selector = "a[href]"
    text: Pattern | None = None
    # Without a selector of its own a page means its links to PDFs.
    address: Pattern | None = r"\.pdf(\?|$)"
    ignore_query: tuple[str, ...] = ()
    max_links: Annotated[int, Field(ge=1, le=100_000)] = 3000


def clean_address(text: str, base: str | None = None, ignore_query: Iterable[str] = ()) -> str:
    """An address in one spelling: absolute, without fragment, with what is no ASCII encoded.

    Raises:
        AddressError: it is none of http or https, or holds a password, or can't be understood.
    """
    try:
        url = httpx.URL(text.strip())
        if base is not None:
            url = httpx.URL(base).join(url)
        ignored = frozenset(ignore_query)
        query = url.query.decode("ascii")
        if ignored and query:
            kept = [(name, value) for name, value in parse_qsl(query, True) if name not in ignored]
            url = url.copy_with(query=urlencode(kept).encode("ascii") if kept else None)
        url = url.copy_with(fragment=None)
        host = url.host
    except (httpx.InvalidURL, ValueError) as error:
        raise AddressError(f"{_shown(text)} is no address: {error}") from error
    if url.scheme not in {"http", "https"} or not host:
        raise AddressError(f"{_shown(text)} is no address of http or https.")
    if url.port is not None and not 0 < url.port <= _LAST_PORT:
        raise AddressError(f"{_shown(text)} is no address: there is no port {url.port}.")
    if url.userinfo:
        raise AddressError("An address may not hold a name or password: it would stand in the manifest.")
    if len(str(url)) > _LONGEST_ADDRESS:
        raise AddressError(f"{_shown(text)} is longer than {_LONGEST_ADDRESS} characters.")
    return str(url)


def find_links(page: bytes, page_address: str, meant: Links) -> list[Link]:
    """The links of a page that a source means, each address once, in their order.

    A link that is no address of http or https (a script, a mailbox) is none to follow.

    Raises:
        TooManyLinksError: there are more than `meant.max_links`.
    """
    tree = LexborHTMLParser(_text_of(page))
    base = _base(tree, page_address)
    found: dict[str, Link] = {}
    for link in _chosen(tree.css(meant.selector), base, meant):
        found.setdefault(link.address, link)
        if len(found) > meant.max_links:
            raise TooManyLinksError(
                f"More than {meant.max_links} links of {page_address} answer to the selector {meant.selector!r}; none "
                "was followed. Make the selector narrower, or raise max_links."
            )
    return list(found.values())


def _text_of(page: bytes) -> str:
    """A page that is no UTF-8 is read as browsers read one that says nothing: as Windows-1252."""
    try:
        return page.decode("utf-8")
    except UnicodeDecodeError:
        return page.decode("cp1252", "replace")


def _base(tree: LexborHTMLParser, page_address: str) -> str:
    node = tree.css_first("base[href]")
    try:
        return clean_address(node.attributes.get("href") or "", page_address) if node else page_address
    except AddressError:
        # What browsers do with a base that is no address: they take the page's own.
        return page_address


def _chosen(nodes: list[LexborNode], base: str, meant: Links) -> Iterator[Link]:
    for node in nodes:
        target = node.attributes.get("href")
        if not target:
            continue
        try:
            address = clean_address(target, base, meant.ignore_query)
        except AddressError:
            continue
        text = _text(node)
        if meant.address and not re.search(meant.address, address, re.IGNORECASE):
            continue
        if meant.text and not re.search(meant.text, text or "", re.IGNORECASE):
            continue
        yield Link(address, text)


def _text(node: LexborNode) -> str | None:
    words = node.text(separator=" ") or node.attributes.get("title") or node.attributes.get("aria-label") or ""
    shown = "".join(char if char.isprintable() else " " for char in words)
    return " ".join(shown.split())[:_LONGEST_TEXT] or None


def _shown(text: str) -> str:
    return repr(text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…")
