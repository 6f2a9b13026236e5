"""`PYTHONPATH=tests python -m fuzz --seconds N`: ends with 1 when something is worth a look."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from fuzz.run import emptied, fuzz
from klantprofielen.records import Readers


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1_000_000)
    parser.add_argument("--readers", type=Readers, default=Readers.CHECKED)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "klantprofielen-fuzz")
    asked = parser.parse_args()
    tally = fuzz(emptied(asked.keep), asked.seconds, asked.seed, asked.readers, asked.workers)
    print("\n".join(tally.lines()))
    return 1 if tally.other or tally.died or tally.unanswered else 0


if __name__ == "__main__":
    sys.exit(main())
