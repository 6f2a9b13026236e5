"""The proof that a redesign changed nothing is worth something only if it sees every kind of change."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from sample_home import built_once

from equal_builds import __main__ as command
from equal_builds.accepted import Accepted, AcceptError, Entry, Kind, read_accepted
from equal_builds.checkouts import Built, Checkout, this_checkout
from equal_builds.compare import Comparison, compare
from equal_builds.report import comparison_lines, stale_lines

_PUBLISHED = """
    create table fct_counts (count_key varchar, publication_id varchar, clients bigint, ratio double, load_id varchar);
    insert into fct_counts values
        ('a', 'p1', 10, 0.5, '{load}'),
        ('b', 'p1', 20, 0.1::double + 0.2::double, '{load}'),
        ('c', 'p2', null, null, '{load}');
    create table mart_names (name varchar, place varchar);
    insert into mart_names values ('Dronten', 'Flevoland'), ('Urk', 'Flevoland');
    create table fct_findings (
        publication_id varchar, finding_number bigint, finding_code varchar, severity varchar,
        printed varchar, computed varchar, message varchar, row_number bigint
    );
    insert into fct_findings values
        ('p1', 1, 'row_sum_mismatch', 'error', '10', '11', 'The row says 10.', 3),
        ('p1', 2, 'total_missing', 'warning', null, '30', 'No total.', null);
"""

Compare = Callable[..., Comparison]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The file above as two builds publish it, at different moments."""
    folder = tmp_path_factory.mktemp("published")
    files = (folder / "old.duckdb", folder / "new.duckdb")
    for path in files:
        with duckdb.connect(str(path)) as connection:
            connection.execute(_PUBLISHED.format(load=path.stem))
    return files


@pytest.fixture
def compared(published: tuple[Path, Path], tmp_path: Path) -> Compare:
    """Compares the published file with one in which some SQL has changed something."""

    def compare_changed(sql: str = "", *entries: Entry) -> Comparison:
        old, new = published
        if sql:
            new = tmp_path / "changed.duckdb"
            shutil.copyfile(published[1], new)
            with duckdb.connect(str(new)) as connection:
                connection.execute(sql)
        return compare(old, new, Accepted(entries))

    return compare_changed


def _told(comparison: Comparison) -> str:
    return "\n".join(comparison_lines(comparison, 5, {}))


def test_two_builds_that_differ_in_their_moment_are_equal(compared: Compare) -> None:
    assert compared().is_equal
    assert _told(compared()).endswith("EQUAL")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("update fct_counts set clients = 21 where count_key = 'b'", "count_key='b': clients 20 -> 21"),
        # The nearest other double: a sum taken in another order.
        ("update fct_counts set ratio = 0.3 where count_key = 'b'", "ratio 0.30000000000000004 -> 0.3"),
        ("update fct_counts set clients = 0 where count_key = 'c'", "clients null -> 0"),
        ("delete from fct_counts where count_key = 'a'", "missing    count_key='a' | publication_id='p1', clients=10"),
        ("insert into fct_counts from fct_counts where count_key = 'a'", "additional count_key='a'"),
        ("update mart_names set place = 'Urk' where name = 'Urk'", "name='Urk': place 'Flevoland' -> 'Urk'"),
        ("update fct_counts set load_id = null where count_key = 'a'", "load_id 'some value' -> null"),
        ("drop table mart_names", "table mart_names (2 rows) is gone"),
        ("create table dim_new as select 1 as one", "table dim_new (1 rows) is new"),
        ("alter table mart_names drop place", "column mart_names.place is gone"),
        ("alter table mart_names add population bigint", "column mart_names.population is new"),
        ("alter table fct_counts alter clients type integer", "fct_counts.clients was BIGINT and is INTEGER"),
        ("drop table fct_findings", "the findings were not compared"),
    ],
)
def test_a_change_is_seen_and_told(compared: Compare, change: str, told: str) -> None:
    comparison = compared(change)
    assert not comparison.is_equal
    assert told in _told(comparison)


@pytest.mark.parametrize(
    ("change", "missing", "additional"),
    [
        ("insert into fct_findings values ('p2', 1, 'new_code', 'error', 'x', 'y', 'Z.', 1)", 0, 1),
        ("insert into fct_findings from fct_findings where finding_number = 1", 0, 1),
        ("delete from fct_findings where finding_number = 2", 1, 0),
        ("update fct_findings set computed = '12' where finding_number = 1", 1, 1),
        ("update fct_findings set severity = 'error' where finding_number = 2", 1, 1),
    ],
)
def test_another_finding_is_seen(compared: Compare, change: str, missing: int, additional: int) -> None:
    comparison = compared(change)
    (findings,) = comparison.findings
    assert (len(findings.missing), len(findings.additional)) == (missing, additional)
    assert not comparison.is_equal


def test_other_words_are_a_difference_of_their_own(compared: Compare) -> None:
    comparison = compared("update fct_findings set message = 'Ten.' where finding_number = 1")
    (findings,) = comparison.findings
    assert not findings.missing
    assert not findings.additional
    assert "'The row says 10.' -> 'Ten.'" in _told(comparison)
    assert all(table.is_equal for table in comparison.tables), "a text counts as a number that changed"
    assert not comparison.is_equal


@pytest.mark.parametrize(
    ("change", "entry"),
    [
        ("update fct_counts set clients = 21", Entry(Kind.VALUES, "why", "fct_counts", "clients")),
        ("delete from fct_counts where clients = 10", Entry(Kind.ROWS, "why", "fct_counts", where="clients = 10")),
        ("drop table mart_names", Entry(Kind.TABLE_REMOVED, "why", "mart_names")),
        ("create table dim_new as select 1 as one", Entry(Kind.TABLE_ADDED, "why", "dim_new")),
        (
            "alter table mart_names rename to mart_places",
            Entry(Kind.TABLE_RENAMED, "why", "mart_names", to="mart_places"),
        ),
        ("alter table mart_names drop place", Entry(Kind.COLUMN_REMOVED, "why", "mart_names", "place")),
        ("alter table mart_names add size bigint", Entry(Kind.COLUMN_ADDED, "why", "mart_names", "size")),
        (
            "alter table mart_names rename place to region",
            Entry(Kind.COLUMN_RENAMED, "why", "mart_names", "place", "region"),
        ),
        (
            "alter table fct_counts alter clients type integer",
            Entry(Kind.TYPE_CHANGED, "why", "fct_counts", "clients"),
        ),
        ("delete from fct_findings where finding_number = 2", Entry(Kind.FINDING, "why", code="total_missing")),
        (
            "update fct_findings set message = 'x' where row_number = 3",
            Entry(Kind.MESSAGE, "why", code="row_sum_mismatch"),
        ),
    ],
    ids=lambda value: value.kind if isinstance(value, Entry) else "",
)
def test_an_accepted_difference_is_none_and_one_that_is_gone_is_stale(
    compared: Compare, change: str, entry: Entry
) -> None:
    comparison = compared(change, entry)
    assert comparison.is_equal, _told(comparison)
    assert f"accepted: {entry} (why)" in _told(comparison)
    assert command.stale_entries(Accepted((entry,)), [comparison], ("sample",)) == []

    without_change = compared("", entry)
    stale = command.stale_entries(Accepted((entry,)), [without_change], ("sample",))
    assert stale == [entry], "an acceptance that nobody needs would hide the next difference"
    assert str(entry) in "\n".join(stale_lines(stale))


def test_an_acceptance_hides_only_what_it_names(compared: Compare) -> None:
    renamed = Entry(Kind.TABLE_RENAMED, "why", "mart_names", to="mart_places")
    change = "update mart_names set place = 'Urk' where name = 'Urk'; alter table mart_names rename to mart_places;"
    assert "name='Urk': place 'Flevoland' -> 'Urk'" in _told(compared(change, renamed))
    clients = Entry(Kind.VALUES, "why", "fct_counts", "clients")
    change = "update fct_counts set clients = 21, publication_id = 'p3' where count_key = 'b'"
    assert "count_key='b': publication_id 'p1' -> 'p3'" in _told(compared(change, clients))


def test_an_entry_for_another_input_is_neither_used_nor_stale(compared: Compare) -> None:
    entry = Entry(Kind.VALUES, "why", "fct_counts", "clients", inputs=("corpus",))
    assert Accepted((entry,)).in_input("sample").entries == ()
    assert command.stale_entries(Accepted((entry,)), [compared()], ("sample",)) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[values]]\ntable = "t"\ncolumn = "c"\n', "lacks reason"),
        ('[[values]]\ntable = "t"\nreason = "r"\n', "lacks column"),
        ('[[values]]\ntable = "t"\ncolumn = "c"\nreason = " "\n', "lacks reason"),
        ('[[colum_removed]]\ntable = "t"\n', "is not a kind of difference"),
        ('[[finding]]\ncode = "c"\nreason = "r"\ntabel = "t"\n', "tabel means nothing"),
        ('[finding]\ncode = "c"\n', "two brackets"),
        ("[[", "accept.toml"),
    ],
)
def test_a_wrong_accept_file_is_refused(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "accept.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AcceptError, match=told):
        read_accepted(path)


def test_an_accept_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "accept.toml"
    path.write_text(
        '[[column_renamed]]\ntable = "t"\ncolumn = "a"\nto = "b"\nreason = "clearer"\ninputs = ["sample"]\n',
        encoding="utf-8",
    )
    assert read_accepted(path).entries == (Entry(Kind.COLUMN_RENAMED, "clearer", "t", "a", "b", inputs=("sample",)),)


def test_a_condition_that_is_no_sql_is_a_wrong_call(compared: Compare) -> None:
    with pytest.raises(AcceptError, match="fct_counts"):
        compared("", Entry(Kind.ROWS, "why", "fct_counts", where="no_such_column = 1"))


def test_two_files_without_tables_prove_nothing(tmp_path: Path) -> None:
    for name in ("old", "new"):
        duckdb.connect(str(tmp_path / f"{name}.duckdb")).close()
    comparison = compare(tmp_path / "old.duckdb", tmp_path / "new.duckdb", Accepted())
    assert not comparison.is_equal
    assert "No table is in both." in comparison.problems


def test_a_red_build_is_a_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Checkout, "build", lambda *_: Built(None, "build ended with exit code 1", {}, 0.0))
    asked = argparse.Namespace(inputs=["sample"], corpus_size=1, seed=1, examples=5)
    assert command._compare_all(asked, tmp_path, this_checkout(), Accepted()) == command.DIFFERENT
    assert "ended with exit code 1" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["--old", "no-such-commit"], ["--old", "HEAD", "--accept", "no-such-file"]])
def test_a_wrong_call_ends_with_2(monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    # No git where this runs: both are found wrong before anything is checked out.
    monkeypatch.setattr("sys.argv", ["equal_builds", *arguments])
    monkeypatch.setenv("PATH", "")
    assert command.main() == command.USAGE


def test_this_checkout_builds_what_it_has_built(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    sample = built_once(tmp_path_factory)
    home = tmp_path / "home"
    shutil.copytree(sample.home, home, symlinks=True)
    # The same documents and code: it says that nothing is new, which takes no time and goes through the whole of it.
    built = this_checkout().build(home, sample.documents)
    assert built.published is not None, built.said
    assert built.documents == {"skipped": len(sample.said["documents"])}
    comparison = compare(sample.home / "warehouse" / "klantprofielen.duckdb", built.published, Accepted())
    assert comparison.is_equal, _told(comparison)
    names = {table.table for table in comparison.tables}
    assert {"dim_publications", "fct_cells", "fct_findings", "mart_regional_coverage"} <= names
    assert [each.table for each in comparison.findings] == ["fct_findings", "mart_findings"]

    changed = tmp_path / "changed.duckdb"
    shutil.copyfile(built.published, changed)
    with duckdb.connect(str(changed)) as connection:
        connection.execute("update mart_regional_coverage set clients_in_sonar = 1 where quarter_label = '2020Q2'")
    assert "clients_in_sonar 3976 -> 1" in _told(compare(built.published, changed, Accepted()))


def _checkout(folder: Path, command_line: str, *, is_package: bool) -> Checkout:
    package = folder / "extract" / "klantprofielen"
    package.mkdir(parents=True)
    (package / "cli.py").write_text(command_line, encoding="utf-8")
    if is_package:
        (package / "__init__.py").touch()
    return Checkout(folder, this_checkout().python)


def test_a_checkout_is_built_by_its_own_code(tmp_path: Path) -> None:
    # Without a file of its own DuckDB takes a process for an interactive one, and draws bars among its output.
    line = """
import __main__, json
def app():
    outcome = "read" if hasattr(__main__, "__file__") else "seen as interactive"
    print(json.dumps({"documents": [{"outcome": outcome}]}))
"""
    built = _checkout(tmp_path / "own", line, is_package=True).build(tmp_path / "home", tmp_path)
    assert built.published is not None, built.said
    assert built.documents == {"read": 2}


def test_a_checkout_is_not_built_by_the_code_of_another(tmp_path: Path) -> None:
    # The package that is installed comes before a folder that is no package: the old commit would equal the new one.
    built = _checkout(tmp_path / "own", "", is_package=False).build(tmp_path / "home", tmp_path)
    assert built.published is None
    assert "is not of the checkout" in built.said
