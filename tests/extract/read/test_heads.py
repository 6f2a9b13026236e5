"""The heads of tables set by hand: a count is read under its own heading, in any order, or not at all."""

from __future__ import annotations

from contextlib import suppress
from itertools import permutations

import pytest
from handset import HEADS, centred, ending_at, glyphs, headings, moved, paragraph, width_of
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import codes_of
from whole_page import (
    ALL,
    FLAT,
    M0,
    M1,
    NAMES,
    ORDER,
    OVER_OWNER,
    PARTS,
    PITCH,
    SENTENCE,
    STEP,
    TOP,
    U0,
    U1,
    Counts,
    all_counts,
    body,
    by_role,
    counts_of,
    flat_header,
    over_columns,
    published,
    read_under,
    right_of,
    upward,
    whole,
)

from facsimiles.figures import dotted
from klantprofielen.errors import DeclinedError
from klantprofielen.records import ColumnRole


@pytest.mark.parametrize("order", list(permutations(FLAT)), ids=lambda order: "-".join(role[:6] for role in order))
def test_columns_in_any_order_keep_their_counts(order: tuple[ColumnRole, ...]) -> None:
    assert counts_of(published(whole(order))) == all_counts()


_BY_OWNER = (("Gemeenteklanten in Sonar", (M1, M0)), ("UWV-klanten in Sonar", (U1, U0)))
_BY_PROFILE = (("Met profiel", (M1, U1)), ("Geen profiel", (M0, U0)))
_OVER_PROFILE = {M1: "Gemeente", M0: "Gemeente", U1: "UWV", U0: "UWV"}


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
    leaves = OVER_OWNER if by_owner else _OVER_PROFILE
    order: list[ColumnRole] = [role for _, roles in groups for role in roles]
    order.insert(2 * total, ALL)
    letters = [*body(order, parts), *glyphs("Gemeente", 60, TOP - 36)]
    for text, roles in groups:
        columns = [order.index(role) for role in roles]
        letters += centred(text, (right_of(columns[0]) + right_of(columns[1])) / 2 - 15, TOP - 36)
    for column, role in enumerate(order):
        label = leaves.get(role)
        letters += ending_at(label or "Totaal in Sonar", right_of(column), TOP - 20 if label else TOP - 36)
    try:
        publication = published(letters)
    except DeclinedError:
        # Counts that agree under several readings (many zeros) may leave it open; the given ones never.
        assert parts != list(PARTS)
        return
    assert counts_of(publication) == all_counts(parts)


@pytest.mark.parametrize("missing", range(5))
@pytest.mark.parametrize("turn", [0, 1, 2, 3, 4])
def test_an_incomplete_header_is_never_filled_in_wrongly(missing: int, turn: int) -> None:
    order = ORDER[turn:] + ORDER[:turn]
    labels = [None if column == missing else FLAT[role] for column, role in enumerate(order)]
    with suppress(DeclinedError):
        assert read_under(labels, order) == all_counts(), "may be declined, but not guessed wrongly"


@pytest.mark.parametrize(
    "label",
    [
        "Gemeente met geen profiel",
        "Gemeente wel en niet profiel",
        "UWV gemeente profiel",
        "Gemeente vermoed profiel",
        # Its last letter is no letter of a column.
        "Gemeente profielC.v.",
    ],
)
def test_a_heading_that_contradicts_itself_or_has_an_unknown_word_is_declined(label: str) -> None:
    with pytest.raises(DeclinedError):
        read_under([label, *HEADS[1:]])


@pytest.mark.parametrize(
    "labels",
    [
        ("Gem. met KP", "Gem. zonder KP", "UWV met KP", "UWV zonder KP", "Totaal in Sonar"),
        ("Gem. profiel", "Gem. geen pr.", "UWV profiel", "UWV geen pr.", "Totaal"),
        ("Gem. profiel aanwezig", "Gem. profiel niet aanwezig", "UWV profiel aanwezig", "UWV profiel ontbreekt", "Som"),
        ("In beheer gem. KP", "In beheer gem. geen KP", "In beheer UWV KP", "In beheer UWV geen KP", "Tezamen"),
        # Two spaces between words: read word by word, these heads could be shared out in more than one way.
        ("Gem.  profiel", "Gem.  geen  profiel", "UWV  profiel", "UWV  geen  profiel", "Totaal  Sonar"),
    ],
)
def test_heads_are_read_in_other_words(labels: tuple[str, ...]) -> None:
    assert read_under(labels) == all_counts()


def test_a_ligature_or_hyphen_without_a_meaning_is_the_one_that_makes_known_words() -> None:
    labels = [label.replace("fi", "\ufffd").replace("UWV", "UWV\ufffd") for label in HEADS]
    assert read_under(labels) == all_counts()
    with pytest.raises(DeclinedError):
        read_under([labels[0].replace("Gemeente", "\ufffd"), *labels[1:]])


@pytest.mark.parametrize(
    "owners", [(["Gemeentekl", "anten"], ["UWV-kl", "anten"]), (["van de", "gemeent", "e"], ["van UWV"])]
)
def test_a_head_that_a_narrow_cell_cuts_within_a_word_is_whole(owners: tuple[list[str], list[str]]) -> None:
    letters = body()
    for column, (owner, profile) in enumerate((o, p) for o in owners for p in ("Met", "Zonder")):
        for place, text in enumerate((*owner, profile, "klantprofi", "el")):
            letters += ending_at(text, right_of(column), TOP - 60 + 10 * place)
    letters += [*ending_at("Totaal", right_of(4), TOP - 60), *glyphs("Gemeente", 60, TOP - 60)]
    assert counts_of(published(letters)) == all_counts()


def test_a_head_cut_within_a_word_may_have_wide_lines() -> None:
    heads = (
        "Gemeentekla|nten|profiel",
        "Gemeentekla|nten geen|profiel",
        "UWV-klan|ten|profiel",
        "UWV-klan|ten geen|profiel",
    )
    letters = [*body(), *ending_at("Totaal", right_of(4), TOP - 40), *glyphs("Gemeente", 60, TOP - 40)]
    for column, head in enumerate(heads):
        for place, text in enumerate(head.split("|")):
            letters += ending_at(text, right_of(column), TOP - 60 + 18 * place)
    assert counts_of(published(letters)) == all_counts()


@pytest.mark.parametrize("apart", [" ", "  "])
def test_a_denial_behind_the_profile_is_of_that_profile(apart: str) -> None:
    letters = [*body(), *glyphs("Gemeente", 60, TOP - 40), *ending_at("Totaal", right_of(4), TOP - 40)]
    for place, owner in ((0.5, "Klanten gemeente"), (2.5, "Klanten UWV")):
        letters += centred(owner, right_of(0) + STEP * place, TOP - 40)
    for column in range(4):
        said = f"Profiel{apart}niet" if column % 2 else "Profiel"
        letters += [*ending_at(said, right_of(column), TOP - 28), *ending_at("aanwezig", right_of(column), TOP - 19)]
    assert counts_of(published(letters)) == all_counts()


@pytest.mark.parametrize("number", ["{}", "({})"])
def test_a_row_that_numbers_the_columns_is_part_of_the_header(number: str) -> None:
    row = over_columns(map(number.format, range(1, 6)), TOP - 16)
    assert counts_of(published([*body(), *moved(flat_header(), 0, -12), *row])) == all_counts()


@pytest.mark.parametrize("order", [ORDER, (ALL, U0, U1, M0, M1)])
@pytest.mark.parametrize("mark", [".", ")"])
def test_the_letter_of_a_column_before_its_head_says_nothing(mark: str, order: tuple[ColumnRole, ...]) -> None:
    heads = [f"{letter}{mark} {FLAT[role]}" for letter, role in zip("ABCDE", order, strict=True)]
    assert read_under(heads, order) == all_counts()


@pytest.mark.parametrize("apart", [0.0, 1.0, 3.0])
def test_a_letter_that_touches_the_head_before_it_begins_the_next_head(apart: float) -> None:
    # Read as one head, `geen profielE. Totaal` would leave the last two columns without any.
    heads = [f"{letter}. {FLAT[role]}" for letter, role in zip("ABCD", (M1, M0, U1, U0), strict=True)]
    letters = [*body(), *flat_header([*heads, None])]
    letters += glyphs("E. Totaal", right_of(3) + apart, TOP - 20)
    assert counts_of(published(letters)) == all_counts()


@pytest.mark.parametrize(("head", "at"), [("CBS-code", 170.0), ("Rang", right_of(5))])
def test_a_column_that_counts_nobody_is_set_aside(head: str, at: float) -> None:
    letters = [*whole(), *centred(head, at, TOP - 20)]
    for place in range(5):
        letters += centred(f"{334 + place}", at, TOP + PITCH * place)
    read = counts_of(published(letters))
    assert {row.pop(ColumnRole.SHARE) for row in read.values()} == {f"{334 + place}" for place in range(5)}
    assert read == all_counts()


def test_headings_that_are_turned_round_turn_the_counts_round() -> None:
    # The words decide: the sums are right either way.
    read = read_under([HEADS[1], HEADS[0], *HEADS[2:]])
    assert (read["Almere"][M1], read["Almere"][M0]) == ("450", "79")


def test_a_header_word_that_a_hyphen_divides_goes_on_under_lines_of_other_labels() -> None:
    # `Totaal in / Sonar` stands half a line off the others, so that its second line comes between `So-` and `nar`.
    letters = [*body(), *over_columns(("Gemeente met", "Gemeente geen", "UWV met", "UWV geen"), TOP - 33)]
    letters += [*over_columns(["pro-"] * 4, TOP - 24), *over_columns(["fiel"] * 4, TOP - 15)]
    letters += [*ending_at("Totaal in", right_of(4), TOP - 28.5), *ending_at("Sonar", right_of(4), TOP - 19.5)]
    assert counts_of(published(letters)) == all_counts()


@pytest.mark.parametrize("shift", [0.0, 3.0, 6.5])
def test_a_table_beside_the_own_one_does_not_hide_its_header(shift: float) -> None:
    names = paragraph(("Servicepunt", "Lelystad", "Almere"), 790, TOP - 20 + shift, 11)
    hours = paragraph(("Openingstijden", "8.30 - 17.00", "9.00 - 12.30"), 845, TOP - 20 + shift, 11)
    assert counts_of(published([*whole(), *names, *hours])) == all_counts()


def test_heads_that_touch_are_told_apart_by_where_their_numbers_begin() -> None:
    labels = ("UWV, profiel", "UWV, geen profiel", "Gemeente, profiel", "Gemeente, geen profiel", "Totaal in Sonar")
    order = (U1, U0, M1, M0, ALL)
    letters = [*headings(), *paragraph(NAMES, 60, TOP, PITCH), *paragraph(SENTENCE, 40, 300, 12)]
    for column, (label, role) in enumerate(zip(labels, order, strict=True)):
        left = 160 + (width_of("Gemeente, geen profiel") + 2) * column
        counts = [dotted(by_role(row)[role]) for row in PARTS]
        letters += [*glyphs(label, left, TOP - 20), *paragraph(counts, left, TOP, PITCH)]
    assert counts_of(published(letters)) == all_counts()


def test_prose_beside_a_table_is_no_header_between_its_rows() -> None:
    # Words of the header, at a height between two rows, had cut the first row off.
    letters = moved(whole(), 150, where=lambda box: box.top >= 160)
    letters += paragraph(("UWV toont ook", "de profielen in", "klantprofielen van", "de gemeente"), 30, TOP + 6, 9)
    assert counts_of(published(letters)) == all_counts()


@pytest.mark.parametrize(
    ("of_which", "said"), [(range(0), []), (range(4), []), (range(2, 4), ["figures_of_a_part"])], ids=len
)
def test_of_which_over_all_four_parts_of_the_total_restricts_none_of_them(of_which: range, said: list[str]) -> None:
    heads = flat_header(["profiel", "geen profiel", "profiel", "geen profiel", "Totaal in Sonar"])
    owners = enumerate(["Gemeenteklanten"] * 2 + ["UWV-klanten"] * 2)
    above = [f"waarvan {owner}" if column in of_which else owner for column, owner in owners]
    publication = published([*body(), *heads, *over_columns(above, TOP - 30)])
    assert counts_of(publication) == all_counts()
    assert sorted(codes_of(publication)) == said


def test_a_negation_near_the_next_profile_is_a_head_of_its_own_where_the_sums_prove_it() -> None:
    step = 35.0
    letters = [letter for letter in body() if letter.box.x0 < right_of(0) - 40 or letter.box.top > 290]
    for letter in body():
        column = min(range(5), key=lambda place, at=letter.box.x1: abs(right_of(place) - at - 4))  # type: ignore[misc]
        if letter.box.x0 > right_of(0) - 40 and letter.box.top < 290:
            letters += moved([letter], (step - STEP) * column)
    for column, head in enumerate(("profiel", "geen", "profiel", "geen", "Sonar")):
        letters += ending_at(head, right_of(0) + step * column, TOP - 20)
    for place, owner in enumerate(("Gem.klanten", "UWV-klanten")):
        letters += ending_at(owner, right_of(0) + step * (2 * place + 1), TOP - 32)
    assert counts_of(published(letters)) == all_counts()


def test_turned_heads_that_all_stand_right_of_their_numbers_are_read_and_a_text_in_the_margin_is_none() -> None:
    letters = moved(body(), 0, 60, where=lambda box: box.top > 95)
    for column, head in enumerate(HEADS):
        letters += upward(head, right_of(column) + 2, TOP + 56)
    letters += upward("Concept UWV", right_of(4) + 40, TOP + 56)
    assert counts_of(published(letters)) == all_counts()


@pytest.mark.parametrize("head", ["Klanten in Sonar", "In Sonar", "Aantal klanten", "Bekend in Sonar", "Personen"])
def test_a_head_of_all_clients_is_the_total_where_it_is_the_sum_of_the_four(head: str) -> None:
    order = (ALL, U1, U0, M1, M0)
    heads = [head, *(FLAT[role] for role in order[1:])]
    assert read_under(heads, order) == all_counts()
    # The same head over a column that is not their sum is none of the total.
    with pytest.raises(DeclinedError):
        read_under(heads, (M0, U1, U0, M1, ALL))


def test_a_head_that_counts_the_register_is_not_the_total_in_sonar() -> None:
    heads = ["Personen in doelgroepregister", *(FLAT[role] for role in (M1, M0, U1, U0))]
    with pytest.raises(DeclinedError):
        read_under(heads, (ALL, M1, M0, U1, U0))


def test_a_rule_of_dashes_parts_no_header_from_its_rows() -> None:
    letters = [*whole(), *glyphs("-" * 100, 60, TOP - 9)]
    assert counts_of(published(letters)) == all_counts()


@pytest.mark.parametrize("order", [ORDER, (U1, U0, M1, M0, ALL)])
def test_heads_in_the_middle_of_a_high_cell_are_read_where_the_rows_add_up(order: tuple[ColumnRole, ...]) -> None:
    high = moved(flat_header([FLAT[role] for role in order]), 0, -20)
    assert counts_of(published([*body(order), *high])) == all_counts()


def test_groups_in_the_middle_of_high_cells_are_read_over_heads_that_are_near() -> None:
    letters = [*body(), *flat_header([*(OVER_OWNER[role] for role in ORDER[:4]), "Totaal"])]
    for column, owner in ((0, "Gemeenteklanten"), (2, "UWV-klanten")):
        letters += centred(owner, right_of(column) + 40, TOP - 60)
    assert counts_of(published(letters)) == all_counts()


@pytest.mark.parametrize("total", ["Totaal in Sonar", "Klanten in Sonar"])
def test_words_that_a_justified_cell_sets_apart_never_turn_the_counts_round(total: str) -> None:
    letters = [*body(), *glyphs("Gemeente", 60, TOP - 40), *ending_at(total, right_of(4), TOP - 40)]
    for column, owner in ((0, "Gemeenteklanten"), (2, "UWV-klanten")):
        letters += [
            *centred(owner, right_of(column) + 20, TOP - 40),
            *ending_at("Profiel in Sonar", right_of(column), TOP - 26),
        ]
        left = right_of(column) + 8
        letters += [*glyphs("Geen", left, TOP - 26), *glyphs("profiel", left + 34, TOP - 26)]
        letters += [*ending_at("in", right_of(column + 1), TOP - 26), *centred("Sonar", left + 45, TOP - 15)]
    with suppress(DeclinedError):
        assert counts_of(published(letters)) == all_counts()


@pytest.mark.parametrize("denial", ["ontbreekt", "niet aanwezig", "afwezig"])
@pytest.mark.parametrize("affirmation", ["aanwezig", ""])
@pytest.mark.parametrize("order", [(M1, U1, M0, U0, ALL), (M0, U0, M1, U1, ALL)])
def test_a_group_head_on_two_lines_denies_on_the_second(
    order: tuple[ColumnRole, ...], affirmation: str, denial: str
) -> None:
    # Read as two groups with a profile, or with the denial over the wrong one, every sum would still hold.
    letters = [*body(order), *glyphs("Gemeente", 60, TOP - 20), *ending_at("totaal", right_of(4), TOP - 20)]
    for group in (0, 1):
        x = right_of(2 * group) + 10
        said = denial if order[2 * group] in {M0, U0} else affirmation
        letters += [*centred("Klantprofiel", x, TOP - 42), *(centred(said, x, TOP - 32) if said else [])]
    letters += over_columns(("gem.", "UWV") * 2, TOP - 20)
    assert counts_of(published(letters)) == all_counts()


def test_justified_words_of_narrow_head_cells_are_read() -> None:
    letters = [*body(), *glyphs("Gemeente", 60, TOP - 40), *ending_at("Totaal", right_of(4), TOP - 40)]
    letters += over_columns(("Profiel", "profiel") * 2, TOP - 26)
    for column, owner in ((0, "Gemeenteklanten"), (2, "UWV-klanten")):
        letters += centred(owner, right_of(column) + 20, TOP - 40)
        letters += glyphs("Geen", right_of(column + 1) - 60, TOP - 26)
    assert counts_of(published(letters)) == all_counts()


_ONCE = {
    M1: "Gemeentekl. profiel",
    M0: "geen profiel",
    U1: "UWV-kl. profiel",
    U0: "geen profiel",
    ALL: "Totaal in Sonar",
}


@pytest.mark.parametrize("order", [(M1, M0, U1, U0, ALL), (ALL, U1, U0, M1, M0)])
def test_an_owner_that_is_named_once_holds_for_the_profile_behind_it(order: tuple[ColumnRole, ...]) -> None:
    assert read_under([_ONCE[role] for role in order], order) == all_counts()


def test_an_owner_that_is_named_once_holds_only_where_the_rows_add_up() -> None:
    with pytest.raises(DeclinedError, match="header_unreadable"):
        read_under([_ONCE[role] for role in ORDER], (M1, M0, U1, ALL, U0))


def test_two_heads_that_touch_at_the_edge_of_a_column_are_two() -> None:
    # `UWV metUWV zonder`: as one head, two columns of counts would go without.
    letters = [*body(), *glyphs("Gemeente", 60, TOP - 14)]
    letters += over_columns((*["profiel"] * 4, "Totaal in Sonar"), TOP - 14)
    letters += over_columns(("Gemeente met", "Gemeente zonder", "UWV met"), TOP - 24)
    letters += glyphs("UWV zonder", right_of(2), TOP - 24)
    assert counts_of(published(letters)) == all_counts()
