"""Codes of shares: what chats do to them, what hands do to them, and that no count comes out wrong."""

import random
import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.analysis.room import CODES, Share
from workshop.exchange import code
from workshop.exchange.code import SYMBOLS, Refused, decode_all, encode

counts = st.dictionaries(st.sampled_from(CODES), st.integers(0, 90_000), max_size=9)
shares = st.builds(
    Share,
    person=st.integers(0, 2**32 - 1),
    turn=st.integers(0, 10**6),
    week=st.integers(1, 9),
    is_borrowed=st.booleans(),
    outcomes=counts,
    guess=st.none() | st.integers(0, 10),
)


def some(seed: int) -> Share:
    """A share as a room would send it."""
    draw = random.Random(seed)
    told = {each: draw.choice([0, 1, 2, 5, 12, 40, 160]) for each in CODES if draw.random() < 0.9}
    guess = draw.choice([None, *range(11)])
    return Share(
        draw.getrandbits(32),
        draw.randint(0, 300),
        draw.randint(1, 9),
        draw.random() < 0.3,
        told,
        guess,
    )


@given(shares)
def test_what_was_shown_comes_back_and_no_more(share: Share) -> None:
    assert list(decode_all(encode(share))) == [share]


def reflowed(text: str, draw: random.Random) -> str:
    """What chats and mails do to a code without changing a sign of it."""
    wide = str.maketrans("0123456789N", "０１２３４５６７８９Ｎ")
    ways = [
        lambda t: t.lower(),
        lambda t: t.replace("-", draw.choice(["", " ", "–", "—", "\u2011", "\u2212"])),
        lambda t: "\n> ".join(t[at : at + 17] for at in range(0, len(t), 17)),
        lambda t: "\u200b".join(t),
        lambda t: t.translate(wide),
        lambda t: t.replace("0", "O").replace("1", draw.choice("lI")),
        lambda t: f"Asha: {t}. Thank you!",
        lambda t: f"“{t}” (that is mine, 3 asks)",
        lambda t: f"*{t}*",
        lambda t: f"\ufeff{t.title()}\r\n",
    ]
    for way in draw.sample(ways, draw.randint(1, 4)):
        text = way(text)
    return text


def damaged(text: str, draw: random.Random) -> str:
    """What a slip of the hand, or a hand that wants to, does to a code."""
    at = draw.randrange(3, len(text))
    other = draw.randrange(3, len(text))
    signs = [*text]
    way = draw.randrange(5)
    if way == 0:
        signs[at] = draw.choice(SYMBOLS)
    elif way == 1:
        signs[at], signs[other] = signs[other], signs[at]
    elif way == 2:
        del signs[at]
    elif way == 3:
        signs = signs[:at]
    else:
        signs.insert(at, draw.choice(SYMBOLS + "U!é"))
    return "".join(signs)


def test_of_ten_thousand_mangled_codes_none_gives_a_wrong_count() -> None:
    draw, read, wrong = random.Random(4), 0, []
    for seed in range(5000):
        share = some(seed)
        read += list(decode_all(reflowed(encode(share), draw))) == [share]
        found = [
            each for each in decode_all(damaged(encode(share), draw)) if isinstance(each, Share)
        ]
        wrong += [each for each in found if each != share]
    assert wrong == []
    assert read >= 4950, read


def test_a_chat_with_jokes_and_half_a_code_in_it() -> None:
    one, other = some(1), some(2)
    chat = (
        f"Maren 10:31: is this the n2y thing? :)\nLin 10:31: {encode(one)}\nTomas 10:32: "
        f"{encode(other)[:20]}\nTomas 10:32: sorry, again\n{encode(other)}.\nJo: what is N2Y9-12345?\n"
    )
    found = list(decode_all(chat))
    assert [each for each in found if isinstance(each, Share)] == [one, other]
    refused = [each for each in found if isinstance(each, Refused)]
    assert [each.line for each in refused] == [1, 3, 6]
    assert "another version" in refused[2].problem


def test_a_code_that_holds_the_beginning_of_a_code_is_read_whole() -> None:
    inner = next(
        share
        for turn in range(200_000)
        if "N2Y"
        in encode(share := Share(turn * 7919, turn, 1, False, {"yes": 1})).replace("-", "")[3:]
    )
    assert list(decode_all(encode(inner))) == [inner]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"\0\0\0\1" + bytes([2]) + (1).to_bytes(2, "big") + b"\1\x84", "cut off"),
        (
            b"\0\0\0\1" + bytes([2]) + (1).to_bytes(2, "big") + b"\1\xff\xff\xff\x7f",
            "more than a person",
        ),
        (b"\0\0\0\1" + bytes([0]) + (1).to_bytes(2, "big") + b"\1\1", "no kit writes"),
        (b"\0\0\0\1" + bytes([2]) + (1).to_bytes(2, "big") + b"\1\1\1", "no kit writes"),
        (b"\0\0\0\1" + bytes([2]) + (1 << 9).to_bytes(2, "big") + b"\1\x0b", "more than a person"),
        (b"\0\0", "no kit writes"),
    ],
)
def test_a_code_made_by_hand_with_a_right_checksum(body: bytes, said: str) -> None:
    symbols = code._symbols(body + zlib.crc32(body).to_bytes(4, "big"))
    made = f"N2Y1{code._count(len(symbols))}{symbols}"
    (found,) = decode_all(made)
    assert isinstance(found, Refused)
    assert said in found.problem


def test_a_million_no_s_are_told_apart_and_not_refused() -> None:
    share = Share(1, 1, 1, False, {"no_final": 1_000_000})
    (found,) = decode_all(encode(share))
    assert found == share
    assert not code.is_plausible(share)


def test_a_code_takes_less_than_fifty_thousandths_and_two_hundred_less_than_a_second() -> None:
    chat = "\n".join(f"Person {n}: {encode(some(n))}" for n in range(200))
    start = time.perf_counter()
    encode(some(3))
    made = time.perf_counter()
    assert sum(isinstance(each, Share) for each in decode_all(chat)) == 200
    assert made - start < 0.05
    assert time.perf_counter() - made < 1
