"""No's for each yes by field, by several fields, and over time."""

from datetime import date

import pandas as pd

from tests.analysis.tables_of_asks import asks_table, outcomes
from workshop.analysis.look import Look
from workshop.analysis.ratio import over_time, ratio_by


def test_by_channel_with_silence_apart_and_open_asks_beside():
    table = asks_table(
        outcome=outcomes(yes=3, no=9, silence=8, waiting=2) + outcomes(no=2, silence=4),
        channel=["call"] * 22 + ["form"] * 6,
    )
    found = ratio_by(table, "channel")
    assert found.sentence == (
        "Channel call, 22 asks: 3 yes, 9 no, 8 silent, 2 waiting. No's for each yes: 3 (0.88 to 10), "
        "with silence 5.7 (1.8 to 18) of 20 ripe asks. Channel form, 6 asks: 2 no, 4 silent. 2 answers are too few for a range. "
        "Whether they differ by more than luck, the picture of patterns says."
    )
    call, form = found.groups
    told, ratio = call.ratio.counts, call.ratio.no_to_yes
    assert (call.values, told.asks, told.open, told.silent, ratio.value) == (
        ("call",),
        22,
        2,
        8,
        3.0,
    )
    assert round(ratio.low, 2) == 0.88
    assert form.ratio.no_to_yes.value is None


def test_three_fields_at_once_three_of_seven():
    outcome = outcomes(yes=3, no=4) + outcomes(no=5, silence=1)
    table = asks_table(
        outcome=outcome,
        pitched=["B"] * 13,
        size=["usual"] * 13,
        decider=["in_room"] * 7 + ["not_in_room"] * 6,
    )
    first = ratio_by(table, "pitched", "size", "decider").groups[0]
    assert first.values == ("B", "usual", "in_room")
    assert (first.ratio.counts.yes, first.ratio.counts.answered) == (3, 7)
    assert first.sentence.startswith(
        'Pitched "B", size usual, decider in the room, 7 asks: 3 yes, 4 no. '
    )


def test_not_given_is_a_group_of_its_own_and_no_yes_is_open_above():
    found = ratio_by(asks_table(outcome=outcomes(no=6), kind=[None] * 6), "kind")
    assert found.groups[0].values == (None,)
    assert found.sentence.startswith(
        "Kind not given, 6 asks: 6 no. No's for each yes: at least 1.6."
    )
    assert ratio_by(asks_table(), "kind").sentence == "No asks yet."


def test_a_reason_can_be_looked_at():
    found = ratio_by(
        asks_table(outcome=outcomes(no=6), reason=["timing"] * 4 + ["money"] * 2), "reason"
    )
    assert [(group.values, group.ratio.counts.asks) for group in found.groups] == [
        (("timing",), 4),
        (("money",), 2),
    ]


def test_over_time_each_span_has_five_answers():
    days = pd.date_range("2026-01-01", periods=40)
    found = over_time(asks_table(outcome=(outcomes(yes=1, no=3, silence=4)) * 5, asked_on=days))
    assert [group.ratio.counts.answered for group in found.groups] == [5, 5, 5, 5]
    assert sum(group.ratio.counts.asks for group in found.groups) == 40
    assert found.groups[0].values[0].startswith("1 January 2026 to ")
    assert over_time(asks_table()).sentence == "No asks yet."
    assert len(over_time(asks_table(3, outcome="yes")).groups) == 1


def test_over_time_never_makes_more_spans_than_asked_for():
    table = asks_table(outcome=outcomes(no=600), asked_on=pd.date_range("2020-01-01", periods=600))
    assert [group.ratio.counts.answered for group in over_time(table).groups] == [100] * 6


def test_asks_without_a_known_day_are_in_no_span_of_time_and_said():
    found = over_time(asks_table(7, outcome="yes", asked_on=["2026-03-02"] * 5 + [None] * 2))
    assert [group.values for group in found.groups] == [("2 March 2026",)]
    assert found.sentence.endswith("2 asks without a known day: left out.")


def test_silence_in_a_group_is_that_of_its_ripe_asks():
    days = ["2026-03-02"] * 10 + ["2026-05-30"] * 6
    table = asks_table(
        outcome=outcomes(yes=2, no=4, waiting=4) + outcomes(no=6), asked_on=days, kind="job"
    )
    (group,) = ratio_by(table, "kind", look=Look(date(2026, 6, 1))).groups
    assert (group.ratio.no_to_yes.value, group.ratio.no_to_yes_with_silence.value) == (5.0, 4.0)
    assert "5 (1.2 to 20), with silence 4 (" in group.sentence
    assert group.sentence.endswith(") of 10 ripe asks.")
