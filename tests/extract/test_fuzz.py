"""Documents spoiled by chance, a short run; `python -m fuzz --seconds N` is the long one."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from fuzz import figures
from fuzz.judge import SAME, Said, adds_up
from fuzz.mutate import mutated
from fuzz.run import Tally, fuzz
from klantprofielen.errors import DeclinedError
from klantprofielen.read.document import read_document
from klantprofielen.read.limits import Limits
from klantprofielen.read.sources import FileKind
from klantprofielen.records import Readers


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
    assert not adds_up(Said(Counter({**right, (None, 3, 88, 229, 101): 1}), dict(total), (), has_gaps=True))


def test_the_figures_of_a_run_stand_between_the_markers_of_the_page() -> None:
    tally = Tally(tried=3, seconds=90.0, outcomes=Counter({(".pdf", SAME): 2, (".txt", "declined: no_table"): 1}))
    page = figures.PAGE.read_text(encoding="utf-8")
    told = figures.written(page, tally, 7)
    assert "spoiled 3 documents (seeds 7 to 9) in 2 minutes; 0 failed" in told
    assert "| declined, with a reason | 0 | 1 |" in told
    assert figures.written(told, tally, 7) == told, "a second run takes the place of the first"
    assert told.partition(figures.BEGIN)[0] == page.partition(figures.BEGIN)[0]
    with pytest.raises(ValueError, match="once each"):
        figures.written(page + figures.BEGIN, tally, 7)


@pytest.mark.parametrize(
    ("name", "seed"),
    [
        ("flevoland_2020q2.pdf", 1000024),
        ("groningen_2020q3.pdf", 1001053),
    ],
)
def test_what_the_long_run_found_is_declined_or_read(name: str, seed: int) -> None:
    whole = Path(__file__).resolve().parents[2] / "publications" / name
    # Anything but a reading or a reason is raised here, and would have ended the worker.
    with suppress(DeclinedError):
        read_document(mutated(whole.read_bytes(), ".pdf", seed), FileKind.PDF, Readers.CHECKED, Limits())
