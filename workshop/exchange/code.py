"""A share as a short text that survives a chat, and such texts found again among whatever else
stands there.

`N2Y1`, two symbols that say how long the rest is, then the share and its CRC-32 in Crockford's
base32, in groups of five. Letters in any case, O for 0, I and L for 1, spaces, line breaks, dashes
and quotation marks within make no difference. One wrong symbol makes another checksum, and the code
is refused. (D. Crockford, Base 32; CRC-32 as in IEEE 802.3.)
"""

import re
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from workshop.analysis.room import CODES, IMPLAUSIBLE, Share
from workshop.text import Problem

SIGN, VERSION = "N2Y", 1
SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE = str.maketrans("OILoil", "011011")
_BETWEEN = re.compile(
    r"[\s\-\u2010-\u2015\u2212_*~`'\"\u2018-\u201f\u00ab\u00bb\u00ad\u200b-\u200d\u2060\ufeff>|.,]"
)
"""What chats and mails put within a code: spaces, dashes, quotation marks, signs without width."""
_START = re.compile(rf"[Nn]{_BETWEEN.pattern}*2{_BETWEEN.pattern}*[Yy]")
LONG = 600
"""A code is found within so many characters of its beginning."""
UNKNOWN = "This code says something that no kit writes. Please ask for a new one."
WRONG = "A sign in this code is wrong. Please copy it again."
WEEKS, MOST_ASKS = 9, 10**6


@dataclass(frozen=True)
class Refused:
    """A code that can't be read: in which line it begins, and what is wrong with it."""

    line: int
    problem: str


def encode(share: Share) -> str:
    """The code of a share, in groups of five symbols.

    >>> share = Share(7, 1, 1, False, {"yes": 1, "no_final": 3}, guess=8)
    >>> encode(share), list(decode_all(encode(share))) == [share]
    ('N2Y10-R0000-01R20-84G22-010E0-BGF40', True)
    """
    body = _body(share)
    symbols = _symbols(body + zlib.crc32(body).to_bytes(4, "big"))
    text = f"{SIGN}{VERSION}{_count(len(symbols))}{symbols}"
    return "-".join(text[at : at + 5] for at in range(0, len(text), 5))


def decode_all(text: str) -> Iterator[Share | Refused]:
    """Every share in a text, in order; what begins as a code and can't be read is `Refused`."""
    plain, at = unicodedata.normalize("NFKC", text), 0
    while found := _START.search(plain, at):
        try:
            share, at = _decoded(plain, found.start())
            yield share
        except Problem as problem:
            at = found.end()
            yield Refused(plain.count("\n", 0, found.start()) + 1, str(problem))


def _body(share: Share) -> bytes:
    """Person (4 bytes), week and whose log (1), which counts are told (2), turn, guess, counts."""
    told = sum(1 << at for at, code in enumerate(CODES) if code in share.outcomes)
    told |= (share.guess is not None) << len(CODES)
    head = share.person.to_bytes(4, "big") + bytes([share.week << 1 | share.is_borrowed])
    counts = [share.outcomes[code] for code in CODES if code in share.outcomes]
    numbers = [share.turn, *([] if share.guess is None else [share.guess]), *counts]
    return head + told.to_bytes(2, "big") + b"".join(map(_varint, numbers))


def _decoded(text: str, start: int) -> tuple[Share, int]:
    """The share whose code begins here, and where it ends."""
    window = enumerate(text[start : start + LONG], start)
    read = [(at, sign) for at, sign in window if not _BETWEEN.fullmatch(sign)]
    symbols = "".join(sign for _, sign in read).translate(_ALIKE).upper()
    if symbols[3:4] != str(VERSION):
        raise Problem("This code is of another version of the kit. Please bring both up to date.")
    size = symbols[4:6]
    known = len(size) == 2 and set(size) <= set(SYMBOLS)
    length = SYMBOLS.index(size[0]) * 32 + SYMBOLS.index(size[1]) if known else 0
    code = symbols[6 : 6 + length]
    if not length or len(code) < length or not set(code) <= set(SYMBOLS):
        raise Problem("This code is cut off, or has other signs within. Please copy it again.")
    body, check = _bytes(code)[:-4], _bytes(code)[-4:]
    if zlib.crc32(body).to_bytes(4, "big") != check:
        raise Problem(WRONG)
    return _share(body), read[5 + length][0] + 1


def _share(body: bytes) -> Share:
    """The share of a body whose checksum is right; one that was made by hand may still be none."""
    if len(body) < 7:
        raise Problem(UNKNOWN)
    numbers, told = _varints(body[7:]), int.from_bytes(body[5:7], "big")
    codes = [code for at, code in enumerate(CODES) if told >> at & 1]
    has_guess = told >> len(CODES) & 1
    week, is_borrowed = body[4] >> 1, bool(body[4] & 1)
    if len(numbers) != 1 + has_guess + len(codes) or not 1 <= week <= WEEKS or told >> 10:
        raise Problem(UNKNOWN)
    turn, *rest = numbers
    guess = rest.pop(0) if has_guess else None
    if (guess or 0) > 10 or sum(rest) > MOST_ASKS:
        raise Problem("This code tells of more than a person can ask. Please ask for a new one.")
    person = int.from_bytes(body[:4], "big")
    return Share(person, turn, week, is_borrowed, dict(zip(codes, rest, strict=True)), guess)


def is_plausible(share: Share) -> bool:
    """Whether a person may well have made so many asks; whoever runs the room decides."""
    return share.asks <= IMPLAUSIBLE


def _symbols(data: bytes) -> str:
    bits = "".join(f"{byte:08b}" for byte in data)
    bits += "0" * (-len(bits) % 5)
    return "".join(SYMBOLS[int(bits[at : at + 5], 2)] for at in range(0, len(bits), 5))


def _bytes(symbols: str) -> bytes:
    bits = "".join(f"{SYMBOLS.index(symbol):05b}" for symbol in symbols)
    whole = len(bits) // 8 * 8
    if "1" in bits[whole:]:  # no other text is the same code
        raise Problem(WRONG)
    return int(bits[:whole] or "0", 2).to_bytes(whole // 8, "big")


def _count(number: int) -> str:
    return SYMBOLS[number // 32] + SYMBOLS[number % 32]


def _varint(number: int) -> bytes:
    """A number in groups of seven bits, the least first; the last one lacks the high bit."""
    more, group = divmod(number, 128)
    return bytes([group | 128]) + _varint(more) if more else bytes([group])


def _varints(data: bytes) -> list[int]:
    numbers, shift, number = [], 0, 0
    for byte in data:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            numbers.append(number)
            shift = number = 0
    if shift:
        raise Problem("This code is cut off. Please copy the whole of it again.")
    return numbers
