"""Chance changes to a document's bytes; equal seeds give equal bytes."""

from __future__ import annotations

import random
from collections.abc import Callable

Mutation = Callable[[bytes, random.Random], bytes]

# What PDFs are made of; put where it does not belong, it reaches the depths of a parser.
_TOKENS = (
    b"obj", b"endobj", b"stream\n", b"endstream", b"xref", b"trailer", b"startxref", b"<<", b">>", b"[", b"]", b"(",
    b")", b"null", b"true", b"-1", b"0", b"99999999999", b"1e400", b"65536", b"/Length 0", b"/Length 999999",
    b"/Filter", b"/FlateDecode", b"/ASCIIHexDecode", b"/DecodeParms <</Predictor 12 /Columns 0>>", b"/Type /Page",
    b"/Kids [1 0 R]", b"/Count -1", b"/Parent 3 0 R", b"/MediaBox [0 0 0 0]", b"/Rotate 90", b"/Font",
    b"/ToUnicode 1 0 R", b"/Widths []",
    b"/Encoding /Identity-H", b"/FontMatrix [0 0 0 0 0 0]", b"1 0 R", b"0 0 R", b"BT", b"ET", b"Tj", b"q", b"Q", b"cm",
    b"/F1 0 Tf", b"3 Tr", b"Do", b"%%EOF", b"\x00", b"\xff\xfe",
)  # fmt: skip
_TEXTS = (
    b"\t", b"\n", b" ", b"\r", b"1", b"0", b".", b"1.060", b"-", b"<5", b"TOTAAL AMR", b"Geen profiel in Sonar",
    b"Gemeente", b"Totaal in Sonar", b"%", b"<b>", b"</b>", b"# ", b"*", b"\xc2\xa0", b"\xe2\x80\xaf", b"\xef\xbb\xbf",
    b"\xff", b"\x1b[31m", b"Derde kwartaal 2020", b"5.082", b"\xe2\x80\xae", b"Urk 0 29 51 48 128",
)  # fmt: skip


def _at(data: bytes, rng: random.Random) -> int:
    return rng.randrange(len(data)) if data else 0


def flip_bits(data: bytes, rng: random.Random) -> bytes:
    """Some bits are turned over."""
    spoiled = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8, 64))):
        if spoiled:
            spoiled[_at(data, rng)] ^= 1 << rng.randrange(8)
    return bytes(spoiled)


def change_digits(data: bytes, rng: random.Random) -> bytes:
    """Some digits become others: offsets, lengths, numbers of objects, counts."""
    spoiled = bytearray(data)
    places = [place for place, byte in enumerate(data) if 48 <= byte <= 57]
    for place in rng.sample(places, min(len(places), rng.choice((1, 1, 2, 3, 8)))):
        spoiled[place] = 48 + rng.randrange(10)
    return bytes(spoiled)


def swap_chunks(data: bytes, rng: random.Random) -> bytes:
    """Two stretches change places."""
    size = rng.choice((1, 4, 16, 64, 256, 1024))
    first, second = sorted((_at(data, rng), _at(data, rng)))
    second = max(second, first + size)
    one, other = data[first : first + size], data[second : second + size]
    return data[:first] + other + data[first + size : second] + one + data[second + size :]


def repeat_chunk(data: bytes, rng: random.Random) -> bytes:
    """A stretch stands there again, perhaps many times."""
    first = _at(data, rng)
    chunk = data[first : first + rng.choice((1, 8, 64, 512))]
    return data[:first] + chunk * rng.choice((2, 3, 50)) + data[first + len(chunk) :]


def cut_out(data: bytes, rng: random.Random) -> bytes:
    """A stretch is lost."""
    first = _at(data, rng)
    return data[:first] + data[first + rng.choice((1, 4, 32, 256, 2048)) :]


def truncate(data: bytes, rng: random.Random) -> bytes:
    """The end is lost."""
    return data[: _at(data, rng)]


def _put_in(tokens: tuple[bytes, ...]) -> Mutation:
    def put_in(data: bytes, rng: random.Random) -> bytes:
        place, token = _at(data, rng), rng.choice(tokens)
        return data[:place] + token + data[place + rng.choice((0, len(token))) :]

    return put_in


def swap_lines(data: bytes, rng: random.Random) -> bytes:
    """Two lines change places, or one is lost."""
    lines = data.split(b"\n")
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    if rng.random() < 0.3:
        del lines[one]
    return b"\n".join(lines)


_BOTH = (flip_bits, change_digits, swap_chunks, repeat_chunk, cut_out, truncate)
MUTATIONS: dict[str, tuple[Mutation, ...]] = {
    ".pdf": (*_BOTH, _put_in(_TOKENS)),
    ".txt": (*_BOTH, _put_in(_TEXTS), swap_lines),
}


def mutated(data: bytes, ending: str, seed: int) -> bytes:
    """The document after one to four changes."""
    rng = random.Random(seed)
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        data = rng.choice(MUTATIONS[ending])(data, rng)
    return data
