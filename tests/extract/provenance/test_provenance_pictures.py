"""Pictures of printed cells: where they stand on the page, from which document, and where they are kept."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import duckdb
import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas
from showing import cell_at, show

from klantprofielen.geometry import Box
from klantprofielen.home import Home
from klantprofielen.provenance.picture import MovedError, find_original, lines_of, write_picture
from klantprofielen.storage import hash_file


def test_a_number_comes_with_equations_that_hold_and_a_picture(history_home: Home, tmp_path: Path) -> None:
    crop = tmp_path / "crop.png"
    done = show(history_home, "GM0014", "2020Q2", "--output", str(crop))
    assert done.exit_code == 0, done.output
    assert re.search(r"(\d+) equations: \1 holds", done.output)
    assert "sha256" in done.output
    assert _has(Image.open(crop), (208, 0, 0))


def test_a_moved_document_is_said_and_can_be_given(
    history_home: Home, warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    (address,) = warehouse.execute(
        "select publication.source_address from mart_municipality_coverage as mart "
        "inner join dim_publications as publication using (publication_id) "
        "where mart.municipality_code = 'GM0014' and mart.quarter_label = '2020Q1'"
    ).fetchall()[0]
    elsewhere = tmp_path / "elsewhere.pdf"
    crop = tmp_path / "crop.png"
    shutil.move(address, elsewhere)
    try:
        missing = show(history_home, "GM0014", "2020Q1", "--output", str(crop))
        assert not crop.exists()
        given = show(history_home, "GM0014", "2020Q1", "--output", str(crop), "--document", str(elsewhere))
        other = show(history_home, "GM0014", "2020Q2", "--document", str(elsewhere))
    finally:
        shutil.move(elsewhere, address)
    assert missing.exit_code == given.exit_code == 0
    assert "is not there" in missing.output
    assert crop.exists()
    assert "another document now" in " ".join(other.output.split())


def test_pictures_stay_out_of_the_current_folder(
    history_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = show(history_home, "Delfzijl", "2020Q1")
    assert done.exit_code == 0, done.output
    assert list(tmp_path.iterdir()) == []
    assert (history_home.pictures / "Delfzijl-GM0010-2020Q1.png").is_file()


def test_a_picture_takes_the_place_of_no_other(history_home: Home) -> None:
    # Of `--column` the name said nothing, and of a place without a quarter not which one was the newest then.
    for options in ((), ("--column", "clients_in_sonar")):
        assert show(history_home, "Delfzijl", *options).exit_code == 0
    for name in ("Delfzijl-GM0010-2020Q4.png", "Delfzijl-GM0010-2020Q4-clients_in_sonar.png"):
        assert (history_home.pictures / name).is_file()


def test_a_picture_holds_the_header_and_a_caption(tmp_path: Path) -> None:
    # A heading 100 points above the cell, and a page on which nothing else is black.
    page, picture, bare = tmp_path / "page.pdf", tmp_path / "with.png", tmp_path / "without.png"
    canvas = Canvas(str(page), pagesize=(300, 400))
    canvas.rect(20, 300, 260, 12, fill=1)
    canvas.save()
    cell = cell_at(Box(100, 200, 110, 210))
    write_picture(page, 1, [cell], bare)
    write_picture(page, 1, [cell], picture, table=Box(20, 88, 280, 240), caption="Delfzijl 2020Q1")
    without, whole = Image.open(bare), Image.open(picture)
    assert not _has(without, (0, 0, 0))
    assert whole.height > without.height
    assert _has(whole.crop((0, 0, whole.width, 200)), (0, 0, 0)), "the header is not in the picture"
    assert _has(whole.crop((0, whole.height - 40, whole.width, whole.height)), (0, 0, 0)), "the caption is not there"


def test_a_relative_address_starts_at_the_home(tmp_path: Path) -> None:
    home = Home(tmp_path)
    (tmp_path / "documents").mkdir()
    path = tmp_path / "documents" / "a.pdf"
    path.write_bytes(b"document")
    assert find_original(hash_file(path), "documents/a.pdf", home) == path


def test_the_archive_keeps_what_is_gone_from_where_it_was_read(tmp_path: Path) -> None:
    home = Home(tmp_path)
    sha256 = hashlib.sha256(b"document").hexdigest()
    kept = home.archive / "documents" / sha256[:2] / sha256 / "a.pdf"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"document")
    assert find_original(sha256, "/nowhere/a.pdf", home) == kept
    with pytest.raises(MovedError, match="is not there"):
        find_original("0" * 64, "/nowhere/a.pdf", home)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_outlines_stand_where_the_page_is_shown(tmp_path: Path, rotation: int) -> None:
    # A black square of 10 points, 100 from the left and 60 from the top of the unturned page of 300 by 200.
    upright, path = tmp_path / "upright.pdf", tmp_path / "page.pdf"
    canvas = Canvas(str(upright), pagesize=(300, 200))
    canvas.rect(100, 130, 10, 10, fill=1)
    canvas.save()
    with pikepdf.open(upright) as document:
        document.pages[0].Rotate = rotation
        document.save(path)
    box = Box(100, 60, 110, 70).turned(rotation // 90, 300, 200)
    picture = tmp_path / "crop.png"
    write_picture(path, 1, [cell_at(box)], picture)
    image = Image.open(picture)
    red = [(x, y) for x in range(image.width) for y in range(image.height) if image.getpixel((x, y)) == (208, 0, 0)]
    left, right = min(x for x, _ in red), max(x for x, _ in red)
    top, bottom = min(y for _, y in red), max(y for _, y in red)
    black = [(x, y) for x in range(image.width) for y in range(image.height) if image.getpixel((x, y)) == (0, 0, 0)]
    assert black
    assert all(left < x < right and top < y < bottom for x, y in black)


def test_a_transcript_shows_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "transcript.txt"
    path.write_text("Flevoland\nAlmere 1 2 3 4 10\nTotaal", encoding="utf-8")
    lines = lines_of(path, [1.0, 9.0])
    assert [(line.number, line.text) for line in lines] == [(2, "Almere 1 2 3 4 10")]


def _has(image: Image.Image, colour: tuple[int, int, int]) -> bool:
    return any(found == colour for _, found in image.getcolors(image.width * image.height) or [])
