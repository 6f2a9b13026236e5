"""What a published file says of its tables and columns."""

from __future__ import annotations

import duckdb

from klantprofielen.sql_text import in_one_line


def tables_of(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, list[tuple[str, str, str]]]]:
    """The tables, by name: what each holds, and its columns in their order: name, type, what it means."""
    found = connection.execute("""
        select
            table_name,
            any_value(tables.comment),
            list((column_name, data_type, columns.comment) order by column_index)
        from duckdb_tables() as tables
        inner join duckdb_columns() as columns using (database_name, schema_name, table_name)
        where schema_name = 'main'
        group by table_name
        order by table_name
    """).fetchall()
    return {
        table: (in_one_line(told), [(name, kind, in_one_line(means)) for name, kind, means in columns])
        for table, told, columns in found
    }
