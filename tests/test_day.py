"""What a day says: since when, what is due, past its day or waiting; and the sentence that an answer gets."""

from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from workshop import results
from workshop.analysis.words import day_words
from workshop.day import came, since, today
from workshop.journal import Log
from workshop.samples import borrow, my_log

TODAY = date.today()


def ago(days: int) -> date:
    return TODAY - timedelta(days)


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return my_log(tmp_path)


def told_on(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if something had been told on this day, and on no other."""
    version = SimpleNamespace(line=SimpleNamespace(at=f"{day}T20:00:00.000Z"))
    monkeypatch.setattr(Log, "history", lambda *_: {"ask-1": [version]})


def test_an_empty_log_says_nothing(log: Log) -> None:
    found = today(log)
    assert (found.day, found.since, found.due, found.past, found.waiting) == (TODAY, "", [], [], [])


def test_a_log_in_which_all_is_withdrawn_waits_for_nothing(log: Log) -> None:
    log.ask("North", on=ago(40), outcome="withdrawn", expected_on=ago(20))
    found = today(log)
    assert (found.due, found.past, found.waiting) == ([], [], [])


def test_what_was_told_today_alone_is_no_since(log: Log) -> None:
    log.ask("North")
    assert since(log) == ""


def test_since_counts_from_the_last_day_on_which_something_was_told() -> None:
    lin = borrow("lin")
    assert since(lin) == "Since Wednesday: 1 ask."


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, f"Since {ago(1):%A}: 1 ask."), (14, f"Since {day_words(ago(14))}: 1 ask."), (15, "")],
)
def test_since_is_left_out_after_a_fortnight(
    days: int, said: str, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.ask("North", on=ago(days))
    told_on(ago(days), monkeypatch)
    assert since(log) == said


def test_since_is_left_out_where_nothing_came_since(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.ask("North", on=ago(9))
    told_on(ago(3), monkeypatch)
    assert since(log) == ""


def test_an_ask_with_a_day_waits_until_then_and_is_due_then(log: Log) -> None:
    log.ask("they said tomorrow", on=ago(60), expected_on=TODAY + timedelta(1))
    log.ask("they said today", on=ago(1), expected_on=TODAY)
    log.ask("they said in spring", on=ago(300), expected_on=ago(200))
    log.ask("answered", on=ago(60), expected_on=ago(1), outcome="no_final")
    found = today(log)
    assert [[e.ask.number for e in each] for each in (found.due, found.past, found.waiting)] == [
        [3, 2],
        [],
        [1],
    ]


def test_a_day_that_they_named_stands_for_the_horizon_of_the_ask(log: Log) -> None:
    log.ask("patient", on=ago(60), kind="job", expected_on=TODAY + timedelta(1))
    log.ask("silent", on=ago(60), kind="job")
    log.ask("quick", on=ago(3), kind="job", expected_on=ago(1))
    ripe = results.no_to_yes(log).ripe
    assert (ripe.counts.asks, ripe.unripe) == (2, 1)
    assert [results.horizon(log, entry) for entry in log.asks] == [61, 14, 2]


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
