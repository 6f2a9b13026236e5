"""What is fetched is kept, once, under its own name, with where it came from; nothing that was fetched is lost."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from fetching import Time, documents, kept, listing, one, run
from publisher import PDF, Site, careless, file, not_found, page, status, zipped

from klantprofielen.fetch.archive import Archive
from klantprofielen.fetch.links import Links
from klantprofielen.home import Home


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


def test_what_is_packed_on_its_way_is_kept_unpacked(site: Site, home: Home, time: Time) -> None:
    site.pages["/a.pdf"] = zipped(PDF)
    site.pages["/list"] = zipped(page(("a.pdf", "a")), "text/html")
    run(home, time, listing(site))
    assert kept(home) == [PDF]


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
