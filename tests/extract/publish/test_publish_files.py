"""The files of a release: valid by their standards, equal for equal input, and described by dbt's yaml alone."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import subprocess
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import duckdb
import pytest
from frictionless import Package, system
from pyshacl import validate
from rdflib import Graph

from endurance.quick import SMALL
from endurance.run import run
from klantprofielen.home import Home
from klantprofielen.release.build_and_publish import BuildOutcome, build_and_publish
from klantprofielen.release.files.datapackage import plain_type
from klantprofielen.release.files.described import Field, Table, UndescribedError, UnknownTypeError, read_tables
from klantprofielen.release.files.publisher import PublisherError, read_publisher, texts_of
from klantprofielen.release.files.tables import read_types
from klantprofielen.release.files.workbook import sheet_names, write_workbook
from klantprofielen.release.lock import hold
from klantprofielen.release.release import list_releases

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
        "name": "publication_id", "type": "string", "description": "The publication.",
        "constraints": {"required": True},
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
    assert len(found) == 3 + 2 * 4
    for url, checksum in found:
        path = home.current / str(url).removeprefix(BASE)
        assert path.is_file()
        assert checksum is None or hashlib.sha256(path.read_bytes()).hexdigest() == str(checksum)


def test_a_publisher_who_is_not_set_is_named_nowhere(home: Home) -> None:
    readme = (home.current / "README.md").read_text()
    assert "Published by" not in readme
    assert "Questions" not in readme
    assert "contributors" not in json.loads((home.current / "datapackage.json").read_bytes())


def test_the_publisher_is_named_where_the_operator_names_one(home: Home) -> None:
    home.publisher.write_text(
        'name = "Gemeente Voorbeeld"\nhomepage = "https://voorbeeld.example"\n'
        'contact_name = "Data"\ncontact_address = "mailto:data@voorbeeld.example"\n'
    )
    assert run(home, []).outcome == "published"
    text = (home.current / "dcat.jsonld").read_text()
    assert shapes_say(text)[0]
    assert "mailto:data@voorbeeld.example" in text
    assert "Gemeente Voorbeeld" in (home.current / "README.md").read_text()
    assert "Questions: Data, mailto:data@voorbeeld.example" in (home.current / "README.md").read_text()
    home.publisher.write_text('naam = "x"')
    with pytest.raises(PublisherError, match="naam"):
        read_publisher(home.publisher)


def test_sums_check_with_the_usual_tool(home: Home) -> None:
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=home.current, check=True)
    listed = {line.split("  ")[1] for line in (home.current / "SHA256SUMS").read_text().splitlines()}
    there = {path.relative_to(home.current.resolve()).as_posix() for path in home.current.resolve().rglob("*.*")}
    apart = {"release.json", "klantprofielen.duckdb"} | {name for name in there if name.startswith("dbt/")}
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
        "string",
        "",
        "yes",
        "accepted, unreadable",
        "What became of it.",
    ] in dictionary


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
