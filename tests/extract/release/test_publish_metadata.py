"""What a release says of itself: data package, catalogue and citation, valid by their standards, and its publisher."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from frictionless import Package, system
from pyshacl import validate
from rdflib import Graph, URIRef

from endurance.run import run
from klantprofielen.home import Home
from klantprofielen.release.files.publisher import PublisherError, read_publisher

RULES = Path(__file__).parent / "dcat_ap_nl.shacl.ttl"
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


def test_frictionless_reads_only_what_lies_in_the_folder() -> None:
    assert not system.trusted
