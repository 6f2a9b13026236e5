"""Nobody is pestered: who asks says so, waits as asked, and keeps to robots.txt."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fetching import Time, documents, listing, one, run
from publisher import PDF, Site, careless, file, in_turn, redirect, status

from klantprofielen.fetch.polite_client import Limits
from klantprofielen.fetch.sources import FileSource
from klantprofielen.home import Home


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


@pytest.mark.parametrize(
    "wait", ["-5", "soon", "Mon, 99 Jan 99999 00:00:00 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "9" * 400]
)
def test_a_retry_after_that_means_nothing_ends_nothing(site: Site, home: Home, time: Time, wait: str) -> None:
    site.pages["/a.pdf"] = in_turn(status(503, Retry_After=wait), file(PDF))
    (row,) = documents(run(home, time, one(site)))
    assert row.outcome in {"fetched", "failed"}
