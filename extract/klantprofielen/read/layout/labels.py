"""Finds the labels above a grid: the header's texts, with what they say and where they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

from klantprofielen.geometry import Box, Line, Word, around
from klantprofielen.read.layout.claims import names_unit
from klantprofielen.read.layout.grid import FEWEST_TOKENS, Part, numbers_columns
from klantprofielen.read.layout.legend import written_out
from klantprofielen.read.layout.printed import compact, token_runs
from klantprofielen.read.layout.vocabulary import OWNERS, PROFILES, Term, terms_of

# In font sizes: words closer than this are one label, with and without a printed space between them. Headers
# are read with each pair, and all that can be read so must agree: a space is wider in letter-spaced text, and
# columns come closer in small type.
LABEL_GAPS = ((0.65, 0.2), (0.65, 0.65), (1.0, 1.0), (0.4, 0.4), (0.3, 0.3))
# In font sizes: lines further apart are not one header; labels that begin further right are not over the table.
_FURTHEST_LINE = 3.2
_BESIDE = 0.5
# In font sizes: how exactly a head begins or ends where its numbers do.
_AT_EDGE = 0.15
# Lines of turned text closer than so many of their heights are one label; how far it may stand left of its column.
_TURNED_GAP = 0.5
_TURNED_REACH = 3.0
# In heights: how far below a text that ends in a hyphen its next line stands.
_NEXT_LINE = 1.0
# In distances between rows.
_FURTHEST_ROW = 1.6
_MOST_LINES = 14
_PROSE_WORDS = 6
# A line under the header that letters the columns, with or without a formula: (a), `e = a + b + c + d`.
_LETTERED = re.compile(r"[(\[]?[a-zA-Z][)\]]?(?:\s*=\s*[a-zA-Z](?:\s*\+\s*[a-zA-Z])*)?")
_TITLE_LINE = re.compile(
    r"transparantievanklantprofiel|(?:eerste|tweede|derde|vierde|[1-4](?:e|de|ste)?)kwartaal|kwartaal[1-4]"
)
_HEADING = re.compile(r"kwartaal|q[1-4]|20\d\d|klantprofielen|regio|amr")


@dataclass(frozen=True, slots=True)
class Label:
    """A header text with what it says and where it stands."""

    text: str
    terms: tuple[Term, ...]
    box: Box

    def has(self, *terms: Term) -> bool:
        """Whether it says any of these."""
        return any(term in self.terms for term in terms)

    def over(self, below: Label) -> Label:
        """Both, read from the top down."""
        return Label(f"{self.text} {below.text}", self.terms + below.terms, self.box | below.box)


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a header zone, top line first; `unread` are texts over the columns that are no known words."""

    lines: tuple[tuple[Label, ...], ...]
    top: float
    bottom: float
    unread: tuple[str, ...]

    @property
    def is_of_publication(self) -> bool:
        """Whether any label names owners or profiles, as only this publication's header does."""
        return any(label.has(*OWNERS, *PROFILES) for line in self.lines for label in line)


def find_labels(
    part: Part,
    names: Box | None,
    gaps: tuple[float, float],
    *,
    cut_at_columns: bool = False,
    legend: Mapping[str, str] = MappingProxyType({}),
) -> Labels:
    """Walks upward from the first row, line by line, as long as header words stand there.

    `cut_at_columns` parts words also where the second begins, or the first ends, exactly at a column's own edge;
    `legend` is what a note says that abbreviations stand for.
    """
    first = part.rows[0]
    lines: list[tuple[Label, ...]] = []
    top = bottom = first.box.top
    unread: list[str] = []
    for texts in reversed(
        _letters_left_out(_hyphens_joined(_zone(part, names, gaps, _edges(part) if cut_at_columns else None, legend)))
    ):
        if _TITLE_LINE.search(compact("".join(text.text for text in texts))) or _is_caption(texts, part, names):
            break
        if len(texts) == 1 and _is_complete(lines):
            break
        over = [text for text in texts if _stands_over(text.box, part, names) and not _heads_group(texts, part, names)]
        aside = [text for text in texts if text not in over]
        read = [(text, terms_of(text.meaning)) for text in over]
        if any(terms is None for _, terms in read):
            unread = [
                text.text
                for text, terms in read
                if terms is None and _begins_over(text.box, part, names) and not _is_heading(text.text)
            ]
            break
        labels = [Label(text.text, terms, text.box) for text, terms in read if terms]
        if not labels and not any(_heads_names(text.text) for text in aside):
            continue  # a name that wraps above its numbers, or a heading at the side
        line = around(text.box for text in texts)
        bottom = line.bottom if top == first.box.top else bottom
        top = line.top
        meant = tuple(label for label in labels if _says_something(label, part, names))
        if meant:
            lines.insert(0, meant)
    return Labels(tuple(lines), top, bottom, tuple(unread))


def _is_caption(texts: Sequence[_Text], part: Part, names: Box | None) -> bool:
    """Whether a line names the unit of the numbers, or is one text over the names that heads more than those."""
    if any(names_unit(text.text) for text in texts):
        return True
    first, *others = texts
    return (
        names is not None
        and not others
        and first.box.x0 <= names.x0 + _BESIDE * first.box.height
        and (first.box.x1 > part.columns[0].x0 or bool(PROFILES & set(terms_of(first.text) or ())))
    )


def _heads_group(texts: Sequence[_Text], part: Part, names: Box | None) -> bool:
    """Whether the one text of a line stands left of the numbers, begins over the names and is no header word."""
    first, *others = texts
    is_beside = names is not None and first.box.x0 < names.x1 and first.box.x1 <= part.columns[0].x0
    return is_beside and not others and terms_of(first.meaning) is None


def _is_complete(lines: Sequence[Sequence[Label]]) -> bool:
    """Whether the heads name both owners, what has no profile and the total; a text over them all is a caption."""
    named = {term for line in lines for label in line for term in label.terms}
    return named >= {*OWNERS, Term.NEGATIVE, Term.TOTAL}


def find_far_labels(part: Part, bottom: float, names: Box | None) -> list[str]:
    """Texts higher up on the page that are header words all the same: then a header is there, unread."""
    found = []
    for line in part.page.lines:
        if line.box.bottom > bottom:
            break
        for text in _texts(part, line, LABEL_GAPS[0]):
            label = Label(text.text, terms_of(text.text) or (), text.box)
            if label.has(*OWNERS, *PROFILES) and _begins_over(text.box, part, names):
                found.append(text.text)
    return found


def find_turned_labels(part: Part) -> list[str]:
    """Texts turned a quarter that stand above the numbers: a header is there, and is not read."""
    first = part.rows[0].box
    return [
        line.text
        for line in part.page.sideways
        if line.box.y_centre < first.top and first.x0 <= line.box.x_centre <= part.columns[-1].x1
    ]


def _heads_names(text: str) -> bool:
    """Whether a text at the side is the header of the names or the region column, and not a row's label."""
    terms = set(terms_of(text) or ())
    return bool(terms & {Term.MUNICIPAL, Term.REGION, Term.NAME, Term.CODE}) and Term.TOTAL not in terms


def _zone(
    part: Part, names: Box | None, gaps: tuple[float, float], edges: _Edges | None, legend: Mapping[str, str]
) -> list[list[_Text]]:
    """The lines of texts above the first row, top line first, as far as no large gap parts them."""
    first = part.rows[0]
    size = max((token.size for token in first.tokens.values()), default=first.box.height)
    reach = max(_FURTHEST_LINE * size, _FURTHEST_ROW * (part.row_distance or 0.0))
    edge = part.columns[-1].x1 + _BESIDE * size
    left = names.x0 - _BESIDE * size if names is not None else float("-inf")
    zone: list[list[_Text]] = []
    lowest = first.box.top
    turned = [
        replace(text, in_full=written_out(text.text, legend) if legend else "") for text in turned_texts(part, names)
    ]
    if turned and lowest - around(text.box for text in turned).bottom <= reach:
        zone = [turned]
        lowest = around(text.box for text in turned).top
    for line in reversed([line for line in part.page.lines if line.box.y_centre < first.box.top]):
        texts = [
            _Text(text.text, text.box, written_out(text.text, legend) if legend else "")
            for text in _texts(part, line, gaps, edges)
            if text.box.x0 <= edge and text.box.x1 >= left
        ]
        if not texts:
            continue
        if _has_row(line, edge):
            break  # a row of another table, or of this one above a repeated header
        if lowest - around(text.box for text in texts).bottom > reach or len(zone) >= _MOST_LINES:
            break
        zone.insert(0, texts)
        # The head of the names may stand at the foot of turned texts: those reach higher.
        lowest = min(lowest, around(text.box for text in texts).top)
    return zone


def _has_row(line: Line, edge: float) -> bool:
    """Whether a line has a row of numbers that begins left of there: one further right is of a table beside."""
    runs = token_runs(line, join_groups=False)
    return any(
        len(run.tokens) >= FEWEST_TOKENS and run.tokens[0].box.x0 <= edge and not numbers_columns(run) for run in runs
    )


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    box: Box
    in_full: str = ""

    @property
    def meaning(self) -> str:
        """The text, its abbreviations written out."""
        return self.in_full or self.text


def turned_texts(part: Part, names: Box | None) -> list[_Text]:
    """The header texts turned a quarter above the numbers, left to right: lines side by side are one text.

    What stands above the rows of another table heads that one.
    """
    first = part.rows[0].box
    other_rows = [
        line.box.y_centre
        for line in part.page.lines
        if line.box.y_centre < first.top and _has_row(line, part.columns[-1].x1)
    ]
    highest = max(other_rows, default=float("-inf"))
    left = names.x1 if names is not None else part.columns[0].x0 - _TURNED_REACH * first.height
    above = [
        line
        for line in part.page.sideways
        if highest < line.box.top
        and line.box.bottom <= first.top + _BESIDE * first.height
        and left <= line.box.x_centre <= part.columns[-1].x1
    ]
    groups: list[list[Line]] = []
    for line in sorted(above, key=lambda line: line.box.x0):
        if groups and line.box.x0 - groups[-1][-1].box.x1 <= _TURNED_GAP * line.box.width:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        _Text(
            " ".join(line.text for line in (reversed(group) if _reads_downward(group) else group)),
            around(line.box for line in group),
        )
        for group in groups
    ]


def _reads_downward(lines: Sequence[Line]) -> bool:
    """Whether turned lines are turned clockwise, so that the first of them is the rightmost."""
    return any(line.words[0].box.top < line.words[-1].box.top for line in lines)


@dataclass(frozen=True, slots=True)
class _Edges:
    """Where the numbers of columns all begin, and where they all end."""

    left: tuple[float, ...]
    right: tuple[float, ...]

    def part(self, before: Word, word: Word) -> bool:
        """Whether a column's edge lies exactly between two words."""
        reach = _AT_EDGE * max(before.size, word.size)
        return any(abs(word.box.x0 - edge) <= reach for edge in self.left) or any(
            abs(before.box.x1 - edge) <= reach for edge in self.right
        )


def _edges(part: Part) -> _Edges:
    left, right = [], []
    for index, column in enumerate(part.columns):
        boxes = [row.tokens[index].box for row in part.rows if index in row.tokens and not row.is_total]
        reach = _AT_EDGE * column.height if not boxes else _AT_EDGE * boxes[0].height
        if boxes and max(box.x0 for box in boxes) - min(box.x0 for box in boxes) <= reach:
            left.append(boxes[0].x0)
        if boxes and max(box.x1 for box in boxes) - min(box.x1 for box in boxes) <= reach:
            right.append(boxes[0].x1)
    return _Edges(tuple(left), tuple(right))


def _texts(part: Part, line: Line, gaps: tuple[float, float], edges: _Edges | None = None) -> list[_Text]:
    """The line's labels: its fragments, cut also where `profiel` begins a second time."""
    spaced, unspaced = gaps
    fragments = line.fragments(spaced, unspaced if part.page.spaces_are_printed else None)
    return [
        _Text(" ".join(word.text for word in words), around(word.box for word in words))
        for fragment in fragments
        for piece in ([fragment] if edges is None else _cut_at_edges(fragment, edges))
        for words in _cut_at_profiles(piece)
    ]


def _cut_at_edges(fragment: Line, edges: _Edges) -> list[Line]:
    starts = [place for place, pair in enumerate(pairwise(fragment.words), start=1) if edges.part(*pair)]
    return [Line(fragment.words[start:end]) for start, end in pairwise([0, *starts, len(fragment.words)])]


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


def _hyphens_joined(zone: list[list[_Text]]) -> list[list[_Text]]:
    """A text that ends in a hyphen goes on in the next text under it; lines of other labels may stand between.

    So does one that a narrow cell cuts within a word (`Gemeentekl` / `anten in`), where both together are known words.
    """
    joined = [list(texts) for texts in zone]
    for index, upper in enumerate(joined):
        for text in [text for text in upper if text.text.endswith("-") or terms_of(text.meaning) is None]:
            for lower in joined[index + 1 :]:
                below = [other for other in lower if _goes_on(text.box, other.box)]
                if below:
                    other = max(below, key=lambda candidate, box=text.box: candidate.box.x_overlap(box))  # type: ignore[misc]
                    whole = text.text.removesuffix("-") + other.text
                    if text.text.endswith("-") or terms_of(whole) is not None:
                        upper.remove(text)
                        lower[lower.index(other)] = _Text(whole, text.box | other.box)
                    break
    return [texts for texts in joined if texts]


def _letters_left_out(zone: list[list[_Text]]) -> list[list[_Text]]:
    """The lines without the letters of columns; one that ends a word of the line above (`gemeent` / `e`) was joined."""
    kept = ([text for text in texts if not _LETTERED.fullmatch(text.meaning)] for texts in zone)
    return [texts for texts in kept if texts]


def _goes_on(above: Box, below: Box) -> bool:
    """Whether a text stands on the next line under another."""
    return below.x_overlap(above) > 0 and below.top - above.bottom <= _NEXT_LINE * above.height


def _begins_over(box: Box, part: Part, names: Box | None) -> bool:
    """Whether a text begins over the number columns: headings begin at the side, over the names."""
    left = names.x1 if names is not None else part.columns[0].x0
    return left < box.x0 <= part.columns[-1].x1


def _is_heading(text: str) -> bool:
    """Whether a text is plainly title, quarter, region or prose, and not a header of columns."""
    return len(text.split()) >= _PROSE_WORDS or bool(_HEADING.search(compact(text)))


def _stands_over(box: Box, part: Part, names: Box | None) -> bool:
    """Whether a text stands over the number columns, not over the names."""
    return box.x1 > part.columns[0].x0 or (names is not None and box.x_centre > names.x1)


def _says_something(label: Label, part: Part, names: Box | None) -> bool:
    """Whether a label speaks of a number column: it is not all filling, nor the header of region or names."""
    if label.has(Term.CODE):
        return any(label.box.x_overlap(column) > 0 for column in part.columns)
    if not set(label.terms) - {Term.FILLER, Term.NAME} or label.has(Term.REGION):
        return False
    is_name_header = (
        set(label.terms) <= {Term.MUNICIPAL, Term.NAME}
        and names is not None
        and label.box.x_overlap(names) > max(0.0, label.box.x_overlap(part.columns[0]))
    )
    return not is_name_header
