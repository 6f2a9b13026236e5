"""Documents that must be kept out: a publication with one thing wrong, each with the reason in plain words.

A reason names what is wrong; how the warehouse calls that finding is the warehouse's affair.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from facsimiles.figures import Figures, Row
from facsimiles.generate import random_figures, random_layout
from facsimiles.layout import Layout, settled
from facsimiles.places import Region, region_names, regions_of
from facsimiles.specimen import Misprint, Specimen
from facsimiles.truth import EITHER, REJECT, Verdict

Wrong = tuple[Specimen, Verdict]


def _with_count(figures: Figures, place: int, count: int, by: int) -> Figures:
    """The figures with one count of one row changed and nothing else."""
    row = figures.rows[place]
    counts = list(row.counts)
    counts[count] = max((counts[count] or 0) + by, 0)
    rows = list(figures.rows)
    rows[place] = replace(row, counts=tuple(counts))
    return replace(figures, rows=tuple(rows))


def _one_digit(rng: random.Random) -> int:
    """A change that alters one digit of a number without emptying it."""
    return rng.choice((1, 2, 3, 10, 20, 100))


def _part(figures: Figures, rng: random.Random) -> Figures:
    return _with_count(figures, rng.randrange(len(figures.rows)), rng.randrange(4), _one_digit(rng))


def _row_total(figures: Figures, rng: random.Random) -> Figures:
    return _with_count(figures, rng.randrange(len(figures.rows)), 4, _one_digit(rng))


def _two_parts(figures: Figures, rng: random.Random) -> Figures:
    """Two parts of a row that make up for each other: the row adds up, the columns do not."""
    place, by = rng.randrange(len(figures.rows)), _one_digit(rng)
    one, other = rng.sample(range(4), 2)
    if (figures.rows[place].counts[other] or 0) < by:
        place, by = 0, 1
        one, other = 0, 2
    return _with_count(_with_count(figures, place, one, by), place, other, -by)


def _total_row(figures: Figures, rng: random.Random) -> Figures:
    total = list(figures.total)
    place = rng.randrange(5)
    total[place] = (total[place] or 0) + _one_digit(rng)
    return replace(figures, total=tuple(total))


def _row_lost(figures: Figures, rng: random.Random) -> Figures:
    lost = rng.randrange(len(figures.rows))
    return replace(figures, rows=figures.rows[:lost] + figures.rows[lost + 1 :])


def _row_twice(figures: Figures, rng: random.Random) -> Figures:
    twice = rng.randrange(len(figures.rows))
    return replace(figures, rows=(*figures.rows[: twice + 1], *figures.rows[twice:]))


def _row_twice_added_up(figures: Figures, rng: random.Random) -> Figures:
    """A municipality twice, and counted twice in the total row."""
    doubled = _row_twice(figures, rng)
    total = tuple(sum(row.counts[place] or 0 for row in doubled.rows) for place in range(5))
    return replace(doubled, total=total)


def _renamed(figures: Figures, name: str, rng: random.Random) -> Figures:
    rows = list(figures.rows)
    place = rng.randrange(len(rows))
    rows[place] = Row(name, rows[place].counts)
    return replace(figures, rows=tuple(rows))


def _other_region(figures: Figures, rng: random.Random) -> Region:
    """A region of the same year that is not the figures' own, under none of its names."""
    own = {number for number, names in region_names().items() if figures.region in names}
    return rng.choice([region for region in regions_of(figures.year) if region.number not in own])


def _foreign_row(figures: Figures, rng: random.Random) -> Figures:
    member = rng.choice(_other_region(figures, rng).municipalities)
    return _renamed(figures, member.name, rng)


def _unknown_row(figures: Figures, rng: random.Random) -> Figures:
    return _renamed(figures, rng.choice(("Schijnstad", "Nergenshuizen", "Oost-Verweggistan")), rng)


def _too_early(figures: Figures, rng: random.Random) -> Figures:
    month = rng.randint(1, max(3 * figures.quarter - 2, 1))
    return replace(figures, colophon=(figures.year, month))


FIGURES: dict[str, Callable[[Figures, random.Random], Figures]] = {
    "a digit of a part is wrong": _part,
    "a digit of a row total is wrong": _row_total,
    "two parts of a row make up for each other": _two_parts,
    "a digit of the total row is wrong": _total_row,
    "a row is lost": _row_lost,
    "a row stands twice": _row_twice,
    "a row stands twice and is counted twice": _row_twice_added_up,
    "a municipality of another region": _foreign_row,
    "an unknown municipality": _unknown_row,
    "published before the quarter ended": _too_early,
}

MISPRINTS: dict[str, Callable[[Figures, random.Random], Misprint]] = {
    "heading and footnote name different regions": lambda figures, rng: Misprint(
        headings_region=_other_region(figures, rng).name
    ),
    "footnote names another region": lambda figures, rng: Misprint(footnote_region=_other_region(figures, rng).name),
    "table names another region": lambda figures, rng: Misprint(column_region=_other_region(figures, rng).name),
    "a fifth quarter": lambda figures, rng: Misprint(
        heading_quarter=rng.choice((f"Q5 {figures.year}", f"5e kwartaal {figures.year}"))
    ),
    "a quarter nought": lambda figures, rng: Misprint(heading_quarter=f"Q0 {figures.year}"),
    "a year that cannot be": lambda figures, rng: Misprint(heading_quarter="Tweede kwartaal 2202"),
    "no quarter": lambda figures, rng: Misprint(heading_quarter="Overzicht"),
    "row counts under each other's headings": lambda figures, rng: Misprint(
        turned_columns=rng.choice(((0, 1), (2, 3), (0, 2), (1, 4)))
    ),
}

# What the words at a table may say of its figures, and where they stand.
CAPTIONS = (
    ("Mutatie ten opzichte van het vorige kwartaal", "heading"),
    ("Toename sinds vorig kwartaal", "heading"),
    ("Ontwikkeling t.o.v. een jaar eerder", "heading"),
    ("Verschil met vorig jaar", "above"),
    ("Afname per gemeente.", "above"),
    ("Index (eerste kwartaal 2018 = 100)", "above"),
    ("Percentages", "above"),
    ("Gemiddelde per maand", "heading"),
    ("Prognose", "heading"),
    ("Geschatte aantallen", "above"),
    ("Aantallen per 1.000 inwoners", "above"),
    ("x 1.000", "above"),
    ("* Aantallen x 1 000.", "below"),
    ("Deze tabel toont de mutaties ten opzichte van het vorige kwartaal.", "sentence"),
    ("De cijfers in deze tabel zijn geen aantallen: zij geven het verschil met het vorige kwartaal.", "sentence"),
    ("Weergegeven zijn de verschillen met een jaar eerder.", "sentence"),
    ("Cumulatieve aantallen sinds 1 januari", "heading"),
    ("Instroom per gemeente", "heading"),
    ("Streefcijfers", "above"),
    ("In duizendtallen", "above"),
    ("Verdeling in %", "above"),
    ("Kwartaalgemiddelde", "heading"),
    ("Afgerond op tientallen", "above"),
    ("Aantallen x 10", "above"),
    ("Tabel 1: Mutatie ten opzichte van het vorige kwartaal", "below"),
)
# A part of the clients, or others.
PARTS = (
    ("Jongeren tot 27 jaar", "heading"),
    ("Wajong", "heading"),
    ("Alleen klanten met een Wajong-uitkering", "above"),
    ("Sector zorg en welzijn", "heading"),
    ("Vrouwen", "above"),
    ("Exclusief klanten van 65 jaar en ouder", "above"),
    ("De tabel bevat uitsluitend klanten jonger dan 27 jaar.", "sentence"),
    ("Aantal vacatures per gemeente", "heading"),
    ("Lopende uitkeringen", "heading"),
    ("Bron: Suwinet", "above"),
    ("Aantal personen in het doelgroepregister", "above"),
)
STAMPS = (
    *("VOORBEELD", "CONCEPT", "FICTIEF", "TEST", "DRAFT", "SPECIMEN", "CONCEPTVERSIE 2", "Voorbeeld"),
    *("VOORLOPIG", "VERVALLEN", "INGETROKKEN", "NIET DEFINITIEF", "OEFENBESTAND", "DUMMY", "CONCEPTVERSIE"),
    *("CONCEPT d.d. 12 mei", "TER BESPREKING", "NOG NIET VASTGESTELD"),
)
STAMP_LOOKS = ("slanted", "turned", "upright", "spaced", "faint", "faintest")
SENTENCES = (
    "De cijfers in deze tabel zijn fictief.",
    "Voorbeeld. De aantallen zijn verzonnen.",
    "Let op: dit document is een concept en niet bestemd voor publicatie.",
    "Nog niet vastgesteld, niet bestemd voor publicatie.",
    "Dit is een voorbeeld; de gegevens zijn willekeurig gekozen en betreffen geen echte cijfers.",
)


def _captioned(captions: Sequence[tuple[str, str]], rng: random.Random) -> Misprint:
    caption, place = rng.choice(captions)
    return Misprint(caption=caption, caption_place=place)


def _renamed_digits(figures: Figures, rng: random.Random) -> Misprint:
    """Two digits of which each has the other's name, or all of them turned round."""
    if rng.random() < 0.3:
        return Misprint(digit_names="".join(str((digit + 3) % 10) for digit in range(10)))
    one, other = rng.sample(range(10), 2)
    names = list("0123456789")
    names[one], names[other] = names[other], names[one]
    return Misprint(digit_names="".join(names))


def _stamped(figures: Figures, rng: random.Random) -> Misprint:
    if rng.random() < 0.3:
        return Misprint(stamp=rng.choice(SENTENCES), stamp_look="sentence")
    return Misprint(stamp=rng.choice(STAMPS), stamp_look=rng.choice(STAMP_LOOKS))


SUM = "a sum within the table is wrong"
DIGITS = "the text says other digits than the page shows"
# What these draw, they draw with a font of the document, whose codes may lie.
_EMBEDDING = ("reportlab", "fpdf2", "typst", "chromium")
MISPRINTS |= {
    "words say that the figures are no counts": lambda _figures, rng: _captioned(CAPTIONS, rng),
    "words say that the figures are not real": _stamped,
    "words say that the figures are of a part or of others": lambda _figures, rng: _captioned(PARTS, rng),
    DIGITS: _renamed_digits,
    SUM: lambda _figures, rng: Misprint(sum_by=_one_digit(rng)),
}

REGISTER = "a digit of the register is wrong"
REASONS = (*FIGURES, *MISPRINTS, REGISTER)


def wrong_specimen(seed: int, engine: str = "reportlab", count: int = 2) -> Wrong:
    """The wrong document of a seed, in a layout with `count` variations that leave it to be seen."""
    rng = random.Random(f"wrong {seed}")
    reason = rng.choice([reason for reason in REASONS if reason != DIGITS or engine in _EMBEDDING])
    figures = random_figures(rng)
    layout = _showing(reason, random_layout(rng, count))
    if reason == REGISTER:
        # The counts prove themselves and the register is what was printed: a warning is enough.
        doubtful = replace(figures, register=figures.register + rng.choice((1000, 2000)))
        return Specimen((doubtful,), layout, engine, seed), Verdict(EITHER, reason)
    if reason in FIGURES:
        specimen = Specimen((FIGURES[reason](figures, rng),), layout, engine, seed)
    else:
        specimen = Specimen((figures,), layout, engine, seed, MISPRINTS[reason](figures, rng))
    return specimen, Verdict(REJECT, reason)


def _showing(reason: str, layout: Layout) -> Layout:
    """The layout without what would hide the wrong thing or make up for it."""
    changes: dict[str, object] = {
        "suppressed": "none",
        "invisible": "none",
        "total_row": "complete",
        "caption": "none",
        "cover": False,
    }
    if layout.colophon == "absent":
        changes["colophon"] = "real"
    if layout.heading in ("quarter_only",) and reason.startswith("heading"):
        changes["heading"] = "two"
    if reason.startswith(("heading", "footnote")):
        changes["footnote"] = "real"
    if reason.startswith("words"):
        # Where nothing else makes up for the words: no shares that they could be of, and no drawing they could name.
        changes |= {"extras": "none", "drawing": "none", "layers": "none", "scan": False}
        if layout.second_table.endswith("_before"):
            # A heading over two tables may be of the first alone.
            changes["second_table"] = "none"
    if reason == SUM:
        changes |= {"sums": "carried" if layout.break_after else "subtotals"}
    if reason == DIGITS:
        # Large enough to be told, in a font that the document brings, all of its figures in it.
        changes |= {"scan": False, "face": "vera", "size": 8, "user_unit": 1, "layers": "none"}
    if reason.startswith("footnote") and layout.heading == "quarter_only":
        changes["heading"] = "one_line"
    if reason.startswith("table"):
        # Arrangements other than rows have no column for the region.
        changes["arrangement"] = "rows"
        if layout.region_column == "none":
            changes["region_column"] = "numbered"
    return settled(replace(layout, **changes))
