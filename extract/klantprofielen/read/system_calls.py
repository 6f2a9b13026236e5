"""The system calls that a reading process may not make, by machine, as a seccomp filter."""

from __future__ import annotations

import errno
import struct
from dataclasses import dataclass

# Offsets in the kernel's struct seccomp_data; arguments are 8 bytes wide, the low half first.
_NUMBER, _MACHINE, _ARGUMENTS = 0, 4, 16
_LOAD, _EQUALS, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _FAIL = 0x7FFF0000, 0x80000000, 0x00050000
_X32 = 0x40000000
_CLONE_THREAD = 0x00010000

# name: number on x86_64, on aarch64 (None: not there); from the kernel's asm/unistd_64.h and asm-generic/unistd.h.
DENIED: dict[str, tuple[int | None, int | None]] = {
    # network and other processes' ears
    "socket": (41, 198), "socketpair": (53, 199), "connect": (42, 203), "bind": (49, 200), "listen": (50, 201),
    "accept": (43, 202), "accept4": (288, 242),
    # programs and processes
    "execve": (59, 221), "execveat": (322, 281), "fork": (57, None), "vfork": (58, None), "clone3": (435, 435),
    "tkill": (200, 130), "pidfd_send_signal": (424, 424), "pidfd_open": (434, 434), "pidfd_getfd": (438, 438),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "setns": (308, 268), "unshare": (272, 97),
    # files, changed
    "creat": (85, None), "openat2": (437, 437), "open_by_handle_at": (304, 265),
    "truncate": (76, 45), "ftruncate": (77, 46), "fallocate": (285, 47),
    "rename": (82, None), "renameat": (264, 38), "renameat2": (316, 276),
    "mkdir": (83, None), "mkdirat": (258, 34), "rmdir": (84, None), "unlink": (87, None), "unlinkat": (263, 35),
    "link": (86, None), "linkat": (265, 37), "symlink": (88, None), "symlinkat": (266, 36),
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452),
    "chown": (92, None), "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54),
    "mknod": (133, None), "mknodat": (259, 33),
    "utime": (132, None), "utimes": (235, None), "futimesat": (261, None), "utimensat": (280, 88),
    "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7),
    "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16),
    # ways around a filter
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "memfd_create": (319, 279), "userfaultfd": (323, 282), "bpf": (321, 280), "perf_event_open": (298, 241),
    # memory shared with other processes
    "shmget": (29, 194), "msgget": (68, 186), "semget": (64, 190), "mq_open": (240, 180),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    # the machine
    "mount": (165, 40), "umount2": (166, 39), "move_mount": (429, 429), "fsopen": (430, 430), "fsmount": (432, 432),
    "pivot_root": (155, 41), "chroot": (161, 51), "init_module": (175, 105), "finit_module": (313, 273),
    "delete_module": (176, 106), "kexec_load": (246, 104), "kexec_file_load": (320, 294), "reboot": (169, 142),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SystemCalls:
    """One kind of machine: its mark in the kernel, which column above is its own, and the calls let in halfway."""

    machine: int
    column: int
    clone: int
    kill: int
    tgkill: int
    openat: int
    open: int | None

    def program(self, own_pid: int, writing: int) -> bytes:
        """The filter: denied calls fail with EPERM; threads, signals to itself and opening to read are let through."""
        fail = _FAIL | errno.EPERM
        steps = [
            _step(_LOAD, _MACHINE),
            _step(_EQUALS, self.machine, 1, 0),
            _step(_RETURN, _KILL),
            _step(_LOAD, _NUMBER),
        ]
        if self.column == 0:
            steps += [_step(_AT_LEAST, _X32, 0, 1), _step(_RETURN, fail)]
        for numbers in DENIED.values():
            number = numbers[self.column]
            if number is not None:
                # A C library that finds no clone3 goes on with clone, which can be looked at.
                refusal = _FAIL | errno.ENOSYS if number == DENIED["clone3"][self.column] else fail
                steps += [_step(_EQUALS, number, 0, 1), _step(_RETURN, refusal)]
        steps += _unless(self.clone, _ANY_BIT, _CLONE_THREAD, fail)
        steps += _unless(self.kill, _EQUALS, own_pid, fail)
        steps += _unless(self.tgkill, _EQUALS, own_pid, fail)
        steps += _when_writing(self.openat, 2, writing, fail)
        if self.open is not None:
            steps += _when_writing(self.open, 1, writing, fail)
        return b"".join([*steps, _step(_RETURN, _ALLOW)])


def _step(code: int, value: int, when_true: int = 0, when_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, when_true, when_false, value)


def _unless(number: int, test: int, value: int, refusal: int) -> list[bytes]:
    """Refuses a call unless its first argument passes a test."""
    return [
        _step(_EQUALS, number, 0, 4),
        _step(_LOAD, _ARGUMENTS),
        _step(test, value, 1, 0),
        _step(_RETURN, refusal),
        _step(_RETURN, _ALLOW),
    ]


def _when_writing(number: int, argument: int, writing: int, refusal: int) -> list[bytes]:
    """Refuses a call when one of its arguments has any of those bits."""
    return [
        _step(_EQUALS, number, 0, 4),
        _step(_LOAD, _ARGUMENTS + 8 * argument),
        _step(_ANY_BIT, writing, 0, 1),
        _step(_RETURN, refusal),
        _step(_RETURN, _ALLOW),
    ]


ALL_KINDS = {
    "x86_64": SystemCalls(0xC000003E, 0, clone=56, kill=62, tgkill=234, openat=257, open=2),
    "aarch64": SystemCalls(0xC00000B7, 1, clone=220, kill=129, tgkill=131, openat=56, open=None),
}
