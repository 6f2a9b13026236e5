"""`klantprofielen show`: prints a proof, and writes pictures of the places."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import duckdb
import typer
from rich.console import Console
from rich.text import Text

from klantprofielen.cli.exits import Exit
from klantprofielen.home import Home
from klantprofielen.provenance.ask import NothingToShowError, prove_number, prove_place, prove_quarter
from klantprofielen.provenance.locator import LocatorError, read_locator
from klantprofielen.provenance.picture import MovedError, by_page, find_original, is_transcript, lines_of, write_picture
from klantprofielen.provenance.proof import Cell, Proof
from klantprofielen.provenance.render import print_documents, print_proof, printable
from klantprofielen.query.locked import NotPublishedError, open_locked

console = Console()
errors = Console(stderr=True)

_PLACE, _QUARTER, _NUMBER = 1, 2, 3


def register(app: typer.Typer) -> None:
    """Adds the command to the program."""
    app.command("show")(show_command)


def show_command(
    context: typer.Context,
    question: Annotated[
        list[str],
        typer.Argument(help="PLACE QUARTER (GM0034 2020Q2; AM06, NL), or a LOCATOR, or MART KEY COLUMN."),
    ],
    column: Annotated[str | None, typer.Option(help="With PLACE QUARTER: this number alone.")] = None,
    crop: Annotated[Path | None, typer.Option(help="Where to write the picture. Default: here.")] = None,
    pictures: Annotated[int, typer.Option(min=0, help="The most pages that are drawn.")] = 4,
    document: Annotated[Path | None, typer.Option(help="The document, if it was moved since it was read.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="The most cells and equations that are listed.")] = 40,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document for machines.")] = False,
) -> None:
    """Show what a number rests on: cells, the equations that verify them, the document, and a picture of the place."""
    home: Home = context.obj
    try:
        with open_locked(home.published) as connection:
            proof = _prove(connection, question, column)
    except (NothingToShowError, NotPublishedError, LocatorError) as error:
        errors.print(Text(str(error)), soft_wrap=True)
        raise typer.Exit(Exit.USAGE) from error
    if as_json:
        typer.echo(json.dumps(asdict(proof), ensure_ascii=False, indent=2, default=str))
        return
    print_proof(proof, limit, console)
    print_documents(proof, console)
    name = crop or Path("-".join(question).replace("/", "-") + ".png")
    _show_places(proof, name, pictures, document)


def _prove(connection: duckdb.DuckDBPyConnection, question: Sequence[str], column: str | None) -> Proof:
    if column is not None and len(question) != _QUARTER:
        raise NothingToShowError("--column goes with PLACE QUARTER alone.")
    if len(question) == _PLACE:
        return prove_place(connection, read_locator(question[0]))
    if len(question) == _QUARTER:
        return prove_quarter(connection, question[0], question[1], column)
    if len(question) == _NUMBER:
        return prove_number(connection, question[0], question[1], question[2])
    raise NothingToShowError("Ask for a LOCATOR, for PLACE QUARTER, or for MART KEY COLUMN.")


def _show_places(proof: Proof, name: Path, pictures: int, elsewhere: Path | None) -> None:
    """Writes a picture of each page, or prints the lines of a transcript; the second picture is `NAME-2.png`."""
    documents = {document.publication_id: document for document in proof.documents}
    drawn = left_out = 0
    for (publication_id, page), cells in by_page((*proof.cells, *proof.newer)):
        try:
            path = find_original(documents[publication_id], elsewhere)
        except MovedError as error:
            console.print(Text(str(error)), soft_wrap=True)
            continue
        if is_transcript(path):
            _print_lines(path, cells)
        elif drawn == pictures:
            left_out += 1
        else:
            drawn += 1
            picture = name if drawn == 1 else name.with_stem(f"{name.stem}-{drawn}")
            write_picture(path, page, cells, picture)
            console.print(Text(f"picture  {picture}  ({path.name}, page {page})"), soft_wrap=True)
    if left_out:
        console.print(f"{left_out} more pages; --pictures {drawn + left_out} draws them all.")


def _print_lines(path: Path, cells: list[Cell]) -> None:
    for line in lines_of(path, cells):
        console.print(Text(f"{path.name} line {line.number}: {printable(line.text.expandtabs(4))}"), soft_wrap=True)
