"""Waiting times: published figures, statsmodels on random logs, and the rules for what is left
out.
"""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from tests.analysis.against import check
from tests.analysis.tables_of_asks import asks_table, steps_table
from workshop.analysis.counts import Range
from workshop.analysis.waiting import kaplan_meier, waiting

AS_OF = date(2026, 6, 1)

# Remission times in weeks (Freireich and others 1963; Gehan 1965): 6-MP.
SIX_MP = np.array([6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35.0])
SIX_MP_SEEN = np.array([1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0], dtype=bool)
# Days of life of fruit flies, as lifelines ships them (load_waltons): (day, seen to the end):
# flies.
CONTROL = {
    (7, 0): 1, (7, 1): 1, (17, 1): 1, (32, 1): 1, (33, 1): 1, (38, 1): 2, (41, 1): 7, (45, 0): 1, (45, 1): 9,
    (48, 1): 8, (51, 1): 3, (53, 1): 7, (54, 1): 2, (56, 1): 18, (58, 1): 4, (60, 0): 1, (60, 1): 15, (61, 0): 2,
    (61, 1): 9, (63, 1): 9, (66, 1): 3, (68, 0): 1, (68, 1): 9, (69, 0): 1, (69, 1): 12, (75, 1): 1,
}  # fmt: skip
MIR_137 = {
    (6, 1): 1, (9, 1): 3, (13, 1): 3, (15, 1): 2, (19, 1): 3, (22, 1): 4, (26, 1): 5, (29, 1): 5, (33, 1): 2,
    (36, 1): 2, (43, 1): 1, (47, 1): 1, (62, 1): 2,
}  # fmt: skip


def spread(flies):
    rows = [key for key, count in flies.items() for _ in range(count)]
    return np.array([day for day, _ in rows], dtype=float), np.array(
        [seen for _, seen in rows], dtype=bool
    )


def as_log(days, seen):
    asked = pd.Timestamp(AS_OF) - pd.to_timedelta(days, unit="D")
    answered = pd.Series(np.repeat(pd.Timestamp(AS_OF), len(days))).where(seen)
    return asks_table(
        asked_on=asked, answered_on=answered, outcome=np.where(seen, "yes", "waiting")
    )


def wait(asks, steps=None):
    return waiting(asks, steps_table() if steps is None else steps, AS_OF)


def one(days=3, outcome="yes", answered=True, **more):
    asked = pd.Timestamp(AS_OF) - pd.Timedelta(days=days)
    return asks_table(
        asked_on=[asked], outcome=[outcome], answered_on=[AS_OF if answered else None], **more
    )


def test_six_mp_as_published():
    days, share, low, high = kaplan_meier(SIX_MP, SIX_MP_SEEN)
    by_day = dict(zip(days, share, strict=True))
    assert (round(by_day[6], 4), round(by_day[23], 4)) == (0.8571, 0.4482)
    # the log-log range as lifelines 0.30 gives it
    assert (low[0], high[0]) == pytest.approx((0.619718, 0.951552), abs=1e-6)
    assert (low[-1], high[-1]) == pytest.approx((0.188052, 0.680143), abs=1e-6)


def test_waltons_as_published():
    control, other = spread(CONTROL), spread(MIR_137)
    assert [wait(as_log(*flies)).median.value for flies in (control, other)] == [58, 26]


@pytest.mark.parametrize("seed", range(100))
def test_random_logs_equal_statsmodels(seed):
    check(seed)


def test_range_of_the_median_and_answered_by():
    found = wait(as_log(SIX_MP, SIX_MP_SEEN))
    assert found.median == Range(23.0, 13.0, None)
    assert found.answered_by(5) == Range(0.0)
    assert found.answered_by(6).value == pytest.approx(1 - 0.857143, abs=1e-6)
    assert found.answered_by(900).value == found.answered_by(23).value
    assert (
        found.sentence
        == "21 asks, 9 dated answers. Half of all asks are answered within 23 days (13 or more)."
    )


def test_a_median_that_is_not_reached_is_not_yet_known():
    found = wait(as_log(np.arange(1.0, 21), np.arange(20) < 6))
    assert found.median.value is None
    assert found.sentence == (
        "20 asks, 6 dated answers. When half are answered is not yet known: after 20 days, 30 of 100 are."
    )


def test_under_five_dated_answers_no_number_is_told():
    found = wait(as_log(np.array([1, 2, 3, 4.0]), np.ones(4, dtype=bool)))
    assert found.median == Range()
    assert found.sentence == "4 asks, 4 dated answers: too few to say how long answers take."
    assert wait(asks_table()).sentence == "No asks yet."
    told = wait(asks_table(3, outcome="yes")).sentence
    assert told == "No waiting time is known yet. 3 asks without a known date: left out."


def test_waiting_and_silent_asks_end_today_not_where_silence_was_noted():
    steps = steps_table([{"number": 1, "what": "noted", "outcome": "silence", "on": "2026-05-10"}])
    for outcome in ("silence", "waiting"):
        found = wait(one(40, outcome, answered=False), steps)
        assert (found.asks, found.answered, found.longest) == (1, 0, 40)


def test_withdrawn_asks_end_where_they_were_withdrawn():
    steps = steps_table(
        [{"number": 1, "what": "noted", "outcome": "withdrawn", "on": "2026-05-10"}]
    )
    assert wait(one(40, "withdrawn", answered=False), steps).longest == 18
    assert wait(one(40, "withdrawn", answered=False)).undated == 1


def test_a_no_that_waits_again_was_answered():
    steps = steps_table([{"number": 1, "what": "answered", "outcome": "no_for_now", "on": AS_OF}])
    assert wait(one(7, "waiting"), steps).answered == 1


def test_negative_and_unknown_times_are_left_out_and_counted():
    table = pd.concat(
        [one(3), one(-2), one(5, answered=False), one(9, "waiting", answered=False)],
        ignore_index=True,
    )
    table.loc[3, "asked_on"] = pd.NaT
    found = wait(table)
    assert (found.asks, found.answered, found.negative, found.undated) == (1, 1, 1, 2)
    assert found.sentence == (
        "1 ask, 1 dated answer: too few to say how long answers take. "
        "2 asks without a known date: left out. 1 ask answered before it was asked: left out."
    )


def test_beside_an_open_ask_stands_what_became_of_those_that_waited_longer():
    table = as_log(np.array([2, 12, 30, 9, 40.0]), np.array([1, 1, 1, 0, 0], dtype=bool))
    table.loc[4, "outcome"] = "silence"
    table["number"] = range(1, 6)
    (still,) = wait(table).open
    assert (still.number, still.days, still.longer, still.answered) == (4, 9, 3, 2)
    assert (
        still.sentence
        == "Ask 4 has waited 9 days. Of 3 closed asks that had waited longer, 2 got an answer."
    )
    assert "none of your closed asks" in wait(one(5, "waiting", answered=False)).open[0].sentence


def test_the_day_by_which_nine_of_ten_answers_came():
    assert wait(as_log(np.arange(1.0, 11), np.ones(10, dtype=bool))).within == 9
    assert wait(as_log(np.arange(1.0, 10), np.ones(9, dtype=bool))).within is None


def test_all_answered_leaves_nobody_and_no_nan():
    found = wait(as_log(np.ones(6), np.ones(6, dtype=bool)))
    assert (found.unanswered, found.low, found.high) == ((0.0,), (0.0,), (1.0,))
    assert found.median == Range(1.0, 1.0, None)
