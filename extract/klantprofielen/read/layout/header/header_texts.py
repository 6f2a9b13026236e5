"""The texts above a table, before anybody asks what they say: where one label ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from klantprofielen.geometry import Box, Line, Word, around
from klantprofielen.read.followers import followers
from klantprofielen.read.layout.numbers.grid import FEWEST_TOKENS, Part, numbers_columns
from klantprofielen.read.layout.numbers.printed_numbers import token_runs
from klantprofielen.read.layout.vocabulary.header_words import OWNERS, PROFILES, Term, terms_of
from klantprofielen.read.letters import compact

# In font sizes: labels that begin further right are not over the table.
BESIDE = 0.5
# In font sizes: how exactly a head begins or ends where its numbers do.
_AT_EDGE = 0.15
# In font sizes: how near to a column's edge two heads without a space between them touch.
_NEAR_EDGE = 0.6
# Lines of turned text closer than so many of their heights are one label; how far it may stand left of its column.
_TURNED_GAP = 0.5
_TURNED_REACH = 3.0
# In heights: how far below a text that ends in a hyphen its next line stands.
_NEXT_LINE = 1.3
# The letter of a column before its head (`E. Totaal`), also where it touches the head before (`PROFIELE. TOTAAL`).
_COLUMN = re.compile("[A-Ea-e][.)]")
_ENDS_IN_COLUMN = re.compile("(.{2,})([A-E][.)])")
_ENDS_BEFORE_CAPITAL = re.compile(r"([^\W\d_]*[a-z]{2})([A-Z][^\W\d_]*.*)")
# A line under the header that letters the columns, with or without a formula: (a), `e = a + b + c + d`.
_LETTERED = re.compile(r"[(\[]?[a-zA-Z][)\]]?(?:\s*=\s*[a-zA-Z](?:\s*\+\s*[a-zA-Z])*)?")


@dataclass(frozen=True, slots=True)
class Text:
    """A text above the table, with its box; `in_full` has its abbreviations written out, where a note explains them."""

    text: str
    box: Box
    in_full: str = ""

    @property
    def meaning(self) -> str:
        """The text, its abbreviations written out."""
        return self.in_full or self.text


@dataclass(frozen=True, slots=True)
class Label:
    """A header text with what it says and where it stands."""

    text: str
    terms: tuple[Term, ...]
    box: Box

    def has(self, *terms: Term) -> bool:
        """Whether it says any of these."""
        return any(term in self.terms for term in terms)

    @property
    def says_nothing(self) -> bool:
        """Whether it names neither owner nor profile nor total: `Klanten in Sonar`."""
        return set(self.terms) == {Term.FILLER} and "register" not in compact(self.text)

    def over(self, below: Label) -> Label:
        """Both, read from the top down."""
        return Label(f"{self.text} {below.text}", self.terms + below.terms, self.box | below.box)


def turned_texts(part: Part, names: Box | None) -> list[Text]:
    """The header texts turned a quarter above the numbers, left to right: lines side by side are one text.

    What stands above the rows of another table heads that one.
    """
    first = part.rows[0].box
    other_rows = [
        line.box.y_centre
        for line in part.page.lines
        if line.box.y_centre < first.top and has_row(line, part.columns[-1].x1)
    ]
    highest = max(other_rows, default=float("-inf"))
    left = names.x1 if names is not None else part.columns[0].x0 - _TURNED_REACH * first.height
    above = [
        line
        for line in part.page.sideways
        if highest < line.box.top and line.box.bottom <= first.top + BESIDE * first.height and left <= line.box.x_centre
    ]
    groups = followers(
        sorted(above, key=lambda line: line.box.x0),
        lambda group, line: line.box.x0 - group[-1].box.x1 <= _TURNED_GAP * line.box.width,
    )
    edge = part.columns[-1].x1 + BESIDE * first.height
    return [
        Text(
            " ".join(line.text for line in (reversed(group) if _reads_downward(group) else group)),
            around(line.box for line in group),
        )
        for group in groups
        if group[0].box.x0 <= edge
    ]


def _reads_downward(lines: Sequence[Line]) -> bool:
    """Whether turned lines are turned clockwise, so that the first of them is the rightmost."""
    return any(line.words[0].box.top < line.words[-1].box.top for line in lines)


@dataclass(frozen=True, slots=True)
class Edges:
    """Where the numbers of columns all begin, and where they all end."""

    left: tuple[float, ...]
    right: tuple[float, ...]

    def part(self, before: Word, word: Word) -> bool:
        """Whether a column's edge lies exactly between two words."""
        reach = _AT_EDGE * max(before.size, word.size)
        return any(abs(word.box.x0 - edge) <= reach for edge in self.left) or any(
            abs(before.box.x1 - edge) <= reach for edge in self.right
        )


def edges_of(part: Part) -> Edges:
    """Where the numbers of the columns begin or end in every row, the total row left out."""
    left, right = [], []
    for index, column in enumerate(part.columns):
        boxes = [row.tokens[index].box for row in part.rows if index in row.tokens and not row.is_total]
        reach = _AT_EDGE * column.height if not boxes else _AT_EDGE * boxes[0].height
        if boxes and max(box.x0 for box in boxes) - min(box.x0 for box in boxes) <= reach:
            left.append(boxes[0].x0)
        if boxes and max(box.x1 for box in boxes) - min(box.x1 for box in boxes) <= reach:
            right.append(boxes[0].x1)
    return Edges(tuple(left), tuple(right))


def texts_of(part: Part, line: Line, gaps: tuple[float, float], edges: Edges | None = None) -> list[Text]:
    """The line's labels: its fragments, cut also where `profiel` begins a second time."""
    spaced, unspaced = gaps
    fragments = line.fragments(spaced, unspaced if part.page.spaces_are_printed else None)
    return [
        Text(" ".join(word.text for word in words), around(word.box for word in words))
        for whole in fragments
        for fragment in _cut_at_columns_letters(whole)
        for piece in ([fragment] if edges is None else _cut_at_edges(fragment, edges))
        for words in _cut_at_profiles(piece)
    ]


def _cut_at_columns_letters(fragment: Line) -> list[Line]:
    """`PROFIEL E. TOTAAL` are two labels, also where no space parts them (`PROFIELE. TOTAAL`)."""
    words: list[Word] = []
    for word, following in zip_longest(fragment.words, fragment.words[1:]):
        glued = _ENDS_IN_COLUMN.fullmatch(word.text) if following is not None and terms_of(word.text) is None else None
        if glued and terms_of(glued[1]):
            cut = word.box.x0 + word.box.width * len(glued[1]) / len(word.text)
            words.append(replace(word, text=glued[1], box=word.box._replace(x1=cut)))
            words.append(replace(word, text=glued[2], box=word.box._replace(x0=cut), space_before=""))
        else:
            words.append(word)
    is_sum = any("(" in word.text for word in words)  # `Totaal (a + b)`
    starts = [place for place, word in enumerate(words) if place and _COLUMN.fullmatch(word.text) and not is_sum]
    return Line(tuple(words)).cut_before(starts)


def _cut_at_edges(fragment: Line, edges: Edges) -> list[Line]:
    fragment = Line(tuple(part for word in fragment.words for part in _unglued(word, edges)))
    starts = [place for place, pair in enumerate(pairwise(fragment.words), start=1) if edges.part(*pair)]
    return fragment.cut_before(starts)


def _unglued(word: Word, edges: Edges) -> tuple[Word, ...]:
    """Two heads whose words touch at a column's edge, where a capital begins the second: `metUWV-klanten`."""
    glued = _ENDS_BEFORE_CAPITAL.fullmatch(word.text)
    if glued is None or not terms_of(glued[1]) or not terms_of(glued[2]):
        return (word,)
    cut = word.box.x0 + word.box.width * len(glued[1]) / len(word.text)
    edge = min((*edges.left, *edges.right), key=lambda edge: abs(edge - cut), default=None)
    if edge is None or abs(edge - cut) > _NEAR_EDGE * word.size:
        return (word,)
    first = replace(word, text=glued[1], box=word.box._replace(x1=edge))
    return first, replace(word, text=glued[2], box=word.box._replace(x0=edge), space_before="")


def _cut_at_profiles(fragment: Line) -> list[list[Word]]:
    """Columns may stand so close that only the words tell them apart.

    No label speaks of profiles twice, nor of an owner again behind an owner and his profiles.
    """
    labels: list[list[Word]] = [[]]
    has_owner = has_profile = is_owner_first = False
    for word in fragment.words:
        terms = set(terms_of(word.text) or ())
        if has_profile and (terms & PROFILES or (is_owner_first and terms & OWNERS)):
            labels.append([])
            has_owner = has_profile = is_owner_first = False
        has_owner = has_owner or bool(terms & OWNERS)
        if Term.PROFILE in terms and not has_profile:
            has_profile, is_owner_first = True, has_owner
        labels[-1].append(word)
    return labels


def hyphens_joined(zone: list[list[Text]]) -> list[list[Text]]:
    """A text that ends in a hyphen goes on in the next text under it; lines of other labels may stand between.

    So does one that a narrow cell cuts within a word (`Gemeentekl` / `anten in`), where both together are known words.
    """
    joined = [list(texts) for texts in zone]
    for index, upper in enumerate(joined):
        for text in [text for text in upper if text.text.endswith("-") or terms_of(text.meaning) is None]:
            for lower in joined[index + 1 :]:
                below = [other for other in lower if goes_on(text.box, other.box)]
                if below:
                    other = max(below, key=lambda candidate, box=text.box: candidate.box.x_overlap(box))  # type: ignore[misc]
                    whole = text.text.removesuffix("-") + other.text
                    if text.text.endswith("-") or terms_of(whole) is not None:
                        upper.remove(text)
                        lower[lower.index(other)] = Text(whole, text.box | other.box)
                    break
    return [texts for texts in joined if texts]


def letters_left_out(zone: list[list[Text]]) -> list[list[Text]]:
    """The lines without the letters of columns; one that ends a word of the line above (`gemeent` / `e`) was joined."""
    kept = ([text for text in texts if not _LETTERED.fullmatch(text.meaning)] for texts in zone)
    return [texts for texts in kept if texts]


def goes_on(above: Box, below: Box) -> bool:
    """Whether a text stands on the next line under another."""
    return below.x_overlap(above) > 0 and below.top - above.bottom <= _NEXT_LINE * above.height


def has_row(line: Line, edge: float) -> bool:
    """Whether a line has a row of numbers that begins left of there: one further right is of a table beside."""
    runs = token_runs(line, join_groups=False)
    return any(
        len(run.tokens) >= FEWEST_TOKENS and run.tokens[0].box.x0 <= edge and not numbers_columns(run) for run in runs
    )
