"""The documentation opens from disk: nothing is asked of the network, nothing is complained of."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from called import said
from klantprofielen.docs_site import make
from klantprofielen.errors import Reason
from klantprofielen.home import Home
from klantprofielen.project import PROJECT
from klantprofielen.query.locked_down import open_locked

_CHROMIUM = shutil.which("chromium")
_MODEL = "dbt.html#!/model/model.klantprofielen.mart_regional_coverage"
# What each page shows; lineage.html opens on the first model by name, with its columns drawn.
_SHOWN = {
    "index.html": "mart_regional_coverage",
    "dictionary.html": 'id="mart_regional_coverage"',
    "findings.html": ">total_row_mismatch<",
    "decisions.html": "A locator begins with the document",
    "lineage.html": "dim_municipality_successors",
    _MODEL: "mart_regional_coverage",
}
# What lineage.html tells the console of itself.
_HARMLESS = ("Using injected colibriData", "anonymous telemetry is disabled")

needs_chromium = pytest.mark.skipif(_CHROMIUM is None, reason="Chromium is not installed (apt-get install chromium)")


@dataclass(frozen=True)
class Opened:
    dom: str
    console: list[str]
    requests: list[str]


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


def _open(address: str, work: Path) -> Opened:
    log = work / "net.json"
    done = subprocess.run(
        [
            str(_CHROMIUM),
            *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
            *("--disable-quic", "--disable-component-update", "--disable-sync", f"--user-data-dir={work / 'profile'}"),
            *("--host-resolver-rules=MAP * ~NOTFOUND", f"--log-net-log={log}", "--enable-logging=stderr"),
            *("--virtual-time-budget=8000", "--dump-dom", address),
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    console = [line for line in done.stderr.splitlines() if ":CONSOLE:" in line]
    return Opened(done.stdout, [line for line in console if not any(h in line for h in _HARMLESS)], _requests(log))


def _requests(log: Path) -> list[str]:
    """What the page asked for; what the browser asks for itself has no origin."""
    found = json.loads(log.read_text(encoding="utf-8"))
    start = found["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"]
    started = [event["params"] for event in found["events"] if event["type"] == start and "params" in event]
    return [asked["url"] for asked in started if asked.get("initiator", "not an origin") != "not an origin"]


@needs_chromium
def test_a_page_that_asks_and_complains_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<img src="http://pictures.invalid/x.png"><script>missing()</script>', encoding="utf-8")
    opened = _open(page.as_uri(), tmp_path)
    assert opened.requests == ["http://pictures.invalid/x.png"]
    assert "missing is not defined" in "".join(opened.console)


@needs_chromium
@pytest.mark.parametrize("page", _SHOWN)
def test_every_page_opens_from_disk(site: Path, tmp_path: Path, page: str) -> None:
    opened = _open(f"{site.as_uri()}/{page}", tmp_path)
    # Its style and icon lie beside it.
    assert all(url.startswith(site.as_uri()) for url in opened.requests)
    assert opened.console == []
    assert _SHOWN[page] in opened.dom


@needs_chromium
def test_dbt_docs_show_the_model_with_its_columns(site: Path, tmp_path: Path) -> None:
    dom = _open(f"{site.as_uri()}/{_MODEL}", tmp_path).dom
    assert "One row per" in dom
    assert "register_coverage_ratio_change_on_year" in dom


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


def test_what_is_no_documentation_is_not_replaced(history_home: Home, tmp_path: Path) -> None:
    kept = tmp_path / "thesis.txt"
    kept.write_text("years of work", encoding="utf-8")
    said(history_home.path, "docs", "--output", tmp_path, code=2)
    assert kept.exists()


def test_nothing_published_is_said(tmp_path: Path) -> None:
    assert f"klantprofielen --home {tmp_path} build" in said(tmp_path, "docs", code=2)
