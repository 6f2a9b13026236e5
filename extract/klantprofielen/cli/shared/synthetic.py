"""Says wherever figures are shown that they are made up, if they are."""

from __future__ import annotations

from klantprofielen.cli.shared.printing import print_error
from klantprofielen.home import Home
from klantprofielen.release.release import UnknownReleaseError, find

SYNTHETIC = "SYNTHETIC FIGURES: this release is of documents that were made up for tests and demonstrations."


def warn_of_synthetic(home: Home, release: str = "current") -> None:
    """Prints to standard error that a release is synthetic; nothing where it is not, or where there is none."""
    try:
        found = find(home, release)
    except UnknownReleaseError:
        return
    if found.is_synthetic:
        print_error(SYNTHETIC)
