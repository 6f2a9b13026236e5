"""From pages of words to the publications printed on them: one for each table of a region."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from klantprofielen.errors import DeclinedError, Reason
from klantprofielen.geometry import Box, Page
from klantprofielen.read.layout.arrangements.blocks_side_by_side import stand_side_by_side
from klantprofielen.read.layout.arrangements.names_beside_numbers import names_at_left
from klantprofielen.read.layout.arrangements.two_pages_on_a_sheet import unfolded
from klantprofielen.read.layout.arrangements.wrapped_numbers import with_wrapped_numbers
from klantprofielen.read.layout.captions.said import said_in_total_row
from klantprofielen.read.layout.captions.stamps import said_of_pages
from klantprofielen.read.layout.captions_of_table import said_of_table, tables_left_out
from klantprofielen.read.layout.crossed_out_cells import crossed_out
from klantprofielen.read.layout.header.header import Table, has_header, repeated_bottom
from klantprofielen.read.layout.names.names import (
    Names,
    RowName,
    find_names,
    joined_over_breaks,
    names_column,
    without_numbers,
)
from klantprofielen.read.layout.names.totals import is_total_by_sums
from klantprofielen.read.layout.numbers.arithmetic import all_add_up, verifies
from klantprofielen.read.layout.numbers.grid import FEWEST_ROWS, GridRow, Part
from klantprofielen.read.layout.numbers.subtotals import group_starts, repeated_rows
from klantprofielen.read.layout.passages.passages import PassageOnPage
from klantprofielen.read.layout.passages.region_column import region_passage
from klantprofielen.read.layout.passages_of_table import notes_on_blank_cells, passages_of_table
from klantprofielen.read.layout.tables import Document, find_tables
from klantprofielen.read.layout.vocabulary.register_words import names_register, names_title
from klantprofielen.read.layout.vocabulary.row_labels import names_region, names_total
from klantprofielen.read.letters import compact
from klantprofielen.records import (
    ColumnRole,
    HeaderKind,
    PrintedCell,
    PrintedColumn,
    PrintedPassage,
    PrintedRemark,
    RowKind,
)

# In font sizes: how far names may stand above the first or below the last number of a table.
_NAME_REACH = 2.0
_NAME_REACH_WITHOUT_HEADER = 1.3
# In distances between rows: a line further above the first is no name's.
_OWN_LINE = 0.75
# What a document says that was made up for tests and demonstrations.
_SYNTHETIC = "synthetischecijfers"
# Under another title: what its table counts; a ligature without a meaning is no letter of a text.
_PROFILES = ("profiel", "proel")


@dataclass(frozen=True, slots=True)
class PrintedPublication:
    """Everything that was read of one table of one region."""

    header_kind: HeaderKind
    columns: tuple[PrintedColumn, ...]
    cells: tuple[PrintedCell, ...]
    passages: tuple[PrintedPassage, ...]
    remarks: tuple[PrintedRemark, ...]
    layout_fingerprint: str
    verifies: bool

    @property
    def content_sha256(self) -> str:
        """A hash of what is printed, whatever file it is in and wherever it stands."""
        texts = [f"{cell.row_number}|{cell.column_role}|{compact(cell.cell_text)}" for cell in self.cells]
        texts += sorted(f"{passage.passage_role}|{compact(passage.passage_text)}" for passage in self.passages)
        return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def parse(pages: Sequence[Page]) -> list[PrintedPublication]:
    """Reads every table of this publication on the pages of one document.

    Raises:
        DeclinedError: not_this_publication, other_uwv_publication, no_table, header_unreadable,
            header_ambiguous, header_absent or rows_unreadable.
    """
    _expect_publication(pages)
    pages = [unfolded(page) for page in pages]
    pages, document = _tables_with_names(pages)
    said = [list(said_of_table(document, index)) for index in range(len(document.tables))]
    left_out = tables_left_out(document, said)
    remarks = [*said_of_pages(pages), *left_out.values(), *document.remarks]
    return [_publication(document, index, [*remarks, *own]) for index, own in enumerate(said) if index not in left_out]


def _tables_with_names(pages: Sequence[Page]) -> tuple[Sequence[Page], Document]:
    """The tables on the pages; where no names stand left of their numbers, those that stand elsewhere set there."""
    try:
        document = _tables_of(pages)
    except DeclinedError:
        turned = [names_at_left(page) for page in pages]
        if all(one is other for one, other in zip(turned, pages, strict=True)):
            raise
        return turned, _tables_of(turned)
    if any(not any(char.isalpha() for row in table.grid.rows for char in row.label) for table in document.tables):
        pages = [names_at_left(page) for page in pages]
        document = _tables_of(pages)
    return pages, document


def _tables_of(pages: Sequence[Page]) -> Document:
    """The tables on the pages. `1 060` is one number or two; which of them is seen by which reading adds up.

    So is a number that a narrow cell breaks over two lines.
    """
    document = find_tables(pages)
    if _adds_up(document):
        return document
    apart = _document_or_none([replace(page, joins_groups=False) for page in pages])
    if apart and _adds_up(apart):
        return apart
    unwrapped = [with_wrapped_numbers(page) for page in pages]
    whole = _document_or_none(unwrapped) if unwrapped != list(pages) else None
    if whole and all(all_add_up(table.roles, table.grid.rows) for table in whole.tables):
        return whole
    return document


def _adds_up(document: Document) -> bool:
    return all(verifies(table.roles, table.grid.rows) for table in document.tables)


def _document_or_none(pages: Sequence[Page]) -> Document | None:
    try:
        return find_tables(pages)
    except DeclinedError:
        return None


def _expect_publication(pages: Sequence[Page]) -> None:
    text = "".join(compact(line.text) for page in pages for line in (*page.lines, *page.sideways))
    if names_title(text):
        return
    # Any people may be called a target group: the agreement or its register must be named.
    names_target_group = "banenafspra" in text or names_register(text)
    if names_target_group and "sonar" in text and any(words in text for words in _PROFILES):
        return
    if "uwv" in text:
        raise DeclinedError(
            Reason.OTHER_UWV_PUBLICATION,
            "The document speaks of UWV, but neither its title nor its footnote is that of 'Transparantie van "
            "klantprofielen'; leave it out.",
        )
    raise DeclinedError(
        Reason.NOT_THIS_PUBLICATION,
        "Neither the title 'Transparantie van klantprofielen' nor its footnote on the register was found; "
        "leave the document out.",
    )


def _publication(document: Document, index: int, remarks: Sequence[PrintedRemark]) -> PrintedPublication:
    table = document.tables[index]
    starts = group_starts(table.roles, table.grid)
    found = [_names_of(table, part, own) for part, own in zip(table.grid.parts, starts, strict=True)]
    region = region_passage(table.grid.parts[0].page, [line for names in found for line in names.region])
    blanks = notes_on_blank_cells(document, index)
    passages = [*passages_of_table(document, index), *blanks, *([region] if region else [])]
    first_column = 2 if region else 1
    columns = [
        *([PrintedColumn(1, ColumnRole.REGION, None)] if region else []),
        PrintedColumn(first_column, ColumnRole.MUNICIPALITY, None),
        *(
            PrintedColumn(first_column + 1 + number, role, text)
            for number, (role, text) in enumerate(zip(table.roles, table.header.texts, strict=True))
        ),
    ]
    names = without_numbers(joined_over_breaks(found))
    repeated = repeated_rows(table.roles, table.grid.rows, [name.text if name else "" for name in names])
    kinds = [_kind_of(row, name) for row, name in zip(table.grid.rows, names, strict=True)]
    if RowKind.TOTAL not in kinds and is_total_by_sums(
        table.roles, table.grid.rows, names, [passage.text for passage in passages]
    ):
        kinds[-1] = RowKind.TOTAL
    cells = _cells(table, names, kinds, first_column, has_blanks=bool(blanks), left_out=repeated)
    said = [*remarks, *crossed_out(document.pages, cells)]
    for row, name, kind in zip(table.grid.rows, names, kinds, strict=True):
        if name is not None and kind is RowKind.TOTAL:
            said += said_in_total_row(name.text, row.page_number)
    return PrintedPublication(
        header_kind=table.header.kind,
        columns=tuple(columns),
        cells=tuple(cells),
        passages=tuple(_printed(passage) for passage in passages),
        remarks=(*_remarks_on_pages(document.pages), *_remarks(table, names, kinds, repeated), *said),
        layout_fingerprint=_fingerprint(table, has_region=region is not None),
        verifies=verifies(table.roles, table.grid.rows),
    )


def _names_of(table: Table, part: Part, starts: Sequence[int]) -> Names:
    """The names of one part of a table, looked for between its header and its last row."""
    first, last = part.rows[0], part.rows[-1]
    if first.head is not None:
        return Names(tuple(RowName(row.label, row.head) if row.head else None for row in part.rows), ())
    size = first.box.height
    beside = names_column(part)
    if part is table.grid.parts[0]:
        header_bottom = table.header.bottom if table.header.bottom != table.header.top else None
    elif has_header(part, beside):
        header_bottom = repeated_bottom(table.grid, table.roles, part, beside)
    else:
        header_bottom = None
    place = table.grid.parts.index(part)
    neighbours = table.grid.parts[:place][-1:], table.grid.parts[place + 1 :][:1]
    before, after = (any(not stand_side_by_side(part, other) for other in others) for others in neighbours)
    # A name that the page before begins goes on closer than rows stand.
    reach = (
        max(_NAME_REACH * size, _OWN_LINE * (part.row_distance or 0)) if before else _NAME_REACH_WITHOUT_HEADER * size
    )
    top = first.box.top - reach if header_bottom is None else header_bottom
    return find_names(
        part, top=top, bottom=last.box.bottom + _NAME_REACH * size, goes_on=(before, after), starts=starts
    )


def _cells(
    table: Table,
    names: Sequence[RowName | None],
    kinds: Sequence[RowKind],
    first_column: int,
    *,
    has_blanks: bool,
    left_out: Sequence[int],
) -> list[PrintedCell]:
    """The cells, row by row; a blank one is a cell without a text where a note says what blanks stand for."""
    cells: list[PrintedCell] = []
    rows = [(part, row) for part in table.grid.parts for row in part.rows]
    for number, ((part, row), name, kind) in enumerate(zip(rows, names, kinds, strict=True), start=1):
        if number - 1 in left_out:
            continue
        printed: list[tuple[int, ColumnRole, str, Page, Box]] = []
        if name is not None:
            printed.append((first_column, ColumnRole.MUNICIPALITY, name.text, part.page, name.box))
        for index, token in sorted(row.tokens.items()):
            place = row.elsewhere.get(index, (part.page, token.box))
            printed.append((first_column + 1 + index, table.roles[index], token.text, *place))
        if has_blanks and kind is RowKind.MUNICIPALITY:
            for index, column in enumerate(part.columns):
                if index not in row.tokens:
                    box = Box(column.x0, row.box.top, column.x1, row.box.bottom)
                    printed.append((first_column + 1 + index, table.roles[index], "", part.page, box))
        cells += [
            PrintedCell(number, kind, column_number, role, text, page.number, page.shown_box(box))
            for column_number, role, text, page, box in printed
        ]
    return cells


def _kind_of(row: GridRow, name: RowName | None) -> RowKind:
    is_total = row.is_total or (name is not None and (names_total(name.text) or names_region(name.text)))
    return RowKind.TOTAL if is_total else RowKind.MUNICIPALITY


def _remarks_on_pages(pages: Sequence[Page]) -> Iterator[PrintedRemark]:
    """What the reader noticed of the pages, and whether they call their figures synthetic."""
    for page in pages:
        yield from (PrintedRemark(code, text, page.number) for code, text in page.notes)
    lines = ((page, line) for page in pages for line in (*page.lines, *page.sideways))
    synthetic = next((page for page, line in lines if _SYNTHETIC in compact(line.text)), None)
    if synthetic is not None:
        text = "The document says that its figures are synthetic."
        yield PrintedRemark("synthetic_document", text, synthetic.number)


def _remarks(
    table: Table,
    names: Sequence[RowName | None],
    kinds: Sequence[RowKind],
    left_out: Sequence[int],
) -> Iterator[PrintedRemark]:
    first = table.grid.parts[0].page.number
    if table.header.kind is HeaderKind.ABSENT:
        text = "No header text stands over the numbers; the series' own column order was used."
        yield PrintedRemark("header_absent", text, first)
    if table.further:
        others = ", ".join(dict.fromkeys(str(page.number) for page, _ in table.further))
        text = f"Columns of the table on page {first} stand on further pages ({others}); its sums join them."
        yield PrintedRemark("columns_on_further_pages", text, first)
    for part in table.grid.parts:
        if part.rows_beside >= FEWEST_ROWS:
            text = f"Beside {part.rows_beside} rows of this table stand rows of another, which can't be read."
            yield PrintedRemark("row_not_understood", text, part.page.number)
    for part in table.grid.parts:
        if beside := [token.text for row in part.rows for token in row.beside]:
            text = f"Numbers right of the table on page {part.page.number} were left out: {' '.join(beside)!r}."
            yield PrintedRemark("numbers_beside", text, part.page.number)
    for index, (row, name, kind) in enumerate(zip(table.grid.rows, names, kinds, strict=True)):
        if name is None and kind is not RowKind.TOTAL:
            yield PrintedRemark("row_not_understood", f"Row {index + 1} has numbers but no name.", row.page_number)
        for token in () if index in left_out else row.strays:
            text = f"{token.text!r} in row {index + 1} stands in no column."
            yield PrintedRemark("stray_number", text, row.page_number)
    for index in left_out:
        if (name := names[index]) is not None:
            text = f"{name.text!r} in row {index + 1} is the sum of rows above it."
            yield PrintedRemark("rows_repeated", text, table.grid.rows[index].page_number)


def _printed(passage: PassageOnPage) -> PrintedPassage:
    return PrintedPassage(passage.role, passage.text, passage.page.number, passage.page.shown_box(passage.box))


def _fingerprint(table: Table, *, has_region: bool) -> str:
    """A short hash of the header words and where the columns stand, in tenths of the grid's width."""
    part = table.grid.parts[0]
    left, width = part.columns[0].x0, max(part.columns[-1].x1 - part.columns[0].x0, 1.0)
    signs = [f"{table.header.kind}", f"region={has_region}"] + [
        f"{role}|{compact(text or '')}|{round(10 * (column.x_centre - left) / width)}"
        for role, text, column in zip(table.roles, table.header.texts, part.columns, strict=True)
    ]
    return hashlib.sha256("\n".join(signs).encode()).hexdigest()[:16]
