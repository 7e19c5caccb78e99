"""One line of a journal: one version of one record, as JSON with a checksum in front.

The checksum is the CRC-32 of the raw bytes behind it, so that damage is seen before anything is
parsed.
"""

import contextlib
import re
import secrets
import sys
import zlib
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Annotated

import msgspec

from workshop.records import CHECKED, KINDS, Ask, Record, Setting, Step, make, setting
from workshop.text import Problem, clean
from workshop.vocabulary import OUTCOMES, STEPS

FORMAT = 2
"""The format version that this kit writes; 1 had no batches, and no ask whose day is unknown. A
line of a newer one is read as far as possible, and never rewritten.
"""
CLOSING = "closing"
"""The kind of the line that ends a change of several lines."""
BATCH = "-batch"
"""How the id of a change of several records ends, whose lines count only once their closing line is
there.
"""
_CLOSED_CHANGES = ("import-", "restore-")  # these end with a closing line since format 1

_BEGIN = re.compile(rb'\{"crc":"[0-9a-f]{8}","v":[0-9]')
_COUNTER = re.compile(rb'\{"crc":"[0-9a-f]{8}","v":[0-9]+,"seq":([0-9]{1,16}),')
_BODY = 18  # the checksum covers the bytes from here on, behind {"crc":"1a2b3c4d",
_LONGEST = 4_000_000
# Unsafe characters that only a foreign hand can have written: such a record is checked again.
_SUSPECT = re.compile(
    rb"\x7f|\xc2[\x80-\x9f]|\\[bfru]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]"
    rb"|\xef\xbb\xbf|\xef\xbf[\xbe\xbf]"
)


def change_id(what: str, records: int) -> str:
    """A new id for a change of so many records; those of several count only together."""
    change = f"{what}-{secrets.token_hex(6)}"
    return change + BATCH if records > 1 and not needs_closing(change) else change


def needs_closing(change: str) -> bool:
    """Whether the lines of a change count only once its closing line is there.

    >>> needs_closing("import-1a2b"), needs_closing("ask-1a2b-batch"), needs_closing("ask-1a2b")
    (True, True, False)
    """
    return change.endswith(BATCH) or change.startswith(_CLOSED_CHANGES)


_READ = msgspec.Raw(b"null")
_PLAIN = re.compile("[ -~]*")


class Damaged(Exception):
    """A line that does not check; the text says in what way."""


class Line(msgspec.Struct, frozen=True, gc=False):
    """A line's keys in their order, apart from the checksum.

    `seq` counts over all files, `line` is a random id of this line, `record` the id of the record,
    the same over all its versions, `change` what undo takes back together, `at` the time in UTC,
    `kind` the record's kind and `body` its fields, or null where the record was removed.
    """

    v: Annotated[int, msgspec.Meta(ge=1, le=2**53)]
    seq: Annotated[int, msgspec.Meta(ge=0, le=2**53)]
    line: str
    record: str
    change: str
    at: str
    kind: str
    body: msgspec.Raw = msgspec.Raw(b"null")


class Version(msgspec.Struct, frozen=True, gc=False):
    """One version of a record: its line, and the record as it then was, None where removed,
    `UNREAD` if unknown.
    """

    line: Line
    record: Record | None


Draft = tuple[str, Record | None]
"""A record's id and what it is to be: a record, or None for a removal."""
UNREAD = Record()
"""The record in a line that checks, but whose content this kit does not know."""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Line).decode
_decoders = {name: msgspec.json.Decoder(record | None).decode for name, record in KINDS.items()}


def body_of(record: Record | None) -> msgspec.Raw:
    """A record as the body of a line; null for a removal."""
    return msgspec.Raw(_encode(record))


def made(records: Iterable[tuple[str, str, str, Record | None]], first: int) -> list[Version]:
    """New versions, counted from `first` on, of records given by change, id, kind and content."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return [
        Version(
            Line(FORMAT, seq, secrets.token_hex(16), record_id, change, now, kind, body_of(record)),
            record,
        )
        for seq, (change, record_id, kind, record) in enumerate(records, first)
    ]


def closing(change: str, versions: Sequence[Version]) -> list[Version]:
    """What ends a change, where it needs that: how many lines it has, twice, so that a damaged one
    costs nothing.
    """
    if not needs_closing(change):
        return []
    count = sum(version.line.change == change for version in versions)
    ends = made([(change, change, CLOSING, None)] * 2, versions[-1].line.seq + 1)
    body = msgspec.Raw(b'{"lines":%d}' % count)
    return [Version(msgspec.structs.replace(end.line, body=body), None) for end in ends]


def written(versions: Iterable[Version]) -> bytes:
    """Versions as the bytes that are written, a line each."""
    return b"".join([encode(version.line) for version in versions])


def encode(line: Line) -> bytes:
    r"""A line as the bytes that are written, line feed included; `Problem` where it is too long to
    be read again.

    >>> line = Line(1, 7, "l", "r", "c", "2026-03-02T09:00:00Z", "setting", body_of({"value": 1}))
    >>> encode(line)[:44]
    b'{"crc":"744873f5","v":1,"seq":7,"line":"l","'
    """
    rest = _encode(line)[1:]
    if len(rest) > _LONGEST - _BODY:
        raise Problem("This is too long for one entry. Please shorten it, or split it in two.")
    return b'{"crc":"%08x",%b\n' % (zlib.crc32(rest), rest)


def decode(raw: bytes) -> Line:
    """The line that `raw` bytes hold, without line feed; a byte order mark and a carriage return
    are dropped.

    Raises `Damaged` where the checksum does not fit or the content cannot be understood.
    """
    raw = raw.removeprefix(b"\xef\xbb\xbf").removesuffix(b"\r")
    if len(raw) > _LONGEST:
        raise Damaged("it is far too long")
    if raw[:_BODY] != b'{"crc":"%08x",' % zlib.crc32(raw[_BODY:]):
        raise Damaged("it was cut off or changed")
    try:
        line = _decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise Damaged("it cannot be understood") from None
    keys = (line.line, line.record, line.change, line.at, line.kind)
    if not _is_plain(raw) and not _PLAIN.fullmatch("".join(keys)):
        raise Damaged("it holds characters that no line of the kit has")
    return line


def _is_plain(raw: bytes) -> bool:
    """Whether nothing in a line can be suspect: quicker than to look for each thing that is."""
    return raw.isascii() and b"\\" not in raw and b"\x7f" not in raw


def version_of(line: Line, *, is_plain: bool = False) -> tuple[Version, str | None]:
    """The version in a line, and what is wrong with its kind or body, or None.

    A content that only a newer version of the kit knows is no damage.
    """
    try:
        record: Record | None = None if line.kind == CLOSING else _decoders[line.kind](line.body)
        if isinstance(record, Step) and not (
            record.what in STEPS and (record.outcome or "waiting") in OUTCOMES
        ):
            raise ValueError
        if (
            isinstance(record, Setting)
            and record.value is not None
            and line.record.partition(".")[0] in CHECKED
        ):
            record = Setting(value=setting(line.record, record.value))
        if line.v == 1 and isinstance(record, Ask) and record.asked_on is None:
            raise ValueError
        if record and not is_plain and _SUSPECT.search(line.body):
            record = _checked_again(record)
        return Version(line, record), None
    except (KeyError, ValueError, RecursionError):
        problem = f'its content, a "{clean(line.kind[:20], "kind")}", cannot be understood'
        return Version(line, UNREAD), None if line.v > FORMAT else problem


def _checked_again(record: Record) -> Record:
    """A record with its text cleaned; its words and days were checked when they were written."""
    fields = msgspec.structs.asdict(record)
    days = {name: value for name, value in fields.items() if isinstance(value, date)}
    words = {name: {value: value} for name, value in fields.items() if isinstance(value, str)}
    made = make(
        type(record), {name: value for name, value in fields.items() if name not in days}, words
    )
    return msgspec.structs.replace(made, **days)


def read(raw: bytes) -> tuple[list[Version], str | None]:
    """What one line of a file holds, without line feed, and what is wrong with it, or None.

    A damaged one is searched for whole lines inside, so that a lost line end costs no entry but its
    own.
    """
    try:
        line = decode(raw)
    except Damaged as why:
        is_blank = not raw.strip(b"\xef\xbb\xbf\r")
        return [version_of(line)[0] for line in _lines_inside(raw)], None if is_blank else str(why)
    version, problem = version_of(line, is_plain=_is_plain(raw))
    # else every line's bytes would be kept beside its record, and what many share once for each
    msgspec.structs.force_setattr(line, "body", _READ)
    msgspec.structs.force_setattr(line, "kind", sys.intern(line.kind))
    msgspec.structs.force_setattr(line, "change", sys.intern(line.change))
    return [version], problem


def cut_counter(raw: bytes, next_one: int) -> int | None:
    """The counter of a line that was cut off, `next_one` where the cut came before it; None where
    it was not cut.

    >>> cut = [b'{"crc":"1a2b3c4d","v":2,"seq":7,"line":"a', b'{"crc":"1a', b"hi"]
    >>> [cut_counter(raw, 9) for raw in cut]
    [7, 9, None]
    """
    raw = raw.rstrip(b"\0")  # what a power cut may leave where the rest should have been
    try:
        msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as why:
        if "truncated" in str(why) and raw and raw[:8] == b'{"crc":"'[: len(raw)]:
            told = _COUNTER.match(raw)
            return int(told.group(1)) if told else next_one
    return None


def _lines_inside(raw: bytes) -> list[Line]:
    starts = [match.start() for match in _BEGIN.finditer(raw)]
    found: list[Line] = []
    for start, end in pairwise([*starts, len(raw)]):
        with contextlib.suppress(Damaged):
            found.append(decode(raw[start:end]))
    return found
