"""What dbt's yaml says about the published tables: read once from dbt's manifest, rendered by everything else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from klantprofielen.errors import UnpublishableError
from klantprofielen.release.files.titles import Title, title_of
from klantprofielen.sql_text import in_one_line

Node = Mapping[str, Any]
# Where published models stand: dimensions of places, then the rest.
_PUBLISHED = ("models/places/", "models/marts/")


class UndescribedError(UnpublishableError):
    """The yaml does not say what a published table must have."""


class UnknownTypeError(UnpublishableError):
    """A column has a type that a release file or a database cannot hold."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Values of `field` are found in column `to_field` of table `to_table`."""

    field: str
    to_table: str
    to_field: str


@dataclass(frozen=True, slots=True)
class Field:
    """A column: what it means, what its tests guarantee, and what it is called for people."""

    name: str
    description: str
    is_required: bool
    is_unique: bool
    values: tuple[str, ...]
    title: str = ""
    title_nl: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A published table; `key` holds the columns that together identify a row.

    `is_in_workbook`: people read it, so it has a sheet (`meta: in_workbook` in dbt's yaml).
    """

    name: str
    schema: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...]
    is_in_workbook: bool = False


def read_tables(manifest: Path) -> list[Table]:
    """The dimensions, facts and marts that a dbt manifest describes, by name.

    Raises:
        UndescribedError: there is none, or one has no key or an undescribed column.
    """
    nodes: dict[str, Node] = json.loads(manifest.read_bytes())["nodes"]
    models = [
        node
        for node in nodes.values()
        if node["resource_type"] == "model" and node["original_file_path"].startswith(_PUBLISHED)
    ]
    if not models:
        raise UndescribedError(f"no model stands in {' or '.join(_PUBLISHED)}, so there is nothing to publish")
    tests = [node for node in nodes.values() if node["resource_type"] == "test" and _is_guarantee(node)]
    return sorted((_table(model, tests, nodes) for model in models), key=lambda table: table.name)


def _is_guarantee(test: Node) -> bool:
    """A generic test that stops a release when it fails, and that holds for every row."""
    config = test["config"]
    return bool(test.get("test_metadata")) and config["severity"].lower() == "error" and not config["where"]


def _table(model: Node, all_tests: Iterable[Node], nodes: Mapping[str, Node]) -> Table:
    tests = [test for test in all_tests if test["attached_node"] == model["unique_id"]]
    fields = tuple(_field(column, tests) for column in model["columns"].values())
    undescribed = [field.name for field in fields if not field.description]
    if undescribed or not model["description"]:
        raise UndescribedError(f"{model['name']} lacks a description: {', '.join(undescribed) or 'the model itself'}")
    return Table(
        model["alias"],
        model["schema"],
        in_one_line(model["description"]),
        fields,
        _key(model, tests, fields),
        tuple(_references(tests, nodes)),
        bool(model["config"]["meta"].get("in_workbook")),
    )


def _field(column: Node, tests: Iterable[Node]) -> Field:
    own_tests = [test for test in tests if test["column_name"] == column["name"]]
    names = {_test_name(test) for test in own_tests}
    constraints = {constraint["type"] for constraint in column["constraints"]}
    title = title_of(column["name"]) or Title(column["name"], column["name"])
    values = [_arguments(test)["values"] for test in own_tests if _test_name(test) == "accepted_values"]
    return Field(
        column["name"],
        in_one_line(column["description"]),
        "not_null" in names or bool(constraints & {"not_null", "primary_key"}),
        "unique" in names,
        tuple(str(value) for value in values[0]) if values else (),
        title.english,
        title.dutch,
    )


def _key(model: Node, tests: Iterable[Node], fields: Iterable[Field]) -> tuple[str, ...]:
    """The declared primary key; else the first required column that is unique; else the first tested combination."""
    for constraint in model["constraints"]:
        if constraint["type"] == "primary_key":
            return tuple(constraint["columns"])
    alone = [(field.name,) for field in fields if field.is_unique and field.is_required]
    together = [
        tuple(_arguments(test)["combination_of_columns"])
        for test in tests
        if _test_name(test) == "unique_combination_of_columns"
    ]
    for key in [*alone, *together]:
        return key
    raise UndescribedError(
        f"{model['name']} has no key: give it a primary_key constraint, a column that is unique and not_null, or "
        "unique_combination_of_columns"
    )


def _references(tests: Iterable[Node], nodes: Mapping[str, Node]) -> Iterable[Reference]:
    for test in tests:
        if _test_name(test) == "relationships":
            others = [name for name in test["depends_on"]["nodes"] if name != test["attached_node"]]
            target = nodes[others[0] if others else test["attached_node"]]
            if target["original_file_path"].startswith(_PUBLISHED):
                yield Reference(test["column_name"], target["alias"], _arguments(test)["field"])


def _test_name(test: Node) -> str:
    return str(test["test_metadata"]["name"])


def _arguments(test: Node) -> Mapping[str, Any]:
    arguments: Mapping[str, Any] = test["test_metadata"]["kwargs"]
    return arguments
