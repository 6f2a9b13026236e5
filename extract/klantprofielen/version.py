"""The version of the program: `pyproject.toml` says it once, the installed package's metadata tells it."""

from importlib.metadata import version


def program_version() -> str:
    """Such as `0.1.0`."""
    return version("klantprofielen")
