"""What stands in a release's folder beside the tables, on the real models."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from klantprofielen.cli.commands import build
from klantprofielen.home import FILE_NAME, Home
from klantprofielen.release.build_and_publish import BuildOutcome, Published
from klantprofielen.release.changelog import Correction, Group, compare_figures, write_changelog
from klantprofielen.release.files.titles import title_of
from klantprofielen.release.release import Changes, read_manifest


def test_every_published_column_has_a_title_in_both_languages(sample: Home) -> None:
    package = json.loads((sample.current / "datapackage.json").read_bytes())
    fields = [field for table in package["resources"] for field in table["schema"]["fields"]]
    assert len(fields) > 500
    untitled = {field["name"] for field in fields if title_of(field["name"]) is None}
    assert not untitled, "give them a line in release/files/column_titles.csv"
    assert all(field["title"] and field["title_nl"] for field in fields)
    assert all(len(field["title"]) <= 70 and len(field["title_nl"]) <= 70 for field in fields)


@pytest.fixture
def corrected(two_releases: tuple[Home, str, str]) -> tuple[Home, Path, Path]:
    """Two releases: the second lacks a quarter of a region, and has a municipality and a corrected count more."""
    home, first, second = two_releases
    path = home.releases / second / FILE_NAME
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "update mart_municipality_coverage set clients_in_sonar = 1903, uwv_clients_with_profile = null "
            "where municipality_name = 'Almere'"
        )
        connection.execute(
            "update mart_regional_coverage set target_group_register = 5083 where quarter_label = '2020Q2'"
        )
        connection.execute("delete from mart_municipality_coverage where municipality_name = 'Groningen'")
        connection.execute(
            "insert into mart_municipality_coverage select * replace ('new' as municipality_quarter_key, "
            "'Nieuw|land' as municipality_name) from mart_municipality_coverage where municipality_name = 'Urk'"
        )
    return home, home.releases / first / FILE_NAME, path


def test_figures_are_compared_by_region_and_quarter(corrected: tuple[Home, Path, Path]) -> None:
    _, old, new = corrected
    figures = compare_figures(old, new)
    assert figures.municipalities == [Group("2020Q2", "Flevoland", 1, 1, 0), Group("2020Q3", "Groningen", 0, 0, 1)]
    assert figures.regions == [Group("2020Q2", "Flevoland", 0, 1, 0), Group("2020Q3", "Groningen", 0, 0, 1)]
    with duckdb.connect(str(old), read_only=True) as connection:
        found = connection.execute(
            "select uwv_clients_with_profile from mart_municipality_coverage where municipality_name = 'Almere'"
        ).fetchone()
    assert found
    assert figures.corrections == [
        Correction("2020Q2", "Flevoland", "", "target_group_register", 5082, 5083),
        Correction("2020Q2", "Flevoland", "Almere", "clients_in_sonar", 1902, 1903),
        Correction("2020Q2", "Flevoland", "Almere", "uwv_clients_with_profile", found[0], None),
    ]
    assert compare_figures(old, old).municipalities == []


def test_the_changelog_says_it_in_words(corrected: tuple[Home, Path, Path]) -> None:
    home, _, new = corrected
    release = replace(
        read_manifest(new.parent), previous="first", changes={"mart_municipality_coverage": Changes(1, 1, 1)}
    )
    write_changelog(home, new.parent, release)
    lines = (new.parent / "CHANGELOG.md").read_text().splitlines()
    assert "| 2020Q2 | Flevoland | 1 | 1 | 0 | corrected |" in lines
    assert "| 2020Q3 | Groningen | 0 | 0 | 1 | removed |" in lines
    assert "| 2020Q2 | Flevoland | Almere | Clients in Sonar | 1902 | 1903 |" in lines
    assert "| 2020Q2 | Flevoland | (region) | People in the target-group register | 5082 | 5083 |" in lines
    assert any(line.startswith("| 2020Q2 | Flevoland | Almere | UWV clients with a profile | ") for line in lines)
    assert (
        lines[-2] == "| mart_municipality_coverage | 1 | 1 | 1 |"
        or lines[-1] == "| mart_municipality_coverage | 1 | 1 | 1 |"
    )


def test_a_correction_says_where_nothing_proves_which_version_is_newer(corrected: tuple[Home, Path, Path]) -> None:
    # Else a guess by the order of loading is announced as UWV's correction.
    home, _, new = corrected
    with duckdb.connect(str(new)) as connection:
        connection.execute("update mart_regional_coverage set publication_id = 'other' where quarter_label = '2020Q2'")
        connection.execute(
            "insert into mart_findings select * replace ('other' as publication_id, 'version_order_unknown' as "
            "finding_code, 'other/1' as finding_key) from mart_findings limit 1"
        )
    write_changelog(home, new.parent, replace(read_manifest(new.parent), previous="first"))
    lines = (new.parent / "CHANGELOG.md").read_text().splitlines()
    figure = "People in the target-group register"
    assert f"| 2020Q2 | Flevoland | (region) | {figure} | 5082 | 5083 (order not proven) |" in lines
    assert "| 2020Q2 | Flevoland | Almere | Clients in Sonar | 1902 | 1903 |" in lines


def test_a_release_before_that_is_damaged_stops_nothing(corrected: tuple[Home, Path, Path]) -> None:
    home, old, new = corrected
    old.write_bytes(b"damaged")
    write_changelog(home, new.parent, replace(read_manifest(new.parent), previous="first"))
    assert "could not be read" in (new.parent / "CHANGELOG.md").read_text()


def test_a_build_that_publishes_says_once_that_nobody_is_named(
    two_releases: tuple[Home, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else an operator finds out from a harvested catalogue that its publisher is called "Not named"."""
    home, first, _ = two_releases
    told: list[str] = []
    monkeypatch.setattr(build, "print_error", told.append)
    release = read_manifest(home.releases / first)
    for outcome, expected in ((BuildOutcome.PUBLISHED, 1), (BuildOutcome.UNCHANGED, 0)):
        told.clear()
        build.print_published(home, Published(outcome, release))
        assert len(told) == expected
        assert all(str(home.publisher) in text for text in told)
    home.publisher.write_text('name = "Gemeente Voorbeeld"')
    build.print_published(home, Published(BuildOutcome.PUBLISHED, release))
    assert not told
