"""Names of files that would be obeyed: a terminal, a spreadsheet and a page of text get them as text."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from pathlib import Path

from typer.testing import CliRunner

from endurance.documents import write_transcript
from klantprofielen.cli.app import app
from klantprofielen.cli.shared.exits import Exit
from klantprofielen.home import Home

NAMES = {
    "codes of a terminal": "a\x1b[31m\x07\x1b]0;title\x07b.txt",
    "codes in one byte": "a\x9b31mb.txt",
    "turned around": "a\u202egnp.txt",
    "a formula": "=HYPERLINK(1).txt",
    "a formula with a sign": "-2+3.txt",
    "a function": "@sum(1).txt",
    "two lines": "a\nb.txt",
    "markup": "[bold]a[red].txt",
}


def call(home: Home, *arguments: str) -> str:
    answer = CliRunner().invoke(app, ["--home", str(home.path), *arguments])
    assert answer.exit_code == Exit.DONE, answer.output
    return answer.output


def test_a_name_is_text_wherever_it_is_shown(home: Home, tmp_path: Path) -> None:
    documents = [
        str(write_transcript(tmp_path, number).rename(tmp_path / name)) for number, name in enumerate(NAMES.values(), 1)
    ]
    asked = "select file_name from mart_publications where file_name not like 'flevoland%'"
    told = [
        call(home, "build", *documents),
        call(home, "extract", *documents),
        call(home, "extract", "--json", *documents),
        call(home, "query", asked),
        call(home, "query", "--format", "json", asked),
    ]
    for text in told:
        assert all(char.isprintable() or char == "\n" for char in text), text
    assert NAMES["markup"] in told[3]
    _, *rows = csv.reader(io.StringIO(call(home, "query", "--format", "csv", asked)))
    assert {name for (name,) in rows} == {("'" if name[0] in "=-@" else "") + name for name in NAMES.values()}


def test_a_name_in_the_workbook_is_no_formula(home: Home, tmp_path: Path) -> None:
    call(home, "build", str(write_transcript(tmp_path, 1).rename(tmp_path / "=1+1.txt")))
    with zipfile.ZipFile(home.current / "klantprofielen.xlsx") as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    assert any("<t>=1+1.txt</t>" in sheet for sheet in sheets)
    assert not [sheet for sheet in sheets if "<f>" in sheet]


def test_what_a_program_reads_is_what_was_read(home: Home, tmp_path: Path) -> None:
    """The release's CSV is for programs: nothing stands before the name."""
    call(home, "build", str(write_transcript(tmp_path, 1).rename(tmp_path / "=1+1.txt")))
    shutil.copy(home.current / "csv" / "mart_publications.csv", tmp_path / "copy.csv")
    with (tmp_path / "copy.csv").open(newline="") as file:
        assert "=1+1.txt" in {row["file_name"] for row in csv.DictReader(file)}
