"""Documents spoiled by chance, a short run; `python -m fuzz --seconds N` is the long one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from fuzz.judge import SAME, Said, adds_up
from fuzz.run import fuzz


def test_spoiled_documents_never_pass_with_other_numbers(tmp_path: Path) -> None:
    tally = fuzz(tmp_path, seconds=8)
    report = "\n".join(tally.lines())
    assert tally.tried > 0
    assert tally.unanswered == 0, report
    assert tally.other == [], report
    assert tally.died == [], report
    # A run in which nothing is read, or all of it the same, tries nothing.
    kinds = {what for _, what in tally.outcomes}
    assert SAME in kinds, report
    assert len(kinds) > 3, report


def test_the_judge_sees_a_changed_digit() -> None:
    total = {
        "municipal_clients_with_profile": 3, "municipal_clients_without_profile": 88, "uwv_clients_with_profile": 229,
        "uwv_clients_without_profile": 101, "clients_in_sonar": 421,
    }  # fmt: skip
    right = {(3, 88, 229, 101, 421): 1}
    assert adds_up(Said(Counter(right), dict(total), ()))
    assert not adds_up(Said(Counter({(3, 88, 239, 101, 421): 1}), dict(total), ()))
    assert not adds_up(Said(Counter({(3, 88, 239, 101, 431): 1}), dict(total), ()))
