"""The columns that say when something was done: they differ between any two builds, whatever the code."""

from __future__ import annotations

# Column name, in any table, to the reason why its value cannot be the same twice.
VOLATILE = {
    "load_id": "made of the moment of loading and a random part",
    "first_loaded_at": "the moment of loading",
    "loaded_from": "the moment of loading",
    "loaded_to": "the moment at which a newer version was loaded, or 9999-12-31",
}

_SOME_MOMENT = "some value"
_FOR_EVER = "for ever"


def kind_of_value(quoted: str) -> str:
    """SQL for what can be compared of a volatile column: whether it is empty, endless, or has a value.

    So a redesign that leaves a load time empty, or ends a version that has no newer one, is still seen.
    """
    return (
        f"case when {quoted} is null then null "
        f"when cast({quoted} as varchar) like '9999-12-31%' then '{_FOR_EVER}' else '{_SOME_MOMENT}' end"
    )
