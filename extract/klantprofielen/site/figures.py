"""Figures as they stand in a page: formatted, linked to where they are printed, compared with earlier quarters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from klantprofielen.site.facts import COUNTS, RATIOS, REGISTER, Figures, Value
from klantprofielen.site.language import Language
from klantprofielen.site.links import Links, anchor

_MONTHS_A_YEAR = 12
# The counts that every publication prints a column for.
PRINTED = COUNTS[:5]
# The register stands in a sentence; the share of it that is in Sonar is worked out beside it.
_OF_THE_REGISTER = {REGISTER: "t", "register_coverage_ratio": "register"}


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure that stands large: what it is, where it is printed, how it changed, or why that is not said.

    Attributes:
        is_missing: whether the reason is that a quarter is not there.
    """

    measure: str
    text: str
    href: str | None
    is_range: bool
    changes: tuple[str, ...]
    reason: str
    is_missing: bool


def earlier(start: date, months: int) -> date:
    """The quarter so many months before."""
    at = start.year * _MONTHS_A_YEAR + start.month - 1 - months
    return date(at // _MONTHS_A_YEAR, at % _MONTHS_A_YEAR + 1, 1)


def in_quarter(series: Sequence[Figures], quarter: date) -> Figures | None:
    """The figures of a quarter; None where the series has none."""
    return next((each for each in series if each.quarter == quarter), None)


def is_ratio(measure: str) -> bool:
    """Whether a measure is a share."""
    return measure in RATIOS


def text_of(figures: Figures, measure: str, language: Language) -> str:
    """A figure as text."""
    return language.value(figures.values[measure], is_ratio=is_ratio(measure))


def card_of(kind: str, name: str, figures: Figures, language: Language) -> tuple[str, str, str, str]:
    """What stands on the picture of a shared link (`Page.card`): the profile coverage of a quarter."""
    meaning = f"{language.say('meaning.profile_coverage_ratio')}, {language.quarter(figures.quarter)}"
    return kind, name, text_of(figures, "profile_coverage_ratio", language), meaning


def href_of(figures: Figures, measure: str, links: Links) -> str | None:
    """Where a figure is printed: its cell, or the sum by which it follows from printed ones."""
    if figures.publication_id is None:
        return None
    return f"{links.proof(figures.publication_id)}#{_place_of(figures.row_number, measure)}"


def _place_of(row: int | None, measure: str) -> str:
    if measure in _OF_THE_REGISTER:
        return _OF_THE_REGISTER[measure]
    if row is None:
        # The region of a publication without a total row is added up there.
        return f"total{anchor(0, measure).removeprefix('r0')}" if is_ratio(measure) else "table"
    return anchor(row, measure if measure in PRINTED or is_ratio(measure) else None)


def cells(figures: Figures, measures: Sequence[str], language: Language, links: Links) -> Markup:
    """Table cells with the figures, each with the way to its proof; as short as HTML lets them be."""
    proof = links.proof(figures.publication_id) if figures.publication_id else None
    made = []
    for measure in measures:
        value = figures.values[measure]
        text = language.value(value, is_ratio=is_ratio(measure))
        if proof is None or (value.value is None and value.low is None):
            made.append(f"<td>{text}")
        else:
            made.append(f"<td><a href={proof}#{_place_of(figures.row_number, measure)}>{text}</a>")
    return Markup("".join(made))  # noqa: S704 - numbers, and addresses that we give


def key_figures(
    series: Sequence[Figures], measures: Sequence[str], language: Language, links: Links, changed: str
) -> list[KeyFigure]:
    """The figures of the last quarter of a series, as published.

    Args:
        series: the quarters of a place in their order.
        measures: which figures.
        language: of the texts.
        links: from the page.
        changed: key of the reason that stands where a place was another one then.
    """
    latest = series[-1]
    before = {
        "quarter": in_quarter(series, earlier(latest.quarter, 3)),
        "year": in_quarter(series, earlier(latest.quarter, _MONTHS_A_YEAR)),
    }
    return [_key_figure(latest, before, measure, language, links, changed) for measure in measures]


def _key_figure(
    latest: Figures,
    before: Mapping[str, Figures | None],
    measure: str,
    language: Language,
    links: Links,
    changed: str,
) -> KeyFigure:
    now = latest.values[measure]
    changes, reasons = [], {}
    for period, then in before.items():
        reason = _incomparable(latest, then, measure, changed)
        if reason:
            reasons[period] = language.say(f"key.{reason}")
        else:
            difference = _difference(now, then, measure)
            told = language.change(difference, is_ratio=is_ratio(measure))
            changes.append(f"{told} {language.say(f'key.on_{period}')}")
    return KeyFigure(
        measure,
        text_of(latest, measure, language),
        href_of(latest, measure, links),
        now.value is None and now.low is not None,
        tuple(changes),
        _reason(reasons, language),
        language.say("key.not_published") in reasons.values(),
    )


def _incomparable(latest: Figures, then: Figures | None, measure: str, changed: str) -> str | None:
    """Why two quarters are not compared; None where they are."""
    if then is None:
        return "not_published"
    if then.parts != latest.parts or then.region != latest.region:
        return changed
    if then.values[measure].value is None or latest.values[measure].value is None:
        return "unknown_value"
    return None


def _difference(now: Value, then: Figures | None, measure: str) -> float:
    earlier_value = then.values[measure].value if then else None
    return (now.value or 0) - (earlier_value or 0)


def _reason(reasons: Mapping[str, str], language: Language) -> str:
    if set(reasons) == {"quarter", "year"} and len(set(reasons.values())) == 1:
        return language.say("key.no_both", reason=reasons["quarter"])
    return " ".join(language.say(f"key.no_{period}", reason=reason) for period, reason in reasons.items())


def coverage_change_on_year(series: Sequence[Figures], latest: Figures) -> float | None:
    """The change of profile coverage on a year; None where the two cannot be compared."""
    measure = "profile_coverage_ratio"
    then = in_quarter(series, earlier(latest.quarter, _MONTHS_A_YEAR))
    if _incomparable(latest, then, measure, "changed"):
        return None
    return _difference(latest.values[measure], then, measure)


def same(printed: Sequence[Figures], comparable: Sequence[Figures]) -> bool:
    """Whether a place's series on today's borders is the one that was printed."""

    def counts(series: Sequence[Figures]) -> list[tuple[date, list[Value]]]:
        return [(each.quarter, [each.values[measure] for measure in PRINTED]) for each in series]

    return counts(printed) == counts(comparable)
