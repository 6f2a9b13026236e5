"""The database for the reader's browser: DuckDB as WebAssembly, and the marts in a small file of its own."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb

from klantprofielen.project import PROJECT
from klantprofielen.site import queries
from klantprofielen.site.page import Page, Scope
from klantprofielen.site.site_folder import SiteFolder
from klantprofielen.sql_text import literal
from klantprofielen.storage import step

# What `npm ci` puts there; without it the site is made without the database.
_PACKAGE = PROJECT / "site" / "node_modules" / "@duckdb" / "duckdb-wasm" / "dist"
_PARTS = ("duckdb-eh.wasm", "duckdb-browser-eh.worker.js")


@dataclass(frozen=True, slots=True)
class Database:
    """Where its parts stand on the site, and how many bytes are loaded when it is started."""

    wasm: str
    worker: str
    file: str
    size: int


def installed() -> bool:
    """Whether duckdb-wasm is there to be put on a site."""
    return all((_PACKAGE / part).is_file() for part in _PARTS)


def put_database(folder: SiteFolder, release: Path, content: str) -> Database | None:
    """Puts the database there; None where duckdb-wasm is not installed.

    Args:
        folder: of the site.
        release: the release's DuckDB file.
        content: the hash of what it holds: the small file is made once for it.
    """
    if not installed():
        return None
    wasm, worker = (f"sql/{part}" for part in _PARTS)
    for part in _PARTS:
        folder.link(f"sql/{part}", _PACKAGE / part)
    file = f"sql/klantprofielen-{content[:12]}.duckdb"
    if folder.has(file):
        folder.keep(file)
    else:
        folder.put(file, _small(release))
    size = sum((folder.path / name).stat().st_size for name in (wasm, worker, file))
    return Database(wasm, worker, file, size)


def _small(release: Path) -> bytes:
    """The tables of the site's questions, in the storage that older DuckDBs read."""
    with tempfile.TemporaryDirectory() as work, step("Making the browser's database"):
        path = Path(work) / "klantprofielen.duckdb"
        with duckdb.connect() as connection:
            connection.execute(f"attach {literal(release.resolve())} as release (read_only)")
            connection.execute(
                f"attach {literal(path.resolve())} as small (storage_version 'v1.0.0', block_size 16384)"
            )
            for table in queries.IN_THE_BROWSER:
                connection.execute(f"create table small.main.{table} as from release.main.{table}")
        return path.read_bytes()


def sql_page(scope: Scope, database: Database | None, policy: str) -> Page:
    """Questions in SQL; without the database, how to ask them elsewhere."""
    language, links = scope.language, scope.links(scope.paths.page("sql"))
    shown: dict[str, object] = {"available": database is not None, "examples": queries.EXAMPLES}
    if database:
        shown |= {
            "policy": policy.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"),
            "size": language.number(database.size / 1_000_000),
            "settings": {
                "wasm": links.to(database.wasm),
                "worker": links.to(database.worker),
                "file": links.to(database.file),
                "examples": queries.EXAMPLES,
                "texts": {name: language.say(f"sql.{name}") for name in ("loading", "ready", "shortened", "chart")}
                | {"axis": language.say("figure.axis")},
            },
        }
    return scope.single_page("sql", shown, active="data")
