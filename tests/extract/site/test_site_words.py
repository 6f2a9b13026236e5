"""What was found about a document is told in the words of the page; its code stands beside them in small print."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from klantprofielen.errors import Reason
from klantprofielen.home import Home
from klantprofielen.query.locked import open_locked
from klantprofielen.site.evidence import _declined
from klantprofielen.site.facts import Publication
from klantprofielen.site.language import languages

DUTCH, ENGLISH = languages()


def test_whatever_a_reader_declines_has_words_in_both_languages() -> None:
    for language in languages():
        assert set(language.of("declined")) == set(Reason)


def test_a_document_that_could_not_be_read_is_explained_in_the_language_of_the_page() -> None:
    words = "This scan has no text on page 2 of 3."
    publication = Publication(
        *("x", None, None, "scan.pdf", "unreadable", None, None, None, None),
        *("no_text", words, datetime(2026, 1, 1, tzinfo=UTC)),
    )
    assert _declined(publication, DUTCH) == [(DUTCH.say("declined.no_text"), "no_text")]
    assert _declined(publication, ENGLISH) == [(words, "no_text")]


def test_findings_are_told_in_words_and_codes_stand_in_small_print_alone(site: Path, history_home: Home) -> None:
    with open_locked(history_home.published) as connection:
        found = connection.execute(
            "select uwv_region_number, finding_code, min_by(message_nl, finding_number) from mart_findings "
            "where uwv_region_number is not null and status <> 'rejected' group by all"
        ).fetchall()
        codes = [code for (code,) in connection.execute("select finding_code from dim_finding_codes").fetchall()]
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
