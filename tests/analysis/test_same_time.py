"""Patterns compare asks that had the same time: the window, what came within it, and what has
no day.
"""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.analysis.tables_of_asks import asks_table, outcomes, steps_table
from workshop.analysis.look import Look
from workshop.analysis.patterns import patterns
from workshop.analysis.splits import same_time

AS_OF = date(2026, 6, 1)
LOOK = Look(AS_OF)
NEW_VERSION = Path(__file__).parents[1] / "cases" / "n1-new-version.csv"


def ago(*days):
    return [None if n is None else pd.Timestamp(AS_OF) - pd.Timedelta(days=n) for n in days]


def hits(table, steps=(), look=LOOK):
    found = same_time(table, steps_table(steps), look)
    return {of: hit.tolist() for of, hit in found.hits.items()}, found


def test_only_asks_as_old_as_the_longest_horizon_of_the_log_are_compared():
    table = asks_table(
        asked_on=ago(40, 30, 29, None, 90),
        kind=["job", "job", "client", "job", "job"],
        outcome="no_final",
    )
    found = same_time(
        table, steps_table(), Look(AS_OF, {"client": 30, "money": 90})
    )  # nobody was asked for money
    assert (found.window, found.asks["number"].tolist()) == (30, [1, 2, 5])
    assert (found.recent, found.undated) == (1, 1)
    assert found.left == [
        "1 ask had less time: left out.",
        "1 ask without a known day: left out.",
        "3 asks got there on an unknown day, and count as in time; luck is shuffled within each fortnight.",
    ]


def test_a_hit_is_what_came_within_the_window_by_the_steps():
    table = asks_table(
        5, asked_on=ago(*[60] * 5), outcome=["no_final", "no_final", "yes", "silence", "waiting"]
    )
    day = {n: (pd.Timestamp(AS_OF) - pd.Timedelta(days=60 - n)).date() for n in (14, 15, 30)}
    steps = [
        {"number": 1, "what": "answered", "outcome": "no_final", "on": day[14]},
        {"number": 2, "what": "answered", "outcome": "no_final", "on": day[15]},
        {"number": 3, "what": "answered", "outcome": "no_for_now", "on": day[14]},
        {"number": 3, "what": "answered", "outcome": "yes", "on": day[30]},
        {"number": 5, "what": "advanced", "on": day[14]},
    ]
    found, same = hits(table, steps)
    assert found == {
        "answered": [True, False, True, False, False],
        "advanced": [False, False, False, False, True],
        "yes": [False] * 5,  # the no became a yes after the window
    }
    assert same.loose == 0


def test_a_hit_without_a_day_counts_as_within():
    table = asks_table(2, asked_on=ago(60, 60), outcome=["yes", "silence"])
    found, same = hits(table, [{"number": 1, "what": "answered", "outcome": "yes"}])
    assert found["yes"] == [True, False]
    assert same.loose == 1


def test_withdrawn_within_the_window_is_in_none_and_later_it_had_its_time():
    table = asks_table(3, asked_on=ago(60, 60, 60), outcome="withdrawn")
    steps = [
        {"number": number, "what": "noted", "outcome": "withdrawn", "on": on}
        for number, on in ((1, ago(50)[0]), (2, ago(20)[0]), (3, None))
    ]
    _, same = hits(table, steps)
    assert same.asks["number"].tolist() == [2]


def test_where_no_ask_has_a_day_all_are_compared_unless_one_waits():
    closed = asks_table(outcome=outcomes(yes=3, silence=3, withdrawn=1), asked_on=[None] * 7)
    assert len(same_time(closed, steps_table(), LOOK).asks) == 6
    waits = asks_table(outcome=outcomes(yes=3, silence=3, waiting=1), asked_on=[None] * 7)
    found = same_time(waits, steps_table(), LOOK)
    assert (len(found.asks), found.left) == (0, ["7 asks without a known day: left out."])


def new_version(dated):
    """A hundred asks over as many days, 35 of them answered, a new version for the last 20: all
    of its answers came.
    """
    rows = pd.read_csv(NEW_VERSION)
    asked = pd.to_datetime(rows["asked_on"])
    answered = asked + pd.Timedelta(days=3)
    table = asks_table(
        asked_on=asked, outcome=rows["outcome"], pitched=rows["pitched"], alias=rows["alias"],
        answered_on=answered.where((rows["outcome"] == "no_final") & dated),
    )  # fmt: skip
    return table, steps_table(), Look(asked.max().date())


@pytest.mark.parametrize("dated", [True, False])
def test_a_new_version_whose_no_answers_have_not_come_yet_is_no_pattern(dated):
    found = patterns(*new_version(dated))
    assert (found.compared, found.window, found.named) == (80 + 6 * 0, 14, ())
    assert "20 asks had less time: left out." in found.sentence
    asks, steps, _ = new_version(dated)
    closed = asks[asks["outcome"] != "waiting"]
    assert [row.value for row in patterns(closed, steps).named] == [
        "B"
    ]  # which is what closed asks alone would say


def test_a_true_difference_is_named_among_asks_that_had_the_same_time():
    outcome = outcomes(no=30, silence=20) + outcomes(no=8, silence=42) + outcomes(waiting=30)
    table = asks_table(
        outcome=outcome, channel=["call"] * 50 + ["form"] * 50 + ["call"] * 30, asked_on=ago(*range(130, 30, -1), *[2] * 30),
        answered_on=[None] * 130,
    )  # fmt: skip
    table["answered_on"] = (table["asked_on"] + pd.Timedelta(days=4)).where(
        table["outcome"] == "no_final"
    )
    found = patterns(table, steps_table(), LOOK)
    assert ("answered", "channel", "call") in [(row.of, row.by, row.value) for row in found.named]
    assert found.lines[0].startswith(
        f"{found.looked_at} splits of 100 asks looked at, each over its first 14 days, and"
    )


def test_days_are_told_without_a_clock():
    asked = ago(*np.repeat([60, 50, 40], 20))
    table = asks_table(outcome=outcomes(no=25, silence=35), asked_on=asked)
    found = patterns(table, steps_table(), LOOK)
    names = [row.name for row in found.patterns if row.by == "asked_on"]
    assert "asked on 2 April 2026" in names
    assert "00:00" not in found.sentence + "".join(names)
