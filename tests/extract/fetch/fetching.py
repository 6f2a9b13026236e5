"""Runs of a fetch against a publisher on the loopback address, under a clock that no test waits for."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from publisher import Site

from klantprofielen.fetch.archive import Archive
from klantprofielen.fetch.fetch import Fetched, Work, fetch
from klantprofielen.fetch.links import Links
from klantprofielen.fetch.network import Reach
from klantprofielen.fetch.polite_client import Clock, Limits
from klantprofielen.fetch.sources import FileSource, PageSource
from klantprofielen.home import Home
from klantprofielen.records import Retrieval

LOOPBACK = (ipaddress.ip_network("127.0.0.1/32"),)


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


def run(
    home: Home,
    time: Time,
    *sources: PageSource | FileSource,
    reach: Reach | None = None,
    limits: Limits | None = None,
    delay: float = 1.0,
) -> Fetched:
    work = Work("test@example.org", delay, tuple(sources))
    return fetch(home, work, reach=reach or Reach(LOOPBACK), limits=limits or Limits(), clock=time.clock)


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
