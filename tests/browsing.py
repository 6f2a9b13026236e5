"""A real browser, Debian's Chromium, and what goes wrong on the pages that it opens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

_CHROMIUM = Path("/usr/bin/chromium")
_OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, started; the test is skipped by name where it is not installed."""
    if not _CHROMIUM.exists():
        pytest.skip(f"{_CHROMIUM} is not there: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(_CHROMIUM), args=_OPTIONS)
        yield started
        started.close()


class Visit:
    """A page that is open, and what went wrong on it: errors, warnings, and requests that leave `address`."""

    def __init__(self, browser: Browser, address: str, **options: object) -> None:
        self.address = address
        self.wrong: list[str] = []
        settings: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}} | options
        self.context = browser.new_context(**settings)
        self.page: Page = self.context.new_page()
        self.page.on("console", lambda told: self._heard(told.type, f"{told.text} {told.location['url']}"))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("response", lambda answer: self._answered(answer.status, answer.url))

    def _heard(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.wrong.append(text)

    def _asked(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.wrong.append(f"asked for {url}")

    def _answered(self, status: int, url: str) -> None:
        if status >= 400:
            self.wrong.append(f"{status} {url}")

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        self.page.wait_for_load_state("networkidle")
        return self.page


@contextmanager
def visiting(browser: Browser, address: str, **options: object) -> Iterator[Visit]:
    """A visit on which nothing may go wrong."""
    opened = Visit(browser, address, **options)
    yield opened
    opened.context.close()
    assert not opened.wrong, "\n".join(opened.wrong)
