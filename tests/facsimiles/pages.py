"""From a specimen to drawn pages, for the engines that draw where they are told."""

from __future__ import annotations

from facsimiles.compose import blocks_of
from facsimiles.disguise import disguised
from facsimiles.drawing import Page
from facsimiles.grid import set_table
from facsimiles.setting import Setter
from facsimiles.sheet import Foot, Heading, PageBreak, Paragraph, Table
from facsimiles.specimen import Specimen


def pages_of(specimen: Specimen) -> list[Page]:
    """The pages of a publication; a table that does not fit its page goes on to the next."""
    setter = Setter(specimen.layout)
    stamp, look = specimen.misprint.stamp, specimen.misprint.stamp_look
    for block in blocks_of(specimen):
        match block:
            case Heading():
                setter.put_heading(block)
            case Paragraph():
                setter.put_paragraph(block)
            case Table():
                set_table(setter, block)
            case PageBreak():
                setter.break_page()
            case Foot():
                setter.put_foot(block)
    if stamp and look != "sentence":
        setter.put_stamp(stamp, look)
    setter.break_page()
    return [disguised(page, specimen) for page in setter.pages]
