"""A scan's text layer is read as far as the picture bears it out: what is published is what was printed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import cells_by_reader, read_pdf, remarks_of

from facsimiles.figures import Figures, figures_of
from facsimiles.layout import Layout
from facsimiles.making import fitted, made
from facsimiles.scanning import Scanner, scanned
from facsimiles.specimen import Specimen
from klantprofielen.errors import DeclinedError
from klantprofielen.geometry import Box, Glyph
from klantprofielen.read.pdf.ink import PagePicture, seen_glyphs
from klantprofielen.read.pdf.scans import without_unlike_numbers

_FIGURES = figures_of("groningen_2020q3")
_LOOKS = (Layout(face="dejavu", size=9), Layout(face="liberation", rules="zebra"), Layout(rules="none", size=11))
_SCANNERS = (
    Scanner(),
    Scanner(resolution=150, blur=0.5),
    Scanner(resolution=300, blur=1.0, grain=30),
    Scanner(tilt=0.4),
    Scanner(tilt=-0.3, grain=20),
)


def _pdf(figures: Figures, look: Layout) -> bytes:
    return made(fitted(Specimen((figures,), look, "reportlab")))


@pytest.mark.parametrize("scanner", _SCANNERS, ids=str)
@pytest.mark.parametrize("look", _LOOKS, ids=lambda look: f"{look.face} {look.rules} {look.size}")
def test_a_true_layer_is_read_whole(look: Layout, scanner: Scanner) -> None:
    pdf = _pdf(_FIGURES, look)
    reading = read_pdf(scanned(pdf, pdf, scanner))
    assert remarks_of(reading) >= {"text_layer_of_scan"}
    assert "digits_not_read" not in remarks_of(reading)
    assert cells_by_reader(reading) == cells_by_reader(read_pdf(pdf))


@pytest.mark.parametrize("stretch", [70, 80, 90])
def test_digits_may_stand_elsewhere_in_the_layer_than_in_the_picture(stretch: int) -> None:
    pdf = _pdf(_FIGURES, Layout())
    reading = read_pdf(scanned(pdf, pdf, Scanner(), stretch=stretch))
    assert cells_by_reader(reading) == cells_by_reader(read_pdf(pdf))


def _with_count(row: int, count: int) -> Figures:
    rows = list(_FIGURES.rows)
    rows[row] = replace(rows[row], counts=(count, *rows[row].counts[1:]))
    return replace(_FIGURES, rows=tuple(rows))


@pytest.mark.parametrize("said", [12, 17, 21, 22, 71, 72, 112, 132, 2])
def test_a_number_that_the_picture_shows_otherwise_is_not_read(said: int) -> None:
    # As text recognition errs: a 7 for a 1, one digit for two, and the other way round.
    shown = 172 if said > 99 else 72 if said != 72 else 12
    pdf = scanned(_pdf(_with_count(3, shown), Layout()), _pdf(_with_count(3, said), Layout()), Scanner())
    reading = read_pdf(pdf)
    assert "digits_not_read" in remarks_of(reading)
    layer = cells_by_reader(read_pdf(_pdf(_with_count(3, said), Layout())))
    assert [Counter(told) - Counter(read) for told, read in zip(layer, cells_by_reader(reading), strict=True)] == [
        {str(said): 1}
    ] * 2


@pytest.mark.parametrize("look", _LOOKS, ids=lambda look: f"{look.face} {look.rules} {look.size}")
def test_a_layer_with_the_figures_of_another_page_is_declined(look: Layout) -> None:
    # Both pages are right for themselves: no sum tells that they are not one.
    others = tuple(replace(row, counts=counts) for row, counts in zip(_FIGURES.rows, _shifted(), strict=True))
    shown = replace(_FIGURES, rows=others)
    with pytest.raises(DeclinedError, match="digits_drawn_otherwise"):
        read_pdf(scanned(_pdf(shown, look), _pdf(_FIGURES, look), Scanner()))


def _shifted() -> list[tuple[int | None, ...]]:
    """The counts of each row given to the next."""
    counts = [row.counts for row in _FIGURES.rows]
    return [*counts[1:], counts[0]]


_SIDES = st.floats(-2000, 2000) | st.sampled_from([float("nan"), float("inf"), float("-inf"), 1e30])


@given(st.lists(st.tuples(st.sampled_from("0123456789 ."), _SIDES, _SIDES, _SIDES, _SIDES), max_size=6))
def test_digits_may_be_said_to_stand_anywhere(said: list[tuple[str, float, float, float, float]]) -> None:
    # A layer's boxes are what a file says: none of them may end the reading.
    glyphs = [Glyph(text, Box(*sides), 8, 0) for text, *sides in said]
    shown = np.random.default_rng(1).integers(0, 0xFFFFFF, (60, 80), dtype=np.uint32)
    heeded, unlike = without_unlike_numbers(glyphs, PagePicture(shown, 1.0))
    kept = [glyph.text for glyph, before in zip(heeded, glyphs, strict=True) if glyph.text == before.text]
    assert (len(kept) < len(glyphs)) == bool(unlike)


def test_a_narrow_letter_beside_its_picture_is_read_with_its_word_and_a_word_without_a_picture_is_not() -> None:
    # A layer's own type is of other widths: its `l` may stand between two letters of the picture.
    pixels = np.full((400, 400), 0xFFFFFF, dtype=np.uint32)
    layer: list[Glyph] = []
    for line, word in enumerate(("profiel", "Sonar", "klanten", "gemeente", "gemeenten", "zonder")):
        for place, letter in enumerate(word):
            box = Box(20 + 8 * place, 20 + 20 * line, 28 + 8 * place, 32 + 20 * line)
            layer.append(Glyph(letter, box, 12, 0, (0, 0, 0), is_painted=False))
            if letter != "l" and word != "zonder":
                pixels[int(box.top) + 2 : int(box.bottom) - 2, int(box.x0) + 1 : int(box.x1) - 1] = 0
    seen, _ = seen_glyphs(layer, PagePicture(pixels, 1.0))
    assert "".join(glyph.text for glyph in seen) == "profielSonarklantengemeentegemeenten"
