"""One line: its bytes as they are promised, and what becomes of a line that does not check."""

import json
import re
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journal.made import ask, raw
from tests.strategies import ask_fields, texts
from workshop.journal.line import (
    FORMAT,
    UNREAD,
    Damaged,
    Line,
    body_of,
    decode,
    encode,
    read,
    version_of,
)
from workshop.records import Ask, Reflection, Setting, make
from workshop.text import Problem

UNSAFE = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
LINE = Line(
    1, 7, "a" * 32, "r", "ask-1", "2026-03-02T09:00:00.000Z", "setting", body_of({"value": "é😀"})
)


def test_a_line_byte_for_byte() -> None:
    rest = (
        '"v":1,"seq":7,"line":"' + "a" * 32 + '","record":"r","change":"ask-1",'
        '"at":"2026-03-02T09:00:00.000Z","kind":"setting","body":{"value":"é😀"}}'
    ).encode()
    assert encode(LINE) == b'{"crc":"' + f"{zlib.crc32(rest):08x}".encode() + b'",' + rest + b"\n"
    assert encode(LINE)[18:-1] == rest
    assert list(json.loads(encode(LINE))) == [
        "crc",
        "v",
        "seq",
        "line",
        "record",
        "change",
        "at",
        "kind",
        "body",
    ]


@given(ask_fields)
def test_any_program_reads_a_line_and_it_reads_back_the_same(fields: dict[str, Any]) -> None:
    ask_ = make(Ask, fields)
    line = Line(1, 1, "l", "r", "c", "2026-03-02T09:00:00.000Z", "ask", body_of(ask_))
    written = encode(line)
    assert written.count(b"\n") == 1
    told = json.loads(written)
    assert told["crc"] == f"{zlib.crc32(written[18:-1]):08x}"
    assert told["body"]["asked_on"] == str(ask_.asked_on)
    assert decode(written[:-1]) == line
    assert read(written[:-1])[0][0].record == ask_
    assert read(written[:-1])[1] is None


def test_a_removal_is_null() -> None:
    line = Line(1, 1, "l", "r", "c", "2026-03-02T09:00:00.000Z", "ask", body_of(None))
    assert encode(line).endswith(b'"kind":"ask","body":null}\n')
    assert version_of(line)[0].record is None


@pytest.mark.parametrize("dressed", [b"\xef\xbb\xbf%b", b"%b\r", b"\xef\xbb\xbf%b\r"])
def test_a_mark_and_a_carriage_return_are_dropped(dressed: bytes) -> None:
    assert decode(dressed % encode(LINE)[:-1]) == LINE


@given(st.integers(0, len(encode(LINE)) - 2), st.integers(1, 255))
def test_any_changed_byte_is_seen(place: int, change: int) -> None:
    damaged = bytearray(encode(LINE)[:-1])
    damaged[place] ^= change
    versions, problem = read(bytes(damaged))
    assert versions == []
    assert problem == "it was cut off or changed"


@pytest.mark.parametrize("cut", range(len(encode(LINE)) - 1))
def test_any_cut_is_seen(cut: int) -> None:
    versions, problem = read(encode(LINE)[:cut])
    assert versions == []
    assert problem == ("it was cut off or changed" if cut else None)


def test_the_checksum_is_text_and_lowercase() -> None:
    line = encode(LINE)[:-1]
    upper = line[:8] + line[8:16].upper() + line[16:]
    assert upper != line
    with pytest.raises(Damaged, match="cut off or changed"):
        decode(upper)


@pytest.mark.parametrize(
    "body", [b"{}", b"[]", b"7", b'{"v":1}', b'{"v":"1","seq":1}', b"\xff\xfe", b"", b"[" * 5000]
)
def test_a_content_that_checks_but_is_no_line(body: bytes) -> None:
    rest = body + b"}"
    with pytest.raises(Damaged, match="cannot be understood"):
        decode(b'{"crc":"%08x",%b' % (zlib.crc32(rest), rest))


@pytest.mark.parametrize(
    "keys", [{"seq": -1}, {"seq": 2**63}, {"seq": 2**70}, {"v": 0}, {"seq": 1.5}, {"line": None}]
)
def test_counters_that_cannot_be(keys: dict[str, Any]) -> None:
    assert read(raw(1, "r", None, **keys)[:-1]) == ([], "it cannot be understood")


def test_two_lines_without_their_line_end_are_both_read() -> None:
    one, two = ask(1, 1), ask(2, 2)
    versions, problem = read(one[:-1] + two[:-1])
    assert [version.line.record for version in versions] == ["ask-1", "ask-2"]
    assert problem == "it was cut off or changed"


@pytest.mark.parametrize("torn", [1, 17, 60, 150])
def test_a_torn_line_costs_only_itself(torn: int) -> None:
    one, two, three = ask(1, 1), ask(2, 2, extra={"crc": "1a2b3c4d", "note": '{"crc":"'}), ask(3, 3)
    versions, problem = read(one[:torn] + two[:-1] + three[:-1])
    assert [version.line.record for version in versions] == ["ask-2", "ask-3"]
    assert versions[0].record is not None
    assert problem == "it was cut off or changed"


def test_old_line_ends_cost_nothing() -> None:
    versions, _ = read(b"".join(ask(n, n)[:-1] + b"\r" for n in (1, 2, 3)))
    assert [version.line.seq for version in versions] == [1, 2, 3]


@pytest.mark.parametrize("blank", [b"", b"\r", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r"])
def test_an_empty_line_is_no_damage(blank: bytes) -> None:
    assert read(blank) == ([], None)


@pytest.mark.parametrize(
    "junk", [b" ", b"\x00" * 4096, b"hello", b"{}", b'{"crc":"', bytes(range(256))]
)
def test_junk_is_damage(junk: bytes) -> None:
    assert read(junk.replace(b"\n", b"")) == ([], "it was cut off or changed")


def test_ten_megabytes_on_one_line_are_damage_and_the_lines_within_are_found() -> None:
    assert read(b"x" * 10_000_000) == ([], "it is far too long")
    versions, problem = read(b'{"crc":"' * 1_000_000 + ask(1, 1)[:-1])
    assert [version.line.record for version in versions] == ["ask-1"]
    assert problem == "it is far too long"


def test_what_would_be_too_long_to_read_is_not_written() -> None:
    answer = ["x" * 10_000] * 500
    with pytest.raises(
        Problem, match=r"^This is too long for one entry\. Please shorten it, or split it in two\.$"
    ):
        encode(
            Line(
                1,
                1,
                "l",
                "r",
                "c",
                "",
                "reflection",
                body_of(Reflection(prompt="p", answer=answer)),
            )
        )


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("mood", {"value": 1}),
        ("ask", {"alias": "no day"}),
        ("ask", {"asked_on": "someday"}),
        ("step", {"ask": "a", "what": "danced"}),
        ("step", {"ask": "a", "what": "answered", "outcome": "maybe"}),
        ("ask", []),
    ],
)
def test_a_content_that_this_kit_does_not_know_is_told(kind: str, body: object) -> None:
    versions, problem = read(raw(4, "r", body, kind)[:-1])
    assert [(version.line.seq, version.record) for version in versions] == [(4, UNREAD)]
    assert problem == f'its content, a "{kind}", cannot be understood'


def test_a_newer_format_is_read_as_far_as_possible() -> None:
    newer = raw(
        4, "r", {"asked_on": "2026-03-02", "number": 4, "weather": "fine"}, v=3, moon="full"
    )
    (version,), problem = read(newer[:-1])
    assert version.line.v > FORMAT
    assert version.record == make(Ask, {"asked_on": "2026-03-02", "number": 4})
    assert problem is None
    (version,), problem = read(raw(4, "r", {"x": 1}, "mood", v=3)[:-1])
    assert (version.record, problem) == (UNREAD, None)


def test_a_day_may_be_unknown_since_format_2() -> None:
    undated = raw(4, "r", {"number": 4}, v=2)
    assert read(undated[:-1])[0][0].record == Ask(number=4)
    assert read(undated.replace(b'"v":2', b'"v":1')[:-1]) == ([], "it was cut off or changed")
    assert (
        read(raw(4, "r", {"number": 4}, v=1)[:-1])[1]
        == 'its content, a "ask", cannot be understood'
    )


@given(texts)
def test_text_from_a_foreign_hand_is_cleaned(typed: str) -> None:
    encoded = json.dumps({"value": typed})  # with every character escaped, lone surrogates too
    rest = (
        b'"v":1,"seq":1,"line":"l","record":"r","change":"c","at":"","kind":"setting","body":%b}'
        % encoded.encode()
    )
    versions, problem = read(b'{"crc":"%08x",%b' % (zlib.crc32(rest), rest))
    if problem:  # JSON of a lone surrogate is no text at all
        assert re.search("[\ud800-\udfff]", typed)
    else:
        kept = versions[0].record
        assert isinstance(kept, Setting)
        assert re.search(UNSAFE, kept.value or "") is None
