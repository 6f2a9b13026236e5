"""Makes the site of the published release: pages in both languages, charts, figures, pictures, downloads."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from klantprofielen.home import Home
from klantprofielen.provenance.picture import files_of
from klantprofielen.query.locked_down import of_this_version, open_locked
from klantprofielen.release.files.publisher import read_publisher
from klantprofielen.release.release import find, list_releases
from klantprofielen.site.charts import Chart, draw
from klantprofielen.site.country_pages import country_pages
from klantprofielen.site.data_pages import compare_page, data_page, dataset, feed, release_files, terms_page
from klantprofielen.site.database import installed, put_database, sql_page
from klantprofielen.site.docs_pages import START, documentation_of, put_documentation
from klantprofielen.site.facts import Facts, read_facts
from klantprofielen.site.figure_files import search_file, table_files
from klantprofielen.site.language import label, languages
from klantprofielen.site.links import MENU, Paths
from klantprofielen.site.page import Page, Scope
from klantprofielen.site.place_pages import municipality_pages, region_pages
from klantprofielen.site.proof_data import Document, read_documents
from klantprofielen.site.proof_pages import missing_page, proof_pages
from klantprofielen.site.share_pictures import draw_card
from klantprofielen.site.site_folder import SiteFolder
from klantprofielen.site.table_pictures import Crop, make_crops
from klantprofielen.templates import templates_of

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
_SPOKEN = (
    *("nav.search", "nav.search_none", "nav.search_found"),
    *("figure.hint", "country.table_csv", "proof.copy", "proof.copied"),
)
_ABSENT = "404.html"


@dataclass(frozen=True, slots=True)
class Options:
    """How a site is made.

    Attributes:
        base_url: where it will stand, ending in a slash; without it `base_url` of `publisher.toml`, and where that is
            not set either, addresses that must be whole are left out.
        demo: whether a banner says that the figures are invented.
    """

    base_url: str = ""
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """What a build did."""

    pages: int
    files: int
    written: int
    removed: int
    size: int


def make_site(home: Home, output: Path, options: Options) -> Made:
    """Makes the site of the published release in `output`; what did not change there is not touched.

    Raises:
        NotPublishedError: nothing is published.
        OtherReleaseError: the release lacks what the pages show.
        StorageError: the folder cannot be written.
    """
    with open_locked(home.published) as connection:
        folder = SiteFolder(output)
        options = options_of(home, options)
        with of_this_version():
            documents = read_documents(connection)
            inputs = _inputs(home, options, documents)
            if folder.is_as_made(inputs):
                return Made(0, folder.count, 0, 0, folder.size)
            facts = read_facts(connection)
    for name, data in _static():
        folder.put(f"static/{name}", data)
    crops = make_crops(documents, home, folder)
    site = _Site(home, folder, options, facts, documents, crops)
    pages = site.put_pages()
    for name, text in table_files(facts, languages()):
        folder.put(name, text)
    site.put_release()
    removed = folder.clear_rest()
    folder.stamp(inputs)
    return Made(pages, folder.count, folder.written, removed, folder.size)


def options_of(home: Home, given: Options) -> Options:
    """The options with what the home itself says: where the site will stand, and whether its figures are invented."""
    return replace(
        given,
        base_url=given.base_url or read_publisher(home.publisher).base_url,
        demo=given.demo or find(home, "current").is_synthetic,
    )


def _inputs(home: Home, options: Options, documents: Mapping[str, Document]) -> str:
    """A hash of what a site is made from: release, options, this program, the documents and documentation there are."""
    release = find(home, "current")
    documentation = documentation_of(home.path)
    pages = [(file.name, file.stat().st_mtime_ns) for file in sorted(documentation.iterdir())] if documentation else []
    code = hashlib.sha256()
    for path in sorted(Path(str(resources.files(__package__))).rglob("*")):
        if path.is_file() and path.suffix not in {".pyc"}:
            code.update(path.name.encode() + path.read_bytes())
    there = sorted(key for key, each in documents.items() if files_of(each.sha256, each.address, home))
    told = [release.release_id, release.content_sha256, asdict(options), code.hexdigest(), there, pages, installed()]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _static() -> Iterator[tuple[str, bytes]]:
    for item in sorted(resources.files(__package__).joinpath("static").iterdir(), key=lambda each: each.name):
        if item.is_file():
            yield item.name, (_spoken() if item.name == "site.js" else b"") + item.read_bytes()


def _spoken() -> bytes:
    """What the program of every page says, in both languages: once in its file and not on each page."""
    texts = {language.code: {key: language.say(key) for key in _SPOKEN} for language in languages()}
    return f"globalThis.texts={json.dumps(texts, ensure_ascii=False)};\n".encode()


@dataclass
class _Site:
    """One build of the site."""

    _home: Home
    _folder: SiteFolder
    _options: Options
    _facts: Facts
    _documents: Mapping[str, Document]
    _crops: Mapping[str, Crop]

    def __post_init__(self) -> None:
        self._release = find(self._home, "current")
        self._templates = templates_of("klantprofielen.site")
        self._templates.filters["around"] = _around
        self._database = put_database(self._folder, self._home.published, self._release.file_sha256)
        self._documentation = documentation_of(self._home.path)
        # Styles and programs are asked for anew when they changed, and kept by the browser otherwise.
        self._version = hashlib.sha256(b"".join(data for _, data in _static())).hexdigest()[:8]

    def put_pages(self) -> int:
        """Writes every page; says how many."""
        count = 0
        dutch, english = languages()
        for language, other in ((dutch, english), (english, dutch)):
            scope = Scope(self._facts, language, other)
            for page in self._pages(scope):
                self._put(page, scope)
                count += 1
            self._folder.put(f"data/{language.code}/search.json", search_file(self._facts, scope.paths))
        return count

    def _pages(self, scope: Scope) -> Iterator[Page]:
        release = self._home.releases / self._release.release_id
        yield from country_pages(scope)
        yield from region_pages(scope)
        yield from municipality_pages(scope)
        yield from proof_pages(scope, self._documents, self._crops, self._options.base_url)
        yield missing_page(scope)
        yield compare_page(scope)
        yield data_page(scope, self._release, release, START if self._documentation else None)
        yield terms_page(scope)
        yield sql_page(scope, self._database, POLICY)

    def _put(self, page: Page, scope: Scope) -> None:
        language, links = scope.language, scope.links(page.path)
        shown = dict(page.shown)
        charts: Mapping[str, Chart] = shown.get("charts", {})
        drawings = {name: draw(chart, language) for name, chart in charts.items()}
        shown["drawn"] = {name: drawing.on_page for name, drawing in drawings.items()}
        for name, drawing in drawings.items():
            self._folder.put(scope.paths.chart(shown["place_key"], name), drawing.alone)
        if "map_alone" in shown:
            self._folder.put(scope.paths.chart("land", shown["layer"]), shown["map_alone"])
        if national := shown.get("chart"):
            shown["drawn"], alone = draw(national, language)
            self._folder.put(scope.paths.chart("land-nl", "coverage"), alone)
            shown["dataset"] = _json(dataset(scope, self._release))
        elif "dataset" in shown:
            shown["dataset"] = _json(shown["dataset"])
        card = None
        if page.card and self._options.base_url:
            card = f"cards/{page.path.removesuffix('.html').replace('/', '-')}.png"
            self._folder.put(card, draw_card(*page.card, language.say("figure.source")))
        html = self._templates.get_template(page.template).render(
            page=page,
            say=language.say,
            language=language,
            other=scope.other,
            go=links,
            menu=MENU,
            measures_of=language.of("measure"),
            base_url=self._options.base_url,
            demo=self._options.demo,
            version=self._version,
            label=label,
            **{"policy": POLICY, **shown},
            card=card,
        )
        self._folder.put(page.path, html)

    def _put_absent(self) -> None:
        """What a server shows for an address that is not there: of any depth, so with whole addresses where known."""
        html = self._templates.get_template("absent.html").render(
            languages=languages(),
            paths=[Paths(language) for language in languages()],
            root=self._options.base_url,
            demo=self._options.demo,
            version=self._version,
            policy=POLICY,
        )
        self._folder.put(_ABSENT, html)

    def put_release(self) -> None:
        """Writes what machines read, and puts the release's own files beside the pages."""
        dutch, _ = languages()
        base = self._options.base_url
        if self._documentation:
            put_documentation(self._folder, self._documentation, Paths(languages()[1]))
        self._put_absent()
        self._folder.put("feed.xml", feed(dutch, list_releases(self._home), base))
        release = self._home.releases / self._release.release_id
        for name in release_files(release):
            self._folder.link(f"release/{name}", release / name)
        if base:
            pages = sorted(name for name in self._folder.kept if name.endswith(".html") and name != _ABSENT)
            urls = "".join(f"<url><loc>{escape(base + name)}</loc></url>" for name in pages)
            self._folder.put(
                "sitemap.xml",
                '<?xml version="1.0" encoding="utf-8"?>\n'
                f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>\n',
            )
            self._folder.put("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n")


def _json(value: Mapping[str, Any]) -> Markup:
    """JSON that stands in a page: nothing in it ends the script."""
    return Markup(json.dumps(value, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704 - "<" is escaped above


def _around(text: str, *inner: object) -> Markup:
    """A text whose `¤` becomes something already made: a link, or a name from a document. Longest marks last."""
    result = str(escape(text))
    for at, each in reversed(list(enumerate(inner))):
        result = result.replace("¤" * (at + 1), str(escape(each)), 1)
    return Markup(result)  # noqa: S704 - every part was escaped
