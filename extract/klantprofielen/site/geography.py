"""The shapes of the maps: TopoJSON as paths of an SVG, one set of points for all borders."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

# At the middle of the country a degree of longitude is this much of one of latitude.
_NARROWER = math.cos(math.radians(52.2))
_WIDTH = 1000
_MARGIN = 8

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """A place on the map: its code, its path, and where its middle is."""

    code: str
    number: int | None
    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Map:
    """A map in a box from 0, 0."""

    width: int
    height: int
    shapes: tuple[Shape, ...]


@cache
def country(layer: str) -> Map:
    """The whole country by `municipality` or `labour_market_region`."""
    topology = _topology()
    arcs = _arcs(topology)
    points = [point for arc in arcs for point in arc]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = max(y for _, y in points), min(y for _, y in points)
    scale = (_WIDTH - 2 * _MARGIN) / ((right - left) * _NARROWER)
    height = round((top - bottom) * scale) + 2 * _MARGIN

    def placed(point: Point) -> tuple[int, int]:
        x, y = point
        return round((x - left) * _NARROWER * scale) + _MARGIN, round((top - y) * scale) + _MARGIN

    placed_arcs = [[placed(point) for point in arc] for arc in arcs]
    shapes = tuple(_shape(each, placed_arcs) for each in topology["objects"][layer]["geometries"])
    return Map(_WIDTH, height, shapes)


def _topology() -> Mapping[str, Any]:
    file = resources.files(__package__).joinpath("boundaries", "boundaries_2025.topo.json")
    read: Mapping[str, Any] = json.loads(file.read_bytes())
    return read


def _arcs(topology: Mapping[str, Any]) -> list[list[Point]]:
    transform = topology["transform"]
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(points)
    return arcs


def _shape(geometry: Mapping[str, Any], arcs: list[list[tuple[int, int]]]) -> Shape:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings = [_ring(ring, arcs) for polygon in polygons for ring in polygon]
    largest = max(rings, key=lambda ring: abs(_area(ring)))
    xs, ys = [x for x, _ in largest], [y for _, y in largest]
    return Shape(
        geometry["properties"]["code"],
        geometry["properties"].get("uwv_region_number"),
        "".join(_path(ring) for ring in rings),
        (min(xs) + max(xs)) // 2,
        (min(ys) + max(ys)) // 2,
    )


def _ring(indexes: list[int], arcs: list[list[tuple[int, int]]]) -> list[tuple[int, int]]:
    points: list[tuple[int, int]] = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def _path(ring: list[tuple[int, int]]) -> str:
    """Steps from point to point, without those that go nowhere at this scale."""
    x, y = ring[0]
    steps = []
    for next_x, next_y in ring[1:]:
        if (next_x, next_y) != (x, y):
            steps.append(f"{next_x - x} {next_y - y}")
            x, y = next_x, next_y
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps).replace(' -', '-')}z" if steps else ""


def _area(ring: list[tuple[int, int]]) -> float:
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring)) / 2
