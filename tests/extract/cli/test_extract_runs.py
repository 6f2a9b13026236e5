"""Runs of extract, one after the other: what is read again, what is not, and what an interruption leaves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest

from called import as_nobody
from facsimiles.rawpdf import file_of
from klantprofielen.errors import DeclinedError, Reason
from klantprofielen.home import Home
from klantprofielen.landing import extract as running
from klantprofielen.landing.already_read import known_documents
from klantprofielen.landing.extract import ExtractedFile, Report, extract
from klantprofielen.landing.load import open_landing
from klantprofielen.read.limits import Limits
from klantprofielen.read.sources import FileKind, Source, Unopened, find_files
from klantprofielen.read.worker import Outcome
from klantprofielen.records import Readers

_SAMPLE = Path(__file__).resolve().parents[3] / "publications" / "groningen_2020q3.pdf"


def _extract(home: Path, *paths: Path, limits: Limits | None = None) -> Report:
    return extract(Home(home), paths, readers=Readers.FAST, limits=limits, workers=1)


def _one(report: Report) -> ExtractedFile:
    (document,) = report.documents
    return document


def _copies(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number}.pdf").write_bytes(_SAMPLE.read_bytes() + b"%% %d\n" % number)
    return folder


def _loads(home: Path) -> list[int]:
    with duckdb.connect(str(Home(home).landing), read_only=True) as connection:
        return [
            count for (count,) in connection.execute("select read_count from raw.loads order by load_number").fetchall()
        ]


@pytest.mark.parametrize(
    ("low", "reason"),
    [
        (Limits(file_bytes=1000), Reason.TOO_LARGE),
        (Limits(glyphs=20), Reason.TOO_MANY_OBJECTS),
    ],
)
def test_raising_the_limit_reads_what_it_kept_out(tmp_path: Path, low: Limits, reason: Reason) -> None:
    assert _one(_extract(tmp_path, _SAMPLE, limits=low)).code == reason
    assert _one(_extract(tmp_path, _SAMPLE, limits=low)).outcome == "skipped", "the same limit says the same"
    lower = replace(low, file_bytes=low.file_bytes - 1, glyphs=low.glyphs - 1)
    assert _one(_extract(tmp_path, _SAMPLE, limits=lower)).outcome == "skipped"
    assert _one(_extract(tmp_path, _SAMPLE)).outcome == "read"
    assert _one(_extract(tmp_path, _SAMPLE)).outcome == "skipped"


def test_a_document_whose_reader_died_is_not_read_by_every_build(tmp_path: Path) -> None:
    _extract(tmp_path, _SAMPLE, limits=Limits(glyphs=20))
    with open_landing(Home(tmp_path).landing) as connection:
        connection.execute("update raw.publications set error_code = 'worker_died'")
        (read_by,) = connection.execute("select extractor_version from raw.loads").fetchone() or ("",)
        assert len(known_documents(connection, Limits(), read_by).settled) == 1
        assert not known_documents(connection, Limits(), "99").settled, "a new version may do better"


def test_the_same_failure_is_loaded_once(tmp_path: Path) -> None:
    unreadable = Outcome(
        Source(_SAMPLE, "a.pdf", FileKind.PDF, "0" * 64, 1),
        None,
        DeclinedError(Reason.FILE_UNREADABLE, "Permission denied; check the file and its permissions."),
    )
    for _ in range(2):
        with open_landing(Home(tmp_path).landing) as connection:
            known = known_documents(connection, Limits(), "0")
        run = running._Run(Home(tmp_path), Readers.FAST, Limits(), known)
        run.take(unreadable)
        run.load()
    assert len(_loads(tmp_path)) == 1
    assert not known.settled, "it is tried again all the same"


def test_a_long_run_is_kept_as_it_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "_BATCH", 2)
    report = _extract(tmp_path / "home", _copies(tmp_path / "new", 5))
    assert report.count("read") == 5
    assert _loads(tmp_path / "home") == [2, 2, 1]


def test_an_interruption_keeps_what_was_read(tmp_path: Path) -> None:
    folder, done = _copies(tmp_path / "new", 5), 0

    def interrupt(number: int, of: int) -> None:
        nonlocal done
        done = number
        assert of == 5
        if number == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extract(Home(tmp_path / "home"), [folder], readers=Readers.FAST, workers=1, progress=interrupt)
    assert done == 3
    assert _loads(tmp_path / "home") == [3]
    report = _extract(tmp_path / "home", folder)
    assert (report.count("skipped"), report.count("read")) == (3, 2)


def test_a_huge_sparse_file_is_not_read_to_be_known(tmp_path: Path) -> None:
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as file:
        file.truncate(4_000_000_000_000)  # hours, if it were hashed
    document = _one(_extract(tmp_path / "home", huge))
    assert document.code == Reason.TOO_LARGE
    assert "4000000000000 bytes" in (document.message or "")


def test_a_name_that_is_too_long_does_not_stop_the_run(tmp_path: Path) -> None:
    report = _extract(tmp_path / "home", tmp_path / ("x" * 300 + ".pdf"), _SAMPLE)
    assert [document.outcome for document in report.documents] == ["unreadable", "read"]
    assert report.documents[0].code == Reason.FILE_UNREADABLE
    assert "too long" in (report.documents[0].message or "")


def test_a_closed_subfolder_does_not_stop_the_run() -> None:
    with as_nobody(), TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "closed").mkdir(mode=0)
        (folder / "z.pdf").touch()
        closed, open_file = find_files([folder])
        inside = find_files([folder / "closed" / "a.pdf"])
    assert isinstance(closed, Unopened)
    assert closed.path == folder / "closed"
    assert "Permission denied" in closed.message
    assert open_file == folder / "z.pdf"
    assert [isinstance(one, Unopened) for one in inside] == [True]


def test_a_transcript_is_bounded_as_a_page_is(tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text("Transparantie van klantprofielen\n" + "1 2 3 4 5\n" * 1_000_000, encoding="utf-8")
    document = _one(_extract(tmp_path / "home", long))
    assert document.code == Reason.TOO_MANY_OBJECTS
    assert "--max-glyphs" in (document.message or "")


@pytest.mark.parametrize("box", [b"[nan 0 inf 1e400]", b"[0 0 100000000 0.00001]", b"[0 0 null 842]", b"[0 0 595]"])
@pytest.mark.parametrize("readers", Readers)
def test_a_page_of_impossible_size_is_declined(tmp_path: Path, box: bytes, readers: Readers) -> None:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox %s >>" % box
    path = tmp_path / "box.pdf"
    path.write_bytes(
        file_of({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", 3: page})
    )
    document = _one(extract(Home(tmp_path / "home"), [path], readers=readers, workers=1))
    assert document.code in {Reason.DAMAGED, Reason.NO_TEXT}, document.message


def test_what_is_newer_is_counted_and_not_told_by_the_clock(tmp_path: Path) -> None:
    """A document that no limit let through while the clock was years ahead is not read for ever as it was then."""
    assert _one(_extract(tmp_path, _SAMPLE, limits=Limits(glyphs=20))).outcome == "unreadable"
    with duckdb.connect(str(Home(tmp_path).landing)) as connection:
        for table in ("loads", "load_limits", "publications"):
            connection.execute(f"update raw.{table} set load_id = '2091' || load_id[5:]")
    assert _one(_extract(tmp_path, _SAMPLE)).outcome == "read"
    assert _one(_extract(tmp_path, _SAMPLE)).outcome == "skipped"
    with duckdb.connect(str(Home(tmp_path).landing), read_only=True) as connection:
        numbers = connection.execute("select load_number, load_id like '2091%' from raw.loads order by 1").fetchall()
    assert numbers == [(1, True), (2, False)]


def test_loads_of_an_earlier_version_are_numbered_as_they_were_kept(tmp_path: Path) -> None:
    _extract(tmp_path, _SAMPLE, limits=Limits(glyphs=20))
    _extract(tmp_path, _SAMPLE)
    landing = Home(tmp_path).landing
    with duckdb.connect(str(landing)) as connection:
        connection.execute("alter table raw.loads drop column load_number")
        ids = connection.execute("select load_id from raw.loads order by rowid").fetchall()
    with open_landing(landing) as connection:
        assert connection.execute("select load_id from raw.loads order by load_number").fetchall() == ids
