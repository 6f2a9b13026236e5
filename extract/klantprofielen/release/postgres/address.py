"""What may be told of a database's address: never its password."""

from __future__ import annotations

import re

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from klantprofielen.release.postgres.target import RefusedError

_FORM = (
    "Write postgresql://USER@HOST:PORT/DATABASE or service=NAME; the password stands in ~/.pgpass, PGPASSWORD or the "
    "service file. In an address @ : / # ? % of a name or password are written %40 %3A %2F %23 %3F %25."
)
# From the scheme to the last @, wherever the password itself may hold one.
_USER_AND_PASSWORD = re.compile(r"^\s*\w+://([^:]*):(.*)@", re.DOTALL)
_PASSWORD_OPTION = re.compile(r"(?:ssl)?password\s*=\s*('(?:[^'\\]|\\.)*'|\S+)")
_BREAKS = re.compile(r"[@/:#?&=\\'\s]+")


def require_address(address: str) -> None:
    """Checks that libpq can read an address.

    Raises:
        RefusedError: it cannot; the message holds nothing of the address.
    """
    try:
        address.encode()
        conninfo_to_dict(address)
    except (ProgrammingError, ValueError) as error:
        # Without the cause: libpq quotes the part that it does not understand, which may be the password.
        raise RefusedError(f"The address of the database cannot be read. {_FORM}") from error.with_traceback(None)


def without_secrets(message: str, address: str) -> str:
    """A message of the database; one that would show a piece of the password is left out."""
    if any(secret in message for secret in _secrets(address)):
        return f"The database cannot be reached; what the driver says would show a part of the password. {_FORM}"
    return message


def _secrets(address: str) -> set[str]:
    """The password as it is written and as it is meant, and the pieces that a wrong @ or : breaks it into."""
    options = conninfo_to_dict(address)
    meant = {str(options[name]) for name in ("password", "sslpassword") if options.get(name)}
    written = {match[2] for match in (_USER_AND_PASSWORD.match(address),) if match}
    written |= {match.strip("'") for match in _PASSWORD_OPTION.findall(address)}
    whole = {secret for secret in meant | written if secret}
    return whole | {piece for secret in whole for piece in _BREAKS.split(secret) if len(piece) > 1}
