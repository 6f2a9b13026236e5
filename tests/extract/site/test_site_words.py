"""Whatever is shown has words in both languages; findings are told in them, with their codes in small print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import pytest
from site_pages import rows_of

from klantprofielen.errors import Reason
from klantprofielen.home import Home
from klantprofielen.records import ColumnRole, PassageRole
from klantprofielen.site import facts as facts_module
from klantprofielen.site.country_pages import class_of
from klantprofielen.site.facts import Publication, Value
from klantprofielen.site.language import Language, languages
from klantprofielen.site.proof_pages import _declined

ROOT = Path(__file__).resolve().parents[3]
DUTCH, ENGLISH = languages()


def keys_of(texts: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, text in texts.items():
        if isinstance(text, dict):
            yield from keys_of(text, f"{before}{key}.")
        else:
            yield f"{before}{key}", text


def test_both_languages_say_everything_with_the_same_values() -> None:
    dutch, english = dict(keys_of(DUTCH.texts)), dict(keys_of(ENGLISH.texts))
    assert dutch.keys() == english.keys()
    fields = re.compile(r"{(\w+)}")
    for key, text in dutch.items():
        assert sorted(set(fields.findall(text))) == sorted(set(fields.findall(english[key]))), key


def test_whatever_a_release_may_say_has_words_in_both_languages() -> None:
    """A new role, status or verdict would end the making of the site."""
    said = [f"proof.passage_{role}" for role in PassageRole if role != PassageRole.REGION_COLUMN]
    said += [f"measure.{role}" for role in ColumnRole if role not in {ColumnRole.REGION, ColumnRole.MUNICIPALITY}]
    models = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "models").rglob("*.yml"))
    groups = {"seen": "status", "accepted": "status", "cell changed": "revision", "holds": "proof"}
    groups["no address known"] = "source"
    for values in set(re.findall(r"accepted_values: {arguments: {values: \[([^]]+)\]", models)):
        first, *others = values.split(", ")
        if first in groups:
            said += [f"{groups[first]}.{value}" for value in (first, *others)]
    assert {"status.unreadable", "revision.register changed", "proof.fails", "status.missing"} <= set(said)
    for language in languages():
        assert all(language.say(key) for key in said)


def test_no_text_is_left_that_no_page_uses() -> None:
    sources = "".join(
        path.read_text(encoding="utf-8")
        for kind in ("*.py", "templates/*.html")
        for path in (ROOT / "extract/klantprofielen/site").glob(kind)
    )
    for key, _ in keys_of(DUTCH.texts):
        group, _, name = key.partition(".")
        # A name may be put together: `f"number.ordinal_{…}"`, `'terms.' + term`; of pages `kind + '.title'`.
        begun = re.findall(rf"""["']{group}\.(\w*)(?:["'] ?\+|{{)""", sources)
        whole = [re.escape(key), rf"of\([\"']{group}[\"']\)"]
        if group in DUTCH.of("path"):
            whole += [rf"kind \+ '\.{name}'", rf"(kind|name)}}\.{name}"]
        is_used = any(re.search(rf"\b{each}(?!\w)", sources) for each in whole)
        assert is_used or any(name.startswith(start) for start in begun), key


def test_a_suppressed_figure_is_its_bounds_and_never_zero() -> None:
    assert DUTCH.value(Value(None, 1, 4)) == "1–4"
    assert DUTCH.value(Value(None, 1234, None)) == "≥\N{NO-BREAK SPACE}1.234"
    assert DUTCH.value(Value(None, None, None)) == "–"
    assert ENGLISH.value(Value(None, 0.9123, 0.95), is_ratio=True) == "91.2%–95.0%"
    # 10 of 12 or 13, and 1 to 4 of 13: what the parts allow.
    part, rest, whole = Value(None, 1, 4), Value(None, 9, 9), Value(13, 13, 13)
    assert facts_module.bounded_ratio(None, part, rest, whole) == Value(None, 0.1, 4 / 13)
    assert class_of(Value(None, 0.1, 0.3), [0.2, 0.4, 0.6, 0.8]) == "q1 bound"
    assert class_of(Value(None, None, None), [0.2, 0.4, 0.6, 0.8]) == "none"
    assert class_of(Value(0.0, 0.0, 0.0), [0.2, 0.4, 0.6, 0.8]) == "q0"


@pytest.mark.parametrize(
    ("language", "number", "change", "quarter"),
    [
        (DUTCH, "12.842", "−0,7\N{NO-BREAK SPACE}procentpunt", "2e kwartaal 2020"),
        (ENGLISH, "12,842", "−0.7\N{NO-BREAK SPACE}pp", "second quarter of 2020"),
    ],
)
def test_numbers_and_quarters_are_written_as_the_language_does(
    language: Language, number: str, change: str, quarter: str
) -> None:
    assert language.number(12842) == number
    assert language.change(-0.007, is_ratio=True) == change
    assert language.change(-0.0001, is_ratio=True).startswith("0")
    assert language.quarter(date(2020, 4, 1)) == quarter


def test_whatever_a_reader_declines_has_words_in_both_languages() -> None:
    for language in languages():
        assert set(language.of("declined")) == set(Reason)


def test_a_document_that_could_not_be_read_is_explained_in_the_language_of_the_page() -> None:
    words = "This scan has no text on page 2 of 3."
    publication = Publication(
        *("x", None, None, "scan.pdf", "unreadable", None, None, None, None),
        *("no_text", words),
    )
    assert _declined(publication, DUTCH) == [(DUTCH.say("declined.no_text"), "no_text")]
    assert _declined(publication, ENGLISH) == [(words, "no_text")]


def test_findings_are_told_in_words_and_codes_stand_in_small_print_alone(site: Path, history_home: Home) -> None:
    found = rows_of(
        history_home,
        "select uwv_region_number, finding_code, min_by(message_nl, finding_number) from mart_findings "
        "where uwv_region_number is not null and status <> 'rejected' group by all",
    )
    codes = [code for (code,) in rows_of(history_home, "select finding_code from dim_finding_codes")]
    assert found
    for region, code, message in found:
        page = (site / f"regio/{region}.html").read_text(encoding="utf-8")
        assert f"<code class=small>{code}</code>" in page
        if "(" not in message:
            assert escape(message, quote=False) in page
    for folder in ("regio", "gemeente", "bewijs"):
        for path in (site / folder).glob("*.html"):
            page = path.read_text(encoding="utf-8")
            bare = re.sub(r"<code class=small>\w+</code>", "", page)
            assert not [code for code in codes if code in bare], path
