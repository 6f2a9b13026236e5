"""A fetch reaches public addresses alone, whatever a page, a redirect or a name leads to."""

from __future__ import annotations

import pytest
from fetching import LOOPBACK, Time, documents, listing, one, run
from publisher import PDF, Site, careless, file, not_found, page, redirect, serving

from klantprofielen.fetch.network import EVERYWHERE, Reach, resolve
from klantprofielen.fetch.sources import FileSource
from klantprofielen.home import Home


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
        rows = documents(run(home, time, listing(site), reach=Reach(LOOPBACK, lookup)))
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
        (row,) = documents(run(home, time, source, reach=Reach(LOOPBACK, lookup)))
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


def test_a_host_that_does_not_exist_is_told(home: Home, time: Time) -> None:
    source = FileSource(name="one", file="http://no.such.host.invalid/a.pdf")
    (row,) = documents(run(home, time, source))
    assert row.outcome == "failed"
    assert "no.such.host.invalid" in str(row.reason_message)
