"""DuckDB in a browser reads from `klantprofielen serve`, on a page of another server, without a network."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from bi.serving import serving
from browsing import chromium
from klantprofielen.home import FILE_NAME, Home
from klantprofielen.project import PROJECT
from klantprofielen.site import database

_DIST = PROJECT / "site" / "node_modules" / "@duckdb" / "duckdb-wasm" / "dist"
_PARTS = (
    PROJECT / "extract" / "klantprofielen" / "site" / "static" / "duckdb.js",
    _DIST / "duckdb-eh.wasm",
    _DIST / "duckdb-browser-eh.worker.js",
)
_ASK = """
async ([address, sql]) => {
  const duckdb = await import(new URL("duckdb.js", location.href).href);
  const worker = new Worker("duckdb-browser-eh.worker.js");
  const database = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
  await database.instantiate(new URL("duckdb-eh.wasm", location.href).href);
  await database.open({ query: { castBigIntToDouble: true } });
  const connection = await database.connect();
  await connection.query("set autoinstall_known_extensions = false");
  const found = [];
  for (const question of sql) {
    const answer = await connection.query(question.replaceAll("ADDRESS", address));
    found.push(answer.toArray().map((row) => Object.values(row.toJSON())));
  }
  return JSON.stringify(found);
}
"""


@pytest.mark.skipif(not database.installed(), reason="duckdb-wasm is not installed here: npm ci in site/")
def test_duckdb_in_a_browser_reads_it_from_another_server(served: str, sample: Home, tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "site.css").write_text("")
    (tmp_path / "index.html").write_text("<!DOCTYPE html><title>a page</title>")
    for part in _PARTS:
        shutil.copy(part, tmp_path)
    csv = "read_csv('ADDRESS/latest/csv/mart_regional_coverage.csv')"
    filtered = "read_csv('ADDRESS/latest/tables/mart_regional_coverage?quarter_label=2020Q3&format=csv')"
    questions = [
        f"select quarter_label, clients_in_sonar from {csv} order by 1",
        f"select clients_in_sonar from {filtered}",
        f"attach 'ADDRESS/latest/{FILE_NAME}' as klantprofielen (read_only)",
        "select count(*) from klantprofielen.mart_municipality_coverage",
    ]
    with serving(sample, "--site", str(tmp_path)) as page_address, chromium() as browser:
        page = browser.new_page()
        page.goto(f"{page_address}/")
        found = json.loads(page.evaluate(_ASK, [served, questions]))
    assert found == [[["2020Q2", 3976], ["2020Q3", 9191]], [[9191]], [], [[21]]]
