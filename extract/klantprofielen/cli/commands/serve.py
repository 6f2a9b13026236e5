"""`klantprofielen serve`: the releases over HTTP."""

from __future__ import annotations

import errno
import ipaddress
import signal
import socket
from pathlib import Path
from typing import Annotated

import typer

from klantprofielen.cli.shared import paths
from klantprofielen.cli.shared.exits import UsageError
from klantprofielen.cli.shared.printing import print_error, print_text
from klantprofielen.home import Home
from klantprofielen.query.locked_down import require_published

# A folder with this file in it is a public site.
_SITE = "static/site.css"
# How long an answer that is under way may take once the program is told to stop, in seconds.
_LAST_ANSWERS = 5
_CONNECTIONS = 200


def serve_command(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="The address to listen at; 0.0.0.0 answers other machines.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8000,
    site: Annotated[
        Path | None, typer.Option(parser=paths.path, help="The public site to show at /. Default: HOME/public.")
    ] = None,
) -> None:
    """Serve the releases over HTTP, read-only: files with ranges, and tables filtered by column."""
    home: Home = context.obj
    require_published(home.published)
    folder = site or home.path / "public"
    has_site = (folder / _SITE).is_file()
    if site is not None and not has_site:
        raise UsageError(f"{site} is no public site; `klantprofielen site --output {site}` makes one.")
    with _listening(host, port) as listener:
        _run(home, folder if has_site else None, listener)


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens at the address.

    Raises:
        UsageError: the port is taken, or the address is none of this machine's.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family)
    except (socket.gaierror, UnicodeError) as error:
        raise UsageError(f"--host {host} is no address of this machine: {error}") from error
    except OSError as error:
        raise UsageError(_why_not(host, port, error)) from error


def _why_not(host: str, port: int, error: OSError) -> str:
    match error.errno:
        case errno.EADDRINUSE:
            return f"Port {port} is in use by another program: choose another with --port, or 0 for a free one."
        case errno.EADDRNOTAVAIL:
            return f"--host {host} is no address of this machine."
        case errno.EACCES:
            return f"Port {port} may not be used by this user: choose one above 1023 with --port."
        case _:
            return f"{host}:{port} cannot be listened at: {error.strerror}."


def _run(home: Home, site: Path | None, listener: socket.socket) -> None:
    # A server's libraries are for this command alone.
    import uvicorn  # noqa: PLC0415

    from klantprofielen.serve.app import make_app  # noqa: PLC0415

    config = uvicorn.Config(
        make_app(home, site),
        log_level="warning",
        access_log=False,
        lifespan="off",
        ws="none",
        proxy_headers=False,
        server_header=False,
        limit_concurrency=_CONNECTIONS,
        timeout_graceful_shutdown=_LAST_ANSWERS,
    )
    address, port = listener.getsockname()[:2]
    shown = f"[{address}]" if ":" in address else address
    print_text(f"Serving {home.warehouse} at http://{shown}:{port}/ (Ctrl-C stops).")
    if not ipaddress.ip_address(address).is_loopback:
        print_error(
            "Whoever reaches this address can read every release; it speaks no TLS: put a web server before it."
        )
    # Ended by a timer or by hand, it ends the same way.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        # The server has finished its answers, and passes the signal on.
        print_text("Stopped.")
