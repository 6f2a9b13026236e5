"""`show --cite`: the documents behind an answer in the form of the APA or as BibTeX, as the public site has them."""

from __future__ import annotations

import html
import re
from enum import StrEnum

import duckdb

from klantprofielen.provenance.locator import short
from klantprofielen.provenance.proof import Proof
from klantprofielen.site.citation import Cited, apa, bibtex
from klantprofielen.site.language import languages
from klantprofielen.site.links import Paths, anchor

_TAG = re.compile(r"<[^>]+>")


class Style(StrEnum):
    """How a citation is written."""

    APA = "apa"
    BIBTEX = "bibtex"


def cite(connection: duckdb.DuckDBPyConnection, proof: Proof, style: Style, base_url: str) -> str:
    """A citation of each document behind an answer; of one number also where it is printed.

    Args:
        connection: to the published file.
        proof: the answer.
        style: how it is written.
        base_url: where the public site stands; empty where nobody said so.
    """
    dutch, english = languages()
    rows = connection.execute(
        "select publication_id, labour_market_region_name, quarter_start_date, published_date, document_sha256 "
        "from dim_publications where publication_id in (select unnest(?::varchar[])) order by all",
        [[document.publication_id for document in proof.documents]],
    ).fetchall()
    place = _place(proof) if len(rows) == 1 else ""
    cell = proof.cells[0] if len(proof.cells) == 1 and proof.cells[0].row_number else None
    texts = []
    for publication, region, quarter, published, sha256 in rows:
        address = f"{base_url}{Paths(english).proof(publication)}" if base_url else ""
        if address and cell and cell.row_number:
            address += f"#{anchor(cell.row_number, cell.counts_as)}"
        cited = Cited(
            f"Transparantie van klantprofielen: {region}, {dutch.quarter(quarter)}" if quarter else "",
            published.year if published else None,
            short(publication),
            sha256,
            address,
            place,
        )
        texts.append(apa(cited, english) if style is Style.APA else bibtex(cited))
    return "\n\n".join(html.unescape(_TAG.sub("", text)) for text in texts)


def _place(proof: Proof) -> str:
    """Which number of the document: its locator, or what it is computed from."""
    if not proof.numbers and len(proof.cells) == 1:
        return short(proof.cells[0].locator)
    bases = {citation.basis for citation in proof.citations}
    return bases.pop() if len(bases) == 1 else ""
