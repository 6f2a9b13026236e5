"""The two languages of the site: its texts, and how each writes numbers, quarters and days."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib import resources
from typing import Any

from klantprofielen.site.facts import Value

_NO_BREAK = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"
_DASH = "\N{EN DASH}"


class UnknownTextError(KeyError):
    """A page asks for a text that the language does not have."""


@dataclass(frozen=True)
class Language:
    """A language of the site.

    Attributes:
        code: as in `lang`.
        texts: of `texts/<code>.toml`: key to text, or group to such; the whole key of a text in a group is dotted.
    """

    code: str
    texts: Mapping[str, Any]

    @cached_property
    def _by_key(self) -> dict[str, str]:
        """Every text by its whole key."""
        alone = {key: text for key, text in self.texts.items() if isinstance(text, str)}
        groups = {group: texts for group, texts in self.texts.items() if group not in alone}
        return alone | {f"{group}.{key}": text for group, texts in groups.items() for key, text in texts.items()}

    @cached_property
    def _separators(self) -> tuple[str, str]:
        return self.say("number.thousands"), self.say("number.decimal")

    def say(self, key: str, **values: object) -> str:
        """A text, with values in its braces.

        Raises:
            UnknownTextError: there is no such text.
        """
        text = self._by_key.get(key)
        if text is None:
            raise UnknownTextError(f"{self.code}: {key}")
        return text.format(**values) if values else text

    def of(self, group: str) -> Mapping[str, str]:
        """All texts of a group."""
        found: Mapping[str, str] = self.texts[group]
        return found

    def number(self, value: float, decimals: int = 0, *, signed: bool = False) -> str:
        """A number as this language writes it; a minus sign is one, not a hyphen."""
        return _written(value, decimals, signed, *self._separators)

    def percent(self, ratio: float, decimals: int = 1) -> str:
        """A ratio as a percentage."""
        return self.number(100 * ratio, decimals) + "%"

    def value(self, value: Value, *, is_ratio: bool = False) -> str:
        """A figure, its bounds where it is not known, or a dash where nothing is."""
        write = self.percent if is_ratio else self.number
        if value.value is not None:
            return write(value.value)
        if value.low is None:
            return _DASH
        if value.high is None:
            return f"≥{_NO_BREAK}{write(value.low)}"
        return f"{write(value.low)}{_DASH}{write(value.high)}"

    def change(self, value: float, *, is_ratio: bool = False) -> str:
        """A difference, with its sign; of ratios in percentage points."""
        if is_ratio:
            return f"{self.number(100 * value, 1, signed=True)}{_NO_BREAK}{self.say('number.points')}"
        return self.number(value, signed=True)

    def quarter(self, start: date) -> str:
        """A quarter in words."""
        return self.say("number.quarter", number=self.say(f"number.ordinal_{_number(start)}"), year=start.year)

    def short_quarter(self, start: date) -> str:
        """A quarter where there is little room."""
        return self.say("number.short_quarter", number=_number(start), year=start.year)

    def day(self, day: date | None, precision: str | None = "day") -> str:
        """A day, or a month where only that is known; nothing for none."""
        if day is None:
            return ""
        month = self.say(f"month.m{day.month}")
        return f"{month} {day.year}" if precision == "month" else f"{day.day} {month} {day.year}"


@cache
def _written(value: float, decimals: int, signed: bool, thousands: str, decimal: str) -> str:
    """Kept, as most numbers are small counts and ratios that many pages show."""
    text = f"{abs(value):,.{decimals}f}".replace(",", "\0").replace(".", decimal).replace("\0", thousands)
    if float(f"{value:.{decimals}f}") == 0:
        return text
    return (_MINUS if value < 0 else "+" if signed else "") + text


def _number(start: date) -> int:
    return (start.month + 2) // 3


def label(start: date) -> str:
    """A quarter as the warehouse labels it, in addresses and files: 2020Q2."""
    return f"{start.year}Q{_number(start)}"


@cache
def languages() -> tuple[Language, ...]:
    """Dutch first: it stands at the top of the site, English below `en/`."""
    return tuple(_language(code) for code in ("nl", "en"))


def _language(code: str) -> Language:
    text = resources.files(__package__).joinpath("texts", f"{code}.toml").read_text(encoding="utf-8")
    return Language(code, tomllib.loads(text))
