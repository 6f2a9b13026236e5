"""Two readers that take different quarters or dates from one document are told apart, however these are spelled.

The rows of both are loaded, and the models say what each reader took and where they differ.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from spellings import Spelling, spellings

from klantprofielen.geometry import Box
from klantprofielen.home import Home
from klantprofielen.landing.load import Record, append, open_landing
from klantprofielen.records import (
    ColumnRole,
    HeaderKind,
    Identity,
    Load,
    PassageRole,
    PrintedCell,
    PrintedPassage,
    PrintedRow,
    Publication,
    Reader,
    ReaderResult,
    RowKind,
    Status,
)

_PROJECT = Path(__file__).parents[3]
_BOX = Box(0, 0, 1, 1)
_MOMENT = datetime(2026, 11, 1)

Texts = tuple[str, ...]
Case = tuple[Texts, Texts]


def _is_dated(spelling: Spelling) -> bool:
    """Whether the spelling is that of one quarter with its year."""
    return "q" in spelling.rewritten and spelling.rewritten.count("q") == 1 and "[12]" in spelling.spelling


def _quarters(number: int, year: str = "2020") -> list[Texts]:
    """Every way to print a quarter with its year: the headings of a document, in the same order for every number."""
    rows = spellings("heading", "quarter")
    own = [row for row in rows if row.rewritten == str(number)]
    romans = [row for row in rows if row.rewritten in {f"{number} q", f"q {number}"}]
    alone = [row for row in rows if row.rewritten in {r"q\1", r"q\2"}]
    digit = str(number)
    return [
        *((text,) for row in rows if _is_dated(row) for text in row.texts(digit, year)),
        *((f"{text} kwartaal {year}",) for row in own for text in row.texts()),
        *((f"{text} {year}",) for row in romans for text in row.texts()),
        *((text, f"{year} Flevoland") for row in alone for text in row.texts(digit)),
        *((text,) for row in rows if row.rewritten == rf"\2 {number} kw" for text in row.texts(year=year)),
        *((f"Q{number} {mark}{year[2:]}",) for mark in "'\u2018\u00b4`\u2019"),
    ]


def _dates(month: int, day: int, year: str) -> list[Texts]:
    """Every way to print a date of publication, with and without a day."""
    words = spellings("colophon", "month")[month - 1].texts()
    return [
        *((f"UWV {text} {year}",) for text in words),
        *((f"UWV {day} {text} {year}",) for text in words),
        (f"UWV {day:02}-{month:02}-{year}",),
        (f"UWV {day}-{month}-{year}",),
        (f"UWV {year}-{month:02}-{day:02}",),
    ]


def _different_quarters() -> list[Case]:
    """Each spelling of a quarter against another quarter, and against another year."""
    cases: list[Case] = []
    for number in (1, 2, 3, 4, 5):
        other = number % 4 + 1
        cases += [(texts, (f"{other} kwartaal 2020",)) for texts in _quarters(number)]
        cases += [((f"{other} kwartaal 2020",), texts) for texts in _quarters(number)]
        cases += [(texts, (f"{number} kwartaal 2021",)) for texts in _quarters(number)]
    return cases


def _equal_quarters() -> list[Case]:
    return [(texts, (f"{number} kwartaal 2020",)) for number in (1, 2, 3, 4, 5) for texts in _quarters(number)]


def _different_dates() -> list[Case]:
    cases: list[Case] = []
    for month in range(1, 13):
        ours = _dates(month, 12, "2021")
        cases += list(zip(ours, _dates(month % 12 + 1, 12, "2021"), strict=False))
        cases += list(zip(ours, _dates(month, 12, "2022"), strict=True))
        with_a_day = len(spellings("colophon", "month")[month - 1].texts())
        cases += list(zip(ours[with_a_day:], _dates(month, 13, "2021")[with_a_day:], strict=True))
    return cases


# What is printed against what: the issue's own cases are among these, as spelled there.
_ISSUE: list[Case] = [
    (("2e kw. 2020",), ("3e kw. 2020",)),
    (("Kwartaal II 2020",), ("Kwartaal III 2020",)),
    (("Q2 '20",), ("Q3 '20",)),
    (("Derde en vierde kwartaal 2020",), ("Vierde kwartaal 2020",)),
    (("2019 Q2 2020",), ("Q2 2020",)),
    (("6 Flevoland",), ("11 Groningen",)),
]
_TOLERATED: list[Case] = [
    (("Tweede kwartaal 2020", "Flevoland"), ("Flevoland",)),
    (("Tweede kwartaal 2020 Flevoland",), ("Tweede", "kwartaal 2020 Flevoland")),
    (("Flevoland Tweede", "kwartaal 2020"), ("Flevoland", "Tweede kwartaal 2020")),
    (("6 Flevoland tweede kwartaal", "2020"), ("6 Flevoland", "Tweede kwartaal 2020")),
    ((), ("Tweede kwartaal 2020",)),
]
# The day that figures are of: within a quarter, or the first day after it.
_REFERENCE_DATES: dict[Texts, str | None] = {
    ("Stand per 30 juni 2020",): "2020Q2",
    ("Stand 31 maart 2020",): "2020Q1",
    ("Peildatum: 30-09-2020",): "2020Q3",
    ("Peildatum 1 oktober 2020",): "2020Q3",
    ("Stand op 01-07-2020",): "2020Q2",
    ("Stand per eind december 2019",): "2019Q4",
    ("Peilmoment: ultimo juni 2020",): "2020Q2",
    ("Ultimo maart 2020",): "2020Q1",
    ("Tweede kwartaal 2020", "Ultimo juni"): "2020Q2",
    # The year before is not worked out.
    ("Stand per 1 januari 2021",): None,
    # No day of the figures.
    ("Vragen vanaf 1 juli 2020",): None,
    ("Gepubliceerd op 30 september 2020",): None,
    ("Tweede kwartaal 2020", "Stand per 30 juni 2020"): "2020Q2",
    ("Tweede kwartaal 2020", "Stand per 30 september 2020"): "2020Q2, 2020Q3",
    # A quarter to compare with makes none, and contradicts none of another year.
    ("Groei ten opzichte van het eerste kwartaal 2020",): None,
    ("Meer profielen dan in Q1 2020",): None,
    ("Klanten in Sonar, vergeleken met die van het 2e kwartaal 2019",): None,
    ("Tweede kwartaal 2020", "t.o.v. het tweede kwartaal 2019"): "2020Q2",
    ("Kwartaal : 2016-3 (derde kwartaal)",): "2016Q3",
    ("Kwartaal: 2016-3", "Vierde kwartaal 2016"): "2016Q3, 2016Q4",
    # No day, number or year beside a quarter is its number.
    ("Vierde kwartaal 2016, 3 gemeenten",): "2016Q4",
    ("Kwartaal 2016",): None,
}
_GROUPS: dict[str, tuple[PassageRole, list[Case]]] = {
    "other-quarter": (PassageRole.HEADING, [*_ISSUE, *_different_quarters()]),
    "same-quarter": (PassageRole.HEADING, [*_TOLERATED, *_equal_quarters()]),
    "reference-date": (PassageRole.HEADING, [(texts, texts) for texts in _REFERENCE_DATES]),
    "other-date": (PassageRole.COLOPHON, _different_dates()),
    "same-date": (PassageRole.COLOPHON, [((), ("UWV januari 2021",)), (("UWV 1 mrt 2021",), ("UWV 1-3-2021",))]),
}


def _printed(group: str, number: int, role: PassageRole, case: Case) -> Iterator[Record]:
    """The raw rows of a document with one table, in the words of both readers."""
    name = f"{group}-{number}"
    yield _publication("2", name, "pdfium+pdfplumber")
    for place, (reader, texts) in enumerate(zip((Reader.PDFIUM, Reader.PDFPLUMBER), case, strict=True)):
        yield ReaderResult("2", name, reader, place == 0, 1, None, None)
        identity = Identity("2", name, reader)
        for line, text in enumerate(texts, start=1):
            yield PrintedRow(identity, line, PrintedPassage(role, text, 1, _BOX))
        yield PrintedRow(identity, None, PrintedCell(1, RowKind.MUNICIPALITY, 2, ColumnRole.IN_SONAR, "1.060", 1, _BOX))


def _publication(load_id: str, name: str, reader: str) -> Publication:
    return Publication(
        load_id, name, name, f"{name}.pdf", name, 1, 1, reader, HeaderKind.READ, "L", name, Status.READ, None, None
    )


def _earlier_landing(path: Path) -> None:
    """A landing file as version 0.1.0 left it, with one document."""
    with duckdb.connect(str(path)) as connection:
        connection.execute((Path(__file__).parent / "landing_0_1_0.sql").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The models up to the differences between readers, of all cases and of a document loaded before there were any."""
    folder = tmp_path_factory.mktemp("two-readers")
    home = Home(folder / "home")
    file = home.path / "warehouse" / "dev" / "klantprofielen.duckdb"
    file.parent.mkdir(parents=True)
    _earlier_landing(home.landing)
    records: list[Record] = [Load("2", _MOMENT, _MOMENT, "0.2.0", "checked", 1, 0, 0)]
    for group, (role, cases) in _GROUPS.items():
        for number, case in enumerate(cases):
            records += _printed(group, number, role, case)
    with open_landing(home.landing) as connection:
        append(connection, records)
    _dbt(home, folder, "build", "--select", "+int_reader_differences", "int_cells_typed")
    return file


def _dbt(home: Home, folder: Path, *arguments: str) -> None:
    done = subprocess.run(
        [
            sys.executable, "-m", "dbt.cli.main", *arguments, "--exclude-resource-type", "test", "unit_test",
            "--project-dir", str(_PROJECT), "--profiles-dir", str(_PROJECT), "--target-path", str(folder / "target"),
        ],
        env=os.environ | {"KLANTPROFIELEN_HOME": str(home.path), "DBT_LOG_PATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def _rows(built: Path, query: str) -> list[tuple[str, ...]]:
    with duckdb.connect(str(built), read_only=True) as connection:
        return connection.execute(query).fetchall()


def _differing(built: Path, group: str) -> dict[int, list[tuple[str, ...]]]:
    """The differences of a group's documents, by their number."""
    found: dict[int, list[tuple[str, ...]]] = {}
    for name, *difference in _rows(
        built, "select publication_id, place, primary_text, other_text from intermediate.int_reader_differences"
    ):
        of, _, number = name.rpartition("-")
        if of == group:
            found.setdefault(int(number), []).append(tuple(difference))
    return found


def _missed(cases: Sequence[Case], found: dict[int, list[tuple[str, ...]]]) -> list[Case]:
    return [case for number, case in enumerate(cases) if number not in found]


@pytest.mark.parametrize("group", ["other-quarter", "other-date"])
def test_readers_that_take_another_value_are_found_however_it_is_spelled(built: Path, group: str) -> None:
    missed = _missed(_GROUPS[group][1], _differing(built, group))
    assert missed == [], "a document that one of two readers misread would be published"


@pytest.mark.parametrize("group", ["same-quarter", "same-date"])
def test_one_value_in_two_spellings_is_no_difference(built: Path, group: str) -> None:
    found = _differing(built, group)
    wrong = [(_GROUPS[group][1][number], differences) for number, differences in found.items()]
    assert wrong == [], "a good document would be rejected"


def _quarters_taken(built: Path) -> dict[str, str]:
    """What the primary reader takes for the quarter of each document."""
    sql = "select publication_id, quarter_texts from intermediate.int_publications_by_reader where is_primary_reader"
    return dict(_rows(built, sql))


def test_every_spelling_says_the_quarter_that_it_names(built: Path) -> None:
    taken = _quarters_taken(built)
    offset = len(_TOLERATED)
    expected = [f"2020Q{number}" for number in (1, 2, 3, 4, 5) for _ in _quarters(number)]
    wrong = [
        (case, taken[f"same-quarter-{number + offset}"])
        for number, (case, quarter) in enumerate(zip(_equal_quarters(), expected, strict=True))
        if taken[f"same-quarter-{number + offset}"] != quarter
    ]
    assert wrong == []


def test_a_reference_date_says_the_quarter_that_it_is_of(built: Path) -> None:
    taken = _quarters_taken(built)
    found = {texts: taken[f"reference-date-{number}"] for number, texts in enumerate(_REFERENCE_DATES)}
    assert found == _REFERENCE_DATES, "a table of another quarter would be published under its heading"


def test_the_other_reader_adds_no_row_to_what_is_published(built: Path) -> None:
    assert _rows(
        built, "select publication_id from intermediate.int_cells_typed group by all having count(*) > 1"
    ) == []  # fmt: skip


def test_a_landing_file_of_an_earlier_version_keeps_its_documents(built: Path) -> None:
    assert _rows(
        built, "select cell_text from intermediate.int_cells_typed where publication_id = 'earlier'"
    ) == [("1.935",)]  # fmt: skip
    assert _rows(
        built,
        "select printed_quarter_label from intermediate.int_publications_by_reader where publication_id = 'earlier'",
    ) == [("2020Q3",)]
    assert "earlier" not in {name for (name,) in _rows(
        built, "select publication_id from intermediate.int_reader_differences"
    )}  # fmt: skip
