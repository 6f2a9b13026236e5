"""The sample warehouse, built once: what the connections are tried on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import httpx
import psycopg
import pytest

from bi.pages import blocks
from bi.server import server
from bi.serving import client, serving
from called import said
from installed import installed_once
from klantprofielen.home import FILE_NAME, Home
from klantprofielen.release.release import read_manifest, write_manifest


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The home of a build of `publications/`: the one that SAMPLE_HOME names, else the installed program's."""
    if given := os.environ.get("SAMPLE_HOME"):
        return Home(Path(given))
    return Home(installed_once(tmp_path_factory).project)


@pytest.fixture(scope="session")
def served(sample: Home) -> Iterator[str]:
    """The address of the sample, served by the program."""
    with serving(sample) as address:
        yield address


@pytest.fixture
def http(served: str) -> Iterator[httpx.Client]:
    """A client of the served sample."""
    with client(served) as opened:
        yield opened


@pytest.fixture
def two_releases(sample: Home, tmp_path: Path) -> tuple[Home, str, str]:
    """A home with two releases, of which the first is published; two marts of the second have one row less."""
    return make_two_releases(sample, tmp_path / "home")


def make_two_releases(sample: Home, path: Path) -> tuple[Home, str, str]:
    """Makes them from the sample, without a build."""
    home = Home(path)
    for name in ("first", "second"):
        folder = home.releases / name
        (folder / "dbt").mkdir(parents=True)
        shutil.copy(sample.published, folder / FILE_NAME)
        shutil.copy(sample.current / "dbt" / "manifest.json", folder / "dbt")
        write_manifest(folder, replace(read_manifest(sample.current), release_id=name))
    with duckdb.connect(str(home.releases / "second" / FILE_NAME)) as connection:
        for mart in ("mart_regional_coverage", "mart_national_coverage"):
            connection.execute(f"delete from {mart} where quarter_label = '2020Q3'")
    home.current.symlink_to("releases/first")
    home.published.symlink_to(f"current/{FILE_NAME}")
    return home, "first", "second"


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a database on a PostgreSQL server of this run's own."""
    with server() as address:
        yield address


@pytest.fixture(scope="session")
def published(sample: Home, postgres: str) -> str:
    """The address of a database that holds the sample, sent there by the program."""
    said(sample.path, "publish", "--postgres", postgres)
    return postgres


@pytest.fixture(scope="session")
def reader(published: str) -> str:
    """The same database for the login that docs/connect/postgresql.md makes for a tool."""
    with psycopg.connect(published, autocommit=True) as owner:
        (page,) = blocks("postgresql.md", "sql")
        *statements, rest = page.split(";\n")
        assert not rest, "psql runs a statement that ends with its semicolon, and waits for ever with one that does not"
        for statement in statements:
            owner.execute(statement.encode())
    return published.replace("owner@", "metabase@")
