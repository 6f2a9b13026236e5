"""Writes the answer to a query as CSV, JSON or Parquet."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, BinaryIO, TextIO

import pyarrow as pa
import pyarrow.parquet as pq

from klantprofielen.query.ask import Answer


def write_csv(answer: Answer, file: TextIO) -> None:
    """Comma separated, one header line, nothing for null."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(answer.columns)
    for row in answer.rows:
        writer.writerow("" if value is None else text_of(value) for value in row)


def write_json(answer: Answer, file: TextIO) -> None:
    """An array of objects, one a line."""
    file.write("[")
    for number, row in enumerate(answer.rows):
        file.write(",\n " if number else "\n ")
        file.write(json.dumps(dict(zip(answer.columns, row, strict=True)), ensure_ascii=False, default=_plain))
    file.write("\n]\n")


def write_parquet(answer: Answer, file: BinaryIO) -> None:
    """One Parquet file with the types of the query's columns."""
    found: pa.Table = answer.cursor.to_arrow_table()
    pq.write_table(found, file, compression="zstd")


def text_of(value: Any) -> str:  # noqa: ANN401 - whatever a query answers
    """A value as text: booleans in lower case, moments as ISO 8601."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)


def _plain(value: Any) -> float | str:  # noqa: ANN401 - whatever a query answers
    """What JSON has no form for: decimals become numbers, all else the text that CSV has."""
    return float(value) if isinstance(value, Decimal) else text_of(value)
