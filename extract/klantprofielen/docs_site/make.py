"""Makes the folder: dbt's own pages, column-level lineage, and ours from the same manifest.

index.html       where a newcomer starts
dictionary.html  every published table and column
findings.html    every finding and every declined code: what it means, an example, what to do
decisions.html   why it is made as it is
dbt.html         dbt docs, with the models' lineage
lineage.html     lineage column by column
"""

from __future__ import annotations

import csv
import importlib.util
import os
import re
import secrets
import shutil
import subprocess
import sys
from importlib import resources
from pathlib import Path

from klantprofielen.docs_site.pages import render_page
from klantprofielen.home import FILE_NAME, Home
from klantprofielen.project import PROJECT
from klantprofielen.query.locked_down import require_published
from klantprofielen.release.files.published_tables import read_tables

_DBT_PROGRAM = (sys.executable, "-m", "dbt.cli.main")
_COLIBRI_PROGRAM = (sys.executable, "-m", "dbt_colibri.cli.cli")
_BLOCK = re.compile(r"{% docs __overview__ %}\n(.*?){% enddocs %}", re.DOTALL)


class DocsError(Exception):
    """The documentation could not be made; the message says why and what to do."""


def make_docs(home: Home, folder: Path) -> None:
    """Makes the documentation of the published release in `folder`, which is replaced whole.

    Raises:
        NotPublishedError: nothing is published.
        DocsError: dbt-colibri is not there, or one of the tools failed.
    """
    require_published(home.published)
    if importlib.util.find_spec("dbt_colibri") is None:
        raise DocsError(
            "Lineage by column needs dbt-colibri: `make docs` installs it in a checkout, the extra [docs] elsewhere."
        )
    # "." has no name.
    folder = folder.resolve()
    work = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    work.mkdir(parents=True)
    try:
        _make(home, work, home.project)
        if folder.exists():
            shutil.rmtree(folder)
        (work / "site").rename(folder)
    finally:
        shutil.rmtree(work)


def _make(home: Home, work: Path, project: Path) -> None:
    site = work / "site"
    site.mkdir()
    target = work / "target"
    # dbt opens its file for writing, so it gets a copy: nobody else opens a release for that.
    release = work / FILE_NAME
    shutil.copyfile(home.published, release)
    environment = {
        **os.environ,
        "KLANTPROFIELEN_HOME": str(home.path.resolve()),
        "KLANTPROFIELEN_RELEASE": str(release.resolve()),
        "KLANTPROFIELEN_TARGET": "local",
        "DBT_TARGET_PATH": str(target.resolve()),
        "DBT_LOG_PATH": str(target.resolve()),
        "DO_NOT_TRACK": "1",
    }
    folders = ["--project-dir", str(project), "--profiles-dir", str(project)]
    # A release holds what is published; lineage by column wants the columns of the other models, too.
    _run([*_DBT_PROGRAM, "run", "--select", "staging", "intermediate", "--empty", "--quiet", *folders], environment)
    _run([*_DBT_PROGRAM, "docs", "generate", "--static", "--quiet", *folders], environment)
    artefacts = ["--manifest", str(target / "manifest.json"), "--catalog", str(target / "catalog.json")]
    options = ["--output-dir", str(work / "lineage"), "--light", "--disable-telemetry"]
    _run([*_COLIBRI_PROGRAM, "generate", *artefacts, *options], environment)
    _copy_dbt_docs(target / "static_index.html", site / "dbt.html")
    shutil.copyfile(work / "lineage" / "index.html", site / "lineage.html")
    shutil.copyfile(work / "lineage" / "colibri-manifest.json", site / "lineage.json")
    write_pages(site, target / "manifest.json", project)


def _copy_dbt_docs(made: Path, page: Path) -> None:
    """Has Angular make the menu's icon links: left as they are, the browser follows the unfilled template first."""
    unfilled = 'xlink:href="{{ getIcon'
    text = made.read_text(encoding="utf-8")
    page.write_text(text.replace(unfilled, f"ng-attr-{unfilled}"), encoding="utf-8")


def _run(command: list[str], environment: dict[str, str]) -> None:
    finished = subprocess.run(  # noqa: S603 - our own interpreter, no shell, no text from documents
        command, env=environment, capture_output=True, text=True, check=False
    )
    # dbt-colibri goes on after a model it cannot read, and says so only in its log.
    if finished.returncode or "[ERROR]" in finished.stdout + finished.stderr:
        raise DocsError(f"{command[2]} failed:\n{finished.stdout}{finished.stderr}")


def write_pages(site: Path, manifest: Path, project: Path) -> None:
    """Writes our own pages and their style, from dbt's manifest, the project's files and the program's decisions."""
    overview = _BLOCK.search((project / "models" / "overview.md").read_text(encoding="utf-8"))
    if overview is None:
        raise DocsError("models/overview.md has no block __overview__")
    with (project / "seeds" / "uwv" / "finding_codes.csv").open(encoding="utf-8", newline="") as file:
        findings = list(csv.DictReader(file))
    decisions = [path.read_text(encoding="utf-8") for path in sorted((PROJECT / "docs" / "decisions").glob("*.md"))]
    declined = (PROJECT / "docs" / "declined.md").read_text(encoding="utf-8")
    # What most readers look for stands first.
    tables = sorted(read_tables(manifest), key=lambda table: (not table.name.startswith("mart_"), table.name))
    contents: dict[str, dict[str, object]] = {
        "index.html": {"overview": overview[1]},
        "dictionary.html": {"tables": tables},
        "findings.html": {"findings": findings, "declined": declined},
        "decisions.html": {"decisions": decisions},
    }
    for name in ("site.css", "icon.svg"):
        (site / name).write_bytes(resources.files("klantprofielen.site").joinpath("static", name).read_bytes())
    for name, content in contents.items():
        (site / name).write_text(render_page(name, content), encoding="utf-8")
