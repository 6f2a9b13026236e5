"""A publication's own table as cells, in every order and grouping."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from facsimiles.arrangement import in_blocks, in_strips, transposed
from facsimiles.figures import Figures, Row
from facsimiles.layout import Layout
from facsimiles.sheet import Cell, Table
from facsimiles.specimen import Specimen
from facsimiles.wording import HEADER_ROWS, MARKS, NAME_MARKS, NOBODY_SIGNS, SUM_LABELS, VOCABULARIES, Vocabulary

# A column's key is the numbers of the counts that it adds up (in `COUNTS`), or "share".
PARTS = ("0", "1", "2", "3")
TOTAL = "4"
SHARE = "share"

# Where a Dutch place name may be broken: before these parts of the word.
_ENDINGS = "polder|stad|dam|burg|drecht|veen|wijk|meer|land|veld|broek|voort"


_Rows = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Columns (key and lower heading) under one upper heading; ungrouped where `label` is empty."""

    label: str
    columns: tuple[tuple[str, str], ...]


def count_text(count: int | None, layout: Layout) -> str:
    """A count as the layout prints it; nothing where it is not printed."""
    if count == 0 and layout.nobody != "none":
        return NOBODY_SIGNS[layout.nobody]
    return "" if count is None else f"{count:,}".replace(",", layout.thousands)


def is_suppressed(count: int | None, layout: Layout) -> bool:
    """Whether the layout hides a part of that size behind a mark."""
    return layout.suppressed != "none" and count is not None and count < 5


def suppressed_text(layout: Layout) -> str:
    """What stands in place of a count that is not given."""
    return "" if layout.suppressed == "blank" else layout.suppressed


def groups_of(layout: Layout) -> tuple[Group, ...]:
    """The number columns from left to right."""
    words = VOCABULARIES[layout.vocabulary]
    groups = {"server": _by_server, "profile": _by_profile, "flat": _flat}[layout.grouping](words, layout)
    if layout.extras == "by_profile":
        both = (
            (("0+2"), f"Totaal {words.with_profile.lower()}"),
            ("1+3", f"Totaal {words.without_profile.lower()}"),
        )
        groups += [Group("", (column,)) for column in both]
    total = Group("", ((TOTAL, words.total),))
    groups = [total, *groups] if layout.order in ("total_first", "all_turned") else [*groups, total]
    if layout.extras in ("share", "subtotals_and_share"):
        groups.append(Group("", ((SHARE, "Aandeel met profiel"),)))
    return tuple(groups)


def _grouped(pairs: list[tuple[str, list[tuple[str, str]]]], layout: Layout) -> list[Group]:
    inner = layout.order in ("without_first", "all_turned")
    outer = layout.order in ("groups_swapped", "all_turned")
    groups = []
    for label, columns in pairs[:: -1 if outer else 1]:
        shown = columns[:: -1 if inner else 1]
        if layout.extras in ("subtotals", "subtotals_and_share"):
            shown = [*shown, ("+".join(key for key, _ in columns), "Totaal")]
        groups.append(Group(label, tuple(shown)))
    return groups


def _by_server(words: Vocabulary, layout: Layout) -> list[Group]:
    profile = (words.with_profile, words.without_profile)
    municipal = (words.municipal, list(zip(PARTS[:2], profile, strict=True)))
    uwv = (words.uwv, list(zip(PARTS[2:], profile, strict=True)))
    return _grouped([municipal, uwv], layout)


def _by_profile(words: Vocabulary, layout: Layout) -> list[Group]:
    with_profile = (words.with_profile, [("0", words.municipal), ("2", words.uwv)])
    without_profile = (words.without_profile, [("1", words.municipal), ("3", words.uwv)])
    return _grouped([with_profile, without_profile], layout)


def _flat(words: Vocabulary, layout: Layout) -> list[Group]:
    groups = _by_server(words, layout)
    return [
        Group("", ((key, f"{group.label}, {label if label.isupper() else label.lower()}"),))
        for group in groups
        for key, label in group.columns
    ]


def value_text(counts: tuple[int | None, ...], key: str, layout: Layout) -> str:
    """What a column prints of a row's counts."""
    if key == SHARE:
        return _share(counts)
    numbers = [int(part) for part in key.split("+")]
    if len(numbers) == 1 and key != TOTAL and is_suppressed(counts[numbers[0]], layout):
        return suppressed_text(layout)
    parts = [counts[number] for number in numbers]
    known = [part for part in parts if part is not None]
    # A subtotal would give the hidden part away; but where the mark is a bound of its own, it would be a lie.
    if len(numbers) > 1 and layout.suppressed != "<5" and any(is_suppressed(part, layout) for part in parts):
        return suppressed_text(layout)
    return count_text(sum(known), layout) if len(known) == len(parts) else ""


def _share(counts: tuple[int | None, ...]) -> str:
    with_profile, total = (counts[0] or 0) + (counts[2] or 0), sum(part or 0 for part in counts[:4])
    return f"{100 * with_profile / total:.1f}%".replace(".", ",") if total else ""


def main_tables(specimen: Specimen, figures: Figures) -> Iterator[Table]:
    """The publication's own table, in as many pieces as its page breaks make of it."""
    layout = specimen.layout
    groups = groups_of(layout)
    keys = [key for group in groups for key, _ in group.columns]
    header = _with_header_row(layout, header_of(layout, groups), len(keys))
    rows = [_row(specimen, figures, row, keys) for row in figures.rows]
    if layout.marks != "none":
        rows = [_marked(row, place, layout) for place, row in enumerate(rows)]
    has_total = layout.total_row != "absent"
    if has_total:
        rows.append(_total(specimen, figures, keys))
    if layout.arrangement.startswith("strips"):
        yield from _strips(layout, groups, rows)
        return
    if layout.arrangement != "rows":
        yield _arranged(Table(header, tuple(map(tuple, rows)), 1 + len(keys), total=has_total), groups, layout)
        return
    size = layout.break_after or len(rows)
    pieces = [rows[start : start + size] for start in range(0, len(rows), size)]
    if layout.name_break:
        _divide_names(pieces)
    if layout.sums != "none":
        _add_sums(specimen, figures, pieces, keys)
    for number, piece in enumerate(pieces):
        is_last = number == len(pieces) - 1
        body = _with_region(specimen, figures, piece, is_total_last=has_total and is_last)
        shown = header if number == 0 or layout.header_repeats else ()
        width = 1 + len(keys) + (layout.region_column != "none")
        yield Table(shown, body, width, total=has_total and is_last)


def _add_sums(specimen: Specimen, figures: Figures, pieces: list[list[list[Cell]]], keys: list[str]) -> None:
    """Ends every page but the last with a sum: of all rows so far, carried over to the next, or of this page's."""
    is_carried = specimen.layout.sums == "carried"
    last_label, first_label = SUM_LABELS[specimen.layout.sums]
    size = specimen.layout.break_after
    for number, (piece, following) in enumerate(pairwise(pieces)):
        rows = figures.rows[0 if is_carried else number * size : (number + 1) * size]
        sums = [sum(row.counts[place] or 0 for row in rows) for place in range(5)]
        if number == 0:
            sums[0] += specimen.misprint.sum_by
        numbers = numbers_of(specimen, tuple(sums), keys, bold=True)
        piece.append([Cell(last_label, bold=True), *numbers])
        if is_carried:
            following.insert(0, [Cell(first_label, bold=True), *numbers])


def _with_header_row(layout: Layout, header: _Rows, count: int) -> _Rows:
    """The header with a row above it that says what is counted, or one below it with units or the columns' numbers."""
    if layout.header_row == "none":
        return header
    names = 2 if layout.region_column != "none" else 1
    text = HEADER_ROWS.get(layout.header_row, "")
    match layout.header_row:
        case "unit":
            return ((Cell("", columns=names), Cell(text, columns=count, align="centre")), *header)
        case "caption":
            return ((Cell(text, columns=names + count, bold=True, align="centre"),), *header)
        case _:
            units = (text or f"({number + 1})" for number in range(count))
            return (*header, (*(Cell("") for _ in range(names)), *(Cell(unit, align="centre") for unit in units)))


def _strips(layout: Layout, groups: tuple[Group, ...], rows: list[list[Cell]]) -> Iterator[Table]:
    """Some of the columns on each page, beside the names, or as `strips_bare` beside none but on the first."""
    first = 1
    for number, places in enumerate(in_strips([group.columns for group in groups], 3 if layout.size > 6 else 2)):
        own = tuple(groups[place] for place in places)
        width = sum(len(group.columns) for group in own)
        bare = 1 if number and layout.arrangement == "strips_bare" else 0
        header, body = header_of(layout, own), [[row[0], *row[first : first + width]][bare:] for row in rows]
        first += width
        top, *below = header
        yield Table((top[bare:], *below), tuple(map(tuple, body)), 1 - bare + width, total=True)


def _arranged(table: Table, groups: tuple[Group, ...], layout: Layout) -> Table:
    if layout.arrangement.startswith("transposed"):
        heads = [(group.label, [label for _, label in group.columns]) for group in groups]
        return transposed(table, heads, layout.arrangement)
    return in_blocks(table, layout.arrangement)


def _marked(row: list[Cell], place: int, layout: Layout) -> list[Cell]:
    """A footnote mark behind one number of every other row."""
    column = 1 + place % (len(row) - 1)
    if place % 2 or not row[column].text:
        return row
    return [*row[:column], replace(row[column], mark=MARKS[layout.marks]), *row[column + 1 :]]


def _divide_names(pieces: list[list[list[Cell]]]) -> None:
    """The last name of a page that has a space goes on below the header of the next page, in a row without numbers."""
    for piece, following in pairwise(pieces):
        name = piece[-1][0]
        first, space, rest = name.text.rpartition(" ")
        if space and not piece[-1][0].bold:
            piece[-1][0] = replace(name, text=first)
            following.insert(0, [replace(name, text=rest), *(Cell("") for _ in piece[-1][1:])])


def header_of(layout: Layout, groups: tuple[Group, ...]) -> _Rows:
    """The rows of the header."""
    if layout.header == "missing":
        return ()
    has_two = any(group.label for group in groups)
    depth = 2 if has_two else 1
    drawn = {"curves": "curves", "picture": "picture", "late_total": "curves"}.get(layout.header, "text")
    upright = "bottom" if layout.header_look == "bottom" else "top"

    def head(text: str, **spans: int) -> Cell:
        broken = _hyphenated(text) if layout.header == "hyphenated" else text
        return Cell(_joined(broken, layout), bold=True, align="centre", drawn=drawn, upright=upright, **spans)

    first = [head("Arbeidsmarktregio", rows=depth)] if layout.region_column != "none" else []
    first.append(head(layout.name_heading, rows=depth))
    second = []
    for group in groups:
        if group.label:
            first.append(head(group.label, columns=len(group.columns)))
            second += [replace(head(label), bold=False) for _, label in group.columns]
        else:
            first += [head(label, rows=depth) for _, label in group.columns]
    if layout.header == "late_total":
        first[-1] = replace(first[-1], drawn="late")
    return (tuple(first), tuple(second)) if has_two else (tuple(first),)


def _hyphenated(text: str) -> str:
    for whole, broken in (
        ("klanten", "klan-\nten"),
        ("rofiel", "ro-\nfiel"),
        ("Totaal", "To-\ntaal"),
        ("Sonar", "So-\nnar"),
    ):
        text = text.replace(whole, broken)
    return text


def _joined(text: str, layout: Layout) -> str:
    if layout.names != "ligatures":
        return text
    return text.replace("fi", "\ufb01").replace("fl", "\ufb02")


def numbers_of(specimen: Specimen, counts: tuple[int | None, ...], keys: list[str], *, bold: bool) -> list[Cell]:
    """The cells of a row's counts."""
    layout = specimen.layout
    shown = counts
    if specimen.misprint.turned_columns is not None and not bold:
        one, other = specimen.misprint.turned_columns
        swap = {one: other, other: one}
        shown = tuple(counts[swap.get(place, place)] for place in range(len(counts)))
    upright = layout.narrow_names if layout.narrow_names != "none" else "top"
    return [Cell(value_text(shown, key, layout), bold=bold, align=layout.align, upright=upright) for key in keys]


def _row(specimen: Specimen, figures: Figures, row: Row, keys: list[str]) -> list[Cell]:
    layout = specimen.layout
    name = Cell(printed_name(row.municipality, layout), link=layout.links)
    if layout.names in NAME_MARKS and (row == figures.rows[0] or row == figures.rows[-1]):
        mark = NAME_MARKS[layout.names]
        space = " " if layout.names == "bracketed" else ""
        is_raised = layout.names == "marked"
        name = replace(name, mark=mark) if is_raised else replace(name, text=name.text + space + mark)
    return [name, *numbers_of(specimen, row.counts, keys, bold=False)]


def _total(specimen: Specimen, figures: Figures, keys: list[str]) -> list[Cell]:
    layout = specimen.layout
    labels = {"with_region": f"TOTAAL {figures.region}", "region_alone": f"Arbeidsmarktregio {figures.region}"}
    label = labels.get(layout.total_label, layout.total_label)
    counts = figures.total
    if layout.total_row == "no_grand_total":
        counts = (*counts[:4], None)
    cells = numbers_of(specimen, counts, keys, bold=True)
    if layout.total_row == "shifted":
        # As in the real publication of Flevoland: everything one column to the right, the last number lost.
        cells = [replace(cells[0], text=""), *cells[:-1]]
    return [Cell(label, bold=True), *cells]


def printed_name(name: str, layout: Layout) -> str:
    """A municipality's name as the layout prints it."""
    if layout.narrow_names != "none":
        return _broken(name, "\u00ad" if layout.names == "soft_hyphens" else "-")
    spellings = {
        "soft_hyphens": re.sub(rf"(?<=[a-z])(?=(?:{_ENDINGS}))", "\u00ad", name),
        "typographic": name.replace("'", "\u2019"),
        "prefixed": f"Gemeente {name}",
        "suffixed": f"{name} (gem.)",
        "capitals": name.upper(),
        "ligatures": _joined(name, layout),
    }
    return spellings.get(layout.names, name)


def _broken(name: str, hyphen: str) -> str:
    """A name over two or three lines: at its spaces and hyphens, else between the parts of the word."""
    broken = re.sub(r"(?<=\w{3})([ -])(?=\w{3})", lambda gap: "\n" if gap[1] == " " else "-\n", name)
    if broken != name:
        return broken
    return re.sub(rf"(?<=[a-z]{{3}})(?=(?:{_ENDINGS})\b)", f"{hyphen}\n", name)


def _with_region(
    specimen: Specimen, figures: Figures, rows: list[list[Cell]], *, is_total_last: bool
) -> tuple[tuple[Cell, ...], ...]:
    style = specimen.layout.region_column
    if style == "none":
        return tuple(tuple(row) for row in rows)
    region = specimen.misprint.column_region or figures.region
    number = f"{figures.region_number}" if figures.region_number is not None else ""
    label = {"name": region, "dotted": f"{number}. {region}"}.get(style, f"{number} {region}".strip())
    if style == "every_row":
        last = len(rows) - 1
        return tuple((Cell("" if is_total_last and place == last else label), *row) for place, row in enumerate(rows))
    spanning = Cell(label, rows=len(rows), upright="middle" if style == "middle" else "top")
    return ((spanning, *rows[0]), *(tuple(row) for row in rows[1:]))
