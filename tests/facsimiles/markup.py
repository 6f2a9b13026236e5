"""The blocks of a publication as one HTML page, for the engines that print HTML."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape

from facsimiles.compose import blocks_of
from facsimiles.layout import Layout
from facsimiles.outlines import as_png, as_svg, size_of
from facsimiles.setting import MARGIN, PAPERS
from facsimiles.sheet import Block, Cell, Foot, Heading, PageBreak, Paragraph, Table
from facsimiles.specimen import Specimen

_FACES = {
    "vera": "DejaVu Sans, Verdana, sans-serif",
    "helvetica": "Liberation Sans, Helvetica, Arial, sans-serif",
    "dejavu": "DejaVu Sans, sans-serif",
    "liberation": "Liberation Serif, Times New Roman, serif",
}
_ALIGN = {"left": "left", "right": "right", "centre": "center"}


def html_of(specimen: Specimen) -> str:
    """The whole page, its style included; it asks for nothing from outside."""
    layout = specimen.layout
    stamp = specimen.misprint.stamp if specimen.misprint.stamp_look != "sentence" else ""
    body = f"<p>{escape(stamp)}</p>" if stamp else ""
    body += "\n".join(part for block in blocks_of(specimen) for part in _block(block, layout))
    head = f'<meta charset="utf-8"><title>{escape(layout.title)}</title><style>{_style(layout)}</style>'
    return f'<!DOCTYPE html><html lang="nl"><head>{head}</head><body><a name="top"></a>\n{body}\n</body></html>'


def _style(layout: Layout) -> str:
    width, height = PAPERS[layout.paper]
    border = {"grid": "0.5pt solid #888", "zebra_grid": "0.5pt solid #888"}.get(layout.rules, "none")
    rule = "0.5pt solid #888" if layout.rules == "horizontal" else border
    parts = [
        f"@page {{ size: {width}pt {height}pt; margin: {MARGIN}pt }}",
        f"body {{ margin: 0; font-family: {_FACES[layout.face]}; font-size: {layout.size}pt;",
        f"  letter-spacing: {layout.spacing}pt; line-height: {1.3 * max(layout.leading, 0.85)} }}",
        "h1 { font-size: 2.2em } h2 { font-size: 1.6em } h3 { font-size: 1.3em }",
        f"table {{ border-collapse: collapse }} td, th {{ border: {border}; border-bottom: {rule};",
        f"  padding: {2 * layout.leading}pt 4pt; font-weight: normal }}",
        "thead th { background: #edf2f7 } a { color: #005ea8 }",
        ".foot { display: flex; justify-content: space-between; margin-top: 3em }",
    ]
    if layout.rules.startswith("zebra"):
        parts.append("tbody tr:nth-child(odd) { background: #edf2f7 }")
    if layout.rules == "dark_total":
        parts.append(".total td { background: #00457d; color: white }")
    looks = {
        "spaced": "letter-spacing: 2pt",
        "white_on_dark": "background: #00457d; color: white",
        "turned": "",
        "wide_leading": "line-height: 2.4",
        "large": "font-size: 1.4em",
    }
    parts.append(f".head th {{ {looks.get(layout.header_look, '')} }}")
    return "\n".join(parts)


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _block(block: Block, layout: Layout) -> Iterator[str]:
    match block:
        case Heading():
            yield f"<h{block.level}>{_text(block.text)}</h{block.level}>"
        case Paragraph():
            style = f"width: {block.width}pt;" if block.width else ""
            style += "font-style: italic;" if block.italic else ""
            style += "text-align: justify;" if layout.paragraphs == "justified" else ""
            style += "font-size: 0.85em" if block.is_small else ""
            yield f'<p style="{style}">{_text(block.text)}</p>'
        case PageBreak():
            yield '<div style="page-break-after: always"></div>'
        case Foot():
            parts = "".join(f"<span>{_text(text)} </span>" for text in (block.left, block.middle, block.right))
            yield f'<div class="foot">{parts}</div>'
        case Table():
            yield from _table(block, layout)


def _table(table: Table, layout: Layout) -> Iterator[str]:
    yield "<table>"
    if table.header:
        yield "<thead>" if table.is_plain else '<thead class="head">'
        for row in table.header:
            yield "<tr>" + "".join(_cell(cell, layout, "th") for cell in row) + "</tr>"
        yield "</thead>"
    yield "<tbody>"
    for number, row in enumerate(table.body):
        name = ' class="total"' if table.total and number == len(table.body) - 1 else ""
        yield f"<tr{name}>" + "".join(_cell(cell, layout, "td") for cell in row) + "</tr>"
    yield "</tbody></table>"


def _cell(cell: Cell, layout: Layout, tag: str) -> str:
    spans = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    style = f"text-align: {_ALIGN[cell.align]}; vertical-align: {cell.upright}"
    # The attributes say the same for programs that read no style sheet.
    plain = f'align="{_ALIGN[cell.align]}" valign="{cell.upright}"'
    return f'<{tag}{spans} {plain} style="{style}">{_content(cell, layout)}</{tag}>'


def _content(cell: Cell, layout: Layout) -> str:
    if cell.drawn in ("curves", "picture"):
        return _drawn(cell, layout)
    text = _text(cell.text)
    if cell.link:
        text = f'<a href="#top">{text}</a>'
    if cell.bold:
        text = f"<b>{text}</b>"
    return text + (f"<sup>{_text(cell.mark)}</sup>" if cell.mark else "")


def _drawn(cell: Cell, layout: Layout) -> str:
    if not cell.text:
        return ""
    text = cell.text if len(cell.text) < 16 else cell.text.replace(" in ", "\nin ")
    face = "vera-bold" if cell.bold else "vera"
    width, height = size_of(text, face, layout.size)
    if cell.drawn == "curves":
        drawing, kind = as_svg(text, face, layout.size), "svg+xml"
    else:
        drawing, kind = as_png(text, face, layout.size), "png"
    data = base64.b64encode(drawing).decode()
    return f'<img src="data:image/{kind};base64,{data}" style="width:{width:.1f}pt;height:{height:.1f}pt">'
