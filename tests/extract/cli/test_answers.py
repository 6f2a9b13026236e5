"""Answers that one can read: at 80 and 120 columns and through a pipe, nothing is cut, and null is no empty text."""

from __future__ import annotations

import io
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import duckdb
import pytest
from rich.console import Console
from sample_home import TRANSCRIPTS, Built
from typer.testing import Result

from called import invoked, said, told
from klantprofielen.cli.shared.answers import print_answer, take
from klantprofielen.cli.shared.exits import Exit

_ID = "a8e48bde5dacb1b2c3d4e5f60718293a4b5c6d7e8f9001122334455667788990"


def _printed(columns: tuple[str, ...], rows: list[tuple[object, ...]], width: int, limit: int = 100) -> str:
    file = io.StringIO()
    print_answer(take(columns, iter(rows), limit), Console(file=file, width=width))
    return file.getvalue()


@pytest.mark.parametrize("width", [80, 120])
def test_a_wide_answer_is_records_with_every_value_whole(width: int) -> None:
    # 58 columns beside each other were boxes without one readable character.
    columns = tuple(f"column_{number}" for number in range(58))
    values = tuple(number * 1000 for number in range(57))
    text = _printed((*columns[:57], "publication_id"), [(*values, _ID)], width)
    assert _ID in text
    lines = text.splitlines()
    assert "58 columns" in lines[0]
    assert [line.split()[1] for line in lines[1:58]] == [str(value) for value in values]


@pytest.mark.parametrize("width", [80, 120])
def test_many_wide_rows_are_a_table_of_the_columns_that_fit(width: int) -> None:
    # 68 rows of 16 columns were 1156 lines, of which a screen shows the last three rows.
    columns = ("quarter", "publication_id", *(f"column_{number}" for number in range(20)))
    rows = [("2020Q2", _ID, *(number * 1000 for number in range(20))) for _ in range(68)]
    lines = _printed(columns, rows, width).splitlines()
    table, note = lines[:70], lines[70]
    assert all(len(line) <= width for line in table)
    assert table[0].split()[0] == "quarter"
    shown = len(table[0].split())
    assert note.startswith(f"22 columns, {shown} shown.")
    assert "column_19" in note
    # What is shown of a row is whole: an id that does not fit beside the rest is left out by name.
    assert (_ID in table[2]) == ("publication_id" in table[0])


def test_a_narrow_answer_is_a_table_with_numbers_to_the_right() -> None:
    text = _printed(("place", "clients"), [("Urk", 128), ("Almere", 1902)], 80)
    ends = [len(line.rstrip()) for line in text.splitlines() if "Urk" in line or "Almere" in line]
    assert ends[0] == ends[1]
    assert "1902" in text


@pytest.mark.parametrize("width", range(40, 60))
def test_a_table_at_the_edge_of_the_line_cuts_nothing(width: int) -> None:
    columns = ("region_number", "alias", "municipality_code", "kind")
    text = _printed(columns, [(1, "Groningen", "GM0014", "likely variant")] * 20, width)
    assert "…" not in text


@pytest.mark.parametrize("count", [1, 60])
def test_an_answer_without_rows_says_so(count: int) -> None:
    # Of a wide table it was no output at all.
    assert _printed(tuple(f"column_{number}" for number in range(count)), [], 80).startswith(
        f"0 rows of {count} columns"
    )


def test_null_is_told_from_an_empty_text() -> None:
    text = _printed(("a", "b"), [(None, "")], 80)
    assert text.splitlines()[-1].split() == ["∅"]


def test_an_id_is_never_cut_however_narrow_the_terminal() -> None:
    assert _ID in _printed(("publication_id",), [(_ID,)], 20)


def test_more_rows_than_asked_are_told() -> None:
    assert take(("a",), iter([(1,), (2,), (3,)]), 2).is_cut
    assert not take(("a",), iter([(1,), (2,)]), 2).is_cut


def test_the_recommended_query_is_readable_through_a_pipe(built: Built) -> None:
    asked = ("query", "select * from mart_regional_coverage order by quarter_start_date")
    command = [sys.executable, "-m", "klantprofielen.cli", "--home", str(built.home), *asked]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert any(line.split() == ["clients_in_sonar", "3976"] for line in done.stdout.splitlines())


@pytest.mark.parametrize(
    ("ending", "begins"), [("csv", b"n,d"), ("json", b"["), ("md", b"| n | d |"), ("parquet", b"PAR1")]
)
def test_a_files_ending_names_its_format(built: Built, tmp_path: Path, ending: str, begins: bytes) -> None:
    path = tmp_path / f"answer.{ending}"
    said(built.home, "query", "select 1 as n, 'x' as d", "--output", path)
    assert path.read_bytes().startswith(begins)


def test_an_answer_for_a_dutch_spreadsheet_is_written_as_the_release_is(built: Built, tmp_path: Path) -> None:
    # In a Dutch spreadsheet 0.648 is read as 648, and `true` is a text.
    path = tmp_path / "answer.csv"
    kept = built.home / "warehouse" / "current" / "csv-nl" / "mart_regional_coverage.csv"
    columns = kept.read_text(encoding="utf-8-sig").splitlines()[0].replace(";", ", ")
    sql = f"select {columns} from mart_regional_coverage order by region_quarter_key"
    said(built.home, "query", sql, "--format", "csv-nl", "--output", path)
    assert path.read_bytes() == kept.read_bytes()


def test_moments_and_formulas_are_safe_in_a_dutch_spreadsheet(built: Built) -> None:
    sql = "select timestamp '2021-01-20 09:00:00.25' as m, '=1+1' as t, '2021T' as u, -1.5 as n, null as z, false as b"
    answer = said(built.home, "query", sql, "--format", "csv-nl")
    assert answer == "\ufeffm;t;u;n;z;b\n2021-01-20 09:00:00;'=1+1;2021T;-1,5;;NEE\n"


def test_a_workbook_keeps_texts_as_texts_and_dates_as_dates(built: Built, tmp_path: Path) -> None:
    # A text that begins with '=' would be run by whoever opens the file.
    path = tmp_path / "answer.xlsx"
    sql = "select '=1+1' as t, 7 as n, date '2020-04-01' as d, cast(null as integer) as nothing"
    said(built.home, "query", sql, "--output", path)
    with zipfile.ZipFile(path) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert re.search(r'r="A2"[^>]*t="inlineStr"><is><t>=1\+1</t>', sheet)
    assert re.search(r'r="B2"[^>]*><v>7</v>', sheet)
    # A date is the number of days since the end of 1899, shown in the form of a date.
    days = (date(2020, 4, 1) - date(1899, 12, 30)).days
    assert re.search(rf'r="C2" s="\d+"[^>]*><v>{days}(\.0)?</v>', sheet)
    assert 'r="D2"' not in sheet


def test_a_folder_that_is_not_there_is_a_wrong_call(built: Built, tmp_path: Path) -> None:
    assert "is not there" in said(
        built.home, "query", "select 1", "--output", tmp_path / "none" / "answer.csv", code=Exit.USAGE
    )


def test_an_ending_that_names_no_format_is_a_wrong_call(built: Built, tmp_path: Path) -> None:
    assert ".xlsx" in said(built.home, "query", "select 1", "--output", tmp_path / "answer.docx", code=Exit.USAGE)


def test_a_table_is_described_with_its_grain_key_and_types(built: Built) -> None:
    listed = said(built.home, "tables")
    assert listed.index("mart_regional_coverage") < listed.index("dim_publications")
    assert listed.index("dim_publications") < listed.index("\nreference.region_alias  ")
    mart = said(built.home, "describe", "mart_regional_coverage")
    assert "One row per region and quarter." in mart
    assert "clients_in_sonar  integer" in mart
    reference = said(built.home, "describe", "region_alias")
    assert reference.startswith("reference.region_alias\n")
    assert re.search(r"^alias  varchar\b.*\n    \w", reference, re.MULTILINE)
    assert "key:" not in reference, "no key is known of it, which is not to have none"
    assert "mart_regional_coverage" in said(built.home, "describe", "mart_regional_coverag", code=Exit.USAGE)


def test_a_call_with_nothing_to_read_publishes_nothing(built: Built, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    before = (built.home / "warehouse" / "current").resolve()
    why = told(built.home, "build", empty, code=Exit.USAGE)
    assert str(empty) in why
    assert "--allow-empty" in why
    assert (built.home / "warehouse" / "current").resolve() == before


def test_what_is_no_document_is_not_kept_for_ever(tmp_path: Path) -> None:
    # A page saved as a PDF, named by hand, stood in every ledger from then on.
    home, folder = tmp_path / "home", tmp_path / "documents"
    folder.mkdir()
    page = folder / "page.pdf"
    page.write_text("<html>404</html>")
    alone = _extract(home, page)
    assert (alone.exit_code, "page.pdf is no PDF" in alone.stderr) == (2, True)
    page.rename(folder / "page.docx")
    (folder / ".DS_Store").write_bytes(b"")
    (folder / "README.md").write_text("What these documents are.")
    nothing = _extract(home, folder)
    assert nothing.exit_code == 2
    assert f"Nothing to read in {folder}" in nothing.stderr
    shutil.copy(TRANSCRIPTS / "flevoland_2020q2.txt", folder)
    beside = _extract(home, folder)
    assert beside.exit_code == 0
    assert f"Not read in {folder}, being neither .pdf nor .txt: page.docx." in beside.stderr
    several = _extract(home, folder / "page.docx", folder / "flevoland_2020q2.txt")
    assert "page.docx is skipped" in several.stderr
    # A renamed copy vanished from the report: nobody knew which document was skipped, or why.
    shutil.copy(folder / "flevoland_2020q2.txt", folder / "renamed.txt")
    copied = _extract(home, folder)
    assert "the same as flevoland_2020q2.txt" in copied.stdout
    assert "2 skipped (their content is loaded already)" in copied.stdout
    with duckdb.connect(home / "landing.duckdb", read_only=True) as landing:
        assert landing.sql("select file_name from raw.publications").fetchall() == [("flevoland_2020q2.txt",)]


def _extract(home: Path, *paths: Path) -> Result:
    return invoked(home, "extract", *paths, terminal_width=500)


def test_hints_run_as_pasted(tmp_path: Path) -> None:
    # `klantprofielen` alone is not found after `make build`.
    script = Path(sys.executable).with_name("klantprofielen")
    done = subprocess.run(
        [str(script), "--home", str(tmp_path), "query", "select 1"],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin"},
    )
    *command, verb, _ = shlex.split(done.stderr.split("`")[1])
    assert (verb, command[1:]) == ("build", ["--home", str(tmp_path)])
    assert subprocess.run([*command, "--version"], check=False, capture_output=True).returncode == 0
