"""A Superset of this run's own: made from nothing, given the bundle, asked over HTTP."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bi.pages import PROJECT

_PASSWORD = secrets.token_hex(16)
_START_SECONDS = 180


class Superset:
    """A running Superset, logged in as its administrator."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.headers: dict[str, str] = {}
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())

    def log_in(self) -> None:
        """Gets the two tokens that other calls bear: who asks, and that no other site makes them ask."""
        login = {"username": "admin", "password": _PASSWORD, "provider": "db"}
        self.headers["Authorization"] = f"Bearer {self.call('/api/v1/security/login', login)['access_token']}"
        self.headers["X-CSRFToken"] = self.call("/api/v1/security/csrf_token/")["result"]
        self.headers["Referer"] = self.address

    def call(self, path: str, body: object = None) -> Any:  # noqa: ANN401 - whatever the API answers
        """Asks the API: with a body a POST, without one a GET."""
        request = urllib.request.Request(self.address + path, headers=self.headers)
        if body is not None:
            request.add_header("Content-Type", "application/json")
            request.data = json.dumps(body).encode()
        with self.opener.open(request, timeout=120) as answer:
            return json.load(answer)

    def rows_of(self, chart: str) -> list[dict[str, Any]]:
        """The data of the chart with that name, as its picture would get it."""
        (number,) = (each["id"] for each in self.call("/api/v1/chart/")["result"] if each["slice_name"] == chart)
        rows: list[dict[str, Any]] = self.call(f"/api/v1/chart/{number}/data/")["result"][0]["data"]
        return rows


@contextmanager
def running(programs: Path, folder: Path, bundle: Path) -> Iterator[Superset]:
    """Makes a Superset in `folder`, imports the bundle as its documentation page says, and runs it on a free port."""
    environment = {
        **os.environ,
        "PATH": f"{programs}:{os.environ['PATH']}",
        "SUPERSET_HOME": str(folder),
        "SUPERSET_SECRET_KEY": secrets.token_hex(32),
        "SUPERSET_CONFIG_PATH": str(PROJECT / "bi" / "superset" / "superset_config.py"),
        "SUPERSET_PASSWORD": _PASSWORD,
        "FLASK_APP": "superset",
        "SCARF_ANALYTICS": "false",
        "BUNDLE": str(bundle),
    }
    log = folder / "log"
    with log.open("w") as output:
        for command in commands("import"):
            done = subprocess.run(command, shell=True, env=environment, stdout=output, stderr=output, check=False)
            assert done.returncode == 0, f"{command}\n{log.read_text()[-3000:]}"
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        arguments = ["superset", "run", "-p", str(port), "--with-threads"]
        process = subprocess.Popen(arguments, env=environment, stdout=output, stderr=output)
        try:
            superset = Superset(f"http://127.0.0.1:{port}")
            _wait(superset, process, log)
            superset.log_in()
            yield superset
        finally:
            process.terminate()
            process.wait(timeout=30)


def commands(step: str) -> list[str]:
    """The shell lines of docs/connect/superset.md under a heading that names the step."""
    page = (PROJECT / "docs" / "connect" / "superset.md").read_text(encoding="utf-8")
    _, _, rest = page.partition(f"<!-- {step} -->\n```sh\n")
    block, _, _ = rest.partition("\n```")
    lines = [line for line in block.splitlines() if line and not line.startswith("#")]
    assert lines, f"the page has no commands for {step}"
    return lines


def _wait(superset: Superset, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()[-3000:]
        try:
            with urllib.request.urlopen(f"{superset.address}/health", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(1)
    raise TimeoutError(log.read_text()[-3000:])
