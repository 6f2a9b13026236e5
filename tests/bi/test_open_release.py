"""`klantprofielen.open_release`: the same tables from a home, a folder, a file and an address, or a clear reason."""

from __future__ import annotations

import re
import shutil
import socket
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from bi.pages import promised, run_python
from bi.serving import serving
from klantprofielen import open_release
from klantprofielen.client.errors import ReleaseError
from klantprofielen.home import FILE_NAME, SUMS, Home
from klantprofielen.release.publish import make_current
from klantprofielen.release.release import read_manifest


@pytest.fixture
def copied(sample: Home, tmp_path: Path) -> Path:
    """A release's folder that was copied out of its home."""
    folder = tmp_path / read_manifest(sample.current).release_id
    shutil.copytree(sample.current.resolve(), folder)
    return folder


def test_the_page_prints_what_it_says(sample: Home) -> None:
    assert run_python("python.md", sample.path) == promised("python.md")


def test_a_release_and_a_table_say_what_they_are(sample: Home) -> None:
    with open_release(sample.path) as release:
        assert re.fullmatch(rf"<release {release.release_id}, \d+ tables>", repr(release))
        table = release.table("mart_regional_coverage")
        assert repr(table).startswith(f"<table mart_regional_coverage, {len(table.columns)} columns: ")


def test_without_a_place_it_is_the_home_that_is_set_or_that_of_the_command_line(
    sample: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KLANTPROFIELEN_HOME", str(sample.path))
    with open_release() as release:
        assert release.release_id == read_manifest(sample.current).release_id
    # Without it the home of the command line, which a checkout has without being told.
    monkeypatch.delenv("KLANTPROFIELEN_HOME")
    monkeypatch.setattr("klantprofielen.home.default_home", lambda: sample.path)
    with open_release() as release:
        assert release.release_id == read_manifest(sample.current).release_id
    # Not a KeyError that tells nobody what to do.
    monkeypatch.setattr("klantprofielen.home.default_home", lambda: tmp_path)
    with pytest.raises(ReleaseError, match=r"KLANTPROFIELEN_HOME names, or else .*: nothing is published there"):
        open_release()


def test_every_place_gives_the_same(sample: Home, copied: Path, served: str) -> None:
    release_id = read_manifest(sample.current).release_id
    places = [
        sample.path,
        str(sample.path),
        sample.current,
        copied,
        sample.published,
        copied / FILE_NAME,
        served,
        f"{served}/latest",
    ]
    expected = {path.stem: pq.read_table(path) for path in sorted((copied / "parquet").glob("*.parquet"))}
    assert len(expected) > 20
    for place in places:
        with open_release(place) as release:
            assert (release.release_id, release.is_verified) == (release_id, True)
            assert [table.name for table in release.tables] == list(expected)
            for table in release.tables:
                assert table.description
                assert table.key
                names = [column.name for column in table.columns]
                assert all(column.type and column.description for column in table.columns)
                assert table.to_arrow().to_pylist() == expected[table.name].select(names).to_pylist()


def test_frames_hold_exact_numbers(sample: Home) -> None:
    """Counts must not become decimals because one of them is not known."""
    table = open_release(sample.path).table("mart_regional_coverage")
    frame = table.to_pandas()
    assert str(frame["printed_clients_in_sonar"].dtype) == "Int32"
    assert frame["printed_clients_in_sonar"].isna().tolist() == [True, False]
    assert str(frame["is_grand_total_printed"].dtype) == "boolean"
    assert frame["quarter_start_date"].tolist() == [pd.Timestamp("2020-04-01"), pd.Timestamp("2020-07-01")]
    polars = table.to_polars(["quarter_label", "clients_in_sonar"])
    assert polars.rows() == [("2020Q2", 3976), ("2020Q3", 9191)]


def test_a_kept_release_is_found_by_its_id(two_releases: tuple[Home, str, str], sample: Home) -> None:
    home, first, second = two_releases
    for name in (first, second):
        for part in (SUMS, "datapackage.json", "parquet"):
            source, target = sample.current / part, home.releases / name / part
            (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    assert open_release(home.path).release_id == first
    assert open_release(home.path, "sec").release_id == second
    with serving(home) as address:
        with open_release(address) as release:
            make_current(home, second)
            assert release.table("dim_quarters").to_arrow().num_rows > 0
            assert release.release_id == first
        assert open_release(address).release_id == second
        assert open_release(address, release=first).release_id == first
        for unknown in ("third", "../current"):
            with pytest.raises(ReleaseError, match="is not there"):
                open_release(address, release=unknown)
    with pytest.raises(ReleaseError, match="no kept release begins with 'third'"):
        open_release(home.path, "third")
    with pytest.raises(ReleaseError, match="is release second, not first"):
        open_release(home.releases / second, first)


@pytest.mark.parametrize("part", ["parquet/dim_quarters.parquet", "datapackage.json", SUMS, "release.json"])
def test_what_was_damaged_is_not_read(copied: Path, part: str) -> None:
    path = copied / part
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(ReleaseError, match=part.rpartition("/")[2].replace(".", "[.]")):
        open_release(copied).table("dim_quarters").to_arrow()


def test_a_changed_duckdb_file_is_not_read(copied: Path) -> None:
    with duckdb.connect(str(copied / FILE_NAME)) as connection:
        connection.execute("delete from mart_regional_coverage")
    with pytest.raises(ReleaseError, match="damaged or was changed"):
        open_release(copied / FILE_NAME)


def test_a_duckdb_file_alone_is_read_and_said_to_be_unverified(copied: Path, tmp_path: Path) -> None:
    (tmp_path / "alone").mkdir()
    alone = Path(shutil.move(copied / FILE_NAME, tmp_path / "alone" / FILE_NAME))
    with open_release(alone) as release:
        assert (release.release_id, release.is_verified) == ("", False)
        assert release.table("mart_regional_coverage").to_arrow(["clients_in_sonar"]).num_rows == 2


def test_a_name_that_is_not_there_is_told_what_comes_near(sample: Home) -> None:
    release = open_release(sample.path)
    with pytest.raises(ReleaseError, match="Did you mean mart_regional_coverage"):
        release.table("mart_regional_coverag")
    with pytest.raises(ReleaseError, match="Did you mean quarter_label"):
        release.table("mart_regional_coverage").to_arrow(["quarter_labl"])


def test_where_there_is_no_release_it_is_said_what_is_expected(tmp_path: Path, served: str) -> None:
    (tmp_path / "text.duckdb").write_text("no database")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "release.json").write_text("[]")
    with socket.create_server(("127.0.0.1", 0)) as free:
        closed = free.getsockname()[1]
    for place, says in (
        (tmp_path, "is no release: expected is a folder with warehouse/"),
        (tmp_path / "nowhere", "is no release"),
        (tmp_path / "text.duckdb", "not a valid DuckDB"),
        (tmp_path / "old", "holds no object"),
        (f"{served}/latest/csv", "has neither"),
        (f"http://127.0.0.1:{closed}", "does not answer"),
        ("http://", "does not answer"),
    ):
        with pytest.raises(ReleaseError, match=says):
            open_release(place)
