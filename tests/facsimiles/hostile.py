"""Files that would hurt a careless reader, made anew whenever a test asks for them.

`HOSTILE` names each with what must become of it; `python -m facsimiles.hostile DIR` writes them all.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from facsimiles import hostile_content as content
from facsimiles import hostile_files as files
from facsimiles import hostile_structure as structure
from facsimiles.corpus import write
from facsimiles.generate import random_specimen
from facsimiles.making import made
from facsimiles.specimen import Specimen
from facsimiles.truth import ACCEPT, EITHER, REJECT, Truth, Verdict, truth_of


@dataclass(frozen=True, slots=True)
class Hostile:
    """A hostile file. `make` gets the PDF of `sample()`, which some of them spoil.

    `codes` are the reasons (of the extractor's `Reason`) one of which must be given; empty where the file may
    be read.
    """

    make: Callable[[bytes], bytes]
    expect: str = REJECT
    codes: frozenset[str] = frozenset()


def _declined(make: Callable[[bytes], bytes], *codes: str) -> Hostile:
    return Hostile(make, REJECT, frozenset(codes))


_SPENT = ("over_time", "over_memory", "too_many_objects", "worker_died", "damaged")
_NOTHING = ("no_text", "no_table", "not_this_publication")

HOSTILE: dict[str, Hostile] = {
    "empty": _declined(files.empty, "empty_file"),
    "web_page": _declined(files.web_page, "not_a_pdf"),
    "header_only": _declined(files.header_only, "damaged"),
    "truncated": _declined(files.truncated, "damaged", *_NOTHING),
    "scrambled": _declined(files.scrambled, "damaged", *_NOTHING),
    "too_large": _declined(files.too_large, "too_large"),
    "encrypted": _declined(files.encrypted, "encrypted"),
    "encrypted_empty_password": Hostile(files.encrypted_with_empty_password, ACCEPT),
    "junk_before_header": Hostile(files.junk_before_header, EITHER),
    "attachment": _declined(files.attachment, *_NOTHING),
    "scan": _declined(files.scan_without_text, "no_text"),
    "no_text_mapping": _declined(files.without_text_mapping, "no_text_mapping", "not_this_publication"),
    "escapes": Hostile(files.escape_sequences, EITHER),
    "page_tree_loop": _declined(structure.page_tree_loop, *_SPENT, *_NOTHING),
    "page_tree_deep": _declined(structure.page_tree_deep, *_SPENT, *_NOTHING, "too_many_pages"),
    "page_tree_own_parent": _declined(structure.page_tree_own_parent, *_SPENT, *_NOTHING),
    "page_named_100000_times": _declined(structure.page_named_often, "too_many_pages", *_SPENT),
    "many_pages": _declined(structure.many_pages, "too_many_pages"),
    "count_of_pages_lies": _declined(structure.lying_page_count, "too_many_pages", *_SPENT, *_NOTHING),
    "xref_loop": _declined(structure.xref_loop, *_SPENT, *_NOTHING),
    "xref_size_lies": _declined(structure.xref_size_lies, *_SPENT, *_NOTHING),
    "object_stream_in_itself": _declined(structure.object_stream_in_itself, *_SPENT, *_NOTHING),
    "length_refers_to_itself": _declined(structure.length_loop, *_SPENT, *_NOTHING),
    "nested_arrays": _declined(structure.nested_arrays, *_SPENT, *_NOTHING),
    "nested_dictionaries": _declined(structure.nested_dictionaries, *_SPENT, *_NOTHING),
    "unclosed_string": _declined(structure.unclosed_string, *_SPENT, *_NOTHING),
    "absurd_predictor": _declined(structure.absurd_predictor, *_SPENT, *_NOTHING),
    "filters_60_deep": _declined(structure.many_filters, *_SPENT, *_NOTHING),
    "absurd_page_size": _declined(structure.absurd_page_size, *_SPENT, *_NOTHING),
    "no_page_size": _declined(structure.no_page_size, *_SPENT, *_NOTHING),
    "form_paints_itself": _declined(content.form_paints_itself, *_SPENT, *_NOTHING),
    "forms_exponential": _declined(content.forms_exponential, *_SPENT, *_NOTHING),
    "type3_glyph_paints_itself": _declined(content.type3_glyph_paints_itself, *_SPENT, *_NOTHING),
    "pattern_paints_itself": _declined(content.pattern_paints_itself, *_SPENT, *_NOTHING),
    "inflates_to_200_mb": _declined(content.inflating_stream, *_SPENT, *_NOTHING),
    "inflates_twice": _declined(content.inflating_twice, *_SPENT, *_NOTHING),
    "tiny_glyphs": _declined(content.tiny_glyphs, *_SPENT, *_NOTHING),
    "nested_arrays_in_content": _declined(content.nested_arrays, *_SPENT, *_NOTHING),
    "saved_states": _declined(content.saved_states, *_SPENT, *_NOTHING),
    "many_paths": _declined(content.many_paths, *_SPENT, *_NOTHING),
    "huge_image": _declined(content.huge_image, *_SPENT, *_NOTHING),
    "cmap_outside_its_folder": _declined(content.cmap_outside_its_folder, *_SPENT, *_NOTHING, "no_text_mapping"),
    "cmap_ranges": _declined(content.cmap_ranges, *_SPENT, *_NOTHING, "no_text_mapping"),
    "launches_a_program": _declined(content.launching, *_NOTHING),
}

# Names that mean something to a shell, a terminal, SQL, a template, a browser or a file system.
FILE_NAMES = (
    "\x1b]0;gekaapt\x07\x1b[31mrood.pdf",
    "'; drop schema raw cascade; --.pdf",
    '" or 1=1 --.pdf',
    "<img src=x onerror=alert(1)>.pdf",
    "$(touch gekaapt).pdf",
    "`touch gekaapt`.pdf",
    "-rf.pdf",
    "twee\nregels.pdf",
    "{{ 7 * 7 }}.pdf",
    "[bold red]opmaak.pdf",
    "%s%n.pdf",
    " .pdf",
    "\u202efdp.exe.pdf",
    "e\u0301\u0301\u0301.pdf",
    "\udcff\udcfe.pdf",
    "n" * 250 + ".pdf",
)


def sample() -> Specimen:
    """The publication that some of the hostile files are made from."""
    return random_specimen(1, "reportlab", 0)


def write_all(folder: Path) -> None:
    """Writes every hostile file into a folder, with what must become of it beside it."""
    pdf = made(sample())
    for name, hostile in HOSTILE.items():
        truth = truth_of(sample(), Verdict(hostile.expect, name))
        variations = (f"hostile={name}",)
        write(folder, name, hostile.make(pdf), Truth("by hand", variations, truth.verdict, truth.publications))


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    write_all(Path(sys.argv[1]))
