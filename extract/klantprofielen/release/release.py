"""A release: a folder that is complete or not there, and a manifest that says what is in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from klantprofielen.home import FILE_NAME, SUMS, Home
from klantprofielen.storage import describe, hash_file, write_file

MANIFEST = "release.json"
CHANGELOG = "CHANGELOG.md"


@dataclass(frozen=True, slots=True)
class Changes:
    """How many rows of a table differ from the release before."""

    added: int
    removed: int
    changed: int


@dataclass(frozen=True, slots=True)
class TableSummary:
    """A table of a release: its rows, and the columns that identify one, as dbt's yaml says."""

    rows: int
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Release:
    """What `release.json` says.

    Attributes:
        built_at: when it was built, ISO 8601 in UTC.
        landing_hash: of the rows it was built from.
        code_hash: of the code that built it.
        storage_version: the oldest DuckDB that can open the file, as DuckDB writes it (`v1.0.0+`).
        file_sha256: of `klantprofielen.duckdb`.
        content_sha256: of `SHA256SUMS`, so of all release files: equal content, equal hash.
        tables: name to rows and key.
        publications: status to number.
        findings: severity to number.
        previous: the release that was published before it.
        changes: table to how its rows differ from `previous`; tables without a difference are left out. None when
            `previous` could not be read.
        program_version: of the program that built it; empty in releases from before it was recorded.
        is_synthetic: its figures were made up; it then holds no others.
        changelog_sha256: of `CHANGELOG.md`; empty in releases from before there was one.
    """

    release_id: str
    built_at: str
    landing_hash: str
    code_hash: str
    storage_version: str
    file_sha256: str
    content_sha256: str
    tables: dict[str, TableSummary]
    publications: dict[str, int]
    findings: dict[str, int]
    previous: str | None
    changes: dict[str, Changes] | None
    program_version: str = ""
    is_synthetic: bool = False
    changelog_sha256: str = ""

    @property
    def rows(self) -> int:
        """The rows of all its tables."""
        return sum(table.rows for table in self.tables.values())


class DamagedError(Exception):
    """A release is not what its manifest says."""


class UnknownReleaseError(Exception):
    """No kept release answers to the id."""


@contextmanager
def reading(release_id: str, name: str) -> Iterator[None]:
    """What cannot be read of a release, or understood of that file of it, is damage.

    Raises:
        DamagedError: with the release, and what the system or the file says.
    """
    try:
        yield
    except OSError as error:
        raise DamagedError(f"release {release_id} cannot be read: {describe(error)}") from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedError(f"{name} of release {release_id} is damaged: {error}") from error


def write_manifest(folder: Path, release: Release) -> None:
    """Writes the manifest into the release's folder."""
    text = json.dumps(asdict(release), indent=2, ensure_ascii=False)
    write_file(folder / MANIFEST, f"{text}\n".encode())


def read_manifest(folder: Path) -> Release:
    """Reads the manifest of a release's folder.

    Raises:
        DamagedError: it is not there, no manifest, or another release's.
    """
    place = folder.resolve()
    with reading(place.name, MANIFEST):
        read = json.loads((place / MANIFEST).read_bytes())
        changes = read["changes"]
        release = replace(
            Release(**read),
            tables={name: TableSummary(each["rows"], tuple(each["key"])) for name, each in read["tables"].items()},
            changes=None if changes is None else {name: Changes(**each) for name, each in changes.items()},
        )
    if release.release_id != place.name:
        raise DamagedError(f"{MANIFEST} of release {place.name} is that of release {release.release_id}")
    return release


def list_releases(home: Home) -> list[Release]:
    """All kept releases that have a manifest, newest first."""
    found = []
    for release_id in list_folders(home):
        try:
            found.append(read_manifest(home.releases / release_id))
        except DamagedError:
            # Not made by this program, or broken from outside; `damage_of` tells when somebody asks for it.
            continue
    return found


def list_folders(home: Home) -> list[str]:
    """The names of all folders among the kept releases, newest first, whatever is in them."""
    return sorted((folder.name for folder in home.releases.glob("[!.]*")), reverse=True)


def current_id(home: Home) -> str | None:
    """The id of the published release; None before the first publish."""
    return home.current.readlink().name if home.current.is_symlink() else None


def find(home: Home, release_id: str) -> Release:
    """The kept release with that id, or the only one whose id begins so; `current` means the published one.

    Raises:
        UnknownReleaseError: there is none, or there are several.
    """
    if release_id == "current":
        published = current_id(home)
        if published is None:
            raise UnknownReleaseError(f"Nothing has been published yet; {home.build_command} makes a release.")
        try:
            return read_manifest(home.releases / published)
        except DamagedError as error:
            raise UnknownReleaseError(f"{error}. `klantprofielen releases --check` says what to do.") from error
    matching = [release for release in list_releases(home) if release_id and release.release_id.startswith(release_id)]
    exact = [release for release in matching if release.release_id == release_id]
    if len(exact or matching) != 1:
        how_many = "several kept releases begin" if matching else "no kept release begins"
        raise UnknownReleaseError(f"{how_many} with {release_id!r}; `klantprofielen releases` lists them")
    return (exact or matching)[0]


def file_of(home: Home, release: Release) -> Path:
    """The DuckDB file of a kept release."""
    return home.releases / release.release_id / FILE_NAME


def read_sums(text: str) -> dict[str, str]:
    """The hash of each file that a `SHA256SUMS` names."""
    return {name: digest for digest, _, name in (line.partition("  ") for line in text.splitlines())}


def hashes_of(folder: Path, release: Release) -> dict[str, str]:
    """The files of a release beside its manifest, by name, with the hash that each was written with.

    Raises:
        DamagedError: `SHA256SUMS` cannot be read.
    """
    with reading(release.release_id, SUMS):
        sums = (folder / SUMS).read_text(encoding="utf-8")
    hashes = read_sums(sums) | {SUMS: release.content_sha256, FILE_NAME: release.file_sha256}
    return hashes | ({CHANGELOG: release.changelog_sha256} if release.changelog_sha256 else {})


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read of a release and found to be as its hashes say."""

    files: int
    byte_count: int


def check(home: Home, release: Release) -> Checked:
    """Reads every file of a release and compares it with what the manifest says.

    Raises:
        DamagedError: a file is missing or differs.
    """
    folder = home.releases / release.release_id
    expected = hashes_of(folder, release)
    with reading(release.release_id, SUMS):
        different = [name for name, digest in expected.items() if hash_file(folder / name) != digest]
        byte_count = sum((folder / name).stat().st_size for name in expected)
    if different:
        raise DamagedError(f"release {release.release_id} is damaged: {', '.join(sorted(different))}")
    return Checked(len(expected), byte_count)


def checked_or_damage(home: Home, release_id: str) -> Checked | str:
    """What was found whole of a kept release, after every byte of it was read, or what is wrong with it."""
    try:
        return check(home, read_manifest(home.releases / release_id))
    except DamagedError as error:
        return str(error)


def damage_of(home: Home, release_id: str) -> str | None:
    """What is wrong with a kept release, after every byte of it was read; None when nothing is."""
    found = checked_or_damage(home, release_id)
    return found if isinstance(found, str) else None


def newest_whole(home: Home, *, but: str | None) -> Release | None:
    """The newest kept release that is whole and is not `but`."""
    candidates = (release for release in list_releases(home) if release.release_id != but)
    return next((release for release in candidates if damage_of(home, release.release_id) is None), None)
