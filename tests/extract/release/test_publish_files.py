"""The files of a release: equal for equal input, equal in what they hold, and described by dbt's yaml alone."""

from __future__ import annotations

import codecs
import csv
import json
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import duckdb
import pyarrow.parquet as pq
import pytest

from endurance.quick import SMALL
from klantprofielen.home import Home
from klantprofielen.release.build_and_publish import BuildOutcome, Published, build_and_publish
from klantprofielen.release.build_lock import hold
from klantprofielen.release.files.csv_and_parquet import read_types, write_tables
from klantprofielen.release.files.datapackage import plain_type
from klantprofielen.release.files.published_tables import Field, Table, UndescribedError, UnknownTypeError, read_tables
from klantprofielen.release.files.publisher import texts_of
from klantprofielen.release.files.workbook import sheet_names, write_workbook
from klantprofielen.release.release import damage_of, list_releases

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def test_sums_check_with_the_usual_tool(home: Home) -> None:
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=home.current, check=True)
    listed = {line.split("  ")[1] for line in (home.current / "SHA256SUMS").read_text().splitlines()}
    there = {path.relative_to(home.current.resolve()).as_posix() for path in home.current.resolve().rglob("*.*")}
    apart = {"release.json", "klantprofielen.duckdb", "CHANGELOG.md"} | {
        name for name in there if name.startswith("dbt/")
    }
    assert there - apart == listed - {"SHA256SUMS"}


def test_equal_input_gives_equal_files(home: Home) -> None:
    with hold(home, "build") as held:
        outcomes = [build_and_publish(home, held, force=True, keep=2, project=SMALL).outcome for _ in range(2)]
    # Every file was made again and compared by its hash; a release that is equal takes no older one's place.
    assert outcomes == [BuildOutcome.UNCHANGED] * 2
    assert len(list_releases(home)) == 1


def test_csv_parquet_and_workbook_hold_the_same_rows(home: Home) -> None:
    with (home.current / "csv" / "fct_cells.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    with duckdb.connect() as connection:
        parquet = connection.execute(
            f"select cell_text, clients from '{home.current}/parquet/fct_cells.parquet'"
        ).fetchall()
    assert [(row["cell_text"], row["clients"]) for row in rows] == [
        (text, "" if clients is None else str(clients)) for text, clients in parquet
    ]
    sheets = read_workbook(home.current / "klantprofielen.xlsx")
    assert list(sheets) == ["Contents", "fct_cells", "mart_publications", "Codebook"]
    header, *body = sheets["fct_cells"]
    assert [row[header.index("cell_text")] for row in body] == [row["cell_text"] for row in rows]
    dictionary = sheets["Codebook"]
    assert [
        "mart_publications",
        "status",
        "Status",
        "Status",
        "string",
        "",
        "yes",
        "accepted, unreadable",
        "What became of it.",
    ] in dictionary


def dutch(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file as a spreadsheet with Dutch settings splits it: it wants the mark to know UTF-8, and `;`.

    No spreadsheet is installed where the tests run: Python's `csv` splits the file, and the rules of the Dutch
    settings (decimal comma, no point) are applied to its texts by hand below.
    """
    assert path.read_bytes().startswith(codecs.BOM_UTF8)
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file, delimiter=";", strict=True))


def test_both_kinds_of_csv_hold_the_same_for_their_readers(home: Home) -> None:
    """In a Dutch spreadsheet `0.558` is text or 558, `true` is text, and a file without a mark shows `Ã«`."""
    package = json.loads((home.current / "datapackage.json").read_bytes())
    types = {
        (table["name"], field["name"]): field["type"]
        for table in package["resources"]
        for field in table["schema"]["fields"]
    }
    names = sorted(path.stem for path in (home.current / "csv-nl").iterdir())
    assert names == ["fct_cells", "mart_publications"]
    seen = set()
    for name in names:
        with (home.current / "csv" / f"{name}.csv").open(newline="", encoding="utf-8") as file:
            plain = list(csv.DictReader(file))
        translated = dutch(home.current / "csv-nl" / f"{name}.csv")
        assert len(plain) == len(translated) > 0
        for row, row_nl in zip(plain, translated, strict=True):
            assert list(row) == list(row_nl)
            for column, text in row.items():
                kind, text_nl = types[name, column], row_nl[column]
                seen.add(kind)
                if not text:
                    assert not text_nl
                elif kind == "number":
                    assert "." not in text_nl
                    assert float(text_nl.replace(",", ".")) == float(text)
                elif kind == "boolean":
                    assert (text, text_nl) in {("true", "JA"), ("false", "NEE")}
                elif kind == "date":
                    assert date.fromisoformat(text_nl) == date.fromisoformat(text)
                elif kind == "datetime":
                    assert datetime.fromisoformat(text_nl) == datetime.fromisoformat(text).replace(microsecond=0)
                else:
                    assert text_nl == text
    assert seen == {"number", "boolean", "date", "datetime", "integer", "string"}


def test_a_dutch_csv_runs_nothing_and_keeps_what_was_printed(tmp_path: Path) -> None:
    texts = ["=1+1", "-2", "-", "+31 6", "@x", "a;b", 'he said "x"', "two\nlines", "1.060", "ë", "'t Zand", "", None]
    field = Field("a text", "A text.", False, False, ())
    table = Table("mart_a", "main", "It's a table.", (Field("n", "n", True, True, ()), field), ("n",), (), True)
    with duckdb.connect() as connection:
        connection.execute('create table mart_a (n integer, "a text" varchar)')
        connection.executemany("insert into mart_a values (?, ?)", [list(each) for each in enumerate(texts)])
        write_tables(connection, [table], read_types(connection, [table]), tmp_path)
    found = [row["a text"] for row in dutch(tmp_path / "csv-nl" / "mart_a.csv")]
    assert found == ["'=1+1", "-2", "-", "'+31 6", "'@x", *texts[5:11], "", ""]


def test_parquet_says_what_its_columns_mean(home: Home) -> None:
    told = pq.read_schema(home.current / "parquet" / "fct_cells.parquet").metadata
    assert told[b"klantprofielen.description"] == b"Every cell that was read. One row per printed cell."
    columns = {column["name"]: column for column in json.loads(told[b"klantprofielen.columns"])}
    assert columns["publication_id"] == {
        "name": "publication_id", "title": "Publication (SHA-256)", "title_nl": "Publicatie (SHA-256)",
        "description": "The publication.",
    }  # fmt: skip


def test_the_code_books_hold_every_column(home: Home) -> None:
    package = json.loads((home.current / "datapackage.json").read_bytes())
    expected = [(table["name"], field["name"]) for table in package["resources"] for field in table["schema"]["fields"]]
    with (home.current / "codebook.csv").open(newline="", encoding="utf-8") as file:
        english = list(csv.DictReader(file))
    assert [(row["table"], row["column"]) for row in english] == expected
    assert all(row["title"] and row["title_nl"] and row["type"] and row["meaning"] for row in english)
    books = dutch(home.current / "codeboek.csv")
    assert [(row["tabel"], row["kolom"]) for row in books] == expected
    assert {row["sleutel"] for row in books} == {"JA", "NEE"}


def read_workbook(path: Path) -> dict[str, list[list[str]]]:
    """The texts of each sheet, as Excel would read them from the file's parts."""
    with zipfile.ZipFile(path) as parts:
        names = [sheet.get("name", "") for sheet in ET.fromstring(parts.read("xl/workbook.xml")).iter(f"{MAIN}sheet")]
        found: dict[str, list[list[str]]] = {}
        for number, name in enumerate(names, start=1):
            rows = ET.fromstring(parts.read(f"xl/worksheets/sheet{number}.xml")).iter(f"{MAIN}row")
            found[name] = [
                [
                    "".join(cell.itertext())
                    for cell in row
                    if cell.find(f"{MAIN}v") is not None or cell.get("t") == "inlineStr"
                ]
                for row in rows
            ]
    return found


def test_the_workbook_opens_on_what_people_read(tmp_path: Path) -> None:
    """Wrong in the world otherwise: a file name runs as a formula, a share is a fraction, hashes stand first."""
    names = ("document_sha256", "file_name", "coverage_ratio", "quarter_start_date", "clients", "is_proven")
    fields = tuple(Field(name, f"What {name} is. " * 40, False, False, ()) for name in names)
    table = Table("mart_a", "main", "A long description. " * 30, fields, ("file_name",), (), is_in_workbook=True)
    traced = Table("fct_a", "main", "Cells.", fields, ("file_name",), ())
    path = tmp_path / "a.xlsx"
    with duckdb.connect() as connection:
        connection.execute(
            "create table mart_a as select repeat('f', 64) as document_sha256, '=1+1' as file_name, 0.558 as "
            "coverage_ratio, date '2020-04-01' as quarter_start_date, 3976 as clients, true as is_proven"
        )
        connection.execute("create table fct_a as select * from mart_a")
        types = read_types(connection, [traced, table])
        write_workbook(
            path, connection, [traced, table], types, {"mart_a": 1, "fct_a": 1}, datetime(2021, 1, 1),
            texts_of(is_synthetic=True),
        )  # fmt: skip
    sheets = read_workbook(path)
    assert list(sheets) == ["Contents", "mart_a", "Codebook"]
    assert sheets["Contents"][0][0].startswith("SYNTHETIC FIGURES")
    assert sheets["mart_a"][0][-1] == "document_sha256"
    assert "=1+1" in sheets["mart_a"][1]
    with zipfile.ZipFile(path) as parts:
        contents, mart = (ET.fromstring(parts.read(f"xl/worksheets/sheet{number}.xml")) for number in (1, 2))
        formats = ET.fromstring(parts.read("xl/styles.xml"))
    assert not list(mart.iter(f"{MAIN}f"))
    assert [link.get("location", "").replace("'", "") for link in contents.iter(f"{MAIN}hyperlink")] == [
        "mart_a!A1",
        "Codebook!A1",
    ]
    heights = {row.get("r"): float(row.get("ht", 15)) for row in contents.iter(f"{MAIN}row")}
    assert heights["8"] >= 15 * 6
    for sheet in (contents, mart):
        setup = next(sheet.iter(f"{MAIN}pageSetup"))
        assert (setup.get("fitToHeight"), setup.get("orientation")) == ("0", "landscape")
        assert next(sheet.iter(f"{MAIN}pane")).get("state") == "frozen"
    used = [style.get("numFmtId") for style in next(formats.iter(f"{MAIN}cellXfs"))]
    codes = {each.get("numFmtId"): each.get("formatCode") for each in formats.iter(f"{MAIN}numFmt")}
    looks = {cell.get("r"): codes.get(used[int(cell.get("s", 0))]) for cell in mart.iter(f"{MAIN}c")}
    assert (looks["B2"], looks["C2"]) == ("0.0%", "yyyy-mm-dd")
    assert next(iter(mart.iter(f"{MAIN}cols")))[0].get("width") == "12.7109375"


def test_sheet_names_fit_and_differ() -> None:
    long = "mart_municipality_coverage_comparable"
    tables = [Table(name, "main", "", (), (), ()) for name in (long, f"{long}_2", "dim_quarters")]
    names = sheet_names(tables)
    assert all(len(name) <= 31 for name in names.values())
    assert len(set(names.values())) == 3
    assert names["dim_quarters"] == "dim_quarters"


def test_a_type_that_no_file_can_hold_is_named() -> None:
    assert plain_type("DECIMAL(18,3)", "a") == "number"
    with pytest.raises(UnknownTypeError, match="column a is a STRUCT"):
        plain_type("STRUCT(x INTEGER)", "a")


@pytest.mark.parametrize("missing", ["description", "key", "models"])
def test_what_the_yaml_must_say_is_asked_for(built_for_real: Path, tmp_path: Path, missing: str) -> None:
    manifest = json.loads((built_for_real / "manifest.json").read_bytes())
    nodes = manifest["nodes"]
    if missing == "description":
        nodes["model.small.fct_cells"]["columns"]["clients"]["description"] = ""
    elif missing == "key":
        nodes = {name: node for name, node in nodes.items() if "unique" not in name}
    else:
        nodes = {}
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps({"nodes": nodes}))
    expected = {"description": "lacks a description: clients", "key": "has no key", "models": "nothing to publish"}
    with pytest.raises(UndescribedError, match=expected[missing]):
        read_tables(path)


def test_each_release_tells_what_changed_and_what_changed_before(
    home: Home, publish_next: Callable[[int], Published]
) -> None:
    first = (home.current / "CHANGELOG.md").read_text()
    assert "The first release." in first
    release = publish_next(2).release
    second = (home.current / "CHANGELOG.md").read_text()
    assert f"## Release {release.release_id}" in second
    assert f"Compared with release {release.previous}." in second
    assert "| mart_publications | 1 | 0 | 0 |" in second
    assert second.endswith(first.partition("\n")[2])
    (home.current / "CHANGELOG.md").write_text("changed")
    assert "CHANGELOG.md" in str(damage_of(home, release.release_id))
