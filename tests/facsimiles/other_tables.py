"""Tables of other kinds that a document may hold beside its own, as cells."""

from __future__ import annotations

from dataclasses import replace

from facsimiles.figures import Figures, Row
from facsimiles.sheet import Cell, Table
from facsimiles.specimen import Specimen
from facsimiles.tables import groups_of, header_of, numbers_of, value_text


def ages_table(figures: Figures) -> Table:
    """A table of another kind: the target group by age."""
    whole = figures.register
    shares = (("tot 27 jaar", 31), ("27 tot 45 jaar", 38), ("45 jaar en ouder", 31))
    header = ((Cell("Leeftijd", bold=True), *(Cell(text, bold=True) for text in ("Mannen", "Vrouwen", "Totaal"))),)
    body = []
    for label, share in shares:
        total = whole * share // 100
        men = total * 57 // 100
        body.append((Cell(label), *(Cell(f"{part}", align="right") for part in (men, total - men, total))))
    return Table(header, tuple(body), 4, is_plain=True)


def benefits_table(figures: Figures) -> Table:
    """A table of another kind: the same municipalities, five counts that add up, but of something else."""
    words = ("Gemeente", "Wajong", "Participatiewet", "WIA", "Overig", "Totaal")
    header = (tuple(Cell(text, bold=True) for text in words),)
    body = []
    for place, row in enumerate(figures.rows):
        parts = [(part or 0) // 2 + place for part in row.counts[:4]]
        numbers = (*parts, sum(parts))
        body.append((Cell(row.municipality), *(Cell(f"{number}", align="right") for number in numbers)))
    sums = [sum(int(row[column].text) for row in body) for column in range(1, 6)]
    body.append((Cell("Totaal", bold=True), *(Cell(f"{number}", align="right", bold=True) for number in sums)))
    return Table(header, tuple(body), 6, is_plain=True)


def history_table(specimen: Specimen, figures: Figures) -> Table:
    """The region's total of this quarter and three before it, under the publication's own header."""
    layout = replace(specimen.layout, region_column="none", header="text", name_heading="Kwartaal")
    groups = groups_of(layout)
    keys = [key for group in groups for key, _ in group.columns]
    body = []
    for back in range(4):
        quarter = 4 * figures.year + figures.quarter - 1 - back
        parts = [(part or 0) - 7 * back if (part or 0) > 7 * back else part for part in figures.total[:4]]
        counts = (*parts, sum(part or 0 for part in parts))
        label = f"Q{quarter % 4 + 1} {quarter // 4}"
        body.append(
            (
                Cell(label),
                *(Cell(value_text(counts, key, replace(layout, suppressed="none")), align="right") for key in keys),
            )
        )
    return Table(header_of(layout, groups), tuple(body), 1 + len(keys))


def other_figures_table(specimen: Specimen, figures: Figures, *, of_changes: bool) -> Table:
    """The same municipalities under the same header, with the changes since, or as they were a year before."""
    layout = replace(specimen.layout, region_column="none", header="text", suppressed="none", marks="none", links=False)
    groups = groups_of(layout)
    keys = [key for group in groups for key, _ in group.columns]
    rows = []
    for place, row in enumerate(figures.rows):
        parts = [(part or 0) // 9 + place if of_changes else (part or 0) + 3 + place for part in row.counts[:4]]
        rows.append(Row(row.municipality, (*parts, sum(parts))))
    total = tuple(sum(row.counts[place] or 0 for row in rows) for place in range(5))
    plain = replace(specimen, layout=layout)
    body = [[Cell(row.municipality), *numbers_of(plain, row.counts, keys, bold=False)] for row in rows]
    body.append([Cell("TOTAAL AMR", bold=True), *numbers_of(plain, total, keys, bold=True)])
    return Table(header_of(layout, groups), tuple(tuple(row) for row in body), 1 + len(keys), total=True)
