"""Figures in a form's text fields are read where a field is shown and shows what it holds; otherwise they are not."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image
from plain_page import LEFT, RIGHTS, ROWS, SENTENCE, TOP, draw_heads
from reading import read_pdf, remarks_of, rows_of
from reportlab.pdfgen.canvas import Canvas

from facsimiles.figures import dotted
from klantprofielen.errors import DeclinedError
from klantprofielen.geometry import Box
from klantprofielen.provenance.picture import write_picture
from klantprofielen.provenance.proof import ProofCell
from klantprofielen.read.document import Reading
from klantprofielen.records import Readers

_WIDTH, _HEIGHT = 55, 14
# Row and column of the field that a test changes: 203.
_CHANGED = (2, 1)
_HIDDEN, _NOT_VIEWED = 2, 32


def _place(row: int, column: int) -> tuple[float, float, float, float]:
    right, baseline = RIGHTS[column], TOP - 45 - 16 * row
    return right - _WIDTH, baseline - 4, right, baseline - 4 + _HEIGHT


def _labels(printed: dict[tuple[int, int], str]) -> bytes:
    """The page without the figures in fields; `printed` are figures that its own content has."""
    canvas = Canvas(into := io.BytesIO(), pagesize=(595, 842))
    draw_heads(canvas)
    canvas.setFont("Helvetica", 9)
    for row, (name, *_) in enumerate(ROWS):
        canvas.drawString(LEFT, TOP - 45 - 16 * row, name)
    for cell, text in printed.items():
        canvas.drawRightString(_place(*cell)[2] - 1, _place(*cell)[1] + 4, text)
    canvas.drawString(LEFT, 440, SENTENCE)
    canvas.save()
    return into.getvalue()


def _form(
    *,
    changed: dict[str, Any] | None = None,
    shown: str | None = None,
    drawn: bytes = b"",
    printed: dict[tuple[int, int], str] | None = None,
    to_unicode: bytes | None = None,
    rotate: int = 0,
    is_nested: bool = False,
) -> bytes:
    """The document with a read-only text field for every figure, and one of them changed.

    `changed` are entries of that field's own, `shown` is what its appearance says, `drawn` is drawn in it as well.
    """
    into = io.BytesIO()
    with pikepdf.open(io.BytesIO(_labels(printed or {}))) as document:
        face = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        if to_unicode is not None:
            face.ToUnicode = document.make_stream(to_unicode)
        font = document.make_indirect(face)
        page, fields = document.pages[0], []
        page.Annots, page.Rotate = Array(), rotate
        for row, (_, *counts) in enumerate(ROWS):
            for column, count in enumerate(counts):
                is_changed = (row, column) == _CHANGED
                text = shown if is_changed and shown is not None else dotted(count)
                # In units of its own: its box begins at 10, 20 and is half as large as its place.
                looks = f"/Tx BMC q BT /F 4.5 Tf 0 g {36 - 2.6 * len(text)} 22 Td ({text}) Tj ET Q EMC "
                appearance = document.make_stream(
                    looks.encode() + (drawn if is_changed else b""),
                    Type=Name.XObject,
                    Subtype=Name.Form,
                    BBox=Array([10, 20, 10 + _WIDTH / 2, 20 + _HEIGHT / 2]),
                    Resources=Dictionary(Font=Dictionary(F=font)),
                )
                entries = Dictionary(FT=Name.Tx, Ff=1, T=String(f"veld{row}.{column}"), V=String(str(count)))
                widget = Dictionary(Type=Name.Annot, Subtype=Name.Widget, F=4, Rect=Array(_place(row, column)))
                widget.AP = Dictionary(N=appearance)
                field = document.make_indirect(widget)
                if is_nested:
                    above = document.make_indirect(entries)
                    above.Kids, field.Parent = Array([field]), above
                    fields.append(above)
                else:
                    for key, value in entries.items():
                        field[key] = value
                    fields.append(field)
                for key, value in (changed or {}).items() if is_changed else ():
                    field[f"/{key}"] = value
                page.Annots.append(field)
        document.Root.AcroForm = Dictionary(Fields=Array(fields), DR=Dictionary(Font=Dictionary(F=font)))
        document.save(into)
    return into.getvalue()


def _figures(reading: Reading, reader: int) -> list[list[str]]:
    (publication,) = reading.by_reader[reader].publications
    return [[text.replace(".", "") for text in row] for row in rows_of(publication)]


@pytest.mark.parametrize("rotate", [0, 90])
@pytest.mark.parametrize("is_nested", [False, True])
def test_both_readers_read_what_the_fields_show(rotate: int, is_nested: bool) -> None:
    reading = read_pdf(_form(rotate=rotate, is_nested=is_nested))
    wanted = [[str(cell) for cell in row] for row in ROWS]
    assert [_figures(reading, reader) for reader in (0, 1)] == [wanted, wanted]
    assert all(publication.verifies for publication in reading.publications)


def test_the_quick_way_reads_the_fields_as_well() -> None:
    reading = read_pdf(_form(), Readers.FAST)
    assert _figures(reading, 0) == [[str(cell) for cell in row] for row in ROWS]


@pytest.mark.parametrize("readers", [Readers.CHECKED, Readers.FAST])
@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"shown": "208"}, "shows '208' and holds '203'"),
        ({"shown": "20"}, "shows '20' and holds '203'"),
        ({"shown": "2.03"}, "shows '2.03' and holds '203'"),
        ({"changed": {"V": String("2.03")}}, "holds '2.03'"),
        ({"changed": {"V": String("")}}, "holds ''"),
        ({"printed": {_CHANGED: "203"}}, "laid over text"),
        ({"printed": {_CHANGED: "208"}, "drawn": b"1 g 10 20 30 8 re f"}, "form field"),
        ({"drawn": b"1 g 10 20 30 8 re f"}, "shows '' and holds '203'"),
    ],
    ids=["other", "cut off", "not grouped", "decimal", "empty", "same under", "other under a cover", "covered"],
)
def test_a_field_that_is_not_certain_declines_the_document(form: dict[str, Any], told: str, readers: Readers) -> None:
    with pytest.raises(DeclinedError, match="fields_contradictory") as declined:
        read_pdf(_form(**form), readers)
    assert told in declined.value.message
    assert "page 1" in declined.value.message


@pytest.mark.parametrize("readers", [Readers.CHECKED, Readers.FAST])
@pytest.mark.parametrize(
    "changed",
    [
        {"F": _HIDDEN},
        {"F": _NOT_VIEWED | 4},
        {"Rect": Array([0, 0, 0, 0])},
        {"Rect": Array([700, 9, 760, 20])},
        # In a layer, which may be switched off.
        {"OC": Dictionary(Type=Name.OCG, Name=String("laag"))},
    ],
)
def test_a_field_that_is_not_shown_is_not_read(changed: dict[str, Any], readers: Readers) -> None:
    reading = read_pdf(_form(changed=changed), readers)
    assert all("203" not in row for row in _figures(reading, 0))


def test_the_figure_under_a_hidden_field_is_the_one_that_is_printed() -> None:
    reading = read_pdf(_form(changed={"F": _HIDDEN, "V": String("999")}, shown="999", printed={_CHANGED: "203"}))
    assert _figures(reading, 0) == _figures(reading, 1) == [[str(cell) for cell in row] for row in ROWS]


def test_a_note_laid_over_the_page_is_no_field() -> None:
    reading = read_pdf(_form(changed={"Subtype": Name.FreeText}))
    assert all("203" not in row for reader in (0, 1) for row in _figures(reading, reader))


def test_figures_struck_through_in_their_fields_are_told() -> None:
    reading = read_pdf(_form(drawn=b"0.6 w 22 23.6 m 37 23.6 l S"))
    assert "figures_struck_out" in remarks_of(reading)
    assert "figures_struck_out" not in remarks_of(read_pdf(_form()))


def test_fields_whose_font_calls_a_drawn_8_a_3_are_not_believed() -> None:
    codes = dict(zip("0123456789", "0123456789", strict=True)) | {"8": "3", "3": "8"}
    table = "\n".join(f"<{ord(drawn):02x}> <{ord(said):04x}>" for drawn, said in codes.items())
    lying = (
        b"/CMapName /X def 1 begincodespacerange <00> <ff> endcodespacerange\n"
        b"11 beginbfchar\n<2e> <002e>\n" + table.encode() + b"\nendbfchar"
    )
    with pytest.raises(DeclinedError, match="digits_drawn_otherwise"):
        read_pdf(_form(to_unicode=lying))


def test_the_picture_of_a_figure_shows_its_field(tmp_path: Path) -> None:
    pdf, picture = tmp_path / "form.pdf", tmp_path / "crop.png"
    pdf.write_bytes(_form())
    left, bottom, right, top = _place(*_CHANGED)
    box = Box(left, 842 - top, right, 842 - bottom)
    cell = ProofCell(
        box, "", "", "itself", "counted", None, 1, "clients_in_sonar", "clients_in_sonar", None, "203", None, None, 1
    )
    write_picture(pdf, 1, [cell], picture)
    inside = Image.open(picture)
    red = [(x, y) for x in range(inside.width) for y in range(inside.height) if inside.getpixel((x, y)) == (208, 0, 0)]
    within = inside.crop(
        (min(x for x, _ in red) + 4, min(y for _, y in red) + 4, *(max(side) - 4 for side in zip(*red, strict=True)))
    )
    assert within.convert("L").getextrema()[0] < 100
