"""Writes the site's folder: what did not change stays as it is, what is no longer part of it goes."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from klantprofielen.storage import replaced, step

# What the site was made from, and how large each file of it is.
_STAMP = "site.json"


@dataclass(slots=True)
class SiteFolder:
    """The folder of a site, and what this build put or kept there."""

    path: Path
    kept: set[str] = field(default_factory=set)
    written: int = 0
    size: int = 0
    _made: set[Path] = field(default_factory=set)

    def put(self, name: str, content: str | bytes) -> None:
        """Writes a file unless it holds the same already; a run that is killed leaves the file that was there."""
        data = content.encode() if isinstance(content, str) else content
        self.kept.add(name)
        self.size += len(data)
        path = self.path / name
        with step("Writing the site"):
            if path.parent not in self._made:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._made.add(path.parent)
            if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
                return
            with replaced(path) as file:
                file.write(data)
        self.written += 1

    def link(self, name: str, file: Path) -> None:
        """Puts a file of the release there, as a second name for it where the disk can."""
        self.kept.add(name)
        path = self.path / name
        with step("Writing the site"):
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists() and path.samefile(file):
                return
            path.unlink(missing_ok=True)
            try:
                os.link(file.resolve(), path)
            except OSError:
                # Another disk, or one that knows no second names.
                path.write_bytes(file.read_bytes())
        self.written += 1

    def has(self, name: str) -> bool:
        """Whether a file is there, of an earlier build."""
        return (self.path / name).is_file()

    def keep(self, name: str) -> None:
        """Has a file of an earlier build stay."""
        self.kept.add(name)
        self.size += (self.path / name).stat().st_size

    @property
    def count(self) -> int:
        """How many files the site has."""
        return len(self.kept)

    def stamp(self, inputs: str) -> None:
        """Writes down what the site was made from, and how large each file of it is."""
        sizes = {each: (self.path / each).stat().st_size for each in sorted(self.kept)}
        (self.path / _STAMP).write_text(json.dumps({"made_from": inputs, "size": self.size, "files": sizes}), "utf-8")

    def is_as_made(self, inputs: str) -> bool:
        """Whether the site was made from that, and all its files are there, as large as they were made."""
        try:
            told = json.loads((self.path / _STAMP).read_bytes())
            if told["made_from"] != inputs:
                return False
            if any((self.path / each).stat().st_size != size for each, size in told["files"].items()):
                return False
        except (OSError, ValueError, KeyError):
            # No site yet, or one that somebody changed: it is made.
            return False
        self.kept.update(told["files"])
        self.size = told["size"]
        return not self._strangers()

    def _strangers(self) -> list[Path]:
        """The files in the folder that are not the site's."""
        known = self.kept | {_STAMP}
        top = len(str(self.path)) + 1
        # As text: making a path of every file costs seconds.
        names = (f"{folder}/{file}"[top:] for folder, _, files in os.walk(self.path) for file in files)
        return [self.path / each for each in names if each.replace(os.sep, "/") not in known]

    def clear_rest(self) -> int:
        """Removes files that this build neither put nor kept, and folders without files; says how many files."""
        gone = self._strangers()
        with step("Removing old pages"):
            for path in gone:
                path.unlink()
            for folder in sorted((path for path in self.path.rglob("*") if path.is_dir()), reverse=True):
                if not any(folder.iterdir()):
                    folder.rmdir()
        return len(gone)
