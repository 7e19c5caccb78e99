"""Asks that had their time: which they are, how they stand, and whether the horizon fits."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from tests.analysis.tables_of_asks import asks_table, outcomes
from workshop.analysis.counts import Range
from workshop.analysis.forecast import next_yes
from workshop.analysis.look import NO_DAY, Look, ripe
from workshop.analysis.ratio import no_to_yes

AS_OF = date(2026, 6, 1)
LOOK = Look(AS_OF)


def ago(*days):
    return [None if n is None else pd.Timestamp(AS_OF) - pd.Timedelta(days=n) for n in days]


def test_an_ask_is_ripe_from_the_day_its_horizon_has_passed_and_by_its_own_kind():
    table = asks_table(
        asked_on=ago(13, 14, 15, 20, 21), kind=["job", "job", None, "client", "client"]
    )
    look = Look(AS_OF, {"client": 21})
    assert look.ripe(table).tolist() == [False, True, True, False, True]
    assert look.waited(table).tolist() == [13, 14, 15, 20, 21]


def test_without_a_known_day_an_ask_is_ripe_once_it_is_closed_and_withdrawn_ones_are_never():
    table = asks_table(outcome=["yes", "silence", "waiting", "withdrawn"], asked_on=[None] * 4)
    assert LOOK.ripe(table).tolist() == [True, True, False, False]
    assert LOOK.ripe(asks_table(outcome=["withdrawn"], asked_on=ago(90))).tolist() == [False]


def test_a_recent_ask_counts_for_answers_and_not_for_silence():
    table = asks_table(
        outcome=outcomes(yes=1, no=4, silence=10) + outcomes(yes=4, no=1, waiting=5),
        asked_on=ago(*[60] * 15, *[3] * 10),
    )
    found = no_to_yes(table, LOOK)
    assert (found.counts.answered, found.counts.yes, found.no_to_yes.value) == (10, 5, 1.0)
    assert (found.ripe.counts.asks, found.ripe.unripe, found.no_to_yes_with_silence.value) == (
        15,
        10,
        14.0,
    )
    assert found.silence_sentence == (
        "With the 10 silent counted as no's: 14 (2.4 to 83), of 15 asks whose horizon has passed (1 yes, 4 no). "
        "10 asks had less time: not counted here."
    )


def test_a_ripe_ask_that_still_waits_counts_as_silent_and_is_told():
    table = asks_table(
        outcome=outcomes(yes=2, no=4, silence=3, waiting=7), asked_on=ago(*[60] * 16)
    )
    found = no_to_yes(table, LOOK)
    assert (found.counts.open, found.ripe.counts.silent, found.ripe.unclosed) == (7, 10, 7)
    assert found.no_to_yes_with_silence.value == 7.0
    assert found.silence_sentence.endswith("(2 yes, 4 no). 7 of them you have not closed yourself.")
    told = next_yes(found.ripe)
    assert told.asks[50] == 5
    assert told.lines[1:] == ["7 of the 10 silent you have not closed yourself."]


def test_under_five_answers_among_the_ripe_no_silence_is_told_whatever_the_others_say():
    table = asks_table(
        outcome=outcomes(yes=1, no=3, silence=9) + outcomes(no=9),
        asked_on=ago(*[60] * 13, *[2] * 9),
    )
    found = no_to_yes(table, LOOK)
    assert found.no_to_yes.value == 12.0
    assert found.no_to_yes_with_silence == Range()
    assert found.silence_sentence == ""


@pytest.mark.parametrize(("ripe_yes", "recent_yes", "told"), [(2, 0, True), (1, 5, False)])
def test_the_next_yes_takes_ten_ripe_asks_and_two_ripe_yes(ripe_yes, recent_yes, told):
    outcome = outcomes(yes=ripe_yes, silence=10 - ripe_yes) + outcomes(yes=recent_yes)
    table = asks_table(outcome=outcome, asked_on=ago(*[30] * 10, *[1] * recent_yes))
    assert bool(next_yes(ripe(table, LOOK)).curve) is told
    assert not next_yes(ripe(table[1:], LOOK)).curve


def late(times, *, asked=200, horizon=14):
    """Asks so many days ago, answered after these times."""
    came = pd.Series(ago(*[asked] * len(times))) + pd.to_timedelta(times, unit="D")
    table = asks_table(
        outcome="no_final", asked_on=ago(*[asked] * len(times)), answered_on=came, kind="job"
    )
    return ripe(table, Look(AS_OF, {"job": horizon}))


def test_late_answers_are_said_with_the_horizon_that_would_fit():
    found = late([3] * 16 + [20, 30, 40, 41])
    assert (found.dated, found.late, found.fits) == (20, 4, 30)
    assert found.horizon_sentence == (
        "4 of 20 dated answers came after your horizon, so silence is counted too soon: 30 days would hold nine of ten."
    )
    assert late([3] * 16 + [20, 30, 40, 41], horizon=40).fits is None
    assert late([3] * 18 + [20, 30], horizon=14).fits is None  # a tenth is not more than a tenth
    assert late([3] * 20).horizon_sentence == ""
    assert late([3] * 7 + [20, 30]).horizon_sentence == ""  # nine dated answers are too few to say


def test_a_late_answer_that_has_not_come_yet_is_reckoned_with():
    # Forty old asks: a quarter of the answers late; forty young ones, of which only the quick can
    # have come.
    came = np.array([5] * 12 + [25] * 4 + [5] * 30)
    asked = ago(*[60] * 16, *[16] * 30)
    answered = pd.Series(asked) + pd.to_timedelta(came, unit="D")
    found = ripe(asks_table(outcome="no_final", asked_on=asked, answered_on=answered), LOOK)
    assert (found.dated, found.late) == (
        46,
        4,
    )  # fewer than a tenth, and yet a quarter of those that could be
    assert found.fits == 25


def test_a_log_too_young_or_too_small_to_show_it_says_so():
    found = late([3] * 12, asked=10)
    assert found.fits is None
    assert found.horizon_sentence == (
        "Whether your horizon fits can't be told yet: of 0 dated answers to asks old enough to show it, 0 came later."
    )
    assert late([3] * 11 + [20]).horizon_sentence == (
        "Whether your horizon fits can't be told yet: of 12 dated answers to asks old enough to show it, 1 came later."
    )


def test_without_any_day_nothing_is_late():
    found = ripe(asks_table(30, outcome="yes", asked_on=[None] * 30), NO_DAY)
    assert (found.counts.asks, found.dated, found.horizon_sentence) == (30, 0, "")
