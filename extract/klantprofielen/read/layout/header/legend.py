"""What a note says that abbreviated heads stand for: `GKL: gemeenteklanten in Sonar; m.kp = met klantprofiel`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from klantprofielen.geometry import Page
from klantprofielen.read.layout.passages.passages import Stretch
from klantprofielen.read.layout.vocabulary.header_words import Term, terms_of
from klantprofielen.read.letters import compact

_SIGN = "[+\u2212\u2013-]"
_SHORT = rf"[A-Za-z%][\w.\-/]{{0,9}}{_SIGN}?"
_IS = r"(?:[:=]|\bstaat voor\b|\bbetekent\b)"
# A meaning ends at a semicolon, a sentence's end, or where the next abbreviation begins.
_EXPLAINED = re.compile(
    rf"(?<![\w.%])({_SIGN}(?=\s?{_SHORT}))?\s?({_SHORT})\s*{_IS}\s*"
    rf"([^;:=]{{2,80}}?)(?=\s*;|\.?\s*$|\.\s|,?\s+(?:{_SIGN}\s?)?{_SHORT}\s*{_IS})",
    re.IGNORECASE,
)
# Two at once: `gem. + / gem. -: gemeenteklanten met / zonder profiel`.
_ONE_OF_TWO = rf"([A-Za-z%][\w.]{{0,9}}\s?{_SIGN}?)"
_BOTH = re.compile(
    rf"{_ONE_OF_TWO}\s*/\s*{_ONE_OF_TWO}\s*{_IS}\s*([^.;:=/]{{0,40}}?)\b(met|wel)\s*/\s*(zonder|geen)\b"
    r"([^.;:=/]{2,40}?)(?=[.;,]|$)",
    re.IGNORECASE,
)
# Letters in brackets, of both at once: `met (M) en zonder (Z) profiel`, `of er een profiel is (J) of niet (N)`.
_OR = r"\s*(?:,|/|en|of|dan wel)\s*"
_PROFILE = r"(?:klant)?profiel(?:en)?"
_IN_BRACKETS = (
    re.compile(
        rf"\b(?:met|wel)\s*\(([a-z]{{1,3}})\){_OR}(?:zonder|geen)\s*\(([a-z]{{1,3}})\)\s*(?:een\s+)?{_PROFILE}\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:een|het)\s+{_PROFILE}\s+(?:(?:is|heeft|hebben|aanwezig|opgesteld|gemaakt|ingevuld)\s+){{1,2}}"
        rf"\(([a-z]{{1,3}})\){_OR}niet\s*\(([a-z]{{1,3}})\)",
        re.IGNORECASE,
    ),
)
# Who has begun on a profile has none: `Het profiel is af als ...; anders geldt de klant als iemand zonder profiel.`
_FINISHED = re.compile(
    rf"\b{_PROFILE} is (af|afgerond|gereed|klaar|compleet|volledig) (?:als|wanneer|indien|zodra) [^.;:]{{2,120}}[;.,] ?"
    rf"anders (?:(?!\b(?:niet|nooit|geen)\b)[^.;:]){{0,60}}\b(?:zonder|geen) {_PROFILE}\b",
    re.IGNORECASE,
)


def legend_of(page: Page) -> dict[str, str]:
    """The abbreviations that a page explains in words of this publication's header, letters and digits only.

    One that is explained in two ways is none. `+ profiel` and `\u2013 profiel` are two where both are explained;
    elsewhere a dash before an abbreviation is that of a list.
    """
    found: dict[str, set[str]] = {}
    signed: dict[str, dict[str, set[str]]] = {}
    for block in Stretch((page,)).blocks():
        for sign, short, meaning in _EXPLAINED.findall(block.text):
            if set(terms_of(meaning) or ()) - {Term.FILLER}:
                found.setdefault(_key(short), set()).add(meaning)
                if sign:
                    signed.setdefault(_key(short), {}).setdefault(_sign(sign), set()).add(meaning)
        for key, meaning in (*_explained_as_two(block.text), *_explained_in_brackets(block.text)):
            found.setdefault(key, set()).add(meaning)
    for short, meanings in signed.items():
        if len(meanings) > 1:
            del found[short]
            found |= {sign + short: meant for sign, meant in meanings.items()}
    return {short: meanings.pop() for short, meanings in found.items() if len(meanings) == 1}


def _explained_as_two(text: str) -> Iterator[tuple[str, str]]:
    """What two abbreviations mean that are explained together: one with, one without, or finished and not."""
    for one, other, before, with_it, without, behind in _BOTH.findall(text):
        for short, state in ((one, with_it), (other, without)):
            if terms_of(meaning := f"{before}{state}{behind}"):
                yield _key(short), meaning
    for state in _FINISHED.findall(text):
        yield compact(state), "aanwezig"
        yield f"niet{compact(state)}", "niet aanwezig"


def _explained_in_brackets(text: str) -> Iterator[tuple[str, str]]:
    """What two letters in brackets mean, none of which is a word of a header: that means another thing."""
    for pattern in _IN_BRACKETS:
        for shorts in pattern.findall(text):
            for short, meaning in zip(shorts, ("met profiel", "zonder profiel"), strict=True):
                if terms_of(short) is None:
                    yield compact(short), meaning


def written_out(text: str, legend: Mapping[str, str]) -> str:
    """A head with the meaning of every abbreviation in it."""
    whole = legend.get(_sign(text) + _key(text))
    words = re.sub(rf"(?<!\S)({_SIGN}) (?=\w)", r"\1", text).split()
    return whole or " ".join(
        legend.get(_sign(word) + _key(word)) or legend.get(_key(word)) or legend.get(compact(word), word)
        for word in words
    )


def _key(short: str) -> str:
    """The letters of an abbreviation, with the sign that they end in: `G+` and `G-` are two."""
    return compact(short) + _sign(short.strip()[-1:] if len(short.strip()) > 1 else "")


def _sign(text: str) -> str:
    """The plus or minus that a text begins with, one for all dashes."""
    sign = text.strip()[:1]
    return "+" if sign == "+" else "-" * bool(re.match(_SIGN, sign))
