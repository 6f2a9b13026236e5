"""One peer over a folder of documents, in the peers' own environment: prints one JSON line with what it cost and found.

    benchmarks/.venv/bin/python -m benchmarks.side_by_side.peers pdfplumber DIR

Each is called as its documentation says first. What it gives, rows of texts, is read in the plain way anybody would: a
row with five whole numbers at its end and a name before them. Nobody tunes a peer per document here, nor ours.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

Rows = Iterable[list[str]]
_NUMBER = re.compile(r"^\d{1,3}(?:[.\u00a0\u202f ]?\d{3})*$")
_LINE = re.compile(r"^\s*(?:\d{1,2}\s+\S.*?\s{2,})?(\S.*?)\s{2,}" + r"\s+".join([r"([\d.]+)"] * 5) + r"\s*$")


def _pdfplumber(path: Path) -> Rows:
    import pdfplumber  # noqa: PLC0415 - each peer pays for its own import only

    with pdfplumber.open(path) as document:
        for page in document.pages:
            for table in page.extract_tables():
                yield from ([cell or "" for cell in row] for row in table)


def _camelot(flavor: str) -> Callable[[Path], Rows]:
    def read(path: Path) -> Rows:
        import camelot  # noqa: PLC0415

        for table in camelot.read_pdf(str(path), pages="all", flavor=flavor):
            yield from ([str(cell) for cell in row] for row in table.df.values.tolist())

    return read


def _tabula(path: Path) -> Rows:
    import tabula  # noqa: PLC0415

    options = {"header": None, "dtype": str}
    for frame in tabula.read_pdf(str(path), pages="all", pandas_options=options, silent=True):
        yield from ([str(cell) for cell in row] for row in frame.fillna("").values.tolist())


def _pymupdf(path: Path) -> Rows:
    import pymupdf  # noqa: PLC0415

    with pymupdf.open(path) as document:
        for page in document:
            for table in page.find_tables().tables:
                yield from ([cell or "" for cell in row] for row in table.extract())


def _pdftotext(path: Path) -> Rows:
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    for line in done.stdout.splitlines():
        found = _LINE.match(line)
        if found:
            yield list(found.groups())


PEERS: dict[str, Callable[[Path], Rows]] = {
    "pdfplumber": _pdfplumber,
    "camelot_stream": _camelot("stream"),
    "camelot_lattice": _camelot("lattice"),
    "tabula": _tabula,
    "pymupdf": _pymupdf,
    "pdftotext": _pdftotext,
}


def rows_of(table: Rows) -> dict[str, list[int]]:
    """Name to its five counts, from rows of texts that end in five whole numbers."""
    found = {}
    for row in table:
        texts = [" ".join(text.split()) for text in row if text and text.strip() and text != "nan"]
        numbers = [text for text in texts[-5:] if _NUMBER.match(text)]
        if len(numbers) == 5 and len(texts) > 5:
            found[texts[-6]] = [int(re.sub(r"\D", "", text)) for text in numbers]
    return found


def compare(found: dict[str, list[int]], truth: dict[str, list[int]]) -> tuple[bool, int, int]:
    """Whether every row of the truth was found as it is; cells that are wrong, and cells that are not there."""
    wrong = sum(
        mine != right
        for name, counts in truth.items()
        for mine, right in zip(found.get(name, counts), counts, strict=True)
    )
    missing = sum(len(counts) for name, counts in truth.items() if name not in found)
    return not wrong and not missing, wrong, missing


def judged(found: Mapping[str, dict[str, list[int]]], documents: Sequence[Path]) -> dict[str, int]:
    """How many documents were read exactly, and how many of their cells wrongly or not at all; by file name."""
    compared = [compare(found.get(path.name, {}), truth_beside(path)) for path in documents]
    exact, wrong, missing = map(sum, zip(*compared, strict=True))
    return {"exact": exact, "cells_wrong": wrong, "cells_missing": missing}


def truth_beside(path: Path) -> dict[str, list[int]]:
    """The rows that are printed in a document."""
    (publication,) = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["publications"]
    return {row["municipality"]: list(row["counts"].values()) for row in publication["rows"]}


def spent() -> float:
    """Processor seconds of this process and of all it waited for."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=100)
    asked = parser.parse_args()
    documents = sorted(asked.folder.glob("*.pdf"))[: asked.documents]
    read = PEERS[asked.peer]
    rows_of(read(documents[0]))  # warm: what is loaded once is not a document's
    before, began = spent(), time.monotonic()
    found = {}
    for path in documents:
        try:
            found[path.name] = rows_of(read(path))
        except Exception as error:  # noqa: BLE001 - whatever a peer raises is its result
            print(f"{asked.peer} {path.name}: {error}", file=sys.stderr)
    cpu, wall = spent() - before, time.monotonic() - began
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(
        json.dumps(
            {
                "name": asked.peer,
                "documents": len(documents),
                "cpu_ms": 1000 * cpu / len(documents),
                "wall_s": wall,
                "memory_mb": peak / 1024,
                **judged(found, documents),
                "failed": len(documents) - len(found),
            }
        )
    )


if __name__ == "__main__":
    main()
