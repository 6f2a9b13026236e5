"""`make bench`: every figure of benchmarks/RESULTS.md, measured in one run on one machine.

    PYTHONPATH=tests:. python -m benchmarks.bench --size small|full

Processor time is what is compared: wall time on a busy machine says nothing. Only ratios within one run carry over to
other machines.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.accounting import measured
from benchmarks.reading import extracted
from benchmarks.results import write_results
from benchmarks.side_by_side.peers import PEERS, judged
from benchmarks.synthetic.documents import planned, write_history
from benchmarks.synthetic.landing import write_histories
from facsimiles.figures import COUNTS
from klantprofielen.home import Home
from klantprofielen.project import PROJECT

_PEERS_PYTHON = PROJECT / "benchmarks" / ".venv" / "bin" / "python"
PARTS = ("side_by_side", "dbt", "growth")


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured: documents side by side, years and regions of a history, and how many histories."""

    documents: int
    years: tuple[int, int]
    regions: int
    histories: tuple[int, ...]


SIZES = {
    "tiny": Size(4, (2020, 2020), 2, (1,)),
    "small": Size(20, (2017, 2024), 35, (1, 10)),
    "full": Size(100, (2017, 2024), 35, (1, 10, 100)),
}


@dataclass
class Results:
    """What was measured, ready for the tables."""

    size: str
    machine: str
    measured_on: str
    side_by_side: list[dict[str, Any]] = field(default_factory=list)
    dbt: list[dict[str, Any]] = field(default_factory=list)
    growth: list[dict[str, Any]] = field(default_factory=list)
    queries: list[dict[str, Any]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    runs: dict[str, str] = field(default_factory=dict)


def side_by_side(folder: Path, size: Size, results: Results) -> None:
    """Ours, fast and checked, and every peer that is installed, on the same documents."""
    documents = sorted(folder.glob("*.pdf"))[: size.documents]
    for readers in ("fast", "checked"):
        results.side_by_side.append(_ours(folder.parent, documents, readers))
    for peer in PEERS:
        missing = _missing(peer)
        if missing:
            results.left_out.append(f"{peer}: {missing}")
            continue
        command = [str(_PEERS_PYTHON), "-m", "benchmarks.side_by_side.peers", peer, str(folder)]
        cost = measured([*command, "--documents", str(len(documents))], environment={"PYTHONPATH": str(PROJECT)})
        # What getrusage calls a process's most memory begins with that of the process that started it.
        results.side_by_side.append(cost.said() | {"memory_mb": cost.memory})


def _missing(peer: str) -> str | None:
    if not _PEERS_PYTHON.exists():
        return "the peers' environment is not made (make benchmarks/.venv)"
    program = {"pdftotext": "pdftotext", "tabula": "java"}.get(peer)
    return f"{program} is not installed" if program and not shutil.which(program) else None


def _ours(work: Path, documents: list[Path], readers: str) -> dict[str, Any]:
    """What one document more costs: a run over all of them against one over the first quarter."""
    few = documents[: max(1, len(documents) // 4)]
    home = work / f"read_{readers}"
    part = extracted(PROJECT, work / f"part_{readers}", few, readers, 1)
    whole = extracted(PROJECT, home, documents, readers, 1)
    return {
        "name": f"klantprofielen_{readers}",
        "documents": len(documents),
        "cpu_ms": 1000 * (whole.cpu - part.cpu) / max(1, len(documents) - len(few)),
        "wall_s": whole.wall,
        "memory_mb": whole.memory,
        **judged(_read_rows(home), documents),
        "failed": 0,
    }


def _read_rows(home: Path) -> dict[str, dict[str, list[int]]]:
    """File name to municipality to its five counts, as read."""
    counts = ", ".join(
        f"max(try_cast(replace(cell_text, '.', '') as integer)) filter (column_role = '{role}')" for role in COUNTS
    )
    sql = f"""
        select file_name, max(cell_text) filter (column_role = 'municipality'), {counts}
        from raw.cells inner join raw.publications using (publication_id, load_id)
        inner join raw.reader_results
            on publications.document_sha256 = reader_results.document_sha256 and cells.reader = reader_results.reader
        where row_kind = 'municipality' and is_primary
        group by file_name, row_number
    """
    found: dict[str, dict[str, list[int]]] = {}
    with duckdb.connect(str(Home(home).landing), read_only=True) as connection:
        for file_name, name, *numbers in connection.execute(sql).fetchall():
            found.setdefault(file_name, {})[name] = numbers
    return found


def dbt_beside_sql(home: Path, results: Results) -> Path:
    """The build as users run it, new code first and known code after, beside the same SQL run plainly in DuckDB."""
    build = [sys.executable, "-m", "klantprofielen.cli", "--home", str(home), "build", "--force", "--json"]
    first, then = measured(build), measured(build)
    release = (home / "warehouse" / "current").resolve()
    plain = _step("sql", home, release)
    results.dbt += [
        {"name": "build after a change of code", "cpu_s": first.cpu, "memory_mb": first.memory},
        {"name": "build of known code", "cpu_s": then.cpu, "memory_mb": then.memory},
        {"name": "the same SQL, plainly in DuckDB", "cpu_s": plain["cpu_s"], "memory_mb": plain["memory_mb"]},
    ]
    return release


def growth(work: Path, size: Size, release: Path, results: Results) -> None:
    """Load, SQL, publish, workbook and queries at several times the history."""
    for histories in size.histories:
        home = work / f"grown_{histories}"
        some = list(planned(1, size.years, size.regions)) if size.regions < SIZES["full"].regions else None
        documents = write_histories(Home(home), histories, some)
        row: dict[str, Any] = {"histories": histories, "documents": documents}
        for step in ("sql", "publish", "workbook", "queries"):
            said = _step(step, home, release)
            row |= {f"{step}_s": said["cpu_s"], f"{step}_mb": said["memory_mb"]}
            if step == "sql":
                row["slowest"] = dict(sorted(said["each_ms"].items(), key=lambda each: -each[1])[:5])
            if step == "queries":
                results.queries.append({"histories": histories, **said["each_ms"]})
        results.growth.append(row)
        shutil.rmtree(home)


def _step(step: str, home: Path, release: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.steps", step, "--home", str(home), "--built", str(release)]
    cost = measured(command, environment={"PYTHONPATH": str(PROJECT)})
    return cost.said() | {"memory_mb": cost.memory}


def machine() -> str:
    """What it was measured on, in one line."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = [line.partition(":")[2].strip() for line in lines if "model name" in line] or ["unknown processor"]
    versions = f"Python {platform.python_version()}, DuckDB {duckdb.__version__}"
    return f"{names[0]}, {os.cpu_count()} cores, {versions}"


def run(size_name: str, work: Path, release: Path | None = None, parts: Sequence[str] = PARTS) -> Results:
    """Measures the parts of a size; with a release of this code, dbt is not measured but taken from there."""
    size = SIZES[size_name]
    results = Results(size_name, machine(), f"{datetime.now(UTC):%Y-%m-%d}")
    documents = list(planned(1, size.years, size.regions))
    if "side_by_side" in parts:
        # One of each region in turn, so that both looks and all their words are there.
        right = [one for one in documents if one.edition == "first"]
        write_history(work / "documents", right[:: max(1, len(right) // size.documents)][: size.documents], 2)
        side_by_side(work / "documents", size, results)
    if release is None and {"dbt", "growth"}.intersection(parts):
        home = work / "dbt"
        write_histories(Home(home), 1, documents)
        release = dbt_beside_sql(home, results)
    if release is not None and "growth" in parts:
        growth(work, size, release, results)
    return results


def _with_parts_of_before(kept: Path, results: Results, measured_now: Sequence[str]) -> Results:
    """Keeps the parts that were not measured now, each with the run it is of, and remembers these."""
    before = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    for part in PARTS:
        if part in measured_now:
            results.runs[part] = f"size {results.size}, {results.measured_on}, {results.machine}"
        elif before.get(part):
            setattr(results, part, before[part])
            results.runs[part] = before["runs"][part]
            if part == "growth":
                results.queries = before["queries"]
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(asdict(results), indent=1) + "\n", encoding="utf-8")
    return results


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", choices=SIZES, default="small")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="what to measure")
    parser.add_argument("--release", type=Path, help="a release of this code, so that dbt need not run")
    parser.add_argument("--out", type=Path, default=PROJECT / "benchmarks")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench") as folder:
        results = run(asked.size, Path(folder), asked.release, asked.only)
    write_results(asked.out, _with_parts_of_before(asked.out / "results.json", results, asked.only))
    print(json.dumps({"written": str(asked.out / "RESULTS.md"), "left_out": results.left_out}))


if __name__ == "__main__":
    main()
