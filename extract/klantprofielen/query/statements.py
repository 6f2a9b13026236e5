"""Which statements may be put to a published file: questions alone, with table functions from a short list.

DuckDB's settings shut files, network and extensions, but not functions that take an address in memory (`arrow_scan`,
`pandas_scan`), run SQL that a text holds (`query`, `json_execute_serialized_sql`) or bind it (`json_serialize_plan`):
they end the process, or run code of the caller's choice. DuckDB's own parser says which functions a statement names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import duckdb

# Besides these, the table macros of the published file itself, such as `provenance`.
TABLE_FUNCTIONS = frozenset(
    {
        "range", "generate_series", "unnest", "repeat", "repeat_row", "json_each", "json_tree", "histogram",
        "histogram_values", "summary", "duckdb_columns", "duckdb_constraints", "duckdb_databases", "duckdb_functions",
        "duckdb_indexes", "duckdb_keywords", "duckdb_schemas", "duckdb_tables", "duckdb_types", "duckdb_views",
        "pragma_show", "pragma_table_info", "pragma_version", "pg_timezone_names", "icu_calendar_names",
    }
)  # fmt: skip
# Functions of single values that bind or log what they are handed.
REFUSED_FUNCTIONS = frozenset({"json_execute_serialized_sql", "json_serialize_plan", "write_log"})

ONLY_QUESTIONS = (
    "only a question is answered: SELECT (also WITH, FROM, VALUES, DESCRIBE, SHOW, SUMMARIZE, and PIVOT that lists its "
    "values: `on x in (…)`), or EXPLAIN of one."
)
# What may stand before a question; the question behind it is looked at by itself.
_EXPLAIN = re.compile(r"\s*explain\s+(analyze\s+)?", re.IGNORECASE)
_TEMPORARY = re.compile(
    r"\s*create\s+(or\s+replace\s+)?temp(orary)?\s+(table|view)\s+(if\s+not\s+exists\s+)?\w+\s+as\s+", re.IGNORECASE
)


def why_refused(connection: duckdb.DuckDBPyConnection, sql: str, *, temporary: bool = False) -> str | None:
    """Why the statements in `sql` may not run; None when they may, or when DuckDB cannot parse them either.

    With `temporary`, a table or view may be made that ends with the connection.
    """
    prefix = _EXPLAIN.match(sql) or (_TEMPORARY.match(sql) if temporary else None)
    cursor = connection.cursor()
    try:
        return _why_question_refused(cursor, sql[prefix.end() :] if prefix else sql)
    finally:
        cursor.close()


def _why_question_refused(cursor: duckdb.DuckDBPyConnection, sql: str) -> str | None:
    row = cursor.execute("select json_serialize_sql(?)", [sql]).fetchone()
    try:
        parsed = json.loads(row[0]) if row else {"error": True, "error_type": "none"}
    except RecursionError:
        return "the statement is nested too deeply."
    if parsed["error"]:
        # What DuckDB's parser does not take it will refuse by itself, with the place.
        return None if parsed["error_type"] == "parser" else ONLY_QUESTIONS
    allowed = None
    for name, gives_rows in _functions(parsed["statements"]):
        if gives_rows and allowed is None:
            allowed = TABLE_FUNCTIONS | _own_macros(cursor)
        if name in REFUSED_FUNCTIONS or (gives_rows and allowed is not None and name not in allowed):
            return f"the function {name} is not for questions to a published file."
    return None


def _functions(parsed: object) -> Iterator[tuple[str, bool]]:
    """Every function that a parsed statement names, in lower case, and whether it stands where a table stands."""
    waiting: list[Any] = [parsed]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            if part.get("type") == "TABLE_FUNCTION":
                yield part["function"]["function_name"].lower(), True
            elif part.get("class") == "FUNCTION":
                yield part["function_name"].lower(), False
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)


def _own_macros(cursor: duckdb.DuckDBPyConnection) -> frozenset[str]:
    found = cursor.execute(
        "select distinct lower(function_name) from duckdb_functions() "
        "where not internal and function_type = 'table_macro' and database_name = current_database()"
    ).fetchall()
    return frozenset(name for (name,) in found)
