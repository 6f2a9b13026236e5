"""Our own pages of the documentation, as HTML that asks for nothing outside itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from markdown_it import MarkdownIt

from klantprofielen.release.files.described import Field, Table

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 0 auto; padding: 0 1rem 4rem; color: #1c2733; }
nav { padding: 1rem 0; border-bottom: 1px solid #c9d3dc; margin-bottom: 1rem; }
nav a { margin-right: 1.5rem; }
a { color: #0a58a8; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid #dfe6ec; }
code, pre { font: 14px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { background: #f3f6f9; padding: .8rem; overflow-x: auto; }
h2 { margin-top: 2.5rem; }
"""
_PAGES = {
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


@dataclass(frozen=True, slots=True)
class Finding:
    """A row of the seed of finding codes."""

    finding_code: str
    severity: str
    message_en: str
    message_nl: str
    meaning: str
    example: str
    what_to_do: str


def overview_page(markdown: str) -> str:
    """The overview that dbt docs open with; its links to models lead there."""
    return _page("index.html", _html(markdown).replace('href="#!/', 'href="dbt.html#!/'))


def dictionary_page(tables: Sequence[Table]) -> str:
    """Every published table and column, in the words of the yaml."""
    contents = "".join(f'<li><a href="#{escape(table.name)}">{escape(table.name)}</a></li>' for table in tables)
    sections = "".join(_section(table) for table in tables)
    return _page("dictionary.html", f"<h1>Data dictionary</h1><ul>{contents}</ul>{sections}")


def _section(table: Table) -> str:
    rows = (
        (f"<code>{escape(field.name)}</code>", _inline(field.description), _promises(field)) for field in table.fields
    )
    key = ", ".join(f"<code>{escape(name)}</code>" for name in table.key)
    return (
        f'<h2 id="{escape(table.name)}">{escape(table.name)}</h2><p>{_inline(table.description)}</p><p>Key: {key}.</p>'
        + _table(("column", "what it is", "tested"), rows)
    )


def _promises(field: Field) -> str:
    promises = [
        "never null" if field.is_required else "",
        "unique" if field.is_unique else "",
        f"one of {', '.join(field.values)}" if field.values else "",
    ]
    return escape("; ".join(promise for promise in promises if promise))


def findings_page(findings: Iterable[Finding], declined: str) -> str:
    """The catalogue of findings, and of the codes of documents that cannot be read."""
    rows = (
        (
            f'<code id="{escape(each.finding_code)}">{escape(each.finding_code)}</code>',
            *(_inline(text) for text in (each.severity, each.meaning, each.example, each.what_to_do)),
        )
        for each in findings
    )
    table = _table(("code", "severity", "what it means", "example", "what to do"), rows)
    intro = "An <b>error</b> keeps a publication out of the facts; a <b>warning</b> lets it in, marked."
    return _page("findings.html", f"<h1>Findings</h1><p>{intro}</p>{table}{_html(_lowered(declined))}")


def decisions_page(decisions: Iterable[str]) -> str:
    """All decisions, in their order."""
    return _page("decisions.html", "<h1>Decisions</h1>" + "<hr>".join(_html(_lowered(text)) for text in decisions))


def _lowered(markdown: str) -> str:
    """Headings one level down, as the page has its own first."""
    return _HEADING.sub(r"#\1 ", markdown)


def _html(markdown: str) -> str:
    return str(_markdown().render(_FILE_LINK.sub(r"\1", markdown)))


def _inline(markdown: str) -> str:
    return str(_markdown().renderInline(markdown))


def _markdown() -> MarkdownIt:
    """Markdown with tables; HTML in it is shown, not obeyed."""
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f"<th>{escape(heading)}</th>" for heading in headings)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _page(name: str, body: str) -> str:
    links = "".join(f'<a href="{page}">{title}</a>' for page, title in _PAGES.items())
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Klantprofielen: {_PAGES[name]}</title>'
        f"<style>{_STYLE}</style></head><body><nav>{links}</nav><main>{body}</main></body></html>\n"
    )
