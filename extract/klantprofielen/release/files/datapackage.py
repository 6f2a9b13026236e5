"""`datapackage.json`: the CSV files as a Frictionless Data Package, with dbt's descriptions and constraints."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from klantprofielen.release.files.csv_and_parquet import MOMENT, Types
from klantprofielen.release.files.published_tables import Field, Table, UnknownTypeError
from klantprofielen.release.files.publisher import KEYWORDS, PROVENANCE, Edition
from klantprofielen.storage import hash_file

_TYPES = {
    "BOOLEAN": "boolean",
    "TINYINT": "integer",
    "SMALLINT": "integer",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "HUGEINT": "integer",
    "FLOAT": "number",
    "DOUBLE": "number",
    "DECIMAL": "number",
    "VARCHAR": "string",
    "DATE": "date",
    "TIMESTAMP": "datetime",
}


def plain_type(kind: str, column: str) -> str:
    """The Frictionless type of a DuckDB type.

    Raises:
        UnknownTypeError: the published tables should not have it.
    """
    bare = re.sub(r"\(.*\)", "", kind)
    if bare not in _TYPES:
        raise UnknownTypeError(f"column {column} is a {kind}, which no release file can hold; cast it in its model")
    return _TYPES[bare]


def render_datapackage(folder: Path, tables: Sequence[Table], types: Types, edition: Edition) -> bytes:
    """The package's JSON; the CSV files must be there already, for their hashes."""
    publisher, texts = edition.publisher, edition.texts
    contributor = {"title": publisher.name, "role": "publisher"}
    named = [contributor | ({"path": publisher.homepage} if publisher.homepage else {})] if publisher.name else []
    package = {
        "profile": "tabular-data-package",
        "name": "klantprofielen",
        "id": f"{publisher.base_url}#dataset" if publisher.base_url else "klantprofielen",
        "version": edition.version,
        "title": texts.title,
        "description": texts.description,
        **({"homepage": homepage} if (homepage := publisher.base_url or publisher.homepage) else {}),
        "created": f"{edition.modified:%Y-%m-%dT%H:%M:%SZ}",
        "keywords": list(KEYWORDS),
        "licenses": [
            {"name": "other-at", "path": f"{publisher.base_url}LICENSE.md", "title": "Name UWV and CBS as the sources"}
        ],
        "sources": [
            {"title": "UWV, Transparantie van klantprofielen", "path": "https://www.uwv.nl"},
            {"title": "CBS, gebiedsindelingen (CC BY 4.0)", "path": "https://www.cbs.nl"},
        ],
        "provenance": PROVENANCE,
        **({"contributors": named} if named else {}),
        "resources": [_resource(folder, table, types[table.name], tables, publisher.base_url) for table in tables],
    }
    return (json.dumps(package, indent=2, ensure_ascii=False) + "\n").encode()


def _resource(
    folder: Path, table: Table, types: dict[str, str], tables: Sequence[Table], base_url: str
) -> dict[str, Any]:
    path = folder / "csv" / f"{table.name}.csv"
    schema: dict[str, Any] = {
        "fields": [_field(field, types[field.name]) for field in table.fields],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    names = {other.name for other in tables}
    references = [reference for reference in table.references if reference.to_table in names]
    if references:
        schema["foreignKeys"] = [
            {
                "fields": [reference.field],
                "reference": {
                    "resource": "" if reference.to_table == table.name else reference.to_table,
                    "fields": [reference.to_field],
                },
            }
            for reference in references
        ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        # Relative, so that a copy of the folder is a package too; the standard takes it from where this file stands.
        "path": f"csv/{table.name}.csv",
        **({"downloadURL": f"{base_url}csv/{table.name}.csv"} if base_url else {}),
        "title": table.name,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{hash_file(path)}",
        "schema": schema,
    }


def _field(field: Field, kind: str) -> dict[str, Any]:
    name = plain_type(kind, field.name)
    constraints: dict[str, Any] = {}
    if field.is_required:
        constraints["required"] = True
    if field.is_unique:
        constraints["unique"] = True
    if field.values and name == "string":
        constraints["enum"] = list(field.values)
    return {
        "name": field.name,
        "type": name,
        **({"format": MOMENT} if name == "datetime" else {}),
        "title": field.title,
        "title_nl": field.title_nl,
        "description": field.description,
        **({"constraints": constraints} if constraints else {}),
    }
