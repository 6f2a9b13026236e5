"""Names of files that would be obeyed: a terminal, a spreadsheet and a page of text get them as text."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

from called import said
from endurance.documents import write_transcript
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


def test_a_name_is_text_wherever_it_is_shown(home: Home, tmp_path: Path) -> None:
    documents = [
        write_transcript(tmp_path, number).rename(tmp_path / name) for number, name in enumerate(NAMES.values(), 1)
    ]
    asked = "select file_name from mart_publications where file_name not like 'flevoland%'"
    told = [
        said(home.path, "build", *documents),
        said(home.path, "extract", *documents),
        said(home.path, "extract", "--json", *documents),
        said(home.path, "query", asked),
        said(home.path, "query", "--format", "json", asked),
    ]
    for text in told:
        assert all(char.isprintable() or char == "\n" for char in text), text
    assert NAMES["markup"] in told[3]
    _, *rows = csv.reader(io.StringIO(said(home.path, "query", "--format", "csv", asked)))
    assert {name for (name,) in rows} == {("'" if name[0] in "=-@" else "") + name for name in NAMES.values()}


def test_a_name_is_no_formula_in_the_workbook_and_itself_for_a_program(home: Home, tmp_path: Path) -> None:
    said(home.path, "build", write_transcript(tmp_path, 1).rename(tmp_path / "=1+1.txt"))
    with zipfile.ZipFile(home.current / "klantprofielen.xlsx") as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    assert any("<t>=1+1.txt</t>" in sheet for sheet in sheets)
    assert not [sheet for sheet in sheets if "<f>" in sheet]
    # The release's CSV is for programs: nothing stands before the name.
    with (home.current / "csv" / "mart_publications.csv").open(newline="") as file:
        assert "=1+1.txt" in {row["file_name"] for row in csv.DictReader(file)}
