"""Finds the labels above a grid: the header's texts, with what they say and where they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from klantprofielen.geometry import Box, around
from klantprofielen.read.layout.header.head_states import is_sign, with_states
from klantprofielen.read.layout.header.header_texts import (
    BESIDE,
    Edges,
    Label,
    Text,
    edges_of,
    goes_on,
    has_row,
    hyphens_joined,
    letters_left_out,
    texts_of,
    turned_texts,
)
from klantprofielen.read.layout.header.legend import written_out
from klantprofielen.read.layout.numbers.grid import Part
from klantprofielen.read.layout.vocabulary.header_words import (
    OWNERS,
    PROFILES,
    Term,
    counts_others,
    denies_others,
    names_register_alone,
    names_state,
    terms_of,
)
from klantprofielen.read.letters import compact
from klantprofielen.read.words_on_figures.not_counts import names_unit

# In font sizes: words closer than this are one label, with and without a printed space between them. Headers
# are read with each pair, and all that can be read so must agree: a space is wider in letter-spaced text, and
# columns come closer in small type.
LABEL_GAPS = ((0.65, 0.2), (0.65, 0.65), (1.0, 1.0), (0.4, 0.4), (0.3, 0.3))
# In font sizes: lines further apart are not one header.
_FURTHEST_LINE = 3.2
# In distances between rows.
_FURTHEST_ROW = 1.6
_MOST_LINES = 14
# In heights: how exactly the lines of one head are in line.
_ALIGNED = 0.3
# So many texts side by side are heads and no heading.
_FEWEST_HEADS = 3
_PROSE_WORDS = 6
_TITLE_LINE = re.compile(
    r"transparantievanklantprofiel|(?:eerste|tweede|derde|vierde|[1-4](?:e|de|ste)?)kwartaal|kwartaal[1-4]"
)
_HEADING = re.compile(r"kwartaal|q[1-4]|20\d\d|klantprofielen|regio|amr")


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
    over_complete: bool = False,
    reach: float = 1,
    legend: Mapping[str, str] | None = None,
) -> Labels:
    """Walks upward from the first row, line by line, as long as header words stand there.

    `cut_at_columns` parts words also where the second begins, or the first ends, exactly at a column's own edge;
    `keep_fillers` keeps labels that name neither owner nor profile nor total (`Klanten in Sonar`) at one side of
    all others, where none names the total; `over_complete` takes one text alone over complete heads for the first line
    of a cell that has more lines than the others; `reach` looks so many times as far; `legend` is what a note says that
    abbreviations stand for.
    """
    first = part.rows[0]
    lines: list[tuple[Label, ...]] = []
    top = bottom = first.box.top
    unread: list[str] = []
    below: Sequence[Text] = ()
    zone = _zone(part, names, gaps, edges_of(part) if cut_at_columns else None, reach)
    if legend:
        zone = [[replace(text, in_full=written_out(text.text, legend)) for text in texts] for texts in zone]
    for texts in reversed(letters_left_out(hyphens_joined(zone))):
        if _TITLE_LINE.search(compact("".join(text.text for text in texts))) or _is_caption(texts, part, names):
            break
        if any(counts_others(text.meaning) and _begins_over(text.box, part, names) for text in texts):
            lines, unread = [], [text.text for text in texts]
            break
        # Apart from complete heads stand texts of their own: a tile with the size of the register.
        is_apart = _is_complete(lines) and top - around(text.box for text in texts).bottom > texts[0].box.height
        begins_cell = not is_apart and _begins_cell(texts[0], part, of_any=over_complete)
        if len(texts) == 1 and _is_complete(lines) and not begins_cell:
            break
        over = [text for text in texts if _stands_over(text.box, part, names) and not _heads_group(texts, part, names)]
        aside = [text for text in texts if text not in over]
        read = [(text, _terms_over(text, below)) for text in over]
        if any(_is_of_register(text, terms, part) for text, terms in read):
            lines, unread = (lines, []) if is_apart else ([], [text.text for text in texts])
            break
        if any(terms is None for _, terms in read):
            unknown = [text for text, terms in read if terms is None]
            begins_cells = _begin_cells(unknown, below)
            lines = [] if begins_cells else lines
            unread = [
                text.text
                for text in unknown
                if begins_cells or (_begins_over(text.box, part, names) and not _is_heading(text.text))
            ]
            break
        below = texts
        labels = [Label(text.text, terms or (), text.box) for text, terms in read if terms or is_sign(text.text)]
        if not labels and not any(_heads_names(text.text) for text in aside):
            continue  # a name that wraps above its numbers, or a heading at the side
        line = around(text.box for text in texts)
        bottom = line.bottom if top == first.box.top else bottom
        top = line.top
        if keep_fillers:
            labels = [_of_both_owners(label) for label in labels]
        meant = tuple(
            label
            for label in labels
            if names_state(label.text)
            or is_sign(label.text)
            or _says_something(label, part, names)
            or (keep_fillers and label.says_nothing)
        )
        if meant:
            lines.insert(0, meant)
    lines = with_states(lines, keep_fillers=keep_fillers)
    if keep_fillers:
        lines = _with_fillers_at_one_side(lines)
    return Labels(tuple(lines), top, bottom, tuple(unread))


def _terms_over(text: Text, below: Sequence[Text]) -> tuple[Term, ...] | None:
    """What a text says; None where the line under it makes it say something else."""
    if any(goes_on(text.box, other.box) and denies_others(text.meaning, other.meaning) for other in below):
        return None
    return terms_of(text.meaning)


def _is_of_register(text: Text, terms: tuple[Term, ...] | None, part: Part) -> bool:
    """Whether one column is said to be that of the register; over several it may be a heading."""
    over = sum(text.box.x_overlap(column) > 0 for column in part.columns)
    return over <= 1 and terms is not None and set(terms) == {Term.FILLER} and names_register_alone(text.meaning)


def _begin_cells(unread: Sequence[Text], below: Sequence[Text]) -> bool:
    """Whether unknown texts are first lines of heads: several, each in line with one that is right under it.

    Heads without their first line would say something else. One such text may be a heading.
    """
    return len(unread) > 1 and all(
        any(text.box.x_off(other.box) <= _ALIGNED * text.box.height and goes_on(text.box, other.box) for other in below)
        for text in unread
    )


def _of_both_owners(label: Label) -> Label:
    """`Gemeente en UWV` names no owner of a column: it may be the total, where that proves to be so."""
    is_both = all(label.has(owner) for owner in OWNERS) and not label.has(*PROFILES, Term.TOTAL, Term.SHARE)
    return replace(label, terms=(Term.FILLER,)) if is_both else label


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
    """Whether the heads name both owners, what has no profile and the total; a text over them all is a caption.

    Where they say `ontbreekt` and nothing of a profile, that stands over them.
    """
    named = {term for line in lines for label in line for term in label.terms}
    return named >= {*OWNERS, Term.NEGATIVE, Term.TOTAL} and bool(named & {Term.PROFILE, Term.POSITIVE})


def _begins_cell(text: Text, part: Part, *, of_any: bool) -> bool:
    """Whether a text stands over one column alone, in words that say nothing by themselves, or `of_any` head."""
    terms = terms_of(text.meaning)
    over = sum(text.box.x_overlap(column) > 0 for column in part.columns)
    return bool(terms) and over <= 1 and (of_any or set(terms or ()) == {Term.FILLER})


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


def find_side_by_side(part: Part, names: Box | None) -> list[str]:
    """Texts that stand side by side over columns, some in unknown words: heads, whatever else they look like.

    A unit (`fte`) or a quarter in each of them does not make them a caption.
    """
    for texts in _zone(part, names, LABEL_GAPS[0]):
        over = [text for text in texts if any(text.box.x_overlap(column) > 0 for column in part.columns)]
        is_unknown = any(terms_of(text.text) is None for text in over)
        if len(over) >= _FEWEST_HEADS and is_unknown:
            return [text.text for text in over]
    return []


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
    part: Part, names: Box | None, gaps: tuple[float, float], edges: Edges | None = None, reach: float = 1
) -> list[list[Text]]:
    """The lines of texts above the first row, top line first, as far as no large gap parts them."""
    first = part.rows[0]
    size = max((token.size for token in first.tokens.values()), default=first.box.height)
    furthest = reach * max(_FURTHEST_LINE * size, _FURTHEST_ROW * (part.row_distance or 0.0))
    edge = part.columns[-1].x1 + BESIDE * size
    left = names.x0 - BESIDE * size if names is not None else float("-inf")
    zone: list[list[Text]] = []
    lowest = first.box.top
    turned = turned_texts(part, names)
    if turned and lowest - around(text.box for text in turned).bottom <= furthest:
        zone = [turned]
        lowest = around(text.box for text in turned).top
    for line in reversed([line for line in part.page.lines if line.box.y_centre < first.box.top]):
        found = texts_of(part, line, gaps, edges)
        texts = [text for text in found if text.box.x0 <= edge and text.box.x1 >= left]
        if not texts:
            continue
        if all(
            not compact(text.text) and not names_state(text.text) and not counts_others(text.text) for text in texts
        ):
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
    """Whether a text stands over the number columns, not over the names; their own head may be wider than they are."""
    is_behind = names is not None and box.x_centre > names.x1 and box.x0 > names.x0 + BESIDE * box.height
    return box.x1 > part.columns[0].x0 or is_behind


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
