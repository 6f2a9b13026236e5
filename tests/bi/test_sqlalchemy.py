"""SQLAlchemy 2: what docs/connect/sqlalchemy.md says, each door shut, and why it says NullPool."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine, MetaData, NullPool, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import NullType

from bi.pages import promised, run_python
from klantprofielen.home import Home
from klantprofielen.release.publish import make_current

LOCKED_DOWN: dict[str, Any] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "memory_limit": "1GB",
    "threads": 2,
    "temp_directory": "",
    "lock_configuration": True,
}


def engine_on(home: Home, **options: Any) -> Engine:  # noqa: ANN401 - SQLAlchemy's own options
    return create_engine(
        f"duckdb:///{home.published}",
        connect_args={"read_only": True, "config": LOCKED_DOWN},
        **options,
    )


@pytest.fixture
def engine(sample: Home) -> Engine:
    return engine_on(sample, poolclass=NullPool)


def resources(home: Home) -> dict[str, dict[str, Any]]:
    package = json.loads((home.current / "datapackage.json").read_text(encoding="utf-8"))
    return {resource["name"]: resource for resource in package["resources"]}


def test_the_page_prints_what_it_says(sample: Home) -> None:
    assert run_python("sqlalchemy.md", sample.path) == promised("sqlalchemy.md")


def test_every_table_is_reflected_with_its_columns_and_types(engine: Engine, sample: Home) -> None:
    metadata = MetaData()
    metadata.reflect(engine)
    described = {
        name: [field["name"] for field in resource["schema"]["fields"]] for name, resource in resources(sample).items()
    }
    found = {name: [column.name for column in table.columns] for name, table in metadata.tables.items()}
    assert {name: sorted(found[name]) for name in described} == {
        name: sorted(columns) for name, columns in described.items()
    }
    untyped = [
        column for table in metadata.tables.values() for column in table.columns if isinstance(column.type, NullType)
    ]
    assert not untyped


def test_descriptions_come_with_reflection(engine: Engine, sample: Home) -> None:
    looking = inspect(engine)
    for name, resource in resources(sample).items():
        comment = looking.get_table_comment(name)["text"]
        assert one_line(comment or "") == resource["description"]
        comments = {column["name"]: one_line(column["comment"] or "") for column in looking.get_columns(name)}
        assert comments == {field["name"]: field["description"] for field in resource["schema"]["fields"]}


def one_line(comment: str) -> str:
    return " ".join(comment.split())


def test_pandas_reads_the_numbers_of_the_publication(engine: Engine) -> None:
    frame = pd.read_sql(
        "select * from mart_municipality_coverage where labour_market_region_name = 'Flevoland'", engine
    )
    assert frame.clients_in_sonar.sum() == 3976
    assert str(frame.clients_in_sonar.dtype) == "int64"
    assert frame.set_index("municipality_name").uwv_clients_with_profile["Almere"] == 1060


@pytest.mark.parametrize(
    "sql",
    [
        "copy (select 1) to '{other}'",
        "select * from read_csv('{there}')",
        "select * from '{there}'",
        "attach '{other}' as other",
        "select * from glob('{folder}/*')",
        "export database '{other}'",
        "install httpfs",
        "load httpfs",
        "set memory_limit = '8GB'",
        "create table mine (a integer)",
        "delete from mart_regional_coverage",
    ],
)
def test_a_query_can_only_read_the_warehouse(engine: Engine, sql: str, tmp_path: Path) -> None:
    (tmp_path / "there.csv").write_text("a\n1\n")
    statement = sql.format(other=tmp_path / "other", there=tmp_path / "there.csv", folder=tmp_path)
    with engine.connect() as connection, pytest.raises(DBAPIError):
        connection.execute(text(statement)).all()
    assert [path.name for path in tmp_path.iterdir()] == ["there.csv"]


def regions(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("select count(*) from mart_regional_coverage")).scalar_one())


def test_without_a_pool_every_query_sees_the_published_release(two_releases: tuple[Home, str, str]) -> None:
    home, _, second = two_releases
    engine = engine_on(home, poolclass=NullPool)
    assert regions(engine) == 2
    with engine.connect() as open_all_the_while:
        count = text("select count(*) from mart_regional_coverage")
        assert open_all_the_while.execute(count).scalar_one() == 2
        make_current(home, second)
        assert open_all_the_while.execute(count).scalar_one() == 2, "a reader keeps its release"
        assert regions(engine) == 1, "also while the process still holds the old one"


def test_the_default_pool_keeps_the_old_release(two_releases: tuple[Home, str, str]) -> None:
    """The trap that the page warns of: if this fails, the warning can go."""
    home, _, second = two_releases
    engine = engine_on(home)
    assert regions(engine) == 2
    make_current(home, second)
    assert regions(engine) == 2
    engine.dispose()
    assert regions(engine) == 1
