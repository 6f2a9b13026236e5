"""What the exit codes mean."""

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of every command.

    A document that is declined is an outcome, not a failure: it is named, with the reason, and the code is 0.
    """

    DONE = 0
    RED_BUILD = 1
    USAGE = 2
    BUSY = 3
    STORAGE = 4
