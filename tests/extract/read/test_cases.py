"""Documents that were once read wrongly, or declined without need: each comes out as a person reads it."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from reading import read_pdf, roles_of, texts_of

from facsimiles.figures import dotted
from facsimiles.found import counts_of, error_codes
from klantprofielen.errors import DeclinedError
from klantprofielen.read.layout.publication import PrintedPublication
from klantprofielen.records import ColumnRole, PassageRole, RowKind

_FOLDER = Path(__file__).resolve().parents[2] / "cases"
_TRUTHS = [json.loads(line) for line in (_FOLDER / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
_MARK = re.compile(r"[*⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾]+$")


@cache
def _read(file: str) -> list[PrintedPublication]:
    try:
        return list(read_pdf((_FOLDER / file).read_bytes()).publications)
    except DeclinedError:
        return []


def _errors(publication: PrintedPublication) -> list[str]:
    return [
        f"{remark.remark_code}: {remark.remark_text}"
        for remark in publication.remarks
        if remark.remark_code in error_codes()
    ]


def _rows(publication: PrintedPublication, kind: RowKind) -> list[list[Any]]:
    rows = roles_of(publication, kind)
    return [[_MARK.sub("", row.get(ColumnRole.MUNICIPALITY, "")), *counts_of(row)] for row in rows]


def _truths(*expectations: str) -> list[Any]:
    return [pytest.param(truth, id=truth["file"]) for truth in _TRUTHS if truth["expectation"] in expectations]


@pytest.mark.parametrize("truth", _truths("ok", "warn"))
def test_what_a_person_reads_is_read(truth: dict[str, Any]) -> None:
    (publication,) = _read(truth["file"])
    assert _errors(publication) == []
    assert _rows(publication, RowKind.MUNICIPALITY) == truth["rows"]
    assert [row[1:] for row in _rows(publication, RowKind.TOTAL)] == [truth["total_row"]]


@pytest.mark.parametrize("truth", _truths("ok"))
def test_the_sentence_on_the_register_is_read_whole(truth: dict[str, Any]) -> None:
    (publication,) = _read(truth["file"])
    (sentence,) = texts_of(publication, PassageRole.FOOTNOTE)
    assert dotted(truth["register_total"]) in sentence
    assert f"{truth['percent_known']}%" in sentence


@pytest.mark.parametrize("truth", _truths("reject"))
def test_figures_that_are_no_counts_of_anybody_are_not_let_in(truth: dict[str, Any]) -> None:
    assert all(_errors(publication) for publication in _read(truth["file"]))
