"""Homes that both engines build: the small history with all that can be wrong, and two years of a synthetic one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from benchmarks.synthetic.documents import planned
from benchmarks.synthetic.landing import write_histories
from called import said
from facsimiles import corpus, history
from facsimiles.making import made
from klantprofielen.home import Home
from klantprofielen.landing.load import append, open_landing
from klantprofielen.project import PROJECT
from klantprofielen.records import OriginKind, ResourceKind, Retrieval, RetrievalOutcome
from klantprofielen.storage import hash_file

_CORPUS, _SEED = 60, 4
_ENGINES = ("fpdf2", "reportlab", "typst")


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder: the small history, both samples, transcripts, right, wrong and foreign documents, and no PDF."""
    folder = tmp_path_factory.mktemp("documents")
    history.write_all(folder)
    for sample in (PROJECT / "publications").glob("*.pdf"):
        shutil.copy(sample, folder)
    for transcript in (PROJECT / "tests" / "transcripts").glob("*.txt"):
        shutil.copy(transcript, folder)
    for number, (specimen, _) in enumerate(corpus.specimens(_CORPUS, _SEED, _ENGINES)):
        (folder / f"{number:02d} [{specimen.engine}].pdf").write_bytes(made(specimen))
    (folder / "no_pdf.pdf").write_bytes(b"<html>not found</html>")
    return folder


@pytest.fixture(scope="session")
def small(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with three loads, of which one reads a document again, and retrievals; built by DuckDB."""
    home = Home(tmp_path_factory.mktemp("small"))
    first = documents / "groningen_2020q1.pdf"
    said(home.path, "extract", first)
    said(home.path, "extract", "--again", first)
    said(home.path, "extract", documents)
    with open_landing(home.landing) as connection:
        append(connection, list(_retrievals(documents)))
    return _built(home)


@pytest.fixture(scope="session")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with two years of a synthetic history of the whole country, built by DuckDB."""
    home = Home(tmp_path_factory.mktemp("two_years"))
    write_histories(home, 1, list(planned(1, (2020, 2021))))
    return _built(home)


def _built(home: Home) -> Home:
    nothing = home.path / "nothing"
    nothing.mkdir()
    said(home.path, "build", "--allow-empty", nothing)
    said(home.path, "export")
    return home


def _retrievals(documents: Path) -> Iterable[Retrieval]:
    """Two visits to a page that names two documents; one is gone by the second, and a third address never answers."""
    page = "https://example.org/klantprofielen"
    kept, gone = documents / "flevoland_2020q2.pdf", documents / "groningen_2020q3.pdf"
    for number, day in enumerate((3, 9)):
        run = f"202606{day:02d}T080000-00000{number}"
        moment = datetime(2026, 6, day, 8, 0, 0, 250_000)
        asked = Retrieval(
            f"{run}-1", run, moment, "uwv", OriginKind.WEB, ResourceKind.PAGE, page, page, None, None,
            RetrievalOutcome.FETCHED, None, None, 200, "0" * 64, 1_000, None, None, None, None, None,
        )  # fmt: skip
        yield asked
        for place, document in enumerate((kept, gone), start=2):
            is_there = document == kept or number == 0
            yield replace(
                asked,
                retrieval_id=f"{run}-{place}",
                resource_kind=ResourceKind.DOCUMENT,
                address=f"{page}/{document.name}",
                final_address=f"{page}/{document.name}",
                found_on_address=page,
                link_text="Arbeidsmarktregio Flevoland, 2e kwartaal 2020" if document == kept else None,
                outcome=RetrievalOutcome.FETCHED if is_there else RetrievalOutcome.NOT_FOUND,
                http_status=200 if is_there else 404,
                content_sha256=hash_file(document) if is_there else None,
                byte_count=document.stat().st_size if is_there else None,
                file_name=document.name if is_there else None,
            )
        yield replace(
            asked,
            retrieval_id=f"{run}-9",
            resource_kind=ResourceKind.DOCUMENT,
            address=f"{page}/twente_2020q4.pdf",
            final_address=None,
            found_on_address=page,
            link_text="Twente Q4 '20",
            outcome=RetrievalOutcome.FAILED,
            reason_code="no_answer",
            reason_message="No answer.",
            http_status=None,
            content_sha256=None,
            byte_count=None,
        )


@pytest.fixture(scope="session", autouse=True)
def spark_python() -> Path:
    """The Python that has Spark; the tests are skipped by name where there is none."""
    named = os.environ.get("SPARK_PYTHON", "")
    if not Path(named).is_file() or shutil.which("java") is None:
        pytest.skip("Apache Spark: run `make test-spark`, with Java 17 (apt-get install openjdk-17-jre-headless)")
    return Path(named)
