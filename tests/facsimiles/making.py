"""From a specimen to the finished PDF, whatever its engine."""

from __future__ import annotations

from dataclasses import replace

from facsimiles.engines import engine_named
from facsimiles.finish import finished
from facsimiles.layout import within
from facsimiles.lies import with_digits_renamed
from facsimiles.specimen import Specimen


def fitted(specimen: Specimen) -> Specimen:
    """The specimen with the plain value in every layout field that its engine cannot do."""
    return replace(specimen, layout=within(specimen.layout, engine_named(specimen.engine).UNABLE))


def made(specimen: Specimen) -> bytes:
    """The specimen's PDF. Its layout must be within what the engine can do: see `fitted`."""
    pdf = finished(engine_named(specimen.engine).render(specimen), specimen.layout)
    names = specimen.misprint.digit_names
    return with_digits_renamed(pdf, dict(zip("0123456789", names, strict=True))) if names else pdf
