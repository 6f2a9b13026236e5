"""The release in PostgreSQL: what stands there, who may read it, and that the analyses answer the same."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import duckdb
import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from bi.test_analyses import ANALYSES, kept
from called import said
from klantprofielen.home import Home
from klantprofielen.query.answer_formats import write_csv
from klantprofielen.query.ask import Answer
from klantprofielen.release.files.csv_and_parquet import select_rows
from klantprofielen.release.files.published_tables import Table, read_tables


@pytest.fixture
def connection(published: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(published, options="-c search_path=klantprofielen") as opened:
        yield opened


@pytest.fixture(scope="module")
def tables(sample: Home) -> list[Table]:
    return read_tables(sample.current / "dbt" / "manifest.json")


def test_every_row_of_every_table_is_there(connection: psycopg.Connection, tables: list[Table], sample: Home) -> None:
    with duckdb.connect(str(sample.published.resolve()), read_only=True) as source:
        for table in tables:
            columns = SQL(", ").join(Identifier(field.name) for field in table.fields)
            found = connection.execute(SQL("select {} from {}").format(columns, Identifier(table.name))).fetchall()
            expected = source.execute(select_rows(table)).fetchall()
            assert sorted(found, key=repr) == sorted(expected, key=repr), table.name


def test_every_table_and_column_says_what_it_means(connection: psycopg.Connection, tables: list[Table]) -> None:
    found = connection.execute(
        """
        select c.relname, coalesce(a.attname, ''), d.description
        from pg_class as c
        inner join pg_description as d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass
        left join pg_attribute as a on a.attrelid = c.oid and a.attnum = d.objsubid and d.objsubid > 0
        where c.relnamespace = 'klantprofielen'::regnamespace and c.relname <> 'published_release'
        """
    ).fetchall()
    expected = [(table.name, "", table.description) for table in tables]
    expected += [(table.name, field.name, field.description) for table in tables for field in table.fields]
    assert sorted(found) == sorted(expected)


def test_every_table_has_its_key(connection: psycopg.Connection, tables: list[Table]) -> None:
    found = connection.execute(
        """
        select c.conrelid::regclass::text, array_agg(a.attname::text order by p.place)
        from pg_constraint as c
        cross join unnest(c.conkey) with ordinality as p (number, place)
        inner join pg_attribute as a on a.attrelid = c.conrelid and a.attnum = p.number
        where c.connamespace = 'klantprofielen'::regnamespace and c.contype in ('p', 'u')
        group by c.oid
        """
    ).fetchall()
    assert dict(found) == {table.name: list(table.key) for table in tables} | {"published_release": ["release_id"]}


def test_references_to_keys_are_foreign_keys_and_indexed(connection: psycopg.Connection, tables: list[Table]) -> None:
    keys = {table.name: table.key for table in tables}
    expected = {
        (table.name, reference.field, reference.to_table)
        for table in tables
        for reference in table.references
        if keys[reference.to_table] == (reference.to_field,)
    }
    found = connection.execute(
        """
        select c.conrelid::regclass::text, a.attname::text, c.confrelid::regclass::text, exists(
            select from pg_index as i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1]
        )
        from pg_constraint as c
        inner join pg_attribute as a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
        where c.connamespace = 'klantprofielen'::regnamespace and c.contype = 'f'
        """
    ).fetchall()
    assert {row[:3] for row in found} == expected
    # Tools draw relations from them: from what people chart to the quarter, the place and the document.
    for mart, place in (("municipality", "municipalities"), ("regional", "labour_market_regions")):
        drawn = {row[2] for row in found if row[0] == f"mart_{mart}_coverage"}
        assert {"dim_quarters", "dim_publications", f"dim_{place}"} <= drawn
    assert all(row[3] for row in found)


@pytest.mark.parametrize("analysis", ANALYSES, ids=lambda path: path.stem)
def test_an_analysis_answers_the_same(analysis: Path, connection: psycopg.Connection) -> None:
    file = io.StringIO()
    cursor = connection.execute(analysis.read_text(encoding="utf-8").encode())
    names = tuple(column.name for column in cursor.description or ())
    write_csv(Answer(names, iter(cursor.fetchall()), None), file)  # type: ignore[arg-type] # rows are all it reads
    assert file.getvalue() == kept(analysis)


def test_a_tool_reads_and_does_nothing_else(reader: str) -> None:
    # The login's own setting refuses writing already; without it the rights must.
    with psycopg.connect(reader, autocommit=True, options="-c default_transaction_read_only=off") as tool:
        assert tool.execute("select count(*) from mart_regional_coverage").fetchone() == (2,)
        for refused in (
            "insert into dim_quarters default values",
            "delete from mart_publications",
            "create table klantprofielen.mine (a integer)",
            "truncate mart_publications",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                tool.execute(refused.encode())
    with psycopg.connect(reader, autocommit=True) as tool, pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        tool.execute("create temporary table mine (a integer); insert into dim_quarters default values")


def test_the_schema_says_which_release_it_is(connection: psycopg.Connection, sample: Home) -> None:
    row = connection.execute("select release_id, built_at from published_release").fetchone()
    assert row is not None
    assert row[0] == sample.published.resolve().parent.name


def test_a_server_that_is_not_there_is_named(sample: Home) -> None:
    address = "postgresql://owner:secret@127.0.0.1:1/bi"
    told = said(sample.path, "publish", "--postgres", address, code=4)
    assert "127.0.0.1" in told
    assert "secret" not in told
