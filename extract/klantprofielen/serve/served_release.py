"""A release as it is served: which of its files, each with its hash, and nothing else of the folder or the disk.

What `SHA256SUMS` and the manifest name is served; a name that they do not hold is not there, whatever it spells.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from klantprofielen.home import Home
from klantprofielen.release.release import (
    MANIFEST,
    Release,
    current_id,
    hashes_of,
    list_folders,
    read_manifest,
    reading,
)
from klantprofielen.storage import hash_file
from klantprofielen.suggest import did_you_mean

_MEDIA_TYPES = {
    ".cff": "application/yaml",
    ".csv": "text/csv; charset=utf-8",
    ".duckdb": "application/octet-stream",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class NotThereError(Exception):
    """Nothing of that name is served; the message says what is."""


@dataclass(frozen=True, slots=True)
class ServedRelease:
    """A kept release.

    Attributes:
        release: what its manifest says.
        folder: its own folder, not a link to it.
        hashes: the files that are served, by their names in the folder, to their sha256.
    """

    release: Release
    folder: Path
    hashes: dict[str, str]

    @property
    def release_id(self) -> str:
        """Its id, which is part of its address."""
        return self.release.release_id

    def file(self, name: str) -> Path:
        """The path of a served file.

        Raises:
            NotThereError: no such file is part of the release.
        """
        path = self.folder / name if name in self.hashes else None
        # A link would lead to what the release does not vouch for.
        if path is None or path.resolve() != path or not path.is_file():
            raise NotThereError(
                f"Release {self.release_id} has no file {name!r}. {did_you_mean(name, list(self.hashes))}"
            )
        return path


def latest(home: Home) -> ServedRelease:
    """The release that is published at this moment.

    Raises:
        NotThereError: nothing is published.
        DamagedError: its manifest or its hashes cannot be read.
    """
    release_id = current_id(home)
    if release_id is None:
        raise NotThereError("Nothing is published yet: `klantprofielen build PATHS` makes a release.")
    return kept(home, release_id)


def kept(home: Home, release_id: str) -> ServedRelease:
    """The kept release of that id.

    Raises:
        NotThereError: none is kept under that id.
        DamagedError: its manifest or its hashes cannot be read.
    """
    ids = list_folders(home)
    folder = home.releases.resolve() / release_id
    if release_id not in ids or folder.resolve() != folder:
        raise NotThereError(f"No release {release_id!r} is kept. {did_you_mean(release_id, ids)}/releases/ lists them.")
    release = read_manifest(folder)
    hashes = hashes_of(folder, release)
    with reading(release_id, MANIFEST):
        hashes[MANIFEST] = hash_file(folder / MANIFEST)
    return ServedRelease(release, folder, hashes)


def media_type(name: str) -> str:
    """What a file is, for the header."""
    return _MEDIA_TYPES.get(Path(name).suffix, "text/plain; charset=utf-8")
