"""The command that makes the site: what it writes, what it leaves alone, and how heavy it is."""

from __future__ import annotations

import gzip
import shutil
import subprocess
from pathlib import Path

import duckdb
import pytest

from called import said
from klantprofielen.home import Home
from klantprofielen.site.language import languages
from klantprofielen.site.make import Options, make_site
from klantprofielen.site.site_folder import SiteFolder

ROOT = Path(__file__).resolve().parents[3]


def test_pages_stay_within_their_budget(site: Path) -> None:
    def weight(*names: str) -> int:
        return sum(len(gzip.compress((site / name).read_bytes())) for name in names)

    shell = ("static/site.css", "static/site.js")
    assert weight("index.html", *shell, "static/icon.svg") < 150_000
    assert weight("gemeenten.html", *shell) < 150_000
    assert weight("vergelijken.html", *shell, "static/compare.js") < 150_000
    assert weight("sql.html", *shell, "static/sql.js") < 150_000
    for folder in ("regio", "gemeente", "bewijs"):
        heaviest = max((site / folder).glob("*.html"), key=lambda path: path.stat().st_size)
        assert weight(f"{folder}/{heaviest.name}", *shell) < 60_000


def test_what_did_not_change_is_not_written_again_and_what_is_gone_goes(history_home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    first = make_site(history_home, folder, Options())
    again = make_site(history_home, folder, Options())
    assert (first.written, again.written, again.removed) == (first.files, 0, 0)
    assert (again.pages, again.files) == (0, first.files), "nothing is made again"
    (folder / "gemeente/GM9999.html").write_text("of an earlier release")
    (folder / "index.html").write_text("spoiled")
    mended = make_site(history_home, folder, Options())
    assert (mended.written, mended.removed) == (1, 1)
    assert not (folder / "gemeente/GM9999.html").exists()


def test_a_file_of_the_site_is_never_half_written(tmp_path: Path) -> None:
    """A run killed while it wrote left half a picture, which later runs took for whole; or half its JSON, and died."""
    folder = SiteFolder(tmp_path)
    folder.put("crops/a.json", "{}")
    before = tmp_path / "before"
    before.hardlink_to(tmp_path / "crops/a.json")
    folder.put("crops/a.json", '{"page": 1}')
    assert before.read_text() == "{}", "it was written in place"
    assert [path.name for path in (tmp_path / "crops").iterdir()] == ["a.json"]


def test_a_document_that_comes_later_gets_its_picture(
    history_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Documents were looked for where one stands alone: one that came into the archive or the home changed nothing."""
    home, public, documents = Home(tmp_path / "home"), tmp_path / "public", history_home.path.parent / "documents"
    shutil.copytree(history_home.warehouse, home.warehouse, symlinks=True)
    with duckdb.connect(str(home.published.resolve())) as connection:
        connection.execute("update dim_publications set source_address = 'documents/' || file_name")
        ((sha256, name),) = connection.execute(
            "select document_sha256, file_name from dim_publications "
            "inner join fct_region_quarter_versions using (publication_id) order by file_name limit 1"
        ).fetchall()
    monkeypatch.chdir(tmp_path)
    make_site(home, public, Options())
    assert not list(public.glob("crops/*.webp"))
    kept = home.archive / "documents" / sha256[:2] / sha256 / name
    kept.parent.mkdir(parents=True)
    shutil.copyfile(documents / name, kept)
    make_site(home, public, Options())
    assert len(list(public.glob("crops/*.webp"))) == 1
    shutil.copytree(documents, home.path / "documents")
    make_site(home, public, Options())
    assert len(list(public.glob("crops/*.webp"))) > 1
    monkeypatch.chdir(home.path)
    assert make_site(home, public, Options()).pages == 0, "where one stands says nothing of what is there"


@pytest.mark.parametrize("command", ["site", "docs"])
def test_a_folder_of_somebody_else_is_left_alone(history_home: Home, tmp_path: Path, command: str) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    said(history_home.path, command, "--output", tmp_path, code=2)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_the_demo_says_that_it_is_one_on_every_page(history_home: Home, tmp_path: Path) -> None:
    make_site(history_home, tmp_path / "public", Options(demo=True))
    pages = list((tmp_path / "public").rglob("*.html"))
    banners = {language.code: language.say("banner.demo") for language in languages()}
    for page in pages:
        assert banners["en" if "/public/en/" in page.as_posix() else "nl"] in page.read_text(encoding="utf-8")


def test_the_kept_bundles_are_those_of_the_sources(tmp_path: Path) -> None:
    esbuild = ROOT / "site/node_modules/.bin/esbuild"
    if shutil.which("node") is None or not esbuild.exists():
        pytest.skip("node or site/node_modules is not there: cd site && npm ci")
    subprocess.run(
        [
            *(str(esbuild), *sorted(f"src/{name}.js" for name in ("site", "compare", "sql", "duckdb"))),
            *("--bundle", "--minify", "--format=esm", "--target=es2022", "--charset=utf8", "--legal-comments=none"),
            f"--outdir={tmp_path}",
            "--log-level=error",
        ],
        cwd=ROOT / "site",
        check=True,
    )
    kept = ROOT / "extract/klantprofielen/site/static"
    for made in tmp_path.iterdir():
        assert (kept / made.name).read_bytes() == made.read_bytes(), f"{made.name}: cd site && npm run build"
