"""From a publisher's page to the marts: `update` on a served copy of the small history, and on what changes there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pytest
from publisher import Site, careless, file, not_found, page, serving

from called import invoked
from facsimiles import history
from klantprofielen.home import Home
from klantprofielen.query.locked_down import open_locked
from known_code import known_code

# What says where and when a document was found; all else must be the same as from files.
_ORIGIN = frozenset(
    {
        "load_id", "loaded_from", "loaded_to", "first_loaded_at", "source_address", "origin_address", "first_seen_date",
        "last_seen_date", "gone_since_date", "first_retrieved_at", "source_status",
    }
)  # fmt: skip
_QUARTERS = {"1": "eerste", "2": "tweede", "3": "derde", "4": "vierde"}


def _words(row: dict[str, str]) -> str:
    year, quarter = row["quarter"].split("Q")
    return f"{row['region']}, {_QUARTERS[quarter]} kwartaal {year} (PDF, 120 kB)"


@dataclass
class Publisher:
    """The site with the history on it, and what each run of `update` said."""

    site: Site
    home: Home
    report: Path
    links: dict[str, str] = field(default_factory=dict)
    said: list[dict[str, Any]] = field(default_factory=list)

    def publish(self) -> None:
        self.site.pages["/klantprofielen"] = file(page(*self.links.items()), "text/html")

    def update(self) -> int:
        self.site.asked.clear()
        # Its tables are compared with those of a home whose tests passed.
        with known_code(is_tested=False):
            done = invoked(self.home.path, "update", "--allow-private", "--json", "--report", self.report)
        assert done.stdout, done.output
        self.said.append(json.loads(done.stdout))
        return done.exit_code

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with open_locked(self.home.published) as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def publisher(history_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Publisher]:
    """The first update of a new home."""
    folder = tmp_path_factory.mktemp("update")
    with serving() as site:
        publisher = Publisher(site, Home(folder / "home"), folder / "report.md")
        publisher.home.path.mkdir()
        publisher.home.sources.write_text(
            f"contact: test@example.org\ndelay_seconds: 0\nsources:\n"
            f"  - {{name: uwv, page: '{site.address}/klantprofielen'}}\n"
        )
        for row in history.kept("publications"):
            publisher.links[f"{row['file_name']}.pdf"] = _words(row)
        for path in (history_home.path.parent / "documents").iterdir():
            publisher.links.setdefault(path.name, "Groningen, tweede kwartaal 2020")
            site.pages[f"/{path.name}"] = file(path.read_bytes())
        publisher.links["dead.pdf"] = "Drenthe, eerste kwartaal 2021"
        publisher.publish()
        assert publisher.update() == 0
        yield publisher


def _table(connection: duckdb.DuckDBPyConnection, table: str) -> tuple[list[str], list[tuple[object, ...]]]:
    described = connection.execute(f"describe {table}").fetchall()
    columns = [name for name, *_ in described if name not in _ORIGIN]
    return columns, connection.execute(f"select {', '.join(columns)} from {table} order by all").fetchall()


def test_the_facts_are_those_of_a_home_built_from_files(publisher: Publisher, history_home: Home) -> None:
    with open_locked(publisher.home.published) as fetched, open_locked(history_home.published) as built:
        tables = [
            name
            for (name,) in built.execute("select table_name from duckdb_tables() where schema_name = 'main'").fetchall()
        ]
        facts = [name for name in tables if name.startswith(("fct_", "mart_", "dim_")) and name != "dim_addresses"]
        assert len(facts) > 15
        different = [table for table in facts if _table(fetched, table) != _table(built, table)]
    assert different == []


def test_every_document_has_its_origin(publisher: Publisher) -> None:
    found = publisher.rows("select file_name, origin_address, first_seen_date, gone_since_date from dim_publications")
    assert len(found) == 17
    for name, address, seen, gone in found:
        assert (address, gone) == (f"{publisher.site.address}/{name}", None)
        assert seen is not None


def test_the_ledger_tells_what_is_at_the_source(publisher: Publisher) -> None:
    statuses = publisher.rows("select ledger_status, source_status, count(*) from mart_publication_ledger group by all")
    assert {(ledger, source) for ledger, source, _ in statuses} == {
        ("seen", "fetched"),
        ("missing", "not yet fetched"),
        ("missing", "no address known"),
    }
    (row,) = publisher.rows(
        "select labour_market_region_name, quarter_label from mart_publication_ledger "
        "where source_status = 'not yet fetched'"
    )
    assert row == ("Drenthe", "2021Q1")


def test_show_tells_the_address_and_the_time(publisher: Publisher) -> None:
    done = invoked(publisher.home.path, "show", "1", "2020Q4", "--column", "clients_in_sonar", "--pictures", "0")
    assert done.exit_code == 0, done.output
    assert f"origin   {publisher.site.address}/groningen_2020q4.pdf, fetched 20" in done.stdout


def test_a_second_update_asks_for_changes_only_and_makes_no_release(publisher: Publisher) -> None:
    publisher.links.pop("dead.pdf", None)
    publisher.publish()
    assert publisher.update() == 0
    release = publisher.said[-1]["release"]
    assert publisher.update() == 0
    assert publisher.site.bodies() == []
    assert publisher.said[-1]["outcome"] == "unchanged"
    assert publisher.said[-1]["release"] == release
    assert publisher.report.read_text(encoding="utf-8").count("Nothing.") == 3


def test_what_changed_at_the_source_is_told_and_nothing_is_lost(publisher: Publisher) -> None:
    publisher.links["groningen_2021q4.pdf"] = "Flevoland, vierde kwartaal 2021"
    del publisher.links["stedendriehoek_2022q1.pdf"]
    publisher.site.pages["/stedendriehoek_2022q1.pdf"] = not_found
    publisher.site.pages["/groningen_2020q1.pdf"] = careless(page(("x", "De pagina is verhuisd")), "text/html")
    publisher.publish()
    assert publisher.update() == 0
    report = publisher.report.read_text(encoding="utf-8")
    changed, needs = report.split("## Changed at the source")[1].split("## Needs a person")
    assert "stedendriehoek_2022q1.pdf" in changed
    assert "is gone" in changed
    assert "groningen_2020q1.pdf" in needs
    assert "web page" in needs or "a page of the web" in needs
    assert "groningen_2021q4.pdf" in needs
    assert "Flevoland, vierde kwartaal 2021" in needs
    (gone,) = publisher.rows(
        "select status, gone_since_date is not null from dim_publications where file_name = 'stedendriehoek_2022q1.pdf'"
    )
    assert gone == ("accepted_with_warnings", True)
    (status,) = publisher.rows(
        "select source_status from mart_publication_ledger l join dim_publications p using (publication_id) "
        "where file_name = 'stedendriehoek_2022q1.pdf'"
    )
    assert status == ("gone",)
    (finding,) = publisher.rows(
        "select file_name, severity from mart_findings where finding_code = 'link_contradictory'"
    )
    assert finding == ("groningen_2021q4.pdf", "warning")


def test_a_source_that_is_down_is_an_exit_code_and_a_line_in_the_report(publisher: Publisher) -> None:
    publisher.site.pages["/klantprofielen"] = not_found
    assert publisher.update() == 5
    assert f"{publisher.site.address}/klantprofielen" in publisher.report.read_text(encoding="utf-8")
    assert publisher.said[-1]["outcome"] == "unchanged"
