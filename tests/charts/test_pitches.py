"""The pictures of what was pitched, by their artists: whole at every size, their words inside the
card, and each mark where its number says.
"""

import re
import time
import xml.etree.ElementTree as ElementTree

import pandas as pd
import pytest
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch

from tests.analysis.tables_of_asks import asks_table, steps_table
from tests.charts.drawn import faults, marks, said, texts
from tests.charts.pitched import SIZES, log, pictures
from workshop.analysis import amounts, follow_ups, pitches, stages
from workshop.analysis.look import Look
from workshop.charts import pitches as charts
from workshop.charts import svg

NAMES = list(pictures(*log(1)))
LOOK = Look(pd.Timestamp("2026-04-01").date())
NUMBERLESS = re.compile(r"\b(nan|inf|None|NaT)\b")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", NAMES)
def test_each_picture_at_each_size_is_whole_and_says_what_it_shows(name, size):
    draw, sentence = pictures(*log(SIZES[size]))[name]
    figure = draw()
    shown = said(figure)
    assert faults(figure) == []
    assert not NUMBERLESS.search(shown + sentence)
    assert texts(figure)[0].endswith("?")
    if name != "amounts":
        assert sentence.partition(". ")[0].rstrip(".") in shown
    ElementTree.fromstring(svg(figure))
    assert svg(draw()) == svg(figure)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("rows", [2, 6, 25, 200])
def test_nothing_collides_in_other_logs(rows, seed):
    for name, (draw, _) in pictures(*log(rows, seed)).items():
        assert faults(draw()) == [], name


LONG = "A name that is very long indeed, and goes on and on, <b>and on</b> "
EVERY_DAY = pd.date_range("2026-03-02", periods=10)


@pytest.mark.parametrize("amount", [0, 1, 1e12])
@pytest.mark.parametrize("dated", [True, False])
def test_odd_amounts_long_names_and_unknown_days_stay_inside_their_cards(amount, dated):
    table = asks_table(
        outcome=["yes"] * 5 + ["fell_through", "no_final", "waiting", "waiting", "waiting"],
        asked_on=EVERY_DAY if dated else [None] * 10,
        answered_on=[*EVERY_DAY[:7], None, None, None] if dated else [None] * 10,
        alias=[LONG * 3] * 10,
        pitched=[LONG * 3] * 5 + [LONG] * 5,
        amount=[amount, 0, 5, amount, amount, amount, 7, amount, 0, amount],
        agreed=[amount, 0, amount, 0, amount, amount, None, None, None, None],
        terms=[None, None, "a word of my own that is long", *[None] * 7],
        reason=[
            *[None] * 6,
            "a reason of my own that is so long that it does not fit",
            *[None] * 3,
        ],
        minutes=[5] * 10,
        extra_currency=["A UNIT THAT IS LONG"] * 5 + [None] * 5,
    )
    steps = [{"number": n, "what": "advanced", "stage": LONG * 3} for n in (1, 8)]
    drawn = pictures(table, steps_table([*steps, {"number": 1, "what": "signed"}]), "EUR", 1e13)
    for name, (draw, sentence) in drawn.items():
        figure = draw()
        assert faults(figure) == [], name
        assert not NUMBERLESS.search(said(figure) + sentence), name


def test_a_picture_of_a_thousand_pitches_takes_less_than_half_a_second():
    for name, (draw, _) in pictures(*log(1000)).items():
        took = []
        for _ in range(3):
            start = time.process_time()
            svg(draw())
            took.append(time.process_time() - start)
        assert min(took) < 0.6, name


def test_a_pair_of_dots_stands_for_each_yes_from_least_to_most():
    table = asks_table(
        outcome=["yes", "fell_through", "yes"], amount=[1000, 400, 200], agreed=[500, 400, 250]
    )
    figure = charts.terms(amounts.terms(table, "EUR"))
    asked, agreed = marks(figure, "asked"), marks(figure, "agreed")
    per = (asked[2][0] - asked[0][0]) / (1000 - 200)  # pixels for each unit
    assert [round((x - asked[0][0]) / per) + 200 for x, _ in asked] == [200, 400, 1000]
    assert [round((x - asked[0][0]) / per) + 200 for x, _ in agreed] == [250, 400, 500]
    assert [text for text in texts(figure) if text in ("for more", "fell through", "for less")] == [
        *("for more", "fell through", "for less")
    ]


def test_amounts_of_very_different_size_are_drawn_by_their_size():
    table = asks_table(outcome=["yes"] * 2, amount=[100, 100000], agreed=[50, 50000])
    figure = charts.terms(amounts.terms(table))
    pairs = zip(marks(figure, "asked"), marks(figure, "agreed"), strict=True)
    half, other = (asked - agreed for (asked, _), (agreed, _) in pairs)
    assert half == pytest.approx(other)


def test_two_units_are_drawn_apart_and_what_is_not_drawn_is_counted():
    table = asks_table(
        outcome=["yes"] * 60,
        amount=range(1, 61),
        agreed=range(1, 61),
        extra_currency=["EUR"] * 50 + ["USD"] * 10,
    )
    figure = charts.terms(amounts.terms(table))
    assert len(marks(figure, "asked")) == 24 + 10
    assert {"EUR", "USD", "26 more in the table."} <= set(texts(figure))


def test_where_no_yes_has_both_amounts_the_terms_are_counted():
    figure = charts.terms(amounts.terms(asks_table(outcome=["yes"] * 3, terms=["less"] * 3)))
    shown = texts(figure)
    assert shown[shown.index("For less") + 1] == "3"
    assert not marks(figure, "asked")


def bars(figure):
    """Where each bar begins and how wide it is, from above."""
    found = [patch.get_path().get_extents() for patch in figure.findobj(PathPatch)]
    return [(round(each.x0), round(each.width)) for each in found]


def test_a_stage_is_as_wide_as_the_asks_that_came_to_it():
    asks = asks_table(outcome=["no_final"] * 4 + ["silence"] * 4)
    steps = steps_table(
        {"number": n, "what": "advanced", "stage": "Call", "on": "2026-03-09"} for n in (1, 2)
    )
    figure = charts.stages(stages.stages(asks, steps, LOOK.as_of))
    assert "went on: 2" in texts(figure)
    on, nos, silent, call = bars(figure)
    assert (on[1], nos[1]) == (call[1], call[1])  # two went on, two no's, and two no's at the call
    assert silent[1] == pytest.approx(2 * nos[1], abs=3)
    assert call[0] == on[0]


def test_what_is_out_is_as_long_as_its_age_beside_the_usual_wait():
    asks = asks_table(
        alias=[f"ask {n}" for n in range(12)],
        outcome=["no_final"] * 10 + ["waiting"] * 2,
        asked_on=["2026-03-02"] * 10 + ["2026-03-12", "2026-03-22"],
        answered_on=["2026-03-07"] * 9 + ["2026-03-22", None, None],
        amount=[None] * 10 + [500, None],
    )
    figure = charts.out(pitches.out(asks, LOOK, "EUR"))
    older, younger = bars(figure)
    assert older[1] == pytest.approx(2 * younger[1], abs=1)
    assert {"20 days, 500 EUR", "10 days", "half answered: day 5", "nine in ten: day 5"} <= set(
        texts(figure)
    )
    usual = {
        x
        for line in figure.findobj(Line2D)
        if line.get_linestyle() == "--"
        for x in line.get_xdata()
    }
    assert {round(x - older[0]) for x in usual} <= {round(older[1] / 4), round(older[1] / 4) + 1}


def test_what_arrived_stands_beside_what_is_needed():
    asks = asks_table(outcome=["yes", "yes"], agreed=[300, 100])
    steps = steps_table([{"number": 1, "what": "signed"}, {"number": 1, "what": "done"}])
    figure = charts.came(amounts.came(asks, steps, "EUR", 800))
    shown = texts(figure)
    assert shown[shown.index("said yes") + 1] == "400 EUR (2 yes)"
    assert shown[shown.index("arrived") + 1] == "300 EUR (1 yes)"
    assert "needed: 800 EUR" in shown
    said_yes, signed, _ = bars(figure)
    assert signed[1] == pytest.approx(said_yes[1] * 3 / 4, abs=1)


def test_only_twelve_groups_are_drawn_and_the_rest_is_counted():
    asks = asks_table(20, pitched=[f"piece {n}" for n in range(20)])
    shown = texts(charts.venues(pitches.venues(asks)))
    assert sum(text.startswith("piece ") for text in shown) == 12
    assert "8 more in the table." in shown


def test_pairs_stand_under_their_heading():
    asks = asks_table(2, outcome=["no_final", "waiting"], asked_on=["2026-03-02"] * 2)
    steps = steps_table(
        [
            {"number": 1, "what": "followed_up", "on": "2026-03-09"},
            {"number": 1, "what": "answered", "outcome": "no_final", "on": "2026-03-11"},
        ]
    )
    shown = texts(charts.followed_up(follow_ups.followed_up(asks, steps, LOOK)))
    at = shown.index("A first follow-up")
    assert shown[at + 1 : at + 3] == ["Followed up, and heard first", "1 ask, of 1 pair"]
    assert shown[-1] == "0 asks, of 1 pair"
