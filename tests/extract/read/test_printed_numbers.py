"""Printed tokens and header words: a number is what is printed, and a word that is not known is not guessed."""

from __future__ import annotations

import pytest
from handset import SIZE, glyphs, page, width_of
from hypothesis import given
from hypothesis import strategies as st

from klantprofielen.geometry import Box, Glyph, Line
from klantprofielen.read.layout.numbers.printed_numbers import Kind, count_of, kind_of, token_runs
from klantprofielen.read.layout.vocabulary.header_words import Term, terms_of
from klantprofielen.read.letters import compact


def _line(text: str, gap: float = 4.0) -> Line:
    """A line of cells, parted by `|`, that stand some letters apart."""
    letters = []
    x = 40.0
    for cell in text.split("|"):
        letters += glyphs(cell, x, 100)
        x += width_of(cell) + gap * SIZE
    (line,) = page(letters).lines
    return line


def _tokens(text: str, *, join_groups: bool = True, gap: float = 4.0) -> list[str]:
    return [token.text for run in token_runs(_line(text, gap), join_groups=join_groups) for token in run.tokens]


@given(
    counts=st.lists(st.integers(0, 999_999), min_size=1, max_size=6),
    mark=st.sampled_from([".", " ", "\u00a0", "\ufffd", ""]),
)
def test_counts_come_back_whatever_parts_their_thousands(counts: list[int], mark: str) -> None:
    printed = [f"{count:,}".replace(",", mark) for count in counts]
    assert [count_of(text) for text in _tokens("|".join(["Urk", *printed]))] == counts


def test_groups_of_three_are_two_numbers_when_read_apart() -> None:
    assert _tokens("Urk|1 060", join_groups=False) == ["1", "060"]
    assert _tokens("Urk|1 060", join_groups=True) == ["1 060"]


def test_a_group_one_place_of_monospaced_type_from_the_digits_before_it_is_of_their_number() -> None:
    # Every place of Courier is 0.6 of its size wide, a space as well; two of them part numbers.
    def tokens(text: str) -> list[str]:
        letters = [
            Glyph(letter, Box(x, 100, x + 0.6 * SIZE, 100 + SIZE), SIZE)
            for letter, x in zip(text, (40 + 0.6 * SIZE * place for place in range(len(text))), strict=True)
        ]
        (line,) = page(letters).lines
        return [token.text for run in token_runs(line, join_groups=True) for token in run.tokens]

    assert tokens("Urk   1 247   12 060   106   39") == ["1 247", "12 060", "106", "39"]
    assert tokens("Urk   1  247") == ["1", "247"]


@pytest.mark.parametrize(("space", "is_one"), [("\u202f", True), ("\u2003", True), (" ", False), ("\u2003" * 2, False)])
def test_a_wide_space_alone_between_groups_parts_no_numbers(space: str, *, is_one: bool) -> None:
    # A font without the narrow space prints another for it, as wide as a letter: no column stands so near.
    letters = [*glyphs("Urk", 40, 100), *glyphs("1", 80, 100), *glyphs("250", 80 + width_of("1") + SIZE, 100)]
    step = SIZE / len(space)
    letters += [
        Glyph(one, Box(x, 100, x + step, 100 + SIZE), SIZE)
        for place, one in enumerate(space)
        for x in [80 + width_of("1") + step * place]
    ]
    (line,) = page(letters).lines
    (run,) = token_runs(line, join_groups=True)
    assert [token.text for token in run.tokens] == ([f"1{space}250"] if is_one else ["1", "250"])


@pytest.mark.parametrize(("text", "count"), [("12 34", ["12", "34"]), ("1234 567", ["1234", "567"])])
def test_what_is_no_group_of_thousands_is_not_joined(text: str, count: list[str]) -> None:
    assert _tokens(f"Urk|{text}") == count


def test_numbers_of_two_columns_are_not_joined() -> None:
    assert _tokens("Urk|1|060|313", gap=1.0) == ["1", "060", "313"]


@pytest.mark.parametrize("text", ["-", "–", "x", "X", "*", "**", "<5", "≤ 10", "n.b.", "nvt", "."])
def test_a_suppressed_count_is_never_a_number(text: str) -> None:
    assert kind_of(text) is Kind.SUPPRESSED
    assert count_of(text) is None


def test_a_bound_set_apart_stays_one_cell() -> None:
    assert _tokens("Urk|< 5|12") == ["< 5", "12"]


@pytest.mark.parametrize("text", ["1.06", "1,5", "12.3456", "0.5", "1.060,5", "1..060", "-3", "1.060.5", "1\ufffd06"])
def test_what_is_no_plain_count_is_not_read_as_one(text: str) -> None:
    assert count_of(text) is None


@pytest.mark.parametrize("text", ["Urk", "e", "1e", "Q2", "personen", "6a"])
def test_words_are_no_numbers(text: str) -> None:
    assert kind_of(text) is None


@given(text=st.text(max_size=40))
def test_anything_may_be_asked(text: str) -> None:
    # Documents hold any character there is, and none may end the reading.
    kind_of(text)
    count_of(text)
    assert compact(compact(text)) == compact(text) or not text.isascii()
    terms_of(text)


def test_a_digit_of_another_script_is_no_count() -> None:
    assert count_of("²") is None


# `geen` and `met` go with a profile: before another word (`geen Gemeente`) they make it a head of something else.
_KNOWN = st.sampled_from(
    ["Gemeente", "UWV", "profiel", "geen profiel", "met profiel", "Totaal", "Sonar", "klanten", "in", "aandeel"]
)


@given(words=st.lists(_KNOWN, min_size=1, max_size=6), joiner=st.sampled_from([" ", "-", "", "\u00a0", "\n"]))
def test_header_words_are_read_however_they_are_joined(words: list[str], joiner: str) -> None:
    apart = [term for word in words for term in terms_of(word) or ()]
    assert list(terms_of(joiner.join(words)) or ()) == apart


@given(words=st.lists(_KNOWN, min_size=1, max_size=4), foreign=st.text("bcdfghjkqz", min_size=4, max_size=9))
def test_one_unknown_word_makes_a_header_unread(words: list[str], foreign: str) -> None:
    assert terms_of(" ".join([*words, foreign])) is None


@pytest.mark.parametrize("text", ["zonder profiel", "geen profiel", "nog geen profiel", "Profiel: nee", "niet"])
def test_no_is_never_read_as_yes(text: str) -> None:
    terms = terms_of(text)
    assert terms is not None
    assert Term.NEGATIVE in terms
    assert Term.POSITIVE not in terms
