"""What a person wants to know after a run: what is new, what changed at the source, what needs somebody to look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from klantprofielen.fetch.fetch import Fetched
from klantprofielen.fetch.manifest import GIVEN
from klantprofielen.records import OriginKind, ResourceKind, Retrieval, RetrievalOutcome

# A report is one page: of each kind so many are listed, the rest is counted.
_LISTED = 20


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to, for the report and for the exit code.

    Attributes:
        new: documents whose bytes were never seen before at any address.
        changed: addresses that gave a document before, and give another one now.
        gone: addresses that gave a document until now, and have none any more.
        problems: addresses of documents that gave none.
        unread: pages, lists and folders that could not be read, so that nobody knows what is there.
        counts: how many documents had each outcome.
    """

    new: tuple[Retrieval, ...]
    changed: tuple[Retrieval, ...]
    gone: tuple[Retrieval, ...]
    problems: tuple[Retrieval, ...]
    unread: tuple[Retrieval, ...]
    counts: dict[str, int]

    @property
    def counted(self) -> str:
        """How many documents had each outcome, in words."""
        counts = (f"{count} {outcome.replace('_', ' ')}" for outcome, count in sorted(self.counts.items()))
        return ", ".join(counts) or "none"

    @property
    def has_source_failed(self) -> bool:
        """Whether a source, or everything in the sources, could not be read."""
        given = sum(self.counts.get(outcome, 0) for outcome in GIVEN)
        return bool(self.unread) or (bool(self.problems) and not given)


@dataclass(frozen=True, slots=True)
class Judged:
    """A document as the warehouse judged it, if it needs somebody to look: `about` says why."""

    file_name: str
    status: str
    about: str


def summarize(fetched: Fetched) -> Summary:
    """Compares a run with the runs before it."""
    documents = _latest(row for row in fetched.rows if row.resource_kind == ResourceKind.DOCUMENT)
    before = [row for row in fetched.before if row.resource_kind == ResourceKind.DOCUMENT]
    known = {row.content_sha256 for row in before}
    gave = {row.address: row.content_sha256 for row in before if row.outcome in GIVEN}
    last = _latest(row for row in before if row.outcome != RetrievalOutcome.FAILED)
    new: dict[str | None, Retrieval] = {}
    changed, gone, problems = [], [], []
    for address, row in documents.items():
        if row.outcome in GIVEN:
            if row.content_sha256 not in known:
                new.setdefault(row.content_sha256, row)
            if address in gave and gave[address] != row.content_sha256:
                changed.append(row)
        elif row.outcome == RetrievalOutcome.NOT_FOUND and address in gave:
            if last[address].outcome != RetrievalOutcome.NOT_FOUND:
                gone.append(row)
        else:
            problems.append(row)
    others = _latest(
        row for row in fetched.rows if row.resource_kind in {ResourceKind.PAGE, ResourceKind.CAPTURES}
    ).values()
    unread = [row for row in others if row.outcome not in GIVEN]
    return Summary(
        tuple(new.values()),
        tuple(changed),
        tuple(gone),
        tuple(problems),
        (*unread, *_without_links(fetched, others)),
        dict(Counter(row.outcome for row in documents.values())),
    )


def _latest(rows: Iterable[Retrieval]) -> dict[str, Retrieval]:
    return {row.address: row for row in rows}


def _without_links(fetched: Fetched, pages: Iterable[Retrieval]) -> list[Retrieval]:
    """The first page of each source whose pages were read, and have no link that the source means."""
    linking = {row.source_name for row in fetched.rows if row.found_on_address is not None}
    silent: dict[str, Retrieval] = {}
    for row in pages:
        is_read = row.resource_kind == ResourceKind.PAGE and row.outcome in GIVEN
        if is_read and row.origin_kind == OriginKind.WEB and row.source_name not in linking:
            silent.setdefault(row.source_name, row)
    return list(silent.values())


def render(summary: Summary, judged: Sequence[Judged], ending: str, title: str) -> str:
    """The report as Markdown, one page."""
    parts = [
        f"# {title}",
        f"Documents asked for: {summary.counted}. {ending}",
        _section("New", [f"{_name(row)}: {row.address}" for row in summary.new]),
        _section(
            "Changed at the source",
            [f"{_name(row)} has other bytes now (the earlier ones are kept): {row.address}" for row in summary.changed]
            + [f"{_name(row)} is gone (it is kept): {row.address}" for row in summary.gone],
        ),
        _section(
            "Needs a person",
            [f"{row.address} (source {row.source_name}): {_why(row)}" for row in summary.unread]
            + [f"{_name(row)}: {row.reason_message} {row.address}" for row in summary.problems]
            + [f"{document.file_name} is {document.status}: {document.about}" for document in judged],
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _why(row: Retrieval) -> str:
    if row.outcome in GIVEN:
        return "No link on it is one that the source means; has the page moved, or changed?"
    return row.reason_message or row.outcome


def _section(heading: str, lines: Sequence[str]) -> str:
    if not lines:
        return f"## {heading}\n\nNothing."
    listed = [f"- {_escaped(line)}" for line in lines[:_LISTED]]
    if len(lines) > _LISTED:
        listed.append(f"- … and {len(lines) - _LISTED} more")
    return f"## {heading}\n\n" + "\n".join(listed)


def _name(row: Retrieval) -> str:
    return row.link_text or row.file_name or row.address.rpartition("/")[2]


def _escaped(text: str) -> str:
    """Text from outside is no Markdown and no HTML."""
    shown = "".join(char if char.isprintable() else " " for char in text)
    return "".join(f"\\{char}" if char in "\\`*[]<>|" else char for char in shown)
