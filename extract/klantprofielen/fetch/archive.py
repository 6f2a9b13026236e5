"""The archive: bytes by their hash, each under the name that it had, never overwritten and never removed.

What lies where is told in `docs/fetching.md`.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from klantprofielen.storage import FileInUseError, clear, clear_leftovers, step, sync

_UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u202a-\u202e\u2066-\u2069]+')
_LONGEST_NAME_BYTES = 120
# How many bytes of both ends are looked at.
_EDGE = 2048
_ENDINGS = (".pdf", ".txt")


class TooLargeError(Exception):
    """More bytes came than one file may have."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """Bytes that came whole, at `path` until they are kept, so that they can be looked at first."""

    path: Path
    sha256: str
    byte_count: int
    first_bytes: bytes
    last_bytes: bytes


@dataclass(frozen=True, slots=True)
class Archive:
    """The folder; only one `fetch` at a time works in it."""

    folder: Path

    @property
    def documents(self) -> Path:
        """Every publication that was fetched; `extract` reads this folder."""
        return self.folder / "documents"

    @property
    def manifest(self) -> Path:
        """The rows of all retrievals, as JSON lines."""
        return self.folder / "retrievals.jsonl"

    @property
    def incoming(self) -> Path:
        """What is not whole yet; cleared by the next fetch."""
        return self.folder / "incoming"

    @property
    def run(self) -> Path:
        """Which run is going on."""
        return self.folder / "run.json"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Holds the archive for one fetch; what a killed one left half-done is cleared away.

        Raises:
            FileInUseError: another fetch is at work.
        """
        with step("Opening the archive"):
            for folder in (self.documents, self.folder / "pages", self.incoming):
                folder.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self.folder / "fetch.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o664)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise FileInUseError(f"Another fetch is at work in {self.folder}; try again later.") from error
            with step("Clearing what was not whole"):
                clear(self.incoming)
                clear_leftovers(self.folder)
                self.incoming.mkdir()
            yield
        finally:
            os.close(descriptor)

    def receive(self, blocks: Iterable[bytes], max_bytes: int) -> Arrived:
        """Writes bytes to a temporary file, as they come.

        Raises:
            TooLargeError: there are more than `max_bytes`; nothing is kept.
            StorageError: the disk did not take them.
        """
        path = self.incoming / secrets.token_hex(8)
        try:
            return self._write(path, blocks, max_bytes)
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    def _write(self, path: Path, blocks: Iterable[bytes], max_bytes: int) -> Arrived:
        digest, count, first, last = hashlib.sha256(), 0, b"", b""
        with step("Opening a file for what comes"):
            file = path.open("wb")
        with file:
            for block in blocks:
                count += len(block)
                if count > max_bytes:
                    raise TooLargeError(f"It has more than {max_bytes} bytes (--max-bytes); nothing was kept.")
                digest.update(block)
                first = first if len(first) == _EDGE else (first + block)[:_EDGE]
                last = (last + block[-_EDGE:])[-_EDGE:]
                with step("Writing what comes"):
                    file.write(block)
            with step("Writing what comes"):
                file.flush()
                os.fsync(file.fileno())
        return Arrived(path, digest.hexdigest(), count, first, last)

    def keep_document(self, arrived: Arrived, name: str) -> None:
        """Moves a publication to its place; bytes that are there already stay under their first name."""
        folder = self.documents / arrived.sha256[:2] / arrived.sha256
        self._keep(arrived, folder, file_name(name))

    def keep_page(self, arrived: Arrived) -> None:
        """Moves a page to its place."""
        self._keep(arrived, self.folder / "pages" / arrived.sha256[:2], arrived.sha256, is_shared=True)

    def _keep(self, arrived: Arrived, folder: Path, name: str, *, is_shared: bool = False) -> None:
        with step("Keeping what came"):
            folder.mkdir(parents=True, exist_ok=True)
            there = [folder / name] if is_shared else list(folder.iterdir())
            if any(path.exists() for path in there):
                arrived.path.unlink()
            else:
                arrived.path.replace(folder / name)
                sync(folder)
                sync(folder.parent)

    def drop(self, arrived: Arrived) -> None:
        """Removes what came and is not wanted."""
        arrived.path.unlink()

    def find_document(self, sha256: str) -> Path | None:
        """The file of a publication, if its bytes are in the archive."""
        folder = self.documents / sha256[:2] / sha256
        return next((path for path in folder.glob("*") if path.is_file()), None)

    def find_page(self, sha256: str) -> Path | None:
        """The file of a page, if its bytes are in the archive."""
        path = self.folder / "pages" / sha256[:2] / sha256
        return path if path.is_file() else None


def file_name(name: str) -> str:
    """A name that any file system takes, with the ending by which `extract` knows a document."""
    clean = _UNFIT.sub("_", name).strip(" .") or "document"
    stem, ending = PurePosixPath(clean).stem, PurePosixPath(clean).suffix.lower()
    if ending not in _ENDINGS:
        stem, ending = clean, ".pdf"
    short = stem.encode("utf-8", "replace")[:_LONGEST_NAME_BYTES].decode("utf-8", "ignore").strip(" .")
    return (short or "document") + ending


def name_of(address: str, content_disposition: str | None) -> str:
    """The name that a server gives a file, else the last part of its address."""
    named = _disposition_name(content_disposition or "")
    return named or unquote(urlsplit(address).path.rpartition("/")[2]) or "document"


def _disposition_name(header: str) -> str | None:
    """The file name in a Content-Disposition header (RFC 6266); the encoded form counts before the plain one."""
    encoded = re.search(r"filename\*\s*=\s*utf-8'[^']*'([^;\s]+)", header, re.IGNORECASE)
    if encoded:
        return unquote(encoded.group(1))
    plain = re.search(r'filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))', header, re.IGNORECASE)
    if not plain:
        return None
    return re.sub(r"\\(.)", r"\1", plain.group(1)) if plain.group(1) is not None else plain.group(2)
