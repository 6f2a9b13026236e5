"""How the rows of a table differ: as changed cells where a key tells which row is which, else as whole rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from equal_builds.pair import SIDES, Pair, Side, listed, quoted
from equal_builds.volatile import VOLATILE, kind_of_value

_LONGEST_GUESSED_KEY = 4
_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE", "DECIMAL")

Named = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that both sides have, by its key, with other values: column to (old, new)."""

    key: Named
    cells: dict[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class TableRows:
    """What the comparison of a table's rows gave.

    Attributes:
        columns: what was compared.
        key: the columns by which rows were matched; empty when none name a row.
        changed: rows with the same key and other values.
        missing: rows that only the older build has, as often as it has them more.
        additional: rows that only the newer build has.
    """

    table: str
    old_rows: int
    new_rows: int
    columns: tuple[str, ...]
    key: tuple[str, ...]
    changed: tuple[Changed, ...]
    missing: tuple[Named, ...]
    additional: tuple[Named, ...]

    @property
    def is_equal(self) -> bool:
        """No row differs."""
        return not (self.changed or self.missing or self.additional)

    def changed_columns(self) -> Counter[str]:
        """In how many rows each column changed."""
        return Counter(column for row in self.changed for column in row.cells)


def compare_rows(pair: Pair, table: str, columns: Sequence[str], left_out: Sequence[str]) -> TableRows:
    """Compares a table in some of its columns, but for the rows that one of the conditions `left_out` names."""
    differing = {side: _only_in(pair, side, table, columns, left_out) for side in SIDES}
    key = _key(pair, table, columns) if any(differing.values()) else ()
    changed, missing, additional = _matched(differing["old"], differing["new"], key)
    return TableRows(
        table, pair.count("old", table), pair.count("new", table), tuple(columns), key, changed, missing, additional
    )


def count_differing(pair: Pair, table: str, columns: Sequence[str], left_out: Sequence[str]) -> int:
    """How many rows only one of the sides has."""
    counts = (
        pair.connection.execute(f"select count(*) from ({_except(pair, side, table, columns, left_out)})").fetchone()
        for side in SIDES
    )
    return sum(int(row[0]) for row in counts if row is not None)


def _only_in(pair: Pair, side: Side, table: str, columns: Sequence[str], left_out: Sequence[str]) -> list[Named]:
    rows = pair.connection.execute(_except(pair, side, table, columns, left_out) + " order by all").fetchall()
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _except(pair: Pair, side: Side, table: str, columns: Sequence[str], left_out: Sequence[str]) -> str:
    """SQL for the rows that one side has more often than the other."""
    kept = " and ".join(f"not coalesce(({condition}), false)" for condition in left_out) or "true"
    values = ", ".join(_value(pair, table, column) for column in columns)
    other: Side = "new" if side == "old" else "old"
    both = (f"select {values} from {each}.{quoted(table)} where {kept}" for each in (side, other))
    return " except all ".join(both)


def _value(pair: Pair, table: str, column: str) -> str:
    """SQL for what is compared of a column, the same for both sides."""
    name = quoted(column)
    if column in VOLATILE:
        return f"{kind_of_value(name)} as {name}"
    kinds = [pair.tables[side][table][column] for side in SIDES]
    if kinds[0] == kinds[1] or all(kind.startswith(_NUMBERS) for kind in kinds):
        return name
    return f"cast({name} as varchar) as {name}"


def _key(pair: Pair, table: str, columns: Sequence[str]) -> tuple[str, ...]:
    """The columns that name a row: what the release says, else the first that do so on one side at least.

    One side is enough: a row that is there twice must be shown as such, not take the key away.
    """
    known = pair.keys.get(table, ())
    if known and set(known) <= set(columns):
        return known
    steady = [column for column in columns if column not in VOLATILE]
    alone = [(column,) for column in steady if column.endswith("_key") or column == "publication_id"]
    prefixes = [tuple(steady[:length]) for length in range(1, min(_LONGEST_GUESSED_KEY, len(steady)) + 1)]
    for guess in (*alone, *prefixes):
        if any(_is_unique(pair, side, table, guess) for side in SIDES):
            return guess
    return ()


def _is_unique(pair: Pair, side: Side, table: str, key: Sequence[str]) -> bool:
    twice = f"select 1 from {side}.{quoted(table)} group by {listed(key)} having count(*) > 1 limit 1"
    return pair.connection.execute(twice).fetchone() is None


def _matched(
    old: list[Named], new: list[Named], key: tuple[str, ...]
) -> tuple[tuple[Changed, ...], tuple[Named, ...], tuple[Named, ...]]:
    """Changed, missing and additional rows; one row on each side under a key is a changed row."""
    by_key: dict[tuple[Any, ...], tuple[list[Named], list[Named]]] = {}
    for place, rows in enumerate((old, new)):
        for row in rows:
            # Without a key every row stands alone; its place in the list keeps it apart from the others.
            own = tuple(row[name] for name in key) if key else (place, len(by_key))
            by_key.setdefault(own, ([], []))[place].append(row)
    changed, missing, additional = [], [], []
    for before, after in by_key.values():
        if len(before) == len(after) == 1:
            changed.append(_changed(before[0], after[0], key))
        else:
            missing += before
            additional += after
    return tuple(changed), tuple(missing), tuple(additional)


def _changed(before: Named, after: Named, key: tuple[str, ...]) -> Changed:
    cells = {name: (before[name], after[name]) for name in before if not _is_same(before[name], after[name])}
    return Changed({name: after[name] for name in key}, cells)


def _is_same(before: Any, after: Any) -> bool:  # noqa: ANN401 - a value of any column
    """Equal as SQL's EXCEPT sees it: what is no number is the same as itself."""
    return bool(before == after) or (before != before and after != after)  # noqa: PLR0124
