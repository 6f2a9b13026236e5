"""The sentence on the size of the register is found in whatever words, and ends where another begins."""

from __future__ import annotations

import pytest
from handset import glyphs, paragraph
from whole_page import notes_below


@pytest.mark.parametrize(
    "sentence",
    [
        ("Van de 5.082 personen die in de arbeidsmarktregio Flevoland in het", "doelgroepregister staan, is 78% bekend",
         "in Sonar. Niet alle doelgroepers staan daarin."),
        ("Omvang doelgroepregister in de regio Flevoland: 5.082 personen. Percentage hiervan bekend in Sonar:", "78%."),
        ("Totaal aantal in het doelgroepregister: 5.082. Bekend in Sonar: 78%.",),
        ("Er stonden 5.082 personen in het doelgroepregister van Flevoland. Van hen komt", "78% voor in Sonar."),
        # Whatever its number counts and the register is called.
        ("Het doelgroepregister telt in Flevoland 5.082 namen, waarvan 78% in Sonar voorkomt.",),
        ("Register (doelgroep banenafspraak) arbeidsmarktregio Flevoland: 5 082 personen; bekend in Sonar: 78%",),
        ("Doelgroepenregister Flevoland", "5.082 ingeschrevenen, 78% bekend in Sonar"),
        ("Banenafspraakregister: 5082 (78% in Sonar)",),
    ],
)  # fmt: skip
def test_the_sentence_on_the_register_is_found_in_other_words(sentence: tuple[str, ...]) -> None:
    notes = notes_below(paragraph((*sentence, "UWV Gegevensdiensten, juli 2020"), 40, 300, 11))
    assert [note.startswith(sentence[0]) for note in notes] == [True]
    assert "78%" in notes[0]
    assert "juli" not in notes[0]


def test_the_number_of_the_register_may_stand_far_right_of_its_name() -> None:
    # A spreadsheet's two cells, the second under the numbers of the table.
    letters = glyphs("Doelgroepregister banenafspraak, personen", 40, 300) + glyphs("5,082", 740, 300)
    letters += glyphs("Hiervan is 78% bekend binnen Sonar.", 40, 311)
    assert notes_below(letters) == [
        "Doelgroepregister banenafspraak, personen 5,082 Hiervan is 78% bekend binnen Sonar."
    ]


def test_a_form_tells_the_register_and_its_share_in_lines_of_two_cells() -> None:
    letters = paragraph(("Personen in het doelgroepregister:", "Bekend in Sonar:"), 40, 300, 14)
    letters += paragraph(("5.082", "78 %"), 260, 300, 14)
    assert notes_below(letters) == ["Personen in het doelgroepregister: 5.082 Bekend in Sonar: 78 %"]


def test_the_sentence_on_the_whole_country_ends_where_the_regions_begins() -> None:
    lines = (
        "In heel Nederland staan 301.417 personen in het doelgroepregister banenafspraak, verdeeld over 35 regio's.",
        "In Sonar zijn niet alle doelgroepen opgenomen, in de arbeidsmarktregio Flevoland bevat het doelgroepregister",
        "banenafspraken in totaal 5.082 personen. Hiervan is 78% bekend binnen Sonar.",
    )
    assert notes_below(paragraph(lines, 40, 300, 11)) == [lines[0], " ".join(lines[1:])]


def test_the_register_is_told_before_the_colophon_whatever_order_its_share_stands_in() -> None:
    lines = (
        "Het doelgroepregister telt 5.082 mensen. Sonar dekt daarvan 78%.",
        "Colofon: UWV, Regio Midden, december 2020",
    )
    assert notes_below(paragraph(lines, 40, 300, 11)) == [lines[0]]
