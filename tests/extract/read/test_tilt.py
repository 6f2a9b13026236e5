"""Pages that were laid in askew: rows that fall a little from left to right are the rows that a person sees."""

from __future__ import annotations

import math

import pytest
from handset import HEIGHT, WIDTH, glyphs, headings, table
from reading import rows_of

from klantprofielen.errors import DeclinedError
from klantprofielen.geometry import Box, Glyph
from klantprofielen.read.layout.page.reading_frame import page_of_glyphs
from klantprofielen.read.layout.publication import parse
from klantprofielen.records import RowKind

_ROWS = {
    "Almere": ("79", "450", "1.060", "313", "1.902"),
    "Dronten": ("3", "88", "229", "101", "421"),
    "Lelystad": ("6", "243", "544", "226", "1.019"),
    "Urk": ("0", "29", "51", "48", "128"),
    "TOTAAL AMR": ("88", "810", "1.884", "688", "3.470"),
}


def _letters() -> list[Glyph]:
    return [*headings(), *table(_ROWS.items(), 140, pitch=11)]


def _tilted(letters: list[Glyph], degrees: float) -> list[Glyph]:
    """Each letter where it stands after the page was turned about its middle: rows of 11 points fall up to 26."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    tilted = []
    for letter in letters:
        box = letter.box
        across, down = box.x_centre - WIDTH / 2, box.y_centre - HEIGHT / 2
        x, y = across * cos - down * sin + WIDTH / 2, across * sin + down * cos + HEIGHT / 2
        half_width, half_height = box.width / 2, box.height / 2
        tilted.append(letter._replace(box=Box(x - half_width, y - half_height, x + half_width, y + half_height)))
    return tilted


@pytest.mark.parametrize("degrees", [-2.0, -1.1, -0.4, 0.0, 0.3, 0.8, 1.5, 2.0])
def test_rows_that_fall_are_set_straight(degrees: float) -> None:
    letters = _tilted(_letters(), degrees)
    (publication,) = parse([page_of_glyphs(1, WIDTH, HEIGHT, letters)])
    assert rows_of(publication) == [[name, *counts] for name, counts in _ROWS.items()]
    (grand,) = (cell for cell in publication.cells if cell.cell_text == "3.470")
    assert grand.row_kind is RowKind.TOTAL
    own = letters[-5:]
    assert grand.box.x0 == pytest.approx(min(letter.box.x0 for letter in own), abs=1.0)
    assert grand.box.top == pytest.approx(min(letter.box.top for letter in own), abs=1.0), "the crop shows the print"


@pytest.mark.parametrize("degrees", [-6.0, 4.0, 5.0])
def test_a_slant_on_purpose_is_left_as_it_is(degrees: float) -> None:
    page = page_of_glyphs(1, WIDTH, HEIGHT, _tilted(_letters(), degrees))
    assert page.tilt == 0.0
    with pytest.raises(DeclinedError):
        parse([page])


def test_a_straight_page_with_a_tilted_stamp_is_straight() -> None:
    stamp = _tilted(glyphs("Gecontroleerd op volledigheid door de afdeling", 200, 400), 1.5)
    assert page_of_glyphs(1, WIDTH, HEIGHT, [*_letters(), *stamp]).tilt == 0.0
