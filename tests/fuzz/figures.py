"""Writes the figures of a long run into docs/operating.md, between its markers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from fuzz.judge import FEWER, OTHER, REMARKED, SAME, UNPROVEN
from fuzz.run import Tally

PAGE = Path(__file__).resolve().parents[2] / "docs" / "operating.md"
BEGIN, END = "<!-- figures of python -m fuzz -->", "<!-- end of figures -->"
_DECLINED = "declined: "


def written(page: str, tally: Tally, seed: int) -> str:
    """The page with the figures of a run in place of those that stand there.

    Raises:
        ValueError: the page has no markers, or has them twice.
    """
    if page.count(BEGIN) != 1 or page.count(END) != 1:
        raise ValueError(f"{PAGE.name} needs the lines {BEGIN!r} and {END!r} once each")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{chr(10).join(lines(tally, seed))}\n{END}{after}"


def lines(tally: Tally, seed: int) -> Iterator[str]:
    """The figures of a run as a table."""
    failures = len(tally.other) + len(tally.died) + tally.unanswered
    yield (
        f"`python -m fuzz` spoiled {tally.tried:,} documents (seeds {seed} to {seed + tally.tried - 1}) in "
        f"{tally.seconds / 60:.0f} minutes; {failures} failed."
    )
    yield ""
    yield "| what came of it | PDF | transcript |"
    yield "| --- | ---: | ---: |"
    by_what: dict[str, Counter[str]] = {}
    for (ending, what), count in tally.outcomes.items():
        row = "declined, with a reason" if what.startswith(_DECLINED) else what
        by_what.setdefault(row, Counter())[ending] += count
    for what in (SAME, FEWER, REMARKED, UNPROVEN, "declined, with a reason", OTHER):
        counts = by_what.get(what, Counter())
        yield f"| {what.lower()} | {counts['.pdf']:,} | {counts['.txt']:,} |"
    yield f"| the process that read it died | {_count(tally, '.pdf')} | {_count(tally, '.txt')} |"


def _count(tally: Tally, ending: str) -> int:
    return sum(path.suffix == ending for path, _ in tally.died)
