"""Finds the documents that a user points at, and knows each by the hash of its bytes."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from klantprofielen.errors import Reason


class FileKind(StrEnum):
    """What kind of file a document is."""

    PDF = "pdf"
    TRANSCRIPT = "transcript"


_KINDS = {".pdf": FileKind.PDF, ".txt": FileKind.TRANSCRIPT}
_BLOCK = 1 << 20
# Larger files are not even hashed: a sparse one says that it is of any size.
MOST_HASHED = 1_000_000_000


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
    """A file or folder of which nothing is read, and why: the system refuses it, or it is too large even to hash."""

    path: Path
    message: str
    reason: Reason = Reason.FILE_UNREADABLE


def readable(name: str) -> str:
    """A file name as text: bytes of it that are no text show as replacement characters."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def kind_of(path: Path) -> FileKind:
    """What kind of file a name says that it is: a PDF unless it says otherwise."""
    return _KINDS.get(path.suffix.lower(), FileKind.PDF)


def find_files(paths: Iterable[Path]) -> list[Path | Unopened]:
    """The regular files among the paths, and the PDFs and transcripts in the folders among them, sorted.

    A file that is named is taken whatever its ending; in a folder only `.pdf` and `.txt` count. What the system
    does not let be looked at (a folder without permission, a name that is too long) is told in its place.

    Raises:
        FileNotFoundError: for a path that does not exist.
    """
    found: dict[Path, Path | Unopened] = {}
    for path in paths:
        for place in _below(path):
            found.setdefault(place.path if isinstance(place, Unopened) else place, place)
    return list(found.values())


def _below(path: Path) -> list[Path | Unopened]:
    """The file itself, or the documents in the folder."""
    try:
        kind = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileNotFoundError(f"{readable(str(path))}: no such file or folder") from error
    except OSError as error:
        return [_refused(path, error)]
    if stat.S_ISDIR(kind):
        return sorted(_walk(path), key=lambda place: place.path if isinstance(place, Unopened) else place)
    if stat.S_ISREG(kind):
        return [path]
    raise FileNotFoundError(f"{readable(str(path))}: neither a file nor a folder")


def _walk(folder: Path) -> Iterator[Path | Unopened]:
    """The documents below a folder; links to folders are not followed, so that no loop is walked."""
    try:
        children = list(os.scandir(folder))
    except OSError as error:
        yield _refused(folder, error)
        return
    for child in children:
        path = folder / child.name
        try:
            is_folder, is_file = child.is_dir(follow_symlinks=False), child.is_file()
        except OSError as error:
            yield _refused(path, error)
            continue
        if is_folder:
            yield from _walk(path)
        elif is_file and path.suffix.lower() in _KINDS:
            yield path


def _refused(path: Path, error: OSError) -> Unopened:
    return Unopened(path, f"{error.strerror or error}; check the name and its permissions.")


def identify(path: Path, most_bytes: int = MOST_HASHED) -> Source | Unopened:
    """Hashes a file, block by block; one of more than `most_bytes` is not looked into."""
    digest = hashlib.sha256()
    byte_count = 0
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            while size <= most_bytes and (block := file.read(_BLOCK)):
                digest.update(block)
                byte_count += len(block)
                size = max(size, byte_count)
    except OSError as error:
        return Unopened(path, f"{error.strerror or error}; check the file and its permissions.")
    if size > most_bytes:
        message = f"The file has {size} bytes; at most {most_bytes} are looked at, so it is not known by its content."
        return Unopened(path, message, Reason.TOO_LARGE)
    return Source(path, readable(path.as_posix()), kind_of(path), digest.hexdigest(), byte_count)
