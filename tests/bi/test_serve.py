"""`klantprofielen serve`: what real clients get over HTTP, and what nobody gets."""

from __future__ import annotations

import hashlib
import shutil
import signal
import socket
import subprocess
import threading
from pathlib import Path
from urllib.parse import quote

import duckdb
import httpx
import polars as pl
import pytest

from bi.pages import blocks, promised, run_python
from bi.serving import client, serving, started, with_sums
from called import invoked
from klantprofielen.home import FILE_NAME, SUMS, Home
from klantprofielen.release.publish import make_current
from klantprofielen.release.release import read_manifest

_REGIONS = "/latest/tables/mart_regional_coverage"


# ---------------------------------------------------------------- files


def test_every_file_of_the_sums_is_served_as_it_is(http: httpx.Client) -> None:
    """A reader who checks a download against SHA256SUMS finds it whole, and its ETag is that hash."""
    lines = http.get(f"/latest/{SUMS}").text.splitlines()
    assert len(lines) > 50
    for line in lines:
        digest, name = line.split("  ")
        answer = http.get(f"/latest/{name}")
        assert hashlib.sha256(answer.content).hexdigest() == digest
        assert answer.headers["etag"] == f'"{digest}"'


def test_the_warehouse_itself_is_served(http: httpx.Client, sample: Home) -> None:
    answer = http.get(f"/latest/{FILE_NAME}")
    assert hashlib.sha256(answer.content).hexdigest() == read_manifest(sample.current).file_sha256


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("csv/mart_regional_coverage.csv", "text/csv; charset=utf-8"),
        ("parquet/mart_regional_coverage.parquet", "application/vnd.apache.parquet"),
        ("klantprofielen.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("datapackage.json", "application/json"),
        ("dcat.jsonld", "application/ld+json"),
        ("README.md", "text/markdown; charset=utf-8"),
        (SUMS, "text/plain; charset=utf-8"),
    ],
)
def test_a_file_says_what_it_is(http: httpx.Client, name: str, kind: str) -> None:
    assert http.head(f"/latest/{name}").headers["content-type"] == kind


def test_ranges_give_the_bytes_that_are_asked_for(http: httpx.Client, sample: Home) -> None:
    """What Polars, DuckDB and `curl --range` rest on."""
    name = "parquet/mart_regional_coverage.parquet"
    whole = (sample.current / name).read_bytes()

    def asked(header: str, **more: str) -> httpx.Response:
        return http.get(f"/latest/{name}", headers={"Range": header, **more})

    for header, expected in (("bytes=0-3", whole[:4]), ("bytes=-8", whole[-8:]), ("bytes=10-", whole[10:])):
        answer = asked(header)
        assert (answer.status_code, answer.content) == (206, expected)
        assert answer.headers["content-range"].endswith(f"/{len(whole)}")
    beyond = asked(f"bytes={len(whole)}-")
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{len(whole)}")
    tag = http.head(f"/latest/{name}").headers["etag"]
    assert asked("bytes=0-3", **{"If-Range": tag}).status_code == 206
    assert asked("bytes=0-3", **{"If-Range": '"another"'}).content == whole
    assert asked("bytes=0-3, 10-11").headers["content-type"].startswith("multipart/byteranges")


def test_who_has_it_already_gets_no_second_copy(http: httpx.Client) -> None:
    for path in ("/latest/README.md", f"{_REGIONS}?format=csv", "/latest/tables"):
        tag = http.get(path).headers["etag"]
        for known in (tag, f'"x", W/{tag}', "*"):
            again = http.get(path, headers={"If-None-Match": known})
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert http.get(path, headers={"If-None-Match": '"another"'}).status_code == 200


def test_a_release_may_be_kept_for_ever_and_the_latest_is_asked_again(http: httpx.Client, sample: Home) -> None:
    release_id = read_manifest(sample.current).release_id
    latest, kept = http.head("/latest/README.md"), http.head(f"/releases/{release_id}/README.md")
    assert latest.headers["cache-control"] == "no-cache"
    assert "immutable" in kept.headers["cache-control"]
    assert latest.headers["content-location"] == f"/releases/{release_id}/README.md"


def test_a_page_elsewhere_may_read_it(http: httpx.Client) -> None:
    origin = {"Origin": "https://elsewhere.example"}
    answer = http.get("/latest/README.md", headers=origin)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "Content-Range" in answer.headers["access-control-expose-headers"]
    asks = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "range"}
    allowed = http.options("/latest/README.md", headers=origin | asks)
    assert (allowed.status_code, allowed.headers["access-control-allow-headers"]) == (200, "range")
    writes = http.options("/latest/README.md", headers=origin | asks | {"Access-Control-Request-Method": "PUT"})
    assert writes.status_code == 400


def test_head_is_get_without_its_body(http: httpx.Client) -> None:
    for path in ("/", "/latest/", "/releases/", "/latest/README.md", "/latest/tables", f"{_REGIONS}?format=csv"):
        head, get = http.head(path), http.get(path)
        assert (head.status_code, head.content) == (200, b"")
        for name in ("content-length", "content-type", "etag"):
            assert head.headers.get(name) == get.headers.get(name)


# ---------------------------------------------------------------- what nobody gets


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "PROPFIND", "TRACE", "QUERY"])
@pytest.mark.parametrize("path", ["/", "/latest/README.md", _REGIONS, "/releases.json"])
def test_nothing_is_done_but_reading(http: httpx.Client, method: str, path: str) -> None:
    answer = http.request(method, path)
    assert (answer.status_code, set(answer.headers["allow"].split(", "))) == (405, {"GET", "HEAD"})


@pytest.mark.parametrize(
    "path",
    [
        "/latest/../../landing.duckdb",
        "/latest/%2e%2e/%2e%2e/landing.duckdb",
        "/latest/..%2f..%2f..%2flanding.duckdb",
        "/latest/csv/../../../build.lock",
        "/latest/csv/../README.md",
        "/latest//etc/passwd",
        "/latest/%2fetc%2fpasswd",
        "/latest/csv%5c..%5cREADME.md",
        "/latest/README.md%00",
        "/latest/README.md/",
        "/latest/dbt/manifest.json",
        "/latest/csv",
        "/releases/%2e%2e/build.lock",
        "/releases/../current/README.md",
        "/releases/./README.md",
        "/releases/..%2fcurrent/README.md",
        "/releases/*/README.md",
        "/latest/" + "x" * 5000,
        "/latest/" + quote("ë\u202e\n.csv"),
        "/landing.duckdb",
        "/..%2flanding.duckdb",
    ],
)
def test_no_address_leads_out_of_a_release(served: str, path: str) -> None:
    """Sent as it is written: a client library would tidy it up first."""
    status, headers, body = raw(served, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert status == 404
    assert b"nosniff" in headers or b"Not Found" in body
    assert body
    assert b"\x00" not in body


def raw(served: str, request: bytes) -> tuple[int, bytes, bytes]:
    host, port = served.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(request)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), head, body


@pytest.mark.parametrize("request_line", [b"GET", b"GET /latest/\xff HTTP/1.1", b"\x00\x01"])
def test_a_broken_request_breaks_itself_alone(served: str, http: httpx.Client, request_line: bytes) -> None:
    status, _, _ = raw(served, request_line + b"\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert status in {400, 404, 505}
    assert http.get("/releases.json").status_code == 200


def test_a_link_in_a_release_leads_nowhere(two_releases: tuple[Home, str, str], tmp_path: Path) -> None:
    """Somebody who can write into a release, or a folder restored wrongly, does not publish the rest of the disk."""
    home, first, second = with_sums(two_releases)
    (tmp_path / "secret").write_text("secret")
    (home.releases / first / "README.md").unlink()
    (home.releases / first / "README.md").symlink_to(tmp_path / "secret")
    (home.releases / first / "csv").symlink_to(tmp_path)
    (home.releases / "outside").symlink_to(tmp_path)
    shutil.copytree(home.releases / second, tmp_path / "elsewhere")
    (home.releases / "elsewhere").symlink_to(tmp_path / "elsewhere")
    with serving(home) as address, client(address) as http:
        for path in (f"/releases/{first}/README.md", f"/releases/{first}/csv/secret", "/releases/outside/secret"):
            assert http.get(path).status_code == 404
        assert http.get("/releases/elsewhere/README.md").status_code == 404
        assert http.get(f"/releases/{second}/README.md").text == second


# ---------------------------------------------------------------- other programs


def test_the_page_prints_what_it_says(served: str, sample: Home) -> None:
    assert run_python("serve.md", sample.path, KLANTPROFIELEN_ADDRESS=served) == promised("serve.md")


def test_polars_reads_the_parquet_files(served: str, sample: Home) -> None:
    address = f"{served}/latest/parquet/mart_municipality_coverage.parquet"
    expected = pl.read_parquet(sample.current / "parquet" / "mart_municipality_coverage.parquet")
    assert pl.read_parquet(address).equals(expected)
    assert pl.scan_parquet(address).select(pl.col("clients_in_sonar").sum()).collect().item() == 3976 + 9191


def test_polars_reads_a_filtered_table(served: str) -> None:
    found = pl.read_parquet(f"{served}{_REGIONS}?quarter_label=2020Q3&format=parquet")
    assert found["clients_in_sonar"].to_list() == [9191]


def test_duckdb_reads_it_over_http(served: str, tmp_path: Path) -> None:
    httpfs = pytest.importorskip("duckdb_extension_httpfs", reason="DuckDB's httpfs is not installed here")
    (extension,) = Path(httpfs.__file__).parent.rglob("httpfs.duckdb_extension")
    config = {"autoinstall_known_extensions": False, "extension_directory": str(tmp_path)}
    with duckdb.connect(config=config) as connection:
        connection.execute(f"load '{extension}'")
        (page,) = blocks("serve.md", "sql")
        parquet, attach, count, _ = page.replace("http://127.0.0.1:8000", served).split(";\n")
        assert connection.execute(parquet).fetchall() == [("2020Q2", 3976), ("2020Q3", 9191)]
        connection.execute(attach)
        assert connection.execute(count).fetchone() == (2,)
        address = f"{served}/latest/csv/mart_regional_coverage.csv"
        assert connection.execute(f"select sum(clients_in_sonar) from '{address}'").fetchone() == (3976 + 9191,)


def test_curl_takes_a_part(served: str) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("curl is not installed here")
    address = f"{served}/latest/parquet/mart_regional_coverage.parquet"
    done = subprocess.run([curl, "-sf", "-r", "-4", "--noproxy", "*", address], capture_output=True, check=True)
    assert done.stdout == b"PAR1"


# ---------------------------------------------------------------- a publish, the site, the program itself


def test_latest_follows_a_publish_and_mixes_nothing(two_releases: tuple[Home, str, str]) -> None:
    """While releases are swapped back and forth, each answer is of one of them, from its address to its last row."""
    home, first, second = with_sums(two_releases)
    rows = {first: 2, second: 1}
    stop = threading.Event()

    def swap() -> None:
        while not stop.is_set():
            for name in (second, first):
                make_current(home, name)

    with serving(home) as address, client(address) as http:
        swapping = threading.Thread(target=swap)
        swapping.start()
        seen = set()
        try:
            for _ in range(40):
                readme, table = http.get("/latest/README.md"), http.get(_REGIONS)
                assert readme.headers["content-location"] == f"/releases/{readme.text}/README.md"
                assert readme.headers["etag"] == f'"{hashlib.sha256(readme.content).hexdigest()}"'
                name = table.headers["content-location"].split("/")[2]
                assert len(table.json()) == rows[name]
                seen |= {readme.text, name}
        finally:
            stop.set()
            swapping.join()
        assert seen == {first, second}
        make_current(home, second)
        assert http.get("/latest/README.md").text == second
        assert [each["is_latest"] for each in http.get("/releases.json").json()] == [True, False]


def test_what_is_removed_or_damaged_is_told(two_releases: tuple[Home, str, str]) -> None:
    home, first, second = with_sums(two_releases)
    with serving(home) as address, client(address) as http:
        shutil.rmtree(home.releases / second)
        assert http.get(f"/releases/{second}/README.md").status_code == 404
        (home.releases / first / "release.json").write_text("{")
        damaged = http.get("/latest/README.md")
        assert (damaged.status_code, "damaged" in damaged.text) == (503, True)
        home.current.unlink()
        gone = http.get("/latest/README.md")
        assert (gone.status_code, "Nothing is published" in gone.text) == (404, True)


def test_without_a_site_a_page_names_what_is_there(http: httpx.Client, sample: Home) -> None:
    release_id = read_manifest(sample.current).release_id
    assert release_id in http.get("/").text
    for path in ("/releases", "/latest", f"/releases/{release_id}"):
        assert http.get(path, follow_redirects=True).url.path == f"{path}/"
    listed = http.get("/latest/").text
    assert "csv/mart_regional_coverage.csv" in listed
    assert "tables/mart_regional_coverage" in listed


def test_the_site_stands_at_the_root(two_releases: tuple[Home, str, str]) -> None:
    home, *_ = with_sums(two_releases)
    site = home.path / "public"
    (site / "static").mkdir(parents=True)
    (site / "static" / "site.css").write_text("body {}")
    (site / "index.html").write_text("<!DOCTYPE html>the site")
    (site / "outside").symlink_to(home.path / "warehouse")
    (home.path / "secret").write_text("secret")
    with serving(home) as address, client(address) as http:
        page = http.get("/")
        assert (page.text, page.headers["cache-control"]) == ("<!DOCTYPE html>the site", "no-cache")
        assert http.get("/", headers={"If-None-Match": page.headers["etag"]}).status_code == 304
        assert http.get("/static/site.css").headers["content-type"].startswith("text/css")
        for path in ("/outside/build.lock", "/%2e%2e/secret", "/..%2fsecret"):
            assert http.get(path).status_code == 404
        assert len(http.get(_REGIONS).json()) == 2


def test_a_port_in_use_is_told(served: str, sample: Home) -> None:
    port = served.rpartition(":")[2]
    done = invoked(sample.path, "serve", "--port", port)
    assert (done.exit_code, f"Port {port} is in use" in done.stderr, "--port" in done.stderr) == (2, True, True)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--host", "192.0.2.1"], "no address of this machine"),
        (["--host", "no such host"], "no address of this machine"),
        (["--site", "."], "no public site"),
    ],
)
def test_a_wrong_call_is_told(sample: Home, options: list[str], says: str) -> None:
    done = invoked(sample.path, "serve", "--port", "0", *options)
    assert (done.exit_code, says in done.stderr) == (2, True)


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_when_it_is_told_to(sample: Home, told: signal.Signals) -> None:
    """Also with a client that holds a connection open."""
    with started(sample, "--port", "0") as (process, address), client(address) as http:
        assert http.get("/releases.json").status_code == 200
        process.send_signal(told)
        assert process.wait(timeout=20) == 0
        assert process.stdout is not None
        assert process.stdout.read().strip() == "Stopped."
