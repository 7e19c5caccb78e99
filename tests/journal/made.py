"""Journals made by hand, without the kit's own encoder, so that the two do not share a mistake."""

import json
import re
import zlib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

AT = "2026-03-02T09:00:00.000Z"


def raw(seq: int, record: str, body: object, kind: str = "ask", /, **keys: Any) -> bytes:
    """One line, line feed included, as reliability's rules have it; any key may be given
    otherwise.
    """
    told = {
        "v": 1,
        "seq": seq,
        "line": f"{record}-{seq}",
        "record": record,
        "change": f"c{seq}",
        "at": AT,
    }
    rest = json.dumps(
        {**told, "kind": kind, "body": body} | keys, ensure_ascii=False, separators=(",", ":")
    )[1:].encode("utf-8")
    return b'{"crc":"%08x",%b\n' % (zlib.crc32(rest), rest)


def ask(seq: int, number: int, record: str = "", on: str = "2026-03-02", **fields: Any) -> bytes:
    """A line of an ask; its alias is its record id unless told otherwise."""
    keys = {name: fields.pop(name) for name in ("v", "line", "change", "at") if name in fields}
    name = record or f"ask-{number}"
    return raw(seq, name, {"asked_on": on, "number": number, "alias": name} | fields, **keys)


def step(seq: int, of: str, record: str, **fields: Any) -> bytes:
    keys = {name: fields.pop(name) for name in ("v", "line", "change", "at") if name in fields}
    return raw(seq, record, {"ask": of} | fields, "step", **keys)


def closing(seq: int, change: str, lines: int, ordinal: int = 1) -> bytes:
    return raw(
        seq, change, {"lines": lines}, "closing", change=change, line=f"{change}-end-{ordinal}"
    )


def journal(folder: Path, *lines: bytes, device: str = "here") -> Path:
    """These lines as the file of one device; returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"journal-{device}.txt"
    place.write_bytes(b"".join(lines))
    return place


def aged(lines: bytes, days: int) -> bytes:
    """These lines as they would read had each been written, and each day in them been, so many
    days earlier: what a kit finds that is opened so many days later.
    """

    def earlier(day: re.Match[bytes]) -> bytes:
        return str(date.fromisoformat(day.group().decode()) - timedelta(days)).encode()

    older = [re.sub(rb"\b\d{4}-\d\d-\d\d", earlier, line) for line in lines.splitlines()]
    rests = [line.partition(b",")[2] for line in older]
    return b"".join(b'{"crc":"%08x",%b\n' % (zlib.crc32(rest), rest) for rest in rests)
