"""sources.yaml is checked word by word; pages, lists of captures and folders are read as they are found."""

from __future__ import annotations

import ipaddress
import json
import os
import time
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from fetching import Time, run
from publisher import PDF, Site, careless, file, page, status

from called import said
from klantprofielen.cli.shared.exits import Exit
from klantprofielen.fetch.archive import Archive
from klantprofielen.fetch.captures import CapturesError, read_captures
from klantprofielen.fetch.http_date import read_http_date
from klantprofielen.fetch.links import AddressError, Links, clean_address, find_links
from klantprofielen.fetch.network import is_public
from klantprofielen.fetch.sources import Source, Sources, SourcesError, example, read_sources
from klantprofielen.home import Home
from klantprofielen.landing.retrievals import load_retrievals
from klantprofielen.records import Retrieval

_GOOD = "contact: a@example.org\nsources:\n  - name: one\n    page: https://example.org/list\n"


def _read(tmp_path: Path, text: str) -> Sources:
    path = tmp_path / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    return read_sources(path)


def _sources(tmp_path: Path, entry: str) -> tuple[Source, ...]:
    return _read(tmp_path, f"contact: a@example.org\ndelay_seconds: 0\nsources:\n  - {entry}\n").sources


def _run(home: Path, sources: tuple[Source, ...]) -> list[Retrieval]:
    return list(run(Home(home), Time(), *sources, delay=0.0).rows)


def test_the_example_can_be_read(tmp_path: Path) -> None:
    assert [source.name for source in _read(tmp_path, example()).sources] == [
        "uwv_page",
        "flevoland_by_hand",
        "from_the_shelf",
    ]
    without_marks = example().replace("  # - name: internet", "  - name: internet").replace("  #   ", "    ")
    assert _read(tmp_path, without_marks).sources[-1].name == "internet_archive"


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("contact: [", 1, "no YAML"),
        ("- a\n- b", None, "`contact:` and `sources:` are expected"),
        (_GOOD + "    pages: 3\n", 5, "no such setting"),
        (_GOOD.replace("contact: a@example.org\n", ""), 1, "this is missing"),
        (_GOOD.replace("a@example.org", "me"), 1, "a mailbox"),
        (_GOOD + "  - name: one\n    file: https://example.org/a.pdf\n", 2, "two sources are called one"),
        (_GOOD + "  - name: two\n", 5, "exactly one of"),
        (_GOOD + "    file: https://example.org/a.pdf\n", 3, "exactly one of"),
        (_GOOD + "    page: https://example.org/b\n", 5, "a second time"),
        (_GOOD.replace("https://", "ftp://"), 4, "no address of http"),
        (_GOOD.replace("https://", "https://user:secret@"), 4, "name or password"),
        (_GOOD + "    links:\n      selector: 'a[['\n", 6, "no CSS selector"),
        (_GOOD + "    links:\n      text: '(kwartaal'\n", 6, "no regular expression"),
        (_GOOD + "    max_pages: 0\n", 5, "greater than or equal to 1"),
        (_GOOD.replace("name: one", "name: One!"), 3, "match pattern"),
        ("contact: a@example.org\nsources: []\n", 2, "at least 1 item"),
        (_GOOD + "  - name: two\n    captures: https://example.org/cdx\n    replay: https://x/y\n", 5, "{timestamp}"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, line: int | None, told: str) -> None:
    with pytest.raises(SourcesError) as raised:
        _read(tmp_path, text)
    message = str(raised.value)
    assert told in message
    assert "sources.yaml" in message
    if line is not None:
        assert f"line {line}" in message


def test_links_are_chosen_by_selector_words_and_address() -> None:
    body = """<base href="/files/"><nav><a href="0.pdf">kwartaal</a></nav><main>
        <a href="1.pdf">Tweede kwartaal</a> <a href="2.pdf">Jaarverslag</a> <a href="3.docx">kwartaal</a>
        <a href="1.pdf#page=2">Tweede kwartaal, nogmaals</a> <a href="javascript:x()">kwartaal</a>
        <a>kwartaal</a> <a href="//cdn.example.org/4.PDF?x=1"><img alt=""><span>vierde</span> kwartaal</a></main>"""
    links = find_links(body.encode(), "https://example.org/a/b", Links(selector="main a", text="Kwartaal"))
    assert [(link.address, link.text) for link in links] == [
        ("https://example.org/files/1.pdf", "Tweede kwartaal"),
        ("https://cdn.example.org/4.PDF?x=1", "vierde kwartaal"),
    ]


def test_a_page_of_before_utf8_keeps_its_words() -> None:
    body = "<a href=a.pdf>Súdwest-Fryslân – “Q2”</a>".encode("cp1252")
    found = find_links(body, "http://a.nl/", Links(selector="a"))
    assert [link.text for link in found] == ["Súdwest-Fryslân – “Q2”"]


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("HTTP://Example.ORG:80/a b.pdf#x", "http://example.org/a%20b.pdf"),
        ("https://exämple.org/é.pdf", "https://xn--exmple-cua.org/%C3%A9.pdf"),
        ("../x.pdf?b=1&v=2&a=", "https://base.nl/x.pdf?b=1&a="),
        (" /x.pdf ", "https://base.nl/x.pdf"),
    ],
)
def test_an_address_has_one_spelling(text: str, clean: str) -> None:
    assert clean_address(text, "https://base.nl/a/b", ["v"]) == clean
    assert clean_address(clean, "https://base.nl/a/b", ["v"]) == clean


@pytest.mark.parametrize(
    "text",
    ["", "mailto:a@b.nl", "file:///etc/passwd", "http://", "http://[::1", "http://a.nl:99999/", "http://a.nl:0/"],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(AddressError):
        clean_address(text)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("145.21.0.1", True), ("2a02:58:1::1", True), ("127.0.0.1", False), ("10.1.2.3", False), ("100.64.0.1", False),
        ("169.254.169.254", False), ("192.168.1.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("::1", False),
        ("::", False), ("fe80::1", False), ("fd00::1", False), ("::ffff:10.0.0.1", False), ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False), ("::ffff:145.21.0.1", True), ("64:ff9b::9115:1", True), ("255.255.255.255", False),
    ],
)  # fmt: skip
def test_what_is_public(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


_CDX = """\
nl,uwv)/list 20200901120000 http://uwv.nl/list text/html 200 AAA 900
nl,uwv)/list 20201001120000 http://uwv.nl/list text/html 200 AAA 900
nl,uwv)/list 20210201120000 http://uwv.nl/list text/html 200 BBB 950
nl,uwv)/x.pdf 20210202120000 http://uwv.nl/x.pdf application/pdf 200 CCC 950
nl,uwv)/y.pdf 20210202120000 http://uwv.nl/y.pdf application/pdf 404 DDD 950
nl,uwv)/x.pdf 20210302120000 http://uwv.nl/x.pdf warc/revisit - CCC 950
"""


def test_a_list_of_captures_is_read_as_text_and_as_json() -> None:
    heading = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
    as_json = json.dumps([heading, *(line.split() for line in _CDX.splitlines())])
    found = read_captures(_CDX)
    assert found == read_captures(as_json)
    assert [(capture.timestamp, capture.is_page) for capture in found] == [
        ("20200901120000", True),
        ("20210201120000", True),
        ("20210202120000", False),
    ]
    assert read_captures("") == read_captures("[]") == []


@pytest.mark.parametrize(
    "text", ["<html>down for maintenance</html>", "[1, 2]", "[[", '[["timestamp"]]', _CDX.replace("20200901", "2020")]
)
def test_a_list_that_is_none_is_told(text: str) -> None:
    with pytest.raises(CapturesError):
        read_captures(text)


def test_captures_prove_when_a_document_was_public(site: Site, tmp_path: Path) -> None:
    site.pages["/cdx?url=uwv.nl/list"] = careless(_CDX.encode(), "text/plain")
    old = page(("/old.pdf", "Flevoland, tweede kwartaal 2020"))
    site.pages |= {
        "/web/20200901120000id_/http://uwv.nl/list": careless(old, "text/html"),
        "/web/20210201120000id_/http://uwv.nl/list": careless(page(("/missed.pdf", "x")), "text/html"),
        "/web/20200901120000id_/http://uwv.nl/old.pdf": file(PDF, Memento_Datetime="Thu, 03 Sep 2020 07:00:00 GMT"),
        "/web/20210202120000id_/http://uwv.nl/x.pdf": careless(PDF + b"x %%EOF"),
    }
    captures, replay = f"{site.address}/cdx?url=uwv.nl/list", f"{site.address}/web/{{timestamp}}id_/{{address}}"
    sources = _sources(tmp_path, f"{{name: ia, captures: '{captures}', replay: '{replay}'}}")
    rows = [row for row in _run(tmp_path, sources) if row.resource_kind == "document"]
    given = {row.file_name: row for row in rows if row.outcome == "fetched"}
    assert given["old.pdf"].captured_at == datetime(2020, 9, 3, 7)
    assert given["old.pdf"].link_text == "Flevoland, tweede kwartaal 2020"
    assert given["x.pdf"].captured_at == datetime(2021, 2, 2, 12)
    assert given["x.pdf"].origin_kind == "web_archive"
    assert [row.outcome for row in rows if row.file_name is None] == ["not_found"]
    site.asked.clear()
    _run(tmp_path, sources)
    assert not [path for path in site.paths() if path.endswith(("old.pdf", "/x.pdf"))]


@pytest.mark.parametrize("zone", ["GMT", "-0000", "+0200"])
def test_a_date_without_a_zone_is_not_one_of_this_machine(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    """In Amsterdam a copy was dated an hour or two too early, which can be the day or the quarter before."""
    monkeypatch.setenv("TZ", "Europe/Amsterdam")
    time.tzset()
    try:
        found = read_http_date(f"Wed, 01 Jul 2020 0{2 if zone == '+0200' else 0}:30:00 {zone}")
    finally:
        monkeypatch.undo()
        time.tzset()
    assert found == datetime(2020, 7, 1, 0, 30)


def test_a_folder_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "inbox" / "2020").mkdir(parents=True)
    (tmp_path / "inbox" / "2020" / "a.pdf").write_bytes(PDF)
    (tmp_path / "inbox" / "note.docx").write_bytes(b"x")
    sources = _sources(tmp_path, "{name: shelf, folder: inbox}")
    (row,) = _run(tmp_path, sources)
    assert (row.file_name, row.origin_kind) == ("a.pdf", "folder")
    assert _run(tmp_path, sources) == []
    (tmp_path / "inbox" / "2020" / "a.pdf").write_bytes(PDF + b"new")
    (row,) = _run(tmp_path, sources)
    assert len(list(Archive(Home(tmp_path).archive).documents.rglob("*.pdf"))) == 2


def test_a_file_whose_name_is_no_text_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / os.fsdecode(b"gro\xffningen.pdf")).write_bytes(PDF)
    (row,) = _run(tmp_path, _sources(tmp_path, "{name: shelf, folder: inbox}"))
    assert row.file_name == "gro\N{REPLACEMENT CHARACTER}ningen.pdf"
    assert _run(tmp_path, _sources(tmp_path, "{name: shelf, folder: inbox}")) == []


def test_the_manifest_can_be_read_by_others(site: Site, tmp_path: Path) -> None:
    site.list_pdfs("a.pdf")
    sources = _sources(tmp_path, f"{{name: one, page: '{site.address}/list'}}")
    _run(tmp_path, sources)
    table = pq.read_table(tmp_path / "archive" / "retrievals.parquet").to_pylist()
    assert [row["resource_kind"] for row in table] == ["robots", "page", "document"]
    assert table[-1]["http_status"] == 200


def test_only_news_is_loaded_and_then_all_that_waited(site: Site, tmp_path: Path) -> None:
    """A timer that finds all as it was makes no release; what it saw meanwhile is not lost."""
    site.list_pdfs("a.pdf", "b.pdf")
    home = Home(tmp_path)
    sources = _sources(tmp_path, f"{{name: one, page: '{site.address}/list'}}")

    def loaded() -> int:
        _run(tmp_path, sources)
        return load_retrievals(home)

    assert loaded() == 3
    assert loaded() == 0
    site.pages["/list"], kept = status(404), site.pages["/list"]
    assert loaded() == 0
    site.pages["/list"] = kept
    site.pages["/a.pdf"], kept = status(500), site.pages["/a.pdf"]
    assert loaded() == 0
    site.pages["/a.pdf"] = status(404)
    assert loaded() == 4 * 3
    site.pages["/a.pdf"] = kept
    assert loaded() == 3
    assert load_retrievals(home) == 0


def test_without_sources_one_is_told_how_to_begin(tmp_path: Path) -> None:
    assert "fetch --example" in said(tmp_path, "fetch", code=Exit.USAGE)
    assert said(tmp_path, "fetch", "--example") == example()
    assert "--contact" in said(tmp_path, "fetch", "https://example.org/a.pdf", code=Exit.USAGE)
    said(tmp_path, "fetch", "inbox/a.pdf", "--contact", "a@example.org", code=Exit.USAGE)


def test_an_address_may_be_a_page_or_a_file(site: Site, tmp_path: Path) -> None:
    site.list_pdfs("a.pdf", "b.pdf")
    site.pages["/c.pdf"] = file(PDF + b"c %%EOF")
    (tmp_path / "sources.yaml").write_text(_GOOD + "delay_seconds: 0\n")
    asked = [f"{site.address}/list", f"{site.address}/c.pdf"]
    assert "3 fetched" in said(tmp_path, "fetch", *asked, "--allow-private", "--max-seconds", "20")
    assert len(list((tmp_path / "archive" / "documents").rglob("*.pdf"))) == 3


@pytest.mark.parametrize("behaviour", [status(404), careless(page(("x.docx", "y")), "text/html")])
def test_a_source_that_cannot_be_read_is_an_exit_code(site: Site, tmp_path: Path, behaviour: object) -> None:
    site.pages["/list"] = behaviour  # type: ignore[assignment]
    (tmp_path / "sources.yaml").write_text(
        f"contact: a@example.org\ndelay_seconds: 0\nsources:\n  - {{name: one, page: '{site.address}/list'}}\n"
    )
    assert site.address in said(tmp_path, "fetch", "--allow-private", code=Exit.SOURCE).replace("\n", "")
