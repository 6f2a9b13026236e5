"""Finds the labels above a grid: the header's texts, with what they say and where they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from klantprofielen.geometry import Box, around
from klantprofielen.read.layout.grid import Part
from klantprofielen.read.layout.header_texts import (
    BESIDE,
    Edges,
    Text,
    edges_of,
    has_row,
    hyphens_joined,
    letters_left_out,
    texts_of,
    turned_texts,
)
from klantprofielen.read.layout.header_words import OWNERS, PROFILES, Term, terms_of
from klantprofielen.read.layout.legend import written_out
from klantprofielen.read.letters import compact
from klantprofielen.read.words_on_figures.claims import names_unit

# In font sizes: words closer than this are one label, with and without a printed space between them. Headers
# are read with each pair, and all that can be read so must agree: a space is wider in letter-spaced text, and
# columns come closer in small type.
LABEL_GAPS = ((0.65, 0.2), (0.65, 0.65), (1.0, 1.0), (0.4, 0.4), (0.3, 0.3))
# In font sizes: lines further apart are not one header.
_FURTHEST_LINE = 3.2
# In distances between rows.
_FURTHEST_ROW = 1.6
_MOST_LINES = 14
_PROSE_WORDS = 6
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

    @property
    def says_nothing(self) -> bool:
        """Whether it names neither owner nor profile nor total: `Klanten in Sonar`."""
        return set(self.terms) == {Term.FILLER} and "register" not in compact(self.text)

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
    keep_fillers: bool = False,
    reach: float = 1,
    legend: Mapping[str, str] = MappingProxyType({}),
) -> Labels:
    """Walks upward from the first row, line by line, as long as header words stand there.

    `cut_at_columns` parts words also where the second begins, or the first ends, exactly at a column's own edge;
    `keep_fillers` keeps labels that name neither owner nor profile nor total (`Klanten in Sonar`) at one side of
    all others, where none names the total; `reach` looks so many times as far; `legend` is what a note says that
    abbreviations stand for.
    """
    first = part.rows[0]
    lines: list[tuple[Label, ...]] = []
    top = bottom = first.box.top
    unread: list[str] = []
    for texts in reversed(
        letters_left_out(
            hyphens_joined(_zone(part, names, gaps, edges_of(part) if cut_at_columns else None, reach, legend))
        )
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
        meant = tuple(
            label for label in labels if _says_something(label, part, names) or (keep_fillers and label.says_nothing)
        )
        if meant:
            lines.insert(0, meant)
    if keep_fillers:
        lines = _with_fillers_at_one_side(lines)
    return Labels(tuple(lines), top, bottom, tuple(unread))


def _with_fillers_at_one_side(lines: Sequence[tuple[Label, ...]]) -> list[tuple[Label, ...]]:
    """The labels that say something, and of the others those left of them all or right of them all, not both."""
    saying = [label for line in lines for label in line if not label.says_nothing]
    if not saying or any(label.has(Term.TOTAL) for label in saying):
        return [tuple(label for label in line if not label.says_nothing) for line in lines]
    heads = around(label.box for label in saying)
    fillers = [label for line in lines for label in line if label.says_nothing]
    left = [label for label in fillers if label.box.x1 < heads.x0]
    right = [label for label in fillers if label.box.x0 > heads.x1]
    at_side = left or right if not (left and right) else []
    kept = (tuple(label for label in line if label in at_side or not label.says_nothing) for line in lines)
    return [line for line in kept if line]


def _is_caption(texts: Sequence[Text], part: Part, names: Box | None) -> bool:
    """Whether a line names the unit of the numbers, or is one text over the names that heads more than those."""
    if any(names_unit(text.text) for text in texts):
        return True
    first, *others = texts
    return (
        names is not None
        and not others
        and first.box.x0 <= names.x0 + BESIDE * first.box.height
        and (first.box.x1 > part.columns[0].x0 or bool(PROFILES & set(terms_of(first.text) or ())))
    )


def _heads_group(texts: Sequence[Text], part: Part, names: Box | None) -> bool:
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
        for text in texts_of(part, line, LABEL_GAPS[0]):
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
    part: Part,
    names: Box | None,
    gaps: tuple[float, float],
    edges: Edges | None,
    reach: float,
    legend: Mapping[str, str],
) -> list[list[Text]]:
    """The lines of texts above the first row, top line first, as far as no large gap parts them."""
    first = part.rows[0]
    size = max((token.size for token in first.tokens.values()), default=first.box.height)
    furthest = reach * max(_FURTHEST_LINE * size, _FURTHEST_ROW * (part.row_distance or 0.0))
    edge = part.columns[-1].x1 + BESIDE * size
    left = names.x0 - BESIDE * size if names is not None else float("-inf")
    zone: list[list[Text]] = []
    lowest = first.box.top
    turned = [
        replace(text, in_full=written_out(text.text, legend) if legend else "") for text in turned_texts(part, names)
    ]
    if turned and lowest - around(text.box for text in turned).bottom <= furthest:
        zone = [turned]
        lowest = around(text.box for text in turned).top
    for line in reversed([line for line in part.page.lines if line.box.y_centre < first.box.top]):
        texts = [
            Text(text.text, text.box, written_out(text.text, legend) if legend else "")
            for text in texts_of(part, line, gaps, edges)
            if text.box.x0 <= edge and text.box.x1 >= left
        ]
        if not texts:
            continue
        if all(not compact(text.text) for text in texts):
            lowest = line.box.top  # a rule of dashes
            continue
        if has_row(line, edge):
            break  # a row of another table, or of this one above a repeated header
        if lowest - around(text.box for text in texts).bottom > furthest or len(zone) >= _MOST_LINES:
            break
        zone.insert(0, texts)
        # The head of the names may stand at the foot of turned texts: those reach higher.
        lowest = min(lowest, around(text.box for text in texts).top)
    return zone


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
