"""Whole tables set by hand: a count is read under its own heading, whatever the order of the columns, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from itertools import permutations

import pytest
from handset import HEIGHT, WIDTH, centred, ending_at, glyphs, page, width_of
from hypothesis import given, settings
from hypothesis import strategies as st

from klantprofielen.errors import DeclinedError
from klantprofielen.geometry import Box, Glyph
from klantprofielen.read.layout.publication import PrintedPublication, parse
from klantprofielen.read.layout.words import page_of_glyphs
from klantprofielen.records import ColumnRole, PassageRole, RowKind

_M1, _M0 = ColumnRole.MUNICIPAL_WITH, ColumnRole.MUNICIPAL_WITHOUT
_U1, _U0, _ALL = ColumnRole.UWV_WITH, ColumnRole.UWV_WITHOUT, ColumnRole.IN_SONAR
_FLAT = {
    _M1: "Gemeente met profiel",
    _M0: "Gemeente geen profiel",
    _U1: "UWV met profiel",
    _U0: "UWV geen profiel",
    _ALL: "Totaal in Sonar",
}
_NAMES = ("Almere", "Dronten", "Lelystad", "Noordoostpolder", "Urk")
# Parts without any symmetry: under another heading they would be other numbers.
_PARTS = ((79, 450, 1060, 313), (3, 88, 229, 101), (6, 243, 544, 226), (28, 133, 220, 125), (0, 29, 51, 48))
_SUMS = tuple(map(sum, zip(*_PARTS, strict=True)))
_FIRST, _STEP, _TOP, _PITCH = 320.0, 110.0, 180.0, 14.0
_SENTENCE = (
    "In Sonar zijn niet alle doelgroepen opgenomen, in de arbeidsmarktregio Flevoland bevat het doelgroepregister",
    "banenafspraken in totaal 5.082 personen. Hiervan is 78% bekend binnen Sonar.",
)

Counts = Sequence[tuple[int, int, int, int]]


def _row(parts: tuple[int, int, int, int]) -> dict[ColumnRole, int]:
    return dict(zip((_M1, _M0, _U1, _U0, _ALL), (*parts, sum(parts)), strict=True))


def _right(column: int) -> float:
    return _FIRST + _STEP * column


def _body(order: Sequence[ColumnRole], parts: Counts = _PARTS) -> list[Glyph]:
    """Title, quarter, region, rows, total row and the sentence on the register."""
    letters = [*glyphs("Transparantie van klantprofielen", 40, 40, 16), *glyphs("Tweede kwartaal 2020", 40, 70, 11)]
    letters += glyphs("Flevoland", 40, 90, 11)
    total = tuple(map(sum, zip(*parts, strict=True)))
    for place, (name, row) in enumerate(zip((*_NAMES, "TOTAAL AMR"), (*parts, total), strict=True)):
        y = _TOP + _PITCH * place
        letters += glyphs(name, 60, y)
        for column, role in enumerate(order):
            letters += ending_at(f"{_row(row)[role]:,}".replace(",", "."), _right(column), y)  # type: ignore[arg-type]
    for place, line in enumerate(_SENTENCE):
        letters += glyphs(line, 40, 300 + 12 * place)
    return letters


def _flat_header(labels: Sequence[str | None]) -> list[Glyph]:
    """One label over each column, right-aligned with it."""
    letters = glyphs("Gemeente", 60, _TOP - 20)
    for column, label in enumerate(labels):
        letters += ending_at(label or "", _right(column), _TOP - 20)
    return letters


def _published(letters: list[Glyph]) -> PrintedPublication:
    (publication,) = parse([page(letters)])
    return publication


def _counts(publication: PrintedPublication) -> dict[str, dict[ColumnRole, str]]:
    """The printed counts of every municipality by role."""
    rows: dict[int, dict[ColumnRole, str]] = {}
    for cell in publication.cells:
        if cell.row_kind is RowKind.MUNICIPALITY:
            rows.setdefault(cell.row_number, {})[cell.column_role] = cell.cell_text
    return {row.pop(ColumnRole.MUNICIPALITY): row for row in rows.values()}


def _expected(parts: Counts = _PARTS) -> dict[str, dict[ColumnRole, str]]:
    return {
        name: {role: f"{count:,}".replace(",", ".") for role, count in _row(row).items()}
        for name, row in zip(_NAMES, parts, strict=True)
    }


@pytest.mark.parametrize("order", list(permutations(_FLAT)), ids=lambda order: "-".join(role[:6] for role in order))
def test_columns_in_any_order_keep_their_counts(order: tuple[ColumnRole, ...]) -> None:
    publication = _published([*_body(order), *_flat_header([_FLAT[role] for role in order])])
    assert _counts(publication) == _expected()


_BY_OWNER = (("Gemeenteklanten in Sonar", (_M1, _M0)), ("UWV-klanten in Sonar", (_U1, _U0)))
_BY_PROFILE = (("Met profiel", (_M1, _U1)), ("Geen profiel", (_M0, _U0)))
_OVER_OWNER = {_M1: "Profiel", _U1: "Profiel", _M0: "Geen profiel", _U0: "Geen profiel"}
_OVER_PROFILE = {_M1: "Gemeente", _M0: "Gemeente", _U1: "UWV", _U0: "UWV"}


@given(
    by_owner=st.booleans(),
    swapped=st.booleans(),
    turned=st.tuples(st.booleans(), st.booleans()),
    total=st.integers(0, 2),
    parts=st.lists(st.tuples(*[st.integers(0, 2999)] * 4), min_size=5, max_size=5),
)
@settings(max_examples=120, deadline=None)
def test_two_levels_are_read_in_any_order(
    by_owner: bool, swapped: bool, turned: tuple[bool, bool], total: int, parts: Counts
) -> None:
    groups = _BY_OWNER if by_owner else _BY_PROFILE
    groups = groups[::-1] if swapped else groups
    groups = tuple((text, roles[::-1] if turn else roles) for (text, roles), turn in zip(groups, turned, strict=True))
    leaves = _OVER_OWNER if by_owner else _OVER_PROFILE
    order: list[ColumnRole] = [role for _, roles in groups for role in roles]
    order.insert(2 * total, _ALL)
    letters = [*_body(order, parts), *glyphs("Gemeente", 60, _TOP - 36)]
    for text, roles in groups:
        columns = [order.index(role) for role in roles]
        letters += centred(text, (_right(columns[0]) + _right(columns[1])) / 2 - 15, _TOP - 36)
    for column, role in enumerate(order):
        label = leaves.get(role)
        letters += ending_at(label or "Totaal in Sonar", _right(column), _TOP - 20 if label else _TOP - 36)
    try:
        publication = _published(letters)
    except DeclinedError:
        # Counts that agree under several readings (many zeros) may leave it open; the given ones never.
        assert parts != list(_PARTS)
        return
    assert _counts(publication) == _expected(parts)


@pytest.mark.parametrize("missing", range(5))
@pytest.mark.parametrize("turn", [0, 1, 2, 3, 4])
def test_an_incomplete_header_is_never_filled_in_wrongly(missing: int, turn: int) -> None:
    order = [*_FLAT][turn:] + [*_FLAT][:turn]
    labels = [None if column == missing else _FLAT[role] for column, role in enumerate(order)]
    try:
        publication = _published([*_body(order), *_flat_header(labels)])
    except DeclinedError:
        return
    assert _counts(publication) == _expected(), "what was not printed may be declined, but not guessed wrongly"


@pytest.mark.parametrize(("one", "other"), list(permutations(range(4), 2)))
def test_two_columns_of_one_name_are_declined(one: int, other: int) -> None:
    labels = list(_FLAT.values())
    labels[one] = labels[other]
    with pytest.raises(DeclinedError):
        _published([*_body([*_FLAT]), *_flat_header(labels)])


@pytest.mark.parametrize("label", ["Gemeente met geen profiel", "Gemeente wel en niet profiel", "UWV gemeente profiel"])
def test_a_heading_that_contradicts_itself_is_declined(label: str) -> None:
    with pytest.raises(DeclinedError):
        _published([*_body([*_FLAT]), *_flat_header([label, *list(_FLAT.values())[1:]])])


def test_heads_whose_words_stand_apart_are_read_when_each_column_has_its_own() -> None:
    # Two spaces between words: read word by word, these heads could be shared out in more than one way.
    labels = ("Gem.  profiel", "Gem.  geen  profiel", "UWV  profiel", "UWV  geen  profiel", "Totaal  Sonar")
    assert _counts(_published([*_body([*_FLAT]), *_flat_header(labels)])) == _expected()


@pytest.mark.parametrize(
    "sentence",
    [
        ("Van de 5.082 personen die in de arbeidsmarktregio Flevoland in het", "doelgroepregister staan, is 78% bekend",
         "in Sonar. Niet alle doelgroepers staan daarin."),
        ("Omvang doelgroepregister in de regio Flevoland: 5.082 personen. Percentage hiervan bekend in Sonar:", "78%."),
        ("Totaal aantal in het doelgroepregister: 5.082. Bekend in Sonar: 78%.",),
        ("Er stonden 5.082 personen in het doelgroepregister van Flevoland. Van hen komt", "78% voor in Sonar."),
    ],
)  # fmt: skip
def test_the_sentence_on_the_register_is_found_in_other_words(sentence: tuple[str, ...]) -> None:
    letters = [g for g in _body([*_FLAT]) if g.box.top < 299]
    letters += _flat_header(list(_FLAT.values()))
    for place, line in enumerate((*sentence, "UWV Gegevensdiensten, juli 2020")):
        letters += glyphs(line, 40, 300 + 11 * place)
    notes = [p.passage_text for p in _published(letters).passages if p.passage_role is PassageRole.FOOTNOTE]
    assert [note.startswith(sentence[0]) for note in notes] == [True]
    assert "78%" in notes[0]
    assert "juli" not in notes[0]


@pytest.mark.parametrize(
    "labels",
    [
        ("Gem. met KP", "Gem. zonder KP", "UWV met KP", "UWV zonder KP", "Totaal in Sonar"),
        ("Gem. profiel", "Gem. geen pr.", "UWV profiel", "UWV geen pr.", "Totaal"),
        ("Gem. profiel aanwezig", "Gem. profiel niet aanwezig", "UWV profiel aanwezig", "UWV profiel ontbreekt", "Som"),
        ("In beheer gem. KP", "In beheer gem. geen KP", "In beheer UWV KP", "In beheer UWV geen KP", "Tezamen"),
    ],
)
def test_heads_are_read_in_other_words(labels: tuple[str, ...]) -> None:
    assert _counts(_published([*_body([*_FLAT]), *_flat_header(labels)])) == _expected()


def test_a_ligature_or_hyphen_without_a_meaning_is_the_one_that_makes_known_words() -> None:
    labels = [label.replace("fi", "\ufffd").replace("UWV", "UWV\ufffd") for label in _FLAT.values()]
    assert _counts(_published([*_body([*_FLAT]), *_flat_header(labels)])) == _expected()
    with pytest.raises(DeclinedError):
        _published([*_body([*_FLAT]), *_flat_header([labels[0].replace("Gemeente", "\ufffd"), *labels[1:]])])


@pytest.mark.parametrize(
    "owners", [(["Gemeentekl", "anten"], ["UWV-kl", "anten"]), (["van de", "gemeent", "e"], ["van UWV"])]
)
def test_a_head_that_a_narrow_cell_cuts_within_a_word_is_whole(owners: tuple[list[str], list[str]]) -> None:
    letters = _body([*_FLAT])
    for column, (owner, profile) in enumerate((o, p) for o in owners for p in ("Met", "Zonder")):
        for place, text in enumerate((*owner, profile, "klantprofi", "el")):
            letters += ending_at(text, _right(column), _TOP - 60 + 10 * place)
    letters += [*ending_at("Totaal", _right(4), _TOP - 60), *glyphs("Gemeente", 60, _TOP - 60)]
    assert _counts(_published(letters)) == _expected()


def test_a_caption_over_the_names_is_no_head_however_near_it_stands() -> None:
    letters = [*_body([*_FLAT]), *_flat_header([*_FLAT.values()])]
    assert _counts(_published([*letters, *glyphs("Klantprofielen per gemeente", 60, _TOP - 36)])) == _expected()


def test_a_text_further_below_than_rows_stand_is_no_part_of_the_last_name() -> None:
    total, *rows = [_TOP + _PITCH * place for place in range(len(_NAMES) + 1)]
    letters = [letter for letter in _body([*_FLAT]) if letter.box.top not in {total, *rows}]
    for y, name, parts in zip((total, *rows), ("Totaal AMR", *_NAMES), (_SUMS, *_PARTS), strict=True):
        letters += glyphs(name, 60, y)
        for column, count in enumerate((*parts, sum(parts))):
            letters += ending_at(f"{count:,}".replace(",", "."), _right(column), y)
    heading = glyphs("Toelichting", 60, rows[-1] + 1.4 * _PITCH)
    assert _counts(_published([*letters, *_flat_header([*_FLAT.values()]), *heading])) == _expected()


@pytest.mark.parametrize("apart", [" ", "  "])
def test_a_denial_behind_the_profile_is_of_that_profile(apart: str) -> None:
    letters = [*_body([*_FLAT]), *glyphs("Gemeente", 60, _TOP - 40), *ending_at("Totaal", _right(4), _TOP - 40)]
    for place, owner in ((0.5, "Klanten gemeente"), (2.5, "Klanten UWV")):
        letters += centred(owner, _right(0) + _STEP * place, _TOP - 40)
    for column in range(4):
        said = f"Profiel{apart}niet" if column % 2 else "Profiel"
        letters += [*ending_at(said, _right(column), _TOP - 28), *ending_at("aanwezig", _right(column), _TOP - 19)]
    assert _counts(_published(letters)) == _expected()


@pytest.mark.parametrize("number", ["{}", "({})"])
def test_a_row_that_numbers_the_columns_is_part_of_the_header(number: str) -> None:
    letters = [*_body([*_FLAT]), *(g._replace(box=_lower(g.box, -12)) for g in _flat_header(list(_FLAT.values())))]
    for column in range(5):
        letters += ending_at(number.format(column + 1), _right(column), _TOP - 16)
    assert _counts(_published(letters)) == _expected()


@pytest.mark.parametrize(("head", "at"), [("CBS-code", 170.0), ("Rang", _right(5))])
def test_a_column_that_counts_nobody_is_set_aside(head: str, at: float) -> None:
    letters = [*_body([*_FLAT]), *_flat_header(list(_FLAT.values())), *centred(head, at, _TOP - 20)]
    for place in range(5):
        letters += centred(f"{334 + place}", at, _TOP + _PITCH * place)
    read = _counts(_published(letters))
    assert {row.pop(ColumnRole.SHARE) for row in read.values()} == {f"{334 + place}" for place in range(5)}
    assert read == _expected()


def test_a_column_that_says_the_same_in_every_row_holds_no_names() -> None:
    letters = [*_body([*_FLAT]), *_flat_header(list(_FLAT.values())), *glyphs("Provincie", 180, _TOP - 20)]
    for place in range(5):
        letters += glyphs("Flevoland", 180, _TOP + _PITCH * place)
    assert _counts(_published(letters)) == _expected()


def test_a_total_row_may_be_called_by_the_region_alone() -> None:
    letters = [g for g in _body([*_FLAT]) if not (abs(g.box.top - (_TOP + 5 * _PITCH)) < 1 and g.box.x0 < 200)]
    letters += [*glyphs("Arbeidsmarktregio Flevoland", 60, _TOP + 5 * _PITCH), *_flat_header(list(_FLAT.values()))]
    assert _counts(_published(letters)) == _expected()


def test_a_justified_sentence_beside_another_text_is_whole() -> None:
    letters = [g for g in _body([*_FLAT]) if g.box.top < 299]
    letters += _flat_header(list(_FLAT.values()))
    beside = ("Door de koppeling tussen de kandidatenverkenner", "en Sonar zijn de profielen beschikbaar voor",
              "werkgevers. Gemeenten maken hun bestand zo", "transparant.")  # fmt: skip
    sentence = (
        "In Sonar zijn niet alle doelgroepers opgenomen, in",
        "de arbeidsmarktregio Flevoland bevat het",
        "doelgroepregister banenafspraak in totaal 5.082",
        "personen. Hiervan is 78% bekend binnen Sonar.",
    )
    end = 300 + width_of(sentence[0])
    for place, (left, right) in enumerate(zip(beside, sentence, strict=True)):
        letters += glyphs(left, 40, 300 + 11 * place)
        words = right.split()
        room = (end - 300 - sum(map(width_of, words))) / (len(words) - 1) if place < 3 else width_of(" ")
        x = 300.0
        for word in words:
            letters += glyphs(word, x, 300 + 11 * place)
            x += width_of(word) + room
    notes = [p.passage_text for p in _published(letters).passages if p.passage_role is PassageRole.FOOTNOTE]
    assert notes == [" ".join(sentence)]


def test_an_unknown_word_in_the_header_is_declined() -> None:
    with pytest.raises(DeclinedError):
        _published([*_body([*_FLAT]), *_flat_header(["Gemeente vermoed profiel", *list(_FLAT.values())[1:]])])


def test_headings_that_are_turned_round_turn_the_counts_round() -> None:
    # The words decide: the sums are right either way.
    labels = list(_FLAT.values())
    labels[0], labels[1] = labels[1], labels[0]
    read = _counts(_published([*_body([*_FLAT]), *_flat_header(labels)]))
    assert (read["Almere"][_M1], read["Almere"][_M0]) == ("450", "79")


@pytest.mark.parametrize("numbers_on", [0, 1, 2])
@pytest.mark.parametrize("row", [0, 2, 4])
def test_a_name_that_wraps_belongs_to_its_own_row(numbers_on: int, row: int) -> None:
    pieces = ("Nieuwe", "Noord-", "oostpolder")
    letters = [*glyphs("Transparantie van klantprofielen", 40, 40, 16), *_flat_header(list(_FLAT.values()))]
    y = _TOP + 4
    for place, parts in enumerate(_PARTS):
        lines = pieces if place == row else (_NAMES[place],)
        for number, text in enumerate(lines):
            letters += glyphs(text, 60, y + 9 * number)
        at = y + 9 * (numbers_on if place == row else 0)
        for column, count in enumerate(_row(parts).values()):
            letters += ending_at(str(count), _right(column), at)
        y += 9 * len(lines) + 14
    names = list(_counts(_published(letters)))
    expected = list(_NAMES)
    expected[row] = "Nieuwe Noord-oostpolder"
    assert names == expected


@pytest.mark.parametrize("numbers_on", [0, 2])
def test_names_are_told_apart_where_a_font_gives_its_letters_uneven_boxes(numbers_on: int) -> None:
    # Lines of one name stand 9 points apart, names 10; the letter p reaches 3 points lower.
    names = ("Capelle aan den IJssel", "Delft", "Krimpen aan den IJssel", "Maassluis", "Voorne aan Zee")
    lines_of = {
        0: ("Capelle aan", "den", "IJssel"),
        2: ("Krimpen", "aan den", "IJssel"),
        4: ("Voorne", "aan", "Zee"),
    }
    letters = [*glyphs("Transparantie van klantprofielen", 40, 40, 16), *_flat_header(list(_FLAT.values()))]
    y = _TOP + 4
    for place, parts in enumerate(_PARTS):
        lines = lines_of.get(place, (names[place],))
        for number, text in enumerate(lines):
            letters += [
                g._replace(box=Box(g.box.x0, g.box.top, g.box.x1, g.box.bottom + 3 * ("p" in text)))
                for g in glyphs(text, 60, y + 9 * number)
            ]
        at = y + 9 * (numbers_on if place in lines_of else 0)
        for column, count in enumerate(_row(parts).values()):
            letters += ending_at(str(count), _right(column), at)
        y += 9 * len(lines) + 1
    assert tuple(_counts(_published(letters))) == names


def test_a_name_goes_on_under_the_repeated_header_where_names_begin_at_their_numbers() -> None:
    names = ("Almere", "Capelle aan|den IJssel", "Lelystad", "Krimpen aan den|IJssel", "Urk", "TOTAAL AMR")
    parts = (*_PARTS, tuple(map(sum, zip(*_PARTS, strict=True))))
    head = _flat_header(list(_FLAT.values()))
    first = [g for g in _body([*_FLAT]) if g.box.top < _TOP - 25] + head
    second = list(head)
    for place, (name, row) in enumerate(zip(names, parts, strict=True)):
        y = _TOP + 24 * place if place < 2 else _TOP + 14 + 24 * (place - 2)
        letters = first if place < 2 else second
        lines = name.split("|")
        letters += glyphs(lines[0], 60, y)
        if len(lines) > 1:
            # The page ends below the numbers of the second row.
            letters, y = (second, _TOP - 10) if place == 1 else (letters, y)
            letters += glyphs(lines[1], 60, y + 10)
            y = _TOP + 24 if place == 1 else y
        for column, count in enumerate(_row(row).values()):  # type: ignore[arg-type]
            (first if place < 2 else second).extend(ending_at(str(count), _right(column), y))
    (publication,) = parse([page(first, 1), page(second, 2)])
    assert [*_counts(publication)] == ["Almere", "Capelle aan den IJssel", "Lelystad", "Krimpen aan den IJssel", "Urk"]


@given(width=st.integers(24, 120))
@settings(max_examples=40, deadline=None)
def test_the_sentence_on_the_register_is_whole_however_it_wraps(width: int) -> None:
    words, lines = " ".join(_SENTENCE).split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] += word + " "
    letters = [g for g in _body([*_FLAT]) if g.box.top < 299]
    letters += _flat_header(list(_FLAT.values()))
    for place, line in enumerate(lines):
        letters += glyphs(line.strip(), 40, 300 + 11 * place)
    notes = [p.passage_text for p in _published(letters).passages if p.passage_role is PassageRole.FOOTNOTE]
    assert notes == [" ".join(words)]


def test_a_header_word_that_a_hyphen_divides_goes_on_under_lines_of_other_labels() -> None:
    # `Totaal in / Sonar` stands half a line off the others, so that its second line comes between `So-` and `nar`.
    labels = ("Gemeente met", "Gemeente geen", "UWV met", "UWV geen")
    letters = _body((_M1, _M0, _U1, _U0, _ALL))
    for column, label in enumerate(labels):
        letters += ending_at(label, _right(column), _TOP - 33)
        letters += ending_at("pro-", _right(column), _TOP - 24)
        letters += ending_at("fiel", _right(column), _TOP - 15)
    letters += [*ending_at("Totaal in", _right(4), _TOP - 28.5), *ending_at("Sonar", _right(4), _TOP - 19.5)]
    assert _counts(_published(letters)) == _expected()


@pytest.mark.parametrize("shift", [0.0, 3.0, 6.5])
def test_a_table_beside_the_own_one_does_not_hide_its_header(shift: float) -> None:
    letters = [*_body((_M1, _M0, _U1, _U0, _ALL)), *_flat_header(list(_FLAT.values()))]
    for place, (name, hours) in enumerate(
        (("Servicepunt", "Openingstijden"), ("Lelystad", "8.30 - 17.00"), ("Almere", "9.00 - 12.30"))
    ):
        letters += [
            *glyphs(name, 790, _TOP - 20 + shift + 11 * place),
            *glyphs(hours, 845, _TOP - 20 + shift + 11 * place),
        ]
    assert _counts(_published(letters)) == _expected()


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("Stand per 30 juni 2020.", "Stand per 30 juni 2020"),
        ("Peildatum: 30-09-2020", "Peildatum: 30-09-2020"),
        ("De cijfers betreffen het derde kwartaal van 2019.", "cijfers betreffen het derde kwartaal van 2019"),
        ("Gegevens over Q3 2020", "Gegevens over Q3 2020"),
    ],
)
def test_the_time_that_a_note_tells_is_held_against_the_headings(note: str, told: str) -> None:
    letters = [*_body((_M1, _M0, _U1, _U0, _ALL)), *_flat_header(list(_FLAT.values())), *glyphs(note, 60, 275)]
    headings = [
        passage.passage_text for passage in _published(letters).passages if passage.passage_role is PassageRole.HEADING
    ]
    assert told in headings


@pytest.mark.parametrize(
    "note", ["De volgende publicatie verschijnt in het derde kwartaal van 2020.", "Vragen? Bel vanaf 1 juli 2020."]
)
def test_a_time_that_is_not_that_of_the_figures_is_no_heading(note: str) -> None:
    letters = [*_body((_M1, _M0, _U1, _U0, _ALL)), *_flat_header(list(_FLAT.values())), *glyphs(note, 60, 275)]
    headings = [
        passage.passage_text for passage in _published(letters).passages if passage.passage_role is PassageRole.HEADING
    ]
    assert not any("derde" in text or "juli" in text for text in headings)


@pytest.mark.parametrize(
    "note",
    ["Stand 31 maart", "Ultimo maart 2020", "Peildatum: 1 april 2020", "Stand: eerste kwartaal 2020"],
)
@pytest.mark.parametrize("y", [115, 275, 520])
def test_a_time_alone_on_a_line_is_held_against_the_headings_wherever_it_stands(note: str, y: float) -> None:
    letters = [*_body((_M1, _M0, _U1, _U0, _ALL)), *_flat_header(list(_FLAT.values())), *glyphs(note, 60, y)]
    assert note in [p.passage_text for p in _published(letters).passages if p.passage_role is PassageRole.HEADING]


def _turned(letters: Sequence[Glyph], quarter_turns: int) -> list[Glyph]:
    """The letters turned about the page's middle, so that they stand sideways on a page as large."""
    return [
        glyph._replace(box=glyph.box.turned(quarter_turns, WIDTH, HEIGHT), quarter_turns=quarter_turns)
        for glyph in letters
    ]


@pytest.mark.parametrize("quarter_turns", [1, 3])
def test_a_table_set_sideways_has_the_headings_of_its_upright_page(quarter_turns: int) -> None:
    whole = [*_body((_M1, _M0, _U1, _U0, _ALL)), *_flat_header(list(_FLAT.values()))]
    table = [glyph for glyph in whole if 150 < glyph.box.top < 290]
    beside = [glyph for glyph in whole if glyph not in table]
    shown = page_of_glyphs(1, HEIGHT, WIDTH, [*_turned(table, quarter_turns), *beside])
    (publication,) = parse([shown])
    assert _counts(publication) == _expected()
    texts = {passage.passage_role: passage for passage in reversed(publication.passages)}
    assert "5.082" in texts[PassageRole.FOOTNOTE].passage_text
    title = texts[PassageRole.HEADING]
    assert title.passage_text == "Transparantie van klantprofielen"
    assert (title.box.x0, title.box.top) == pytest.approx((40, 40)), "the crop shows where it stands"
    numbered = page_of_glyphs(1, HEIGHT, WIDTH, [*_turned(table, quarter_turns), *beside, *glyphs("1", 300, 820)])
    (publication,) = parse([numbered])
    assert not [p for p in publication.passages if p.passage_role is PassageRole.REGION_COLUMN], "the page's number"


def test_a_sentence_at_the_height_of_the_headings_on_another_page_hides_none_of_them() -> None:
    whole = [*_body((_M1, _M0, _U1, _U0, _ALL)), *_flat_header(list(_FLAT.values()))]
    second = [glyph._replace(box=_lower(glyph.box, -160)) for glyph in whole if glyph.box.top > _TOP + 2.5 * _PITCH]
    first = [glyph for glyph in whole if glyph.box.top < _TOP + 2.5 * _PITCH]
    second += [glyph._replace(box=_lower(glyph.box, -70)) for glyph in second if glyph.box.top > 135]
    (publication,) = parse([page(first, 1), page([glyph for glyph in second if not 135 < glyph.box.top < 165], 2)])
    headings = [text.passage_text for text in publication.passages if text.passage_role is PassageRole.HEADING]
    assert headings == ["Transparantie van klantprofielen", "Tweede kwartaal 2020", "Flevoland"]
    assert _counts(publication) == _expected()


def test_sentences_above_two_tables_are_each_of_the_table_below_them() -> None:
    whole = [*_body((_M1, _M0, _U1, _U0, _ALL)), *_flat_header(list(_FLAT.values()))]
    sentence = [glyph._replace(box=_lower(glyph.box, -185)) for glyph in whole if glyph.box.top > 295]
    above = [*[glyph for glyph in whole if glyph.box.top < 295], *sentence]
    other = glyphs(_SENTENCE[1].replace("5.082", "5.150"), 40, 112 + 12)
    other = [*[glyph for glyph in above if not 120 < glyph.box.top < 132], *other]
    first, second = parse([page(above, 1), page(other, 2)])
    assert "5.082" in _note(first)
    assert "5.150" in _note(second)


def test_a_sentence_between_two_tables_is_not_that_of_the_second() -> None:
    # The second table has none of its own; the register of the first is not its.
    whole = [*_body((_M1, _M0, _U1, _U0, _ALL)), *_flat_header(list(_FLAT.values()))]
    first, second = parse([page(whole, 1), page([glyph for glyph in whole if glyph.box.top < 295], 2)])
    assert "5.082" in _note(first)
    assert _note(second) == ""


@pytest.mark.parametrize(
    "lines",
    [
        ["UWV Gegevensdiensten © januari 2021"],
        ["UWV Gegevensdiensten ©", "januari 2021"],
        [
            "Volg ons op uwv.nl Bronvermelding bij overname is verplicht. Dit is pagina 1 van 1 "
            "UWV Gegevensdiensten © januari 2021"
        ],
    ],
    ids=["a line", "two lines", "the end of a line"],
)
def test_the_colophon_is_found_as_it_is_set(lines: list[str]) -> None:
    letters = [*_body((_M1, _M0, _U1, _U0, _ALL)), *_flat_header(list(_FLAT.values()))]
    for place, line in enumerate(lines):
        letters += glyphs(line, 60, 500 + 11 * place)
    found = [
        passage.passage_text for passage in _published(letters).passages if passage.passage_role is PassageRole.COLOPHON
    ]
    assert found == ["UWV Gegevensdiensten © januari 2021"]


@pytest.mark.parametrize(
    ("line", "colophon"),
    [
        ("Volg ons Bronvermelding bij overname is verplicht. UWV, juli 2020", "UWV, juli 2020"),
        ("Bronvermelding verplicht | UWV 15 juli 2020", "UWV 15 juli 2020"),
        ("Vragen over de cijfers beantwoordt UWV juli 2020", None),
        ("Neem contact op. UWV verwerkt tot juli 2020 de opgaven", None),
    ],
)
def test_the_publisher_and_a_date_close_a_foot_line(line: str, colophon: str | None) -> None:
    letters = [*_body((_M1, _M0, _U1, _U0, _ALL)), *_flat_header(list(_FLAT.values())), *glyphs(line, 60, 500)]
    found = [p.passage_text for p in _published(letters).passages if p.passage_role is PassageRole.COLOPHON]
    assert found == ([colophon] if colophon else [])


def _note(publication: PrintedPublication) -> str:
    return " ".join(
        passage.passage_text for passage in publication.passages if passage.passage_role is PassageRole.FOOTNOTE
    )


def _lower(box: Box, by: float) -> Box:
    return Box(box.x0, box.top + by, box.x1, box.bottom + by)


def _with_total_beside(parts: Counts, right_by: float) -> list[Glyph]:
    bottom = _TOP + _PITCH * len(_NAMES)
    letters = [
        letter._replace(box=letter.box.moved(right_by, 0)) if (letter.box.top, letter.box.x0 > 200) == (bottom, True)
        else letter
        for letter in _body([*_FLAT], parts)
    ]  # fmt: skip
    return [*letters, *_flat_header([*_FLAT.values()])]


_SMALL = ((21, 22, 23, 24), (31, 32, 33, 34), (26, 27, 28, 29), (36, 37, 38, 39), (41, 42, 43, 44))


@pytest.mark.parametrize("right_by", [18.0, -40.0, 50.0])
def test_a_total_row_beside_its_columns_is_read_in_their_order_where_sums_prove_it(right_by: float) -> None:
    publication = _published(_with_total_beside(_SMALL, right_by))
    assert _counts(publication) == _expected(_SMALL)
    (total,) = _totals(publication)
    assert total == [f"{sum(column)}" for column in zip(*(_row(row).values() for row in _SMALL), strict=True)]  # type: ignore[arg-type]
    assert not publication.remarks


def test_a_total_row_beside_its_columns_that_adds_up_to_something_else_is_told_number_by_number() -> None:
    # In a document that others made the process that read it ended.
    letters = _with_total_beside(_SMALL, 18)
    off = next(index for index, letter in enumerate(letters) if letter.box.top == _TOP and letter.text == "1")
    letters[off] = letters[off]._replace(text="3")
    publication = _published(letters)
    assert sum(remark.remark_code == "stray_number" for remark in publication.remarks) == len(_FLAT)


def _totals(publication: PrintedPublication) -> list[list[str]]:
    rows: dict[int, dict[ColumnRole, str]] = {}
    for cell in publication.cells:
        if cell.row_kind is RowKind.TOTAL:
            rows.setdefault(cell.row_number, {})[cell.column_role] = cell.cell_text
    return [[row[role] for role in _FLAT] for row in rows.values()]


def _renamed(letters: list[Glyph], row: int, name: str) -> list[Glyph]:
    """The letters with another name in a row."""
    y = _TOP + _PITCH * row
    return [letter for letter in letters if letter.box.top != y or letter.box.x0 > 200] + glyphs(name, 60, y)


@pytest.mark.parametrize(
    ("name", "first", "is_total"),
    [("Flevoland", 79, True), ("", 79, True), ("Flevoland", 78, False), ("Biddinghuizen", 79, False)],
    ids=["the region", "no name", "another sum", "a name that is said nowhere else"],
)
def test_a_last_row_by_the_name_of_the_region_is_the_total_where_it_is_the_sum(
    name: str, first: int, is_total: bool
) -> None:
    # Taken for a municipality it would double the region.
    letters = _renamed([*_body([*_FLAT]), *_flat_header([*_FLAT.values()])], len(_NAMES), name)
    if first == 78:
        off = next(index for index, letter in enumerate(letters) if letter.box.top == _TOP and letter.text == "9")
        letters[off] = letters[off]._replace(text="8")
    publication = _published(letters)
    assert bool(_totals(publication)) is is_total
    assert (set(_counts(publication)) == set(_NAMES)) is is_total


def _in_lines(names: Sequence[Sequence[str]], anchor: str, line: float) -> list[Glyph]:
    """A table whose names take several lines: the numbers stand at the first, the last or the middle of them."""
    letters = [letter for letter in _body([*_FLAT]) if not _TOP <= letter.box.top < 290]
    letters += _flat_header([*_FLAT.values()])
    y = _TOP
    total = tuple(map(sum, zip(*_PARTS, strict=True)))
    for lines, row in zip(names, (*_PARTS, total), strict=True):
        for place, text in enumerate(lines):
            letters += glyphs(text, 60, y + line * place)
        at = {"first": 0.0, "last": line * (len(lines) - 1), "middle": line * (len(lines) - 1) / 2}[anchor]
        for column, count in enumerate(_row(row).values()):  # type: ignore[arg-type]
            letters += ending_at(f"{count:,}".replace(",", "."), _right(column), y + at)
        y += line * len(lines)
    return letters


@pytest.mark.parametrize("anchor", ["first", "last", "middle"])
@pytest.mark.parametrize("line", [9.0, 11.0])
def test_lines_of_names_as_far_apart_as_rows_are_each_of_its_own_row(anchor: str, line: float) -> None:
    # Where nothing but the row that a name begins or ends in tells it from the next one.
    names = (("Almere", "aan de Vaart"), ("Dronten",), ("Haarlemmerlied", "e en", "Spaarnwoude"), ("Lelystad",),
             ("Noordoost-", "polder en Urk"), ("Totaal",))  # fmt: skip
    found = _counts(_published(_in_lines(names, anchor, line)))
    whole = ["Almere aan de Vaart", "Dronten", "Haarlemmerlied e en Spaarnwoude", "Lelystad", "Noordoost-polder en Urk"]
    assert list(found) == whole
    assert list(found.values()) == list(_expected().values())


def test_a_total_row_under_many_lines_of_its_name_is_a_row_of_the_table() -> None:
    names = (*((name,) for name in _NAMES), ("Totaal in de", "regio Zuid-", "Kennemerla", "nd en", "IJmond"))
    publication = _published(_in_lines(names, "last", 12))
    assert len(_totals(publication)) == 1


def test_heads_that_touch_are_told_apart_by_where_their_numbers_begin() -> None:
    labels = ("UWV, profiel", "UWV, geen profiel", "Gemeente, profiel", "Gemeente, geen profiel", "Totaal in Sonar")
    order = (_U1, _U0, _M1, _M0, _ALL)
    letters = [*glyphs("Transparantie van klantprofielen", 40, 40, 16), *glyphs("Tweede kwartaal 2020", 40, 70, 11)]
    letters += [letter for place, line in enumerate(_SENTENCE) for letter in glyphs(line, 40, 300 + 12 * place)]
    step = width_of("Gemeente, geen profiel") + 2
    for place, (name, row) in enumerate(zip(_NAMES, _PARTS, strict=True)):
        letters += glyphs(name, 60, _TOP + _PITCH * place)
        for column, role in enumerate(order):
            letters += glyphs(f"{_row(row)[role]:,}".replace(",", "."), 160 + step * column, _TOP + _PITCH * place)
    for column, label in enumerate(labels):
        letters += glyphs(label, 160 + step * column, _TOP - 20)
    assert _counts(_published(letters)) == _expected()


_SHORT = ("GKL m.kp", "GKL z.kp", "UKL m.kp", "UKL z.kp", "Tot.")
_LEGEND = (
    "GKL: gemeenteklanten in Sonar; UKL: UWV-klanten in Sonar; m.kp: met klantprofiel;",
    "z.kp: zonder (geen) klantprofiel; Tot.: totaal in Sonar. Bron: UWV.",
)
_LETTERS = ("A", "B", "C", "D", "E")
_LEGEND_OF_LETTERS = (
    "A = gemeenteklanten met profiel, B = gemeenteklanten zonder profiel, C = klanten van UWV met profiel,",
    "D = klanten van UWV zonder profiel, E = totaal in Sonar",
)


def _explained(heads: Sequence[str], legend: Sequence[str]) -> list[Glyph]:
    letters = [*_body([*_FLAT]), *_flat_header(heads)]
    return letters + [letter for place, line in enumerate(legend) for letter in glyphs(line, 40, 264 + 9 * place, 7)]


@pytest.mark.parametrize(("heads", "legend"), [(_SHORT, _LEGEND), (_LETTERS, _LEGEND_OF_LETTERS)])
def test_abbreviated_heads_say_what_a_note_explains(heads: tuple[str, ...], legend: tuple[str, ...]) -> None:
    publication = _published(_explained(heads, legend))
    assert _counts(publication) == _expected()
    assert [column.header_text for column in publication.columns if column.column_role in _FLAT] == list(heads)


@pytest.mark.parametrize(
    "legend",
    [
        (_LEGEND[0], "z.kp: zonder kennis van Sonar; Tot.: totaal in Sonar."),
        (*_LEGEND, "z.kp: met klantprofiel;"),
        (_LEGEND[1],),
    ],
    ids=["in words of something else", "in two ways", "in part"],
)
def test_abbreviated_heads_that_no_note_explains_plainly_are_declined(legend: tuple[str, ...]) -> None:
    with pytest.raises(DeclinedError, match="header"):
        _published(_explained(_SHORT, legend))


def test_numbers_before_names_that_number_the_rows_are_no_part_of_them() -> None:
    letters = [*_body([*_FLAT]), *_flat_header([*_FLAT.values()])]
    for row, name in enumerate(_NAMES):
        letters = _renamed(letters, row, f"{row + 1}. {name}")
    assert _counts(_published(letters)) == _expected()


def test_the_number_of_a_row_whose_name_wraps_stands_in_no_column() -> None:
    letters = [*_body([*_FLAT]), *_flat_header([*_FLAT.values()])]
    for row in range(len(_NAMES)):
        letters += glyphs(str(row + 1), 50, _TOP + _PITCH * row)
    y = _TOP + 3 * _PITCH
    letters = [letter for letter in letters if letter.box.top != y or not 55 < letter.box.x0 < 200]
    letters += [*glyphs("Noordoost-", 60, y - 4.5), *glyphs("polder", 60, y + 4.5)]
    publication = _published(letters)
    assert list(_counts(publication)) == [*_NAMES[:3], "Noordoost-polder", _NAMES[4]]
    assert not publication.remarks


@pytest.mark.parametrize("code", ["GM00{}", "GM 00{}"])
def test_a_code_before_each_name_is_no_part_of_it(code: str) -> None:
    letters = [*_body([*_FLAT]), *_flat_header([*_FLAT.values()])]
    for row, name in enumerate(_NAMES):
        letters = _renamed(letters, row, f"{code.format(34 + 7 * row)} {name}")
    assert _counts(_published(letters)) == _expected()


def test_a_code_of_each_municipality_is_not_the_region() -> None:
    letters = [*_body([*_FLAT]), *_flat_header([*_FLAT.values()])]
    for row in range(len(_NAMES)):
        letters += glyphs(f"GM{34 + 7 * row:04d}", 20, _TOP + _PITCH * row)
    publication = _published(letters)
    assert _counts(publication) == _expected()
    assert PassageRole.REGION_COLUMN not in {passage.passage_role for passage in publication.passages}


def test_prose_beside_a_table_is_no_header_between_its_rows() -> None:
    # Words of the header, at a height between two rows, had cut the first row off.
    letters = [*_body([*_FLAT]), *_flat_header([*_FLAT.values()])]
    letters = [letter._replace(box=letter.box.moved(150, 0)) if letter.box.top >= 160 else letter for letter in letters]
    for place, line in enumerate(("UWV toont ook", "de profielen in", "klantprofielen van", "de gemeente")):
        letters += glyphs(line, 30, _TOP + 6 + 9 * place)
    assert _counts(_published(letters)) == _expected()


def _upward(text: str, x: float, foot: float) -> list[Glyph]:
    """A text that is read from its foot upwards."""
    return [
        Glyph(g.text, Box(x, foot - g.box.x1, x + g.box.height, foot - g.box.x0), g.size, 3) for g in glyphs(text, 0, 0)
    ]


def test_groups_above_turned_heads_are_read_also_where_the_head_of_the_names_stands_at_their_foot() -> None:
    letters = [
        letter._replace(box=_lower(letter.box, 60)) if letter.box.top > 95 else letter for letter in _body([*_FLAT])
    ]
    letters += glyphs("Gemeente", 60, _TOP + 48)
    for column, role in enumerate(_FLAT):
        letters += _upward(_OVER_OWNER.get(role, "Totaal in Sonar"), _right(column) - 8, _TOP + 56)
    for place, owner in enumerate(("Gemeenteklanten", "UWV-klanten")):
        letters += glyphs(owner, _right(2 * place) - 10, _TOP - 30)
    assert _counts(_published(letters)) == _expected()


def _in_groups(left: float, rows: int) -> list[Glyph]:
    """A table whose first rows, and the others, stand under a heading that has no numbers."""
    gap = _PITCH + 2
    letters = _flat_header([*_FLAT.values()])
    for letter in _body([*_FLAT]):
        down = 0.0 if letter.box.top < _TOP else gap if letter.box.top < _TOP + _PITCH * rows else 2 * gap
        letters.append(letter._replace(box=_lower(letter.box, down)))
    letters += glyphs("Provincie Flevoland", left, _TOP + 2)
    return letters + glyphs("Provincie Utrecht", left, _TOP + 2 + gap + _PITCH * rows)


def test_headings_left_of_the_names_group_the_rows_and_are_part_of_no_name() -> None:
    publication = _published(_in_groups(50, 2))
    assert _counts(publication) == _expected()
    assert not publication.remarks


@pytest.mark.parametrize(
    ("of_which", "said"), [(range(0), []), (range(4), []), (range(2, 4), ["figures_of_a_part"])], ids=len
)
def test_of_which_over_all_four_parts_of_the_total_restricts_none_of_them(of_which: range, said: list[str]) -> None:
    letters = [
        *_body([*_FLAT]),
        *_flat_header(["profiel", "geen profiel", "profiel", "geen profiel", "Totaal in Sonar"]),
    ]
    for column in range(4):
        owner = "Gemeenteklanten" if column < 2 else "UWV-klanten"
        letters += ending_at(f"waarvan {owner}" if column in of_which else owner, _right(column), _TOP - 30)
    publication = _published(letters)
    assert _counts(publication) == _expected()
    assert sorted({remark.remark_code for remark in publication.remarks}) == said


def test_turned_heads_that_all_stand_right_of_their_numbers_are_read_and_a_text_in_the_margin_is_none() -> None:
    letters = [
        letter._replace(box=_lower(letter.box, 60)) if letter.box.top > 95 else letter for letter in _body([*_FLAT])
    ]
    for column, head in enumerate(_FLAT.values()):
        letters += _upward(head, _right(column) + 2, _TOP + 56)
    letters += _upward("Concept UWV", _right(4) + 40, _TOP + 56)
    assert _counts(_published(letters)) == _expected()


def test_the_sentence_on_the_register_beside_the_table_is_found_where_none_stands_above_or_below() -> None:
    letters = [letter for letter in _body([*_FLAT]) if letter.box.top < 290] + _flat_header([*_FLAT.values()])
    letters = [
        letter._replace(box=letter.box.moved(-100, 0)) if letter.box.x0 > 200 and letter.box.top > 150 else letter
        for letter in letters
    ]
    lines = ("UWV in cijfers", "Het doelgroepregister bevat in", "de arbeidsmarktregio Flevoland",
             "5.082 personen, waarvan 78%", "bekend is binnen Sonar.")  # fmt: skip
    for place, line in enumerate(lines):
        letters += glyphs(line, 690, _TOP + 3 + 11 * place)
    publication = _published(letters)
    assert _counts(publication) == _expected()
    assert _note(publication) == " ".join(lines[1:])


def test_names_right_of_their_numbers_are_read_and_shown_where_they_stand() -> None:
    letters = [letter for letter in _body([*_FLAT]) if not (letter.box.top >= _TOP and letter.box.x0 < 200)]
    letters = [letter for letter in letters if letter.box.top < 290]
    letters = [
        letter._replace(box=letter.box.moved(-180, 0)) if letter.box.top >= _TOP else letter for letter in letters
    ]
    heads = [letter for letter in _flat_header([*_FLAT.values()]) if letter.box.x0 > 200]
    letters += [letter._replace(box=letter.box.moved(-180, 0)) for letter in heads] + glyphs("Gemeente", 620, _TOP - 20)
    for place, name in enumerate((*_NAMES, "TOTAAL AMR")):
        letters += glyphs(name, 620, _TOP + _PITCH * place)
    for place, line in enumerate(_SENTENCE):
        letters += glyphs(line, 350, 262 + 12 * place)
    publication = _published(letters)
    assert _counts(publication) == _expected()
    assert len(_totals(publication)) == 1
    assert _note(publication) == " ".join(_SENTENCE)
    places = {cell.cell_text: cell.box.x0 for cell in publication.cells if cell.column_role is ColumnRole.MUNICIPALITY}
    assert set(places.values()) == {620.0}


@pytest.mark.parametrize("head", ["Klanten in Sonar", "In Sonar", "Aantal klanten", "Bekend in Sonar", "Personen"])
def test_a_head_of_all_clients_is_the_total_where_it_is_the_sum_of_the_four(head: str) -> None:
    order = (_ALL, _U1, _U0, _M1, _M0)
    heads = [head, *(_FLAT[role] for role in order[1:])]
    assert _counts(_published([*_body(order), *_flat_header(heads)])) == _expected()
    # The same head over a column that is not their sum is none of the total.
    turned = (_M0, _U1, _U0, _M1, _ALL)
    with pytest.raises(DeclinedError):
        parse([page([*_body(turned), *_flat_header(heads)])])


def test_a_head_that_counts_the_register_is_not_the_total_in_sonar() -> None:
    heads = ["Personen in doelgroepregister", *(_FLAT[role] for role in (_M1, _M0, _U1, _U0))]
    with pytest.raises(DeclinedError):
        parse([page([*_body((_ALL, _M1, _M0, _U1, _U0)), *_flat_header(heads)])])


def test_a_rule_of_dashes_parts_no_header_from_its_rows() -> None:
    letters = [*_body(tuple(_FLAT)), *_flat_header(list(_FLAT.values())), *glyphs("-" * 100, 60, _TOP - 9)]
    assert _counts(_published(letters)) == _expected()


@pytest.mark.parametrize("order", [tuple(_FLAT), (_U1, _U0, _M1, _M0, _ALL)])
def test_heads_in_the_middle_of_a_high_cell_are_read_where_the_rows_add_up(order: tuple[ColumnRole, ...]) -> None:
    high = [glyph._replace(box=glyph.box.moved(0, -20)) for glyph in _flat_header([_FLAT[role] for role in order])]
    assert _counts(_published([*_body(order), *high])) == _expected()


def test_the_sentence_on_the_register_is_found_in_the_second_of_two_columns_of_text() -> None:
    letters = [glyph for glyph in _body(tuple(_FLAT)) if glyph.box.top < 290]
    letters += _flat_header(list(_FLAT.values()))
    beside = ("Sonar biedt ook de mogelijkheid om van", "kandidaten een klantprofiel op te stellen.", "Deze bevatten",
              "gegevens van werkzoekenden en hun competenties.")  # fmt: skip
    sentence = ("Het doelgroepregister banenafspraak telt in", "de arbeidsmarktregio Flevoland in totaal",
                "5.082 personen; 78 procent van hen is", "bekend in Sonar.")  # fmt: skip
    for place, (left, right) in enumerate(zip(beside, sentence, strict=True)):
        letters += [*glyphs(left, 40, 300 + 11 * place), *glyphs(right, 300, 300 + 11 * place)]
    notes = [p.passage_text for p in _published(letters).passages if p.passage_role is PassageRole.FOOTNOTE]
    assert notes == [" ".join(sentence)]


@pytest.mark.parametrize("total", ["Totaal in Sonar", "Klanten in Sonar"])
def test_words_that_a_justified_cell_sets_apart_never_turn_the_counts_round(total: str) -> None:
    letters = [*_body(tuple(_FLAT)), *glyphs("Gemeente", 60, _TOP - 40), *ending_at(total, _right(4), _TOP - 40)]
    for column, owner in ((0, "Gemeenteklanten"), (2, "UWV-klanten")):
        letters += [
            *centred(owner, _right(column) + 20, _TOP - 40),
            *ending_at("Profiel in Sonar", _right(column), _TOP - 26),
        ]
        left = _right(column) + 8
        letters += [*glyphs("Geen", left, _TOP - 26), *glyphs("profiel", left + 34, _TOP - 26)]
        letters += [*ending_at("in", _right(column + 1), _TOP - 26), *centred("Sonar", left + 45, _TOP - 15)]
    with suppress(DeclinedError):
        assert _counts(_published(letters)) == _expected()


@pytest.mark.parametrize("denial", ["ontbreekt", "niet aanwezig", "afwezig"])
@pytest.mark.parametrize("affirmation", ["aanwezig", ""])
@pytest.mark.parametrize("order", [(_M1, _U1, _M0, _U0, _ALL), (_M0, _U0, _M1, _U1, _ALL)])
def test_a_group_head_on_two_lines_denies_on_the_second(
    order: tuple[ColumnRole, ...], affirmation: str, denial: str
) -> None:
    # Read as two groups with a profile, or with the denial over the wrong one, every sum would still hold.
    letters = [*_body(order), *glyphs("Gemeente", 60, _TOP - 20), *ending_at("totaal", _right(4), _TOP - 20)]
    for group in (0, 1):
        x = _right(2 * group) + 10
        said = denial if order[2 * group] in {_M0, _U0} else affirmation
        letters += [*centred("Klantprofiel", x, _TOP - 42), *(centred(said, x, _TOP - 32) if said else [])]
        letters += [
            *ending_at("gem.", _right(2 * group), _TOP - 20),
            *ending_at("UWV", _right(2 * group + 1), _TOP - 20),
        ]
    assert _counts(_published(letters)) == _expected()


def test_justified_words_of_narrow_head_cells_are_read() -> None:
    letters = [*_body(tuple(_FLAT)), *glyphs("Gemeente", 60, _TOP - 40), *ending_at("Totaal", _right(4), _TOP - 40)]
    for column, owner in ((0, "Gemeenteklanten"), (2, "UWV-klanten")):
        letters += centred(owner, _right(column) + 20, _TOP - 40)
        letters += [
            *ending_at("Profiel", _right(column), _TOP - 26),
            *ending_at("profiel", _right(column + 1), _TOP - 26),
        ]
        letters += glyphs("Geen", _right(column + 1) - 60, _TOP - 26)
    assert _counts(_published(letters)) == _expected()
