"""Versions, reasons, pieces at many venues and what is out, against counts made by hand."""

from datetime import date

import pandas as pd
import pytest

from tests.analysis.tables_of_asks import asks_table, outcomes, steps_table
from workshop.analysis.look import Look
from workshop.analysis.pitches import GUESSED, NOTED, SAID, VERSIONS, out, reasons, venues, versions

LOOK = Look(date(2026, 6, 1))
WEEK = pd.date_range("2026-03-02", periods=10)


def told(found):
    return [(each.name, dict(each.outcomes), each.note) for each in found.rows]


def test_two_versions_over_the_weeks_in_which_both_were_pitched():
    # A on 2 to 11 March, B on 7 to 16: both from 7 to 11, five of each.
    asks = asks_table(
        asked_on=[*WEEK, *(WEEK + pd.Timedelta(days=5))],
        pitched=["A"] * 10 + ["B"] * 10,
        outcome=[*outcomes(yes=5), *outcomes(yes=1, no=4), *outcomes(yes=3, no=2), *["yes"] * 5],
    )
    found = versions(asks, steps_table(), LOOK)
    assert told(found) == [
        ("A", {"yes": 1, "no_final": 4}, "1 yes of 5 that had the same time"),
        ("B", {"yes": 3, "no_final": 2}, "3 yes of 5 that had the same time"),
    ]
    assert [each.share.value for each in found.rows] == [0.2, 0.6]
    assert found.lines[0] == "Pitched over the same weeks, 7 March 2026 to 11 March 2026."
    assert found.lines[1] == (
        'Yes: 1 of 5 pitched "A", 3 of 5 others. Luck alone does as much in 53 of 100 logs; '
        "if it is as it looks, 44 more asks would tell."
    )


def test_versions_that_have_not_had_their_time_are_shown_and_not_compared():
    asks = asks_table(
        asked_on=[*WEEK[:6], *WEEK[:6]], pitched=["A"] * 6 + ["B"] * 6, outcome=["waiting"] * 12
    )
    found = versions(asks, steps_table(), Look(date(2026, 3, 12)))
    assert told(found) == [(name, {"waiting": 6}, "none had the same time yet") for name in "AB"]
    assert found.rows[0].share is None
    assert found.lines[1:] == [
        "Whether that is luck takes 5 asks of each that had the same time, and a yes.",
        "12 asks had less time: left out.",
    ]


def test_versions_that_never_met_are_not_compared_and_a_pair_can_be_named():
    asks = asks_table(
        asked_on=[*WEEK[:3], *WEEK[5:8], *WEEK[5:7]], pitched=["A"] * 3 + ["B"] * 3 + ["C"] * 2
    )
    chosen = versions(asks, steps_table(), LOOK, "A", "B")
    assert chosen.lines == ["“A” and “B” were never pitched in the same weeks."]
    assert [each.name for each in versions(asks, steps_table(), LOOK).rows] == ["B", "C"]
    assert [each.name for each in versions(asks, steps_table(), LOOK, "C", "B").rows] == ["C", "B"]


def test_one_version_or_none_waits_for_a_second():
    for asks in (asks_table(), asks_table(1), asks_table(9, pitched=["A"] * 9)):
        assert versions(asks, steps_table(), LOOK).lines == [VERSIONS]
    undated = asks_table(asked_on=[None] * 4, pitched=["A", "B", "A", "B"])
    assert versions(undated, steps_table(), LOOK).lines == [VERSIONS]


def test_of_300_versions_two_frequent_ones_are_shown_and_any_two_can_be_named():
    days = pd.date_range("2025-01-01", periods=300)
    asks = asks_table(
        asked_on=[*days, *WEEK, *WEEK],
        pitched=[*(f"version {n}" for n in range(300)), *["A"] * 10, *["B"] * 10],
    )
    assert [each.name for each in versions(asks, steps_table(), LOOK).rows] == ["A", "B"]
    rare = versions(asks, steps_table(), LOOK, "version 7", "version 9")
    assert rare.lines == ["“version 7” and “version 9” were never pitched in the same weeks."]


def answered(number, outcome, reason=None, source=None):
    return {
        "number": number, "what": "answered", "outcome": outcome, "reason": reason, "source": source
    }  # fmt: skip


def test_reasons_by_who_said_so_and_what_is_guessed_apart():
    asks = asks_table(
        outcome=[
            "no_final",
            "no_final",
            "no_for_now",
            "no_unclear",
            "no_unclear",
            "no_final",
            "yes",
        ],
        reason=["money", "money", "timing", "money", "not_told", "unfair", None],
    )
    steps = steps_table(
        [
            {"number": 1, "what": "advanced", "stage": "Interview"},
            answered(1, "no_final", "money", "they_said"),
            answered(2, "no_final", "money", "i_asked"),
            answered(3, "no_for_now", "timing", "they_said"),
            answered(4, "no_unclear", "money", "i_guess"),
            answered(5, "no_unclear", "not_told"),
            answered(6, "no_final", "unfair"),  # needs no source
        ]
    )
    found = reasons(asks, steps)
    assert [(each.under, *row) for each, row in zip(found.rows, told(found), strict=True)] == [
        (SAID, "Money", {"no_final": 2}, "they said so: 1, I asked: 1, after a further stage: 1"),
        (SAID, "Timing", {"no_for_now": 1}, "they said so: 1"),
        (GUESSED, "Money", {"no_unclear": 1}, ""),
        (NOTED, "Unfair", {"no_final": 1}, ""),
    ]
    assert found.lines == [
        "6 no's: 3 with a reason that was said, 1 with a reason that you guess, "
        "1 with a reason that you noted and 1 without.",
        "A reason is what somebody said. It need not be the cause.",
    ]


def test_the_last_answer_says_how_its_reason_is_known():
    asks = asks_table(outcome=["no_final"], reason=["fit"])
    steps = steps_table(
        [answered(1, "no_unclear", "timing", "they_said"), answered(1, "no_final", "fit")]
    )
    assert [each.under for each in reasons(asks, steps).rows] == [NOTED]


def test_no_no_one_no_and_own_words_for_reasons():
    assert reasons(asks_table(2), steps_table()).lines == ["No no's yet."]
    assert reasons(asks_table(), steps_table()).lines == ["No no's yet."]
    one = asks_table(outcome=["no_final"], reason=["too_far"])
    one.attrs["own_words"] = {"reason": {"too_far": "Too far away"}}
    found = reasons(one, steps_table())
    assert told(found) == [("Too far away", {"no_final": 1}, "")]
    assert found.lines[0] == "1 no: 1 with a reason that you noted."


def test_one_piece_at_many_venues():
    asks = asks_table(
        pitched=["Story"] * 6 + ["Poem"] * 2 + ["Essay"] + [None],
        outcome=[*outcomes(waiting=4, yes=1, no=1), *outcomes(no=2), "fell_through", "waiting"],
    )
    found = venues(asks)
    assert told(found) == [
        ("Story", {"yes": 1, "no_final": 1, "waiting": 4}, "out at 4, accepted at 1"),
        ("Poem", {"no_final": 2}, ""),
        ("Essay", {"fell_through": 1}, ""),
    ]
    assert found.lines == ["3 pieces; out now: 4.", "“Story” has a yes and is still out elsewhere."]


def test_nine_asks_of_one_piece_and_none_that_is_named():
    assert venues(asks_table(9, pitched=["Story"] * 9)).lines == ["1 piece; out now: 9."]
    for asks in (asks_table(), asks_table(3)):
        assert venues(asks).lines == ["Nothing that was put forward is named yet."]


def test_what_is_out_by_age_beside_the_usual_wait_with_what_hangs_on_it():
    # Answers after 1 to 10 days: five came within 5, nine within 9.
    asks = asks_table(
        alias=[f"ask {n}" for n in range(14)],
        outcome=["no_final"] * 10 + ["waiting"] * 3 + ["withdrawn"],
        asked_on=["2026-03-02"] * 10 + ["2026-05-30", "2026-03-02", None, "2026-03-02"],
        answered_on=[*(f"2026-03-{3 + n:02}" for n in range(10)), None, None, None, None],
        amount=[100] * 10 + [1000, 500, 250, 9999],
        extra_currency=[None] * 11 + ["USD", None, None],
    )
    found = out(asks, LOOK, "EUR")
    assert [(each.name, each.days, each.amount) for each in found.open] == [
        ("ask 11", 91, "500 USD"),
        ("ask 10", 2, "1,000 EUR"),
        ("ask 12", None, "250 EUR"),
    ]
    assert (found.half, found.most) == (5, 9)
    assert found.sums == {"EUR": 1250, "USD": 500}
    assert found.lines == [
        "Out now: 3 asks, for 1,250 EUR and 500 USD.",
        "Half of your answers came within 5 days, nine in ten within 9.",
        "1 has waited longer than that.",
    ]


@pytest.mark.parametrize(
    ("answers", "usual"),
    [
        (4, "Your own usual wait is known from 5 dated answers on."),
        (9, "Half of your answers came within 7 days."),
        (10, "Half of your answers came within 7 days, nine in ten within 7."),
    ],
)
def test_the_usual_wait_takes_five_answers_and_nine_in_ten_takes_ten(answers, usual):
    asks = asks_table(
        alias=["ask"] * (answers + 1),
        outcome=outcomes(no=answers, waiting=1),
        answered_on=["2026-03-09"] * answers + [None],
    )
    assert out(asks, LOOK).lines[1] == usual


def test_nothing_is_out_and_an_ask_of_tomorrow_has_not_waited():
    for asks in (asks_table(), asks_table(outcome=["withdrawn", "yes"], alias=["a", "b"])):
        assert out(asks, LOOK).lines == ["Nothing is out."]
    ahead = asks_table(1, alias=["ask"], asked_on=["2026-06-02"])
    assert [each.days for each in out(ahead, LOOK).open] == [0]
