"""Finds the documents that a user points at, and knows each by the hash of its bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class FileKind(StrEnum):
    """What kind of file a document is."""

    PDF = "pdf"
    TRANSCRIPT = "transcript"


_KINDS = {".pdf": FileKind.PDF, ".txt": FileKind.TRANSCRIPT}
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """A file on disk.

    Attributes:
        address: where it was found, as the user wrote it.
        sha256: of its bytes.
    """

    path: Path
    address: str
    kind: FileKind
    sha256: str
    byte_count: int

    @property
    def file_name(self) -> str:
        """The file's name; bytes that are no text show as replacement characters."""
        return readable(self.path.name)


@dataclass(frozen=True, slots=True)
class Unopened:
    """A file that cannot be read from disk."""

    path: Path
    message: str


def readable(name: str) -> str:
    """A file name as text: bytes of it that are no text show as replacement characters."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The regular files among the paths, and the PDFs and transcripts in the folders among them, sorted.

    A file that is named is taken whatever its ending; in a folder only `.pdf` and `.txt` count.

    Raises:
        FileNotFoundError: for a path that does not exist.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(child for child in _walk(path) if child.suffix.lower() in _KINDS)
            found.update(dict.fromkeys(inside))
        elif path.is_file():
            found[path] = None
        else:
            raise FileNotFoundError(f"{readable(str(path))}: no such file or folder")
    return list(found)


def _walk(folder: Path) -> Iterator[Path]:
    """The regular files below a folder; links to folders are not followed, so that no loop is walked."""
    for child in folder.iterdir():
        if child.is_dir() and not child.is_symlink():
            yield from _walk(child)
        elif child.is_file():
            yield child


def identify(path: Path) -> Source | Unopened:
    """Hashes a file, block by block."""
    digest = hashlib.sha256()
    byte_count = 0
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
                byte_count += len(block)
    except OSError as error:
        return Unopened(path, f"{error.strerror or error}; check the file and its permissions.")
    kind = _KINDS.get(path.suffix.lower(), FileKind.PDF)
    return Source(path, readable(path.as_posix()), kind, digest.hexdigest(), byte_count)
