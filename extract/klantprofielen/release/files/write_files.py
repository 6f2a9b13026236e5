"""Writes all files of a release from its DuckDB file; equal rows and code give equal bytes in every one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import duckdb

from klantprofielen.home import FILE_NAME, SUMS
from klantprofielen.release.files import citation, codebook
from klantprofielen.release.files.catalogue import render_catalogue
from klantprofielen.release.files.csv_and_parquet import read_types, write_tables
from klantprofielen.release.files.datapackage import render_datapackage
from klantprofielen.release.files.published_tables import Table
from klantprofielen.release.files.publisher import TERMS, Edition, Publisher, Texts, texts_of
from klantprofielen.release.files.workbook import write_workbook
from klantprofielen.storage import hash_file, write_file

# What the files bear when nothing was loaded yet (in UTC, without its zone, as DuckDB gives moments).
_NOTHING_LOADED = datetime(1980, 1, 1)
_QUARTER = "quarter_start_date"


def write_release_files(
    folder: Path,
    tables: Sequence[Table],
    rows: dict[str, int],
    publisher: Publisher,
    loaded_at: datetime | None,
    code_hash: str,
) -> None:
    """Writes CSV, Parquet, the workbook, the metadata and `SHA256SUMS` beside the DuckDB file in `folder`.

    Args:
        folder: of the release.
        tables: what is published.
        rows: table to rows.
        publisher: who publishes.
        loaded_at: when the last load ended; with the beginning of `code_hash` it is the version, which an equal build
            bears too.
        code_hash: of what built it.

    Raises:
        UnknownTypeError: a published column has a type that they cannot hold.
    """
    modified = (loaded_at or _NOTHING_LOADED).replace(microsecond=0)
    # One thread: a sum of floating numbers must not depend on who was ready first.
    with duckdb.connect(str(folder / FILE_NAME), read_only=True, config={"threads": 1}) as connection:
        types = read_types(connection, tables)
        write_tables(connection, tables, types, folder)
        texts = texts_of(is_synthetic=is_synthetic(connection))
        write_workbook(folder / "klantprofielen.xlsx", connection, tables, types, rows, modified, texts)
        period = _period(connection, tables)
    edition = Edition(publisher, f"{modified:%Y%m%dT%H%M%SZ}-{code_hash[:8]}", modified, texts, period)
    write_file(folder / "LICENSE.md", TERMS.encode())
    write_file(folder / "README.md", _readme(tables, rows, publisher, texts).encode())
    write_file(folder / citation.NAME, citation.render_citation(edition))
    write_file(folder / codebook.ENGLISH, codebook.render_codebook(tables, types))
    write_file(folder / codebook.DUTCH, codebook.render_codebook_nl(tables, types))
    write_file(folder / "datapackage.json", render_datapackage(folder, tables, types, edition))
    write_file(folder / "dcat.jsonld", render_catalogue(folder, tables, edition))
    write_file(folder / SUMS, _sums(folder, tables).encode())


def is_synthetic(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether a release holds synthetic publications; the models see to it that it then holds no others."""
    found = connection.execute(
        "select coalesce(bool_or(is_synthetic), false) from mart_publications where status in ('accepted', "
        "'accepted_with_warnings', 'superseded')"
    ).fetchone()
    return bool(found and found[0])


def _period(connection: duckdb.DuckDBPyConnection, tables: Sequence[Table]) -> tuple[date, date] | None:
    """The first and last day of the quarters that the facts are about; None without facts."""
    facts = [
        f"select {_QUARTER} from {table.schema}.{table.name}"  # noqa: S608 - names from our yaml
        for table in tables
        if table.name.startswith("fct_") and any(field.name == _QUARTER for field in table.fields)
    ]
    if not facts:
        return None
    found = connection.execute(
        f"select min({_QUARTER}), max({_QUARTER} + interval 3 month - interval 1 day)::date "  # noqa: S608 - names from our yaml
        f"from ({' union all '.join(facts)})"
    ).fetchone()
    return found if found and found[0] else None


def _sums(folder: Path, tables: Sequence[Table]) -> str:
    """One line a file, as `sha256sum --check` reads them; the DuckDB file's hash stands in the manifest."""
    names = [f"{ending}/{table.name}.{ending}" for ending in ("csv", "parquet") for table in tables]
    names += [f"csv-nl/{table.name}.csv" for table in tables if table.is_in_workbook]
    names += ["LICENSE.md", "README.md", "datapackage.json", "dcat.jsonld", "klantprofielen.xlsx"]
    names += [citation.NAME, codebook.ENGLISH, codebook.DUTCH]
    return "".join(f"{hash_file(folder / name)}  {name}\n" for name in sorted(names))


def _readme(tables: Sequence[Table], rows: dict[str, int], publisher: Publisher, texts: Texts) -> str:
    listed = "\n".join(f"| `{table.name}` | {rows[table.name]} | {table.description} |" for table in tables)
    return f"""\
# {texts.title}

{texts.description}

{_signature(publisher)}Terms and attribution: `LICENSE.md`.

| file | what it is |
| --- | --- |
| `{FILE_NAME}` | all tables, for DuckDB 1.0 and later |
| `klantprofielen.xlsx` | what people read and a codebook, for Excel |
| `csv/`, `parquet/` | one file a table, rows in the order of the key |
| `csv-nl/` | what people read, for spreadsheets with Dutch settings: `;`, decimal comma, `JA` and `NEE` |
| `codebook.csv`, `codeboek.csv` | what every column means, with a title in English and Dutch |
| `CITATION.cff` | how to cite it |
| `CHANGELOG.md` | what changed since the release before, by region and quarter |
| `datapackage.json` | the CSV files with types, keys and meaning of every column (Frictionless Data Package) |
| `dcat.jsonld` | the metadata for a data catalogue (DCAT-AP-NL 3.0) |
| `SHA256SUMS` | the hashes: `sha256sum --check SHA256SUMS` |

| table | rows | what it holds |
| --- | --- | --- |
{listed}
"""


def _signature(publisher: Publisher) -> str:
    """Who publishes and who answers, as far as that was set."""
    homepage = f" ({publisher.homepage})" if publisher.homepage else ""
    contact = ", ".join(filter(None, (publisher.contact_name, publisher.contact_address)))
    sentences = (
        f"Published by {publisher.name}{homepage}." if publisher.name else "",
        f"Questions: {contact}." if contact else "",
    )
    said = " ".join(filter(None, sentences))
    return f"{said}\n" if said else ""
