"""`klantprofielen serve` as a user runs it: a program of its own, on a free port of the loopback address."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from klantprofielen.home import SUMS, Home


@contextmanager
def serving(home: Home, *options: str) -> Iterator[str]:
    """Runs the server; gives its address without a slash at the end. It must end well when it is told to."""
    with started(home, "--port", "0", *options) as (process, address):
        yield address
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0


@contextmanager
def started(home: Home, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running program, and its address."""
    command = [sys.executable, "-m", "klantprofielen.cli", "--home", str(home.path), "serve", *options]
    environment = {**os.environ, "COLUMNS": "200", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as process:
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            address = re.search(r"http://\S+(?=/)", said)
            assert address, said
            yield process, address[0]
        finally:
            process.kill()


def client(address: str) -> httpx.Client:
    """A client that keeps its connections to itself and follows nothing."""
    return httpx.Client(base_url=address, timeout=30, trust_env=False)


def with_sums(releases: tuple[Home, str, str]) -> tuple[Home, str, str]:
    """Gives each of the two releases a README of its own, and the hash of it."""
    home, *names = releases
    for name in names:
        (home.releases / name / "README.md").write_text(name)
        digest = hashlib.sha256(name.encode()).hexdigest()
        (home.releases / name / SUMS).write_text(f"{digest}  README.md\n")
    return releases
