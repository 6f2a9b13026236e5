"""Whether two relations hold the same rows, as often, to the last bit of a double."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb


@dataclass(frozen=True, slots=True)
class Compared:
    """A table in both engines: how many rows it has in each, and how many only one of them has."""

    table: str
    duckdb_rows: int
    spark_rows: int
    only_duckdb: int
    only_spark: int
    columns: str = ""

    @property
    def is_equal(self) -> bool:
        """Every row is in both, with the same columns of the same types."""
        return self.duckdb_rows == self.spark_rows and not (self.only_duckdb or self.only_spark or self.columns)


def compare_builds(published: Path, spark_warehouse: Path) -> list[Compared]:
    """Compares every table that DuckDB published with Spark's of that name."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{published}' as built (read_only)")
        tables = connection.execute(
            "select schema_name, table_name from duckdb_tables() where database_name = 'built' order by all"
        ).fetchall()
        return [
            _compared(
                connection, f"{schema}.{table}", f"built.{schema}.{table}", spark_warehouse / f"{schema}.db" / table
            )
            for schema, table in tables
        ]


def compare_raw(landing: Path, raw: Path, tables: tuple[str, ...], left_out: tuple[str, ...]) -> list[Compared]:
    """Compares raw tables of the landing file with Parquet ones, without the columns `left_out`."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{landing}' as landing (read_only)")
        return [_compared(connection, table, f"landing.raw.{table}", raw / table, left_out) for table in tables]


def _compared(
    connection: duckdb.DuckDBPyConnection, name: str, ours: str, folder: Path, left_out: tuple[str, ...] = ()
) -> Compared:
    rows = _count(connection, f"select * from {ours}")
    # Spark writes no file for a table without rows.
    if not any(folder.rglob("*.parquet")):
        return Compared(name, rows, 0, rows, 0)
    theirs = f"read_parquet('{folder}/**/*.parquet', hive_partitioning = true, union_by_name = true)"
    types, other_types = (
        {column: kind for column, kind, *_ in connection.execute(f"describe select * from {relation}").fetchall()}
        for relation in (ours, theirs)
    )
    columns = [column for column in types if column not in left_out]
    differing = {column for column in columns if types[column] != other_types.get(column)}
    differing |= {column for column in other_types if column not in types}
    if differing:
        told = ", ".join(f"{column}: {types.get(column)} / {other_types.get(column)}" for column in sorted(differing))
        return Compared(name, rows, _count(connection, f"select * from {theirs}"), 0, 0, told)
    listed = ", ".join(columns)
    mine, other = f"select {listed} from {ours}", f"select {listed} from {theirs}"
    return Compared(
        name,
        rows,
        _count(connection, other),
        _count(connection, f"{mine} except all {other}"),
        _count(connection, f"{other} except all {mine}"),
    )


def _count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    (count,) = connection.execute(f"select count(*) from ({query})").fetchone() or (0,)
    return int(count)
