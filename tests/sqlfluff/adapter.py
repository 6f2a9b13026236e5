"""What dbt offers as `adapter` in templates, for sqlfluff: a dispatched macro is DuckDB's, or the default."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import pass_context

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.runtime import Context


@pass_context
def dispatch(context: Context, macro_name: str) -> Callable[..., Any]:
    """The macro that dbt would call on DuckDB.

    Raises:
        KeyError: when neither `duckdb__` nor `default__` of that name is loaded.
    """
    for prefix in ("duckdb__", "default__"):
        if prefix + macro_name in context:
            macro: Callable[..., Any] = context[prefix + macro_name]
            return macro
    raise KeyError(macro_name)


def get_columns_in_relation(_relation: object) -> tuple[()]:
    """No columns: sqlfluff has no database to ask."""
    return ()
