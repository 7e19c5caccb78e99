"""The next yes, and whether each no brings it closer."""

import pytest

from tests.analysis.tables_of_asks import asks_table, outcomes
from workshop.analysis.forecast import closer, next_yes
from workshop.analysis.look import NO_DAY, ripe


def forecast(**how_many):
    return next_yes(ripe(asks_table(outcome=outcomes(**how_many)), NO_DAY))


def test_three_yes_of_thirty_as_published():
    found = forecast(yes=3, no=10, silence=17, waiting=9)
    assert found.asks == {50: 7, 80: 17, 90: 27}
    assert found.sentence == (
        "30 asks whose horizon has passed, 3 yes. If the next asks are like these, of 100 people here 50 hear a yes "
        "within 7 asks, 80 within 17, 90 within 27. 9 asks had less time: not counted here."
    )


def test_the_forecast_equals_the_beta_function():
    from scipy.special import betaln

    curve = forecast(yes=4, no=40).curve
    for within in (1, 10, 200):
        none_yet = betaln(4.5, 40.5 + within) - betaln(4.5, 40.5)
        assert 1 - curve[within - 1] == pytest.approx(2.718281828459045**none_yet, rel=1e-9)


@pytest.mark.parametrize("few", [{"yes": 2, "no": 7}, {"yes": 1, "no": 20}, {"no": 400}, {}])
def test_no_forecast_under_ten_ripe_or_two_yes(few):
    found = forecast(**few)
    assert found.asks == {50: None, 80: None, 90: None}
    assert found.sentence.endswith("a forecast takes 10 such asks and 2 yes.")


def test_no_horizon_beyond_two_hundred_asks():
    found = forecast(fell=2, silence=250)
    assert found.asks == {50: 81, 80: None, 90: None}
    assert "80 after more than 200, 90 after more than 200." in found.sentence


def test_the_next_ask_is_flat_and_one_by_now_rises():
    found = closer(0.1, asks=20, people=20_000)
    assert all(abs(share - 0.1) < 0.02 for share in found.next)
    assert found.by_now == tuple(sorted(found.by_now))
    assert found.by_now[9] == pytest.approx(1 - 0.9**10, abs=0.01)
    assert found.by_now[19] == pytest.approx(1 - 0.9**20, abs=0.01)


def test_what_a_thousand_people_hear_is_told_and_what_came_after_twenty_nos():
    found = closer(1 / 6, asks=30)
    assert found.runs == tuple(sorted(found.runs, reverse=True))
    assert found.sentence == (
        "1,000 people, 30 asks each. One line is flat: the next ask is a yes for about 17 of 100, however many no's "
        f"came before. One rises: at least one yes by now: {100 * found.by_now[0]:.0f} of 100 after one ask, "
        "more than 99 after 30. 28 of them heard 20 no's first; at their next ask, 3 heard a yes and 25 a no."
    )
    assert (
        closer(0.9).lines[-1]
        == "Nobody heard 20 no's first: set a lower chance to meet somebody who did."
    )
    assert len(closer(0.1, asks=20).lines) == 2  # nobody's next ask is seen
    rare = closer(0.02, people=20_000)
    there = 20_000 * (1 - rare.by_now[19])
    assert rare.run_told.startswith(f"{there:,.0f} of them")
    assert abs(rare.next[20] - 0.02) < 0.01  # as likely as ever


def test_the_same_seed_is_the_same_thousand_and_another_is_another():
    assert closer(0.3) == closer(0.3)
    assert closer(0.3, seed=2) != closer(0.3)


@pytest.mark.parametrize("chance", [0.0, 1.0])
def test_never_and_always(chance):
    found = closer(chance, asks=3)
    assert found.by_now == (chance,) * 3
    assert found.next == ((0.0,) * 3 if chance == 0 else (1.0, None, None))
    assert found.sentence


@pytest.mark.parametrize(
    "wrong",
    [{"chance": 1.1}, {"chance": -0.1}, {"chance": 0.5, "asks": 0}, {"chance": 0.5, "people": 0}],
)
def test_an_impossible_chance_is_refused(wrong):
    with pytest.raises(ValueError, match="a chance lies between 0 and 1"):
        closer(**wrong)
