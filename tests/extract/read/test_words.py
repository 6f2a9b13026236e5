"""From letters to words: what stands together is one word, and what a person sees twice is there once."""

from __future__ import annotations

import random

import pytest
from handset import HEIGHT, SIZE, WIDTH, glyphs, page
from hypothesis import assume, given
from hypothesis import strategies as st

from facsimiles.figures import dotted
from klantprofielen.geometry import Box, Glyph
from klantprofielen.read.layout.page.reading_frame import page_of_glyphs

_WORDS = st.lists(st.text("abcdefghijklmnopqrstuvwxyz0123456789.'", min_size=1, max_size=9), min_size=1, max_size=8)


def _text(letters: list[Glyph]) -> list[str]:
    return [line.text for line in page(letters).lines]


@given(words=_WORDS, shuffled=st.randoms(use_true_random=False))
def test_words_are_read_whatever_the_order_of_their_letters(words: list[str], shuffled: random.Random) -> None:
    # Three points in a row are leader dots.
    assume("..." not in "".join(words))
    letters = glyphs(" ".join(words), 40, 100)
    shuffled.shuffle(letters)
    assert _text(letters) == [" ".join(words)]


@given(words=st.lists(st.text("abcdeghinorstuv", min_size=4, max_size=9), min_size=2, max_size=4))
def test_spaced_letters_are_words_and_not_letters(words: list[str]) -> None:
    # Tracking of a quarter of the size: wider than a space in plain text.
    letters = [g for g in glyphs(" ".join(words), 40, 100, tracking=0.25 * SIZE) if not g.text.isspace()]
    assert _text(letters) == [" ".join(words)]


def test_the_words_of_a_spaced_heading_are_one_text_where_a_reader_gives_no_spaces() -> None:
    # Else the quarter stands in one heading and its year in another, and none names both.
    letters = [g for g in glyphs("VIERDE KWARTAAL 2020", 40, 100, tracking=0.2 * SIZE) if not g.text.isspace()]
    sheet = page([*letters, *glyphs("In Sonar zijn niet alle doelgroepen opgenomen", 40, 130)])
    assert [text.text for text in sheet.texts(sheet.lines[0], 1.0)] == ["VIERDE KWARTAAL 2020"]


@given(number=st.integers(0, 99_999), shift=st.floats(0.02, 0.3))
def test_imitated_bold_is_read_once(number: int, shift: float) -> None:
    text = dotted(number)
    twice = [*glyphs(text, 40, 100), *glyphs(text, 40 + shift, 100)]
    assert _text(twice) == [text]


@given(number=st.integers(0, 99_999))
def test_bold_drawn_letter_by_letter_is_read_once(number: int) -> None:
    once = glyphs(str(number), 40, 100)
    twice = [copy for g in once for copy in (g, Glyph(g.text, Box(g.box.x0 + 0.2, 100, g.box.x1 + 0.2, 108), SIZE))]
    assert _text(twice) == [str(number)]


@pytest.mark.parametrize("number", ["7", "421"])
def test_a_digit_drawn_twice_in_one_place_is_one_digit(number: str) -> None:
    # Nothing a person sees tells 7 from 7 over 7; read as 77 it is another number.
    assert _text([copy for g in glyphs(number, 40, 100) for copy in (g, g)]) == [number]


def test_a_doubled_digit_is_not_taken_for_bold() -> None:
    assert _text(glyphs("1.100 11 2.200", 40, 100)) == ["1.100 11 2.200"]


def test_the_letters_of_a_ligature_share_a_box_and_stay() -> None:
    # PDFium gives `ff` and `ffi` as letters in one box.
    shared = Box(60, 100, 66, 108)
    letters = [*glyphs("Stra", 44, 100), Glyph("f", shared, SIZE), Glyph("f", shared, SIZE), *glyphs("er", 66, 100)]
    assert _text(letters) == ["Straffer"]


@pytest.mark.parametrize(("ligature", "spelled"), [("\ufb00", "ff"), ("\ufb01", "fi"), ("\ufb03", "ffi")])
def test_a_ligature_of_one_letter_is_spelled_out(ligature: str, spelled: str) -> None:
    assert _text(glyphs(f"De{ligature}ne", 40, 100)) == [f"De{spelled}ne"]


@pytest.mark.parametrize("hyphen", ["\u00ad", "\u2010", "\u2011"])
def test_a_hyphen_that_is_seen_is_a_hyphen(hyphen: str) -> None:
    assert _text(glyphs(f"Midden{hyphen}Groningen", 40, 100)) == ["Midden-Groningen"]


@pytest.mark.parametrize("number", ["1.060", "313"])
def test_a_footnote_mark_does_not_become_a_digit_of_the_count(number: str) -> None:
    # A raised 1 behind 313 must never make 3131.
    letters = glyphs(number, 40, 100)
    mark = Glyph("1", Box(letters[-1].box.x1, 98.5, letters[-1].box.x1 + 2.5, 103.5), 5.0)
    assert _text([*letters, mark]) == [f"{number}¹"]


def test_a_mark_in_five_sixths_of_the_size_is_a_mark_when_it_is_raised() -> None:
    # As a browser sets it: 313 with a 2 behind it is no 3132.
    letters = glyphs("313", 40, 100)
    last = letters[-1].box
    mark = Box(last.x1, last.top - 0.23 * SIZE, last.x1 + 3.7, last.bottom - 0.4 * SIZE)
    assert _text([*letters, Glyph("2", mark, SIZE * 5 / 6)]) == ["313²"]


def test_an_accent_drawn_apart_joins_its_letter() -> None:
    letters = glyphs("Skarsterlan", 40, 100)
    accent = Glyph("\u02c6", letters[-2].box, SIZE)
    assert _text([*letters, accent]) == ["Skarsterlân"]


def test_digits_over_one_another_are_told() -> None:
    notes = dict(page([*glyphs("313 1.060 450 79", 40, 100), *glyphs("8", 40, 100)]).notes)
    assert "3/8" in notes["text_overprinted"] or "8/3" in notes["text_overprinted"]


def test_digits_that_rounding_sets_apart_are_one_number_and_columns_are_two() -> None:
    for gap, expected in ((0.2, ["Zeewolde 85"]), (0.26, ["Zeewolde 8 5"])):
        first = glyphs("Zeewolde 8", 40, 100)
        assert _text([*first, *glyphs("5", first[-1].box.x1 + gap * SIZE, 100)]) == expected


def test_lines_come_from_the_top_down() -> None:
    letters = [*glyphs("onder", 40, 200), *glyphs("boven", 40, 100)]
    assert _text(letters) == ["boven", "onder"]


_BOXES = st.builds(
    lambda x, y, w, h: Box(x, y, x + w, y + h),
    st.floats(0, 500), st.floats(0, 500), st.floats(0.5, 90), st.floats(0.5, 90),
)  # fmt: skip


@given(box=_BOXES, turns=st.integers(-4, 8))
def test_a_box_turned_there_and_back_is_itself(box: Box, turns: int) -> None:
    width, height = (HEIGHT, WIDTH) if turns % 2 else (WIDTH, HEIGHT)
    back = box.turned(turns, WIDTH, HEIGHT).turned(-turns, width, height)
    assert _sides(back) == pytest.approx(_sides(box), abs=1e-6)


def _sides(box: Box) -> tuple[float, float, float, float]:
    return box.x0, box.top, box.x1, box.bottom


@given(turns=st.integers(0, 3), x=st.floats(20, 300), y=st.floats(20, 300))
def test_a_crop_of_turned_text_is_where_it_is_shown(turns: int, x: float, y: float) -> None:
    # Text set upright on a page that a viewer then turns: the crop must be cut from the page as shown.
    width, height = (HEIGHT, WIDTH) if turns % 2 else (WIDTH, HEIGHT)
    shown = [Glyph(g.text, g.box.turned(turns, WIDTH, HEIGHT), g.size, turns) for g in glyphs("Zeewolde 1.234", x, y)]
    read = page_of_glyphs(1, width, height, shown)
    (line,) = read.lines
    assert line.text == "Zeewolde 1.234"
    for word, part in zip(line.words, (shown[:8], shown[9:]), strict=True):
        assert _sides(read.shown_box(word.box)) == pytest.approx(
            (
                min(g.box.x0 for g in part), min(g.box.top for g in part),
                max(g.box.x1 for g in part), max(g.box.bottom for g in part),
            ), abs=1e-6,
        )  # fmt: skip


@given(number=st.integers(0, 99_999), across=st.floats(-0.15, 0.15), down=st.floats(0.03, 0.15))
def test_the_shadow_of_a_text_is_read_once(number: int, across: float, down: float) -> None:
    text = f"Totaal alle {dotted(number)}"
    shown = [glyph._replace(ink=(0, 0, 0)) for glyph in glyphs(text, 40, 100)]
    shadow = [glyph._replace(ink=(190, 190, 190)) for glyph in glyphs(text, 40 + across * SIZE, 100 + down * SIZE)]
    assert [word for line in _text([*shadow, *shown]) for word in line.split()] == text.split()


def test_letters_of_one_colour_close_to_one_another_are_no_shadow() -> None:
    assert _text(glyphs("alle Hawaii 11.111", 40, 100)) == ["alle Hawaii 11.111"]


@pytest.mark.parametrize("leader", ["." * 12, ". " * 9, "\u2026" * 4, "\u00b7" * 8])
def test_leader_dots_are_no_text(leader: str) -> None:
    row = [*glyphs(f"Dronten {leader}", 40, 100), *glyphs(f"421 {leader}", 200, 100), *glyphs("1.060", 300, 100)]
    assert _text(row) == ["Dronten 421 1.060"]


def test_a_ligature_whose_bytes_are_the_wrong_way_round_is_read() -> None:
    assert _text(glyphs("pro\u6600\u6900el", 40, 100)) == ["profiel"]


@pytest.mark.parametrize("bar", ["|", "\u00a6", "!", "\u2502"])
@pytest.mark.parametrize("dash", ["-", "=", "\u2500"])
def test_rules_made_of_characters_are_no_text(bar: str, dash: str) -> None:
    rows = [("Almere", "79", "1.060"), ("Dronten", "3", "229"), ("Urk", "0", "51")]
    letters = glyphs(f"+{dash * 20}+{dash * 20}+", 40, 86)
    for place, row in enumerate(rows):
        for column, text in enumerate(row):
            letters += [
                *glyphs(bar, 34 + 100 * column, 100 + 14 * place),
                *glyphs(text, 40 + 100 * column, 100 + 14 * place),
            ]
    assert _text(letters) == [" ".join(row) for row in rows]


def test_a_bar_or_a_dash_of_its_own_is_text() -> None:
    # Of a menu, and of an empty cell.
    assert _text(glyphs("Home | Contact", 40, 100)) == ["Home | Contact"]
    assert _text([*glyphs("Urk", 40, 100), *glyphs("-", 140, 100), *glyphs("5", 200, 100)]) == ["Urk - 5"]


def test_single_points_of_suppressed_cells_are_no_leader() -> None:
    cells = [letter for place in range(5) for letter in glyphs(".", 200 + 60 * place, 100)]
    assert _text([*glyphs("Urk", 40, 100), *cells]) == ["Urk . . . . ."]


def test_a_space_that_is_taken_back_parts_no_word() -> None:
    # Some kern by a space and a step back: the next letter stands over the space.
    first, rest = glyphs("kwar", 40, 100), glyphs("taal 2020", 40 + 4 * 0.5 * SIZE + 0.03 * SIZE, 100)
    end = first[-1].box.x1
    space = Glyph(" ", Box(end, 100, end + 0.28 * SIZE, 108), SIZE)
    assert _text([*first, space, *rest]) == ["kwartaal 2020"]


@pytest.mark.parametrize(("before", "after"), [("UWV-", "klanten"), ("1.", "052"), ("Gemeente", "-")])
@pytest.mark.parametrize("back", [0.0, 0.02])
def test_a_space_that_only_allows_a_break_parts_no_word(before: str, after: str, back: float) -> None:
    first = glyphs(before, 40, 100)
    end = first[-1].box.x1
    space = Glyph(" ", Box(end, 100, end + 0.28 * SIZE, 108), SIZE)
    assert _text([*first, space, *glyphs(after, end - back * SIZE, 100)]) == [before + after]


def test_a_space_between_numbers_always_parts_them() -> None:
    first = glyphs("12", 40, 100)
    end = first[-1].box.x1
    space = Glyph(" ", Box(end, 100, end + 0.28 * SIZE, 108), SIZE)
    assert _text([*first, space, *glyphs("34", end + 0.02 * SIZE, 100)]) == ["12 34"]


def test_lines_of_a_cell_beside_a_text_in_larger_type_are_not_interleaved() -> None:
    # A heading beside a head on two lines, its middle between the two.
    cells = [*glyphs("Transparantie", 40, 101.5, 13), *glyphs("Totaal in", 300, 100.4), *glyphs("Sonar", 302, 107.6)]
    words = sorted(word.text for line in page(cells).lines for word in line.words)
    assert words == sorted(["Transparantie", "Totaal", "in", "Sonar"])


def test_a_raised_mark_before_a_note_stands_in_its_line() -> None:
    # Apart from its mark, a note on one number would be taken for one on all figures.
    letters = [*glyphs("1", 40, 98.5, 5), *glyphs("Gemeente registreert sinds dit jaar.", 44, 100)]
    (line,) = page(letters).lines
    assert line.text == "1 Gemeente registreert sinds dit jaar."


def test_digits_that_all_are_set_apart_are_numbers_beside_a_name_that_is_not() -> None:
    letters = [*glyphs("Edam-Volendam", 40, 100), *glyphs("116", 240, 100, tracking=2)]
    letters += [*glyphs("48", 300, 100, tracking=2), *glyphs("1.910", 360, 100, tracking=2)]
    assert _text(letters) == ["Edam-Volendam 116 48 1.910"]


def test_numbers_of_one_digit_in_narrow_columns_are_not_one_number() -> None:
    letters = glyphs("Edam-Volendam", 40, 100)
    for column, digit in enumerate("61749"):
        letters += glyphs(digit, 240 + 13 * column, 100)
    assert _text(letters) == ["Edam-Volendam 6 1 7 4 9"]


def test_letters_over_their_own_outline_are_read_once() -> None:
    outline = [glyph._replace(ink=(255, 255, 255)) for glyph in glyphs("1.026 Duiven", 40, 100)]
    assert _text([*outline, *glyphs("1.026 Duiven", 40, 100)]) == ["1.026 Duiven"]


def test_the_numbers_of_a_line_printer_before_every_line_are_no_text() -> None:
    texts = ["Transparantie van klantprofielen", "Flevoland", "", "Almere 79", "Dronten 3", "Urk 0", "Totaal 82", "UWV"]
    letters = []
    for place, text in enumerate(texts):
        letters += [*glyphs(f"{place + 9}:", 20, 40 + 14 * place), *glyphs(text, 60, 40 + 14 * place)]
    assert _text(letters) == [text for text in texts if text]


def test_the_numbers_of_rows_are_not_those_of_lines() -> None:
    texts = [
        "Transparantie van klantprofielen",
        "Flevoland",
        *(f"{row}. Almere 79" for row in range(1, 10)),
        "Totaal 82",
    ]
    letters = [g for place, text in enumerate(texts) for g in glyphs(text, 60, 40 + 14 * place)]
    assert _text(letters) == texts


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("S\u00c3\u00badwest-Frysl\u00c3\u00a2n", "S\u00fadwest-Frysl\u00e2n"),
        ("UWV \u00c2\u00a9", "UWV \u00a9"),
        ("Frysl\u00e2n", "Frysl\u00e2n"),
        ("1\u00c2060", "1\u00c2060"),
    ],
)
def test_a_name_printed_byte_by_byte_is_read_and_a_number_is_not(printed: str, meant: str) -> None:
    assert _text(glyphs(printed, 40, 100)) == [meant]


def test_a_capital_drawn_higher_than_other_letters_is_of_its_own_line() -> None:
    # Cells of one row whose lines stand at three heights: it may be drawn first, and join the line above.
    def letters(text: str, x: float, top: float) -> list[Glyph]:
        found = glyphs(text, x, top, 10.4)
        capital = found[0].box
        return [found[0]._replace(box=capital._replace(top=top - 0.15), size=10.55), *found[1:]]

    cells = [*letters("Gemeente", 40, 100), *letters("Geen", 140, 104.3), *glyphs("profiel", 190, 104.3, 10.4)]
    lines = page([*cells, *letters("Sonar", 300, 106.6)]).lines
    assert [line.text for line in lines] == ["Gemeente", "Geen profiel Sonar"]
