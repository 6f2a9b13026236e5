"""The place and quarter that a person asks for, by code or name, and why there may be nothing published of them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

import duckdb

_COUNTRY = {"nl", "nederland", "netherlands", "the netherlands"}
_CODES = re.compile(r"GM\d{4}|AM\d{2}|\d{1,2}", re.IGNORECASE)
_SUGGESTIONS = 3


class NothingToShowError(Exception):
    """No published number or printed place answers to the question."""


class Kind(StrEnum):
    """What a place is."""

    MUNICIPALITY = "municipality"
    REGION = "region"
    COUNTRY = "country"


# What may stand before a name that is a municipality's and a region's.
_KIND_WORDS = {
    "municipality": Kind.MUNICIPALITY,
    "gemeente": Kind.MUNICIPALITY,
    "region": Kind.REGION,
    "regio": Kind.REGION,
    "arbeidsmarktregio": Kind.REGION,
}


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality, a labour-market region, or the country.

    Attributes:
        code: as the marts have it: `GM0034`, UWV's region number, `NL`.
        name: as the newest reference data has it.
        codes: what else it is known by, for people.
    """

    kind: Kind
    code: str
    name: str
    codes: str

    @property
    def title(self) -> str:
        """The place as people write it, with its codes, so that nobody takes AM06 for region 6."""
        return f"{self.name} ({self.codes})" if self.codes else self.name


def find_place(connection: duckdb.DuckDBPyConnection, text: str) -> Place:
    """The place of a code or name; `gemeente` or `regio` before a name says which of two is meant.

    Raises:
        NothingToShowError: there is none, or several.
    """
    places = _known_places(connection)
    if _plain(text) in _COUNTRY:
        return Place(Kind.COUNTRY, "NL", "the regions seen", "NL")
    if _CODES.fullmatch(text):
        return _by_code(places, text.upper())
    return _by_name(places, text)


def is_code(text: str) -> bool:
    """Whether a word looks like the code of a place, which has digits as a quarter has."""
    return _CODES.fullmatch(text) is not None


def newest_quarter(connection: duckdb.DuckDBPyConnection, place: Place) -> str:
    """The newest quarter with a published number of the place.

    Raises:
        NothingToShowError: there is none.
    """
    mart, where = mart_of(place)
    found = connection.execute(
        f"select max(quarter_label) from {mart} where {where}",  # noqa: S608
        {"code": place.code},
    ).fetchone()
    if found is None or found[0] is None:
        raise NothingToShowError(
            f"Nothing is published of {place.title}{_in_region(connection, place)} in any quarter. "
            f"{_quarters_seen(connection)}"
        )
    return str(found[0])


def newer_unpublished(connection: duckdb.DuckDBPyConnection, place: Place, quarter: str) -> tuple[str, ...]:
    """What came out of the place after a quarter and was not taken over, a sentence each."""
    later = connection.execute(
        "select distinct quarter_label, uwv_region_number from mart_publication_ledger "
        "where quarter_label > ? and ledger_status in ('rejected', 'unreadable') order by all",
        [quarter],
    ).fetchall()
    return tuple(
        _what_the_ledger_says(connection, place, label, region)
        for label, region in later
        if region in _regions_at(connection, place, label)
    )


def _regions_at(connection: duckdb.DuckDBPyConnection, place: Place, quarter: str) -> list[int]:
    match place.kind:
        case Kind.MUNICIPALITY:
            return _regions_of(connection, place, quarter)
        case Kind.REGION:
            return [int(place.code)]
        case Kind.COUNTRY:
            return []


def mart_of(place: Place) -> tuple[str, str]:
    """The coverage mart that has the place's numbers, and the condition on its rows with `$code` for the code."""
    match place.kind:
        case Kind.MUNICIPALITY:
            return "mart_municipality_coverage", "municipality_code = $code"
        case Kind.REGION:
            return "mart_regional_coverage", "cast(uwv_region_number as varchar) = $code"
        case Kind.COUNTRY:
            return "mart_national_coverage", "$code = 'NL'"


def why_nothing(connection: duckdb.DuckDBPyConnection, place: Place, quarter: str) -> str:
    """Why nothing is published of the place in the quarter, and where to look instead."""
    if place.kind is Kind.COUNTRY:
        return f"No region has a published number in {quarter}. {_quarters_seen(connection)}"
    regions = _regions_at(connection, place, quarter)
    if not regions:
        return _not_there_then(connection, place, quarter)
    return " ".join(_what_the_ledger_says(connection, place, quarter, region) for region in regions)


def _plain(text: str) -> str:
    """A name without case, accents and punctuation."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(char if char.isalnum() else " " for char in letters if not unicodedata.combining(char))
    return " ".join(kept.split())


def _known_places(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[Place, None]]:
    """Places by each of their codes and names, written plainly."""
    rows = connection.execute(
        """
        with municipalities as (
            select municipality_code, max_by(municipality_name, valid_from) as newest_name
            from dim_municipalities
            group by all
        ),

        municipality_names as (
            select municipality_code, municipality_name as spelling from dim_municipalities
            union
            select municipality_code, alias from reference.municipality_alias
        ),

        regions as (
            select
                uwv_region_number,
                max_by(labour_market_region_name, valid_from) as newest_name,
                max_by(labour_market_region_code, valid_from) as newest_code
            from dim_labour_market_regions
            where uwv_region_number is not null
            group by all
        ),

        region_names as (
            select uwv_region_number, labour_market_region_name as spelling from dim_labour_market_regions
            union
            select uwv_region_number, labour_market_region_code from dim_labour_market_regions
            union
            select uwv_region_number, alias from reference.region_alias
        )

        select 'municipality' as kind, municipality_code as code, newest_name, municipality_code as codes, spelling
        from municipality_names
        inner join municipalities using (municipality_code)

        union all

        select
            'region', cast(uwv_region_number as varchar), newest_name,
            concat('region ', uwv_region_number, ' of UWV, ', newest_code, ' of CBS'), spelling
        from region_names
        inner join regions using (uwv_region_number)
        order by all
        """
    ).fetchall()
    places: dict[str, dict[Place, None]] = {}
    for kind, code, name, codes, spelling in rows:
        place = Place(Kind(kind), code, name, codes)
        for text in (code, spelling):
            places.setdefault(_plain(text), {})[place] = None
    return places


def _by_code(places: dict[str, dict[Place, None]], code: str) -> Place:
    found = places.get(_plain(code.lstrip("0") if code.isdigit() else code))
    if found:
        return next(iter(found))
    if code.startswith("GM"):
        raise NothingToShowError(f"{code} is no municipality of the reference data (dim_municipalities has them all).")
    if code == "AM99":
        raise NothingToShowError("AM99 is CBS's 'not to be assigned': no region, so nothing is published of it.")
    raise NothingToShowError(
        f"{code} is no labour-market region: UWV numbers them 1 to 35, CBS writes AM01 and up in another order "
        "(dim_labour_market_regions has both)."
    )


def _by_name(places: dict[str, dict[Place, None]], text: str) -> Place:
    name = _plain(text)
    found = list(places.get(name, {}))
    first, _, rest = name.partition(" ")
    if not found and first in _KIND_WORDS:
        found = [place for place in places.get(rest, {}) if place.kind == _KIND_WORDS[first]]
    if len(found) == 1:
        return found[0]
    if found:
        several = " or ".join(f"{place.kind} {place.code} ({place.name})" for place in found)
        raise NothingToShowError(f"{text!r} may be {several}: write the code, or `gemeente` or `regio` before it.")
    alike = get_close_matches(name, places, n=_SUGGESTIONS)
    meant = dict.fromkeys(place.name for key in alike for place in places[key])
    hint = f"did you mean {' or '.join(meant)}?" if meant else "a name, GM0034, AM11, UWV's region number or NL."
    raise NothingToShowError(f"{text!r} is no code or name of a place: {hint}")


def _regions_of(connection: duckdb.DuckDBPyConnection, place: Place, quarter: str) -> list[int]:
    """The regions that a municipality stood in at the quarter's end."""
    rows = connection.execute(
        """
        select distinct uwv_region_number
        from dim_municipalities
        where
            municipality_code = $code
            and make_date(cast($quarter[:4] as integer), 3 * cast($quarter[6:] as integer), 28)
            between valid_from and valid_to - 1
            and uwv_region_number is not null
        order by all
        """,
        {"code": place.code, "quarter": quarter},
    ).fetchall()
    return [number for (number,) in rows]


def _not_there_then(connection: duckdb.DuckDBPyConnection, place: Place, quarter: str) -> str:
    """A municipality that had merged already, or was not made yet, or stood in no region."""
    period = connection.execute(
        "select min(valid_from), max(valid_to) from dim_municipalities where municipality_code = ?", [place.code]
    ).fetchone()
    successors = connection.execute(
        """
        select distinct link.successor_code, municipality.municipality_name
        from dim_municipality_successors as link
        inner join dim_municipalities as municipality
            on link.successor_code = municipality.municipality_code and municipality.is_current
        where link.municipality_code = ? and link.successor_code != link.municipality_code
        order by all
        """,
        [place.code],
    ).fetchall()
    year, number = int(quarter[:4]), int(quarter[5:])
    first, gone = period if period is not None else (None, None)

    def on_newest_borders(code: str) -> str:
        key = f"{year}-{3 * number - 2:02d}-01/{code}"
        return f"`klantprofielen show mart_municipality_coverage_comparable {key} clients_in_sonar`"

    if gone is not None and (gone.year, gone.month) <= (year, 3 * number) and successors:
        names = " and ".join(f"{name} ({code})" for code, name in successors)
        comparable = " and ".join(on_newest_borders(code) for code, _ in successors)
        return f"{place.title} ended on {gone} and went into {names}. On the newest borders: {comparable}."
    if first is not None and (first.year, first.month) > (year, 3 * number):
        return (
            f"{place.title} exists since {first}. What was counted before, on the newest borders: "
            f"{on_newest_borders(place.code)}."
        )
    return f"{place.title} stood in no labour-market region in {quarter}, so no publication prints it."


def _what_the_ledger_says(connection: duckdb.DuckDBPyConnection, place: Place, quarter: str, region: int) -> str:
    row = connection.execute(
        "select labour_market_region_name, ledger_status, source_status, rejection_reasons, unreadable_reasons "
        "from mart_publication_ledger where quarter_label = ? and uwv_region_number = ?",
        [quarter, region],
    ).fetchone()
    if row is None:
        return f"No publication of {quarter} was seen of any region. {_quarters_seen(connection)}"
    name, status, source, rejected, unreadable = row
    if place.kind == Kind.MUNICIPALITY:
        name = f"{name}, the region of {place.title},"
    match status:
        case "seen":
            return f"The publication of {name} in {quarter} is accepted, but has no row of it."
        case "rejected":
            return f"The publication of {name} in {quarter} was rejected, so nothing of it is published: {rejected}"
        case "unreadable":
            return f"The document of {name} in {quarter} can't be read: {unreadable}"
        case "missing":
            return (
                f"No publication of {name} in {quarter} was seen (at the source: {source}); "
                "mart_publication_ledger lists what was."
            )
        case unknown:
            raise ValueError(f"mart_publication_ledger has a status {unknown!r} that is not handled")


def _in_region(connection: duckdb.DuckDBPyConnection, place: Place) -> str:
    """Whose publication prints a municipality, as its row is looked for in a region's document."""
    row = connection.execute(
        "select labour_market_region_name from dim_municipalities where municipality_code = ? and is_current",
        [place.code],
    ).fetchone()
    return "" if row is None else f", which stands in the publications of {row[0]},"


def _quarters_seen(connection: duckdb.DuckDBPyConnection) -> str:
    row = connection.execute(
        "select min(quarter_label), max(quarter_label) from mart_publication_ledger where ledger_status = 'seen'"
    ).fetchone()
    if row is None or row[0] is None:
        return "No publication was accepted yet."
    return f"What was seen begins in {row[0]} and ends in {row[1]}."
