"""Asks whose day is unknown: counted in every measure, left out of time, and said."""

from datetime import date

import pandas as pd
import pytest

from tests.analysis.tables_of_asks import asks_table, outcomes, steps_table
from tests.charts.logs import asks
from tests.charts.pictures import pictures
from workshop.analysis.look import Look
from workshop.analysis.patterns import patterns
from workshop.analysis.private import effort
from workshop.analysis.ratio import no_to_yes, over_time, ratio_by
from workshop.analysis.summary import sentences, summary
from workshop.analysis.waiting import waiting

AS_OF = date(2026, 6, 1)
DAYS = ["2026-01-06", None, "2026-01-08", None, "2026-01-10", None, "2026-01-13"]
ANSWERED = ["2026-01-20", "2026-01-22", None, "2026-01-23", "2026-02-01", "2026-02-03", None]
SEVEN = ["no_unclear", "no_unclear", "silence", "no_unclear", "yes", "no_unclear", "silence"]


@pytest.fixture
def seven():
    return asks_table(asked_on=DAYS, outcome=SEVEN, answered_on=ANSWERED)


def test_they_count_in_every_measure(seven):
    found = summary(seven, steps_table(), AS_OF)
    assert (found["asks"], found["answered"], found["ripe"], found["undated"], found["late"]) == (
        7,
        5,
        7,
        3,
        1,
    )
    assert (found["no_to_yes"]["value"], found["no_to_yes_with_silence"]["value"]) == (4.0, 6.0)


def test_they_are_left_out_of_what_has_to_do_with_time_and_said(seven):
    assert waiting(seven, steps_table(), AS_OF).undated == 3
    assert "3 asks without a known date: left out." in waiting(seven, steps_table(), AS_OF).sentence
    assert effort(seven).lines[:2] == [
        "4 dated asks in 2 weeks.",
        "3 asks without a known day: in no week.",
    ]
    assert over_time(seven).lines[-1] == "3 asks without a known day: left out."
    assert (
        patterns(seven, steps_table(), Look(AS_OF)).left[0]
        == "3 asks without a known day: left out."
    )


def test_one_that_waits_is_neither_ripe_nor_silent():
    table = asks_table(outcome=outcomes(yes=2, no=4, waiting=3), asked_on=[None] * 9)
    found = no_to_yes(table, Look(AS_OF))
    assert (found.ripe.counts.asks, found.ripe.counts.silent, found.ripe.unripe) == (6, 0, 3)
    assert found.ripe.beside == ["3 open asks without a known day: not counted here."]


def test_a_weekday_is_not_given_where_the_day_is_unknown(seven):
    groups = ratio_by(seven, "weekday").groups
    assert (None,) in [group.values for group in groups]


@pytest.mark.parametrize("rows", [1, 5, 40, 300])
@pytest.mark.parametrize("undated", ["all", "some"])
def test_every_picture_is_drawn_and_every_sentence_said(rows, undated):
    table = asks(rows)
    table.loc[:: 1 if undated == "all" else 3, "asked_on"] = pd.NaT
    for name, (draw, sentence) in pictures(table).items():
        assert draw() is not None, name
        assert "nan" not in sentence.lower().replace("finance", ""), name
        assert "nat" not in sentence.lower().split(), name
    assert all(sentences(table, steps_table(), AS_OF))
