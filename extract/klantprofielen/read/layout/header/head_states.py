"""Heads that say no more than whether there is a profile: `aanwezig` and `ontbreekt`, `+` and `−`, under `Profiel`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from klantprofielen.read.layout.header.header_texts import Label
from klantprofielen.read.layout.vocabulary.header_words import Term, denies_state, names_state
from klantprofielen.read.letters import compact


def is_sign(text: str) -> bool:
    """Whether a head is a plus or a minus and no word."""
    return not compact(text) and (names_state(text) or denies_state(text))


def with_states(lines: Sequence[tuple[Label, ...]], *, keep_fillers: bool) -> list[tuple[Label, ...]]:
    """The labels, `aanwezig` and `+` saying `with` where as many on the line say `ontbreekt` or `\u2212`, of profiles.

    Elsewhere they say nothing (`Totaal aanwezig`), and signs of no profile may be those of a change.
    """
    names_profile = any(label.has(Term.PROFILE) for line in lines for label in line)
    result: list[tuple[Label, ...]] = []
    for above, line in zip([(), *lines], lines, strict=False):
        over = [label for label in above if denies_state(label.text)]
        # `niet` / `aanwezig`, on two lines
        denied = [label for label in line if any(label.box.x_overlap(other.box) > 0 for other in over)]
        states = [label for label in line if names_state(label.text) and label not in denied]
        denials = [label for label in line if denies_state(label.text)]
        is_paired = names_profile and len(states) == len(denials) + sum(names_state(label.text) for label in denied)
        said: list[Label] = []
        for label in line:
            if is_paired and label in states:
                said.append(replace(label, terms=(Term.POSITIVE,)))
            elif is_paired and label in denials:
                said.append(replace(label, terms=label.terms or (Term.NEGATIVE,)))
            elif not is_sign(label.text) and (keep_fillers or not names_state(label.text)):
                said.append(label)
        result.append(tuple(said))
    return [line for line in result if line]
