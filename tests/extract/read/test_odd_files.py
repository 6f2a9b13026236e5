"""Files that viewers show although the bytes are not quite in order are read as they are shown."""

from __future__ import annotations

import io
import math
from pathlib import Path

import matplotlib
import pikepdf
import pytest
from reading import cells_by_reader, read_pdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from klantprofielen.errors import DeclinedError
from klantprofielen.read.limits import Limits
from klantprofielen.read.pdf import pages
from klantprofielen.read.pdf.user_space import quarter_turns

_PUBLICATION = Path(__file__).resolve().parents[3] / "publications" / "flevoland_2020q2.pdf"
_UPLOAD = (
    b'--F2B80151991097585D127FA\r\nContent-Disposition: form-data; name="bestand"; filename="klantprofielen.pdf"\r\n'
    b"Content-Type: application/pdf\r\n\r\n"
)


def _saved(mode: pikepdf.ObjectStreamMode) -> bytes:
    into = io.BytesIO()
    with pikepdf.open(_PUBLICATION) as document:
        document.save(into, object_stream_mode=mode)
    return into.getvalue()


@pytest.mark.parametrize("mode", [pikepdf.ObjectStreamMode.generate, pikepdf.ObjectStreamMode.disable])
def test_a_publication_behind_the_lines_of_an_upload_is_read_by_both(mode: pikepdf.ObjectStreamMode) -> None:
    pdf = _saved(mode)
    behind = read_pdf(_UPLOAD + pdf)
    assert [one.publications for one in behind.by_reader] == [one.publications for one in read_pdf(pdf).by_reader]
    assert all(one.error_code is None and one.publications for one in behind.by_reader)


def test_what_stands_behind_more_than_a_preamble_is_no_pdf() -> None:
    with pytest.raises(DeclinedError, match="not_a_pdf"):
        read_pdf(b" " * 1024 + _PUBLICATION.read_bytes())


@pytest.mark.parametrize("mode", [0, 1, 2], ids=["filled", "outlined", "both"])
def test_figures_that_are_fully_transparent_are_not_read(mode: int) -> None:
    # Old figures of opacity 0 lie over the table: over its digits, and half a digit beside them.
    veil = Canvas(into := io.BytesIO(), pagesize=(595, 842))
    veil.setFillAlpha(0)
    veil.setStrokeAlpha(0)
    for line in range(60):
        text = veil.beginText(30 + line % 3, 30 + 13 * line)
        text.setFont("Helvetica", 9)
        text.setTextRenderMode(mode)
        text.textOut("12.345 678 9.012 345 67.890 Profiel Totaal 123 4.567 890 12 3456 7890 " * 2)
        veil.drawText(text)
    veil.save()
    covered = io.BytesIO()
    with pikepdf.open(_PUBLICATION) as document, pikepdf.open(into) as above:
        document.pages[0].add_overlay(above.pages[0])
        document.save(covered)
    read, plain = read_pdf(covered.getvalue()), read_pdf(_PUBLICATION.read_bytes())
    assert cells_by_reader(read) == cells_by_reader(plain)


def test_a_text_with_a_matrix_that_is_no_number_stands_nowhere() -> None:
    # Found by spoiling documents: the process that read it ended.
    assert quarter_turns(math.nan, 0.0, 0) is None
    assert quarter_turns(0.0, math.inf, 90) is None


def test_words_that_only_the_spacing_of_their_last_letter_parts_are_words_for_both_readers() -> None:
    # pdfminer.six leaves that spacing out: the words run together, and the readers differ.
    canvas = Canvas(into := io.BytesIO(), pagesize=(595, 842))
    text = canvas.beginText(50, 700)
    text.setFont("Helvetica", 10)
    for spacing, letters in ((0, "Totaa"), (3, "l"), (0, "i"), (3, "n"), (0, "Sonar")):
        text.setCharSpace(spacing)
        text.textOut(letters)
    canvas.drawText(text)
    canvas.save()
    assert _lines(into.getvalue()) == [["Totaal in Sonar"]] * 2


def test_text_that_a_negative_size_turns_round_again_stands_upright_for_both_readers() -> None:
    # As programs write it whose page is turned over: by its matrix alone the text would stand on its head.
    canvas = Canvas(plain := io.BytesIO(), pagesize=(595, 842))
    text = canvas.beginText(50, 700)
    text.setFont("Helvetica", 10)
    text.setTextTransform(-1, 0, 0, -1, 50, 700)
    text.textOut("Totaal in Sonar")
    canvas.drawText(text)
    canvas.save()
    with pikepdf.open(plain) as document:
        content = document.pages[0].Contents
        content.write(content.read_bytes().replace(b" 10 Tf", b" -10 Tf"))
        document.save(into := io.BytesIO())
    assert _lines(into.getvalue()) == [["Totaal in Sonar"]] * 2


def test_a_soft_hyphen_that_is_shown_is_as_wide_for_both_readers() -> None:
    # pdfminer.six knows no width of it in the standard fonts: the letters behind it would stand over one another.
    canvas = Canvas(plain := io.BytesIO(), pagesize=(595, 842))
    canvas.setFont("Times-Roman", 10)
    canvas.drawString(50, 700, "Goeree-Overflakkee")
    canvas.save()
    told = b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <2d> <00ad> endbfchar endcmap"
    with pikepdf.open(plain) as document:
        for font in document.pages[0].Resources.Font.values():
            font.ToUnicode = document.make_stream(told)
        document.save(into := io.BytesIO())
    assert _lines(into.getvalue()) == [["Goeree-Overflakkee"]] * 2


def test_a_ligature_that_a_clip_hides_is_hidden_for_both_readers_also_where_a_rule_crosses_its_place() -> None:
    font = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    pdfmetrics.registerFont(TTFont("DejaVu", font))
    canvas = Canvas(plain := io.BytesIO(), pagesize=(595, 842))
    canvas.line(40, 703, 300, 703)
    shown = canvas.beginPath()
    shown.rect(40, 690, 60, 30)
    canvas.clipPath(shown, stroke=0)
    canvas.setFont("DejaVu", 10)
    canvas.drawString(50, 700, "Totaal klantpro\ufb01elen")
    canvas.save()
    with pikepdf.open(plain) as document:
        (name,) = document.pages[0].Resources.Font.keys() - {"/F1"}
        told = document.pages[0].Resources.Font[name].ToUnicode
        told.write(told.read_bytes().replace(b"<FB01>", b"<00660069>"))
        document.save(into := io.BytesIO())
    assert _lines(into.getvalue()) == [["Totaal klan"]] * 2


def _lines(pdf: bytes) -> list[list[str]]:
    """The lines that each reader reads."""
    read = pages.read_pages(pdf, Limits(), with_plumber=True)
    return [[line.text for page in each for line in page.lines] for each in (read.pdfium, read.plumber)]
