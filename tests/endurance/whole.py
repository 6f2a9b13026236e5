"""What must hold at every moment, whatever was killed: the published warehouse and the landing file are whole."""

from __future__ import annotations

import duckdb

from endurance.documents import CELLS
from klantprofielen.home import FILE_NAME, Home
from klantprofielen.landing.load import TABLES
from klantprofielen.release.release import check, current_id, read_manifest


def assert_published_is_whole(home: Home, allowed: set[str | None] | None = None) -> str | None:
    """Every byte of the published release is as its manifest says, and all its tables are of one build.

    Gives its id; None when nothing is published.
    """
    published = current_id(home)
    assert allowed is None or published in allowed, f"{published} is published, expected one of {allowed}"
    if published is None:
        assert not home.published.exists()
        return None
    release = read_manifest(home.current.resolve())
    assert release.release_id == published
    check(home, release)
    with duckdb.connect(str(home.published), read_only=True) as connection:
        for table, summary in release.tables.items():
            assert connection.execute(f"select count(*) from {table}").fetchone() == (summary.rows,), table
        mixed = connection.execute(
            "select count(*) from mart_publications as p full join "
            "(select publication_id, count(*) as cells from fct_cells group by all) as c using (publication_id) "
            "where p.publication_id is null or cells is distinct from ?",
            [CELLS],
        ).fetchone()
    assert mixed == (0,), "publications without all their cells"
    assert (home.releases / published / FILE_NAME).samefile(home.published)
    return published


def assert_landing_is_whole(home: Home) -> int:
    """No document is loaded twice or half; gives how many there are."""
    if not home.landing.exists():
        return 0
    with duckdb.connect(str(home.landing), read_only=True) as connection:
        has_tables = connection.execute("select count(*) from duckdb_tables() where schema_name = 'raw'").fetchone()
        if has_tables != (len(TABLES),):
            # Killed while the empty file was made: the next run makes the rest.
            return 0
        twice = connection.execute(
            "select document_sha256 from raw.publications group by all having count(*) > 1"
        ).fetchall()
        half = connection.execute(
            "select p.publication_id, count(c.publication_id) from raw.publications as p "
            "left join raw.cells as c using (publication_id, load_id) group by all "
            "having count(c.publication_id) <> ?",
            [CELLS],
        ).fetchall()
        orphans = connection.execute(
            "select load_id from (select load_id from raw.publications union select load_id from raw.cells) "
            "except select load_id from raw.loads"
        ).fetchall()
        loaded = connection.execute("select count(*) from raw.publications").fetchone()
    assert not twice, f"loaded twice: {twice}"
    assert not half, f"loaded half: {half}"
    assert not orphans, f"rows of no load: {orphans}"
    assert loaded is not None
    return int(loaded[0])
