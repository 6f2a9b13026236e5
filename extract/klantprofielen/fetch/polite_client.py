"""Asks one address at a time, politely: waits in between, heeds robots.txt, tries again, and knows when to stop."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus

import httpx

from klantprofielen.fetch.archive import Archive, Arrived, TooLargeError
from klantprofielen.fetch.http_date import read_http_date
from klantprofielen.fetch.links import AddressError, clean_address
from klantprofielen.fetch.network import TRANSPORT_ERRORS, Deadline, PrivateAddressError, Reach, Transport
from klantprofielen.fetch.robots import TOKEN, Robots
from klantprofielen.records import Retrieval, RetrievalOutcome
from klantprofielen.version import program_version

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_REFUSING = frozenset({401, 402, 403, 407, 451})
_GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a request may go.

    Attributes:
        seconds: for one answer, from the look-up of the name to the last byte.
        wait_seconds: the longest wait that a server's Retry-After may ask for; if it is longer, the host is left
            alone until the next run.
        host_failures: after so many addresses of a host in a row that failed, it is left alone until the next run.
    """

    document_bytes: int = 50_000_000
    page_bytes: int = 5_000_000
    seconds: float = 120.0
    redirects: int = 5
    attempts: int = 4
    wait_seconds: float = 120.0
    host_failures: int = 3


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock and the dice, so that a test needs not wait."""

    elapsed: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC).replace(tzinfo=None)
    jitter: Callable[[], float] = random.random


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered.

    Attributes:
        arrived: its bytes; None when it says that nothing changed (304).
    """

    status: int
    final_address: str
    headers: httpx.Headers
    arrived: Arrived | None


class NoAnswerError(Exception):
    """An address gave nothing.

    Attributes:
        code: why, for machines; the message is for people.
        may_pass: whether it is worth trying again soon.
        wait_seconds: how long the server asks to be left alone.
    """

    def __init__(
        self,
        outcome: RetrievalOutcome,
        code: str,
        message: str,
        *,
        status: int | None = None,
        final_address: str | None = None,
        may_pass: bool = False,
        wait_seconds: float | None = None,
    ) -> None:
        super().__init__(message)
        self.outcome = outcome
        self.code = code
        self.status = status
        self.final_address = final_address
        self.may_pass = may_pass
        self.wait_seconds = wait_seconds


@dataclass
class _Host:
    """How a host is doing in this run."""

    free_at: float = float("-inf")
    failures: int = 0
    given_up: str | None = None


Check = Callable[[Answer], None]


@dataclass
class Client:
    """One run's way to the network; `robots_of` gives the rules of an address's host."""

    contact: str
    archive: Archive
    robots_of: Callable[[str], Robots]
    reach: Reach
    limits: Limits
    delay_seconds: float
    clock: Clock
    _hosts: dict[str, _Host] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._deadline = Deadline()
        self._http = httpx.Client(
            transport=Transport(self.reach, self._deadline),
            headers={
                "User-Agent": f"{TOKEN}/{program_version()} (+{self.contact})",
                "Accept": "application/pdf, text/html;q=0.9, */*;q=0.5",
                "Accept-Encoding": "gzip",
            },
            timeout=httpx.Timeout(30.0, connect=10.0),
            trust_env=False,
        )

    def close(self) -> None:
        """Closes all connections."""
        self._http.close()

    def ask(
        self,
        address: str,
        *,
        max_bytes: int,
        known: Retrieval | None = None,
        check: Check = lambda answer: None,
        heed_robots: bool = True,
    ) -> Answer:
        """Asks an address until it answers or there is no sense in asking on.

        It needs to send only what changed since it gave what is `known`. `check` looks at what came before it counts,
        and raises NoAnswerError if it is not what was meant.

        Raises:
            NoAnswerError: it gave nothing; nothing of it is kept.
        """
        host = self._hosts.setdefault(httpx.URL(address).host, _Host())
        if host.given_up:
            raise NoAnswerError(RetrievalOutcome.FAILED, "host_given_up", host.given_up)
        for attempt in range(1, self.limits.attempts + 1):
            try:
                answer = self._follow(address, known, max_bytes, heed_robots=heed_robots)
                self._checked(answer, check)
            except NoAnswerError as error:
                if not error.may_pass:
                    host.failures = 0
                    raise
                if self._waits_too_long(error) or attempt == self.limits.attempts:
                    self._count_failure(host, error)
                    raise
                self.clock.sleep(self._pause(error, attempt))
            else:
                host.failures = 0
                return answer
        raise AssertionError("the last attempt returns or raises")

    def _checked(self, answer: Answer, check: Check) -> None:
        try:
            check(answer)
        except NoAnswerError:
            if answer.arrived:
                self.archive.drop(answer.arrived)
            raise

    def _waits_too_long(self, error: NoAnswerError) -> bool:
        return error.wait_seconds is not None and error.wait_seconds > self.limits.wait_seconds

    def _pause(self, error: NoAnswerError, attempt: int) -> float:
        """What the server asks for, else twice as long each time, and never at the same beat as others."""
        waits = error.wait_seconds if error.wait_seconds is not None else 2.0**attempt
        return waits + self.clock.jitter()

    def _count_failure(self, host: _Host, error: NoAnswerError) -> None:
        host.failures += 1
        if self._waits_too_long(error) or host.failures >= self.limits.host_failures:
            host.given_up = f"Its host was left alone for the rest of this run: {error}"

    def _follow(self, address: str, known: Retrieval | None, max_bytes: int, *, heed_robots: bool) -> Answer:
        """Asks an address, and those that it leads to."""
        asked: list[str] = []
        while True:
            if address in asked or len(asked) > self.limits.redirects:
                raise NoAnswerError(
                    RetrievalOutcome.FAILED,
                    "redirects_endless",
                    f"It leads on and on: {' → '.join([*asked, address][:4])} …",
                    final_address=address,
                )
            asked.append(address)
            answer = self._exchange(address, known, max_bytes, heed_robots=heed_robots)
            if isinstance(answer, Answer):
                return answer
            address = answer

    def _exchange(self, address: str, known: Retrieval | None, max_bytes: int, *, heed_robots: bool) -> Answer | str:
        """One request: its answer, or the address that it leads to."""
        delay = self.delay_seconds
        if heed_robots:
            robots = self.robots_of(address)
            if robots.unreachable is not None:
                raise NoAnswerError(RetrievalOutcome.FAILED, "robots_unreachable", robots.unreachable)
            if not robots.may_ask(address):
                raise NoAnswerError(
                    RetrievalOutcome.REFUSED,
                    "robots_disallow",
                    "The host's robots.txt asks robots to leave this address alone. Get it by hand, or ask the host.",
                    final_address=address,
                )
            delay = max(delay, robots.delay_seconds)
        headers = _conditions(known) if known and (known.final_address or known.address) == address else {}
        with self._turn(address, delay), _telling(address):
            self._deadline.start(self.limits.seconds)
            with self._http.stream("GET", address, headers=headers) as response:
                return self._read(address, response, max_bytes, is_conditional=bool(headers))

    @contextmanager
    def _turn(self, address: str, delay: float) -> Iterator[None]:
        """Waits until the host has been left alone for long enough."""
        host = self._hosts.setdefault(httpx.URL(address).host, _Host())
        wait = host.free_at - self.clock.elapsed()
        if wait > 0:
            self.clock.sleep(wait)
        try:
            yield
        finally:
            host.free_at = self.clock.elapsed() + delay

    def _read(self, address: str, response: httpx.Response, max_bytes: int, *, is_conditional: bool) -> Answer | str:
        status = response.status_code
        if status in _REDIRECTS:
            return _next_address(address, response)
        if status == HTTPStatus.NOT_MODIFIED and is_conditional:
            return Answer(status, address, response.headers, None)
        if status != HTTPStatus.OK:
            raise _refusal(address, response, self.clock.now())
        declared = response.headers.get("Content-Length", "")
        if declared.isdecimal() and int(declared) > max_bytes:
            raise _too_large(address, f"It has {declared} bytes, more than {max_bytes} (--max-bytes).")
        try:
            arrived = self.archive.receive(response.iter_bytes(), max_bytes)
        except TooLargeError as error:
            raise _too_large(address, str(error)) from error
        return Answer(status, address, response.headers, arrived)


def _conditions(known: Retrieval) -> dict[str, str]:
    """What changed since; a header that no request may hold is left out, and the whole is asked for."""
    conditions = {"If-None-Match": known.entity_tag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in conditions.items() if value and value.isascii() and value.isprintable()}


def _too_large(address: str, message: str) -> NoAnswerError:
    return NoAnswerError(RetrievalOutcome.FAILED, "too_large", message, status=HTTPStatus.OK, final_address=address)


def _next_address(address: str, response: httpx.Response) -> str:
    target = response.headers.get("Location", "")
    try:
        return clean_address(target, address)
    except AddressError as error:
        raise NoAnswerError(
            RetrievalOutcome.REFUSED,
            "redirect_refused",
            f"It leads to where this program does not go: {error}",
            status=response.status_code,
            final_address=address,
        ) from error


def _refusal(address: str, response: httpx.Response, now: datetime) -> NoAnswerError:
    status = response.status_code
    told = f"It answered {status} {response.reason_phrase}".strip()
    if status in _GONE:
        return NoAnswerError(RetrievalOutcome.NOT_FOUND, "not_found", f"{told}.", status=status, final_address=address)
    if status in _REFUSING:
        return NoAnswerError(
            RetrievalOutcome.REFUSED,
            "forbidden",
            f"{told}: it is not for everybody, or not for programs. Get the file by hand, or ask the host.",
            status=status,
            final_address=address,
        )
    wait = _retry_after(response.headers.get("Retry-After"), now)
    asks = f", and asks to be left alone for {wait:.0f} seconds" if wait is not None else ""
    return NoAnswerError(
        RetrievalOutcome.FAILED,
        "too_many_requests" if status == HTTPStatus.TOO_MANY_REQUESTS else "server_error",
        f"{told}{asks}.",
        status=status,
        final_address=address,
        may_pass=status in _PASSING,
        wait_seconds=wait,
    )


def _retry_after(header: str | None, now: datetime) -> float | None:
    """The wait that a server asks for, in seconds: it gives seconds, or a moment."""
    if header is None:
        return None
    if header.strip().isdecimal():
        return float(header)
    moment = read_http_date(header)
    return None if moment is None else max(0.0, (moment - now).total_seconds())


@contextmanager
def _telling(address: str) -> Iterator[None]:
    """Turns what the network says into a reason."""
    failed = RetrievalOutcome.FAILED
    try:
        yield
    except PrivateAddressError as error:
        raise NoAnswerError(RetrievalOutcome.REFUSED, "private_address", str(error), final_address=address) from error
    except TRANSPORT_ERRORS as error:
        name = type(error).__name__
        if "Timeout" in name:
            code, message = "too_slow", "The answer took too long."
        elif "Connect" in name:
            code, message = "no_connection", f"No connection: {error}"
        else:
            code, message = "cut_off", f"The answer is not whole: {error or name}."
        raise NoAnswerError(failed, code, message, final_address=address, may_pass=True) from error
    except httpx.InvalidURL as error:
        raise NoAnswerError(failed, "no_connection", f"No connection: {error}", final_address=address) from error
