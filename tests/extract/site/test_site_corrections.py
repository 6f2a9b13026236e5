"""A count that a newer document corrected is told where its place is, from what to what; silence where nothing was."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from site_pages import rows_of

from klantprofielen.home import Home
from klantprofielen.site.language import languages

DUTCH, _ = languages()
_CHANGE = re.compile(r"<td><a href=[^>]*#(?:r\d+-\w+|t|table)>([^<]+)</a>" * 2)


def changes_of(page: str) -> Counter[tuple[str, str]]:
    """What stood there and what stands there now."""
    _, heading, rest = page.partition("<h2 id=revisions>")
    return Counter(_CHANGE.findall(rest)) if heading else Counter()


def test_corrections_stand_at_their_municipality_and_at_their_region(site: Path, history_home: Home) -> None:
    revisions = rows_of(
        history_home,
        "select uwv_region_number, municipality_code, count_before, count_after from mart_revisions "
        "where revision_kind in ('cell changed', 'register changed')",
    )
    totals = rows_of(
        history_home,
        "select old.clients_in_sonar, new.clients_in_sonar, new.uwv_region_number "
        "from fct_region_quarter_versions as new inner join dim_publications as one using (publication_id) "
        "inner join fct_region_quarter_versions as old on old.publication_id = one.previous_publication_id "
        "where old.clients_in_sonar <> new.clients_in_sonar",
    )
    municipalities = {code for (code,) in rows_of(history_home, "select municipality_code from dim_municipalities")}
    assert revisions
    assert totals
    for region, code, before, after in revisions:
        change = (DUTCH.number(before), DUTCH.number(after))
        assert change in changes_of((site / f"regio/{region}.html").read_text(encoding="utf-8"))
        if code:
            assert change in changes_of((site / f"gemeente/{code}.html").read_text(encoding="utf-8"))
    for before, after, region in totals:
        page = (site / f"regio/{region}.html").read_text(encoding="utf-8")
        assert (DUTCH.number(before), DUTCH.number(after)) in changes_of(page)
    for code in sorted(municipalities - {code for _, code, _, _ in revisions}):
        assert not changes_of((site / f"gemeente/{code}.html").read_text(encoding="utf-8"))
