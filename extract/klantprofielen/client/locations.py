"""Where a release can lie: a folder, an address, or a DuckDB file alone. Each gives whole, verified files or tables."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

import httpx
import pyarrow as pa
import pyarrow.parquet as pq

from klantprofielen.client.errors import ReleaseError
from klantprofielen.home import SUMS
from klantprofielen.query.contents import tables_of
from klantprofielen.query.locked_down import open_locked
from klantprofielen.release.release import MANIFEST, read_sums
from klantprofielen.sql_text import by_key, quoted
from klantprofielen.storage import hash_file

_PACKAGE = "datapackage.json"
_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type (Frictionless's name of it, from a DuckDB file DuckDB's), and what it means."""

    name: str
    type: str
    description: str


@dataclass(frozen=True, slots=True)
class DescribedTable:
    """A table of a release.

    Attributes:
        description: what it holds; ends with what one row of it is.
        key: the columns that together identify a row; empty for a DuckDB file that lies alone.
        columns: with type and meaning.
    """

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


class Place(Protocol):
    """A release that was found.

    Attributes:
        release_id: its id; empty for a DuckDB file that lies alone.
        is_verified: what is read is compared with the release's hashes.
    """

    release_id: str
    is_verified: bool

    def describe(self) -> list[DescribedTable]:
        """Its tables."""
        ...

    def read(self, table: DescribedTable, columns: list[str]) -> pa.Table:
        """The rows of a table, in the order of its key."""
        ...

    def close(self) -> None:
        """Lets go of what is open."""
        ...


class Files:
    """A release that is given as files: each is compared with its hash in `SHA256SUMS`, and that with the manifest.

    Args:
        where: the folder or address, for people.
        get: gives a file of it by its name, whole, or raises ReleaseError.
        close: lets go of what is open.
    """

    is_verified = True

    def __init__(self, where: str, get: Callable[[str], bytes], close: Callable[[], None] = lambda: None) -> None:
        self._where = where
        self._get = get
        self.close = close
        manifest = _manifest(get(MANIFEST), f"{where}/{MANIFEST}")
        sums = get(SUMS)
        if hashlib.sha256(sums).hexdigest() != manifest["content_sha256"]:
            raise ReleaseError(f"{where}/{SUMS} is not what {MANIFEST} says: the release is damaged or was cut short.")
        self.release_id = str(manifest["release_id"])
        self._hashes = read_sums(sums.decode())

    def describe(self) -> list[DescribedTable]:
        """Its tables, from the data package."""
        package = _parsed(self._verified(_PACKAGE), f"{self._where}/{_PACKAGE}")
        return [
            DescribedTable(
                resource["name"],
                resource["description"],
                tuple(resource["schema"]["primaryKey"]),
                tuple(
                    Column(field["name"], field["type"], field["description"]) for field in resource["schema"]["fields"]
                ),
            )
            for resource in package["resources"]
        ]

    def read(self, table: DescribedTable, columns: list[str]) -> pa.Table:
        """The rows of a table."""
        # In this thread alone: Arrow's own, when one ends late, can end the caller's program ("terminate called").
        with pq.ParquetFile(pa.BufferReader(self._verified(f"parquet/{table.name}.parquet"))) as file:
            found: pa.Table = file.read(columns, use_threads=False)
        return found

    def _verified(self, name: str) -> bytes:
        if name not in self._hashes:
            raise ReleaseError(f"{self._where} has no {name}: the release is of a version that does not write it.")
        data = self._get(name)
        if hashlib.sha256(data).hexdigest() != self._hashes[name]:
            raise ReleaseError(
                f"{self._where}/{name} is not what {SUMS} says: it is damaged, was changed, or was cut short on its "
                "way. Read it again; if it stays so, `klantprofielen releases --check` says more."
            )
        return data


def in_folder(folder: Path, where: Path) -> Files:
    """The release in a folder, which was named as `where`.

    Raises:
        ReleaseError: it is not whole.
    """

    def get(name: str) -> bytes:
        try:
            return (folder / name).read_bytes()
        except OSError as error:
            raise ReleaseError(f"{folder / name} cannot be read: {error.strerror}.") from error

    return Files(str(where), get)


def at_address(address: str, release: str) -> Files:
    """The release that a server has: `klantprofielen serve`, or any that serves a release's folder.

    Raises:
        ReleaseError: the server does not answer, or has no such release.
    """
    client = httpx.Client(timeout=_SECONDS, follow_redirects=True)

    def get(name: str) -> bytes:
        file = f"{base}/{name}"
        found = _asked(client, file)
        if found is None:
            raise ReleaseError(f"{file} is not there: is the release still kept?")
        return found

    try:
        base = _base(client, address.rstrip("/"), release)
        return Files(base, get, client.close)
    except BaseException:
        client.close()
        raise


def _base(client: httpx.Client, address: str, release: str) -> str:
    """The address below which the files of the release stand."""
    if release != "latest":
        return f"{address}/releases/{quote(release, safe='')}"
    latest = f"{address}/latest/{MANIFEST}"
    served = _asked(client, latest)
    if served is not None:
        # The latest may change between two requests; the release does not.
        return f"{address}/releases/{quote(_manifest(served, latest)['release_id'], safe='')}"
    if _asked(client, f"{address}/{MANIFEST}") is not None:
        return address
    raise ReleaseError(
        f"{address} has neither latest/{MANIFEST} nor {MANIFEST}: name the address of `klantprofielen serve`, or one "
        "below which a release's files stand."
    )


def _asked(client: httpx.Client, address: str) -> bytes | None:
    """What stands at an address; None when nothing does."""
    try:
        answer = client.get(address)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ReleaseError(f"{address} does not answer: {error or type(error).__name__}.") from error
    if answer.status_code == httpx.codes.NOT_FOUND:
        return None
    if answer.status_code != httpx.codes.OK:
        raise ReleaseError(f"{address} answers with status {answer.status_code}: {answer.text.strip()[:300]}")
    return answer.content


class DuckDBFile:
    """A release's DuckDB file, compared with the manifest where that lies beside it."""

    def __init__(self, path: Path) -> None:
        file = path.resolve()
        manifest_path = file.with_name(MANIFEST)
        self.is_verified = manifest_path.is_file()
        self.release_id = ""
        self._keys: dict[str, tuple[str, ...]] = {}
        if self.is_verified:
            manifest = _manifest(manifest_path.read_bytes(), str(manifest_path))
            if hash_file(file) != manifest["file_sha256"]:
                raise ReleaseError(f"{path} is not what {MANIFEST} beside it says: it is damaged or was changed.")
            self.release_id = str(manifest["release_id"])
            self._keys = {name: tuple(table["key"]) for name, table in manifest["tables"].items()}
        self._connection = open_locked(file)

    def describe(self) -> list[DescribedTable]:
        """Its tables, from the comments in the file."""
        return [
            DescribedTable(
                table,
                told,
                self._keys.get(table, ()),
                tuple(Column(name, kind.lower(), means) for name, kind, means in columns),
            )
            for table, (told, columns) in tables_of(self._connection).items()
            # The manifest knows which ones are published; without it whatever is there is read.
            if table in self._keys or not self._keys
        ]

    def read(self, table: DescribedTable, columns: list[str]) -> pa.Table:
        """The rows of a table."""
        listed = ", ".join(quoted(name) for name in columns)
        order = by_key(table.key) or "all"
        found: pa.Table = self._connection.execute(
            f"select {listed} from main.{quoted(table.name)} order by {order}"  # noqa: S608 - names that it has
        ).to_arrow_table()
        return found

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()


def _manifest(data: bytes, where: str) -> Mapping[str, Any]:
    manifest = _parsed(data, where)
    lacking = [name for name in ("release_id", "content_sha256", "file_sha256", "tables") if name not in manifest]
    if lacking:
        raise ReleaseError(f"{where} is no release's: it lacks {', '.join(lacking)}.")
    return manifest


def _parsed(data: bytes, where: str) -> Mapping[str, Any]:
    try:
        parsed = json.loads(data)
    except ValueError as error:
        raise ReleaseError(f"{where} is no JSON: {error}.") from error
    if not isinstance(parsed, dict):
        raise ReleaseError(f"{where} holds no object, so it is not that of a release.")
    return parsed
