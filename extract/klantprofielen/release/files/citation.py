"""`CITATION.cff`: how to cite the release (Citation File Format 1.2.0)."""

from __future__ import annotations

import json

from klantprofielen.release.files.publisher import KEYWORDS, Edition

NAME = "CITATION.cff"
_UWV = "UWV (Uitvoeringsinstituut Werknemersverzekeringen)"


def render_citation(edition: Edition) -> bytes:
    """The citation: UWV, whose figures they are, is a reference, and the author where no publisher is named."""
    publisher = edition.publisher
    entries: list[tuple[str, object]] = [
        ("cff-version", "1.2.0"),
        ("message", "Name UWV and CBS as the sources wherever these figures are taken over; terms: LICENSE.md."),
        ("type", "dataset"),
        ("title", edition.texts.title),
        ("abstract", edition.texts.description),
        ("authors", [_entity(publisher.name or _UWV, publisher.homepage if publisher.name else "")]),
        ("version", edition.version),
        ("date-released", f"{edition.modified:%Y-%m-%d}"),
        *([("url", publisher.base_url)] if publisher.base_url else []),
        ("keywords", list(KEYWORDS)),
        (
            "references",
            [
                {
                    "type": "report",
                    "title": "Transparantie van klantprofielen",
                    "authors": [_entity(_UWV, "https://www.uwv.nl")],
                },
                {"type": "data", "title": "Gebiedsindelingen", "authors": [_entity("CBS", "https://www.cbs.nl")]},
            ],
        ),
    ]
    # JSON is YAML, so values are quoted as JSON quotes them.
    return "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in entries).encode()


def _entity(name: str, website: str) -> dict[str, str]:
    return {"name": name} | ({"website": website} if website else {})
