"""`klantprofielen show` as it is called, and a cell to be shown."""

from __future__ import annotations

import json
from typing import Any

from typer.testing import Result

from called import invoked
from klantprofielen.geometry import Box
from klantprofielen.home import Home
from klantprofielen.provenance.proof import ProofCell


def show(home: Home, *arguments: str) -> Result:
    return invoked(home.path, "show", *arguments)


def answer_to(home: Home, *arguments: str) -> dict[str, Any]:
    done = show(home, *arguments, "--json")
    assert done.exit_code == 0, done.output
    shown: dict[str, Any] = json.loads(done.stdout)
    return shown


def cell_at(box: Box) -> ProofCell:
    return ProofCell(
        box, "", "", "itself", "counted", None, 1, "clients_in_sonar", "clients_in_sonar", None, "10", None, None, 1
    )
