"""What a day says: since when, what is due, past its day or waiting; and the sentence that an answer gets."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from workshop.day import came, since, today
from workshop.journal import Log
from workshop.samples import borrow, my_log

TODAY = date.today()


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return my_log(tmp_path)


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def test_an_empty_log_says_nothing(log: Log) -> None:
    found = today(log)
    assert (found.day, found.since, found.due, found.past, found.waiting) == (TODAY, "", [], [], [])


def test_what_was_told_today_alone_is_no_since(log: Log) -> None:
    log.ask("North")
    assert since(log) == ""


def test_since_counts_from_the_last_day_on_which_something_was_told() -> None:
    lin = borrow("lin")
    assert since(lin) == "Since Wednesday: 1 ask."


def test_each_open_ask_stands_in_one_place_the_longest_first(log: Log) -> None:
    for days, alias in ((2, "new"), (40, "old"), (5, "newer"), (30, "less old")):
        log.ask(alias, on=ago(days))
    log.ask("due", on=ago(3), outcome="no_for_now", door="later", door_on=TODAY)
    found = today(log)
    assert [[e.ask.alias for e in each] for each in (found.due, found.past, found.waiting)] == [
        ["due"],
        ["old", "less old"],
        ["newer", "new"],
    ]


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (17, "Yes, from North, 17 days after you asked."),
        (1, "Yes, from North, 1 day after you asked."),
        (0, "Yes, from North, on the day you asked."),
    ],
)
def test_a_yes_gets_a_sentence_of_its_own(log: Log, days: int, sentence: str) -> None:
    number = log.ask("North", on=ago(days)).number
    log.answer(number, "yes")
    assert came(log.entry(number)) == sentence


def test_a_yes_without_days_or_a_name_is_still_one(log: Log) -> None:
    log.ask(on=None, outcome="yes")
    assert came(log.entry(1)) == "Yes, from ask 1."


def test_a_fall_and_a_no_that_hurt_are_met_quietly(log: Log) -> None:
    log.ask("fell", outcome="fell_through")
    assert came(log.entry(1)).startswith("It fell through.")
    log.ask("no", outcome="no_final")
    assert came(log.entry(2)) == ""
    log.reflect("sting.now", 4, ask=2)
    assert came(log.entry(2)) == (
        "It is written down, and nothing more is asked of you about it today."
    )
