"""What a home holds of each document: in its published warehouse, or as read, in its landing file.

Both give the same records, so that a reader can be judged before and after SQL has.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from facsimiles.figures import COUNTS

_SEEDS = Path(__file__).resolve().parents[2] / "seeds" / "uwv"
_ROLES = ", ".join(COUNTS)


@dataclass
class Found:
    """One publication as found. A row's key is its municipality's code (warehouse) or name key (landing)."""

    publication_id: str
    status: str = ""
    reasons: tuple[str, ...] = ()
    rows: dict[str, tuple[int | None, ...]] = field(default_factory=dict)
    quarter: str | None = None
    region_code: str | None = None
    register: int | None = None
    percentage: int | None = None
    colophon: str | None = None


def name_key(name: str) -> str:
    """A municipality's name as landing and truth are compared: letters only, no markup of any layout."""
    bare = re.sub(r"^gemeente (?=\S)|\(gem\.\)|[1¹][)⁾]|\*", "", name.casefold())
    return re.sub(r"[^\w]|[\d_]", "", bare.replace("\ufb01", "fi").replace("\ufb02", "fl"))


def in_warehouse(home: Path) -> dict[str, list[Found]]:
    """The publications of a published warehouse by the sha256 of their document."""
    with duckdb.connect(str(home / "warehouse" / "klantprofielen.duckdb"), read_only=True) as connection:
        found = {
            name: Found(name, status, tuple(sorted({error for error in [code] if error})))
            for name, status, code in connection.execute(
                "select publication_id, status, error_code from mart_publications"
            ).fetchall()
        }
        for name, code in connection.execute(
            "select publication_id, finding_code from fct_findings where severity = 'error'"
        ).fetchall():
            found[name].reasons = tuple(sorted({*found[name].reasons, code}))
        for name, municipality, *counts in connection.execute(
            f"select publication_id, municipality_code, {_ROLES} from fct_municipality_quarter_versions"
        ).fetchall():
            found[name].rows[municipality] = tuple(counts)
        for name, region, quarter, register, percentage, published in connection.execute(
            """
            select
                publication_id, labour_market_region_code, strftime(quarter_start_date, '%Y') || 'Q'
                || quarter(quarter_start_date), target_group_register,
                printed_register_coverage_percentage, strftime(published_date, '%Y-%m')
            from fct_region_quarter_versions
            """
        ).fetchall():
            one = found[name]
            one.region_code, one.quarter, one.register = region, quarter, register
            one.percentage, one.colophon = percentage, published
    return _by_document(found)


# The publications of which two readers have other cells, or other numbers of tables, or which only one could read.
_DIFFERING = """
    with cells as (
        select
            publication_id, reader, row_number, column_role,
            lower(regexp_replace(cell_text, '[^A-Za-z0-9%]+', '', 'g')) as cell_text
        from raw.cells
    ),
    one_side as (
        select ours.publication_id
        from cells as ours
        anti join cells as theirs
            on ours.publication_id = theirs.publication_id and ours.reader <> theirs.reader
            and ours.row_number = theirs.row_number and ours.column_role = theirs.column_role
            and ours.cell_text = theirs.cell_text
    )
    select distinct publications.publication_id
    from raw.publications as publications
    inner join (
        select
            load_id, document_sha256, count(*) as reader_count,
            count(distinct table_count) + count(*) - count(table_count) as outcome_count
        from raw.reader_results group by all
    ) as results using (load_id, document_sha256)
    left join one_side on publications.publication_id = one_side.publication_id
    where reader_count = 2 and (outcome_count > 1 or one_side.publication_id is not null)
"""


def in_landing(home: Path) -> dict[str, list[Found]]:
    """The publications of a landing file by the sha256 of their document; headings are left alone.

    Rows of publications with a remark that the warehouse rejects them for are not taken in.
    """
    with duckdb.connect(str(home / "landing.duckdb"), read_only=True) as connection:
        found = {
            name: Found(name, status, (code,) if code else ())
            for name, status, code in connection.execute(
                "select publication_id, status, error_code from raw.publications"
            ).fetchall()
        }
        errors = error_codes()
        for name, code in connection.execute("select publication_id, remark_code from raw.remarks").fetchall():
            if code in errors:
                found[name].reasons = tuple(sorted({*found[name].reasons, code}))
        for (name,) in connection.execute(_DIFFERING).fetchall():
            found[name].reasons = tuple(sorted({*found[name].reasons, "readers_disagree"}))
        names: dict[tuple[str, int], str] = {}
        counts: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
        for name, row, role, text in connection.execute(
            """
            select publication_id, row_number, column_role, cell_text from raw.cells
            where row_kind = 'municipality' and (load_id, publication_id, reader) in (
                select load_id, publication_id, results.reader
                from raw.publications inner join raw.reader_results as results using (load_id, document_sha256)
                where is_primary
            )
            """
        ).fetchall():
            if role == "municipality":
                names[name, row] = text
            else:
                counts[name, row][role] = text
    for (name, row), texts in counts.items():
        if found[name].reasons:
            continue
        key = name_key(names.get((name, row), f"row {row}"))
        found[name].rows[key] = counts_of(texts)
    return _by_document(found)


def error_codes() -> set[str]:
    """The codes of remarks for which the warehouse rejects a publication."""
    with (_SEEDS / "finding_codes.csv").open(encoding="utf-8", newline="") as file:
        return {row["finding_code"] for row in csv.DictReader(file) if row["severity"] == "error"}


def counts_of(texts: Mapping[str, str]) -> tuple[int | None, ...]:
    """The five counts of a row from its printed texts by column role; None for what is no number."""
    return tuple(_count(texts.get(role, "")) for role in COUNTS)


def _count(text: str) -> int | None:
    digits = re.sub(r"[.,\s'’]|[*†§⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜ⁽⁾)]+$", "", text)
    return int(digits) if digits.isdecimal() else None


def _by_document(found: dict[str, Found]) -> dict[str, list[Found]]:
    documents: dict[str, list[Found]] = defaultdict(list)
    for name, one in sorted(found.items()):
        documents[name.partition("-")[0]].append(one)
    return documents
