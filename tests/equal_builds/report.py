"""Tells a comparison so that one sees which number of which publication became another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, takewhile
from typing import Any

from equal_builds.accepted import Entry
from equal_builds.compare import Comparison
from equal_builds.findings import Finding, Findings
from equal_builds.rows import Named, TableRows
from equal_builds.volatile import VOLATILE

_LONGEST_VALUE = 120
_SHOWN_BEFORE = 20
_SHA256 = re.compile(r"\b([0-9a-f]{64})(-\d+)?")


def volatile_lines() -> Iterator[str]:
    """The columns of which only the kind of value is compared, with the reasons."""
    yield "Compared only for being empty, endless or a value:"
    yield from (f"  {name}: {reason}" for name, reason in VOLATILE.items())


def comparison_lines(comparison: Comparison, examples: int, file_names: dict[str, str]) -> Iterator[str]:
    """The report on one input.

    Args:
        comparison: what was found.
        examples: how many rows of a kind are shown at most.
        file_names: the names of documents by their SHA-256.
    """
    old, new = (sum(getattr(table, f"{side}_rows") for table in comparison.tables) for side in ("old", "new"))
    findings = ", ".join(f"{each.old_count} in {each.table}" for each in comparison.findings) or "none"
    rows = f"{old} rows" if old == new else f"{old} rows then, {new} now"
    yield f"  compared {len(comparison.tables)} tables, {rows}; findings: {findings}"
    for problem in comparison.problems:
        yield f"  {problem}"
    for difference in comparison.schema:
        yield f"  schema: {difference.text}"
    for table in comparison.tables:
        if not table.is_equal:
            yield from _table_lines(table, examples, file_names)
    for each in comparison.findings:
        if not each.is_equal:
            yield from _findings_lines(each, examples, file_names)
    for entry in sorted(comparison.used, key=str):
        yield f"  accepted: {entry} ({entry.reason})"
    yield "  EQUAL" if comparison.is_equal else "  DIFFERENT"


def stale_lines(stale: Sequence[Entry]) -> Iterator[str]:
    """The accepted entries that matched nothing."""
    if stale:
        yield "Accepted, but no longer different (take these out of the file):"
    yield from (f"  {entry} ({entry.reason})" for entry in stale)


def _table_lines(table: TableRows, examples: int, file_names: dict[str, str]) -> Iterator[str]:
    counts = f"{len(table.changed)} changed, {len(table.missing)} missing, {len(table.additional)} additional"
    yield f"  table {table.table} ({table.old_rows} rows then, {table.new_rows} now): {counts}"
    if table.changed:
        columns = ", ".join(f"{name} in {count}" for name, count in table.changed_columns().most_common())
        yield f"    changed columns: {columns}"
    for changed in table.changed[:examples]:
        cells = (f"{name} {_change(old, new, file_names)}" for name, (old, new) in changed.cells.items())
        yield f"    changed    {_named(changed.key, file_names)}: {'; '.join(cells)}"
    yield from _cut(table.changed, examples)
    for word, rows in (("missing", table.missing), ("additional", table.additional)):
        yield from (f"    {word:<10} {_row(row, table.key, file_names)}" for row in rows[:examples])
        yield from _cut(rows, examples)


def _row(row: Named, key: tuple[str, ...], file_names: dict[str, str]) -> str:
    """A row, its key first; what is empty is left out, as tables are wide."""
    rest = {name: value for name, value in row.items() if name not in key and value is not None}
    own = {name: row[name] for name in key}
    return " | ".join(text for text in (_named(own, file_names), _named(rest, file_names)) if text)


def _findings_lines(findings: Findings, examples: int, file_names: dict[str, str]) -> Iterator[str]:
    differing = f"{len(findings.missing)} missing, {len(findings.additional)} additional"
    counts = f"{differing}; {len(findings.reworded)} in other words"
    yield f"  findings of {findings.table} ({findings.old_count} then, {findings.new_count} now): {counts}"
    for word, found in (("missing", findings.missing), ("additional", findings.additional)):
        yield from (f"    {word:<10} {_finding(one, file_names)}" for one in found[:examples])
        yield from _cut(found, examples)
    for each in islice(findings.reworded, examples):
        yield f"    reworded   {_finding(each.finding, file_names)}"
        yield from (
            f"      {_change(old, new, file_names)}" for old, new in zip(each.old, each.new, strict=True) if old != new
        )
    yield from _cut(findings.reworded, examples)


def _finding(finding: Finding, file_names: dict[str, str]) -> str:
    return _named({name: value for name, value in finding._asdict().items() if value is not None}, file_names)


def _cut(rows: Sequence[object], examples: int) -> Iterable[str]:
    return [f"    … and {len(rows) - examples} more"] if len(rows) > examples else []


def _named(values: Named, file_names: dict[str, str]) -> str:
    return ", ".join(f"{name}={_value(value, file_names)}" for name, value in values.items())


def _change(old: Any, new: Any, file_names: dict[str, str]) -> str:  # noqa: ANN401 - a value of any column
    """Both values; of long ones the part where they begin to differ."""
    shown = [_value(value, file_names, longest=None) for value in (old, new)]
    if max(map(len, shown)) > _LONGEST_VALUE:
        alike = len(list(takewhile(lambda both: both[0] == both[1], zip(*shown, strict=False))))
        start = max(0, alike - _SHOWN_BEFORE)
        shown = [("…" if start else "") + _shortened(text[start:], _LONGEST_VALUE) for text in shown]
    return f"{shown[0]} -> {shown[1]}"


def _value(value: Any, file_names: dict[str, str], longest: int | None = _LONGEST_VALUE) -> str:  # noqa: ANN401 - as above
    text = repr(value) if isinstance(value, str | float) else "null" if value is None else str(value)
    named = _SHA256.sub(lambda match: _document(match, file_names), text)
    return named if longest is None else _shortened(named, longest)


def _document(match: re.Match[str], file_names: dict[str, str]) -> str:
    """A document's hash as its file name, with enough of the hash to search for it."""
    name = file_names.get(match[1])
    return f"{match[1][:12]}…{match[2] or ''} ({name})" if name else match[0]


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"
