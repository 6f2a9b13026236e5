"""What a number is quoted by."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from showing import answer_to, cell_at, show

from klantprofielen.geometry import Box
from klantprofielen.home import Home
from klantprofielen.provenance.number_citation import cite_number, of_rows
from klantprofielen.provenance.proof import Citation, Number


@pytest.mark.parametrize(
    ("question", "locator", "words"),
    [
        (("Almere", "2020Q2", "clients_in_sonar"), "1/1/clients_in_sonar", "= 1902: UWV"),
        (
            ("Almere", "2020Q2", "clients_without_profile"),
            None,
            "computed from a8e48bde5dace979/1/1/municipal_clients_without_profile and "
            "a8e48bde5dace979/1/1/uwv_clients_without_profile)",
        ),
        (("Almere", "2020Q2", "profile_coverage_rank_in_region"), None, "computed from 15 cells of 1 document)"),
        (("Flevoland", "2020Q2", "clients_in_sonar"), None, "= 3976: UWV"),
        (
            ("Flevoland", "2020Q2", "uwv_clients_without_profile"),
            "1/6/clients_in_sonar",
            "1/6/clients_in_sonar, under the head of clients_in_sonar)",
        ),
        (("Flevoland", "2020Q2", "target_group_register"), "1/p4/footnote", "= 5082: UWV"),
        (
            ("regio Groningen", "2020Q3", "register_coverage_ratio"),
            None,
            "computed from baaca5b1e02d8f17/1/17/clients_in_sonar and baaca5b1e02d8f17/1/p3/footnote)",
        ),
    ],
)
def test_a_number_is_quoted_by_the_cell_that_prints_it_or_by_those_it_is_computed_from(
    sample: Home, question: tuple[str, str, str], locator: str | None, words: str
) -> None:
    place, quarter, column = question
    shown = answer_to(sample, *place.split(), quarter, "--column", column)
    (citation,) = shown["citations"]
    assert citation["text"].startswith(f"{column} = ")
    assert words in citation["text"]
    if locator is None:
        assert citation["locator"] is None
    else:
        assert citation["locator"].partition("/")[2] == locator
        (place_asked,) = answer_to(sample, citation["locator"])["cells"]
        (number,) = shown["numbers"]
        assert place_asked["count"] in {number["value"], None}


def test_a_number_is_cited_as_apa_and_bibtex_have_it(sample: Home) -> None:
    done = show(sample, "Almere", "2020Q2", "--column", "clients_in_sonar", "--cite", "apa")
    assert done.output.strip() == (
        "UWV. (n.d.). Transparantie van klantprofielen: Flevoland, 2e kwartaal 2020 [Table]. "
        "Locator: klantprofielen a8e48bde5dace979/1/1/clients_in_sonar"
    )
    entry = show(sample, "regio", "Groningen", "2020Q3", "--cite", "bibtex").output
    assert entry.startswith("@techreport{uwv_baaca5b1e02d8f17,\n")
    assert "  year        = {2021},\n" in entry
    assert "<" not in entry


def test_a_citation_tells_what_was_corrected_by_hand() -> None:
    cell = replace(cell_at(Box(0, 0, 1, 1)), locator=f"{'a' * 64}/1/1/clients_in_sonar", count=1913, corrected="1.913")
    note = "a misprint, corrected by hand"
    row = Citation(
        "UWV, Almere, 2020Q2 (x.pdf, aaaaaaaaaaaaaaaa/1/1/clients_in_sonar)",
        "aaaaaaaaaaaaaaaa/1/1/clients_in_sonar",
        (note,),
    )
    cited = cite_number(Number("clients_in_sonar", 1913, None), [replace(cell, weight=Decimal(1))], row)
    assert cited.text == (
        "clients_in_sonar = 1913: UWV, Almere, 2020Q2 (x.pdf, aaaaaaaaaaaaaaaa/1/1/clients_in_sonar; "
        "a misprint, corrected by hand)"
    )
    assert cited.locator == row.locator
    # Of a row with several numbers it is told once.
    assert of_rows([replace(row, notes=()), row, row]) == [row]
