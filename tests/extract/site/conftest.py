"""The site of the small history and a server for it: each made once."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from klantprofielen.docs_site.make import write_pages
from klantprofielen.home import Home
from klantprofielen.project import PROJECT
from klantprofielen.site.make import POLICY, Options, make_site

BASE = "https://klantprofielen.example/"


@pytest.fixture(scope="session")
def site(history_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site of the small history."""
    folder = tmp_path_factory.mktemp("site") / "public"
    make_site(history_home, folder, Options(base_url=BASE))
    return folder


@pytest.fixture(scope="session")
def hostile_home(history_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home whose release holds markup wherever a document's text comes through."""
    import duckdb  # noqa: PLC0415

    home = Home(tmp_path_factory.mktemp("hostile"))
    shutil.copytree(history_home.warehouse, home.warehouse, symlinks=True)
    markup = "<img src=x onerror=document.title=1>\"'{{7*7}}</script>¤"
    with duckdb.connect(str(home.published.resolve())) as connection:
        for table in ("mart_publications", "dim_publications"):
            connection.execute(f"update {table} set file_name = ? || file_name", [markup])
        connection.execute("update fct_cells set cell_text = ? || cell_text where row_kind = 'municipality'", [markup])
        connection.execute("update fct_cells set header_text = ?", [markup])
        connection.execute("update fct_passages set passage_text = ? || passage_text", [markup])
        connection.execute("update mart_findings set message = ?, message_nl = message", [markup])
        connection.execute("update dim_municipalities set municipality_name = ? || municipality_name", [markup])
    return home


@pytest.fixture(scope="session")
def hostile_site(hostile_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of that release."""
    folder = tmp_path_factory.mktemp("hostile-site") / "public"
    make_site(hostile_home, folder, Options())
    return folder


class _Strict(http.server.SimpleHTTPRequestHandler):
    """A plain file server that sends the strict policy, and says nothing."""

    def end_headers(self) -> None:
        wasm = " 'wasm-unsafe-eval'" if "sql" in self.path else ""
        policy = POLICY.replace("script-src 'self'", f"script-src 'self'{wasm}")
        self.send_header("Content-Security-Policy", f"{policy}; frame-ancestors 'self'; worker-src 'self'")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="session")
def documented_site(history_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a home whose documentation was made; here its own pages alone, without those of dbt."""
    work = tmp_path_factory.mktemp("documented")
    home = Home(work / "home")
    shutil.copytree(history_home.warehouse, home.warehouse, symlinks=True)
    manual = home.path / "docs-site"
    manual.mkdir()
    write_pages(manual, home.current / "dbt" / "manifest.json", PROJECT)
    make_site(home, work / "public", Options())
    return work / "public"


def serve(folder: Path) -> Iterator[str]:
    """Serves a folder on the loopback address; gives where."""
    handler = functools.partial(_Strict, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site of the small history is served."""
    yield from serve(site)


@pytest.fixture(scope="session")
def documented_address(documented_site: Path) -> Iterator[str]:
    """Where the site with documentation is served."""
    yield from serve(documented_site)


@pytest.fixture(scope="session")
def hostile_address(hostile_site: Path) -> Iterator[str]:
    """Where the site of the hostile release is served."""
    yield from serve(hostile_site)
