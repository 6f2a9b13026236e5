"""What is built twice: made once, with the code of this checkout, so that both builds read the very same bytes."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from facsimiles import corpus, history
from facsimiles.engines import engines_at_hand
from facsimiles.making import made

INPUTS = ("sample", "history", "corpus")


def make_input(name: str, folder: Path, *, project: Path, corpus_size: int, seed: int) -> None:
    """Writes an input's documents into a folder that is not there yet."""
    folder.mkdir(parents=True)
    match name:
        case "sample":
            shutil.copytree(project / "publications", folder, dirs_exist_ok=True)
        case "history":
            history.write_all(folder)
        case "corpus":
            specimens = corpus.specimens(corpus_size, seed, engines_at_hand())
            for number, (specimen, truth) in enumerate(specimens):
                corpus.write(folder, f"{number:04d}_{specimen.engine}", made(specimen), truth)
        case _:
            raise ValueError(f"{name} is no input; there are {', '.join(INPUTS)}")


def names_by_hash(folder: Path) -> dict[str, str]:
    """File names by the SHA-256 of what is in them, which is how publications are called."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path.name for path in files}
