"""What a page's content stream does to its text: split, shuffled, drawn twice, hidden, laid under a scan.

Nothing here changes what a person sees, but for the hidden text, which nobody sees.
"""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pypdfium2

from facsimiles import canvas
from facsimiles.drawing import WHITE, Curves, Draw, Fill, Page, Picture, Text
from facsimiles.faces import width_of
from facsimiles.outlines import as_png, size_of
from facsimiles.specimen import Specimen

_NUMBER = re.compile(r"\d[\d.\s\u00a0\u202f]*")
_INVISIBLE = 3
_SHADOW = (0.75, 0.75, 0.75)
_STROKED = 2


def disguised(page: Page, specimen: Specimen) -> Page:
    """The page with everything that the layout says of its content stream."""
    layout = specimen.layout
    rng = random.Random(f"{specimen.seed} {len(page.draws)}")
    draws = page.draws
    if layout.header == "picture":
        draws = tuple(_as_picture(draw) if isinstance(draw, Curves) else draw for draw in draws)
    hidden = tuple(_hidden(page, layout.invisible, rng))
    draws = tuple(_thickened(draws, layout.bold))
    if layout.glyphs != "runs":
        draws = tuple(_split(draws, layout.glyphs))
    draws = _streamed(draws, "shuffled" if layout.glyphs == "each_shuffled" else layout.stream, rng)
    # What is covered comes first, so that everything else is painted over it.
    draws = (*hidden, *draws) if layout.invisible == "covered" else (*draws, *hidden)
    done = replace(page, draws=draws)
    return scanned(done) if layout.scan else done


def _as_picture(draw: Curves) -> Picture:
    red, green, blue = (round(255 * part) for part in draw.colour)
    width, height = size_of(draw.text, draw.face, draw.size)
    png = as_png(draw.text, draw.face, draw.size, (red, green, blue))
    return Picture(draw.x, draw.y - draw.size, draw.x + width, draw.y - draw.size + height, png)


def _thickened(draws: Iterable[Draw], bold: str) -> Iterator[Draw]:
    for draw in draws:
        if isinstance(draw, Text) and draw.is_bold and bold == "stroked":
            yield replace(draw, mode=_STROKED)
        elif isinstance(draw, Text) and draw.is_bold and bold == "drawn_twice":
            yield draw
            yield replace(draw, x=draw.x + 0.03 * draw.size)
        elif isinstance(draw, Text) and draw.is_bold and bold == "shadowed":
            yield replace(draw, x=draw.x + 0.1 * draw.size, y=draw.y + 0.1 * draw.size, colour=_SHADOW)
            yield draw
        else:
            yield draw


def _split(draws: Iterable[Draw], glyphs: str) -> Iterator[Draw]:
    """Texts in pieces, each placed by itself: every glyph, or numbers in two."""
    for draw in draws:
        if not isinstance(draw, Text) or draw.angle:
            yield draw
        elif glyphs == "split_numbers":
            half = len(draw.text) // 2 if _NUMBER.fullmatch(draw.text) else 0
            yield from _pieces(draw, [0, half] if half else [0])
        else:
            yield from _pieces(draw, list(range(len(draw.text))))


def _pieces(draw: Text, starts: list[int]) -> Iterator[Text]:
    for start, stop in zip(starts, [*starts[1:], len(draw.text)], strict=True):
        before = width_of(draw.text[:start], draw.face, draw.size) + draw.spacing * start
        yield replace(draw, x=draw.x + before, text=draw.text[start:stop])


def _streamed(draws: tuple[Draw, ...], stream: str, rng: random.Random) -> tuple[Draw, ...]:
    """The same draws in another order: what is filled and ruled first, then the texts."""
    if stream == "reading":
        return draws
    ground = [draw for draw in draws if not isinstance(draw, Text)]
    texts = [draw for draw in draws if isinstance(draw, Text)]
    match stream:
        case "shuffled":
            rng.shuffle(texts)
        case "by_column":
            texts.sort(key=lambda text: (round(text.x / 30), text.y))
        case "reversed":
            texts.reverse()
        case "numbers_first":
            texts.sort(key=lambda text: _NUMBER.fullmatch(text.text) is None)
    return (*ground, *texts)


def _hidden(page: Page, kind: str, rng: random.Random) -> Iterator[Draw]:
    """Numbers that nobody sees, where a careless reader would take them for data."""
    if kind == "none":
        return
    numbers = [draw for draw in page.draws if isinstance(draw, Text) and _NUMBER.fullmatch(draw.text)]
    if kind.endswith("_row"):
        yield from _hidden_row(page, numbers, kind)
        return
    for number in numbers[:: 1 if kind == "off_page" else 3]:
        digits = str(rng.randint(1, 9))
        beside = replace(number, text=digits, x=number.x - width_of(digits, number.face, number.size) - 0.3)
        match kind:
            case "white":
                yield replace(beside, colour=WHITE)
            case "mode3":
                yield replace(beside, mode=_INVISIBLE)
            case "off_page":
                yield replace(number, text=digits + number.text, x=number.x + page.width)
            case "tiny":
                yield replace(beside, size=0.3, x=number.x - 0.6)
            case "covered":
                yield beside
                right = beside.x + width_of(digits, number.face, number.size)
                yield Fill(beside.x - 0.5, number.y - number.size, right + 0.2, number.y + number.size * 0.3, WHITE)


def _hidden_row(page: Page, numbers: list[Text], kind: str) -> Iterator[Draw]:
    """A whole row of a municipality that is not there, between two real ones."""
    if not numbers:
        return
    row = [draw for draw in page.draws if isinstance(draw, Text) and draw.y == numbers[-1].y]
    for draw in row:
        is_number = _NUMBER.fullmatch(draw.text) is not None
        shown = replace(draw, y=draw.y + draw.size * 2.4, text=draw.text[::-1] if is_number else "Urk")
        yield replace(shown, colour=WHITE) if kind == "white_row" else replace(shown, mode=_INVISIBLE)


def scanned(page: Page) -> Page:
    """The page as a picture of itself, with its text invisible on top."""
    seen = canvas.draw_pages([page], "")
    with pypdfium2.PdfDocument(seen) as document:
        image = document[0].render(scale=150 / 72).to_pil().convert("L")
    out = io.BytesIO()
    image.save(out, "PNG")
    texts = (replace(draw, mode=_INVISIBLE) for draw in page.draws if isinstance(draw, Text))
    return replace(page, draws=(Picture(0, 0, page.width, page.height, out.getvalue()), *texts))
