"""A fetch that is killed at any moment loses nothing, and the next one goes on where it stopped."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections import Counter
from pathlib import Path

from fetching import LOOPBACK
from publisher import Site, serving

from klantprofielen.fetch.archive import Archive
from klantprofielen.fetch.fetch import Work, fetch
from klantprofielen.fetch.manifest import read_manifest
from klantprofielen.fetch.network import Reach
from klantprofielen.fetch.sources import PageSource
from klantprofielen.home import Home

_DOCUMENTS = 70
_KILLS = 20


def _run(folder: str, address: str) -> None:
    source = PageSource.model_validate({"name": "listing", "page": f"{address}/list"})
    fetch(Home(Path(folder)), Work("test@example.org", 0.0, (source,)), reach=Reach(LOOPBACK))


def _kill_one(site: Site, folder: Path, draw: random.Random) -> None:
    """Kills a run some moments after some more requests came, wherever it is then."""
    # Processes of this kind are forked from one that has everything imported, and share no lock with this one.
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["klantprofielen.fetch.fetch"])
    until = len(site.asked) + draw.randint(1, 5)
    process = processes.Process(target=_run, args=(str(folder), site.address))
    process.start()
    while len(site.asked) < until and process.is_alive():
        time.sleep(0.001)
    time.sleep(draw.uniform(0, 0.008))
    process.kill()
    process.join()


def _ending(home: Home) -> tuple[dict[str, bytes], list[tuple[object, ...]]]:
    documents = Archive(home.archive).documents
    files = {str(path.relative_to(documents)): path.read_bytes() for path in documents.rglob("*") if path.is_file()}
    rows = [
        (row.address.rpartition("/")[2], row.link_text, row.content_sha256, row.http_status)
        for row in read_manifest(Archive(home.archive).manifest)
        if row.resource_kind == "document"
    ]
    return files, sorted(set(rows))


def test_killed_twenty_times_it_ends_the_same(tmp_path: Path) -> None:
    draw = random.Random(15)
    with serving() as site:
        site.list_pdfs(*(f"{number}.pdf" for number in range(_DOCUMENTS)))
        for _ in range(_KILLS):
            _kill_one(site, tmp_path / "killed", draw)
        _run(str(tmp_path / "killed"), site.address)
        given = Counter(asked.path for asked in site.asked if asked.status == 200)
        _run(str(tmp_path / "whole"), site.address)
    killed, whole = Home(tmp_path / "killed"), Home(tmp_path / "whole")
    assert _ending(killed) == _ending(whole)
    assert len(_ending(killed)[0]) == _DOCUMENTS
    # What was under way when the kill came may be asked once more each time, and nothing else.
    assert given.total() <= 2 * _KILLS + _DOCUMENTS + 1
    assert not (killed.archive / "run.json").exists()
    assert list((killed.archive / "incoming").iterdir()) == []


def test_a_row_that_was_cut_off_is_no_row(tmp_path: Path) -> None:
    with serving() as site:
        site.list_pdfs("a.pdf", "b.pdf")
        _run(str(tmp_path), site.address)
        manifest = Archive(Home(tmp_path).archive).manifest
        whole = manifest.read_bytes()
        manifest.write_bytes(whole[:-20])
        assert len(list(read_manifest(manifest))) == len(whole.splitlines()) - 1
        _run(str(tmp_path), site.address)
    assert all(row.content_sha256 for row in read_manifest(manifest) if row.resource_kind == "document")
