"""The documentation that `klantprofielen docs` made, as part of the site: its pages get the site's navigation."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from klantprofielen.site.links import MENU, Links, Paths
from klantprofielen.site.site_folder import SiteFolder

START = "docs/index.html"
_MARK = "<!-- the public site -->"


def documentation_of(home: Path) -> Path | None:
    """The folder of the documentation; None where nobody made it."""
    folder = home / "docs-site"
    return folder if (folder / "index.html").is_file() else None


def put_documentation(folder: SiteFolder, documentation: Path, paths: Paths) -> None:
    """Puts every page and file of the documentation below `docs/`."""
    for file in sorted(documentation.iterdir()):
        name = f"docs/{file.name}"
        if file.suffix == ".html" and _MARK in (text := file.read_text(encoding="utf-8")):
            folder.put(name, text.replace(_MARK, _navigation(Links(paths, name))))
        elif file.is_file():
            folder.link(name, file)


def _navigation(links: Links) -> str:
    say = links.paths.language.say
    entries = [
        Markup('<a href="{}"{}>{}</a>').format(
            links.page(entry), Markup(' aria-current="true"') if entry == "data" else "", say(f"nav.{entry}")
        )
        for entry in MENU
    ]
    return Markup('<nav aria-label="{}">\n{}\n</nav>').format(say("nav.main"), Markup("\n").join(entries))
