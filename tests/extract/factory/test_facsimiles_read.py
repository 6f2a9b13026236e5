"""Reading facsimiles: whatever the layout, no number is read that is not printed."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facsimiles.disagreement import readers_differ
from facsimiles.evaluate import DECLINED, EXACT, KEPT_OUT, WRONG, Result, judged
from facsimiles.foreign import foreign_specimen
from facsimiles.found import Found, counts_of, error_codes, name_key
from facsimiles.generate import random_specimen
from facsimiles.layout import VARIATIONS, Layout, settled
from facsimiles.making import fitted, made
from facsimiles.specimen import Specimen
from facsimiles.truth import Verdict, truth_of
from facsimiles.wrong import MISPRINTS
from klantprofielen.errors import DeclinedError
from klantprofielen.read.document import read_document
from klantprofielen.read.layout.captions.said import SAID_OF_FIGURES
from klantprofielen.read.layout.publication import PrintedPublication
from klantprofielen.read.limits import Limits
from klantprofielen.read.sources import FileKind
from klantprofielen.records import ColumnRole, Readers, RowKind

_QUICK = ("reportlab", "fpdf2", "typst")


def _result(specimen: Specimen, verdict: Verdict | None = None, readers: Readers = Readers.CHECKED) -> Result:
    """What comes of reading a specimen in this process, held against its truth."""
    try:
        reading = read_document(made(specimen), FileKind.PDF, readers, Limits())
        if readers_differ(reading):
            found = [Found("disagreement", reasons=("readers_disagree",))]
        else:
            found = [_found(f"{number}", one) for number, one in enumerate(reading.publications)]
    except DeclinedError as error:
        found = [Found("declined", reasons=(error.reason,))]
    return judged(Path("facsimile"), truth_of(specimen, verdict).as_json(), found, landing=True)


def _found(name: str, publication: PrintedPublication) -> Found:
    errors = error_codes() & {remark.remark_code for remark in publication.remarks}
    found = Found(name, reasons=tuple(sorted(errors)))
    if not errors:
        rows: dict[int, dict[str, str]] = {}
        for cell in publication.cells:
            if cell.row_kind is RowKind.MUNICIPALITY:
                rows.setdefault(cell.row_number, {})[cell.column_role] = cell.cell_text
        for texts in rows.values():
            found.rows[name_key(texts.get(ColumnRole.MUNICIPALITY, ""))] = counts_of(texts)
    return found


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**6), engine=st.sampled_from(_QUICK), count=st.integers(0, 8))
def test_no_number_is_read_that_is_not_printed(seed: int, engine: str, count: int) -> None:
    result = _result(fitted(random_specimen(seed, engine, count)))
    assert result.outcome in (EXACT, DECLINED), f"{result.variations}: {result.reason}"


@settings(max_examples=14, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**6), engine=st.sampled_from(_QUICK))
def test_the_fast_readers_are_as_exact(seed: int, engine: str) -> None:
    result = _result(fitted(random_specimen(seed, engine)), readers=Readers.FAST)
    assert result.outcome != WRONG, f"{result.variations}: {result.reason}"


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**6), engine=st.sampled_from(_QUICK))
def test_foreign_documents_are_declined(seed: int, engine: str) -> None:
    specimen, verdict = foreign_specimen(seed, engine)
    result = _result(fitted(specimen), verdict)
    assert result.outcome == KEPT_OUT
    assert "nothing found" not in result.reason, "what is declined must be declined with a reason"


@pytest.mark.parametrize("engine", _QUICK)
def test_most_layouts_are_read(engine: str) -> None:
    outcomes = [_result(fitted(random_specimen(seed, engine, 3))).outcome for seed in range(20)]
    assert outcomes.count(EXACT) >= 18


# The fields of a layout by which documents were once declined that a person reads.
_KINDS = (
    "paragraphs",
    "marks",
    "number_spacing",
    "nobody",
    "vocabulary",
    "total_label",
    "name_break",
    "drawing",
    "user_unit",
    "header_row",
    "caption",
    "sums",
    "layers",
    "metrics",
    "second_table",
    "arrangement",
    "names",
    "prose",
    "thousands",
    "turn",
)


@pytest.mark.parametrize("field", _KINDS)
def test_every_kind_is_read_as_printed(field: str) -> None:
    for number, value in enumerate(VARIATIONS[field]):
        layout = settled(replace(Layout(), **{field: value}))
        specimen = fitted(replace(random_specimen(number, _QUICK[number % 3], 0), layout=layout))
        result = _result(specimen)
        assert result.outcome == EXACT, f"{field}={value}: {result.reason}"


@pytest.mark.parametrize(
    "layout",
    [
        Layout(header_look="turned"),
        Layout(header_look="turned", footnote="procent", narrow_names="top"),
        Layout(name_break=True, layers="hidden_figures"),
        Layout(name_break=True, drawing="bars", marks="bracketed", paper="a3"),
        Layout(name_break=True, drawing="axis", paragraphs="justified", paper="a3"),
        Layout(name_break=True, footnote_width=260),
        Layout(user_unit=25, drawing="bars", header_look="large", paper="a3"),
    ],
    ids=[
        "two turned heads",
        "two turned heads, names that wrap",
        "layers on all pages",
        "bars beside",
        "axes beside three pages",
        "a lone total",
        "a large page in a large unit",
    ],
)
def test_kinds_that_meet_on_one_page_are_kept_apart(layout: Layout) -> None:
    for number, seed in enumerate((7100013, 7200025, 7100120)):
        specimen = fitted(replace(random_specimen(seed, _QUICK[number % 3], 0), layout=settled(layout)))
        result = _result(specimen)
        assert result.outcome == EXACT, f"{result.variations}: {result.reason}"


@pytest.mark.parametrize(
    "reason", ["words say that the figures are no counts", "words say that the figures are not real"]
)
@pytest.mark.parametrize("engine", _QUICK)
def test_words_that_speak_against_the_figures_are_heeded(reason: str, engine: str) -> None:
    rng = random.Random(f"{reason} {engine}")
    for _ in range(4):
        figures = random_specimen(rng.randint(0, 999), engine, 0).figures
        specimen = fitted(Specimen(figures[:1], Layout(), engine, 1, MISPRINTS[reason](figures[0], rng)))
        publications = read_document(made(specimen), FileKind.PDF, Readers.CHECKED, Limits()).publications
        codes = [{remark.remark_code for remark in publication.remarks} for publication in publications]
        assert all(found & SAID_OF_FIGURES for found in codes), f"{specimen.misprint}: {codes}"
