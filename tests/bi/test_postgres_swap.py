"""A publish while people read: no query fails, none sees half of two releases, and nothing of others is dropped."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import duckdb
import psycopg
import pytest

from klantprofielen.home import FILE_NAME, Home
from klantprofielen.release.files.published_tables import UnknownTypeError
from klantprofielen.release.postgres.publish import publish_to_postgres
from klantprofielen.release.postgres.target import BusyReadersError, ForeignSchemaError, Target, Waiting

SCHEMA = "swapped"
# The release by its own word, and by the rows of two marts that differ between the two.
ONE_QUERY = f"""
    select (select release_id from {SCHEMA}.published_release),
        (select count(*) from {SCHEMA}.mart_regional_coverage),
        (select count(*) from {SCHEMA}.mart_national_coverage)
"""
WHOLE = {("first", 2, 2), ("second", 1, 1)}


class Publisher:
    """Publishes either of two releases into a schema of its own."""

    def __init__(self, home: Home, address: str) -> None:
        self.home = home
        self.address = address
        self.told: list[str] = []

    def publish(self, name: str, *, wait: float = 60.0) -> None:
        waiting = Waiting(wait, self.told.append)
        publish_to_postgres(self.home.releases / name, Target(self.address, SCHEMA), waiting)


@pytest.fixture
def publisher(two_releases: tuple[Home, str, str], postgres: str) -> Iterator[Publisher]:
    made = Publisher(two_releases[0], postgres)
    made.publish("first")
    yield made
    with psycopg.connect(postgres) as connection:
        connection.execute(f"drop schema {SCHEMA} cascade")


def seen(connection: psycopg.Connection) -> tuple[object, ...] | None:
    return connection.execute(ONE_QUERY).fetchone()


class Reader(threading.Thread):
    """Asks in a loop: in one query, in three queries of one transaction, and on a snapshot taken earlier."""

    def __init__(self, address: str, stop: threading.Event) -> None:
        super().__init__()
        self.address = address
        self.stop = stop
        self.answers: list[tuple[object, ...] | None] = []
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            with psycopg.connect(self.address, autocommit=True) as connection:
                while not self.stop.is_set():
                    self.answers.append(seen(connection))
                    self.answers.append(self._in_one_transaction(connection, "read committed"))
                    self.answers.append(self._in_one_transaction(connection, "repeatable read"))
                    self.stop.wait(0.005)
        except psycopg.Error as error:
            self.error = error

    @staticmethod
    def _in_one_transaction(connection: psycopg.Connection, level: str) -> tuple[object, ...]:
        with connection.transaction():
            connection.execute(f"set transaction isolation level {level}")
            connection.execute("select 1")
            release = connection.execute(f"select release_id from {SCHEMA}.published_release").fetchone()
            regions = connection.execute(f"select count(*) from {SCHEMA}.mart_regional_coverage").fetchone()
            quarters = connection.execute(f"select count(*) from {SCHEMA}.mart_national_coverage").fetchone()
        return tuple(row[0] if row else None for row in (release, regions, quarters))


def test_readers_neither_fail_nor_mix(publisher: Publisher) -> None:
    stop = threading.Event()
    readers = [Reader(publisher.address, stop) for _ in range(4)]
    for reader in readers:
        reader.start()
    for name in ("second", "first", "second", "first"):
        publisher.publish(name)
    stop.set()
    for reader in readers:
        reader.join(timeout=30)
    assert [reader.error for reader in readers] == [None] * len(readers)
    answers = [answer for reader in readers for answer in reader.answers]
    assert set(answers) == WHOLE, "both releases are seen, each whole"
    assert all(len(reader.answers) > 20 for reader in readers)


def test_a_snapshot_from_before_finds_the_new_tables_filled(publisher: Publisher) -> None:
    with psycopg.connect(publisher.address) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.execute("select count(*) from pg_class")
        publisher.publish("second")
        assert seen(connection) in WHOLE


def test_a_reader_in_the_middle_is_waited_for(publisher: Publisher) -> None:
    with psycopg.connect(publisher.address, application_name="a long report") as reader:
        reader.execute(f"select * from {SCHEMA}.mart_regional_coverage").fetchall()
        with pytest.raises(BusyReadersError, match="a long report"):
            publisher.publish("second", wait=1.0)
        assert publisher.told, "who is waited for is told"
        assert seen(reader) == ("first", 2, 2), "its transaction goes on"
    publisher.publish("second")
    with psycopg.connect(publisher.address) as connection:
        assert seen(connection) == ("second", 1, 1)


def test_a_view_of_others_stops_the_publish_and_is_named(publisher: Publisher) -> None:
    with psycopg.connect(publisher.address, autocommit=True) as connection:
        connection.execute(f"create view public.their_view as select * from {SCHEMA}.mart_publications")
        try:
            with pytest.raises(ForeignSchemaError, match="their_view"):
                publisher.publish("second")
            assert seen(connection) == ("first", 2, 2)
        finally:
            connection.execute("drop view public.their_view")


def test_a_table_of_others_in_the_schema_is_not_dropped(publisher: Publisher) -> None:
    with psycopg.connect(publisher.address, autocommit=True) as connection:
        connection.execute(f"create table {SCHEMA}.their_table as select 1 as a")
        with pytest.raises(ForeignSchemaError, match="their_table"):
            publisher.publish("second")
        assert connection.execute(f"select a from {SCHEMA}.their_table").fetchone() == (1,)
        assert seen(connection) == ("first", 2, 2)


def test_a_schema_of_others_is_left_alone(publisher: Publisher) -> None:
    with psycopg.connect(publisher.address, autocommit=True) as connection:
        connection.execute("create schema theirs")
        try:
            with pytest.raises(ForeignSchemaError, match="was not made by this program"):
                publish_to_postgres(
                    publisher.home.releases / "first",
                    Target(publisher.address, "theirs"),
                    Waiting(1.0, publisher.told.append),
                )
        finally:
            connection.execute("drop schema theirs")


def test_two_publishers_take_turns(publisher: Publisher) -> None:
    others = [threading.Thread(target=publisher.publish, args=(name,)) for name in ("second", "first", "second")]
    for other in others:
        other.start()
    for other in others:
        other.join(timeout=60)
    with psycopg.connect(publisher.address) as connection:
        assert seen(connection) in WHOLE
        schemas = connection.execute("select count(*) from pg_namespace where nspname like 'swapped%'").fetchone()
        assert schemas == (1,)


def test_a_character_that_postgresql_cannot_hold_is_marked(publisher: Publisher) -> None:
    with duckdb.connect(str(publisher.home.releases / "second" / FILE_NAME)) as release:
        release.execute("update mart_publications set error_message = 'a' || chr(0) || 'b'")
    publisher.publish("second")
    with psycopg.connect(publisher.address) as connection:
        rows = connection.execute(f"select distinct error_message from {SCHEMA}.mart_publications").fetchall()
    assert rows == [("a\ufffdb",)]


def test_a_type_that_is_not_known_stops_the_publish(publisher: Publisher) -> None:
    with duckdb.connect(str(publisher.home.releases / "second" / FILE_NAME)) as release:
        release.execute("alter table mart_layouts alter publication_count type hugeint")
    with pytest.raises(UnknownTypeError, match=r"mart_layouts\.publication_count is a HUGEINT"):
        publisher.publish("second")
    with psycopg.connect(publisher.address) as connection:
        assert seen(connection) == ("first", 2, 2)
