"""Documents that do something to the process that reads them, and the reading process that lets them.

`python -m misbehaving FD` is the product's own reader, but for documents that begin with `act:`: their action is one of
the functions here, as if hostile code had taken the process over.
"""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from klantprofielen.read.document import Reading, read_document
from klantprofielen.read.limits import Limits
from klantprofielen.read.reader_process import serve
from klantprofielen.read.sources import FileKind, Source, Unopened, identify
from klantprofielen.records import Readers

_MARK = b"act:"


def source_that(action: Callable[[str], object], target: str = "") -> Source:
    """A document that performs an action of this module in the guarded process."""
    folder = Path(tempfile.mkdtemp(prefix="acting"))
    path = folder / f"{action.__name__}.txt"
    path.write_bytes(_MARK + f"{action.__name__}:{target}".encode())
    source = identify(path)
    assert not isinstance(source, Unopened)
    return Source(path, action.__name__, FileKind.TRANSCRIPT, source.sha256, source.byte_count)


def read(data: bytes, kind: FileKind, readers: Readers, limits: Limits) -> Reading:
    if data.startswith(_MARK):
        name, target = data.removeprefix(_MARK).decode().split(":", 1)
        data = str(globals()[name](target)).encode()
    return read_document(data, kind, readers, limits)


def spins(_: str) -> None:
    while True:
        pass


def sleeps(_: str) -> None:
    time.sleep(60)


def eats_memory(_: str) -> None:
    bytearray(4_000_000_000)


def aborts(_: str) -> None:
    os.abort()


def exits(_: str) -> None:
    os._exit(3)


def connects(_: str) -> None:
    socket.create_connection(("127.0.0.1", 9))


def resolves(_: str) -> None:
    socket.getaddrinfo("example.invalid", 80)


def runs_a_program(target: str) -> None:
    subprocess.run(["touch", target], check=True)


def runs_a_shell(target: str) -> None:
    os.system(f"touch {target}")


def forks(_: str) -> None:
    os.fork()


def becomes_another(target: str) -> None:
    os.execv("/usr/bin/touch", ["touch", target])


def writes(target: str) -> None:
    Path(target).write_text("changed", encoding="utf-8")


def appends(target: str) -> None:
    with Path(target).open("a", encoding="utf-8") as file:
        file.write("changed")


def truncates(target: str) -> None:
    os.truncate(target, 0)


def removes(target: str) -> None:
    Path(target).unlink()


def renames(target: str) -> None:
    Path(target).rename(target + ".moved")


def makes_a_folder(target: str) -> None:
    Path(target + ".folder").mkdir()


def links(target: str) -> None:
    Path(target + ".link").symlink_to(target)


def speaks(_: str) -> str:
    print("\x1b]0;gekaapt\x07", flush=True)
    print("\x1b]0;gekaapt\x07", file=sys.stderr, flush=True)
    return "niets"


def tells_where_character_maps_come_from(_: str) -> None:
    raise OSError(0, f"CMAP_PATH={os.environ.get('CMAP_PATH')}")


# What native code would do: system calls that Python's audit hook never hears of. Each raises what the kernel says.

_LIBC = ctypes.CDLL(None, use_errno=True)


def _called(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"kernel: {os.strerror(number)}")
    return result


def native_socket(_: str) -> None:
    _called(_LIBC.socket(socket.AF_INET, socket.SOCK_STREAM, 0))


def native_datagram(_: str) -> None:
    _called(_LIBC.socket(socket.AF_INET, socket.SOCK_DGRAM, 0))


def native_local_socket(_: str) -> None:
    _called(_LIBC.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0))


def native_write(target: str) -> None:
    _called(_LIBC.open(target.encode(), os.O_WRONLY))


def native_create(target: str) -> None:
    _called(_LIBC.open(f"{target}.new".encode(), os.O_CREAT | os.O_RDWR, 0o600))


def native_creat(target: str) -> None:
    _called(_LIBC.creat(f"{target}.new".encode(), 0o600))


def native_read(target: str) -> None:
    _called(_LIBC.open(target.encode(), os.O_RDONLY))


def native_remove(target: str) -> None:
    _called(_LIBC.unlink(target.encode()))


def native_rename(target: str) -> None:
    _called(_LIBC.rename(target.encode(), f"{target}.moved".encode()))


def native_truncate(target: str) -> None:
    _called(_LIBC.truncate(target.encode(), ctypes.c_long(0)))


def native_link(target: str) -> None:
    _called(_LIBC.symlink(target.encode(), f"{target}.link".encode()))


def native_folder(target: str) -> None:
    _called(_LIBC.mkdir(f"{target}.folder".encode(), 0o700))


def native_rights(target: str) -> None:
    _called(_LIBC.chmod(target.encode(), 0o777))


def native_program(target: str) -> None:
    arguments = (ctypes.c_char_p * 3)(b"touch", target.encode(), None)
    _called(_LIBC.execv(b"/usr/bin/touch", arguments))


def native_fork(_: str) -> None:
    pid = _LIBC.fork()
    if pid == 0:
        os._exit(0)
    _called(pid)


def native_signal(_: str) -> None:
    _called(_LIBC.kill(os.getppid(), 0))


def native_trace(_: str) -> None:
    _called(_LIBC.ptrace(16, os.getppid(), None, None))


def native_memory_file(_: str) -> None:
    _called(_LIBC.memfd_create(b"code", 0))


def native_ring(_: str) -> None:
    _called(_LIBC.syscall(425, 8, ctypes.create_string_buffer(256)))


def _send(answer: bytes) -> None:
    """On whatever socket there is."""
    for descriptor in range(3, 20):
        with suppress(OSError):
            os.write(descriptor, answer)
    time.sleep(60)


def sends_a_pickle(_: str) -> None:
    """Answers with bytes that would run code if they were unpickled."""
    body = b"cos\nsystem\n(S'touch /tmp/gekaapt'\ntR."
    _send(len(body).to_bytes(4, "big") + body)


def sends_a_flood(_: str) -> None:
    """Claims a message of four gigabytes."""
    _send(b"\xff" * 4096)


def sends_another_record(_: str) -> None:
    """Answers with JSON that is no reading."""
    body = b'[["pdfium", 1, [{"x": 1}]], null, null, 1]'
    _send(len(body).to_bytes(4, "big") + body)


def closes_its_socket(_: str) -> None:
    """Plays dead: closes all it has and goes on living."""
    os.closerange(3, 40)
    time.sleep(60)


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as control:
        serve(control, read)
