"""Pages set by hand, letter by letter: every letter has its place, so that a test knows what stands where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from facsimiles.figures import dotted
from klantprofielen.geometry import Box, Glyph, Page
from klantprofielen.read.layout.page.reading_frame import page_of_glyphs

WIDTH, HEIGHT, SIZE = 842.0, 595.0, 8.0
# In sizes: how wide a letter is, and a space; that is all the typeface there is.
LETTER, SPACE = 0.5, 0.28
# The sentence on the size of the register, over two lines.
SENTENCE = (
    "In Sonar zijn niet alle doelgroepen opgenomen, in de arbeidsmarktregio Flevoland bevat het doelgroepregister",
    "banenafspraken in totaal 5.082 personen. Hiervan is 78% bekend binnen Sonar.",
)
# The heads of the five columns of counts, in the order of the series.
HEADS = ("Gemeente met profiel", "Gemeente geen profiel", "UWV met profiel", "UWV geen profiel", "Totaal in Sonar")


def width_of(text: str, size: float = SIZE, tracking: float = 0.0) -> float:
    """How far a text goes."""
    return sum((SPACE if letter.isspace() else LETTER) * size + tracking for letter in text)


def glyphs(text: str, x: float, y: float, size: float = SIZE, tracking: float = 0.0) -> list[Glyph]:
    """A text from `x` on, its letters `tracking` points apart; spaces are printed."""
    placed = []
    for letter in text:
        width = width_of(letter, size)
        placed.append(Glyph(letter, Box(x, y, x + width, y + size), size))
        x += width + tracking
    return placed


def ending_at(text: str, x: float, y: float, size: float = SIZE) -> list[Glyph]:
    """A text that ends at `x`."""
    return glyphs(text, x - width_of(text, size), y, size)


def centred(text: str, x: float, y: float, size: float = SIZE) -> list[Glyph]:
    """A text around `x`."""
    return glyphs(text, x - width_of(text, size) / 2, y, size)


def paragraph(texts: Sequence[str], x: float, y: float, step: float = 10, size: float = SIZE) -> list[Glyph]:
    """Lines below one another, `step` points apart."""
    return [letter for place, text in enumerate(texts) for letter in glyphs(text, x, y + step * place, size)]


def moved(
    letters: Iterable[Glyph], across: float, down: float = 0, where: Callable[[Box], bool] = lambda _: True
) -> list[Glyph]:
    """The letters, of which those that stand where `where` says are moved."""
    return [letter._replace(box=letter.box.moved(across, down)) if where(letter.box) else letter for letter in letters]


def headings(region: str = "Flevoland", x: float = 40) -> list[Glyph]:
    """Title, quarter and region, as a publication begins."""
    title = glyphs("Transparantie van klantprofielen", x, 40, 16)
    return [*title, *glyphs("Tweede kwartaal 2020", x, 70, 11), *glyphs(region, x, 90, 11)]


def table(
    rows: Iterable[tuple[str, Iterable[int | str]]],
    top: float,
    *,
    names: float = 60,
    first: float = 320,
    step: float = 110,
    pitch: float = 14,
    heads: Sequence[str] = HEADS,
    name_head: str = "Gemeente",
) -> list[Glyph]:
    """Rows from `top` down: names that begin at `names`, and columns of counts that end at `first` and on.

    The heads stand above, right-aligned with their columns, each of one or more lines.
    """
    letters = glyphs(name_head, names, top - 20)
    for column, head in enumerate(heads):
        for line, text in enumerate(reversed(head.split("\n"))):
            letters += ending_at(text, first + step * column, top - 20 - 9 * line)
    for line, (name, counts) in enumerate(rows):
        letters += glyphs(name, names, top + pitch * line)
        for column, count in enumerate(counts):
            text = count if isinstance(count, str) else dotted(count)
            letters += ending_at(text, first + step * column, top + pitch * line)
    return letters


def page(letters: Sequence[Glyph], number: int = 1) -> Page:
    """The page that these letters stand on."""
    return page_of_glyphs(number, WIDTH, HEIGHT, letters)
