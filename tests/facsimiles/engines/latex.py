"""pdfLaTeX with its oldest fonts: kerning, ligatures, accents and © set as two glyphs each."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

from facsimiles.compose import blocks_of
from facsimiles.engines import DRAWN
from facsimiles.layout import Layout
from facsimiles.programs import converted, missing_program, program
from facsimiles.setting import MARGIN, PAPERS
from facsimiles.sheet import Block, Cell, Foot, Heading, PageBreak, Paragraph, Table, placed_cells
from facsimiles.specimen import Specimen

# Layout fields of which this engine can only do the plain value.
UNABLE = DRAWN | {"paragraphs", "name_break", "header_look", "spacing", "face", "leading", "narrow_names"}
_NAME = "pdflatex"
# What the document loads.
_PACKAGES = ("multirow",)
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "{": r"\{",
    "}": r"\}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "~": r"\textasciitilde{}",
    "|": r"\textbar{}",
    "\u00a0": "~",
    "\u202f": r"\,",
    "\u00ad": r"\-",
    "\u2019": "'",
    "\u2013": "--",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "©": r"\textcopyright{}",
}


def missing() -> str | None:
    """Why this engine cannot run here, or None."""
    return missing_program(_NAME) or next((f"{name}.sty is not there" for name in _PACKAGES if not _has(name)), None)


def _has(package: str) -> bool:
    """Whether TeX finds a package: Debian's smallest set of them lacks some."""
    looked = subprocess.run(["kpsewhich", f"{package}.sty"], capture_output=True, check=False)
    return looked.returncode == 0


def render(specimen: Specimen) -> bytes:
    """The specimen as a PDF."""
    command = [program(_NAME), "-interaction=nonstopmode", "-halt-on-error", "page.tex"]
    return converted("\n".join(_source(specimen)), "page.tex", lambda _: command, "page.pdf")


def _text(text: str) -> str:
    return "".join(_SPECIAL.get(letter, letter) for letter in text)


def _source(specimen: Specimen) -> Iterator[str]:
    layout = specimen.layout
    width, height = PAPERS[layout.paper]
    size = f"paperwidth={width}bp,paperheight={height}bp,margin={MARGIN}bp"
    yield rf"\documentclass{{article}}\usepackage[{size}]{{geometry}}"
    yield r"\usepackage[utf8]{inputenc}\usepackage{multirow,colortbl,graphicx}"
    yield r"\setlength{\parindent}{0pt}\setlength{\parskip}{6pt}\raggedright\pagestyle{empty}"
    yield r"\setlength{\tabcolsep}{4pt}\begin{document}"
    yield rf"\fontsize{{{layout.size}}}{{{1.25 * layout.size}}}\selectfont"
    for block in blocks_of(specimen):
        yield from _block(block, layout)
    yield r"\end{document}"


def _block(block: Block, layout: Layout) -> Iterator[str]:
    match block:
        case Heading():
            size = layout.size * {1: 2.2, 2: 1.6, 3: 1.3}[block.level]
            text = _text(block.text).replace("\n", r"\\")
            yield rf"{{\fontsize{{{size}}}{{{1.2 * size}}}\selectfont\bfseries {text}\par}}"
        case Paragraph():
            width = f"{block.width}bp" if block.width else r"\linewidth"
            style = r"\itshape " if block.italic else ""
            yield rf"\parbox{{{width}}}{{\raggedright {style}{_text(block.text)}}}\par"
        case PageBreak():
            yield r"\newpage"
        case Foot():
            yield rf"\vfill {_text(block.left)}\hfill {_text(block.middle)}\hfill {_text(block.right)}\par"
        case Table():
            yield from _table(block, layout)


def _table(table: Table, layout: Layout) -> Iterator[str]:
    bar = "|" if layout.rules in ("grid", "zebra_grid") else ""
    sides = {"left": "l", "right": "r", "centre": "c"}
    kinds = [sides[cell.align] for cell in table.body[-1]][-table.column_count :]
    kinds = ["l"] * (table.column_count - len(kinds)) + kinds
    yield r"\sbox0{\begin{tabular}{" + bar + bar.join(kinds) + bar + "}"
    yield from _rows(table.header, table.column_count, layout, bar)
    yield from _rows(table.body, table.column_count, layout, bar)
    # What is too wide for the page is made smaller as a whole.
    yield r"\end{tabular}}\ifdim\wd0>\linewidth\resizebox{\linewidth}{!}{\usebox0}\else\usebox0\fi\par"


def _rows(rows: tuple[tuple[Cell, ...], ...], count: int, layout: Layout, bar: str) -> Iterator[str]:
    places = list(placed_cells(rows))
    sides = {"left": "l", "right": "r", "centre": "c"}
    for number in range(len(rows)):
        parts, column = [], 0
        ground = r"\rowcolor[gray]{0.93}" if layout.rules.startswith("zebra") and number % 2 == 0 else ""
        while column < count:
            found = [place for place in places if place.row == number and place.column == column]
            if not found:
                parts.append("")
                column += 1
                continue
            cell = found[0].cell
            side = sides[cell.align] + bar if column or not bar else bar + sides[cell.align] + bar
            content = _content(cell)
            if cell.rows > 1:
                content = rf"\multirow[t]{{{cell.rows}}}{{*}}{{{content}}}"
            parts.append(rf"\multicolumn{{{cell.columns}}}{{{side}}}{{{content}}}")
            column += cell.columns
        rule = r"\hline" if layout.rules in ("grid", "zebra_grid", "horizontal") else ""
        yield rule + ground + " & ".join(parts) + r" \\"


def _content(cell: Cell) -> str:
    """The cell's text; what is to be drawn is drawn by nobody here, so it is left out."""
    if cell.drawn in ("curves", "picture"):
        return ""
    lines = [_text(line) for line in cell.text.split("\n")]
    text = lines[0] if len(lines) == 1 else r"\shortstack[l]{" + r"\\".join(lines) + "}"
    mark = rf"\textsuperscript{{{_text(cell.mark)}}}" if cell.mark else ""
    return rf"\textbf{{{text}}}{mark}" if cell.bold else text + mark
