"""A publisher's site on the loopback address: a real HTTP server whose pages and faults a test sets."""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"

Behaviour = Callable[["Request"], None]


@dataclass(frozen=True)
class Asked:
    """A request, and how many bytes of body it was answered with."""

    path: str
    headers: dict[str, str]
    status: int
    body_bytes: int


class Request(BaseHTTPRequestHandler):
    """One request, with the ways to answer it well or badly."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, *_args: object) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        site = self.server.site
        self.sent = (0, 0)
        behave = site.pages.get(self.path) or site.pages.get(unquote(self.path)) or not_found
        try:
            behave(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            site.asked.append(Asked(self.path, {k.lower(): v for k, v in self.headers.items()}, *self.sent))

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        """A whole answer."""
        self.begin(status, {"Content-Length": str(len(body)), **{k.replace("_", "-"): v for k, v in headers.items()}})
        self.write(status, body)

    def begin(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def write(self, status: int, body: bytes) -> None:
        self.sent = (status, self.sent[1] + len(body))
        self.wfile.write(body)
        self.wfile.flush()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    site: Site


@dataclass
class Site:
    """A running site.

    Attributes:
        pages: what each path does; a test may change it at any moment.
        asked: every request that came, in order.
    """

    address: str
    pages: dict[str, Behaviour] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def paths(self) -> list[str]:
        """What was asked, robots.txt left out."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def bodies(self) -> list[str]:
        """What was answered with a body."""
        return [asked.path for asked in self.asked if asked.body_bytes]

    def list_pdfs(self, *names: str, path: str = "/list") -> None:
        """A page that links to PDFs, which are there."""
        self.pages[path] = file(page(*((name, name) for name in names)), "text/html")
        for name in names:
            self.pages[f"/{name}"] = file(PDF + name.encode())


@contextmanager
def serving(host: str = "127.0.0.1") -> Iterator[Site]:
    """A site on a free port of a loopback address."""
    server = _Server((host, 0), Request)
    server.site = Site(f"http://{host}:{server.server_address[1]}")
    server.site.pages["/robots.txt"] = not_found
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server.site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def page(*links: tuple[str, str]) -> bytes:
    """A page with links: address and words."""
    listed = "".join(f'<li><a href="{address}">{words}</a></li>' for address, words in links)
    return f"<!DOCTYPE html><title>Klantprofielen</title><main><ul>{listed}</ul></main>".encode()


def file(body: bytes, media_type: str = "application/pdf", *, dated: bool = False, **headers: str) -> Behaviour:
    """A file of a well-kept server: it says 304 to who has it already, by ETag or by date."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    moment = "Wed, 20 Jan 2021 09:00:00 GMT"

    def give(request: Request) -> None:
        validator = {"Last_Modified": moment} if dated else {"ETag": tag}
        has = (
            request.headers.get("If-Modified-Since") == moment if dated else request.headers.get("If-None-Match") == tag
        )
        if has:
            request.answer(304, **validator)
        else:
            request.answer(200, body, Content_Type=media_type, **validator, **headers)

    return give


def careless(body: bytes, media_type: str = "application/pdf") -> Behaviour:
    """A file of a server that knows no conditions."""
    return lambda request: request.answer(200, body, Content_Type=media_type)


def status(code: int, **headers: str) -> Behaviour:
    """Nothing but a status, with a page about it as servers send one."""
    return lambda request: request.answer(code, b"<html><h1>Sorry</h1></html>", Content_Type="text/html", **headers)


def not_found(request: Request) -> None:
    """Nothing is there."""
    request.answer(404, b"<html><h1>Not found</h1></html>", Content_Type="text/html")


def redirect(target: str, code: int = 302) -> Behaviour:
    """It is somewhere else."""
    return lambda request: request.answer(code, Location=target)


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """One behaviour after the other; the last one stays."""
    left = list(behaviours)

    def give(request: Request) -> None:
        behave = left.pop(0) if len(left) > 1 else left[0]
        behave(request)

    return give


def cut_off(body: bytes, announced: int | None = None) -> Behaviour:
    """Fewer bytes than the header announces, then the line goes dead."""

    def give(request: Request) -> None:
        length = str(announced if announced is not None else 2 * len(body))
        request.begin(200, {"Content-Type": "application/pdf", "Content-Length": length})
        request.write(200, body)
        request.close_connection = True

    return give


def broken_chunks(body: bytes) -> Behaviour:
    """An answer in chunks whose last one never comes."""

    def give(request: Request) -> None:
        request.begin(200, {"Content-Type": "application/pdf", "Transfer-Encoding": "chunked"})
        request.write(200, f"{len(body):x}\r\n".encode() + body + b"\r\n")
        request.close_connection = True

    return give


def dripping(body: bytes, pause: float, media_type: str = "application/pdf") -> Behaviour:
    """One byte at a time, each just before a reader loses patience."""

    def give(request: Request) -> None:
        request.begin(200, {"Content-Type": media_type, "Content-Length": str(len(body))})
        for byte in body:
            request.write(200, bytes([byte]))
            time.sleep(pause)

    return give


def zipped(body: bytes, media_type: str = "application/pdf") -> Behaviour:
    """The same bytes, packed on their way."""
    return lambda request: request.answer(
        200, gzip.compress(body), Content_Type=media_type, Content_Encoding="gzip", ETag='"packed"'
    )
