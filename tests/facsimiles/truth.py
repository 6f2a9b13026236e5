"""What a reader must find in a facsimile, kept beside it as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from facsimiles.figures import COUNTS, Figures
from facsimiles.layout import Layout, labels_of
from facsimiles.places import region_names, regions_of
from facsimiles.specimen import Specimen
from facsimiles.tables import is_suppressed

# What must become of a document: taken in, kept out, or either (but never with a wrong number).
ACCEPT, REJECT, EITHER = "accept", "reject", "either"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What must become of a document, and why, in the words of `facsimiles.wrong`."""

    expect: str = ACCEPT
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Truth:
    """One document's truth: its variations, its verdict, and what each of its publications says."""

    engine: str
    variations: tuple[str, ...]
    verdict: Verdict
    publications: tuple[dict[str, Any], ...] = field(default_factory=tuple)

    def as_json(self) -> dict[str, Any]:
        """The truth as it is written beside the document."""
        return {
            "engine": self.engine,
            "variations": list(self.variations),
            "expect": self.verdict.expect,
            "reason": self.verdict.reason,
            "publications": list(self.publications),
        }


def truth_of(specimen: Specimen, verdict: Verdict | None = None) -> Truth:
    """The truth of a specimen; by default it must be accepted, unless no reader could be sure of it."""
    layout = specimen.layout
    publications = tuple(_publication(figures, layout) for figures in specimen.figures)
    variations = labels_of(layout) + (("regions=2",) if len(specimen.figures) > 1 else ())
    return Truth(specimen.engine, variations, verdict or _verdict(layout), publications)


def _verdict(layout: Layout) -> Verdict:
    if layout.total_row == "absent" and layout.footnote == "absent":
        return Verdict(EITHER, "nothing proves that no row was lost")
    if layout.header in ("curves", "picture", "missing", "late_total") and layout.drawing != "none":
        return Verdict(EITHER, "beside a drawing, columns without a header cannot be told")
    if layout.invisible in ("tiny", "covered"):
        return Verdict(EITHER, "hidden in a way that a reader need not see through")
    return Verdict()


def _publication(figures: Figures, layout: Layout) -> dict[str, Any]:
    codes = _codes(figures)
    has_footnote = layout.footnote != "absent"
    has_colophon = layout.colophon != "absent" and figures.colophon is not None
    return {
        "region": figures.region,
        "region_code": codes["region"],
        "quarter": f"{figures.year}Q{figures.quarter}",
        "register": figures.register if has_footnote else None,
        "percentage": figures.percentage if has_footnote else None,
        "colophon": f"{figures.colophon[0]}-{figures.colophon[1]:02d}" if has_colophon and figures.colophon else None,
        "rows": [
            {
                "municipality": row.municipality,
                "municipality_code": codes.get(row.municipality),
                "counts": {
                    name: None if place < 4 and is_suppressed(count, layout) else count
                    for place, (name, count) in enumerate(zip(COUNTS, row.counts, strict=True))
                },
            }
            for row in figures.rows
        ],
        "total": dict(zip(COUNTS, figures.total, strict=True)),
    }


def _codes(figures: Figures) -> dict[str, str | None]:
    """The codes of the figures' region and municipalities in their year, by name."""
    named = [region for region in regions_of(figures.year) if figures.region in region_names()[region.number]]
    codes: dict[str, str | None] = {
        member.name: member.code for region in regions_of(figures.year) for member in region.municipalities
    }
    codes |= {member.name: member.code for region in named for member in region.municipalities}
    return codes | {"region": named[0].code if named else None}
