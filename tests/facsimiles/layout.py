"""How a publication looks: every way in which a layout may differ, as fields of one frozen record.

The defaults are a plain publication. `VARIATIONS` lists, field by field, what a facsimile may have instead.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace

from facsimiles.faces import is_at_hand
from facsimiles.wording import COLOPHONS, FOOTNOTES, QUARTERS, VOCABULARIES


@dataclass(frozen=True, slots=True)
class Layout:
    """One look. Sizes are in points; see `VARIATIONS` for the values that a field may have."""

    # What the headings and the texts around the table say.
    heading: str = "two"
    quarter: str = "words"
    title: str = "Transparantie van klantprofielen"
    footnote: str = "real"
    footnote_width: int = 0
    footnote_place: str = "below"
    colophon: str = "real"
    prose: str = "none"
    caption: str = "none"
    paragraphs: str = "ragged"
    page_numbers: bool = False

    # The table's columns and their headings.
    region_column: str = "none"
    vocabulary: str = "uwv"
    grouping: str = "server"
    order: str = "series"
    extras: str = "none"
    header: str = "text"
    header_look: str = "plain"
    header_row: str = "none"
    name_heading: str = "Gemeente"

    # Its rows and numbers.
    thousands: str = "."
    suppressed: str = "none"
    nobody: str = "none"
    marks: str = "none"
    number_spacing: float = 0
    total_row: str = "complete"
    total_label: str = "TOTAAL AMR"
    sums: str = "none"
    names: str = "plain"
    narrow_names: str = "none"
    name_break: bool = False
    links: bool = False
    arrangement: str = "rows"

    # How it is set.
    face: str = "vera"
    size: float = 8
    align: str = "right"
    rules: str = "grid"
    leading: float = 1.0

    # How it enters the page.
    glyphs: str = "runs"
    spacing: float = 0
    bold: str = "face"
    stream: str = "reading"
    invisible: str = "none"
    scan: bool = False

    # The page and the document.
    paper: str = "a4"
    turn: str = "none"
    form: str = "none"
    break_after: int = 0
    header_repeats: bool = True
    cover: bool = False
    second_table: str = "none"
    drawing: str = "none"
    user_unit: float = 1
    layers: str = "none"
    metrics: str = "true"
    saved: str = "once"


VARIATIONS: Mapping[str, tuple[object, ...]] = {
    "heading": (
        "one_line",
        "region_first",
        "dash",
        "in_title",
        "labelled",
        "quarter_only",
        "wrapped",
        "capitals",
        "running",
    ),
    "quarter": tuple(name for name in QUARTERS if name != "words"),
    "title": (
        "Transparantie klantprofielen",
        "TRANSPARANTIE VAN KLANTPROFIELEN",
        "Transparantie van klant-\nprofielen",
    ),
    "footnote": tuple(name for name in FOOTNOTES if name != "real"),
    "footnote_width": (160, 260),
    "footnote_place": ("above",),
    "colophon": tuple(name for name in COLOPHONS if name != "real"),
    "prose": ("above", "below", "header_words", "change_words", "change_headings", "country"),
    "caption": ("numbered_above", "numbered_below", "of_another_below"),
    "paragraphs": ("justified",),
    "page_numbers": (True,),
    "region_column": ("numbered", "dotted", "name", "middle", "every_row"),
    "vocabulary": tuple(name for name in VOCABULARIES if name != "uwv"),
    "grouping": ("profile", "flat"),
    "order": ("groups_swapped", "without_first", "total_first", "all_turned"),
    "extras": ("subtotals", "by_profile", "share", "subtotals_and_share"),
    "header": ("curves", "picture", "missing", "late_total", "hyphenated"),
    "header_look": ("spaced", "white_on_dark", "turned", "wide_leading", "bottom", "large"),
    "header_row": ("unit", "units", "caption", "numbers"),
    "name_heading": ("", "Gemeenten", "Naam gemeente", "Woongemeente"),
    "thousands": (" ", "\u00a0", "\u202f", "\u2009", "", "'", "\u2019", ","),
    "suppressed": ("-", "x", "*", "<5", "blank"),
    "nobody": ("dash", "blank"),
    "marks": ("bracketed", "digits", "letters", "starred", "daggers", "sections"),
    "number_spacing": (0.06, 0.1, 0.14),
    "total_row": ("shifted", "no_grand_total", "absent"),
    "total_label": (
        "Totaal",
        "TOTAAL",
        "Totaal arbeidsmarktregio",
        "Totaal AMR",
        "TOTAAL\nAMR",
        "Regiototaal",
        "Alle gemeenten",
        "with_region",
        "region_alone",
    ),
    "sums": ("carried", "subtotals"),
    "names": (
        "marked",
        "starred",
        "daggered",
        "bracketed",
        "soft_hyphens",
        "ligatures",
        "typographic",
        "prefixed",
        "suffixed",
        "capitals",
    ),
    "narrow_names": ("top", "middle", "bottom"),
    "name_break": (True,),
    "links": (True,),
    "arrangement": ("halves", "thirds", "total_below", "transposed", "transposed_stacked", "strips", "strips_bare"),
    "face": ("helvetica", "dejavu", "liberation"),
    "size": (4, 6, 11),
    "align": ("centre", "left"),
    "rules": ("none", "horizontal", "zebra", "zebra_grid", "dark_total"),
    "leading": (0.7, 1.8),
    "glyphs": ("each", "each_shuffled", "split_numbers"),
    "spacing": (0.4, 1.2),
    "bold": ("drawn_twice", "stroked", "shadowed"),
    "stream": ("shuffled", "by_column", "reversed", "numbers_first"),
    "invisible": ("white", "mode3", "off_page", "tiny", "covered", "white_row", "mode3_row"),
    "scan": (True,),
    "paper": ("a4_landscape", "a3", "letter", "a5", "cropped"),
    "turn": (
        "rotate_90",
        "rotate_180",
        "rotate_270",
        "sideways_90",
        "sideways_270",
        "text_90",
        "text_270",
        "tilt_1",
        "tilt_-2",
    ),
    "form": ("one", "nested"),
    "break_after": (3, 9),
    "header_repeats": (False,),
    "cover": (True,),
    "second_table": (
        "ages_before",
        "ages_after",
        "benefits_before",
        "benefits_after",
        "history_before",
        "history_after",
        "changes_before",
        "changes_after",
        "year_after",
    ),
    "drawing": ("axis", "bars"),
    "user_unit": (0.1, 4, 25),
    "layers": ("hidden_figures", "hidden_stamp", "hidden_form", "shown"),
    "metrics": ("false", "flat"),
    "saved": ("incremental", "objects", "twice"),
}


def varied(layout: Layout) -> dict[str, object]:
    """The fields in which a layout differs from the plain one."""
    plain = asdict(Layout())
    return {name: value for name, value in asdict(layout).items() if value != plain[name]}


def labels_of(layout: Layout) -> tuple[str, ...]:
    """The variations of a layout as `field=value`, the value as Python writes it."""
    return tuple(
        f"{name}={value!r}" if value in (" ", "", "\u00a0", "\u202f", "\u2009") else f"{name}={value}"
        for name, value in varied(layout).items()
    )


def settled(layout: Layout) -> Layout:
    """The layout without combinations that no document could show, or that leave the truth undecidable."""
    changes: dict[str, object] = {}
    if (
        layout.heading == "quarter_only"
        and layout.region_column == "none"
        and layout.footnote in ("absent", "regionless")
    ):
        changes["region_column"] = "numbered"
    if layout.header in ("curves", "picture", "missing", "late_total"):
        # No one can tell these columns apart but by the order of the series, so they stand in it.
        changes |= {"order": "series", "grouping": "server", "extras": "none", "suppressed": "none"}
        changes["nobody"] = "none"
        changes |= {"header_look": "plain", "second_table": "none", "total_row": "complete"}
    if layout.total_row == "shifted" and (
        layout.order != "series" or layout.extras != "none" or layout.grouping == "profile"
    ):
        changes["total_row"] = "complete"
    if layout.scan:
        changes |= {"invisible": "none", "header_look": "plain"}
    if layout.invisible.startswith(("white", "covered")):
        # White is hidden on white only.
        changes["rules"] = "grid"
    if layout.size >= 11:
        # So large a type needs the room, or the words of the header run into each other.
        changes["paper"] = "a4_landscape"
        if layout.header_look in ("large", "spaced"):
            changes["header_look"] = "plain"
    if layout.face == "helvetica" and (layout.names in ("ligatures", "daggered") or layout.marks == "daggers"):
        changes["face"] = "vera"
    changes |= _settled_kinds(layout)
    if layout.thousands in ("\u202f", "\u2009"):
        # Of the typefaces here only this one has the narrow space.
        changes |= {"face": "dejavu"} if is_at_hand("dejavu") else {"thousands": "\u00a0"}
    return replace(layout, **changes)


def _settled_kinds(layout: Layout) -> dict[str, object]:
    """What a divided name, marks, a drawing and layers need of the rest."""
    changes: dict[str, object] = {}
    if layout.name_break:
        # A name is divided between two pages, in a plain table.
        changes |= {"break_after": layout.break_after or 3, "narrow_names": "none", "names": "plain", "links": False}
        changes |= {"leading": 1.0, "size": 8}
    if layout.marks != "none" or layout.nobody != "none":
        changes["suppressed"] = "none"
    if layout.nobody == "blank" and layout.arrangement != "rows":
        # On its side a table may have columns of blanks only.
        changes["nobody"] = "dash"
    if layout.drawing != "none":
        # A drawing needs room beside the table.
        changes |= {"paper": "a3", "turn": "none", "align": "right", "scan": False, "second_table": "none"}
    if layout.arrangement.startswith("strips"):
        # Columns on further pages are proven by the sums of rows and of the total row.
        changes |= {"break_after": 0, "name_break": False, "region_column": "none", "total_row": "complete"}
        changes |= {"header": "text", "second_table": "none", "drawing": "none"}
        if layout.suppressed == "blank" or layout.arrangement == "strips_bare":
            changes["suppressed"] = "none"
    elif layout.arrangement != "rows":
        # Blocks or municipalities side by side need the room of a large sheet, and are proven by their one total.
        changes |= {"paper": "a3_landscape", "turn": "none", "drawing": "none", "break_after": 0, "name_break": False}
        changes |= {"region_column": "none", "total_row": "complete", "extras": "none", "header": "text"}
        changes |= {"second_table": "none", "size": min(layout.size, 8)}
    if layout.sums != "none":
        # What repeats the rows above is known by their sum and by the total row that comes after.
        changes |= {"suppressed": "none", "nobody": "none", "total_row": "complete", "name_break": False}
        changes |= {"arrangement": "rows", "break_after": layout.break_after or 3}
    if layout.header_row != "none":
        changes |= {"arrangement": "rows"}
        if layout.header not in ("text", "hyphenated"):
            changes["header_row"] = "none"
    if layout.turn.startswith("tilt"):
        changes |= {"scan": False}
    if layout.layers != "none":
        changes |= {"scan": False, "invisible": "none", "form": "none"}
    return changes


def within(layout: Layout, unable: Collection[str]) -> Layout:
    """The layout with the plain value in every field that an engine cannot do."""
    plain = asdict(Layout())
    return settled(replace(layout, **{name: plain[name] for name in unable}))
