"""The steps after reading, one a process so that each has its own peak of memory: prints what it cost as JSON.

    python -m benchmarks.steps STEP --home HOME --built RELEASE

`sql` runs the models' compiled SQL plainly in DuckDB; `publish` packs, audits and writes all release files of what
`sql` made; `workbook` is a part of that; `queries` asks the ten analyst's queries of it.

RELEASE is the folder of a release of this code: it has the compiled models (`dbt/manifest.json`) and the seeds.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import statistics
import time
from collections.abc import Callable
from datetime import datetime
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import duckdb

from klantprofielen.home import FILE_NAME
from klantprofielen.project import PROJECT
from klantprofielen.release.audit import audit_file, pack_file
from klantprofielen.release.files.csv_and_parquet import read_types
from klantprofielen.release.files.published_tables import read_tables
from klantprofielen.release.files.publisher import Publisher, texts_of
from klantprofielen.release.files.workbook import write_workbook
from klantprofielen.release.files.write_files import write_release_files

_LOADED_AT = datetime(2026, 1, 1)
_TIMES = 5


def build_plainly(home: Path, built: Path) -> dict[str, float]:
    """Runs every model's compiled SQL into `home/plain`; gives the milliseconds of each model."""
    folder = home / "plain"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    nodes = json.loads((built / "dbt" / "manifest.json").read_bytes())["nodes"]
    took = {}
    with duckdb.connect(str(folder / FILE_NAME), config={"threads": 2}) as connection:
        connection.execute(f"attach '{home}/landing.duckdb' as landing (read_only)")
        connection.execute(f"attach '{built / FILE_NAME}' as built (read_only)")
        for schema in {node["schema"] for node in nodes.values() if node["resource_type"] in {"model", "seed"}}:
            connection.execute(f"create schema if not exists {schema}")
        for node in nodes.values():
            if node["resource_type"] == "seed":
                name = f"{node['schema']}.{node['alias']}"
                connection.execute(f"create table {name} as from built.{name}")
        for node in _in_order(nodes):
            began = time.perf_counter()
            connection.execute(f"create table {node['relation_name']} as ({node['compiled_code']})")
            took[node["alias"]] = 1000 * (time.perf_counter() - began)
    return took


def _in_order(nodes: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    models = {name: node for name, node in nodes.items() if node["resource_type"] == "model"}
    order = TopologicalSorter({name: node["depends_on"]["nodes"] for name, node in models.items()}).static_order()
    return [models[name] for name in order if name in models]


def publish_plainly(home: Path, built: Path) -> dict[str, float]:
    """Packs, audits and writes all files of what `build_plainly` made; gives the seconds of the workbook apart."""
    folder = home / "plain"
    pack_file(folder / FILE_NAME)
    tables = read_tables(built / "dbt" / "manifest.json")
    rows = audit_file(folder / FILE_NAME, tables)
    for made in ("csv", "csv-nl", "parquet"):
        shutil.rmtree(folder / made, ignore_errors=True)
    write_release_files(folder, tables, rows, Publisher(), _LOADED_AT, "benchmark")
    return {}


def workbook_plainly(home: Path, built: Path) -> dict[str, float]:
    """Only the workbook of what `publish_plainly` packed."""
    folder = home / "plain"
    tables = read_tables(built / "dbt" / "manifest.json")
    rows = audit_file(folder / FILE_NAME, tables)
    with duckdb.connect(str(folder / FILE_NAME), read_only=True, config={"threads": 1}) as connection:
        types = read_types(connection, tables)
        texts = texts_of(is_synthetic=True)
        write_workbook(folder / "klantprofielen.xlsx", connection, tables, types, rows, _LOADED_AT, texts)
    return {}


def ask_ten(home: Path, _built: Path) -> dict[str, float]:
    """The ten analyses, warm: the median milliseconds of each."""
    took = {}
    with duckdb.connect(str(home / "plain" / FILE_NAME), read_only=True, config={"threads": 2}) as connection:
        for path in sorted((PROJECT / "analyses").glob("*.sql")):
            sql = path.read_text(encoding="utf-8")
            times = []
            for _ in range(_TIMES):
                began = time.process_time()
                connection.execute(sql).fetchall()
                times.append(1000 * (time.process_time() - began))
            took[path.stem] = statistics.median(times)
    return took


STEPS: dict[str, Callable[[Path, Path], dict[str, float]]] = {
    "sql": build_plainly,
    "publish": publish_plainly,
    "workbook": workbook_plainly,
    "queries": ask_ten,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=STEPS)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--built", type=Path, default=Path())
    asked = parser.parse_args()
    began, wall = time.process_time(), time.monotonic()
    each = STEPS[asked.step](asked.home.resolve(), asked.built.resolve())
    cpu, wall = time.process_time() - began, time.monotonic() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"cpu_s": cpu, "wall_s": wall, "memory_mb": peak, "each_ms": each}))


if __name__ == "__main__":
    main()
