"""The analyses answer on the sample data what is kept beside them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from bi.pages import PROJECT
from klantprofielen.home import Home
from klantprofielen.query.answer_formats import write_csv
from klantprofielen.query.ask import ask

ANALYSES = sorted((PROJECT / "analyses").glob("*.sql"))


@pytest.mark.parametrize("analysis", ANALYSES, ids=lambda path: path.stem)
def test_an_analysis_answers_what_is_kept_beside_it(analysis: Path, sample: Home) -> None:
    assert answer(analysis, sample) == kept(analysis)


def test_there_are_fifteen_and_each_says_what_it_asks() -> None:
    assert len(ANALYSES) == 15
    results = {path.stem for path in (PROJECT / "analyses" / "results").glob("*.csv")}
    assert results == {path.stem for path in ANALYSES}
    assert all(path.read_text().startswith("-- Question: ") for path in ANALYSES)


def answer(analysis: Path, home: Home) -> str:
    """What the published file answers, as CSV."""
    file = io.StringIO()
    sql = analysis.read_text(encoding="utf-8")
    with ask(home.published, sql, memory_limit="1GB", threads=2, max_seconds=30) as found:
        write_csv(found, file)
    return file.getvalue()


def kept(analysis: Path) -> str:
    """The kept result."""
    return (analysis.parent / "results" / f"{analysis.stem}.csv").read_text(encoding="utf-8")
