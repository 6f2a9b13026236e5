"""The server: `latest/` and `releases/ID/`, the tables of each, and the public site or a page of what is there.

Every request looks up the published release once and answers from that one alone. Nothing is ever written.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from klantprofielen.home import Home
from klantprofielen.query.locked_down import NotPublishedError
from klantprofielen.release.release import DamagedError, current_id, list_releases
from klantprofielen.serve.rows import (
    MOST_ROWS,
    BadQuestionError,
    describe_tables,
    next_address,
    parse,
    read_page,
)
from klantprofielen.serve.served_release import NotThereError, ServedRelease, kept, latest, media_type
from klantprofielen.storage import FileInUseError, StorageError
from klantprofielen.templates import templates_of
from klantprofielen.version import program_version

# A kept release's files never change, and rows of it are written alike by one version of the program; what is the
# latest is asked again each time.
_FOR_EVER = "public, max-age=31536000, immutable"
_A_DAY = "public, max-age=86400"
_ASK_AGAIN = "no-cache"
# What a program in a browser may read of an answer.
_EXPOSED = [
    "Accept-Ranges", "Content-Length", "Content-Location", "Content-Range", "ETag", "Link", "X-Total-Rows"
]  # fmt: skip
# One range; several are answered with the whole.
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)
# How many tables are read at a time; whoever asks meanwhile waits.
_AT_A_TIME = 4

_Find = Callable[[Request], ServedRelease]


def make_app(home: Home, site: Path | None) -> Starlette:
    """The application that serves a home's releases, and the folder `site` at `/` where there is one."""
    pages = _Pages(home)

    def find_latest(_request: Request) -> ServedRelease:
        return latest(home)

    def find_kept(request: Request) -> ServedRelease:
        return kept(home, request.path_params["release_id"])

    routes: list[Route | Mount] = [
        Route("/releases", _to_folder),
        Route("/releases/", pages.releases),
        Route("/releases.json", partial(_list_releases, home)),
    ]
    for start, find in (("/latest", find_latest), ("/releases/{release_id}", find_kept)):
        routes += [
            Route(start, _to_folder),
            Route(f"{start}/", partial(pages.release, find)),
            Route(f"{start}/tables", partial(_list_tables, find)),
            Route(f"{start}/tables/", partial(_list_tables, find)),
            Route(f"{start}/tables/{{table}}", partial(_give_rows, find)),
            Route(f"{start}/{{name:path}}", partial(_give_file, find)),
        ]
    routes.append(Mount("/", _Site(directory=site, html=True)) if site else Route("/", pages.index))
    app = Starlette(
        routes=routes,
        middleware=[
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["GET", "HEAD"],
                allow_headers=["*"],
                expose_headers=_EXPOSED,
            )
        ],
        exception_handlers={
            NotThereError: _say(404),
            BadQuestionError: _say(400),
            NotPublishedError: _say(404),
            DamagedError: _say(503),
            StorageError: _say(503),
            FileInUseError: _say(503),
        },
    )
    app.state.readers = asyncio.Semaphore(_AT_A_TIME)
    return app


def _say(status: int) -> Callable[[Request, Exception], PlainTextResponse]:
    """Answers an error with its message."""

    def answer(_request: Request, error: Exception) -> PlainTextResponse:
        # What was asked for comes back in the message: it is text, and no page.
        headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        return PlainTextResponse(f"{str(error).strip()}\n", status, headers=headers)

    return answer


async def _to_folder(request: Request) -> Response:
    return RedirectResponse(f"{request.url.path}/", 308)


async def _give_file(find: _Find, request: Request) -> Response:
    """A file of a release, whole or in ranges."""
    served = await run_in_threadpool(find, request)
    name = request.path_params["name"]
    path = await run_in_threadpool(served.file, name)
    headers = _headers(request, served, name, f'"{served.hashes[name]}"', kept_for=_FOR_EVER)
    if _is_known(request.headers, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    stat = await run_in_threadpool(path.stat)
    return FileResponse(path, headers=headers, media_type=media_type(name), stat_result=stat)


async def _give_rows(find: _Find, request: Request) -> Response:
    """Rows of a table."""
    served = await run_in_threadpool(find, request)
    wanted = parse(request.path_params["table"], request.query_params.multi_items())
    async with request.app.state.readers:
        page = await run_in_threadpool(read_page, served, wanted)
    headers = _headers(request, served, f"tables/{wanted.table}", _tag(page.body))
    # CSV for a Dutch spreadsheet (`csv-nl`) is a CSV.
    name = f"{wanted.table}.{wanted.format.partition('-')[0]}"
    headers |= {"X-Total-Rows": str(page.total), "Content-Disposition": f'inline; filename="{name}"'}
    if page.next_offset is not None:
        headers["Link"] = f'<{next_address(served, wanted, page.next_offset)}>; rel="next"'
    if _is_known(request.headers, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return _whole_or_part(request.headers, page.body, headers, media_type(name))


def _whole_or_part(asked: Headers, body: bytes, headers: dict[str, str], kind: str) -> Response:
    """The bytes, or the one range of them that is asked for, as readers of Parquet do; equal rows make equal bytes."""
    headers = headers | {"Accept-Ranges": "bytes"}
    part = _RANGE.fullmatch(asked.get("range", ""))
    if part is None or asked.get("if-range", headers["ETag"]) != headers["ETag"] or not (part[1] or part[2]):
        return Response(body, headers=headers, media_type=kind)
    size = len(body)
    start = int(part[1]) if part[1] else max(size - int(part[2]), 0)
    end = min(int(part[2]) + 1, size) if part[1] and part[2] else size
    if start >= end:
        return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{size}"})
    headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return Response(body[start:end], 206, headers, kind)


async def _list_tables(find: _Find, request: Request) -> Response:
    """The tables of a release with their columns."""
    served = await run_in_threadpool(find, request)
    body = json.dumps(await run_in_threadpool(describe_tables, served), ensure_ascii=False, allow_nan=False).encode()
    headers = _headers(request, served, "tables", _tag(body))
    if _is_known(request.headers, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="application/json")


async def _list_releases(home: Home, _request: Request) -> Response:
    """The kept releases, newest first."""
    current, releases = await run_in_threadpool(lambda: (current_id(home), list_releases(home)))
    told = [
        {
            "release_id": each.release_id,
            "built_at": each.built_at,
            "is_latest": each.release_id == current,
            "is_synthetic": each.is_synthetic,
        }
        for each in releases
    ]
    return Response(json.dumps(told), headers={"Cache-Control": _ASK_AGAIN}, media_type="application/json")


def _headers(request: Request, served: ServedRelease, name: str, tag: str, *, kept_for: str = _A_DAY) -> dict[str, str]:
    is_latest = "release_id" not in request.path_params
    asked = f"?{request.url.query}" if request.url.query else ""
    return {
        "ETag": tag,
        "Cache-Control": _ASK_AGAIN if is_latest else kept_for,
        "Content-Location": f"/releases/{served.release_id}/{name}{asked}",
        "X-Content-Type-Options": "nosniff",
    }


def _tag(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()}"'


def _is_known(headers: Headers, tag: str) -> bool:
    """Whether the asker has that already (RFC 9110, If-None-Match)."""
    given = headers.get("if-none-match", "")
    return given.strip() == "*" or tag in [each.strip().removeprefix("W/") for each in given.split(",")]


class _Site(StaticFiles):
    """The public site: it is made anew in place, so a browser asks each time whether a page is what it has."""

    def file_response(self, *arguments: Any, **named: Any) -> Response:  # noqa: ANN401 - as Starlette has it
        response = super().file_response(*arguments, **named)
        response.headers["Cache-Control"] = _ASK_AGAIN
        return response


class _Pages:
    """Small pages that name what is there."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._templates = templates_of("klantprofielen.serve")

    async def index(self, _request: Request) -> Response:
        """What is served."""
        current = await run_in_threadpool(current_id, self._home)
        return self._page("index.html", current=current, most=MOST_ROWS, version=program_version())

    async def releases(self, _request: Request) -> Response:
        """The kept releases."""
        current, releases = await run_in_threadpool(lambda: (current_id(self._home), list_releases(self._home)))
        return self._page("releases.html", current=current, releases=releases)

    async def release(self, find: _Find, request: Request) -> Response:
        """The files and tables of a release."""
        served = await run_in_threadpool(find, request)
        return self._page("release.html", served=served, files=sorted(served.hashes))

    def _page(self, template: str, **shown: Any) -> Response:  # noqa: ANN401 - whatever a template shows
        text = self._templates.get_template(template).render(shown)
        return HTMLResponse(text, headers={"Cache-Control": _ASK_AGAIN})
