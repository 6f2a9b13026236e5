"""The sample input is what the project draws from UWV's figures, and the figures prove themselves."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest

from facsimiles.figures import dotted, figures_of
from facsimiles.samples import SAMPLES

_PUBLICATIONS = Path(__file__).resolve().parents[3] / "publications"
_TRANSCRIPTS = Path(__file__).resolve().parents[2] / "transcripts"


@pytest.mark.parametrize("name", SAMPLES)
def test_the_kept_sample_is_what_is_drawn(name: str) -> None:
    # The text with its places, not the bytes: how streams are compressed is the machine's affair.
    assert _drawn(SAMPLES[name]()) == _drawn((_PUBLICATIONS / name).read_bytes())


def _drawn(pdf: bytes) -> list[tuple[str, tuple[float, ...]]]:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        text = document[0].get_textpage()
        return [
            (text.get_text_range(place, 1), tuple(round(edge, 1) for edge in text.get_charbox(place)))
            for place in range(text.count_chars())
        ]


@pytest.mark.parametrize("name", ["flevoland_2020q2", "groningen_2020q3"])
def test_the_figures_prove_themselves(name: str) -> None:
    figures = figures_of(name)
    for row in figures.rows:
        assert sum(row.counts[:4]) == row.counts[4], row.municipality
    sums = [sum(row.counts[place] for row in figures.rows) for place in range(5)]
    assert [printed for printed in figures.total if printed is not None] == sums[: 4 if figures.total[4] is None else 5]
    assert round(100 * sums[4] / figures.register) == figures.percentage


@pytest.mark.parametrize("name", ["flevoland_2020q2", "groningen_2020q3"])
def test_every_number_of_a_transcript_is_in_the_figures(name: str) -> None:
    figures = figures_of(name)
    transcript = (_TRANSCRIPTS / f"{name}.txt").read_text(encoding="utf-8")
    lines = [" ".join(line.replace("<", " <").replace(">", "> ").split()) for line in transcript.splitlines()]
    for row in figures.rows:
        numbers = " ".join(map(dotted, row.counts))
        assert any(row.municipality in line and line.endswith(numbers) for line in lines), row.municipality
    assert f"{dotted(figures.register)} personen" in " ".join(lines)
