"""Effort, sting and guesses: what was spent, what it felt like, what was expected."""

from datetime import date

import pandas as pd

from tests.analysis.tables_of_asks import asks_table, outcomes
from workshop.analysis.private import Minutes, effort, guesses, sting


def test_weeks_begin_on_monday_and_rest_is_shown():
    found = effort(asks_table(asked_on=["2026-03-02", "2026-03-08", "2026-03-09", "2026-03-30"]))
    assert found.weeks == (
        (date(2026, 3, 2), 2),
        (date(2026, 3, 9), 1),
        (date(2026, 3, 16), 0),
        (date(2026, 3, 23), 0),
        (date(2026, 3, 30), 1),
    )
    assert found.sentence == "4 dated asks in 5 weeks, 2 of rest."


def test_all_on_one_day_and_none_dated():
    assert effort(asks_table(3)).sentence == "3 dated asks in 1 week."
    assert effort(asks_table()).sentence == "No asks yet."
    undated = effort(asks_table(2, asked_on=[None, None]))
    assert (undated.weeks, undated.sentence) == ((), "2 asks without a known day: in no week.")
    some = effort(asks_table(3, asked_on=["2026-03-02", None, "2026-03-03"]))
    assert some.sentence == "2 dated asks in 1 week. 1 ask without a known day: in no week."


def test_days_from_a_no_to_the_next_ask():
    table = asks_table(
        asked_on=["2026-03-02", "2026-03-05", "2026-03-12"],
        answered_on=["2026-03-04", "2026-03-12", "2026-03-20"],
        outcome=["no_final", "no_unclear", "no_final"],
    )
    found = effort(table)
    assert found.to_next == (1, 0)  # after the last no there is no ask yet
    assert "After a no, the next ask came within 0.5 days in half of 2 cases." in found.sentence


def test_minutes_by_kind_and_by_yes_only_from_five_yes():
    table = asks_table(
        outcome=[*outcomes(yes=5, no=5), "yes"],
        minutes=[30] * 10 + [15],
        kind=["job"] * 10 + [None],
    )
    found = effort(table)
    assert found.by_kind == (Minutes("job", 10, 30.0, 60.0), Minutes(None, 1, 15.0, None))
    assert found.minutes == Minutes(None, 11, 315 / 11, 52.5)
    assert "Minutes for each ask: 29 (11 asks); for each yes: 52." in found.sentence
    assert "for each yes, told from 5 yes on." in effort(table[5:]).sentence


def test_stings_are_paired_by_step_and_no_change_is_as_good():
    rows = [
        *(
            ("a", "sting.now", "3"),
            ("a", "sting.reread", "1"),
            ("b", "sting.now", "2"),
            ("b", "sting.reread", "2"),
        ),
        *(
            ("b", "sting.later", "3"),
            ("a", "sting.now", "4"),
            ("c", "sting.now", "rather not"),
            (None, "sting.now", "1"),
        ),
    ]
    table = pd.DataFrame(
        [{"step": step, "prompt": prompt, "answer": answer} for step, prompt, answer in rows]
    )
    found = sting(table)
    assert found.steps == ((4, 1, None), (2, 2, 3))
    assert found.sentence == (
        "2 stings noted. After another reading: 1 less, 1 the same. Later: 1 more. No change is as good an answer."
    )
    assert sting(table[:0]).sentence == "No sting is noted yet."


def test_guesses_against_what_came_by_channel():
    table = asks_table(
        outcome=["yes", "no_final", "silence", "waiting"],
        chance=[75, 25, 50, 95],
        channel=["call", "call", "form", "form"],
    )
    found = guesses(table)
    assert (found.all.asks, found.all.guessed, found.all.yes) == (3, 1.5, 1)
    assert [(guess.what, guess.asks, guess.yes) for guess in found.by_channel] == [
        ("channel call", 2, 1),
        ("channel form", 1, 0),
    ]
    assert (found.by_chance, found.brier) == ((), None)
    assert found.sentence.endswith("How well guesses fit can be told from 10 on.")
    assert guesses(asks_table(2)).sentence == "No closed ask with a guess yet."


def test_calibration_and_brier_from_ten_guesses():
    table = asks_table(outcome=outcomes(yes=4, no=6), chance=[75, 75, 25, 25] + [25] * 4 + [75, 50])
    found = guesses(table)
    by = [(1 - 0.75) ** 2] * 2 + [(1 - 0.25) ** 2] * 2 + [0.25**2] * 4 + [0.75**2, 0.5**2]
    assert found.brier == sum(by) / 10
    assert [(guess.what, guess.yes, guess.asks) for guess in found.by_chance] == [
        ("Chance 25 in 100", 2, 6),
        ("Chance 50 in 100", 0, 1),
        ("Chance 75 in 100", 2, 3),
    ]
    assert found.sentence.endswith(
        "How far off they were (Brier score): 0.23. 0 is always right, 0.25 is a coin."
    )
