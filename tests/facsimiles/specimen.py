"""One facsimile to be made: the figures that it prints, the layout, and the engine that sets it."""

from __future__ import annotations

from dataclasses import dataclass, field

from facsimiles.figures import Figures
from facsimiles.layout import Layout
from facsimiles.sheet import Block


@dataclass(frozen=True, slots=True)
class Misprint:
    """How a wrong document departs from its own figures: texts that stand in place of what would be printed.

    `headings_region`, `footnote_region` and `column_region` name another region there; `heading_quarter`
    stands in place of the quarter; `turned_columns` prints the rows' counts of these two columns (numbers in
    `COUNTS`) under each other's headings; `caption` says at the table that its figures are no counts, `stamp` that the
    document is an example or a draft. `digit_names`: what the text calls the drawn digits 0 to 9. `sum_by`: by how much
    the first sum within the table is wrong.
    """

    headings_region: str | None = None
    footnote_region: str | None = None
    column_region: str | None = None
    heading_quarter: str | None = None
    turned_columns: tuple[int, int] | None = None
    caption: str = ""
    caption_place: str = ""
    stamp: str = ""
    stamp_look: str = ""
    digit_names: str = ""
    sum_by: int = 0


@dataclass(frozen=True, slots=True)
class Specimen:
    """`figures` are printed one region after the other; `seed` settles what the layout leaves to chance.

    `foot` stands at the left of the last page's foot.
    `blocks`, where given, stand in the document instead: something that is no publication of the series.
    """

    figures: tuple[Figures, ...]
    layout: Layout = field(default_factory=Layout)
    engine: str = "reportlab"
    seed: int = 0
    misprint: Misprint = field(default_factory=Misprint)
    blocks: tuple[Block, ...] = ()
    foot: str = "Volg ons"
