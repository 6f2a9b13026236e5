"""What a host asks of robots: which addresses they leave alone, and how long they wait in between."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

TOKEN = "klantprofielen"  # noqa: S105 - the name by which robots.txt may address this program
MAX_BYTES = 512 * 1024
# RFC 9309 lets a copy be used for so long.
KEPT_HOURS = 24
_LONGEST_DELAY = 60.0


@dataclass(frozen=True, slots=True)
class Robots:
    """A host's rules.

    Attributes:
        rules: None when the host has none, so that everything may be asked.
        unreachable: why the rules could not be had; then nothing may be asked (RFC 9309, 2.3.1.4).
    """

    rules: Protego | None = None
    unreachable: str | None = None

    def may_ask(self, address: str) -> bool:
        """Whether this program may ask for an address."""
        if self.unreachable is not None:
            return False
        return self.rules is None or self.rules.can_fetch(address, TOKEN)

    @property
    def delay_seconds(self) -> float:
        """How long the host wants to be left alone between two requests, within reason."""
        asked = self.rules.crawl_delay(TOKEN) if self.rules else None
        return min(float(asked), _LONGEST_DELAY) if asked else 0.0


def read_robots(body: bytes) -> Robots:
    """The rules in a robots.txt; what is no text is ignored line by line, as the standard has it."""
    return Robots(Protego.parse(body[:MAX_BYTES].decode("utf-8", "replace")))
