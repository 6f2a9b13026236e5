"""typst: a typesetter of its own, with shaping, ligatures and tagged PDF."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import typst

from facsimiles.compose import blocks_of
from facsimiles.engines import DRAWN
from facsimiles.faces import BUNDLED
from facsimiles.layout import Layout
from facsimiles.outlines import as_png, as_svg, size_of
from facsimiles.setting import FOOT_HEIGHT, MARGIN, PAPERS
from facsimiles.sheet import Block, Cell, Foot, Heading, PageBreak, Paragraph, Table
from facsimiles.specimen import Misprint, Specimen

# Layout fields of which this engine can only do the plain value.
UNABLE = DRAWN
_FACES = {
    "vera": "Bitstream Vera Sans",
    "helvetica": "Libertinus Serif",
    "dejavu": "DejaVu Sans",
    "liberation": "Liberation Serif",
}
_ALIGN = {"left": "left", "right": "right", "centre": "center"}
_UPRIGHT = {"top": "top", "middle": "horizon", "bottom": "bottom"}


def missing() -> str | None:
    """Why this engine cannot run here, or None."""
    return None


def render(specimen: Specimen) -> bytes:
    """The specimen as a PDF."""
    with tempfile.TemporaryDirectory() as folder:
        source = "\n".join(_source(specimen, Path(folder)))
        main = Path(folder) / "main.typ"
        main.write_text(source, encoding="utf-8")
        return bytes(typst.compile(main, font_paths=[BUNDLED]))


def _text(text: str) -> str:
    """Any text as a typst expression; its strings are escaped as JSON escapes its own."""
    lines = (json.dumps(line, ensure_ascii=False) for line in text.split("\n"))
    return " + linebreak() + ".join(lines)


def _source(specimen: Specimen, folder: Path) -> Iterator[str]:
    layout = specimen.layout
    blocks = blocks_of(specimen)
    width, height = PAPERS[layout.paper]
    foot = next((block for block in blocks if isinstance(block, Foot)), Foot("", "", ""))
    yield f"#set page(width: {width}pt, height: {height}pt, footer: {_foot(foot)}, footer-descent: 12pt,"
    yield f"  margin: (x: {MARGIN}pt, top: {MARGIN}pt, bottom: {MARGIN + FOOT_HEIGHT}pt))"
    yield f'#set text(font: ("{_FACES[layout.face]}",), size: {layout.size}pt, lang: "nl",'
    yield f"  tracking: {layout.spacing}pt, hyphenate: false)"
    is_justified = "true" if layout.paragraphs == "justified" else "false"
    yield f"#set par(leading: {0.5 * layout.leading}em, justify: {is_justified})"
    yield from _stamp(specimen.misprint)
    yield "#metadata(none) <top>"
    for block in blocks:
        yield from _block(block, layout, folder)


def _stamp(misprint: Misprint) -> Iterator[str]:
    text = json.dumps(misprint.stamp, ensure_ascii=False)
    match misprint.stamp_look:
        case "" | "sentence":
            return
        case "turned":
            turned = f"rotate(90deg, reflow: true, text(size: 20pt)[#{text}])"
            yield f"#set page(background: place(right + horizon, {turned}))"
        case "upright" | "spaced":
            tracking = "8pt" if misprint.stamp_look == "spaced" else "0pt"
            yield f"#set page(header: text(size: 14pt, tracking: {tracking})[#{text}])"
        case look:
            grey = {"faint": 240, "faintest": 251}.get(look, 205)
            yield f"#set page(background: rotate(-50deg, text(size: 72pt, fill: luma({grey}))[#{text}]))"


def _foot(foot: Foot) -> str:
    parts = ", ".join(f"[#{_text(text)}]" if text else "[]" for text in (foot.left, foot.middle, foot.right))
    return f"grid(columns: (auto, 1fr, auto), column-gutter: 20pt, {parts})"


def _block(block: Block, layout: Layout, folder: Path) -> Iterator[str]:
    match block:
        case Heading():
            yield f"#heading(level: {block.level})[#({_text(block.text)})]"
        case Paragraph():
            style = 'style: "italic"' if block.italic else f"size: {0.85 if block.is_small else 1}em"
            width = f"{block.width}pt" if block.width else "100%"
            yield f"#block(width: {width}, text({style})[#({_text(block.text)})])"
        case PageBreak():
            yield "#pagebreak()"
        case Table():
            yield from _table(block, layout, folder)
        case Foot():
            pass


def _table(table: Table, layout: Layout, folder: Path) -> Iterator[str]:
    inset = max(2.0, 4 * layout.leading)
    yield f"#table(columns: {table.column_count}, inset: (x: 4pt, y: {inset}pt), stroke: {_stroke(layout)},"
    yield f"  fill: {_fill(table, layout)},"
    if table.header:
        yield "  table.header("
        for row in table.header:
            yield from (f"    {_cell(cell, layout, folder, is_header=not table.is_plain)}," for cell in row)
        yield "  ),"
    for number, row in enumerate(table.body):
        is_dark = layout.rules == "dark_total" and table.total and number == len(table.body) - 1
        for cell in row:
            dark = is_dark and cell.rows == 1
            yield f"  {_cell(cell, layout, folder, is_header=False, is_dark=dark)},"
    yield ")"


def _stroke(layout: Layout) -> str:
    lines = {"grid": "0.5pt + gray", "zebra_grid": "0.5pt + gray", "horizontal": "(y: 0.5pt + gray)"}
    return lines.get(layout.rules, "none")


def _fill(table: Table, layout: Layout) -> str:
    header = "rgb(0, 69, 125)" if layout.header_look == "white_on_dark" else "rgb(237, 242, 247)"
    zebra = "if calc.odd(y) { rgb(237, 242, 247) }" if layout.rules.startswith("zebra") else "none"
    return f"(x, y) => if y < {len(table.header)} {{ {header} }} else {{ {zebra} }}"


def _cell(cell: Cell, layout: Layout, folder: Path, *, is_header: bool, is_dark: bool = False) -> str:
    spans = f"rowspan: {cell.rows}, colspan: {cell.columns}"
    spans += f", align: {_UPRIGHT[cell.upright]} + {_ALIGN[cell.align]}"
    fill = ", fill: rgb(0, 69, 125)" if is_dark else ""
    return f"table.cell({spans}{fill})[{_content(cell, layout, folder, is_header=is_header, is_dark=is_dark)}]"


def _content(cell: Cell, layout: Layout, folder: Path, *, is_header: bool, is_dark: bool) -> str:
    if cell.drawn in ("curves", "picture"):
        return _drawn(cell, layout, folder)
    style = []
    if cell.bold:
        style.append('weight: "bold"')
    if is_dark or (is_header and layout.header_look == "white_on_dark"):
        style.append("fill: white")
    if is_header and layout.header_look == "spaced":
        style.append("tracking: 2pt")
    if is_header and layout.header_look == "large":
        style.append("size: 1.4em")
    content = f"text({', '.join(style)})[#({_text(cell.text)})]"
    if is_header and layout.header_look == "wide_leading":
        content = f"par(leading: 1.4em, {content})"
    if is_header and layout.header_look == "turned" and cell.columns == 1:
        content = f"rotate(-90deg, reflow: true, {content})"
    if cell.link:
        content = f"link(<top>, {content})"
    mark = f"#super({_text(cell.mark)})" if cell.mark else ""
    return f"#{content}{mark}"


def _drawn(cell: Cell, layout: Layout, folder: Path) -> str:
    if not cell.text:
        return ""
    text = cell.text if len(cell.text) < 16 else cell.text.replace(" in ", "\nin ")
    kind = "svg" if cell.drawn == "curves" else "png"
    face = "vera-bold" if cell.bold else "vera"
    drawing = as_svg(text, face, layout.size) if kind == "svg" else as_png(text, face, layout.size)
    file = folder / f"{len(list(folder.iterdir()))}.{kind}"
    file.write_bytes(drawing)
    return f'#image("{file.name}", width: {size_of(text, face, layout.size)[0]:.2f}pt)'
