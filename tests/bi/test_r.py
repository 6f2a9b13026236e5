"""R: the page's code run by R itself, where it is installed; its parts are skipped by name where they are not."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from bi.pages import blocks
from bi.server import variables_of
from klantprofielen.home import Home

R = shutil.which("Rscript")
pytestmark = pytest.mark.skipif(R is None, reason="R: no Rscript is installed here (apt-get install r-base-core)")


def run(code: str, **environment: str) -> str:
    assert R
    done = subprocess.run(
        [R, "--vanilla", "-"],
        input=code,
        env={**os.environ, "LC_ALL": "C.UTF-8", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_csv_files_print_what_the_page_says(sample: Home) -> None:
    assert run(blocks("r.md", "r")[0], KLANTPROFIELEN_CSV=str(sample.current / "csv")) == blocks("r.md", "text")[0]


def test_csv_comes_from_the_server_too(served: str) -> None:
    assert run(blocks("r.md", "r")[0], KLANTPROFIELEN_CSV=f"{served}/latest/csv") == blocks("r.md", "text")[0]


def test_postgresql_prints_what_the_page_says(reader: str) -> None:
    # Either brings DBI.
    if "TRUE" not in run('cat(sapply(c("RPostgres", "RPostgreSQL"), requireNamespace, quietly = TRUE))'):
        pytest.skip("R: no DBI or no driver (apt-get install r-cran-dbi r-cran-rpostgresql)")
    assert run(blocks("r.md", "r")[1], **variables_of(reader)) == blocks("r.md", "text")[1]
