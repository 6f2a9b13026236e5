"""Our own pages of the documentation, from the templates beside this file: they ask for nothing outside themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markdown_it import MarkdownIt

from klantprofielen.release.files.published_tables import Field
from klantprofielen.templates import templates_of

# Every page and its name in the menu; those of dbt are made by dbt.
PAGES = {
    "index.html": "Start",
    "dictionary.html": "Data dictionary",
    "findings.html": "Findings",
    "decisions.html": "Decisions",
    "dbt.html": "Models (dbt docs)",
    "lineage.html": "Lineage by column",
}
_HEADING = re.compile(r"^(#+) ", re.MULTILINE)
# A link from one Markdown file of the project to another leads nowhere from here: its text stays.
_FILE_LINK = re.compile(r"\[([^\]]*)\]\((?!https?:|#)[^)]*\)")


def render_page(name: str, content: Mapping[str, object]) -> str:
    """The page of that name; `content` holds what its template asks for.

    Raises:
        jinja2.UndefinedError: the template asks for something else.
    """
    environment = templates_of("klantprofielen.docs_site")
    environment.filters |= {
        "markdown": _markdown,
        "inline_markdown": _inline_markdown,
        "one_level_down": _one_level_down,
        "promises": _promises,
    }
    return _scrolling(environment.get_template(name).render(content, name=name, pages=PAGES))


def _scrolling(html: str) -> str:
    """Tables that are wider than the screen scroll by themselves, also by keyboard."""
    return html.replace("<table>", '<div class="scroll" tabindex="0"><table>').replace("</table>", "</table></div>")


def _markdown(text: str) -> str:
    """Markdown as HTML; links of dbt's overview to models lead to dbt's page."""
    html: str = _parser().render(_FILE_LINK.sub(r"\1", text))
    return html.replace('href="#!/', 'href="dbt.html#!/')


def _inline_markdown(text: str) -> str:
    """Markdown within a line."""
    return str(_parser().renderInline(text))


def _parser() -> MarkdownIt:
    """Markdown with tables; HTML in it is shown, not obeyed."""
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _one_level_down(markdown: str) -> str:
    """Headings one level down, as the page has its own first."""
    return _HEADING.sub(r"#\1 ", markdown)


def _promises(field: Field) -> str:
    """What the tests of a column guarantee."""
    promises = [
        "never null" if field.is_required else "",
        "unique" if field.is_unique else "",
        f"one of {', '.join(field.values)}" if field.values else "",
    ]
    return "; ".join(promise for promise in promises if promise)
