"""Asking questions: every door but the query's own is shut, errors say where, and answers come in every form."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from klantprofielen import connect
from klantprofielen.cli.app import app
from klantprofielen.cli.exits import Exit
from klantprofielen.home import Home
from klantprofielen.query.ask import explain
from klantprofielen.query.locked import NotPublishedError


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


def test_the_one_door_left_open_writes_nothing_but_ends_the_process(home: Home, tmp_path: Path) -> None:
    """`enable_logging` ignores the lock. No file comes of it, yet the process that holds the connection aborts.

    docs/operating.md says what that means for a server that many share. When this fails, DuckDB has mended it: say so
    there.
    """
    program = (
        "import sys\nfrom klantprofielen import connect\nc = connect(sys.argv[1])\n"
        "c.execute(f\"call enable_logging(storage='file', storage_path='{sys.argv[2]}')\")\n"
        "print('accepted', flush=True)\n"
        "try:\n    c.execute('select 42')\nexcept Exception as error:\n    print(type(error).__name__, flush=True)\n"
        "c.close()\n"
    )
    target = tmp_path / "log"
    done = subprocess.run(
        [sys.executable, "-c", program, str(home.path), str(target)], capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["accepted", "PermissionException"]
    assert done.returncode == -6, done.stderr
    assert not target.exists()


def test_memory_is_bounded_and_nothing_spills(home: Home, tmp_path: Path) -> None:
    with connect(home.path, memory_limit="50MB", threads=1) as connection:
        with pytest.raises(duckdb.OutOfMemoryException):
            connection.execute("select list(a) from (select a, random() as r from range(100000000) as t(a) order by r)")
        assert connection.execute("select current_setting('threads')").fetchone() == (1,)
    assert not list(home.current.resolve().glob("*tmp*"))


def test_connect_follows_the_published_release(
    home: Home, publish_next: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(publish_next)
    monkeypatch.setenv("KLANTPROFIELEN_HOME", str(home.path))
    with connect() as old:
        publish_next(1)
        with connect() as new:
            count = "select count(*) from mart_publications"
            assert (old.execute(count).fetchone(), new.execute(count).fetchone()) == ((1,), (2,))


def test_without_a_release_connect_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotPublishedError, match="klantprofielen build"):
        connect(tmp_path)


def ask(home: Home, *arguments: str, code: int = Exit.DONE, stdin: str | None = None) -> str:
    answer = CliRunner().invoke(app, ["--home", str(home.path), "query", *arguments], input=stdin)
    assert answer.exit_code == code, answer.output
    return answer.output


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


def test_a_terminal_gets_a_pager(home: Home, tmp_path: Path) -> None:
    """In a real terminal, with a pager that leaves a mark."""
    pager = tmp_path / "pager"
    pager.write_text(f"#!/bin/sh\ncat > {tmp_path}/paged\n")
    pager.chmod(0o755)
    program = "from klantprofielen.cli.app import app; app()"
    command = f"{sys.executable} -c '{program}' --home {home.path} query 'select range from range(200)'"
    subprocess.run(
        ["script", "--quiet", "--return", "--command", command, "/dev/null"],
        env={**os.environ, "PAGER": str(pager), "MANPAGER": str(pager), "TERM": "xterm", "LINES": "24"},
        check=True,
        capture_output=True,
    )
    assert "199" in (tmp_path / "paged").read_text()


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
    assert explain('Odd: {"x"', "select 1") == 'Odd: {"x"'


def test_a_query_that_takes_too_long_is_stopped(home: Home) -> None:
    endless = "select count(*) from range(10000000) as a, range(10000000) as b where a.range + b.range = -1"
    assert "longer than 0.5 s" in ask(home, "--max-seconds", "0.5", endless, code=Exit.USAGE)
