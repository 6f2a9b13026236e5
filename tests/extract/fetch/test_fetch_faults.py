"""What the world does to a fetch: what is not a whole PDF is never kept, and nothing holds it up."""

from __future__ import annotations

from time import sleep

import pytest
from fetching import Time, documents, kept, listing, one, run
from publisher import (
    PDF,
    Behaviour,
    Site,
    broken_chunks,
    careless,
    cut_off,
    dripping,
    file,
    in_turn,
    page,
    redirect,
    status,
    zipped,
)

from klantprofielen.fetch.polite_client import Limits
from klantprofielen.home import Home


@pytest.mark.parametrize(
    ("behaviour", "code", "outcome"),
    [
        (cut_off(PDF), "cut_off", "failed"),
        (cut_off(b"%PDF-1.7 half", announced=13), "cut_off", "failed"),
        (broken_chunks(PDF), "cut_off", "failed"),
        (status(500), "server_error", "failed"),
        (status(403), "forbidden", "refused"),
        (status(404), "not_found", "not_found"),
        (status(410), "not_found", "not_found"),
        (status(429), "too_many_requests", "failed"),
        (status(418), "server_error", "failed"),
        (redirect("/a.pdf"), "redirects_endless", "failed"),
        (redirect("ftp://example.org/a.pdf"), "redirect_refused", "refused"),
        (redirect("file:///etc/passwd"), "redirect_refused", "refused"),
        (redirect("http://user:secret@example.org/"), "redirect_refused", "refused"),
        (careless(page(("x", "y"))), "page_instead_of_pdf", "not_a_document"),
        (careless(b"PK\x03\x04", "application/zip"), "not_a_pdf", "not_a_document"),
        (careless(b""), "not_a_pdf", "not_a_document"),
    ],
)
def test_what_is_not_a_whole_pdf_is_never_kept(
    site: Site, home: Home, time: Time, behaviour: Behaviour, code: str, outcome: str
) -> None:
    site.pages["/a.pdf"] = behaviour
    (row,) = documents(run(home, time, one(site)))
    assert (row.reason_code, row.outcome) == (code, outcome)
    assert row.reason_message
    assert kept(home) == []
    assert list((home.archive / "incoming").iterdir()) == []


@pytest.mark.parametrize(
    "fault",
    [cut_off(PDF), broken_chunks(PDF), status(500), status(503), status(429, Retry_After="7"), cut_off(b"", 9)],
)
def test_what_passes_is_tried_again(site: Site, home: Home, time: Time, fault: Behaviour) -> None:
    site.pages["/a.pdf"] = in_turn(fault, fault, file(PDF))
    (row,) = documents(run(home, time, one(site)))
    assert row.outcome == "fetched"
    assert kept(home) == [PDF]


@pytest.mark.parametrize("code", [403, 404, 410, 451])
def test_what_does_not_pass_is_asked_once(site: Site, home: Home, time: Time, code: int) -> None:
    site.pages["/a.pdf"] = status(code)
    run(home, time, one(site))
    assert site.paths() == ["/a.pdf"]


def test_a_server_that_drips_is_left_in_time(site: Site, home: Home, time: Time) -> None:
    site.pages["/a.pdf"] = dripping(PDF * 50, 0.02)
    (row,) = documents(run(home, time, one(site), limits=Limits(seconds=0.2, attempts=1)))
    assert row.reason_code == "too_slow"
    assert kept(home) == []


def test_a_server_that_never_answers_is_left_in_time(site: Site, home: Home, time: Time) -> None:
    site.pages["/a.pdf"] = lambda request: sleep(0.6)
    (row,) = documents(run(home, time, one(site), limits=Limits(seconds=0.1, attempts=2)))
    assert row.reason_code == "too_slow"


@pytest.mark.parametrize("behaviour", [careless(PDF + b"x" * 5000), zipped(PDF + b"x" * 500_000), cut_off(PDF, 10**12)])
def test_a_file_beyond_the_limit_is_not_kept(site: Site, home: Home, time: Time, behaviour: Behaviour) -> None:
    site.pages["/a.pdf"] = behaviour
    (row,) = documents(run(home, time, one(site), limits=Limits(document_bytes=4000)))
    assert row.reason_code == "too_large"
    assert kept(home) == []


def test_a_page_that_changes_while_it_is_read_is_read_as_one_or_the_other(site: Site, home: Home, time: Time) -> None:
    old, new = page(("old.pdf", "old")), page(("new.pdf", "new"))
    site.list_pdfs("old.pdf", "new.pdf")
    site.pages["/list"] = in_turn(cut_off(old, 2 * len(old)), careless(new, "text/html"), careless(old, "text/html"))
    run(home, time, listing(site))
    assert site.paths() == ["/list", "/list", "/new.pdf"]


def test_a_page_with_a_million_links_is_bounded(site: Site, home: Home, time: Time) -> None:
    many = b"<html>" + b"".join(b"<a href=%d.pdf>x</a>" % number for number in range(1_000_000))
    site.pages["/list"] = careless(many, "text/html")
    (row,) = [row for row in run(home, time, listing(site)).rows if row.resource_kind == "page"]
    assert row.reason_code == "too_large"
    site.pages["/list"] = careless(many[:2_000_000], "text/html")
    (row,) = [row for row in run(home, time, listing(site)).rows if row.resource_kind == "page"]
    assert row.reason_code == "too_many_links"
    assert site.paths() == ["/list", "/list"]


def test_pages_that_lead_on_in_a_circle_are_read_once(site: Site, home: Home, time: Time) -> None:
    for number in range(4):
        body = page((f"{number}.pdf", "a")) + f'<a rel="next" href="/list?p={(number + 1) % 4}">next</a>'.encode()
        site.pages[f"/list?p={number}"] = site.pages["/list"] = careless(body, "text/html")
        site.pages[f"/{number}.pdf"] = file(PDF + bytes([65 + number]) + b"%%EOF")
    site.pages["/list"] = site.pages["/list?p=0"]
    run(home, time, listing(site, next="a[rel=next]"))
    assert len(kept(home)) == 4
    site.asked.clear()
    run(home, time, listing(site, next="a[rel=next]", max_pages=2))
    assert len([path for path in site.paths() if path.startswith("/list")]) == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"ETag": '"\u00e9\u00ff"', "Last_Modified": "sometime"},
        {"ETag": "W/", "Memento_Datetime": "Mon, 99 Jan 99999 00:00:00 GMT"},
        {"Content_Disposition": "attachment; filename*=UTF-8''%ff%fe%00.pdf"},
        {"Content_Type": "application/pdf; charset=\u00ff"},
    ],
)
def test_odd_headers_end_nothing(site: Site, home: Home, time: Time, headers: dict[str, str]) -> None:
    site.pages["/a.pdf"] = lambda request: request.answer(200, PDF, **headers)
    for _ in range(2):
        (row,) = documents(run(home, time, one(site)))
    assert row.outcome == "unchanged"
