"""Every text that a spelling of the seed `quarter_and_date_spellings` stands for, written out."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

_SEED = Path(__file__).parents[3] / "seeds" / "uwv" / "quarter_and_date_spellings.csv"


@dataclass(frozen=True)
class Spelling:
    """A row of the seed."""

    passage_kind: str
    meaning: str
    spelling: str
    rewritten: str

    def texts(self, digits: str = "2", year: str = "2020") -> list[str]:
        """Every text that it finds, with these digits and this year where it takes any."""
        pattern = self.spelling.replace(r"\b", "").replace("[12][0-9]{3}", year)
        for digit in digits:
            pattern = pattern.replace("[0-9]", digit, 1)
        pattern = pattern.replace("[0-9]", digits[-1])
        return list(_written_out(pattern))


def spellings(passage_kind: str, meaning: str) -> list[Spelling]:
    """The seed's rows of one kind and meaning, in their order."""
    with _SEED.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: int(row["step"]))
    return [
        Spelling(row["passage_kind"], row["meaning"], row["spelling"], row["rewritten"])
        for row in rows
        if (row["passage_kind"], row["meaning"]) == (passage_kind, meaning)
    ]


def _written_out(pattern: str) -> Iterator[str]:
    """The texts of a pattern of letters, groups, alternatives and question marks."""
    for alternative in _split(pattern):
        yield from ("".join(parts) for parts in product(*(list(options) for options in _parts(alternative))))


def _split(pattern: str) -> list[str]:
    """The alternatives at the top level."""
    alternatives, depth = [""], 0
    for letter in pattern:
        depth += (letter == "(") - (letter == ")")
        if letter == "|" and depth == 0:
            alternatives.append("")
        else:
            alternatives[-1] += letter
    return alternatives


def _parts(pattern: str) -> Iterator[list[str]]:
    """For each part in turn, what may stand there."""
    place = 0
    while place < len(pattern):
        if pattern[place] == "(":
            end = _closing(pattern, place)
            options = list(_written_out(pattern[place + 1 : end]))
        else:
            assert pattern[place] not in "[]{}*+.", f"{pattern}: not understood"
            end, options = place, [pattern[place]]
        place = end + 1
        if pattern[place : place + 1] == "?":
            options, place = ["", *options], place + 1
        yield options


def _closing(pattern: str, opening: int) -> int:
    depth = 0
    for place in range(opening, len(pattern)):
        depth += (pattern[place] == "(") - (pattern[place] == ")")
        if depth == 0:
            return place
    raise ValueError(pattern)
