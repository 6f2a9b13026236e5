"""Hostile as files: not PDFs, broken, locked, without text, or with text meant for another program."""

from __future__ import annotations

import io
import random
from dataclasses import replace

import pikepdf

from facsimiles import canvas
from facsimiles.disguise import scanned
from facsimiles.drawing import A4, Page, Text
from facsimiles.engines import engine_named
from facsimiles.generate import random_specimen
from facsimiles.pages import pages_of
from facsimiles.rawpdf import HEADER


def empty(_: bytes) -> bytes:
    """Nothing at all."""
    return b""


def web_page(_: bytes) -> bytes:
    """What a server says when the PDF is not there."""
    return b"<!DOCTYPE html><html><head><title>404</title></head><body>Niet gevonden</body></html>"


def header_only(_: bytes) -> bytes:
    """A PDF's first line, and no more."""
    return HEADER


def truncated(pdf: bytes) -> bytes:
    """A download that broke off in the middle."""
    return pdf[: len(pdf) // 2]


def scrambled(pdf: bytes) -> bytes:
    """A PDF of which every byte behind its header was changed."""
    rng = random.Random(7)
    return HEADER + bytes(rng.randrange(256) for _ in range(min(len(pdf), 20_000)))


def too_large(pdf: bytes) -> bytes:
    """A good PDF, with 60 MB of comments behind it."""
    return pdf + b"%" + b"x" * 60_000_000 + b"\n"


def encrypted(pdf: bytes) -> bytes:
    """Locked: a password is needed to open it."""
    return _locked(pdf, "geheim")


def encrypted_with_empty_password(pdf: bytes) -> bytes:
    """Locked against changes only: it opens with the empty password, as every viewer tries."""
    return _locked(pdf, "")


def _locked(pdf: bytes, password: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(out, encryption=pikepdf.Encryption(user=password, owner="eigenaar", R=6))
    return out.getvalue()


def junk_before_header(pdf: bytes) -> bytes:
    """A mail header before the PDF, as some download programs leave it."""
    return b"Content-Type: application/pdf\r\n\r\n" + pdf


def attachment(pdf: bytes) -> bytes:
    """An empty page with the publication as an attached file: not what is printed."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.attachments["publicatie.pdf"] = pikepdf.AttachedFileSpec(document, pdf)
        document.save(out, deterministic_id=True)
    return out.getvalue()


def scan_without_text(_: bytes) -> bytes:
    """A picture of a publication and no text."""
    (page, *_) = pages_of(random_specimen(1, "reportlab", 0))
    seen = scanned(page)
    only = replace(seen, draws=tuple(draw for draw in seen.draws if not isinstance(draw, Text)))
    return canvas.draw_pages([only], "Scan")


def without_text_mapping(_: bytes) -> bytes:
    """Glyphs by their numbers, and nothing that says which letters they are."""
    pdf = engine_named("fpdf2").render(random_specimen(1, "fpdf2", 0))
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for object_ in document.objects:
            if isinstance(object_, pikepdf.Dictionary) and "/ToUnicode" in object_:
                del object_["/ToUnicode"]
        document.save(out, deterministic_id=True)
    return out.getvalue()


def escape_sequences(_: bytes) -> bytes:
    """A table whose texts are commands to a terminal, to SQL, to a template, to a browser."""
    texts = (
        "Transparantie van klantprofielen",
        "\u001b]0;gekaapt\u0007\u001b[2J Tweede kwartaal 2020 Flevoland",
        "<img src=x onerror=alert(1)> 1 2 3 4 10",
        "'; drop schema raw cascade; -- 1 2 3 4 10",
        "{{ 7 * 7 }} 1 2 3 4 10",
        "[link=file:///etc/passwd]Almere[/link] 1 2 3 4 10",
        "\u202eerémlA 1 2 3 4 10",
    )
    draws = tuple(Text(48, 80 + 20 * place, text, 9, "vera") for place, text in enumerate(texts))
    return canvas.draw_pages([Page(*A4, draws)], "\u001b[31mTitel\u0007<script>")
