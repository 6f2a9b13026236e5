"""`klantprofielen show`: prints what a number rests on, and writes pictures of the places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import duckdb
import typer
from rich.cells import cell_len
from rich.table import Table

from klantprofielen.cli.shared import paths
from klantprofielen.cli.shared.citation_styles import Style, cite
from klantprofielen.cli.shared.exits import UsageError
from klantprofielen.cli.shared.printing import AsJson, console, print_json, print_text, printable
from klantprofielen.cli.shared.synthetic import warn_of_synthetic
from klantprofielen.home import Home
from klantprofielen.provenance.asked_place import find_place, is_code, newer_unpublished, newest_quarter
from klantprofielen.provenance.asked_quarter import split_quarter
from klantprofielen.provenance.calculation import plain
from klantprofielen.provenance.locator import read_locator, short
from klantprofielen.provenance.picture import (
    PICTURE_ENDINGS,
    MovedError,
    by_page,
    find_original,
    is_transcript,
    lines_of,
    write_picture,
)
from klantprofielen.provenance.proof import Equation, Number, Proof, ProofCell, ProofDocument
from klantprofielen.provenance.prove import prove_number, prove_place, prove_quarter
from klantprofielen.query.locked_down import of_this_version, open_locked
from klantprofielen.release.files.publisher import read_publisher
from klantprofielen.storage import step

_NUMBER = 3
_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")
_STATUS = {
    "accepted": "its numbers are published",
    "accepted_with_warnings": "its numbers are published, with warnings",
    "superseded": "a newer publication of the same region and quarter holds now",
    "rejected": "its numbers are not published",
}


def show_command(
    context: typer.Context,
    question: Annotated[
        list[str],
        typer.Argument(help="PLACE [QUARTER] (Almere 2020Q2; GM0034, Flevoland, NL), a LOCATOR, or MART KEY COLUMN."),
    ],
    column: Annotated[str | None, typer.Option(help="With PLACE: this number alone.")] = None,
    output: Annotated[
        Path | None, typer.Option(parser=paths.path, help="Where to write the picture. Default: in HOME/pictures.")
    ] = None,
    pictures: Annotated[int, typer.Option(min=0, help="The most pages that are drawn.")] = 4,
    document: Annotated[
        Path | None, typer.Option(parser=paths.path, help="The document, if it was moved since it was read.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="The most cells and equations that are listed.")] = 40,
    style: Annotated[
        Style | None, typer.Option("--cite", help="Print a citation alone, ready to take over: APA or BibTeX.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show what a number rests on: cells, the equations that verify them, the document, and a picture of the place."""
    home: Home = context.obj
    if output is not None and output.suffix.lower() not in PICTURE_ENDINGS:
        endings = ", ".join(PICTURE_ENDINGS)
        raise UsageError(f"{output} is no name of a picture; end it with one of {endings} (--output).")
    with open_locked(home.published) as connection, of_this_version():
        proof = _prove(connection, question, column)
        cited = cite(connection, proof, style, read_publisher(home.publisher).base_url) if style else ""
    warn_of_synthetic(home)
    if cited:
        print_text(cited)
        return
    if as_json:
        print_json(asdict(proof))
        return
    print_proof(proof, limit)
    for each in proof.documents:
        print_text(_document(each))
    # Place, quarter and column: a picture takes the place of none that answers another question.
    name = _NOT_IN_A_NAME.sub("-", f"{proof.title} {column or ''}").strip("-")
    _show_places(proof, home, output or home.pictures / f"{name}.png", pictures, document)


def _prove(connection: duckdb.DuckDBPyConnection, question: Sequence[str], column: str | None) -> Proof:
    if question[0].startswith("mart_"):
        if len(question) != _NUMBER or column is not None:
            raise UsageError("A number of a mart is asked for by MART KEY COLUMN, three words and no --column.")
        return prove_number(connection, question[0], question[1], question[2])
    if len(question) == 1 and "/" in question[0]:
        if column is not None:
            raise UsageError("--column goes with PLACE and QUARTER; a LOCATOR names its column itself.")
        return prove_place(connection, read_locator(question[0]))
    name, quarter = split_quarter(question)
    if not name:
        raise UsageError(f"{' '.join(question)} is a quarter; name a place with it: Almere {quarter}.")
    words = name.split()
    for word in (words[-1], words[0]) if quarter is None and len(words) > 1 else ():
        if any(char.isdigit() for char in word) and not is_code(word):
            raise UsageError(f"{word!r} is no quarter; write it as 2020Q2.")
    place = find_place(connection, name)
    if quarter is not None:
        return prove_quarter(connection, place, quarter, column)
    newest = newest_quarter(connection, place)
    found = prove_quarter(connection, place, newest, column)
    return replace(found, remarks=newer_unpublished(connection, place, newest))


def print_proof(proof: Proof, limit: int) -> None:
    """The numbers, cells and equations; at most `limit` of each of the last two."""
    print_text(proof.title)
    for remark in proof.remarks:
        print_text(remark)
    for cell in proof.cells:
        if cell.evidence == "asked for" and cell.counts_as != cell.column_role:
            print_text(f"This cell stands under the head of {cell.column_role}, but {_counts_as(cell)}.")
    for number in proof.numbers:
        print_text(f"{number.column} = {_value(number)}")
        if number.working:
            print_text(f"  = {number.working}")
    for citation in proof.citations:
        print_text(f"citation {citation.text}\nlocator  {citation.locator or 'none: no cell prints it'}")
        for note in citation.notes:
            print_text(f"note     {note}")
    if len(proof.numbers) > 1 and proof.citations:
        print_text("These are of the whole row; with --column NAME they are of that number.")
    if proof.cells:
        _print_cells("cells", proof.cells, limit, _unit(proof))
    if proof.newer:
        _print_cells("the same place in the publication that holds now", proof.newer, limit, _unit(proof))
    if proof.equations:
        print_text(_shortened("equations", len(proof.equations), limit))
        for equation in proof.equations[:limit]:
            print_text(f"  {_equation(equation)}")
        verdicts = Counter(equation.verdict for equation in proof.equations)
        counted = ", ".join(f"{count} {verdict}" for verdict, count in sorted(verdicts.items()))
        print_text(f"{len(proof.equations)} equations: {counted}")


def _value(number: Number) -> str:
    is_ratio = number.column.endswith("_ratio")
    if number.value is None:
        text = "not known"
        if number.least is not None:
            # Cells are suppressed.
            bounds = [_with_percent(bound, is_ratio) for bound in (number.least, number.most) if bound is not None]
            text += f", {' to '.join(bounds)}" if len(bounds) > 1 else f", at least {bounds[0]}"
    else:
        text = _with_percent(number.value, is_ratio)
    return f"{text} (counts {number.counts_instead}, no cell prints it)" if number.counts_instead else text


def _with_percent(value: object, is_ratio: bool) -> str:
    return f"{value} ({100 * value:.1f} %)" if is_ratio and isinstance(value, float | Decimal) else str(value)


# Of a table's line, what stands between two columns and at its ends.
_BETWEEN, _ENDS = 3, 1


def _unit(proof: Proof) -> str:
    """What boxes are measured in."""
    kinds = {is_transcript(Path(document.file_name)) for document in proof.documents}
    units = {False: "points from the top left of the page", True: "half characters and lines of the transcript"}
    return " or ".join(units[kind] for kind in sorted(kinds))


def _print_cells(title: str, cells: tuple[ProofCell, ...], limit: int, unit: str) -> None:
    """A table, or lines where it is too wide for the terminal: a locator is never cut.

    Whose they are and their shares are left out where they are the plain ones.
    """
    columns = {
        "printed": [_printed(cell) for cell in cells],
        "whose": [cell.origin for cell in cells],
        "share": ["" if cell.weight is None else plain(cell.weight) for cell in cells],
        "evidence": [cell.evidence for cell in cells],
        "page": [str(cell.page) for cell in cells],
        "box": [" ".join(f"{edge:.0f}" for edge in (c.box.x0, c.box.top, c.box.x1, c.box.bottom)) for c in cells],
        "locator": [short(cell.locator) for cell in cells],
    }
    for heading, usual in (("whose", {"itself"}), ("share", {"", "1"}), ("evidence", {"counted"})):
        if set(columns[heading]) <= usual:
            del columns[heading]
    rows = list(zip(*columns.values(), strict=True))[:limit]
    widths = [max(cell_len(text) for text in (heading, *texts[:limit])) for heading, texts in columns.items()]
    heading = f"{_shortened(title, len(cells), limit)} (box: left top right bottom, {unit})"
    if sum(widths) + _BETWEEN * len(widths) + _ENDS <= console.width:
        table = Table(title=heading, title_justify="left")
        for name in columns:
            table.add_column(name, no_wrap=True)
        for texts in rows:
            table.add_row(*(printable(text) for text in texts))
        console.print(table)
    else:
        print_text(f"{heading}: {', '.join(columns)}")
        for texts in rows:
            print_text("  " + "  ".join(text for text in texts if text))


def _printed(cell: ProofCell) -> str:
    text = cell.text if cell.corrected is None else f"{cell.text} (misprint; corrected to {cell.corrected})"
    if cell.counts_as == cell.column_role:
        return text
    return f"{text} ({_counts_as(cell)})"


def _counts_as(cell: ProofCell) -> str:
    return (
        f"counts as {cell.counts_as}"
        if cell.counts_as
        else "counts as nothing: which column it belongs to is not proven"
    )


def _equation(equation: Equation) -> str:
    """One line: where it stands, what is printed and computed, and whether the two agree."""
    row = "" if equation.row_number is None else f"row {equation.row_number}: "
    difference = f" (difference {plain(equation.difference)})" if equation.difference else ""
    return (
        f"{equation.verdict}  {row}{equation.text}: {plain(equation.printed) or 'nothing'} printed, "
        f"{_computed(equation)} computed{difference}"
    )


def _shortened(title: str, count: int, limit: int) -> str:
    return f"{title} (the first {limit} of {count})" if count > limit else title


def _computed(equation: Equation) -> str:
    if equation.computed_min == equation.computed_max:
        return plain(equation.computed_min)
    most = "more" if equation.computed_max is None else plain(equation.computed_max)
    return f"{plain(equation.computed_min)} to {most}"


def _document(document: ProofDocument) -> str:
    """What a document is called, its hash, where it came from, and what became of it."""
    lines = [
        f"document {document.file_name}",
        f"sha256   {document.sha256}",
        f"from     {document.address}",
        f"status   {document.status}: {_STATUS[document.status]}",
    ]
    if document.origin_address:
        gone = f"; gone since {document.gone_since}" if document.gone_since else ""
        lines.insert(
            3, f"origin   {document.origin_address}, fetched {document.first_retrieved_at:%Y-%m-%d %H:%M} UTC{gone}"
        )
    if document.superseded_by:
        lines.append(f"newer    {document.superseded_by}")
    if document.copied_publication_id:
        lines.append(f"prints the same as {document.copied_publication_id}")
    if document.findings:
        lines += [f"finding  {finding}" for finding in document.findings.splitlines()]
    return "\n".join(lines)


def _show_places(proof: Proof, home: Home, name: Path, pictures: int, elsewhere: Path | None) -> None:
    """Writes a picture of each page, or prints the lines of a transcript; the second picture is `NAME-2.png`."""
    documents = {document.publication_id: document for document in proof.documents}
    tables = {(table.publication_id, table.page): table.box for table in proof.tables}
    drawn = left_out = 0
    for (publication_id, page), cells in by_page((*proof.cells, *proof.newer)):
        document = documents[publication_id]
        try:
            path = find_original(document.sha256, document.address, home, elsewhere)
        except MovedError as error:
            print_text(str(error))
            continue
        if is_transcript(path):
            _print_lines(path, cells)
        elif drawn == pictures:
            left_out += 1
        else:
            drawn += 1
            picture = name if drawn == 1 else name.with_stem(f"{name.stem}-{drawn}")
            with step("Making the folder of the picture"):
                picture.parent.mkdir(parents=True, exist_ok=True)
            caption = f"{proof.title}\n{document.file_name}, page {page}, sha256 {short(document.sha256)}"
            write_picture(path, page, cells, picture, table=tables.get((publication_id, page)), caption=caption)
            print_text(f"picture  {picture}  ({path.name}, page {page})")
    if left_out:
        print_text(f"{left_out} more pages; --pictures {drawn + left_out} draws them all.")


def _print_lines(path: Path, cells: list[ProofCell]) -> None:
    for line in lines_of(path, (cell.box.top for cell in cells)):
        print_text(f"{path.name} line {line.number}: {line.text.expandtabs(4)}")
