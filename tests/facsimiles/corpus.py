"""Renders a corpus: documents in random layouts, each with its truth beside it as JSON.

`python -m facsimiles.corpus --out DIR --count N --seed S [--engines A B …] [--kinds right wrong foreign]`
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

from facsimiles.engines import ENGINES, PROGRAMS, engine_named
from facsimiles.foreign import foreign_specimen
from facsimiles.generate import random_specimen
from facsimiles.making import fitted, made
from facsimiles.specimen import Specimen
from facsimiles.truth import Truth, truth_of
from facsimiles.wrong import wrong_specimen

# Of ten documents, seven are right.
KINDS = ("right", "right", "right", "right", "right", "right", "right", "wrong", "wrong", "foreign")


def specimens(
    count: int, seed: int, engines: tuple[str, ...], kinds: tuple[str, ...] = KINDS
) -> Iterator[tuple[Specimen, Truth]]:
    """`count` specimens and their truths; one in three comes from a program, as these are slow."""
    rng = random.Random(seed)
    quick = [name for name in engines if name not in PROGRAMS] or list(engines)
    slow = [name for name in engines if name in PROGRAMS] or quick
    for number in range(count):
        engine = rng.choice(slow if number % 3 == 2 else quick)
        own = seed * 1_000_000 + number
        make = {"wrong": wrong_specimen, "foreign": foreign_specimen}.get(kinds[number % len(kinds)])
        specimen, verdict = make(own, engine) if make else (random_specimen(own, engine), None)
        yield (shown := fitted(specimen)), truth_of(shown, verdict)


def write(folder: Path, name: str, pdf: bytes, truth: Truth) -> None:
    """Puts a document and its truth into a folder."""
    (folder / f"{name}.pdf").write_bytes(pdf)
    text = json.dumps(truth.as_json(), ensure_ascii=False, indent=1)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def _wanted_engines(names: list[str]) -> tuple[str, ...]:
    """The engines asked for that can run here; says which are left out and why."""
    kept = []
    for name in names:
        reason = engine_named(name).missing()
        if reason is None:
            kept.append(name)
        else:
            print(f"skipped {name}: {reason}")
    return tuple(kept)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="facsimiles.corpus", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--kinds", nargs="+", choices=sorted(set(KINDS)), default=list(KINDS))
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    engines = _wanted_engines(asked.engines)
    for number, (specimen, truth) in enumerate(specimens(asked.count, asked.seed, engines, tuple(asked.kinds))):
        write(asked.out, f"{number:04d}_{specimen.engine}", made(specimen), truth)
    print(f"{asked.count} documents in {asked.out}, engines: {', '.join(engines)}")


if __name__ == "__main__":
    main()
