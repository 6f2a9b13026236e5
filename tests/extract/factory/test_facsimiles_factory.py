"""The factory itself: every variation can be drawn, and what is drawn is what the truth says."""

from __future__ import annotations

import io
import random
from collections import Counter
from dataclasses import replace

import pypdfium2
import pytest

from facsimiles.engines import IN_PROCESS, PROGRAMS, engine_named
from facsimiles.foreign import FOREIGN, foreign_specimen
from facsimiles.generate import random_figures, random_specimen
from facsimiles.layout import VARIATIONS, Layout, settled, varied
from facsimiles.making import fitted, made
from facsimiles.specimen import Specimen
from facsimiles.truth import REJECT, truth_of
from facsimiles.wrong import REASONS, wrong_specimen


def _digits(pdf: bytes) -> Counter[str]:
    """How often each digit stands in the text of a PDF."""
    counter: Counter[str] = Counter()
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        for page in document:
            counter.update(letter for letter in page.get_textpage().get_text_bounded() if letter.isdecimal())
    return counter


def _printed(specimen: Specimen) -> Counter[str]:
    """The digits of all counts that a reader must find."""
    publications = truth_of(specimen).publications
    counts = [count for one in publications for row in one["rows"] for count in row["counts"].values()]
    return Counter(digit for count in counts if count is not None for digit in str(count))


@pytest.mark.parametrize("engine", IN_PROCESS)
@pytest.mark.parametrize("field", VARIATIONS)
def test_every_variation_prints_every_number(field: str, engine: str) -> None:
    figures = random_figures(random.Random(11))
    for value in VARIATIONS[field]:
        layout = settled(replace(Layout(), **{field: value}))
        specimen = fitted(Specimen((figures,), layout, engine, 11))
        missing = _printed(specimen) - _digits(made(specimen))
        assert not missing, f"{field}={value!r} by {engine} does not print {dict(missing)}"


@pytest.mark.parametrize("engine", PROGRAMS)
def test_programs_print_every_number(engine: str) -> None:
    reason = engine_named(engine).missing()
    if reason is not None:
        pytest.skip(reason)
    specimen = fitted(random_specimen(5, engine))
    assert not _printed(specimen) - _digits(made(specimen))


def test_the_same_seed_gives_the_same_document() -> None:
    assert made(random_specimen(3, "reportlab")) == made(random_specimen(3, "reportlab"))


def test_settling_keeps_single_variations_apart() -> None:
    # What a layout leaves out to stay decidable must not be what was asked for.
    lost = [
        (field, value)
        for field, values in VARIATIONS.items()
        for value in values
        if field not in varied(settled(replace(Layout(), **{field: value})))
    ]
    assert lost in ([], [("thousands", "\u202f")])


def test_a_truth_adds_up() -> None:
    for seed in range(40):
        for publication in truth_of(random_specimen(seed)).publications:
            sums = [sum(row["counts"]["clients_in_sonar"] for row in publication["rows"])]
            assert sums == [publication["total"]["clients_in_sonar"]]
            assert all(row["municipality_code"] for row in publication["rows"])


def test_wrong_documents_differ_from_right_ones() -> None:
    reasons = set()
    for seed in range(200):
        specimen, verdict = wrong_specimen(seed)
        reasons.add(verdict.reason)
        (figures,) = specimen.figures
        is_sound = all(sum(row.counts[:4]) == row.counts[4] for row in figures.rows) and figures.total == tuple(
            sum(row.counts[place] for row in figures.rows) for place in range(5)
        )
        assert not is_sound or specimen.misprint != Specimen(()).misprint or verdict.reason in _SOUND
    assert reasons == set(REASONS)


# Wrong in something else than the sums.
_SOUND = {
    "a row stands twice and is counted twice",
    "a municipality of another region",
    "an unknown municipality",
    "published before the quarter ended",
    "a digit of the register is wrong",
}


def test_every_foreign_document_can_be_made() -> None:
    reasons = set()
    for seed in range(60):
        specimen, verdict = foreign_specimen(seed)
        assert verdict.expect == REJECT
        assert made(fitted(specimen)).startswith(b"%PDF-")
        reasons.add(verdict.reason)
    assert reasons == set(FOREIGN)
