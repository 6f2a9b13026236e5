"""Tables in another arrangement: read as one table where that is certain, and never as another."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from handset import ending_at, glyphs, page

from klantprofielen.errors import DeclinedError
from klantprofielen.geometry import Glyph
from klantprofielen.read.layout.publication import PrintedPublication, parse
from klantprofielen.records import ColumnRole, RowKind

_ROLES = (
    ColumnRole.MUNICIPAL_WITH,
    ColumnRole.MUNICIPAL_WITHOUT,
    ColumnRole.UWV_WITH,
    ColumnRole.UWV_WITHOUT,
    ColumnRole.IN_SONAR,
)
_HEADS = ("Gem. profiel", "Gem. geen profiel", "UWV profiel", "UWV geen profiel", "Totaal Sonar")
# Parts without any symmetry: under another heading they would be other numbers.
_PARTS = {
    "Almere": (79, 450, 1060, 313),
    "Dronten": (3, 88, 229, 101),
    "Lelystad": (6, 243, 544, 226),
    "Noordoostpolder": (28, 133, 220, 125),
    "Urk": (0, 29, 51, 48),
    "Zeewolde": (11, 37, 95, 64),
}
_TOP, _PITCH = 180.0, 14.0
# Where names begin, and where the first column ends and how far the next ends from it.
_LEFT, _RIGHT = (40.0, 150.0, 60.0), (440.0, 550.0, 60.0)

Rows = Sequence[tuple[str, tuple[int, ...]]]


def _with_sum(name: str) -> tuple[str, tuple[int, ...]]:
    return name, (*_PARTS[name], sum(_PARTS[name]))


_ALL = [_with_sum(name) for name in _PARTS]
_TOTAL = ("TOTAAL AMR", tuple(map(sum, zip(*(counts for _, counts in _ALL), strict=True))))


def _texts() -> list[Glyph]:
    letters = [*glyphs("Transparantie van klantprofielen", 40, 40, 16), *glyphs("Tweede kwartaal 2020", 40, 70, 11)]
    letters += glyphs("Flevoland", 40, 90, 11)
    letters += glyphs("In Sonar zijn niet alle doelgroepen opgenomen, in de arbeidsmarktregio Flevoland bevat", 40, 320)
    return letters + glyphs("het doelgroepregister in totaal 5.082 personen. Hiervan is 78% bekend.", 40, 332)


def _block(
    rows: Rows, place: tuple[float, float, float], heads: Sequence[str] = _HEADS, down: float = 0
) -> list[Glyph]:
    """A block of rows under heads of two or three lines, each right-aligned with its column."""
    names, first, step = place
    letters = glyphs("Gemeente", names, _TOP - 20)
    for column, head in enumerate(heads):
        for line, word in enumerate(reversed(head.split(" "))):
            letters += ending_at(word, first + step * column, _TOP - 20 - 9 * line)
    for line, (name, counts) in enumerate(rows):
        letters += glyphs(name, names, _TOP + down + _PITCH * line)
        for column, count in enumerate(counts):
            text = f"{count:,}".replace(",", ".")
            letters += ending_at(text, first + step * column, _TOP + down + _PITCH * line)
    return letters


def _rows(publication: PrintedPublication, kind: RowKind = RowKind.MUNICIPALITY) -> list[tuple[str, tuple[int, ...]]]:
    rows: dict[int, dict[ColumnRole, str]] = {}
    for cell in publication.cells:
        if cell.row_kind is kind:
            rows.setdefault(cell.row_number, {})[cell.column_role] = cell.cell_text
    return [
        (row[ColumnRole.MUNICIPALITY], tuple(int(row[role].replace(".", "")) for role in _ROLES))
        for row in rows.values()
    ]


def _is_whole(letters: list[Glyph]) -> bool:
    """Whether everything on a page is taken for one table without a doubt."""
    try:
        publications = parse([page(letters)])
    except DeclinedError:
        return False
    doubts = {remark.remark_code for one in publications for remark in one.remarks}
    return len(publications) == 1 and not doubts & {"row_not_understood", "stray_number"}


@pytest.mark.parametrize("down", [0.0, 5.0], ids=["level rows", "rows between rows"])
def test_blocks_side_by_side_are_one_table(down: float) -> None:
    letters = [*_texts(), *_block(_ALL[:3], _LEFT), *_block([*_ALL[3:], _TOTAL], _RIGHT, down=down)]
    (publication,) = parse([page(letters)])
    assert _rows(publication) == _ALL
    assert _rows(publication, RowKind.TOTAL) == [_TOTAL]
    assert not publication.remarks
    (urk,) = (cell for cell in publication.cells if cell.cell_text == "Urk")
    assert (urk.box.x0, urk.box.top) == pytest.approx((_RIGHT[0], _TOP + _PITCH + down)), (
        "the crop shows where it stands"
    )


def test_a_total_row_below_all_blocks_is_their_last() -> None:
    total = _block([_TOTAL], _LEFT, (), down=4 * _PITCH)
    (publication,) = parse([page([*_texts(), *_block(_ALL[:3], _LEFT), *_block(_ALL[3:], _RIGHT), *total])])
    assert _rows(publication) == _ALL
    assert _rows(publication, RowKind.TOTAL) == [_TOTAL]
    assert [cell.row_kind for cell in publication.cells][-1] is RowKind.TOTAL


def _total_of(rows: Rows) -> tuple[str, tuple[int, ...]]:
    return "TOTAAL AMR", tuple(map(sum, zip(*(counts for _, counts in rows), strict=True)))


_SWAPPED = (_HEADS[1], _HEADS[0], *_HEADS[2:])
_LESS = ("TOTAAL AMR", (_TOTAL[1][0] - 1, *_TOTAL[1][1:]))


@pytest.mark.parametrize(
    "blocks",
    [
        [*_block([*_ALL[:3], _total_of(_ALL[:3])], _LEFT), *_block([*_ALL[3:], _total_of(_ALL[3:])], _RIGHT)],
        [*_block(_ALL[:3], _LEFT), *_block([*_ALL[3:], _total_of(_ALL[3:])], _RIGHT)],
        [*_block(_ALL[:3], _LEFT), *_block(_ALL[3:], _RIGHT)],
        [*_block(_ALL[:3], _LEFT), *_block([*_ALL[3:], _LESS], _RIGHT)],
        [*_block(_ALL[:3], _LEFT), *_block([*_ALL[3:], _TOTAL], _RIGHT, _SWAPPED)],
        [*_block(_ALL[:3], _LEFT), *_block([*_ALL[3:], _TOTAL], _RIGHT, ("Wajong", "WIA", "WW", "IOW", "Totaal"))],
        [*_block(_ALL[:3], _LEFT), *_block([*_ALL[3:], _TOTAL], _RIGHT, ())],
    ],
    ids=[
        "two regions",
        "a total of the right one alone",
        "no total",
        "sums that do not hold",
        "heads in another order",
        "heads of something else",
        "no heads over the right one",
    ],
)
def test_what_only_stands_side_by_side_is_not_joined(blocks: list[Glyph]) -> None:
    assert not _is_whole([*_texts(), *blocks])
    try:
        publications = parse([page([*_texts(), *blocks])])
    except DeclinedError:
        return
    names = [{name for name, _ in _rows(publication)} for publication in publications]
    assert all(found in (set(list(_PARTS)[:3]), set(list(_PARTS)[3:])) for found in names)
