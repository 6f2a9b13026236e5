"""Puts the dbt project into the wheel, as `klantprofielen/carried/`; everything else stands in pyproject.toml."""

from __future__ import annotations

import runpy
import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
OURS = runpy.run_path(str(ROOT / "extract" / "klantprofielen" / "project.py"))
FILES: list[Path] = OURS["files_of"](ROOT, OURS["DBT_PARTS"] + OURS["SAMPLE_PARTS"] + OURS["PAGE_PARTS"])


class BuildWithProject(build_py):
    """Copies the project's files beside the modules; an editable install finds them where they stand."""

    def run(self) -> None:
        """Builds from nothing: what an earlier build left would come into the wheel."""
        if not self.editable_mode:
            shutil.rmtree(self.build_lib, ignore_errors=True)
        super().run()
        if not self.editable_mode:
            for file, copy in zip(FILES, self._copies(), strict=True):
                self.mkpath(str(copy.parent))
                self.copy_file(str(ROOT / file), str(copy), preserve_mode=False)

    def get_source_files(self) -> list[str]:
        """What an sdist must hold so that the same wheel can be built from it."""
        return [*super().get_source_files(), *map(str, FILES)]

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        """What a wheel holds."""
        copies = [] if self.editable_mode else map(str, self._copies())
        return [*super().get_outputs(include_bytecode), *copies]

    def _copies(self) -> list[Path]:
        return [Path(self.build_lib, "klantprofielen", OURS["CARRIED"], file) for file in FILES]


setup(cmdclass={"build_py": BuildWithProject})
