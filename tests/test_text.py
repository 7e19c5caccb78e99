"""Text is cleaned at the door: what breaks pages, pictures and spreadsheets goes, what people
write stays.
"""

import json
import unicodedata
from datetime import date, datetime, timedelta
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import HOSTILE, texts
from workshop.text import LINE, TEXT, Problem, clean, day, listed, number, plural, yes_or_no

STILL_TO_COME = date.today() + timedelta(2)


@given(st.one_of(texts, st.text(st.characters(), max_size=60)), st.sampled_from([LINE, TEXT]))
def test_clean_text_is_safe_everywhere_and_cleaning_it_again_changes_nothing(
    typed: str, limit: int
) -> None:
    kept = clean(typed, "alias", limit)
    assert clean(kept, "alias", limit) == kept == unicodedata.normalize("NFC", kept).strip()
    assert json.loads(json.dumps(kept).encode("utf-8")) == kept
    assert (ElementTree.fromstring(f"<a>{escape(kept)}</a>").text or "") == kept
    unsafe = {char for char in kept if unicodedata.category(char) in ("Cc", "Cs") and char != "\n"}
    assert (
        unsafe | (set(kept) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
        == set()
    )
    assert limit == TEXT or "\n" not in kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        (r"$\frac", r"$\frac"),
        ("👩🏽‍💻 👍", "👩🏽‍💻 👍"),
        ("שלום مرحبا", "שלום مرحبا"),
        ("e\u0301", "é"),
        ("nul\x00 bell\x07 esc\x1b[31m", "nul bell esc[31m"),
        ("a\u202eb\u2066c\ufeff", "abc"),
        ("lone \ud800 surrogate", "lone  surrogate"),
        ("line\r\nbreak\u2028para\ttab", "line break para tab"),
        ("   \x00\x07 ", ""),
    ],
)
def test_what_people_write_stays_and_what_breaks_things_goes(typed: str, kept: str) -> None:
    assert clean(typed, "alias") == kept


def test_a_longer_text_keeps_its_lines() -> None:
    assert clean("one\r\ntwo\rthree\u2029four\tfive", "words", TEXT) == "one\ntwo\nthree\nfour five"


@pytest.mark.parametrize(("limit", "too_many"), [(LINE, "201"), (TEXT, "10,001")])
def test_the_limit_is_named(limit: int, too_many: str) -> None:
    assert clean("x" * limit, "alias", limit) == "x" * limit
    with pytest.raises(Problem) as refused:
        clean("x" * (limit + 1), "alias", limit)
    assert (
        str(refused.value)
        == f"alias: {too_many} characters are too many; {limit:,} are allowed. Please shorten it."
    )
    assert refused.value.field == "alias"


def test_a_hundred_thousand_characters_are_refused_before_any_work() -> None:
    with pytest.raises(
        Problem, match=r"^alias: 100,000 characters are too many; 200 are allowed\."
    ):
        clean("\u202e" * 100_000, "alias")


@pytest.mark.parametrize("value", [7, None, b"bytes", ["x"], 1.5])
def test_only_text_is_text(value: object) -> None:
    with pytest.raises(Problem, match=r"^alias: please write text, not \w+\.$"):
        clean(value, "alias")


@pytest.mark.parametrize(
    "given_as",
    [
        "2026-03-31",
        " 2026-03-31 ",
        date(2026, 3, 31),
        datetime(2026, 3, 31, 23, 59),
        pd.Timestamp("2026-03-31 08:00"),
    ],
)
def test_a_day_in_every_form(given_as: object) -> None:
    assert day(given_as, "on", past=False) == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (
            STILL_TO_COME,
            f"on: {STILL_TO_COME} is still to come. Please give a day up to today, {date.today()}.",
        ),
        ("1969-12-31", "on: 1969-12-31 is before 1970. Please check the year."),
        ("0226-03-01", "on: 0226-03-01 is before 1970. Please check the year."),
        (
            "03.02.2026",
            'on: "03.02.2026" is no date that I can read. Please write it as 2026-03-31.',
        ),
        (
            "2026-02-30",
            'on: "2026-02-30" is no date that I can read. Please write it as 2026-03-31.',
        ),
        ("", 'on: "" is no date that I can read. Please write it as 2026-03-31.'),
        (20260331.0, 'on: "20260331.0" is no date that I can read. Please write it as 2026-03-31.'),
        (pd.NaT, 'on: "NaT" is no date that I can read. Please write it as 2026-03-31.'),
        (
            "\x00<b>" * 30,
            f'on: "{"<b>" * 10}" is no date that I can read. Please write it as 2026-03-31.',
        ),
    ],
)
def test_a_day_that_is_none_is_refused_in_one_sentence(value: object, sentence: str) -> None:
    with pytest.raises(Problem) as refused:
        day(value, "on")
    assert str(refused.value) == sentence


def test_today_is_past_and_a_door_may_be_to_come() -> None:
    assert day(date.today(), "on") == date.today()
    assert day(STILL_TO_COME, "door_on", past=False) == STILL_TO_COME


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1500", 1500.0),
        ("1,500", 1500.0),
        ("12,345,678.5", 12345678.5),
        (" 7 ", 7.0),
        (0, 0.0),
        (3.5, 3.5),
        ("1e3", 1000.0),
        ("5k", 5000.0),
        ("2,5", 2.5),
        ("12,34", 12.34),
        ("0.500", 0.5),
        ("1.50", 1.5),
    ],
)
def test_numbers(typed: object, value: float) -> None:
    assert number(typed, "amount") == value


@pytest.mark.parametrize(
    "typed",
    [
        "about 5k",
        "k",
        "5 %",
        "5 min",
        "1,2,3",
        "nan",
        "inf",
        "-",
        "",
        None,
        True,
        [],
        10**400,
        pytest.param(10**5000, id="huge"),
    ],
)
def test_what_is_no_number_is_never_guessed(typed: object) -> None:
    with pytest.raises(
        Problem,
        match=r'^amount: ".*" is no plain number\. Please write digits only, such as 1500\.$',
    ):
        number(typed, "amount")


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("chance", "25 %", 25),
        ("chance", "25%", 25),
        ("chance", "30 percent", 30),
        ("minutes", "30 min", 30),
        ("minutes", "2h", 120),
        ("minutes", "1,5 hours", 90),
    ],
)
def test_a_number_may_have_its_unit(field: str, typed: str, value: float) -> None:
    assert number(typed, field, high=1000, whole=True) == value


def test_a_point_before_three_digits_is_asked() -> None:
    with pytest.raises(Problem) as refused:
        number("1.500", "amount")
    assert str(refused.value) == (
        'amount: "1.500" can be 1500 or 1.5. Please write the one that it is.'
    )
    assert number(1.5, "amount") == number("1.5", "amount") == 1.5


def test_a_number_keeps_its_bounds() -> None:
    assert number(100, "chance", high=100) == 100
    for value, sentence in [
        (101, "chance: 101 does not fit. Please give a number from 0 to 100."),
        (-1, "chance: -1 does not fit. Please give a number from 0 to 100."),
        (1.5, "chance: 1.5 is no whole number. Please round it."),
    ]:
        with pytest.raises(Problem) as refused:
            number(value, "chance", high=100, whole=True)
        assert str(refused.value) == sentence
    with pytest.raises(Problem, match="Please give a number of 0 or more"):
        number(-1, "amount")


@given(
    st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30), st.integers(), st.floats(), st.none())
)
def test_whatever_is_typed_only_the_kits_own_error_comes(typed: object) -> None:
    for check in (clean, day, number, yes_or_no):
        try:
            check(typed, "field")
        except Problem as problem:
            assert problem.field == "field"
            assert "\n" not in str(problem)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("Yes", True),
        (" y ", True),
        (True, True),
        (1, True),
        ("NO", False),
        (False, False),
        ("0", False),
    ],
)
def test_yes_or_no(typed: object, value: bool) -> None:
    assert yes_or_no(typed, "buying_question") is value


def test_neither_yes_nor_no() -> None:
    with pytest.raises(Problem, match=r"^buying_question: please write yes or no\.$"):
        yes_or_no("maybe", "buying_question")


def test_counted_words() -> None:
    assert [plural(n, "ask") for n in (0, 1, 2, 1234)] == [
        "0 asks",
        "1 ask",
        "2 asks",
        "1,234 asks",
    ]
    assert listed([]) == ""
    assert listed(["a", "b"], "or") == "a or b"
