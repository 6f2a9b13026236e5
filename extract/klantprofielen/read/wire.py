"""How the parent and a reading process speak: length, then JSON. Data only: nothing that arrives is ever run.

A record (a frozen dataclass, or a named tuple) travels as the list of its fields. What arrives is checked field by
field against the record's types, because a document may have taken over the process that sends it.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Record = TypeVar("Record")

_LENGTH = struct.Struct("!I")
# A reading of sixty pages has some hundred thousand bytes.
MOST_BYTES = 64_000_000


class UnexpectedDataError(Exception):
    """What arrived is not what was agreed on."""


def packed(data: object) -> bytes:
    """A message: records, texts, numbers and sequences of them.

    Raises:
        ValueError: a number is not finite.
    """
    body = json.dumps(data, default=_fields, ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode()
    return _LENGTH.pack(len(body)) + body


def _fields(record: Any) -> list[Any]:  # noqa: ANN401 - any record
    kind: Any = type(record)
    return [getattr(record, name) for name in _names(kind)]


@cache
def _names(kind: type) -> tuple[str, ...]:
    if is_dataclass(kind):
        return tuple(field.name for field in fields(kind))
    named: tuple[str, ...] = getattr(kind, "_fields", ())
    if not named:
        raise TypeError(f"{kind.__name__} is no record")
    return named


def taken(buffer: bytearray) -> Any | None:  # noqa: ANN401 - any JSON
    """The first whole message of what has arrived, taken from the buffer; None while it is not whole.

    Raises:
        UnexpectedDataError: it is longer than any reading, or not JSON.
    """
    if len(buffer) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack_from(buffer)
    if length > MOST_BYTES:
        raise UnexpectedDataError(f"a message of {length} bytes")
    end = _LENGTH.size + length
    if len(buffer) < end:
        return None
    try:
        data = json.loads(bytes(buffer[_LENGTH.size : end]))
    except (ValueError, RecursionError) as error:
        raise UnexpectedDataError("a message that is not JSON") from error
    del buffer[:end]
    return data


def unpacked(kind: type[Record], data: object) -> Record:
    """The record of that class that `data` tells.

    Raises:
        UnexpectedDataError: a field is missing, too many, or of another type.
    """
    reader: Callable[[object], Record] = _reader(kind)  # type: ignore[arg-type]
    return reader(data)


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - any type
    """What makes a value of that type from JSON, or raises."""
    if is_dataclass(kind) or hasattr(kind, "_fields"):
        return _record_reader(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        members: dict[Any, Any] = {member.value: member for member in kind}
        return lambda data: members[data] if isinstance(data, str) and data in members else _refuse(kind, data)
    if get_origin(kind) in {Union, UnionType}:
        (known,) = (_reader(option) for option in get_args(kind) if option is not NoneType)
        return lambda data: None if data is None else known(data)
    if get_origin(kind) is tuple:
        item = _reader(get_args(kind)[0])
        return lambda data: tuple(map(item, data)) if type(data) is list else _refuse(kind, data)
    if kind is float:
        return lambda data: float(data) if type(data) in {int, float} and math.isfinite(data) else _refuse(kind, data)
    if kind in {str, int, bool}:
        return lambda data: data if type(data) is kind else _refuse(kind, data)
    raise TypeError(f"{kind} does not travel")


def _record_reader(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - any record class
    hints = get_type_hints(kind)
    readers = tuple(_reader(hints[name]) for name in _names(kind))

    def read(data: Any) -> Any:  # noqa: ANN401 - any JSON
        if type(data) is not list or len(data) != len(readers):
            _refuse(kind, data)
        return kind(*[reader(value) for reader, value in zip(readers, data, strict=True)])

    return read


def _refuse(kind: Any, data: object) -> Any:  # noqa: ANN401 - any type
    raise UnexpectedDataError(f"{str(data)[:80]!r} instead of {getattr(kind, '__name__', kind)}")
