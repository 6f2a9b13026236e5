"""A text layer that tells other digits than the page shows is not believed; fonts that tell the truth always are."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from fontTools.agl import UV2AGL
from reading import cells_by_reader, read_pdf, remarks_of
from reportlab.pdfgen.canvas import Canvas

from facsimiles.figures import figures_of
from facsimiles.layout import Layout
from facsimiles.lies import with_digits_renamed, with_drawn_fonts
from facsimiles.making import fitted, made
from facsimiles.specimen import Specimen
from klantprofielen.errors import DeclinedError
from klantprofielen.records import PassageRole

_FIGURES = figures_of("groningen_2020q3")
_SWAPPED = {"3": "8", "8": "3"}
_LOOKS = (
    Layout(),
    Layout(face="dejavu", rules="zebra"),
    Layout(face="liberation", rules="none", size=11),
    Layout(turn="text_90"),
    Layout(size=6, rules="horizontal"),
)


@pytest.mark.parametrize("engine", ["reportlab", "fpdf2", "typst"])
@pytest.mark.parametrize("look", _LOOKS, ids=lambda look: f"{look.face} {look.rules} {look.size} {look.turn}")
def test_a_document_whose_font_calls_an_8_a_3_is_declined(engine: str, look: Layout) -> None:
    pdf = made(fitted(Specimen((_FIGURES,), look, engine)))
    assert "digits_not_read" not in remarks_of(read_pdf(pdf)), "the font tells the truth"
    with pytest.raises(DeclinedError, match="digits_drawn_otherwise"):
        read_pdf(with_digits_renamed(pdf, _SWAPPED))


@pytest.mark.parametrize(
    "names",
    [
        {"1": "7", "7": "1"},
        {"6": "9", "9": "6"},
        {"5": "6", "6": "5"},
        {"0": "8", "8": "0"},
        {"2": "5", "5": "2"},
        {digit: str((int(digit) + 3) % 10) for digit in "0123456789"},
        # Not even an exchange: two drawn digits have one name.
        {"8": "3"},
    ],
    ids=lambda names: ",".join(f"{drawn} as {said}" for drawn, said in names.items()),
)
@pytest.mark.parametrize("engine", ["reportlab", "typst"])
def test_whatever_digits_are_exchanged_is_seen(engine: str, names: dict[str, str]) -> None:
    pdf = made(fitted(Specimen((_FIGURES,), Layout(), engine)))
    with pytest.raises(DeclinedError, match="digits_drawn_otherwise"):
        read_pdf(with_digits_renamed(pdf, names))


def test_one_digit_that_is_drawn_as_another_is_seen_among_many_that_are_not() -> None:
    # The code that the sentence's font has for one place draws an 8, and is called a 3.
    shown = Canvas(into := io.BytesIO(), pagesize=(400, 400), pageCompression=0)
    shown.setFont("Helvetica", 10)
    for row in range(8):
        shown.drawString(40, 340 - 14 * row, f"1234567890 3{row}3 8{row}8")
    shown.drawString(40, 40, "In totaal @.082 personen")
    shown.save()
    lying = io.BytesIO()
    with pikepdf.open(into) as document:
        page = document.pages[0]
        (font,) = page.Resources.Font.values()
        font.Encoding = pikepdf.Dictionary(Type=pikepdf.Name.Encoding, Differences=[64, pikepdf.Name.eight])
        font.ToUnicode = document.make_stream(
            b"/CMapName /X def 1 begincodespacerange <00> <ff> endcodespacerange\n"
            b"2 beginbfrange\n<20> <3f> <0020>\n<41> <7e> <0041>\nendbfrange\n1 beginbfchar\n<40> <0033>\nendbfchar"
        )
        document.save(lying)
    with pytest.raises(DeclinedError, match="3 is drawn as 8"):
        read_pdf(lying.getvalue())


def test_the_sentence_of_a_font_that_lies_gives_no_register() -> None:
    # Its table is set in another font, and stands.
    case = Path(__file__).resolve().parents[2] / "cases" / "register_contradicted.pdf"
    reading = read_pdf(case.read_bytes())
    assert "digits_not_read" in remarks_of(reading)
    (publication,) = reading.publications
    assert publication.verifies
    for passage in publication.passages:
        if passage.passage_role is PassageRole.FOOTNOTE:
            assert not any(char.isdigit() for char in passage.passage_text)


def _numbered(character: str) -> str:
    """The name that TeX's bitmap fonts give: the glyph's number alone."""
    return f"a{ord(character)}"


def _old_style(character: str) -> str:
    name = str(UV2AGL[ord(character)])
    return f"{name}oldstyle" if character.isdigit() else name


_PLAIN = Specimen((figures_of("flevoland_2020q2"),), Layout(face="helvetica"), "reportlab")


@pytest.mark.parametrize("names", [_numbered, _old_style])
def test_figures_without_a_common_meaning_are_read_by_both_readers(names: Callable[[str], str]) -> None:
    pdf = made(fitted(_PLAIN))
    read = read_pdf(with_drawn_fonts(pdf, names))
    assert cells_by_reader(read) == cells_by_reader(read_pdf(pdf))
    assert len(read.by_reader) == 2
    assert "digits_not_read" not in remarks_of(read)


@pytest.mark.parametrize("exchange", ["38", "17", "69", "56", "08", "25"])
@pytest.mark.parametrize("names", [_numbered, _old_style])
def test_glyphs_whose_names_lie_against_the_picture_are_declined(names: Callable[[str], str], exchange: str) -> None:
    lie = {exchange[0]: exchange[1], exchange[1]: exchange[0]}
    with pytest.raises(DeclinedError, match="digits_drawn_otherwise"):
        read_pdf(with_drawn_fonts(made(fitted(_PLAIN)), names, lie))


def test_a_digit_that_is_only_numbered_must_look_like_itself() -> None:
    # Not like another digit either: a font may number anything.
    with pytest.raises(DeclinedError, match="nothing but a number says what its 7 is"):
        read_pdf(with_drawn_fonts(made(fitted(_PLAIN)), _numbered, {"7": "W"}))
