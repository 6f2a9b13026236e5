"""A proof as tables for a terminal. Text from documents is printed as text, never as markup or control codes."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from klantprofielen.provenance.locator import short
from klantprofielen.provenance.proof import Cell, Document, Equation, Number, Proof

_STATUS = {
    "accepted": "its numbers are published",
    "accepted_with_warnings": "its numbers are published, with warnings",
    "superseded": "a newer publication of the same region and quarter holds now",
    "rejected": "its numbers are not published",
}


def printable(text: str) -> str:
    """Text from a document without the control codes that a terminal would obey."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def print_proof(proof: Proof, limit: int, console: Console) -> None:
    """The numbers, cells and equations; at most `limit` of each of the last two."""
    console.print(Text(proof.title, style="bold"))
    for number in proof.numbers:
        console.print(Text(f"{number.column} = {_value(number)}"))
    if proof.cells:
        console.print(_cells("cells", proof.cells, limit))
    if proof.newer:
        console.print(_cells("the same place in the publication that holds now", proof.newer, limit))
    if proof.equations:
        console.print(_equations(proof.equations, limit))
        verdicts = Counter(equation.verdict for equation in proof.equations)
        told = ", ".join(f"{count} {verdict}" for verdict, count in sorted(verdicts.items()))
        console.print(f"{len(proof.equations)} equations: {told}")


def _value(number: Number) -> str:
    text = "not known" if number.value is None else str(number.value)
    return f"{text} (counts {number.counts_instead}, no cell prints it)" if number.counts_instead else text


# So that a box breaks between its numbers.
_LEAST = {"printed": 5, "whose": 6, "share": 5, "evidence": 8, "box": 7, "locator": 20}


def _cells(title: str, cells: tuple[Cell, ...], limit: int) -> Table:
    """Whose they are and their shares are left out where they are the plain ones: a locator is to fit its line."""
    table = Table(title=_shortened(title, len(cells), limit), title_justify="left")
    columns = {
        "printed": [_printed(cell) for cell in cells],
        "whose": [cell.origin for cell in cells],
        "share": ["" if cell.weight is None else _plain(cell.weight) for cell in cells],
        "evidence": [cell.evidence for cell in cells],
        # Left, top, right and bottom; the page is in the locator.
        "box": [" ".join(f"{edge:.0f}" for edge in (c.box.x0, c.box.top, c.box.x1, c.box.bottom)) for c in cells],
        "locator": [short(cell.locator) for cell in cells],
    }
    for heading, plain in (("whose", {"itself"}), ("share", {"", "1"}), ("evidence", {"counted"})):
        if set(columns[heading]) <= plain:
            del columns[heading]
    for heading in columns:
        table.add_column(heading, overflow="fold", no_wrap=heading in {"printed", "locator"}, min_width=_LEAST[heading])
    for texts in list(zip(*columns.values(), strict=True))[:limit]:
        table.add_row(*(Text(text) for text in texts))
    return table


def _printed(cell: Cell) -> str:
    printed = printable(cell.text)
    return printed if cell.corrected is None else f"{printed} (misprint; corrected to {printable(cell.corrected)})"


def _equations(equations: tuple[Equation, ...], limit: int) -> Table:
    table = Table(title=_shortened("equations", len(equations), limit), title_justify="left")
    for heading in ("row", "printed = computed", "printed", "computed", "difference", "verdict"):
        table.add_column(heading, overflow="fold")
    for equation in equations[:limit]:
        texts = (
            str(equation.row_number or ""),
            equation.text,
            _plain(equation.printed),
            _computed(equation),
            _plain(equation.difference),
            equation.verdict,
        )
        table.add_row(*(Text(text) for text in texts))
    return table


def _shortened(title: str, count: int, limit: int) -> str:
    return f"{title} (the first {limit} of {count})" if count > limit else title


def _computed(equation: Equation) -> str:
    if equation.computed_min == equation.computed_max:
        return _plain(equation.computed_min)
    most = "more" if equation.computed_max is None else _plain(equation.computed_max)
    return f"{_plain(equation.computed_min)} to {most}"


def _plain(number: Decimal | None) -> str:
    """A number without the zeros that its type has behind the point."""
    return "" if number is None else f"{number.normalize():f}"


def print_documents(proof: Proof, console: Console) -> None:
    """What each document is called, its hash, where it came from, and what became of it."""
    for document in proof.documents:
        console.print(Text(_document(document)), soft_wrap=True)


def _document(document: Document) -> str:
    lines = [
        f"document {printable(document.file_name)}",
        f"sha256   {document.sha256}",
        f"from     {printable(document.address)}",
        f"status   {document.status}: {_STATUS[document.status]}",
    ]
    if document.superseded_by:
        lines.append(f"newer    {document.superseded_by}")
    if document.copied_publication_id:
        lines.append(f"prints the same as {document.copied_publication_id}")
    if document.findings:
        lines.append(f"findings {printable(document.findings)}")
    return "\n".join(lines)
