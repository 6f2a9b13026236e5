"""What a person can see: text counts as printed only where the shown page has ink in its colour.

One rule covers text that is white, unpainted, clipped, covered by another object, or off the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PIL.Image import Image

from klantprofielen.geometry import Glyph

# The least difference between ink and paper, of 255, that counts as seen.
LEAST_CONTRAST = 20
# A pale stamp differs from the paper by so much, and fills this part of its letters' boxes.
FAINT_CONTRAST = 3
FAINT_INK = 0.05
# The part of the way from paper to ink colour that some pixel must go: small type is all half-tones.
LEAST_STRENGTH = 0.2
# No letter fills its box further than this; where its colour does, that colour is the paper's.
MOST_INK = 0.85
# The paper is what is least like the ink among the colours that fill this much of a letter's box.
LEAST_PAPER = 0.15
# A page is a scan with a text layer when nearly all of its unpainted text lies over something dark.
LEAST_SCAN_GLYPHS = 20
HONEST_SHARE = 0.85

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class PagePicture:
    """The shown page as an RGB picture, `scale` pixels to a point."""

    image: Image
    scale: float

    def shows(self, glyph: Glyph) -> bool:
        """Whether something of the glyph can be seen where it stands."""
        colours = self._colours(glyph)
        if not glyph.is_painted or not colours:
            return False
        ink = glyph.ink
        if ink is None:
            paper = max(colours)[1]
            return any(_distance(colour, paper) >= LEAST_CONTRAST for _, colour in colours)
        others = [(n, colour) for n, colour in colours if _distance(colour, ink) >= LEAST_CONTRAST]
        pixels = sum(n for n, _ in colours)
        if sum(n for n, _ in others) < (1 - MOST_INK) * pixels:
            return False
        paper = max(
            (colour for n, colour in others if n >= LEAST_PAPER * pixels),
            key=lambda colour: _distance(colour, ink),
            default=max(others)[1],
        )
        return any(_strength(colour, paper, ink) >= LEAST_STRENGTH for _, colour in colours)

    def shows_faintly(self, glyph: Glyph) -> bool:
        """Whether a glyph too pale to be read as print is painted all the same, as a stamp behind the text may be."""
        colours = self._colours(glyph)
        ink = glyph.ink
        if not glyph.is_painted or ink is None:
            return False
        pixels = sum(n for n, _ in colours)
        own = sum(n for n, colour in colours if _distance(colour, ink) < FAINT_CONTRAST)
        return FAINT_INK * pixels <= own <= MOST_INK * pixels

    def has_something_under(self, glyph: Glyph) -> bool:
        """Whether there is any contrast where the glyph stands, whoever drew it."""
        colours = self._colours(glyph)
        return bool(colours) and any(_distance(colour, max(colours)[1]) >= LEAST_CONTRAST for _, colour in colours)

    def _colours(self, glyph: Glyph) -> list[tuple[int, Colour]]:
        """The colours in the glyph's box with their pixel counts; none where the box is off the page."""
        left, upper = max(0, int(glyph.box.x0 * self.scale)), max(0, int(glyph.box.top * self.scale))
        right = min(self.image.width, int(glyph.box.x1 * self.scale) + 1)
        lower = min(self.image.height, int(glyph.box.bottom * self.scale) + 1)
        if right <= left or lower <= upper:
            return []
        crop = self.image.crop((left, upper, right, lower))
        found: list[tuple[int, Colour]] = crop.getcolors(crop.width * crop.height)  # type: ignore[assignment]
        return found


def _distance(one: Colour, other: Colour) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def _strength(colour: Colour, paper: Colour, ink: Colour) -> float:
    way = [i - p for i, p in zip(ink, paper, strict=True)]
    gone = [c - p for c, p in zip(colour, paper, strict=True)]
    return sum(w * g for w, g in zip(way, gone, strict=True)) / sum(w * w for w in way)


def seen_glyphs(glyphs: Sequence[Glyph], picture: PagePicture) -> tuple[list[Glyph], list[tuple[str, str]]]:
    """The glyphs that a person sees, and what to remark about the others.

    A scanned page with an honest text layer (unpainted text over the picture of the same text) is read
    from that layer, and remarked.
    """
    seen: list[Glyph] = []
    unseen: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text.isspace() or not glyph.text or picture.shows(glyph):
            seen.append(glyph)
        elif picture.shows_faintly(glyph):
            # Kept with what stands at a slant: it may be a stamp, and is no print.
            seen.append(replace(glyph, quarter_turns=None))
            unseen.append(glyph)
        else:
            unseen.append(glyph)
    if not unseen:
        return seen, []
    layer = [glyph for glyph in unseen if not glyph.is_painted]
    honest = [glyph for glyph in layer if picture.has_something_under(glyph)]
    has_seen_text = any(not glyph.text.isspace() and glyph.quarter_turns is not None for glyph in seen)
    if not has_seen_text and len(layer) >= LEAST_SCAN_GLYPHS and len(honest) >= HONEST_SHARE * len(layer):
        spaces = [glyph for glyph in seen if glyph.text.isspace()]
        return honest + spaces, [("text_layer_of_scan", "The page is a picture; its text layer was read.")]
    ignored = "".join(glyph.text for glyph in unseen if glyph.text.isalnum())
    if not ignored:
        return seen, []
    shown = ignored[:60] + ("…" if len(ignored) > 60 else "")  # noqa: PLR2004
    return seen, [("invisible_text_ignored", f"Text that nobody can see was not read: {shown!r}.")]
