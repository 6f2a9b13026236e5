"""`dcat.jsonld`: the release as a DCAT-AP-NL 3.0 catalogue of one dataset and its distributions.

Addresses are whole where the publisher says where the files stand (`base_url`). Without that they are relative to where
the file itself stands, so that a folder that is copied to a web server is described rightly there.
`tests/extract/release/dcat_ap_nl.shacl.ttl` holds the rules.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from klantprofielen.home import FILE_NAME
from klantprofielen.release.files import codebook
from klantprofielen.release.files.published_tables import Table
from klantprofielen.release.files.publisher import (
    KEYWORDS,
    PROVENANCE,
    PROVENANCE_NL,
    Edition,
    Publisher,
)
from klantprofielen.storage import hash_file

_AUTHORITY = "http://publications.europa.eu/resource/authority"
_IANA = "https://www.iana.org/assignments/media-types"

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


# The media type of a kind of file, and its name in the EU's list of file types.
_FILE_TYPES = {
    ".csv": ("text/csv", "CSV"),
    ".parquet": ("application/vnd.apache.parquet", "PARQUET"),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
    ".duckdb": ("application/octet-stream", "OCTET"),
    ".json": ("application/json", "JSON"),
}


def render_catalogue(folder: Path, tables: Sequence[Table], edition: Edition) -> bytes:
    """The catalogue's JSON-LD; the files it lists must be there already, for their hashes."""
    publisher, texts = edition.publisher, edition.texts
    distributions = [
        _distribution(folder, "klantprofielen.xlsx", "Excel", "What people read, with a codebook, in one workbook."),
        _distribution(folder, "datapackage.json", "Data Package", "The CSV files with their schemas (Frictionless)."),
        _distribution(folder, FILE_NAME, "DuckDB", "All tables in one DuckDB file, readable by every 1.x client."),
        *(
            _distribution(folder, f"{ending}/{table.name}.{ending}", f"{table.name} ({ending})", table.description)
            for table in tables
            for ending in ("csv", "parquet")
        ),
        *(
            _distribution(folder, f"csv-nl/{table.name}.csv", f"{table.name} (csv, Dutch)", table.description)
            for table in tables
            if table.is_in_workbook
        ),
        _distribution(folder, codebook.ENGLISH, "Code book", "What every column means (CSV)."),
        _distribution(folder, codebook.DUTCH, "Codeboek", "The code book in Dutch, for Dutch spreadsheets (CSV)."),
    ]
    # DCAT-AP-NL asks for a publisher and a contact, whoever it is.
    agent = _agent("#publisher", publisher.name or "Not named", publisher.homepage)
    contact = _contact(publisher)
    changed = {"@value": f"{edition.modified:%Y-%m-%dT%H:%M:%SZ}", "@type": "xsd:dateTime"}
    dataset = {
        "@id": "#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": "klantprofielen",
        "dct:title": _texts(texts.title, texts.title_nl),
        "dct:description": _texts(texts.description, texts.description_nl),
        "dct:publisher": agent,
        "dct:creator": [agent, _agent("#uwv", "UWV", "https://www.uwv.nl")],
        "dcat:contactPoint": contact,
        "dcat:theme": _concept(f"{_AUTHORITY}/data-theme/SOCI", "Population and society"),
        "dcat:keyword": [{"@value": word, "@language": "nl"} for word in KEYWORDS],
        "dct:accessRights": {"@id": f"{_AUTHORITY}/access-right/PUBLIC", "@type": "dct:RightsStatement"},
        "dct:language": [_language("ENG"), _language("NLD")],
        "dct:accrualPeriodicity": {"@id": f"{_AUTHORITY}/frequency/QUARTERLY", "@type": "dct:Frequency"},
        "dct:spatial": {"@id": f"{_AUTHORITY}/country/NLD", "@type": "dct:Location"},
        "dct:issued": changed,
        "dct:modified": changed,
        "dcat:version": edition.version,
        "dct:provenance": {
            "@id": "#provenance",
            "@type": "dct:ProvenanceStatement",
            "rdfs:label": _texts(PROVENANCE, PROVENANCE_NL),
        },
        "dcat:landingPage": {"@id": "README.md", "@type": "foaf:Document"},
        **({"dct:temporal": _period(*edition.period)} if edition.period else {}),
        "dcat:distribution": distributions,
    }
    catalogue = {
        "@context": _CONTEXT,
        "@id": "#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": _texts(texts.title, texts.title_nl),
        "dct:description": _texts(texts.description, texts.description_nl),
        "dct:publisher": agent,
        "dcat:contactPoint": contact,
        "dct:language": [_language("ENG"), _language("NLD")],
        "dct:license": _license(),
        "dct:issued": changed,
        "dct:modified": changed,
        **({"foaf:homepage": {"@id": publisher.base_url}} if publisher.base_url else {}),
        "dcat:dataset": dataset,
    }
    return (json.dumps(_addressed(catalogue, publisher.base_url), indent=2, ensure_ascii=False) + "\n").encode()


def _addressed(part: Any, base_url: str) -> Any:  # noqa: ANN401 - JSON
    """The same with every identifier that is relative made a whole address; nothing changes without `base_url`."""
    if isinstance(part, dict):
        return {
            name: f"{base_url}{value}" if name == "@id" and ":" not in value else _addressed(value, base_url)
            for name, value in part.items()
        }
    return [_addressed(each, base_url) for each in part] if isinstance(part, list) else part


def _distribution(folder: Path, path: str, title: str, description: str) -> dict[str, Any]:
    media_type, file_type = _FILE_TYPES[Path(path).suffix]
    file = folder / path
    described: dict[str, Any] = {
        "@id": f"#{path}",
        "@type": "dcat:Distribution",
        "dct:title": {"@value": title, "@language": "en"},
        "dct:description": {"@value": description, "@language": "en"},
        "dcat:accessURL": {"@id": path, "@type": "rdfs:Resource"},
        "dcat:downloadURL": {"@id": path, "@type": "rdfs:Resource"},
        "dcat:mediaType": {"@id": f"{_IANA}/{media_type}", "@type": "dct:MediaType"},
        "dct:format": {"@id": f"{_AUTHORITY}/file-type/{file_type}", "@type": "dct:MediaTypeOrExtent"},
        "dct:license": _license(),
    }
    if path != FILE_NAME:
        # A DuckDB file holds its blocks in another order each time; its hash stands in release.json.
        described["dcat:byteSize"] = {"@value": str(file.stat().st_size), "@type": "xsd:nonNegativeInteger"}
        described["spdx:checksum"] = {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": hash_file(file), "@type": "xsd:hexBinary"},
        }
    return described


def _agent(identifier: str, name: str, homepage: str) -> dict[str, Any]:
    agent: dict[str, Any] = {"@id": identifier, "@type": "foaf:Agent", "foaf:name": name}
    return agent | ({"foaf:homepage": {"@id": homepage}} if homepage else {})


def _contact(publisher: Publisher) -> dict[str, Any]:
    address = publisher.contact_address or publisher.homepage or "README.md"
    kind = "vcard:hasEmail" if address.startswith("mailto:") else "vcard:hasURL"
    return {
        "@id": "#contact",
        "@type": "vcard:Kind",
        "vcard:fn": publisher.contact_name or publisher.name or "Not named",
        kind: {"@id": address},
    }


def _texts(english: str, dutch: str) -> list[dict[str, str]]:
    return [{"@value": english, "@language": "en"}, {"@value": dutch, "@language": "nl"}]


def _concept(address: str, label: str) -> dict[str, Any]:
    return {"@id": address, "@type": "skos:Concept", "skos:prefLabel": {"@value": label, "@language": "en"}}


def _language(code: str) -> dict[str, str]:
    return {"@id": f"{_AUTHORITY}/language/{code}", "@type": "dct:LinguisticSystem"}


def _license() -> dict[str, str]:
    return {"@id": "LICENSE.md", "@type": "dct:LicenseDocument"}


def _period(first: date, last: date) -> dict[str, Any]:
    return {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": {"@value": first.isoformat(), "@type": "xsd:date"},
        "dcat:endDate": {"@value": last.isoformat(), "@type": "xsd:date"},
    }
