"""Compares two published files: their tables and columns, every row, every finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from equal_builds.accepted import Accepted, AcceptError, Entry, Kind
from equal_builds.findings import MESSAGE, Findings, compare_findings, findings_tables
from equal_builds.pair import Pair, opened
from equal_builds.rows import TableRows, compare_rows, count_differing


@dataclass(frozen=True, slots=True)
class SchemaDifference:
    """A table or column that only one side has, or a column of another type."""

    kind: Kind
    table: str
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the comparison of two published files gave; accepted differences are not in it, but `used` names them.

    Attributes:
        problems: why something could not be compared.
        used: the accepted entries that matched a difference.
    """

    schema: tuple[SchemaDifference, ...]
    tables: tuple[TableRows, ...]
    findings: tuple[Findings, ...]
    problems: tuple[str, ...]
    used: frozenset[Entry]

    @property
    def is_equal(self) -> bool:
        """Nothing differs but what was accepted, and everything could be compared."""
        return (
            not self.schema
            and not self.problems
            and all(table.is_equal for table in self.tables)
            and all(each.is_equal for each in self.findings)
        )


def compare(old: Path, new: Path, accepted: Accepted) -> Comparison:
    """Compares two published files.

    Raises:
        AcceptError: a condition of the accept file cannot be evaluated.
    """
    with opened(old, new, accepted) as pair:
        schema, matched = _without_accepted(_schema_differences(pair), accepted)
        used = pair.renamed | matched
        tables = []
        telling = findings_tables(pair)
        for name in _comparable(pair):
            compared, entries = _compare_table(pair, name, accepted, is_telling=name in telling)
            tables.append(compared)
            used |= entries
        findings = []
        for name in telling:
            told, entries = _compare_findings(pair, name, accepted)
            findings.append(told)
            used |= entries
    problems = _problems(tables, findings)
    return Comparison(tuple(schema), tuple(tables), tuple(findings), problems, frozenset(used))


def _comparable(pair: Pair) -> list[str]:
    """The tables that both sides have; without a shared column, the differences of the columns say it all."""
    return sorted(name for name in pair.tables["old"].keys() & pair.tables["new"].keys() if pair.shared(name))


def _problems(tables: Sequence[TableRows], findings: Sequence[Findings]) -> tuple[str, ...]:
    """What makes the comparison worth nothing: two empty files are equal, too."""
    problems = []
    if not tables:
        problems.append("No table is in both.")
    if not findings:
        problems.append("No table with all columns of a finding is in both: the findings were not compared.")
    return tuple(problems)


def _schema_differences(pair: Pair) -> Iterator[SchemaDifference]:
    old, new = pair.tables["old"], pair.tables["new"]
    for table in sorted(old.keys() - new.keys()):
        text = f"table {table} ({pair.count('old', table)} rows) is gone"
        yield SchemaDifference(Kind.TABLE_REMOVED, table, "", text)
    for table in sorted(new.keys() - old.keys()):
        text = f"table {table} ({pair.count('new', table)} rows) is new"
        yield SchemaDifference(Kind.TABLE_ADDED, table, "", text)
    for table in sorted(old.keys() & new.keys()):
        before, after = old[table], new[table]
        for column, kind in before.items():
            name = f"column {table}.{column}"
            if column not in after:
                yield SchemaDifference(Kind.COLUMN_REMOVED, table, column, f"{name} is gone")
            elif after[column] != kind:
                text = f"{name} was {kind} and is {after[column]}"
                yield SchemaDifference(Kind.TYPE_CHANGED, table, column, text)
        for column in (column for column in after if column not in before):
            yield SchemaDifference(Kind.COLUMN_ADDED, table, column, f"column {table}.{column} is new")


def _without_accepted(
    differences: Iterator[SchemaDifference], accepted: Accepted
) -> tuple[list[SchemaDifference], set[Entry]]:
    kept, used = [], set()
    for difference in differences:
        entries = {
            entry for entry in accepted.of(difference.kind, difference.table) if difference.column == entry.column
        }
        used |= entries
        if not entries:
            kept.append(difference)
    return kept, used


def _compare_table(
    pair: Pair, table: str, accepted: Accepted, *, is_telling: bool
) -> tuple[TableRows, frozenset[Entry]]:
    """Compares a table's rows in what is not accepted; gives with that which accepted entries hid something.

    The words of findings are left to the comparison of findings.
    """
    columns = [name for name in pair.shared(table) if not (is_telling and name == MESSAGE)]
    conditions = {entry: entry.where for entry in accepted.of(Kind.ROWS, table)}
    if is_telling:
        codes = accepted.of(Kind.FINDING)
        conditions |= {entry: "finding_code = '" + entry.code.replace("'", "''") + "'" for entry in codes}
    values = {entry: entry.column for entry in accepted.of(Kind.VALUES, table) if entry.column in columns}
    judged = [name for name in columns if name not in values.values()]
    if not judged:
        raise AcceptError(f"[[values]] for every column of {table} leaves nothing to compare: accept its rows instead")
    try:
        result = compare_rows(pair, table, judged, tuple(conditions.values()))
        used = _hiding(pair, table, columns, conditions, values)
    except duckdb.Error as error:
        if not conditions:
            raise
        raise AcceptError(f"a condition of [[rows]] for {table} cannot be evaluated: {error}") from error
    return result, used


def _hiding(
    pair: Pair, table: str, columns: Sequence[str], conditions: dict[Entry, str], values: dict[Entry, str]
) -> frozenset[Entry]:
    """The entries that hide a difference: without that one alone, more rows differ."""
    if not conditions and not values:
        return frozenset()

    def differing(without: Entry | None) -> int:
        hidden = {name for entry, name in values.items() if entry is not without}
        left_out = [condition for entry, condition in conditions.items() if entry is not without]
        return count_differing(pair, table, [name for name in columns if name not in hidden], left_out)

    remaining = differing(None)
    return frozenset(entry for entry in (*conditions, *values) if differing(entry) > remaining)


def _compare_findings(pair: Pair, table: str, accepted: Accepted) -> tuple[Findings, frozenset[Entry]]:
    found = compare_findings(pair, table)
    differing, reworded = found.differing_codes(), found.reworded_codes()
    findings = frozenset(entry for entry in accepted.of(Kind.FINDING) if entry.code in differing | reworded)
    messages = frozenset(entry for entry in accepted.of(Kind.MESSAGE) if entry.code in reworded)
    left = found.without({entry.code for entry in findings}, {entry.code for entry in messages})
    return left, findings | messages
