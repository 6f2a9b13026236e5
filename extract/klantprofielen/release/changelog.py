"""`CHANGELOG.md` of a release: which figures were added, corrected or removed since the one before, newest first.

It tells what led to a release, which two builds of equal inputs need not share: so it stands outside `SHA256SUMS`, with
its hash in the manifest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from klantprofielen.home import FILE_NAME, Home
from klantprofielen.release.diff import COMPARING, attached
from klantprofielen.release.files.titles import title_of
from klantprofielen.release.release import CHANGELOG, Release, UnknownReleaseError, file_of, find
from klantprofielen.storage import StorageError, write_file

_TITLE = "# What changed, release by release\n"
# The marts of printed figures: their key, and what names the place within its region.
_REGIONS = ("mart_regional_coverage", "region_quarter_key", "cast(null as varchar)")
_MUNICIPALITIES = ("mart_municipality_coverage", "municipality_quarter_key", "municipality_name")
_FIGURES = (
    "municipal_clients_with_profile",
    "municipal_clients_without_profile",
    "uwv_clients_with_profile",
    "uwv_clients_without_profile",
    "clients_in_sonar",
    "target_group_register",
)
# More lines than these are counted, and left to `klantprofielen diff`.
_MOST_GROUPS = 500
_MOST_CORRECTIONS = 200


@dataclass(frozen=True, slots=True)
class Group:
    """How many rows of a region in a quarter differ."""

    quarter: str
    region: str
    added: int
    corrected: int
    removed: int


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure that both releases have, and that differs; a place is a municipality, or the region itself.

    Without a proven order of the versions, the one that is told as it is now may be the older one.
    """

    quarter: str
    region: str
    place: str
    figure: str
    before: int | None
    after: int | None
    is_order_proven: bool = True


@dataclass(frozen=True, slots=True)
class Figures:
    """What differs between the printed figures of two releases."""

    municipalities: list[Group]
    regions: list[Group]
    corrections: list[Correction]


def write_changelog(home: Home, folder: Path, release: Release) -> None:
    """Writes it for the release that is made in `folder`: its own part, and before that what the one before had.

    Raises:
        StorageError: it cannot be written.
    """
    told, older = _told(home, folder, release)
    heading = f"\n## Release {release.release_id}, built {release.built_at}\n\n"
    write_file(folder / CHANGELOG, f"{_TITLE}{heading}{told}{older}".encode())


def _told(home: Home, folder: Path, release: Release) -> tuple[str, str]:
    """The text of this release, and that of the ones before."""
    if release.previous is None:
        return "The first release.\n", ""
    try:
        before = find(home, release.previous)
        figures = compare_figures(file_of(home, before), folder / FILE_NAME)
        older = _older(home.releases / before.release_id / CHANGELOG)
    except (UnknownReleaseError, StorageError, OSError, UnicodeDecodeError, duckdb.Error):
        # A build needs nothing of a damaged release.
        return f"What changed since release {release.previous} is not known: that one could not be read.\n", ""
    return _section(release, figures), older


def _older(path: Path) -> str:
    return path.read_text(encoding="utf-8").removeprefix(_TITLE) if path.is_file() else ""


def compare_figures(old: Path, new: Path) -> Figures:
    """Compares the printed figures in two releases' files; a mart or figure that only one has is left out.

    Raises:
        StorageError: a file cannot be read.
    """
    with attached(COMPARING, old=old, new=new) as connection:
        groups, corrections = {}, []
        for mart, key, place in (_REGIONS, _MUNICIPALITIES):
            figures = _shared_figures(connection, mart)
            groups[mart] = _groups(connection, mart, key, figures) if figures else []
            if figures:
                corrections += _corrections(connection, mart, key, place, figures)
    return Figures(groups[_MUNICIPALITIES[0]], groups[_REGIONS[0]], sorted(corrections, key=_order))


def _order(correction: Correction) -> tuple[str, str, str, str]:
    return correction.quarter, correction.region, correction.place, correction.figure


def _shared_figures(connection: duckdb.DuckDBPyConnection, mart: str) -> list[str]:
    found = connection.execute(
        "select column_name from duckdb_columns() where table_name = ? and schema_name = 'main' "
        "and database_name in ('old', 'new') group by all having count(*) = 2",
        [mart],
    ).fetchall()
    return [name for name in _FIGURES if (name,) in found]


def _groups(connection: duckdb.DuckDBPyConnection, mart: str, key: str, figures: Sequence[str]) -> list[Group]:
    differs = " or ".join(f"n.{name} is distinct from o.{name}" for name in figures)
    found = connection.execute(
        f"""
        with

        compared as (
            select
                coalesce(n.quarter_label, o.quarter_label) as quarter,
                coalesce(n.labour_market_region_name, o.labour_market_region_name) as region,
                o.{key} is null as is_added,
                n.{key} is null as is_removed,
                {differs} as differs
            from new.{mart} as n full outer join old.{mart} as o on n.{key} = o.{key}
        )

        select
            quarter, region,
            count(*) filter (where is_added),
            count(*) filter (where differs and not is_added and not is_removed),
            count(*) filter (where is_removed)
        from compared
        where is_added or is_removed or differs
        group by all
        order by all
        """  # noqa: S608 - names from this file
    ).fetchall()
    return [Group(*row) for row in found]


def _corrections(
    connection: duckdb.DuckDBPyConnection, mart: str, key: str, place: str, figures: Sequence[str]
) -> list[Correction]:
    each = " union all ".join(
        f"select '{name}' as figure, {key}, o.{name} as before, n.{name} as after, "  # noqa: S608 - as above
        f"n.publication_id <> o.publication_id as is_of_another_document "
        f"from new.{mart} as n inner join old.{mart} as o using ({key}) where n.{name} is distinct from o.{name}"
        for name in figures
    )
    found = connection.execute(
        f"select quarter_label, labour_market_region_name, coalesce({place}, ''), figure, before, after, "  # noqa: S608
        f"is_of_another_document, publication_id from ({each}) inner join new.{mart} using ({key})"
    ).fetchall()
    unproven = _unproven(connection)
    return [
        replace(Correction(*row), is_order_proven=not (is_of_another and publication in unproven))
        for *row, is_of_another, publication in found
    ]


def _unproven(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The publications of the new release of which nothing proves that they are newer than another version."""
    found = connection.execute(
        "select publication_id from new.mart_findings where finding_code = 'version_order_unknown'"
    ).fetchall()
    return {publication for (publication,) in found}


def _section(release: Release, figures: Figures) -> str:
    lines = [f"Compared with release {release.previous}.", ""]
    own = {(group.quarter, group.region): group for group in figures.regions}
    municipal = {(group.quarter, group.region): group for group in figures.municipalities}
    places = sorted(own.keys() | municipal.keys())
    if places:
        lines += _table(
            ("quarter", "region", "municipalities added", "corrected", "removed", "the region's own figures"),
            [
                (quarter, region, *_counts(municipal.get((quarter, region))), _verb(own.get((quarter, region))))
                for quarter, region in places[:_MOST_GROUPS]
            ],
        )
        lines += _left_out(len(places) - _MOST_GROUPS, release)
    else:
        lines += ["No printed figure was added, corrected or removed.", ""]
    if figures.corrections:
        lines += ["Corrected figures:", ""]
        lines += _table(
            ("quarter", "region", "municipality", "figure", "was", "is"),
            [
                (each.quarter, each.region, each.place or "(region)", _title(each.figure), *_values(each))
                for each in figures.corrections[:_MOST_CORRECTIONS]
            ],
        )
        lines += _left_out(len(figures.corrections) - _MOST_CORRECTIONS, release)
    if release.changes:
        lines += ["Rows of all tables that differ:", ""]
        lines += _table(
            ("table", "added", "changed", "removed"),
            [
                (name, str(change.added), str(change.changed), str(change.removed))
                for name, change in sorted(release.changes.items())
            ],
        )
    return "\n".join(lines)


def _counts(group: Group | None) -> tuple[str, str, str]:
    return (str(group.added), str(group.corrected), str(group.removed)) if group else ("0", "0", "0")


def _verb(group: Group | None) -> str:
    if group is None:
        return "as before"
    return "added" if group.added else "removed" if group.removed else "corrected"


def _values(correction: Correction) -> tuple[str, str]:
    before, after = ("not known" if value is None else str(value) for value in (correction.before, correction.after))
    return before, after if correction.is_order_proven else f"{after} (order not proven)"


def _title(figure: str) -> str:
    title = title_of(figure)
    return title.english if title else figure


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = [headings, ["---"] * len(headings), *rows]
    return [*(f"| {' | '.join(text.replace('|', '/') for text in line)} |" for line in lines), ""]


def _left_out(count: int, release: Release) -> list[str]:
    shown = f"`klantprofielen diff {release.previous} {release.release_id}` counts all"
    return [f"… and {count} more; {shown}.", ""] if count > 0 else []
