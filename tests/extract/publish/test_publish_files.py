"""The files of a release: valid by their standards, equal for equal input, and described by dbt's yaml alone."""

from __future__ import annotations

import codecs
import csv
import hashlib
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import duckdb
import pyarrow.parquet as pq
import pytest
import yaml
from frictionless import Package, system
from pyshacl import validate
from rdflib import Graph, URIRef

from endurance.quick import SMALL
from endurance.run import run
from klantprofielen.home import Home
from klantprofielen.release.build_and_publish import BuildOutcome, Published, build_and_publish
from klantprofielen.release.files.datapackage import plain_type
from klantprofielen.release.files.described import Field, Table, UndescribedError, UnknownTypeError, read_tables
from klantprofielen.release.files.publisher import PublisherError, read_publisher, texts_of
from klantprofielen.release.files.tables import read_types, write_tables
from klantprofielen.release.files.workbook import sheet_names, write_workbook
from klantprofielen.release.lock import hold
from klantprofielen.release.release import damage_of, list_releases

RULES = Path(__file__).parent / "dcat_ap_nl.shacl.ttl"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BASE = "https://data.example/klantprofielen/"


def shapes_say(text: str) -> tuple[bool, str]:
    graph = Graph().parse(data=text, format="json-ld", publicID=f"{BASE}dcat.jsonld")
    conforms, _, report = validate(graph, shacl_graph=str(RULES), inference="none")
    return conforms, report


def copied(home: Home, tmp_path: Path) -> Path:
    return Path(shutil.copytree(home.current.resolve(), tmp_path / "copy"))


def test_the_data_package_is_valid(home: Home) -> None:
    report = Package(str(home.current.resolve() / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])
    assert {task.name for task in report.tasks} == {
        "fct_cells", "mart_cell_sums", "mart_findings", "mart_publications",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        (",accepted,", ",lost,", "constraint-error"),
        (",accepted,", ",,", "constraint-error"),
        ("T", " ", "type-error"),
        ("flevoland_0.txt", "flevoland_1.txt", "hash-count"),
    ],
)
def test_a_changed_file_makes_the_data_package_invalid(
    home: Home, tmp_path: Path, old: str, new: str, error: str
) -> None:
    folder = copied(home, tmp_path)
    path = folder / "csv" / "mart_publications.csv"
    path.write_text(path.read_text().replace(old, new))
    report = Package(str(folder / "datapackage.json")).validate()
    assert error in {found[0] for found in report.flatten(["type"])}


def test_the_data_package_says_what_the_yaml_says(home: Home) -> None:
    package = json.loads((home.current / "datapackage.json").read_bytes())
    cells = next(each for each in package["resources"] if each["name"] == "fct_cells")
    assert cells["description"] == "Every cell that was read. One row per printed cell."
    schema = cells["schema"]
    assert schema["primaryKey"] == ["publication_id", "row_number", "column_number"]
    assert schema["foreignKeys"] == [
        {"fields": ["publication_id"], "reference": {"resource": "mart_publications", "fields": ["publication_id"]}}
    ]
    fields: dict[str, Any] = {field["name"]: field for field in schema["fields"]}
    assert fields["publication_id"] == {
        "name": "publication_id", "type": "string", "title": "Publication (SHA-256)",
        "title_nl": "Publicatie (SHA-256)", "description": "The publication.", "constraints": {"required": True},
    }  # fmt: skip
    assert [fields[name]["type"] for name in ("clients", "x0", "quarter_start_date", "is_below_the_first")] == [
        "integer", "number", "date", "boolean",
    ]  # fmt: skip


def test_the_catalogue_keeps_the_rules_of_dcat_ap_nl(home: Home) -> None:
    conforms, report = shapes_say((home.current / "dcat.jsonld").read_text())
    assert conforms, report


@pytest.mark.parametrize(
    ("where", "name"),
    [
        ("dataset", "dct:identifier"), ("dataset", "dct:creator"), ("dataset", "dcat:contactPoint"),
        ("dataset", "dct:accessRights"), ("dataset", "dcat:theme"), ("dataset", "dct:publisher"),
        ("dataset", "dct:title"), ("catalogue", "dct:description"), ("distribution", "dct:license"),
        ("distribution", "dcat:accessURL"),
    ],
)  # fmt: skip
def test_a_catalogue_without_what_is_required_breaks_the_rules(home: Home, where: str, name: str) -> None:
    catalogue = json.loads((home.current / "dcat.jsonld").read_bytes())
    dataset = catalogue["dcat:dataset"]
    place = {"catalogue": catalogue, "dataset": dataset, "distribution": dataset["dcat:distribution"][0]}[where]
    del place[name]
    conforms, report = shapes_say(json.dumps(catalogue))
    assert not conforms
    assert name.split(":")[1] in report


def test_the_catalogue_points_at_files_that_are_there(home: Home) -> None:
    graph = Graph().parse(str(home.current / "dcat.jsonld"), format="json-ld", publicID=f"{BASE}dcat.jsonld")
    query = "select ?url ?sum { ?d dcat:downloadURL ?url optional { ?d spdx:checksum/spdx:checksumValue ?sum } }"
    found = list(graph.query(query))
    # Whole, each table as CSV and Parquet, those that people read as Dutch CSV, and two code books.
    assert len(found) == 3 + 2 * 4 + 2 + 2
    for url, checksum in found:
        path = home.current / str(url).removeprefix(BASE)
        assert path.is_file()
        assert checksum is None or hashlib.sha256(path.read_bytes()).hexdigest() == str(checksum)


def test_a_publisher_who_is_not_set_is_named_nowhere(home: Home) -> None:
    readme = (home.current / "README.md").read_text()
    assert "Published by" not in readme
    assert "Questions" not in readme
    package = json.loads((home.current / "datapackage.json").read_bytes())
    assert not package.keys() & {"contributors", "homepage"}
    citation = yaml.safe_load((home.current / "CITATION.cff").read_text())
    assert [author["name"].partition(" ")[0] for author in citation["authors"]] == ["UWV"]


def test_the_publisher_is_named_where_the_operator_names_one(home: Home) -> None:
    home.publisher.write_text(
        'name = "Gemeente Voorbeeld"\nhomepage = "https://voorbeeld.example"\n'
        'contact_name = "Data"\ncontact_address = "mailto:data@voorbeeld.example"\n'
    )
    assert run(home, []).outcome == "published"
    citation = yaml.safe_load((home.current / "CITATION.cff").read_text())
    assert citation["authors"] == [{"name": "Gemeente Voorbeeld", "website": "https://voorbeeld.example"}]
    assert {reference["authors"][0]["name"].partition(" ")[0] for reference in citation["references"]} == {"UWV", "CBS"}
    text = (home.current / "dcat.jsonld").read_text()
    assert shapes_say(text)[0]
    assert "mailto:data@voorbeeld.example" in text
    assert "Gemeente Voorbeeld" in (home.current / "README.md").read_text()
    assert "Questions: Data, mailto:data@voorbeeld.example" in (home.current / "README.md").read_text()
    home.publisher.write_text('naam = "x"')
    with pytest.raises(PublisherError, match="naam"):
        read_publisher(home.publisher)


def test_with_an_address_every_identifier_is_whole(home: Home) -> None:
    """A catalogue that is harvested elsewhere must still point here, and not at its own folder."""
    home.publisher.write_text(f'name = "Gemeente Voorbeeld"\nbase_url = "{BASE.rstrip("/")}"\n')
    assert run(home, []).outcome == "published"
    text = (home.current / "dcat.jsonld").read_text()
    assert shapes_say(text)[0]
    elsewhere = Graph().parse(data=text, format="json-ld", publicID="https://elsewhere.example/dcat.jsonld")
    named = {str(node) for triple in elsewhere for node in triple if isinstance(node, URIRef)}
    assert not [name for name in named if "elsewhere" in name or ":" not in name]
    assert {f"{BASE}#dataset", f"{BASE}LICENSE.md", f"{BASE}csv/fct_cells.csv", f"{BASE}README.md"} <= named
    package = json.loads((home.current / "datapackage.json").read_bytes())
    assert (package["id"], package["homepage"]) == (f"{BASE}#dataset", BASE)
    assert package["licenses"][0]["path"] == f"{BASE}LICENSE.md"
    assert {each["downloadURL"] for each in package["resources"]} == {
        f"{BASE}{each['path']}" for each in package["resources"]
    }
    # A copy of the folder is still a package by itself.
    assert Package(str(home.current.resolve() / "datapackage.json")).validate().valid
    assert yaml.safe_load((home.current / "CITATION.cff").read_text())["url"] == BASE


@pytest.mark.parametrize("wrong", ["data.example", "ftp://data.example/", "https://", "https://a b/", "https://a/?x=1"])
def test_an_address_that_is_none_is_refused(tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "publisher.toml"
    path.write_text(f'base_url = "{wrong}"')
    with pytest.raises(PublisherError, match="base_url"):
        read_publisher(path)


def test_the_metadata_says_which_version_it_is_and_where_it_comes_from(home: Home) -> None:
    package = json.loads((home.current / "datapackage.json").read_bytes())
    dataset = json.loads((home.current / "dcat.jsonld").read_bytes())["dcat:dataset"]
    citation = yaml.safe_load((home.current / "CITATION.cff").read_text())
    assert package["version"] == dataset["dcat:version"] == citation["version"]
    code_hash = json.loads((home.current / "release.json").read_bytes())["code_hash"]
    assert package["version"].endswith(code_hash[:8])
    assert package["created"] == dataset["dct:issued"]["@value"]
    assert package["created"].startswith(str(citation["date-released"]))
    assert package["provenance"] == dataset["dct:provenance"]["rdfs:label"][0]["@value"]
    assert citation["cff-version"] == "1.2.0"
    assert citation["title"] == package["title"]


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


def test_frictionless_reads_only_what_lies_in_the_folder() -> None:
    assert not system.trusted


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
