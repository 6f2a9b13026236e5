"""`PYTHONPATH=tests python -m fuzz --seconds N`, or `--documents N`: ends with 1 when something is worth a look.

`--write` puts the figures into docs/operating.md.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from math import inf
from pathlib import Path

from fuzz import figures
from fuzz.run import emptied, fuzz
from klantprofielen.records import Readers

_SECONDS = 60.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, help="how long to try (60, where --documents is not given)")
    parser.add_argument("--documents", type=int, help="how many documents to try at most")
    parser.add_argument("--write", action="store_true", help="write the figures into docs/operating.md")
    parser.add_argument("--seed", type=int, default=1_000_000)
    parser.add_argument("--readers", type=Readers, default=Readers.CHECKED)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "klantprofielen-fuzz")
    asked = parser.parse_args()
    seconds = asked.seconds or (inf if asked.documents else _SECONDS)
    tally = fuzz(emptied(asked.keep), seconds, asked.seed, asked.readers, asked.workers, asked.documents)
    print("\n".join(tally.lines()))
    if asked.write:
        figures.PAGE.write_text(
            figures.written(figures.PAGE.read_text(encoding="utf-8"), tally, asked.seed), encoding="utf-8"
        )
    return 1 if tally.other or tally.died or tally.unanswered else 0


if __name__ == "__main__":
    sys.exit(main())
