"""The synthetic history is believable and says what it is; `make bench` runs, in its smallest size."""

from __future__ import annotations

import json
import shutil
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest
from sample_home import built_once

from benchmarks import bench
from benchmarks.results import render, write_results
from benchmarks.steps import build_plainly
from benchmarks.synthetic.documents import planned
from benchmarks.synthetic.figures import Quarter, all_quarters, counts_of, figures_of, level
from benchmarks.synthetic.landing import write_histories
from facsimiles.making import made
from facsimiles.places import regions_of
from klantprofielen.home import FILE_NAME, Home
from klantprofielen.landing.extract import extract
from klantprofielen.project import PROJECT
from klantprofielen.records import Readers


def test_a_merger_breaks_no_synthetic_series() -> None:
    """Eemsdelta (2021) begins at what Appingedam, Delfzijl and Loppersum had together."""
    before = sum(level(1, code, 2020) for code in ("GM0003", "GM0010", "GM0024"))
    assert level(1, "GM1979", 2021) == pytest.approx(before)
    assert level(1, "GM0014", 2021) >= level(1, "GM0014", 2018)


def test_synthetic_figures_add_up_and_move_as_figures_do() -> None:
    (region,) = (each for each in regions_of(2019) if each.name == "Flevoland")
    series = [figures_of(1, region, quarter) for quarter in all_quarters(2018, 2020)]
    for figures in series:
        assert all(sum(row.counts[:4]) == row.counts[4] for row in figures.rows)
        assert figures.total == tuple(sum(row.counts[place] for row in figures.rows) for place in range(5))
        assert figures.total[4] <= figures.register
    totals = [figures.total[4] for figures in series]
    assert all(0.93 < later / before < 1.08 for before, later in pairwise(totals))
    assert counts_of(1, "GM0034", Quarter(2020, 1)) == counts_of(1, "GM0034", Quarter(2020, 1))
    assert counts_of(1, "GM0034", Quarter(2020, 1)) != counts_of(2, "GM0034", Quarter(2020, 1))


def test_a_history_has_corrections_misprints_and_gaps() -> None:
    documents = list(planned(1))
    editions = {edition: sum(one.edition == edition for one in documents) for edition in
                ("first", "corrected", "misprinted")}  # fmt: skip
    assert editions["corrected"] > 10
    assert editions["misprinted"] > 5
    assert editions["first"] + editions["misprinted"] < 35 * 32
    assert len({one.specimen.layout for one in documents}) >= 4


def test_every_synthetic_document_is_known_for_what_it_is(tmp_path: Path) -> None:
    documents = list(planned(3, (2018, 2018), 2))
    for one in documents:
        (tmp_path / f"{one.name}.pdf").write_bytes(made(one.specimen))
    home = Home(tmp_path / "home")
    extract(home, [tmp_path], readers=Readers.FAST)
    fast = Home(tmp_path / "fast")
    assert write_histories(fast, 1, documents) == len(documents)
    for each in (home, fast):
        with duckdb.connect(str(each.landing), read_only=True) as connection:
            marked = connection.execute(
                "select count(distinct publication_id) from raw.remarks where remark_code = 'synthetic_document'"
            ).fetchone()
        assert marked == (len(documents),)
    with duckdb.connect() as connection:
        connection.execute(
            f"attach '{home.landing}' as read (read_only); attach '{fast.landing}' as straight (read_only)"
        )
        cells = """
            select distinct file_name, row_number, column_role, replace(cell_text, '.', '')
            from {0}.raw.cells inner join {0}.raw.publications using (publication_id) where column_role <> 'region'
        """
        differing = connection.execute(
            f"({cells.format('read')} except {cells.format('straight')}) union all "
            f"({cells.format('straight')} except {cells.format('read')})"
        ).fetchall()
    assert not differing, "rows written straight to landing are those that reading gives"


# Two builds and all that is measured in them: minutes, on a machine that does nothing else.
@pytest.mark.slow
def test_the_bench_runs_in_its_smallest_size(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> None:
    release = (built_once(tmp_path_factory).home / "warehouse" / "current").resolve()
    results = bench.run("tiny", tmp_path, release)
    ours = [each for each in results.side_by_side if each["name"].startswith("klantprofielen")]
    assert [(each["exact"], each["cells_wrong"]) for each in ours] == [(4, 0), (4, 0)]
    assert results.growth[0]["documents"] > 4
    assert len(results.queries[0]) == 1 + len(list((PROJECT / "analyses").glob("*.sql")))
    write_results(tmp_path / "out", results)
    assert "| klantprofielen fast |" in render(results)
    assert (tmp_path / "out" / "results.svg").read_text().startswith("<?xml")


# What a join may compare row by row: tables that do not grow with the documents.
_ALL_WITH_ALL = {
    "dim_quarters": "one first and one last day",
    "int_expected_comparable_sources": "quarters and municipalities",
    "int_footnotes_by_reader": "the names of the regions",
    "int_headings_by_reader": "the names of the regions",
    "int_links_placed": "the names of the regions",
    "int_municipalities_matched": "the exceptions of regions",
    "int_nearby_quarter_findings": "the five limits",
    "int_regions_within_headings": "the names of the regions",
    "mart_provenance_columns": "the three endings of a name",
    "mart_publication_ledger": "one first and one last quarter",
}


def test_no_join_compares_all_rows_with_all(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> None:
    """A condition without an equality of both sides is quadratic: minutes and gigabytes at ten histories."""
    built = built_once(tmp_path_factory).home
    release = (built / "warehouse" / "current").resolve()
    shutil.copy(built / "landing.duckdb", tmp_path)
    models = build_plainly(tmp_path, release)
    nodes = json.loads((release / "dbt" / "manifest.json").read_bytes())["nodes"].values()
    with duckdb.connect(str(tmp_path / "plain" / FILE_NAME)) as connection:
        connection.execute(f"attach '{tmp_path}/landing.duckdb' as landing (read_only)")
        plans = {
            node["alias"]: connection.execute(f"explain {node['compiled_code']}").fetchall()[0][1]
            for node in nodes
            if node["resource_type"] == "model"
        }
    compared = {name for name, plan in plans.items() if "BLOCKWISE_NL_JOIN" in plan or "NESTED_LOOP_JOIN" in plan}
    assert plans.keys() == models.keys()
    assert compared <= _ALL_WITH_ALL.keys()
