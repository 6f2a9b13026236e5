"""The processes that read: one that only begets, loaded with all that reading needs, and its guarded children.

`python -m klantprofielen.read.reader_process FD` is started by `worker` with a socket; it has one thread and never sees
a document. For each `fork` it is told, a child shuts itself in and reads documents one after the other until its
socket closes: what a document breaks costs that child, and the next is there in milliseconds.
"""

from __future__ import annotations

import gc
import hashlib
import io
import os
import resource
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from klantprofielen.errors import DeclinedError, Reason
from klantprofielen.read.document import Reading, read_document
from klantprofielen.read.limits import Limits
from klantprofielen.read.sandbox import Rules, allow_seconds
from klantprofielen.read.sources import FileKind
from klantprofielen.read.wire import packed, taken, unpacked
from klantprofielen.records import Readers

# The exit status of a child that ran out of memory in Python code.
OUT_OF_MEMORY = 77
_BLOCK = 1 << 16

Read = Callable[[bytes, FileKind, Readers, Limits], Reading]


@dataclass(frozen=True, slots=True)
class Request:
    """A document to read; its file comes along as an open descriptor."""

    kind: FileKind
    sha256: str
    readers: Readers
    limits: Limits


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a document: a reading, or the reason why there is none.

    Attributes:
        memory_bytes: the most that the process has had in memory so far.
    """

    reading: Reading | None
    reason: Reason | None
    message: str | None
    memory_bytes: int


class Closed(Exception):  # noqa: N818 - an end, not an error
    """The other side is gone."""


class Channel:
    """One side of a socket that carries messages, and now and then an open file."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self._buffer = bytearray()

    def send(self, data: object, descriptors: tuple[int, ...] = ()) -> None:
        """Sends a message, waiting until it is taken."""
        message = packed(data)
        if descriptors:
            sent = socket.send_fds(self.connection, [message], list(descriptors))
            message = message[sent:]
        self.connection.sendall(message)

    def receive(self) -> tuple[Any, list[int]]:
        """The next message, waiting for it, with the descriptors that came along.

        Raises:
            Closed: there will be none.
            UnexpectedDataError: it is no message.
        """
        descriptors: list[int] = []
        while True:
            data = taken(self._buffer)
            if data is not None:
                return data, descriptors
            block, more, _, _ = socket.recv_fds(self.connection, _BLOCK, 1)
            descriptors += more
            if not block:
                raise Closed
            self._buffer += block

    def receive_now(self) -> Any | None:  # noqa: ANN401 - any JSON
        """The next message if it has arrived whole; None if not yet. Never waits.

        Raises:
            Closed: the other side ended before a whole message came.
            UnexpectedDataError: it is no message.
        """
        with suppress(BlockingIOError):
            while block := self.connection.recv(_BLOCK, socket.MSG_DONTWAIT):
                self._buffer += block
                data = taken(self._buffer)
                if data is not None:
                    return data
            raise Closed
        return None


def serve(control: socket.socket, read: Read = read_document) -> None:
    """Begets children as it is told, until the control socket closes."""
    # What the libraries complain about is told in the answers; their own output is not for the terminal.
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    channel = Channel(control)
    rules = Rules()
    _warm_up(read)
    gc.collect()
    gc.freeze()
    channel.send(list(rules.missing))
    while True:
        try:
            (order, argument), descriptors = channel.receive()
        except Closed:
            return
        match order:
            case "fork":
                channel.send(_fork(control, rules, unpacked(Limits, argument), descriptors, read))
                for descriptor in descriptors:
                    os.close(descriptor)
            case "bury":
                channel.send(os.waitpid(argument, 0)[1])
            case _:
                raise ValueError(f"unknown order {order!r}")


def _fork(control: socket.socket, rules: Rules, limits: Limits, descriptors: list[int], read: Read) -> int:
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        control.close()
        # Closed by the end of the process alone: who sees it closed may ask how the process ended.
        connection = socket.socket(fileno=descriptors[0])
        _live(Channel(connection), rules, limits, read)
        status = 0
    except MemoryError:
        status = OUT_OF_MEMORY
    finally:
        # Whatever was raised, a child never goes on as its parent.
        os._exit(status)


def _live(channel: Channel, rules: Rules, limits: Limits, read: Read) -> None:
    """The life of a child: shut itself in, then read what it is given."""
    os.setpgrp()
    rules.enforce(limits)
    gc.disable()
    while True:
        try:
            data, (descriptor,) = channel.receive()
        except Closed:
            return
        channel.send(_answer(unpacked(Request, data), descriptor, read))
        # Within a document nothing is collected; what it leaves, which is all young, goes before the next one comes.
        gc.collect(0)


def _answer(request: Request, descriptor: int, read: Read) -> Answer:
    allow_seconds(request.limits.cpu_seconds)
    try:
        with io.FileIO(descriptor) as file:
            data = file.readall()
        _expect_unchanged(data, request)
        reading = read(data, request.kind, request.readers, request.limits)
    except DeclinedError as error:
        return Answer(None, error.reason, error.message, _memory_bytes())
    except OSError as error:
        message = f"{error.strerror or error}; check the file and its permissions."
        return Answer(None, Reason.FILE_UNREADABLE, message, _memory_bytes())
    except RecursionError:
        message = "The document's parts are nested too deeply; the file may be hostile."
        return Answer(None, Reason.DAMAGED, message, _memory_bytes())
    return Answer(reading, None, None, _memory_bytes())


def _expect_unchanged(data: bytes, request: Request) -> None:
    if hashlib.sha256(data).hexdigest() != request.sha256:
        raise DeclinedError(Reason.FILE_UNREADABLE, "The file changed while it was read; extract it again.")


def _memory_bytes() -> int:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _warm_up(read: Read) -> None:
    """Reads a page that is no publication, so that what the libraries prepare on first use is ready in each child."""
    for readers in Readers:
        with suppress(DeclinedError):
            read(_a_page(), FileKind.PDF, readers, Limits())


def _a_page() -> bytes:
    """A PDF of one page: a line of text in a standard font."""
    text = b"BT /F 9 Tf 50 700 Td (klantprofielen 1.234) Tj ET"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    body = b"%PDF-1.4\n"
    places = []
    for number, part in enumerate(parts, start=1):
        places.append(len(body))
        body += b"%d 0 obj%bendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)
    return body + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def main() -> None:
    """Serves on the socket whose descriptor is the one argument."""
    with socket.socket(fileno=int(sys.argv[1])) as control:
        serve(control)


if __name__ == "__main__":
    main()
