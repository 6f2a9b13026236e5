"""How the findings differ: which there are, and apart from that, in what words they are told."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any, NamedTuple

from equal_builds.pair import SIDES, Pair, Side, listed, quoted

MESSAGE = "message"


class Finding(NamedTuple):
    """What makes a finding this finding; its fields are columns of the findings' tables."""

    finding_code: str
    severity: str
    publication_id: str
    row_number: Any
    printed: Any
    computed: Any


@dataclass(frozen=True, slots=True)
class Reworded:
    """A finding that both sides have, told in other words."""

    finding: Finding
    old: tuple[str | None, ...]
    new: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What the comparison of the findings of a table gave; each missing or additional one as often as it is so."""

    table: str
    old_count: int
    new_count: int
    missing: tuple[Finding, ...]
    additional: tuple[Finding, ...]
    reworded: tuple[Reworded, ...]

    @property
    def is_equal(self) -> bool:
        """No finding differs, nor the words of one."""
        return not (self.missing or self.additional or self.reworded)

    def differing_codes(self) -> set[str]:
        """The codes of which a finding is missing or additional."""
        return {finding.finding_code for finding in (*self.missing, *self.additional)}

    def reworded_codes(self) -> set[str]:
        """The codes of which a finding is told in other words."""
        return {each.finding.finding_code for each in self.reworded}

    def without(self, codes: set[str], reworded_codes: set[str]) -> Findings:
        """The same without the findings of some codes, and without the other words of some more."""
        return Findings(
            self.table,
            self.old_count,
            self.new_count,
            tuple(finding for finding in self.missing if finding.finding_code not in codes),
            tuple(finding for finding in self.additional if finding.finding_code not in codes),
            tuple(each for each in self.reworded if each.finding.finding_code not in codes | reworded_codes),
        )


def findings_tables(pair: Pair) -> tuple[str, ...]:
    """The tables that list findings, on both sides."""
    needed = {*Finding._fields, MESSAGE}
    return tuple(name for name in pair.tables["new"] if name in pair.tables["old"] and needed <= set(pair.shared(name)))


def compare_findings(pair: Pair, table: str) -> Findings:
    """Compares the findings that a table lists."""
    old, new = (_told(pair, side, table) for side in SIDES)
    counts = [Counter({finding: len(told) for finding, told in each.items()}) for each in (old, new)]
    missing, additional = counts[0] - counts[1], counts[1] - counts[0]
    reworded = (
        Reworded(finding, tuple(told), tuple(new[finding]))
        for finding, told in old.items()
        if counts[0][finding] == counts[1][finding] and told != new[finding]
    )
    return Findings(
        table,
        counts[0].total(),
        counts[1].total(),
        tuple(missing.elements()),
        tuple(additional.elements()),
        tuple(reworded),
    )


def _told(pair: Pair, side: Side, table: str) -> dict[Finding, list[str | None]]:
    """The findings, each with the messages under which it stands, in order."""
    rows = pair.connection.execute(
        f"select {listed(Finding._fields)}, {MESSAGE} from {side}.{quoted(table)} order by all"
    ).fetchall()
    told: dict[Finding, list[str | None]] = defaultdict(list)
    for *values, message in rows:
        told[Finding(*values)].append(message)
    return dict(told)
