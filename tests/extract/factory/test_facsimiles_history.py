"""The whole line on the small history: what comes out is what was worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import pytest

from facsimiles import history


@pytest.mark.parametrize(
    ("mart", "expected"),
    [
        ("fct_municipality_quarters", "municipality_quarters"),
        ("fct_region_quarter_versions", "region_quarter_versions"),
        ("mart_municipality_coverage_comparable", "municipality_coverage_comparable"),
        ("mart_regional_coverage_comparable", "regional_coverage_comparable"),
        ("mart_revisions", "revisions"),
    ],
)
def test_the_history_comes_out_as_worked_by_hand(
    warehouse: duckdb.DuckDBPyConnection, mart: str, expected: str
) -> None:
    rows = history.kept(f"expected_{expected}")
    columns = [name for name in rows[0] if name in _columns_of(warehouse, mart)]
    assert set(rows[0]) - set(columns) <= {"municipality_name"}
    assert _rows(warehouse, mart, columns) == sorted(tuple(row[name] for name in columns) for row in rows)


def test_the_ledger_names_what_is_missing(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = history.kept("expected_publication_ledger")
    columns = list(rows[0])
    where = "where uwv_region_number in (1, 5, 11, 27, 30)"
    assert _rows(warehouse, f"mart_publication_ledger {where}", columns) == sorted(
        tuple(row[name] for name in columns) for row in rows
    )


def test_the_saved_copy_supersedes_nothing(warehouse: duckdb.DuckDBPyConnection) -> None:
    (copy,) = warehouse.execute(
        "select p.copied_publication_id from mart_publications as p where file_name like '%resaved%'"
    ).fetchall()
    (original,) = warehouse.execute(
        "select publication_id from mart_publications where file_name = 'groningen_2020q2.pdf'"
    ).fetchall()
    assert copy == original, "the copy must know what it is a copy of"


def _columns_of(warehouse: duckdb.DuckDBPyConnection, mart: str) -> set[str]:
    return {name for name, *_ in warehouse.execute(f"describe {mart}").fetchall()}


def _rows(warehouse: duckdb.DuckDBPyConnection, mart: str, columns: list[str]) -> list[tuple[str, ...]]:
    found = warehouse.execute(f"select {', '.join(columns)} from {mart}").fetchall()
    return sorted(tuple(_text(value) for value in row) for row in found)


def _text(value: object) -> str:
    """A value as the history's CSV files write it."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case Decimal():
            return f"{value.normalize():f}"
        case _:
            return str(value)
