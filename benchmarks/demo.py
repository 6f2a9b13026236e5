"""`make demo`: draws a full synthetic history and builds a warehouse of it; says how long each step took.

    PYTHONPATH=tests:. python -m benchmarks.demo --home demo [--years 2017 2024] [--regions 35]

A home that is not a demonstration already is left alone.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.synthetic.documents import planned, write_history
from benchmarks.synthetic.figures import FIRST_YEAR, LAST_YEAR

_MARK = "SYNTHETIC.md"
_TEXT = """\
# Synthetic

Everything here is made up by `make demo`: real places, no real figures. Every document and every output says so too.
Documents of UWV do not belong in this folder: beside them every synthetic one is rejected.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, default=Path("demo"))
    parser.add_argument("--years", type=int, nargs=2, default=(FIRST_YEAR, LAST_YEAR))
    parser.add_argument("--regions", type=int, default=35)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    home: Path = asked.home
    if (home / "landing.duckdb").exists() and not (home / _MARK).exists():
        raise SystemExit(f"{home} holds a warehouse that is no demonstration; name another folder (make demo DEMO=…).")
    home.mkdir(parents=True, exist_ok=True)
    (home / _MARK).write_text(_TEXT, encoding="utf-8")
    began = time.monotonic()
    documents = list(planned(asked.seed, (asked.years[0], asked.years[1]), asked.regions))
    write_history(home / "publications", documents, os.cpu_count() or 1)
    drawn = time.monotonic()
    print(f"{len(documents)} synthetic documents drawn in {drawn - began:.0f} s", flush=True)
    command = [sys.executable, "-m", "klantprofielen.cli", "--home", str(home), "build", "--readers", "fast"]
    code = subprocess.run([*command, str(home / "publications")], stdout=subprocess.DEVNULL, check=False).returncode
    print(f"read, built and published in {time.monotonic() - drawn:.0f} s: {home}/warehouse/klantprofielen.duckdb")
    raise SystemExit(code)


if __name__ == "__main__":
    main()
