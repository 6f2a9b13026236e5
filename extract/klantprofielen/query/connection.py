"""The connection that `klantprofielen.connect` gives: DuckDB's own, which answers questions alone."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

import duckdb

from klantprofielen.query.statements import TABLE_FUNCTIONS, why_refused


class Connection:
    """A DuckDB connection whose `execute`, `sql`, `query` and `executemany` let questions and temporary tables through.

    All else is DuckDB's own: `description`, `fetchall`, `df`, `to_arrow_table`, `register` … What a relation is handed
    as text (`relation.filter("…")`) is not looked at: texts of others belong in `klantprofielen.ask`.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever DuckDB offers
        return getattr(self._connection, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def execute(self, query: Any, parameters: object = None) -> Self:  # noqa: ANN401 - text, or a statement
        """Runs a question, as DuckDB's `execute` does.

        Raises:
            duckdb.PermissionException: it is no question, or names a function that is not for questions.
        """
        self._require(query)
        self._connection.execute(query, parameters)
        return self

    def executemany(self, query: Any, parameters: object = None) -> Self:  # noqa: ANN401
        """Runs a question once for each set of parameters; raises as `execute`."""
        self._require(query)
        self._connection.executemany(query, parameters)
        return self

    def sql(self, query: Any, **named: Any) -> Any:  # noqa: ANN401 - a relation, or nothing
        """A relation of a question; raises as `execute`."""
        self._require(query)
        return self._connection.sql(query, **named)

    query = sql
    from_query = sql

    def table_function(self, name: str, parameters: object = None) -> duckdb.DuckDBPyRelation:
        """A relation of a table function from the short list; raises as `execute`."""
        if name.lower() not in TABLE_FUNCTIONS:
            raise duckdb.PermissionException(f"Permission Error: {name} is not for questions to a published file.")
        return self._connection.table_function(name, parameters)

    def cursor(self) -> Connection:
        """Another connection to the same file, under the same rules."""
        return Connection(self._connection.cursor())

    duplicate = cursor

    def _require(self, query: object) -> None:
        text = query.query if isinstance(query, duckdb.Statement) else query
        refusal = why_refused(self._connection, text, temporary=True) if isinstance(text, str) else None
        if refusal:
            raise duckdb.PermissionException(f"Permission Error: {refusal}")
