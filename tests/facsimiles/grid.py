"""Sets one table on the pages: column widths from what stands in them, row heights from how it wraps."""

from __future__ import annotations

from dataclasses import dataclass, replace

from facsimiles.drawing import BLACK, BLUE, WHITE, Curves, Fill, Link, Stroke, Text
from facsimiles.faces import width_of
from facsimiles.setting import DARK, MARGIN, SHADE, Setter, face_for, wrapped
from facsimiles.sheet import Cell, Placed, Table, placed_cells

PADDING = 4.0


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a table is set: its type size, the left edges of its columns (and the last right one)."""

    size: float
    edges: tuple[float, ...]


def set_table(setter: Setter, table: Table) -> None:
    """Draws a table at the setter's height; what does not fit goes to the next page, under a header."""
    setter.y += setter.layout.size
    shape = _shape_of(setter, table)
    header = _heights(setter, table.header, shape, is_header=True)
    body = _heights(setter, table.body, shape, is_header=False)
    if setter.layout.drawing != "none" and not table.is_plain:
        _set_drawing(setter, table, shape, sum(header), body)
    start = 0
    while start < len(body):
        room = setter.floor - setter.y - sum(header)
        count = _fitting(body[start:], room)
        if count == 0 and setter.y > MARGIN + sum(header) + 40:
            setter.break_page()
            continue
        stop = start + max(count, 1)
        _set_rows(setter, table.header, header, shape, is_header=True, is_plain=table.is_plain)
        piece = _piece(table, start, stop)
        _set_rows(
            setter,
            piece.body,
            body[start:stop],
            shape,
            is_header=False,
            is_plain=table.is_plain,
            total=piece.total,
        )
        start = stop
        if start < len(body):
            setter.break_page()


def _set_drawing(setter: Setter, table: Table, shape: _Shape, header: float, heights: list[float]) -> None:
    """A bar chart beside the table: a title, names or bars with numbers, and the numbers of its axis below."""
    left = shape.edges[-1] + 60
    top, size = setter.y + header, shape.size * 0.85
    face = face_for(setter.layout)
    bottom = min(top + sum(heights), setter.floor)
    setter.draws.append(Text(left, setter.y + 8, "Ontwikkeling en aandeel met profiel", size, face))
    if setter.layout.drawing == "bars":
        for number in range(1, 6):
            y = top + (bottom - top) * number / 7
            setter.draws.append(Fill(left + 40, y - 6, left + 40 + 18 * number, y, SHADE))
            setter.draws.append(Text(left + 44 + 18 * number, y, f"{number * 137}", size, face))
    for number in range(5):
        # The axis stands level with none, or nearly with one, of the table's rows.
        y = bottom - 0.6 * heights[-1] - (0 if setter.layout.drawing == "bars" else 0.5 * heights[-1])
        setter.draws.append(Text(left + 40 + 38 * number, y, f"{number * 1.1:.3f}" if number else "0", size, face))


def _fitting(heights: list[float], room: float) -> int:
    count = 0
    for height in heights:
        room -= height
        if room < 0:
            break
        count += 1
    return count


def _piece(table: Table, start: int, stop: int) -> Table:
    """Some of the table's rows, with the cells that span them cut to what is shown."""
    kept: list[list[Cell]] = [[] for _ in range(start, stop)]
    for placed in placed_cells(table.body):
        top, bottom = max(placed.row, start), min(placed.row + placed.cell.rows, stop)
        if top < bottom:
            kept[top - start].append(replace(placed.cell, rows=bottom - top))
    return replace(table, body=tuple(tuple(row) for row in kept), total=table.total and stop == len(table.body))


def _header_size(setter: Setter, size: float) -> float:
    return size * {"large": 1.4}.get(setter.layout.header_look, 1.0)


def _spacing(setter: Setter, *, is_header: bool) -> float:
    spaced = is_header and setter.layout.header_look == "spaced"
    return 2.0 if spaced else setter.layout.spacing


def _shape_of(setter: Setter, table: Table) -> _Shape:
    size = setter.layout.size
    room = setter.width - 2 * MARGIN
    while True:
        widths = _natural_widths(setter, table, size)
        if sum(widths) <= room or size < 3:
            break
        size *= 0.93
    spare = (room - sum(widths)) / len(widths)
    widths = [width + min(spare, 24) for width in widths]
    edges = [MARGIN]
    for width in widths:
        edges.append(edges[-1] + width)
    return _Shape(size, tuple(edges))


def _natural_widths(setter: Setter, table: Table, size: float) -> list[float]:
    """The least width of every column: its longest line in the body, its longest word in the header."""
    widths = [0.0] * table.column_count
    for placed in placed_cells(table.body):
        if placed.cell.columns == 1:
            face = face_for(setter.layout, bold=placed.cell.bold)
            lines = (placed.cell.text + placed.cell.mark).split("\n")
            needed = max(width_of(line, face, size, setter.layout.spacing) for line in lines)
            widths[placed.column] = max(widths[placed.column], needed + 2 * PADDING)
    head = _header_size(setter, size)
    is_turned = setter.layout.header_look == "turned" and not table.is_plain
    for placed in placed_cells(table.header):
        face = face_for(setter.layout, bold=placed.cell.bold)
        words = placed.cell.text.replace("\n", " ").split(" ")
        spacing = _spacing(setter, is_header=True)
        needed = max(width_of(word, face, head, spacing) for word in words) + 2 * PADDING
        if is_turned and _is_turned(placed.cell):
            needed = head * 2.8
        share = needed / placed.cell.columns
        for column in range(placed.column, placed.column + placed.cell.columns):
            widths[column] = max(widths[column], share)
    return widths


def _is_turned(cell: Cell) -> bool:
    return cell.columns == 1 and cell.align == "centre" and cell.text not in ("Gemeente", "Arbeidsmarktregio")


def _lines(setter: Setter, placed: Placed, shape: _Shape, *, is_header: bool) -> list[str]:
    face = face_for(setter.layout, bold=placed.cell.bold)
    size = _header_size(setter, shape.size) if is_header else shape.size
    width = shape.edges[placed.column + placed.cell.columns] - shape.edges[placed.column] - 2 * PADDING + 0.1
    return wrapped(placed.cell.text, face, size, width, _spacing(setter, is_header=is_header))


def _line_height(setter: Setter, size: float, *, is_header: bool) -> float:
    wide = is_header and setter.layout.header_look == "wide_leading"
    return size * (2.2 if wide else 1.2)


def _heights(setter: Setter, rows: tuple[tuple[Cell, ...], ...], shape: _Shape, *, is_header: bool) -> list[float]:
    size = _header_size(setter, shape.size) if is_header else shape.size
    line = _line_height(setter, size, is_header=is_header)
    padding = size * 0.7 * setter.layout.leading
    heights = [line + padding] * len(rows)
    for placed in placed_cells(rows):
        needed = line * len(_lines(setter, placed, shape, is_header=is_header)) + padding
        if is_header and setter.layout.header_look == "turned" and _is_turned(placed.cell):
            face = face_for(setter.layout, bold=placed.cell.bold)
            parts = _turned_lines(placed.cell.text)
            needed = max(width_of(part, face, size) for part in parts) + 2 * PADDING
        own = heights[placed.row : placed.row + placed.cell.rows]
        lack = needed - sum(own)
        if lack > 0:
            heights[placed.row + placed.cell.rows - 1] += lack
    return heights


def _turned_lines(text: str) -> list[str]:
    """A turned heading stands on two lines at most."""
    words = text.replace("\n", " ").split(" ")
    half = (len(words) + 1) // 2
    return [" ".join(words[:half]), " ".join(words[half:])] if len(words) > 2 else [" ".join(words)]


def _set_rows(
    setter: Setter,
    rows: tuple[tuple[Cell, ...], ...],
    heights: list[float],
    shape: _Shape,
    *,
    is_header: bool,
    is_plain: bool,
    total: bool = False,
) -> None:
    tops = [setter.y]
    for height in heights:
        tops.append(tops[-1] + height)
    _shade(setter, tops, shape, is_header=is_header, total=total)
    for placed in placed_cells(rows):
        is_dark = (is_header and setter.layout.header_look == "white_on_dark") or (
            total and setter.layout.rules == "dark_total" and placed.row == len(rows) - 1 and placed.cell.rows == 1
        )
        _set_cell(setter, placed, tops, shape, is_header=is_header and not is_plain, is_dark=is_dark)
    _rule(setter, rows, tops, shape, is_header=is_header)
    setter.y = tops[-1]


def _shade(setter: Setter, tops: list[float], shape: _Shape, *, is_header: bool, total: bool) -> None:
    left, right = shape.edges[0], shape.edges[-1]
    if is_header and tops[-1] > tops[0]:
        colour = DARK if setter.layout.header_look == "white_on_dark" else SHADE
        setter.draws.append(Fill(left, tops[0], right, tops[-1], colour))
    if not is_header:
        if setter.layout.rules.startswith("zebra"):
            for row in range(0, len(tops) - 1, 2):
                setter.draws.append(Fill(left, tops[row], right, tops[row + 1], SHADE))
        if setter.layout.rules == "dark_total" and total:
            setter.draws.append(Fill(shape.edges[0], tops[-2], right, tops[-1], DARK))


def _rule(
    setter: Setter, rows: tuple[tuple[Cell, ...], ...], tops: list[float], shape: _Shape, *, is_header: bool
) -> None:
    style = setter.layout.rules
    if style in ("grid", "zebra_grid"):
        for placed in placed_cells(rows):
            x0, x1 = shape.edges[placed.column], shape.edges[placed.column + placed.cell.columns]
            y0, y1 = tops[placed.row], tops[placed.row + placed.cell.rows]
            setter.draws += [Stroke(x0, y0, x1, y0), Stroke(x0, y1, x1, y1)]
            setter.draws += [Stroke(x0, y0, x0, y1), Stroke(x1, y0, x1, y1)]
    if style in ("horizontal", "dark_total"):
        for top in tops if not is_header else tops[-1:]:
            setter.draws.append(Stroke(shape.edges[0], top, shape.edges[-1], top))


def _set_cell(
    setter: Setter, placed: Placed, tops: list[float], shape: _Shape, *, is_header: bool, is_dark: bool
) -> None:
    cell, layout = placed.cell, setter.layout
    colour = WHITE if is_dark else BLUE if cell.link else BLACK
    face = face_for(layout, bold=cell.bold)
    size = _header_size(setter, shape.size) if is_header else shape.size
    x0, x1 = shape.edges[placed.column] + PADDING, shape.edges[placed.column + cell.columns] - PADDING
    top, bottom = tops[placed.row], tops[placed.row + cell.rows]
    if is_header and layout.header_look == "turned" and _is_turned(cell):
        for number, line in enumerate(_turned_lines(cell.text)):
            base = x0 + size * (1.0 + 1.2 * number)
            shown = Text(base, bottom - PADDING, line, size, face, colour, angle=90, is_bold=cell.bold)
            setter.draws.append(shown)
        return
    lines = _lines(setter, placed, shape, is_header=is_header)
    height = _line_height(setter, size, is_header=is_header)
    slack = bottom - top - height * len(lines) - size * 0.7 * layout.leading
    drop = {"top": 0.0, "middle": slack / 2, "bottom": slack}[cell.upright]
    base = top + drop + size * (0.35 * layout.leading + 0.95)
    spacing = _spacing(setter, is_header=is_header)
    if not is_header and cell.align == layout.align and cell.text[:1].isdigit():
        spacing += layout.number_spacing * size
    for number, line in enumerate(lines):
        width = width_of(line, face, size, spacing)
        x = {"left": x0, "right": x1 - width, "centre": (x0 + x1 - width) / 2}[cell.align]
        shown = Text(x, base + number * height, line, size, face, colour, spacing=spacing, is_bold=cell.bold)
        _set_line(setter, cell, shown)
        if number == len(lines) - 1 and cell.mark:
            mark = Text(x + width, base + number * height - size * 0.35, cell.mark, size * 0.6, face, colour)
            setter.draws.append(mark)


def _set_line(setter: Setter, cell: Cell, text: Text) -> None:
    if not text.text:
        return
    match cell.drawn:
        case "curves" | "picture":
            face = text.face if text.face.startswith("vera") else "vera"
            setter.draws.append(Curves(text.x, text.y, text.text, text.size, face, text.colour))
        case "late":
            setter.late.append(text)
        case _:
            setter.draws.append(text)
    if cell.link:
        right = text.x + width_of(text.text, text.face, text.size, text.spacing)
        setter.draws.append(Stroke(text.x, text.y + 1.5, right, text.y + 1.5, 0.4, BLUE))
        setter.draws.append(Link(text.x, text.y - text.size, right, text.y + 2))
