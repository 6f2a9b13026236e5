"""Maps as SVG: on a page, where every place is a link, and as a file of their own, to embed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from klantprofielen.site.geography import Shape, country
from klantprofielen.site.language import Language

# As in the style sheet's light scheme.
_FILLS = {"q0": "#dcebf5", "q1": "#aed0e6", "q2": "#72aed6", "q3": "#3580b8", "q4": "#0b4a7f", "none": "url(#hatch)"}
_HEAD, _FOOT = 90, 190
_HATCH = Markup(
    '<defs><pattern id="hatch" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="hatch-ground" width="14" height="14" fill="#f1f1ef"/>'
    '<path class="hatch-line" d="M0 0V14" stroke="#c9cdd0" stroke-width="5"/></pattern></defs>'
)


@dataclass(frozen=True, slots=True)
class Area:
    """A place on a map: its shape, code, what is told of it, its page, and its colour."""

    shape: Shape
    code: str
    told: str
    href: str
    colour: str


def draw_map(areas: Sequence[Area]) -> Markup:
    """The map of a page, in the colours of its style sheet."""
    item = Markup(
        '<a href="{}" aria-label="{}"><path id="m{}" class="{}" data-x="{}" data-y="{}" d="{}"/><title>{}</title></a>'
    )
    links = [
        item.format(
            each.href, each.told, each.code, each.colour, each.shape.x, each.shape.y, each.shape.path, each.told
        )
        for each in areas
    ]
    drawn = country("labour_market_region")
    return Markup('<svg class="map" viewBox="0 0 {} {}" role="group" aria-labelledby="map-title">{}{}</svg>').format(
        drawn.width, drawn.height, _HATCH, Markup("").join(links)
    )


def draw_map_alone(areas: Sequence[Area], limits: Sequence[float], language: Language, title: str) -> Markup:
    """The map as a file of its own, with title, legend and source."""
    drawn = country("labour_market_region")
    item = Markup('<path fill="{}" stroke="#fff" stroke-width="2"{} d="{}"><title>{}</title></path>')
    dashed = Markup(' stroke-dasharray="6 4"')
    paths = [
        item.format(
            _FILLS[each.colour.partition(" ")[0]],
            dashed if "bound" in each.colour else Markup(""),
            each.shape.path,
            each.told,
        )
        for each in areas
    ]
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="{title}" '
        'font-family="system-ui, sans-serif" font-size="26" fill="#4d5b66">{hatch}'
        '<rect width="{width}" height="{height}" fill="#fff"/>'
        '<text x="20" y="56" font-size="40" font-weight="600" fill="#14212b">{title}</text>'
        '<g transform="translate(0 {head})">{paths}</g>{legend}'
        '<text x="20" y="{foot}" font-size="22">{source} {borders}</text></svg>'
    ).format(
        width=drawn.width,
        height=drawn.height + _HEAD + _FOOT,
        title=title,
        hatch=_HATCH,
        head=_HEAD,
        paths=Markup("").join(paths),
        legend=_legend(limits, language, drawn.height + _HEAD + 30),
        foot=drawn.height + _HEAD + _FOOT - 24,
        source=language.say("figure.source"),
        borders="CBS / Kadaster, CC BY 4.0.",
    )


def limits_told(limits: Sequence[float], language: Language) -> list[str]:
    """What each colour stands for."""
    rounded = [language.percent(limit, 0) for limit in limits]
    between = [f"{low}\N{EN DASH}{high}" for low, high in pairwise(rounded)]
    return [f"< {rounded[0]}", *between, f"≥ {rounded[-1]}"]


def _legend(limits: Sequence[float], language: Language, top: int) -> Markup:
    names = [*limits_told(limits, language), language.say("country.no_data")]
    item = Markup(
        '<rect x="{x}" y="{y}" width="44" height="30" fill="{fill}" stroke="#d5dce2"/>'
        '<text x="{text}" y="{base}">{name}</text>'
    )
    return Markup("").join(
        item.format(
            x=20 + 320 * (at % 3),
            y=top + 48 * (at // 3),
            fill=fill,
            text=76 + 320 * (at % 3),
            base=top + 25 + 48 * (at // 3),
            name=name,
        )
        for at, (name, fill) in enumerate(zip(names, _FILLS.values(), strict=True))
    )
