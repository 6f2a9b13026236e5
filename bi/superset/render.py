"""Makes the zip that Superset imports: `python bi/superset/render.py --home HOME klantprofielen.zip`.

What stands in `bundle/` is what people wrote: charts, metrics, the dashboard. Filled in here is what is known
elsewhere: where the warehouse stands, and every column with its type and meaning, from the published release.
"""

from __future__ import annotations

import argparse
import json
import zipfile
from pathlib import Path
from typing import Any

import yaml

from klantprofielen.home import Home
from klantprofielen.project import PROJECT
from klantprofielen.query.locked_down import open_locked
from klantprofielen.release.files.csv_and_parquet import Types, read_types
from klantprofielen.release.files.published_tables import Table, read_tables

BUNDLE = Path(__file__).parent / "bundle"
_ROOT = "klantprofielen"
_ROW_LIMIT = 10_000


def render(home: Home, target: Path) -> None:
    """Writes the zip for the warehouse of a home."""
    folder = home.published.resolve().parent
    tables = read_tables(folder / "dbt" / "manifest.json")
    with open_locked(home.published) as connection:
        types = read_types(connection, tables)
    described = {table.name: table for table in tables}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(BUNDLE.rglob("*.yaml")):
            content = yaml.safe_load(path.read_text(encoding="utf-8"))
            kind = path.relative_to(BUNDLE).parts[0]
            if kind == "databases":
                uri = content["sqlalchemy_uri"].replace("PUBLISHED", str(home.published.absolute()))
                content = content | {"sqlalchemy_uri": uri}
            elif kind == "datasets":
                content = content | _described(described[content["table_name"]], types)
            elif kind == "charts":
                content = _with_query_context(content)
            name = f"{_ROOT}/{_inside(path, kind)}"
            archive.writestr(name, yaml.safe_dump(content, allow_unicode=True, sort_keys=False))


def _inside(path: Path, kind: str) -> str:
    """Superset wants a dataset in a folder that is named after its database."""
    inside = path.relative_to(BUNDLE)
    return f"datasets/{_ROOT}/{inside.name}" if kind == "datasets" else inside.as_posix()


def _described(table: Table, types: Types) -> dict[str, Any]:
    return {
        "description": table.description,
        "columns": [
            {
                "column_name": field.name,
                "type": types.of_table[table.name][field.name],
                "description": field.description,
                "is_dttm": types.of_table[table.name][field.name] in {"DATE", "TIMESTAMP"},
                "groupby": True,
                "filterable": True,
                "is_active": True,
            }
            for field in table.fields
        ],
    }


def _with_query_context(chart: dict[str, Any]) -> dict[str, Any]:
    """The chart's query in the form in which Superset stores what a browser would ask; ids come with the import."""
    params = chart["params"] | {"viz_type": chart["viz_type"]}
    query = {
        "filters": [],
        "extras": {"having": "", "where": ""},
        "row_limit": params.get("row_limit", _ROW_LIMIT),
        "order_desc": True,
        "time_range": "No filter",
        **chart["query"],
    }
    context = {
        "datasource": {"id": 0, "type": "table"},
        "force": True,
        "queries": [query],
        "form_data": params,
        "result_format": "json",
        "result_type": "full",
    }
    kept = {name: value for name, value in chart.items() if name != "query"}
    return kept | {"params": params, "query_context": json.dumps(context)}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Makes the zip that Superset imports.")
    parser.add_argument("--home", type=Path, default=PROJECT, help="the folder of warehouse/")
    parser.add_argument("target", type=Path, help="the zip to write")
    arguments = parser.parse_args()
    render(Home(arguments.home), arguments.target)


if __name__ == "__main__":
    main()
