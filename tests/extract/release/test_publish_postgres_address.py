"""A database's address: no message shows its password, and the password need not stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from bi.server import server
from called import invoked, said
from klantprofielen.cli.shared.exits import Exit
from klantprofielen.home import Home

ADDRESSES = {
    "no such host": ("postgresql://u:geh3im@no-such.invalid/db", Exit.STORAGE),
    "no such host, by options": ("host=no-such.invalid user=u password=geh3im", Exit.STORAGE),
    "no server": ("postgresql://u:geh3im@127.0.0.1:1/db", Exit.STORAGE),
    "an @ in the password": ("postgresql://u:ge@h3im@no-such.invalid/db", None),
    "a / in the password": ("postgresql://u:ge/h3im@no-such.invalid/db", None),
    "a : in the password": ("postgresql://u:ge:h3im@no-such.invalid/db", None),
    "a # in the password": ("postgresql://u:ge#h3im@no-such.invalid/db", None),
    "a ? in the password": ("postgresql://u:ge?h3im=1@no-such.invalid/db", None),
    "a % in the password": ("postgresql://u:geh3im%zz@no-such.invalid/db", Exit.USAGE),
    "no port": ("postgresql://u:geh3im@localhost:geh3im/db", None),
    "an unknown option": ("host=localhost geh3im=1 password=geh3im", Exit.USAGE),
    "half a quote": ("host=localhost password='geh3im", Exit.USAGE),
    "no text": ("postgresql://u:geh3im\udcff@localhost/db", Exit.USAGE),
}


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("by", ["option", "variable"])
def test_no_message_shows_the_password(home: Home, name: str, by: str) -> None:
    address, code = ADDRESSES[name]
    option = ["--postgres", address] if by == "option" else []
    answer = invoked(home.path, "publish", *option, env={"KLANTPROFIELEN_POSTGRES": address})
    assert isinstance(answer.exception, SystemExit), repr(answer.exception)
    assert answer.exit_code in ({code} if code is not None else {Exit.USAGE, Exit.STORAGE}), answer.output
    assert answer.output.strip()
    for secret in ("geh3im", "h3im"):
        assert secret not in answer.output


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """The address of a server that wants a password of its owner."""
    with server() as address:
        admin = address.replace("owner@", "postgres@")
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute("alter role owner password 'geh3im'")
            (rules,) = connection.execute("show hba_file").fetchone() or ("",)
            Path(rules).write_text(
                "host all owner 127.0.0.1/32 scram-sha-256\nhost all postgres 127.0.0.1/32 trust\n", encoding="utf-8"
            )
            connection.execute("select pg_reload_conf()")
        yield address


@pytest.mark.parametrize("by", ["variable", "service"])
def test_the_password_need_not_stand_in_the_address(home: Home, postgres: str, tmp_path: Path, by: str) -> None:
    options = psycopg.conninfo.conninfo_to_dict(postgres)
    environment = {"PGPASSWORD": "geh3im"}
    address = postgres
    if by == "service":
        given = "\n".join(f"{name}={value}" for name, value in options.items())
        (tmp_path / "services").write_text(f"[warehouse]\n{given}\npassword=geh3im\n")
        environment = {"PGSERVICEFILE": str(tmp_path / "services")}
        address = "service=warehouse"
    said(home.path, "publish", "--postgres", address, "--schema", f"by_{by}", env=environment)
    with psycopg.connect(postgres, password="geh3im") as connection:
        assert connection.execute(f"select count(*) from by_{by}.mart_publications".encode()).fetchone() == (1,)


def test_a_wrong_password_is_told_without_it(home: Home, postgres: str) -> None:
    address = postgres.replace("owner@", "owner:geh3imer@")
    told = said(home.path, "publish", "--postgres", address, code=Exit.STORAGE)
    assert "password authentication failed" in told
    assert "geh3im" not in told
