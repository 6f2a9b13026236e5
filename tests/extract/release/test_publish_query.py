"""Asking questions: every door but the query's own is shut, errors say where, and answers come in every form."""

from __future__ import annotations

import errno
import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import klantprofielen
from called import said
from klantprofielen import connect
from klantprofielen.cli.shared.exits import Exit
from klantprofielen.client.errors import ReleaseError
from klantprofielen.home import Home
from klantprofielen.query.ask import QueryError, explain
from klantprofielen.query.locked_down import NotPublishedError
from klantprofielen.read.sandbox import Rules
from klantprofielen.release.release import current_id


@pytest.fixture
def connection(home: Home, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    (tmp_path / "secret.csv").write_text("secret\n1\n")
    with connect(home.path) as opened:
        yield opened


SHUT = {
    "writing a table to a file": "copy fct_cells to '{}/out.csv'",
    "writing a query to standard output": "copy (select 1) to '/dev/stdout'",
    "exporting the database": "export database '{}/out'",
    "importing a database": "import database '{}'",
    "reading CSV": "select * from read_csv('{}/secret.csv')",
    "reading a file by its name": "select * from '{}/secret.csv'",
    "reading text": "select * from read_text('{}/secret.csv')",
    "reading bytes": "select * from read_blob('{}/secret.csv')",
    "reading JSON": "select * from read_json('{}/secret.csv')",
    "reading Parquet": "select * from read_parquet('{}/secret.csv')",
    "another DuckDB file by function": "select * from read_duckdb('{}/other.duckdb')",
    "listing files": "select * from glob('{}/*')",
    "attaching a file": "attach '{}/other.duckdb' as other",
    "attaching from the network": "attach 'https://example.invalid/other.duckdb' as other",
    "installing an extension": "install httpfs",
    "loading an extension": "load httpfs",
    "loading a file as an extension": "load '{}/x.duckdb_extension'",
    "setting the memory limit": "set memory_limit = '90GB'",
    "setting threads": "set threads = 64",
    "setting external access": "set enable_external_access = true",
    "unlocking the settings": "set lock_configuration = false",
    "resetting a setting": "reset memory_limit",
    "a temporary folder": "set temp_directory = '{}'",
    "profiling to a file": "pragma profiling_output = '{}/profile.json'",
    "logging by setting": "set logging_storage = 'file'",
    "a secret": "create secret s (type s3)",
    "the environment": "select getenv('HOME')",
    "Python's variables": "select * from secret_of_python",
    "creating a table": "create table mine as select 1 as a",
    "deleting rows": "delete from fct_cells",
    "changing a table": "alter table fct_cells add column mine integer",
}


@pytest.mark.parametrize("door", SHUT)
def test_a_door_is_shut(connection: duckdb.DuckDBPyConnection, tmp_path: Path, door: str) -> None:
    with duckdb.connect(str(tmp_path / "other.duckdb")) as other:
        other.execute("create table t as select 1 as a")
    secret_of_python = pa.table({"a": [1]})
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(duckdb.Error) as refused:
        connection.execute(SHUT[door].format(tmp_path)).fetchall()
    assert not isinstance(refused.value, duckdb.ParserException), "the statement itself must be right"
    assert sorted(tmp_path.rglob("*")) == before
    assert secret_of_python


OPEN_WHEN_ONLY_READ_ONLY = (
    "writing a table to a file", "exporting the database", "reading CSV", "reading a file by its name", "reading text",
    "reading bytes", "listing files", "attaching a file", "another DuckDB file by function", "setting the memory limit",
    "setting threads", "a temporary folder", "Python's variables",
)  # fmt: skip


@pytest.mark.parametrize("door", OPEN_WHEN_ONLY_READ_ONLY)
def test_read_only_alone_leaves_the_door_open(home: Home, tmp_path: Path, door: str) -> None:
    """What is refused above is refused by the lock, not because it could never work."""
    (tmp_path / "secret.csv").write_text("secret\n1\n")
    with duckdb.connect(str(tmp_path / "other.duckdb")) as other:
        other.execute("create table t as select 1 as a")
    secret_of_python = pa.table({"a": [1]})
    with duckdb.connect(str(home.published.resolve()), read_only=True) as connection:
        connection.execute(SHUT[door].format(tmp_path))
    assert secret_of_python


REACHING = {
    "a data frame at an address": "from pandas_scan(null)",
    "the same, written otherwise": 'select * from SYSTEM.main."PANDAS_SCAN"(null)',
    "deep inside": "select 1 where 1 in (with a as (select (select 1 from pandas_scan(null)) as n) select n from a)",
    "an Arrow stream at an address": "from arrow_scan(1::ubigint::pointer, 2::ubigint::pointer, 3::ubigint::pointer)",
    "a function at an address": "from python_map_function(null)",
    "SQL in a text": "from query('from pandas_scan(null)')",
    "SQL in JSON": "from json_execute_serialized_sql(json_serialize_sql('from pandas_scan(null)'))",
    "SQL in JSON, by pragma": "pragma json_execute_serialized_sql('{}')",
    "binding SQL in a text": "select json_serialize_plan('from pandas_scan(null)')",
    "explaining it": "explain analyze from pandas_scan(null)",
    "a second statement": "select 1; from pandas_scan(null)",
    "logging to standard output": "call enable_logging(storage = 'stdout')",
    "logging to a file": "call enable_logging(storage = 'file', storage_path = '/tmp/log')",
    "writing to the log": "select write_log('a')",
    "preparing it": "prepare p as from pandas_scan(null)",
    "a temporary macro": "create temp macro m() as table from pandas_scan(null)",
    "a temporary table of it": "create temp table t as from pandas_scan(null)",
}


@pytest.mark.parametrize("door", REACHING)
def test_no_function_reaches_into_the_process(connection: duckdb.DuckDBPyConnection, home: Home, door: str) -> None:
    """Bare DuckDB ends here with SIGSEGV, or calls an address that the SQL names."""
    with pytest.raises(duckdb.PermissionException):
        connection.execute(REACHING[door])
    with pytest.raises(duckdb.PermissionException):
        connection.sql(REACHING[door])
    assert connection.execute("select 42").fetchone() == (42,)
    assert "Permission Error" in ask(home, REACHING[door], code=Exit.USAGE)


def test_what_analysts_ask_is_answered(connection: duckdb.DuckDBPyConnection, home: Home) -> None:
    for sql in (
        "with a as (select * from range(3)) select count(*) from a", "values (1)", "from mart_publications",
        "show tables",
        "describe mart_publications", "summarize mart_publications", "select unnest([1, 2])", "from duckdb_tables()",
        "explain select 1", "from json_each('[1]')", "select [x + 1 for x in [1, 2]]",
        "pivot mart_publications on status in ('accepted') using count(*)", "from histogram(mart_publications, status)",
    ):  # fmt: skip
        assert connection.execute(sql).fetchall(), sql
        assert ask(home, sql), sql
    connection.execute("create temp table mine as select status from mart_publications")
    assert connection.sql("from mine").fetchall() == [("accepted",)]
    assert connection.cursor().execute("select count(*) from mart_publications").fetchone() == (1,)


def peak_kilobytes() -> int:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def test_memory_of_a_query_is_bounded_as_a_whole(home: Home) -> None:
    """One value is outside what DuckDB counts: this list takes 18 GB where nothing else binds it."""
    # Tests before this one in the same process may have had larger children.
    before = peak_kilobytes()
    for sql in ("select range(200000000)", "select repeat('a', 900000000) || repeat('b', 900000000)"):
        told = ask(home, "--memory-limit", "300MB", "--format", "csv", sql, code=Exit.USAGE)
        assert "more than the 300MB of memory" in told
    assert peak_kilobytes() <= max(before, 900_000)


def test_the_clock_ends_a_query_that_does_not_listen(home: Home) -> None:
    """One call of a function is not interrupted by DuckDB: this one takes minutes."""
    deaf = "select levenshtein(repeat('a', 300000), repeat('b', 300000))"
    started = time.monotonic()
    assert "longer than 1 s" in ask(home, "--max-seconds", "1", deaf, code=Exit.USAGE)
    assert time.monotonic() - started < 20


def test_the_process_of_a_query_is_shut_in_by_the_kernel(home: Home, tmp_path: Path) -> None:
    """Should SQL ever run code of its own: it reads the release, writes nothing, and reaches nobody."""
    (tmp_path / "secret").write_text("secret")
    rules = Rules()
    if rules.missing:
        pytest.skip(f"this kernel has no {' and no '.join(rules.missing)}")
    program = (
        "import ctypes, os, sys\nfrom klantprofielen.query import answer_process, process_messages\n"
        "asked = process_messages.Question(sys.argv[1], '', '1GB', 10**9, 2, True, False)\n"
        "libc = ctypes.CDLL(None, use_errno=True)\nanswer_process._bound(asked)\n"
        "calls = {'release': lambda: libc.open(sys.argv[1].encode(), os.O_RDONLY),\n"
        "  'secret': lambda: libc.open(sys.argv[2].encode(), os.O_RDONLY),\n"
        "  'written': lambda: libc.open(b'/tmp/written', os.O_WRONLY | os.O_CREAT),\n"
        "  'socket': lambda: libc.socket(2, 1, 0), 'fork': lambda: libc.fork()}\n"
        "print([name for name, call in calls.items() if call() >= 0])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(home.published.resolve()), str(tmp_path / "secret")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.strip() == "['release']", done.stderr


def test_a_server_asks_what_others_wrote(home: Home) -> None:
    found = klantprofielen.ask("select status, 1::hugeint as n from mart_publications", home.path)
    assert found.to_pylist() == [{"status": "accepted", "n": 1}]
    with pytest.raises(QueryError, match="Permission Error"):
        klantprofielen.ask("from pandas_scan(null)", home.path)
    with pytest.raises(QueryError, match="no amount of memory"):
        klantprofielen.ask("select 1", home.path, memory_limit="much")


@pytest.mark.parametrize(("crashes", "answers"), [(1, True), (2, False)])
def test_a_process_that_crashes_once_is_started_again(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, crashes: int, answers: bool
) -> None:
    """Seen once in some thousands of queries: SIGSEGV of a library's thread, before a word of the answer."""
    starts = tmp_path / "starts"
    starts.mkdir()
    crash = (
        f"import os, signal, pathlib, runpy\nstarts = pathlib.Path({str(starts)!r})\nn = len(list(starts.iterdir()))\n"
        f"(starts / str(n)).touch()\nif n < {crashes}: os.kill(os.getpid(), signal.SIGSEGV)\n"
        "runpy.run_module('klantprofielen.query.answer_process', run_name='__main__')"
    )
    monkeypatch.setattr("klantprofielen.query.ask._PROGRAM", (sys.executable, "-c", crash))
    if answers:
        assert klantprofielen.ask("select 1 as n", home.path).to_pylist() == [{"n": 1}]
        return
    with pytest.raises(QueryError, match="SIGSEGV"):
        klantprofielen.ask("select 1 as n", home.path)


def test_memory_is_bounded_and_nothing_spills(home: Home) -> None:
    with connect(home.path, memory_limit="50MB", threads=1) as connection:
        with pytest.raises(duckdb.OutOfMemoryException):
            connection.execute("select list(a) from (select a, random() as r from range(100000000) as t(a) order by r)")
        assert connection.execute("select current_setting('threads')").fetchone() == (1,)
    assert not list(home.current.resolve().glob("*tmp*"))


def test_connect_follows_the_published_release(
    home: Home, publish_next: Callable[[int], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KLANTPROFIELEN_HOME", str(home.path))
    with connect() as old:
        publish_next(1)
        with connect() as new:
            count = "select count(*) from mart_publications"
            assert (old.execute(count).fetchone(), new.execute(count).fetchone()) == ((1,), (2,))


def test_an_empty_variable_names_no_home(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`connect` and `ask` looked in the current folder then, the commands and `open_release` in the default home."""
    monkeypatch.setenv("KLANTPROFIELEN_HOME", "")
    monkeypatch.setattr("klantprofielen.home.default_home", lambda: home.path)
    monkeypatch.chdir(tmp_path)
    question = "select count(*) from mart_publications"
    with connect() as connection:
        assert connection.execute(question).fetchall() == [(1,)]
    assert klantprofielen.ask(question).num_rows == 1
    with klantprofielen.open_release() as release:
        assert release.release_id == current_id(home)


@pytest.mark.parametrize("columns", [[], ["status", "status"]])
def test_columns_are_refused_alike_wherever_a_release_lies(home: Home, columns: list[str]) -> None:
    """No columns were a parser's error here and an empty table there; one named twice came once or twice."""
    for place in (home.current, home.published):
        with (
            klantprofielen.open_release(place) as release,
            pytest.raises(ReleaseError, match="mart_publications: name at"),
        ):
            release.table("mart_publications").to_arrow(columns)


def test_a_release_that_the_system_does_not_give_is_told(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """A notebook that heeds ReleaseError, as it is documented, ended in an OSError."""

    def refuse(path: Path) -> str:
        raise OSError(errno.EIO, "Input/output error", str(path))

    monkeypatch.setattr("klantprofielen.client.locations.hash_file", refuse)
    for place, told in ((home.published, "The disk reports a fault"), (home.path / ("x" * 300), "Use a shorter name")):
        with pytest.raises(ReleaseError, match=told):
            klantprofielen.open_release(place)


def test_without_a_release_connect_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotPublishedError, match=re.escape(f"klantprofielen --home {tmp_path} build")):
        connect(tmp_path)


def ask(home: Home, *arguments: str, code: int = Exit.DONE, stdin: str | bytes | None = None) -> str:
    return said(home.path, "query", *arguments, code=code, input=stdin)


QUERY = (
    "select status, count(*) as n, 0.5::decimal(2, 1) as half, null as nothing, date '2020-04-01' as d "
    "from mart_publications group by all"
)


def test_every_format_holds_the_same_answer(home: Home, tmp_path: Path) -> None:
    assert "accepted" in ask(home, QUERY)
    assert ask(home, "--format", "csv", QUERY) == "status,n,half,nothing,d\naccepted,1,0.5,,2020-04-01\n"
    expected = {"status": "accepted", "n": 1, "half": 0.5, "nothing": None, "d": "2020-04-01"}
    assert json.loads(ask(home, "--format", "json", QUERY)) == [expected]
    path = tmp_path / "answer.parquet"
    ask(home, "--format", "parquet", "--output", str(path), QUERY)
    assert pq.read_table(path).column("status").to_pylist() == ["accepted"]
    assert ask(home, "--format", "csv", "-", stdin="select 1 as a") == "a\n1\n"
    assert json.loads(ask(home, "--format", "json", "select 1 as a where false")) == []


def test_a_long_answer_is_cut_and_says_so(home: Home) -> None:
    told = ask(home, "--limit", "3", "select range as a from range(1000)")
    assert "the first 3 rows" in told
    assert "999" not in told


@pytest.mark.parametrize("asked", [True, False])
def test_a_terminal_gets_a_pager_when_asked(home: Home, tmp_path: Path, asked: bool) -> None:
    """In a real terminal, with a pager that leaves a mark."""
    pager = tmp_path / "pager"
    pager.write_text(f"#!/bin/sh\ncat > {tmp_path}/paged\n")
    pager.chmod(0o755)
    program = "from klantprofielen.cli.app import app; app()"
    option = "--pager" if asked else ""
    command = f"{sys.executable} -c '{program}' --home {home.path} query 'select range from range(200)' {option}"
    subprocess.run(
        ["script", "--quiet", "--return", "--command", command, "/dev/null"],
        env={**os.environ, "PAGER": str(pager), "MANPAGER": str(pager), "TERM": "xterm", "LINES": "24"},
        check=True,
        capture_output=True,
    )
    paged = tmp_path / "paged"
    assert paged.exists() == asked
    assert not asked or "199" in paged.read_text()


def test_what_a_document_printed_can_do_nothing_to_a_terminal(home: Home) -> None:
    told = ask(home, "select 'a' || chr(27) || '[31m' || chr(7) || ' [bold]b' as printed")
    assert "\x1b" not in told
    assert "\x07" not in told
    assert "[bold]b" in told


@pytest.mark.parametrize(
    ("sql", "place"),
    [
        ("select nope from fct_cells", "line 1, column 8: Binder Error"),
        ("select\n  'é', nope\nfrom fct_cells", "line 2, column 8: Binder Error"),
        ("selec 1", "line 1, column 1: Parser Error"),
        ("select * from nowhere", "line 1, column 15: Catalog Error"),
        ("copy fct_cells to 'x'", "Permission Error"),
        ("select 1; select 2", "One statement is expected, and 2 were given."),
        ("", "One statement is expected, and 0 were given."),
    ],
)
def test_an_error_says_where(home: Home, sql: str, place: str) -> None:
    assert place in ask(home, sql, code=Exit.USAGE)


def test_the_mark_stands_under_the_place() -> None:
    message = 'Binder Error: {"exception_message":"no é","position":"9"}'
    assert explain(message, "select é, b") == "line 1, column 9: Binder Error: no é\n\n  select é, b\n          ^"
    assert explain("Something else", "select 1") == "Something else"
    broken_off = '{"exception_type":"INTERRUPT","exception_message":"Interrupted!"}'
    assert explain(broken_off, "select 1") == "Interrupt Error: Interrupted!"
    assert explain('Odd: {"x"', "select 1") == 'Odd: {"x"'


def test_a_query_that_takes_too_long_is_stopped(home: Home) -> None:
    endless = "select count(*) from range(10000000) as a, range(10000000) as b where a.range + b.range = -1"
    assert "longer than 0.5 s" in ask(home, "--max-seconds", "0.5", endless, code=Exit.USAGE)


def test_json_keeps_every_column_and_digit(home: Home) -> None:
    sql = (
        "select 1 as n, 2 as n, 3 as n_2, 'nan'::double as a, '-inf'::double as b, "
        "0.12345678901234567890123456789::decimal(38, 29) as d, 170141183460469231731687303715884105727::hugeint as h, "
        "[1.10::decimal(3, 2)] as l, {'k': 'v'} as s, timestamp '2020-04-01 10:00:00' as t, date 'infinity' as e"
    )
    told = ask(home, "--format", "json", sql)
    text, _, note = told.partition("\n]\n")
    assert "n_3" in note
    (row,) = json.loads(text + "]", parse_float=Decimal, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    assert row == {
        "n": 1, "n_3": 2, "n_2": 3, "a": "NaN", "b": "-Infinity", "d": Decimal("0.12345678901234567890123456789"),
        "h": 170141183460469231731687303715884105727, "l": [Decimal("1.10")], "s": {"k": "v"},
        "t": "2020-04-01T10:00:00", "e": "infinity",
    }  # fmt: skip


def test_csv_holds_no_formula(home: Home) -> None:
    sql = "select * from (values ('=1+1'), ('+cmd|x'), ('@a'), ('-2+3'), ('-'), ('-5'), ('+3,1'), ('a=b'), ('\t=1'))"
    assert ask(home, "--format", "csv", sql).splitlines()[1:] == [
        "'=1+1", "'+cmd|x", "'@a", "'-2+3", "-", "-5", "\"+3,1\"", "a=b", "'\t=1",
    ]  # fmt: skip


def test_an_answer_that_fails_leaves_the_file_as_it_was(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "answer.csv"
    path.write_text("before")
    late = "select case when range > 150000 then error('late') else range end as a from range(200000)"
    told = ask(home, "--format", "csv", "--output", str(path), late, code=Exit.USAGE)
    # DuckDB may tell of a thread that it interrupted because of the other's error.
    assert "late" in told or "Interrupted" in told
    assert path.read_text() == "before"
    assert [each.name for each in tmp_path.iterdir() if each.name.endswith(".part")] == []


def test_sql_that_is_no_text_is_named_so(home: Home) -> None:
    assert "no UTF-8 text: byte 0xff at 8" in ask(home, "-", code=Exit.USAGE, stdin=b"select '\xff'")
    assert "no UTF-8 text" in ask(home, os.fsdecode(b"select '\xff'"), code=Exit.USAGE)
