"""Holds a built home against the truths of a corpus.

`python -m facsimiles.evaluate DIR HOME [--landing]` prints every document that went wrong, and how each
variation fared: exact, declined (and why), with wrong cells, or accepted where it should have been rejected.
`--landing` looks at what was read, before SQL has judged it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facsimiles.figures import COUNTS
from facsimiles.found import Found, in_landing, in_warehouse, name_key
from facsimiles.truth import ACCEPT, REJECT

EXACT, DECLINED, WRONG, SLIPPED, KEPT_OUT = "exact", "declined", "WRONG", "ACCEPTED", "kept out"
# From the worst on.
OUTCOMES = (WRONG, SLIPPED, DECLINED, EXACT, KEPT_OUT)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one document, in which variations it was made, and why."""

    file: Path
    outcome: str
    variations: tuple[str, ...]
    reason: str
    was_expected: bool


def judged(file: Path, truth: dict[str, Any], found: list[Found], *, landing: bool) -> Result:
    """One document's outcome against its truth."""
    variations = (f"engine={truth['engine']}", *truth["variations"])
    taken = [one for one in found if one.rows]
    reasons = sorted({reason for one in found for reason in one.reasons}) or ["nothing found"]
    if truth["expect"] == REJECT:
        label = f"{truth['reason']}: {', '.join(reasons)}"
        if taken and not landing:
            return Result(file, SLIPPED, variations, truth["reason"], was_expected=False)
        return Result(file, KEPT_OUT, variations, label, was_expected=True)
    if not taken:
        return Result(file, DECLINED, variations, ", ".join(reasons), truth["expect"] != ACCEPT)
    if landing and any(variation.startswith("nobody=") for variation in truth["variations"]):
        # That a sign stands for nobody is the warehouse's to read.
        truth = _with_signs(truth)
    faults = _faults(truth["publications"], taken, landing=landing)
    if truth["expect"] != ACCEPT:
        # What contradicts itself may be withheld, never published otherwise.
        faults = [fault for fault in faults if not fault.startswith(("register: None", "percentage: None"))]
    if faults and all(fault.startswith("missing: ") for fault in faults):
        return Result(file, DECLINED, variations, f"{'; '.join(faults)}; {', '.join(reasons)}", was_expected=False)
    if faults:
        return Result(file, WRONG, variations, "; ".join(faults[:4]), was_expected=False)
    return Result(file, EXACT, variations, "", was_expected=True)


def _with_signs(truth: dict[str, Any]) -> dict[str, Any]:
    """The truth without its zeros, which are printed as signs."""
    publications = [
        publication
        | {
            "rows": [
                row | {"counts": {name: count or None for name, count in row["counts"].items()}}
                for row in publication["rows"]
            ]
        }
        for publication in truth["publications"]
    ]
    return truth | {"publications": publications}


def _faults(publications: list[dict[str, Any]], taken: list[Found], *, landing: bool) -> list[str]:
    faults = []
    if len(taken) > len(publications):
        faults.append(f"{len(taken)} publications found, {len(publications)} printed")
    left = list(taken)
    for publication in publications:
        rows = _rows(publication, landing=landing)
        alike = [one for one in left if rows.keys() & one.rows.keys()]
        match = max(alike, key=lambda one: len(rows.keys() & one.rows.keys()), default=None)
        if match is None:
            faults.append(f"missing: {publication['region']} {publication['quarter']}")
            continue
        left.remove(match)
        faults += _row_faults(rows, match)
        if not landing:
            faults += _head_faults(publication, match)
    return faults


def _rows(publication: dict[str, Any], *, landing: bool) -> dict[str, tuple[int | None, ...]]:
    return {
        name_key(row["municipality"]) if landing else row["municipality_code"]: tuple(
            row["counts"][name] for name in COUNTS
        )
        for row in publication["rows"]
    }


def _row_faults(rows: dict[str, tuple[int | None, ...]], match: Found) -> list[str]:
    faults = [f"row lost: {key}" for key in rows.keys() - match.rows.keys()]
    faults += [f"row too many: {key}" for key in match.rows.keys() - rows.keys()]
    faults += [
        f"{key}: {match.rows[key]} for {rows[key]}"
        for key in sorted(rows.keys() & match.rows.keys())
        if rows[key] != match.rows[key]
    ]
    return faults


def _head_faults(publication: dict[str, Any], match: Found) -> list[str]:
    pairs = {
        "quarter": (match.quarter, publication["quarter"]),
        "region": (match.region_code, publication["region_code"]),
        "register": (match.register, publication["register"]),
        "percentage": (match.percentage, publication["percentage"]),
        "colophon": (match.colophon, publication["colophon"]),
    }
    return [f"{name}: {got} for {printed}" for name, (got, printed) in pairs.items() if got != printed]


def results(folder: Path, home: Path, *, landing: bool = False) -> list[Result]:
    """Every document of a corpus folder, judged."""
    documents = (in_landing if landing else in_warehouse)(home)
    judgements = []
    for path in sorted(folder.glob("*.json")):
        file = path.with_suffix(".pdf")
        sha = hashlib.sha256(file.read_bytes()).hexdigest()
        truth = json.loads(path.read_text(encoding="utf-8"))
        judgements.append(judged(file, truth, documents.get(sha, []), landing=landing))
    return judgements


def _print_grouped(judgements: list[Result]) -> None:
    causes: dict[tuple[str, str], list[Path]] = defaultdict(list)
    for result in judgements:
        if not result.was_expected:
            cause = result.reason if result.outcome != WRONG else "differs from what was printed"
            causes[result.outcome, cause].append(result.file)
    for (outcome, cause), files in sorted(causes.items(), key=lambda item: (OUTCOMES.index(item[0][0]), item[0])):
        print(f"\n{outcome} ({len(files)}): {cause}")
        shown = [result for result in judgements if result.file in files][:12]
        for result in shown:
            print(f"  {result.file}  [{', '.join(result.variations)}]")
            if outcome == WRONG:
                print(f"      {result.reason}")


def _print_kept_out(judgements: list[Result]) -> None:
    kept_out = Counter(result.reason for result in judgements if result.outcome == KEPT_OUT)
    print("\nkept out, and for which findings:")
    for reason, number in sorted(kept_out.items()):
        print(f"{number:>4}  {reason}")


def _print_table(judgements: list[Result]) -> None:
    by_variation: dict[str, Counter[str]] = defaultdict(Counter)
    for result in judgements:
        for variation in result.variations:
            by_variation[variation][result.outcome] += 1
    print(f"\n{'variation':44}" + "".join(f"{outcome:>10}" for outcome in OUTCOMES))
    for variation, counter in sorted(by_variation.items()):
        print(f"{variation:44}" + "".join(f"{counter[outcome] or '':>10}" for outcome in OUTCOMES))
    total = Counter(result.outcome for result in judgements)
    print(f"{'all':44}" + "".join(f"{total[outcome] or '':>10}" for outcome in OUTCOMES))


def main() -> None:
    """The command line; exits 1 where anything did not go as it must."""
    parser = argparse.ArgumentParser(prog="facsimiles.evaluate", description=__doc__)
    parser.add_argument("corpus", type=Path, metavar="DIR")
    parser.add_argument("home", type=Path, metavar="HOME")
    parser.add_argument("--landing", action="store_true")
    asked = parser.parse_args()
    judgements = results(asked.corpus, asked.home, landing=asked.landing)
    _print_table(judgements)
    _print_kept_out(judgements)
    _print_grouped(judgements)
    raise SystemExit(0 if all(result.was_expected for result in judgements) else 1)


if __name__ == "__main__":
    main()
