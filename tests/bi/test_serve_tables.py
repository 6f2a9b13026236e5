"""`klantprofielen serve`: tables filtered by column, in every format, bounded, and never by SQL."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import duckdb
import httpx
import pyarrow.parquet as pq
import pytest

from bi.serving import client, serving
from klantprofielen.home import Home
from klantprofielen.query.locked_down import open_locked
from klantprofielen.release.release import read_manifest
from klantprofielen.serve.rows import MOST_VALUES, RESERVED

_REGIONS = "/latest/tables/mart_regional_coverage"


def test_rows_are_filtered_by_column(http: httpx.Client) -> None:
    columns = "quarter_start_date,labour_market_region_name,clients_in_sonar,is_grand_total_printed,municipality_count"
    found = http.get(_REGIONS, params={"quarter_label": "2020Q2", "columns": columns}).json()
    assert [list(row) for row in found] == [columns.split(",")]
    row = found[0]
    assert (row["labour_market_region_name"], row["clients_in_sonar"]) == ("Flevoland", 3976)
    assert (row["quarter_start_date"], row["is_grand_total_printed"]) == ("2020-04-01", False)
    both = http.get(_REGIONS, params={"quarter_label": ["2020Q2", "2020Q3"], "format": "csv"})
    assert len(list(csv.DictReader(io.StringIO(both.text)))) == 2
    typed = {"quarter_start_date": "2020-07-01", "is_grand_total_printed": "true", "clients_in_sonar": "9191"}
    assert len(http.get(_REGIONS, params=typed).json()) == 1
    assert http.get(_REGIONS, params={"quarter_label": "2099Q1"}).json() == []


def test_an_empty_value_asks_for_what_is_not_there(http: httpx.Client) -> None:
    empty = http.get(_REGIONS, params={"printed_clients_in_sonar": ""}).json()
    assert [row["labour_market_region_name"] for row in empty] == ["Flevoland"]


def _dutch_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";", strict=True))


def test_the_formats_hold_the_same_and_what_the_release_holds(http: httpx.Client, sample: Home) -> None:
    with open_locked(sample.published) as connection:
        tables = sorted(read_manifest(sample.current).tables)
        counted = {name: connection.execute(f"select count(*) from {name}").fetchone() for name in tables}
    for table in tables:
        parquet = pq.read_table(io.BytesIO(http.get(f"/latest/tables/{table}?format=parquet").content))
        kept = pq.read_table(sample.current / "parquet" / f"{table}.parquet")
        assert parquet.select(kept.column_names).to_pylist() == kept.to_pylist()
        rows = list(csv.DictReader(io.StringIO(http.get(f"/latest/tables/{table}?format=csv").text)))
        dutch = sample.current / "csv-nl" / f"{table}.csv"
        if dutch.exists():
            # A release writes an empty text as "" and the server as nothing: both are an empty cell.
            served = http.get(f"/latest/tables/{table}?format=csv-nl").content.decode("utf-8-sig")
            assert _dutch_rows(served) == _dutch_rows(dutch.read_text(encoding="utf-8-sig"))
        answer = http.get(f"/latest/tables/{table}")
        objects = json.loads(answer.text, parse_constant=no_json)
        assert (len(rows),) == (len(objects),) == counted[table]
        assert answer.headers["x-total-rows"] == str(len(objects))
        if objects:
            assert list(rows[0]) == list(objects[0])


def no_json(name: str) -> None:
    pytest.fail(f"{name} is not JSON")


def test_a_table_comes_in_ranges_too(http: httpx.Client) -> None:
    address = f"{_REGIONS}?format=parquet"
    whole = http.get(address)
    assert whole.headers["accept-ranges"] == "bytes"
    size = len(whole.content)
    for asked, start, end in (("0-3", 0, 4), ("-4", size - 4, size), ("10-", 10, size), (f"5-{size * 2}", 5, size)):
        part = http.get(address, headers={"Range": f"bytes={asked}", "If-Range": whole.headers["etag"]})
        assert (part.status_code, part.content) == (206, whole.content[start:end])
        assert part.headers["content-range"] == f"bytes {start}-{end - 1}/{size}"
    for asked in (f"{size}-", "5-4", "-0"):
        assert http.get(address, headers={"Range": f"bytes={asked}"}).status_code == 416
    for asked in ("-", "0-1,4-5", "x", ""):
        assert http.get(address, headers={"Range": f"bytes={asked}"}).content == whole.content
    assert http.get(address, headers={"Range": "bytes=0-3", "If-Range": '"another"'}).content == whole.content


def test_pages_make_the_whole_and_stay_with_their_release(http: httpx.Client) -> None:
    whole = http.get("/latest/tables/fct_cells").json()
    assert len(whole) > 100
    address, read = "/latest/tables/fct_cells?limit=50", []
    while address:
        answer = http.get(address)
        read += answer.json()
        assert len(answer.json()) <= 50
        address = answer.links.get("next", {}).get("url", "")
        assert address.startswith("/releases/") or not address
    assert read == whole


def test_what_is_too_much_is_refused_and_not_cut(sample: Home, tmp_path: Path) -> None:
    """An answer that silently ended after so many rows would be taken for all of them."""
    home = Home(tmp_path / "home")
    shutil.copytree(sample.warehouse, home.warehouse, symlinks=True)
    with duckdb.connect(str(home.published.resolve())) as connection:
        connection.execute(
            "insert into fct_passages select passages.* from (from fct_passages limit 1) as passages, range(25000)"
        )
    with serving(home) as address, client(address) as http:
        refused = http.get("/latest/tables/fct_passages")
        assert refused.status_code == 400
        assert "at most 20000" in refused.text
        assert "/parquet/fct_passages.parquet" in refused.text
        page = http.get("/latest/tables/fct_passages?limit=20000&format=csv")
        assert page.text.count("\n") == 20_001
        assert len(http.get(page.links["next"]["url"]).text.splitlines()) > 5000


@pytest.mark.parametrize(
    ("asked", "status", "says"),
    [
        ("mart_regional_coverag", 404, "Did you mean mart_regional_coverage"),
        ("duckdb_settings", 404, "No table"),
        ("mart_regional_coverage;select 1", 404, "No table"),
        ("mart_regional_coverage?quarter_labl=2020Q2", 400, "Did you mean quarter_label"),
        ("mart_regional_coverage?columns=quarter_label,clients", 400, "no column 'clients'"),
        ("mart_regional_coverage?columns=quarter_label,quarter_label", 400, "named twice"),
        ("mart_regional_coverage?columns=", 400, "no column ''"),
        ("mart_regional_coverage?=1", 400, "no column ''"),
        ("mart_regional_coverage?format=parket", 400, "Did you mean parquet"),
        ("mart_regional_coverage?format=csv&format=json", 400, "given twice"),
        ("mart_regional_coverage?quarter_start_date=2020-13-01", 400, "write dates like 2020-04-01"),
        ("mart_regional_coverage?clients_in_sonar=3.976x", 400, "is integer"),
        ("mart_regional_coverage?is_grand_total_printed=perhaps", 400, "true or false"),
        ("mart_regional_coverage?limit=0", 400, "from 1 to 20000"),
        ("mart_regional_coverage?limit=20001", 400, "from 1 to 20000"),
        ("mart_regional_coverage?limit=-1", 400, "whole number"),
        ("mart_regional_coverage?offset=1e3", 400, "whole number"),
        ("mart_regional_coverage?offset=" + "9" * 5000, 400, "whole number"),
        ("mart_regional_coverage?" + "quarter_label=x&" * (MOST_VALUES + 1), 400, "several questions"),
    ],
)
def test_a_wrong_question_is_told_what_would_be_right(http: httpx.Client, asked: str, status: int, says: str) -> None:
    answer = http.get(f"/latest/tables/{asked}")
    assert answer.status_code == status
    assert says in answer.text
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    "value",
    [
        "' or 1=1 --",
        '" or true',
        "2020Q2'); drop table mart_regional_coverage; --",
        "?",
        "$1",
        "%",
        "ë\x00\u202e",
        "\\",
    ],
)
def test_a_value_is_never_sql(http: httpx.Client, value: str) -> None:
    answer = http.get(_REGIONS, params={"quarter_label": value})
    assert (answer.status_code, answer.json()) == (200, [])
    named = http.get(_REGIONS, params={value or "x": "1"})
    assert named.status_code == 400
    assert len(http.get(_REGIONS).json()) == 2


def test_no_column_is_called_as_a_setting(http: httpx.Client) -> None:
    names = {column["name"] for table in http.get("/latest/tables").json() for column in table["columns"]}
    assert len(names) > 100
    assert not names & set(RESERVED)


def test_the_list_of_tables_says_what_they_mean(http: httpx.Client) -> None:
    listed = {table["table"]: table for table in http.get("/latest/tables").json()}
    mart = listed["mart_regional_coverage"]
    assert (mart["rows"], mart["key"]) == (2, ["region_quarter_key"])
    assert mart["description"]
    assert all(column["type"] and column["description"] for column in mart["columns"])
