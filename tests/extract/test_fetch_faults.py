"""What the world does to a fetch: nothing wrong is kept, nothing that was fetched is lost, nobody is pestered."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from time import sleep
from urllib.parse import quote

import pytest
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
    not_found,
    page,
    redirect,
    serving,
    status,
    zipped,
)

from klantprofielen.fetch.archive import Archive
from klantprofielen.fetch.client import Clock, Limits
from klantprofielen.fetch.fetch import Fetched, Work, fetch
from klantprofielen.fetch.network import EVERYWHERE, Reach, resolve
from klantprofielen.fetch.sources import FileSource, Links, PageSource
from klantprofielen.home import Home
from klantprofielen.records import Retrieval

_LOOPBACK = (ipaddress.ip_network("127.0.0.1/32"),)


@dataclass
class Time:
    """A clock that a sleep moves on, so that no test waits."""

    moment: float = 0.0
    slept: list[float] = field(default_factory=list)
    started: datetime = datetime(2026, 1, 5, 8)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += seconds

    @property
    def clock(self) -> Clock:
        return Clock(
            lambda: self.moment, self.sleep, lambda: self.started + timedelta(seconds=self.moment), lambda: 0.5
        )


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def time() -> Time:
    return Time()


def run(
    home: Home,
    time: Time,
    *sources: PageSource | FileSource,
    reach: Reach | None = None,
    limits: Limits | None = None,
    delay: float = 1.0,
) -> Fetched:
    work = Work("test@example.org", delay, tuple(sources))
    return fetch(home, work, reach=reach or Reach(_LOOPBACK), limits=limits or Limits(), clock=time.clock)


def one(site: Site, path: str = "/a.pdf") -> FileSource:
    return FileSource(name="one", file=site.address + path)


def listing(site: Site, links: Links | None = None, **settings: object) -> PageSource:
    return PageSource.model_validate(
        {"name": "listing", "page": f"{site.address}/list", "links": links or Links(), **settings}
    )


def documents(fetched: Fetched) -> list[Retrieval]:
    return [row for row in fetched.rows if row.resource_kind == "document"]


def kept(home: Home) -> list[bytes]:
    return sorted(path.read_bytes() for path in Archive(home.archive).documents.rglob("*") if path.is_file())


def test_what_is_given_is_kept_with_where_it_came_from(site: Site, home: Home, time: Time) -> None:
    site.pages["/list"] = file(page(("a.pdf", "Flevoland, <b>tweede</b>\n kwartaal 2020")), "text/html")
    site.pages["/a.pdf"] = file(PDF)
    (row,) = documents(run(home, time, listing(site)))
    assert (row.outcome, row.http_status, row.link_text) == ("fetched", 200, "Flevoland, tweede kwartaal 2020")
    assert (row.address, row.found_on_address) == (f"{site.address}/a.pdf", f"{site.address}/list")
    assert kept(home) == [PDF]


def test_a_second_run_gets_no_body(site: Site, home: Home, time: Time) -> None:
    site.list_pdfs("a.pdf", "b.pdf")
    site.pages["/c.pdf"] = file(PDF + b"c", dated=True)
    run(home, time, listing(site), one(site, "/c.pdf"))
    site.asked.clear()
    rows = documents(run(home, time, listing(site), one(site, "/c.pdf")))
    assert [row.outcome for row in rows] == ["unchanged"] * 3
    assert site.bodies() == []
    assert all(row.content_sha256 for row in rows)


def test_bytes_that_are_lost_from_the_archive_are_fetched_again(site: Site, home: Home, time: Time) -> None:
    site.list_pdfs("a.pdf")
    (row,) = documents(run(home, time, listing(site)))
    found = Archive(home.archive).find_document(str(row.content_sha256))
    assert found
    found.unlink()
    run(home, time, listing(site))
    assert len(kept(home)) == 1


@pytest.mark.parametrize("server", [file, careless])
def test_other_bytes_at_an_address_are_a_new_version_and_the_old_one_stays(
    site: Site, home: Home, time: Time, server: type
) -> None:
    site.pages["/a.pdf"] = server(PDF)
    run(home, time, one(site))
    site.pages["/a.pdf"] = server(PDF + b"corrected %%EOF")
    (row,) = documents(run(home, time, one(site)))
    assert row.outcome == "fetched"
    assert kept(home) == sorted([PDF, PDF + b"corrected %%EOF"])


def test_the_same_bytes_at_changing_addresses_are_one_document(site: Site, home: Home, time: Time) -> None:
    for version in "12":
        site.pages["/list"] = careless(page((f"a.pdf?v={version}", "a")), "text/html")
        site.pages[f"/a.pdf?v={version}"] = file(PDF)
        run(home, time, listing(site))
    assert kept(home) == [PDF]


def test_a_parameter_that_means_nothing_is_left_out(site: Site, home: Home, time: Time) -> None:
    site.pages["/a.pdf"] = file(PDF)
    for version in "12":
        site.pages["/list"] = careless(page((f"a.pdf?v={version}#page=2", "a")), "text/html")
        rows = documents(run(home, time, listing(site, Links(ignore_query=("v",)))))
    assert [(row.address, row.outcome) for row in rows] == [(f"{site.address}/a.pdf", "unchanged")]


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


def test_a_server_that_asks_for_time_gets_it(site: Site, home: Home, time: Time) -> None:
    later = status(503, Retry_After=f"{time.started + timedelta(seconds=40):%a, %d %b %Y %H:%M:%S} GMT")
    site.pages["/a.pdf"] = in_turn(status(429, Retry_After="33"), file(PDF))
    site.pages["/b.pdf"] = in_turn(later, file(PDF))
    run(home, time, one(site))
    assert 33.5 in time.slept
    run(home, time, FileSource(name="two", file=f"{site.address}/b.pdf"))
    assert max(time.slept[2:]) <= 40


def test_a_server_that_asks_for_a_day_is_left_alone_until_the_next_run(site: Site, home: Home, time: Time) -> None:
    site.list_pdfs("a.pdf", "b.pdf", "c.pdf")
    site.pages["/a.pdf"] = status(429, Retry_After="86400")
    rows = documents(run(home, time, listing(site)))
    assert site.paths() == ["/list", "/a.pdf"]
    assert [row.reason_code for row in rows] == ["too_many_requests", "host_given_up", "host_given_up"]
    assert max(time.slept) < 10


def test_a_host_that_is_down_is_not_hammered(site: Site, home: Home, time: Time) -> None:
    names = [f"{number}.pdf" for number in range(30)]
    site.list_pdfs(*names)
    for name in names:
        site.pages[f"/{name}"] = status(500)
    run(home, time, listing(site))
    limits = Limits()
    assert len(site.paths()) == 1 + limits.host_failures * limits.attempts


def test_one_request_at_a_time_with_the_delay_that_robots_asks_for(site: Site, home: Home, time: Time) -> None:
    site.list_pdfs("a.pdf", "b.pdf")
    run(home, time, listing(site), delay=3.0)
    assert time.slept == [3.0] * 3
    site.pages["/robots.txt"] = careless(b"User-agent: *\nCrawl-delay: 9", "text/plain")
    time.moment += 48 * 3600
    time.slept.clear()
    run(home, time, listing(site), delay=3.0)
    assert time.slept[1:] == [9.0] * 2


def test_what_robots_may_not_ask_is_not_asked(site: Site, home: Home, time: Time) -> None:
    site.list_pdfs("a.pdf", "private/b.pdf")
    rules = b"User-agent: otherbot\nDisallow: /\n\nUser-agent: klantprofielen\nDisallow: /private/*.pdf$"
    site.pages["/robots.txt"] = careless(rules, "text/plain")
    rows = documents(run(home, time, listing(site)))
    assert [(row.outcome, row.reason_code) for row in rows] == [("fetched", None), ("refused", "robots_disallow")]
    assert "/private/b.pdf" not in site.paths()


def test_robots_hold_behind_a_redirect_too(site: Site, home: Home, time: Time) -> None:
    site.pages |= {"/a.pdf": redirect("/private/a.pdf"), "/private/a.pdf": file(PDF)}
    site.pages["/robots.txt"] = careless(b"User-agent: *\nDisallow: /private/", "text/plain")
    (row,) = documents(run(home, time, one(site)))
    assert row.reason_code == "robots_disallow"
    assert "/private/a.pdf" not in site.paths()


def test_a_host_whose_rules_cannot_be_read_is_not_asked(site: Site, home: Home, time: Time) -> None:
    site.list_pdfs("a.pdf")
    site.pages["/robots.txt"] = status(500)
    run(home, time, listing(site))
    assert site.paths() == []


def test_who_asks_says_so(site: Site, home: Home, time: Time) -> None:
    site.pages["/a.pdf"] = file(PDF)
    run(home, time, one(site))
    assert all("test@example.org" in asked.headers["user-agent"] for asked in site.asked)
    assert all(asked.headers["user-agent"].startswith("klantprofielen/") for asked in site.asked)


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


def test_what_is_packed_on_its_way_is_kept_unpacked(site: Site, home: Home, time: Time) -> None:
    site.pages["/a.pdf"] = zipped(PDF)
    site.pages["/list"] = zipped(page(("a.pdf", "a")), "text/html")
    run(home, time, listing(site))
    assert kept(home) == [PDF]


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
    "name",
    ["Flevoland tweede kwartaal 2020.pdf", "Zuid-Kennemerland & IJmond.pdf", "Súdwest-Fryslân's “cijfers”.pdf",
     "..%2F..%2Fetc%2Fpasswd.pdf", "a%00b.pdf", "con%3Aaux%3F.pdf", "\u202efdp.exe.pdf", "x" * 300 + ".pdf"],
)  # fmt: skip
def test_odd_names_stay_within_the_archive(site: Site, home: Home, time: Time, name: str) -> None:
    site.pages["/list"] = careless(page((name.replace("&", "&amp;"), "a")), "text/html")
    site.pages |= dict.fromkeys([f"/{name}", f"/{name}".replace("%3F", "?").replace("%2F", "/")], file(PDF))
    site.pages |= {"/" + _encoded(name): file(PDF)}
    run(home, time, listing(site))
    (path,) = (path for path in home.archive.rglob("*.pdf"))
    assert path.parent.parent.parent == home.archive / "documents"
    assert path.read_bytes() == PDF


def _encoded(name: str) -> str:
    return quote(name, safe="/%:'&")


def test_the_name_that_a_server_gives_counts(site: Site, home: Home, time: Time) -> None:
    named = "attachment; filename=\"x.pdf\"; filename*=UTF-8''Groningen%20derde%20kwartaal%202020.pdf"
    site.pages["/download?id=7"] = file(PDF, Content_Disposition=named)
    (row,) = documents(run(home, time, one(site, "/download?id=7")))
    assert row.file_name == "Groningen derde kwartaal 2020.pdf"


def test_a_document_that_no_page_names_any_more_is_asked_until_it_is_gone(site: Site, home: Home, time: Time) -> None:
    site.list_pdfs("a.pdf", "b.pdf")
    run(home, time, listing(site))
    site.pages["/list"] = file(page(("a.pdf", "a")), "text/html")
    unlinked = documents(run(home, time, listing(site)))[-1]
    assert (unlinked.address, unlinked.outcome) == (f"{site.address}/b.pdf", "unchanged")
    assert unlinked.found_on_address is None
    site.pages["/b.pdf"] = not_found
    assert documents(run(home, time, listing(site)))[-1].outcome == "not_found"
    site.asked.clear()
    run(home, time, listing(site))
    assert site.paths() == ["/list", "/a.pdf"]
    assert len(kept(home)) == 2


def test_a_page_that_cannot_be_read_makes_nothing_vanish(site: Site, home: Home, time: Time) -> None:
    site.list_pdfs("a.pdf")
    run(home, time, listing(site))
    site.pages["/list"] = status(403)
    (row,) = documents(run(home, time, listing(site)))
    assert row.outcome == "unchanged"


def test_the_network_of_this_machine_is_not_reached(site: Site, home: Home, time: Time) -> None:
    site.pages["/a.pdf"] = file(PDF)
    (row,) = [row for row in run(home, time, one(site), reach=Reach()).rows if row.resource_kind == "document"]
    assert row.outcome != "fetched"
    assert "private network" in str(row.reason_message)
    assert site.asked == []
    (row,) = documents(run(home, time, one(site), reach=Reach(EVERYWHERE)))
    assert row.outcome == "fetched"


def test_nor_through_a_link_a_redirect_or_a_name(home: Home, time: Time) -> None:
    def lookup(host: str, port: int) -> list[str]:
        return {"intranet.example": ["127.0.0.2"], "mapped.example": ["::ffff:127.0.0.2"]}.get(host) or resolve(
            host, port
        )

    with serving() as site, serving("127.0.0.2") as inside:
        inside.pages |= {"/secret.pdf": file(PDF), "/robots.txt": not_found}
        port = inside.address.rpartition(":")[2]
        site.pages["/redirect.pdf"] = redirect(f"{inside.address}/secret.pdf")
        names = ["127.0.0.2", "intranet.example", "mapped.example", "[::ffff:127.0.0.2]", "2130706434", "0x7f000002"]
        links = [(f"http://{name}:{port}/secret.pdf", name) for name in names]
        site.pages["/list"] = careless(page(("redirect.pdf", "a"), *links), "text/html")
        rows = documents(run(home, time, listing(site), reach=Reach(_LOOPBACK, lookup)))
        assert [row.outcome for row in rows if row.outcome == "fetched"] == []
        assert inside.asked == []


def test_the_address_that_was_checked_is_the_one_that_is_reached(home: Home, time: Time) -> None:
    """A name that means a public address when it is checked and the machine itself a moment later gains nothing."""
    lookups: list[str] = []

    def lookup(host: str, port: int) -> list[str]:
        lookups.append(host)
        return ["127.0.0.1"] if len(lookups) <= 2 else ["127.0.0.2"]

    with serving() as site, serving("127.0.0.2") as inside:
        port = site.address.rpartition(":")[2]
        site.pages["/a.pdf"] = file(PDF)
        source = FileSource(name="one", file=f"http://rebind.example:{port}/a.pdf")
        (row,) = documents(run(home, time, source, reach=Reach(_LOOPBACK, lookup)))
        assert row.outcome == "fetched"
        assert len(lookups) == len(site.asked)
        assert inside.asked == []


@pytest.mark.parametrize(
    "host", ["no.such.host.invalid", "a" * 70 + ".invalid", "a..b.invalid", "xn--a.invalid", "127.0.0.1."]
)
def test_a_name_that_nobody_can_look_up_ends_nothing(site: Site, home: Home, time: Time, host: str) -> None:
    site.pages["/list"] = careless(page((f"http://{host}/x.pdf", "x"), ("a.pdf", "a")), "text/html")
    site.pages["/a.pdf"] = file(PDF)
    assert documents(run(home, time, listing(site)))[-1].outcome == "fetched"


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


@pytest.mark.parametrize(
    "wait", ["-5", "soon", "Mon, 99 Jan 99999 00:00:00 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "9" * 400]
)
def test_a_retry_after_that_means_nothing_ends_nothing(site: Site, home: Home, time: Time, wait: str) -> None:
    site.pages["/a.pdf"] = in_turn(status(503, Retry_After=wait), file(PDF))
    (row,) = documents(run(home, time, one(site)))
    assert row.outcome in {"fetched", "failed"}


def test_a_host_that_does_not_exist_is_told(home: Home, time: Time) -> None:
    source = FileSource(name="one", file="http://no.such.host.invalid/a.pdf")
    (row,) = documents(run(home, time, source))
    assert row.outcome == "failed"
    assert "no.such.host.invalid" in str(row.reason_message)
