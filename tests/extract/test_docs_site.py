"""The documentation opens from disk: nothing is asked of the network, nothing is complained of."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browsing import Visit
from called import said
from klantprofielen.docs_site import make
from klantprofielen.errors import Reason
from klantprofielen.home import Home
from klantprofielen.project import PROJECT
from klantprofielen.query.locked_down import open_locked

_MODEL = "dbt.html#!/model/model.klantprofielen.mart_regional_coverage"
# What each page shows; lineage.html opens on the first model by name, with its columns drawn.
_SHOWN = {
    "index.html": ["mart_regional_coverage"],
    "dictionary.html": ['id="mart_regional_coverage"'],
    "findings.html": [">total_row_mismatch<"],
    "decisions.html": ["A locator begins with the document"],
    "lineage.html": ["dim_municipality_successors"],
    _MODEL: ["mart_regional_coverage", "One row per", "register_coverage_ratio_change_on_year"],
}


@pytest.fixture(scope="module")
def site(history_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "site"
    said(history_home.path, "docs", "--output", folder)
    return folder


def test_the_folder_that_one_stands_in_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`docs --output .` ended in a ValueError, as "." has no name."""

    def write_page(_home: Home, work: Path, _project: Path) -> None:
        (work / "site").mkdir()
        (work / "site" / "dbt.html").touch()

    monkeypatch.setattr(make, "_make", write_page)
    home = Home(tmp_path / "home")
    home.warehouse.mkdir(parents=True)
    home.published.touch()
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    make.make_docs(home, Path())
    assert [path.name for path in (tmp_path / "here").iterdir()] == ["dbt.html"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here", "home"]


def test_a_page_that_asks_and_complains_is_noticed(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('<img src="http://pictures.invalid/x.png"><script>missing()</script>')
    visit = Visit(browser, f"{tmp_path.as_uri()}/")
    visit.open("page.html")
    assert "asked for http://pictures.invalid/x.png" in visit.wrong
    assert "missing is not defined" in "".join(visit.wrong)


@pytest.mark.parametrize("page", _SHOWN)
def test_every_page_opens_from_disk(site: Path, browser: Browser, page: str) -> None:
    visit = Visit(browser, f"{site.as_uri()}/")
    opened = visit.open(page)
    for text in _SHOWN[page]:
        opened.wait_for_function("text => document.documentElement.outerHTML.includes(text)", arg=text)
    # dbt's page names an icon that does not come with it.
    assert [told for told in visit.wrong if "favicons" not in told] == []


def test_lineage_of_a_coverage_reaches_the_raw_cells(site: Path) -> None:
    edges = json.loads((site / "lineage.json").read_text(encoding="utf-8"))["lineage"]["edges"]
    behind: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for edge in edges:
        target = (edge["target"], edge["targetColumn"].lower())
        behind.setdefault(target, set()).add((edge["source"], edge["sourceColumn"].lower()))
    reached: set[tuple[str, str]] = set()
    waiting = [("model.klantprofielen.mart_regional_coverage", "profile_coverage_ratio")]
    while waiting:
        column = waiting.pop()
        if column not in reached:
            reached.add(column)
            waiting.extend(behind.get(column, ()))
    assert ("source.klantprofielen.uwv.cells", "cell_text") in reached


def test_links_between_pages_lead_somewhere(site: Path) -> None:
    for page in site.glob("*.html"):
        if page.name not in {"dbt.html", "lineage.html"}:
            for link in re.findall(r'href="([^"]+)"', page.read_text(encoding="utf-8")):
                name, _, anchor = link.partition("#")
                target = site / name if name else page
                assert target.exists(), f"{page.name}: {link}"
                if anchor.startswith("!/model/"):
                    assert anchor.removeprefix("!/model/") in target.read_text(encoding="utf-8")
                elif anchor:
                    assert f'id="{anchor}"' in target.read_text(encoding="utf-8")


def test_every_code_is_explained(site: Path, history_home: Home) -> None:
    page = (site / "findings.html").read_text(encoding="utf-8")
    with open_locked(history_home.published) as connection:
        codes = [code for (code,) in connection.sql("select finding_code from dim_finding_codes").fetchall()]
    declined = re.findall(r"^\| `(\w+)`", (PROJECT / "docs" / "declined.md").read_text(encoding="utf-8"), re.MULTILINE)
    reasons = {reason.value for reason in Reason}
    # What is read and not let in stands there, too.
    assert reasons <= set(declined) <= reasons | set(codes)
    for code in [*codes, *declined]:
        assert f">{code}</code>" in page, code


def test_descriptions_stand_in_the_published_file(history_home: Home) -> None:
    with open_locked(history_home.published) as connection:
        bare = connection.sql(
            "select table_name, column_name from duckdb_columns() where not internal and coalesce(comment, '') = '' "
            "union all select table_name, null from duckdb_tables() where coalesce(comment, '') = ''"
        ).fetchall()
    assert bare == []
