"""What was asked for and what came of it, against sums made by hand."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom

from tests.analysis.tables_of_asks import asks_table, outcomes, steps_table
from workshop.analysis.amounts import agreed, an_hour, came, middle, money, terms, units
from workshop.analysis.counts import Range
from workshop.analysis.ratio import by_amount

SEVEN = {
    "outcome": ["yes", "yes", "yes", "fell_through", "yes", "yes", "no_final"],
    "amount": [1000, 2000, 500, 800, 400, None, 300],
    "agreed": [800, 2000, None, 600, 500, 250, None],
    "terms": [None, None, "as_asked", "less", "other", None, None],
}


def test_yeses_by_their_terms_and_how_much_of_what_was_asked_they_brought():
    found = terms(asks_table(**SEVEN), "EUR")
    # 800 of 1,000 and 600 of 800 are less; 2,000 of 2,000 and "as asked" are as asked; 500 of 400
    # is more, and said to be other; 250 of nothing known has no terms.
    assert found.terms == {"as_asked": 2, "less": 2, "other": 1, "": 1}
    # The shares: .8, 1, 1, .75, 1.25. Of five values the middle is the third, the ends are the
    # first and the last.
    assert found.share == Range(1.0, 0.75, 1.25)
    assert [(deal.number, deal.asked, deal.agreed) for deal in found.deals] == [
        (5, 400, 500),
        (3, 500, 500),
        (4, 800, 600),
        (1, 1000, 800),
        (2, 2000, 2000),
    ]
    assert found.lines == [
        "6 yes: 2 as asked, 2 for less, 1 on other terms and 1 on terms not told.",
        "Of every 100 asked, 100 were agreed in the middle (75 to 125; 5 yes).",
        "1 of them fell through.",
    ]


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({}, ["No yes yet; with one, what was asked and what was agreed will stand here."]),
        (
            {"outcome": ["yes"], "amount": [500], "agreed": [700]},  # more than asked
            ["1 yes: 1 for more.", "1 yes with both amounts: the middle is told from 5 on."],
        ),
        (
            {"outcome": ["yes"], "agreed": [700]},  # agreed without asked
            ["1 yes: 1 on terms not told.", "Both amounts, asked and agreed, are known of none."],
        ),
        (
            {"outcome": ["yes"], "amount": [0], "agreed": [0]},  # of nothing there is no share
            ["1 yes: 1 as asked.", "Both amounts, asked and agreed, are known of none."],
        ),
        (
            {"outcome": ["yes"] * 5, "amount": [1e12] * 5, "agreed": [1e12, 1e11, 1, 0, 1e12]},
            [
                "5 yes: 2 as asked and 3 for less.",
                "Of every 100 asked, 10 were agreed in the middle (0 to 100; 5 yes).",
            ],
        ),
    ],
    ids=["none", "more than asked", "agreed alone", "nothing asked", "a million million"],
)
def test_terms_of_odd_amounts(columns, told):
    assert terms(asks_table(**columns)).lines == told


def test_own_words_for_terms_are_said():
    log = asks_table(outcome=["yes"], terms=["barter"])
    log.attrs["own_words"] = {"terms": {"barter": "For something else"}}
    assert terms(log).lines[0] == "1 yes: 1 For something else."


def test_an_amount_as_asked_is_the_one_that_was_asked_and_a_no_has_none():
    log = asks_table(
        outcome=["yes", "yes", "yes", "no_final"],
        amount=[100, 100, None, 100],
        agreed=[None, 60, None, None],
        terms=["as_asked", "less", "as_asked", "as_asked"],
    )
    assert agreed(log).tolist()[:2] == [100, 60]
    assert agreed(log).isna().tolist() == [False, False, True, True]


@pytest.mark.parametrize("n", range(5, 61))
def test_the_range_of_a_middle_is_that_of_the_binomial(n):
    found = middle(pd.Series(np.arange(1.0, n + 1)))
    # The ends are the values of rank r and n - r + 1, and hold the middle unless fewer than r, or
    # more than n - r, of n fair coins fall below it.
    rank = int(found.low)
    assert (found.value, found.high) == ((n + 1) / 2, n - rank + 1)
    missed = 2 * binom.cdf(rank - 1, n, 0.5)
    assert missed <= 0.05 or (n, rank, missed) == (5, 1, 0.0625)
    assert 2 * binom.cdf(rank, n, 0.5) > 0.05, "the range is no wider than it has to be"


@pytest.mark.parametrize("n", [999, 1000, 1001, 4000])
def test_the_range_of_a_middle_of_many(n):
    rank = int(middle(pd.Series(np.arange(1.0, n + 1))).low)
    assert rank == pytest.approx(binom.ppf(0.025, n, 0.5), abs=1)


def test_of_four_there_is_no_middle():
    assert middle(pd.Series([1.0] * 4)) == Range()


def test_amounts_are_said_as_people_write_them():
    said = [money(each, "EUR") for each in (0, 0.5, 999.5, 1000, 1e12)]
    assert said == ["0 EUR", "0.5 EUR", "999.5 EUR", "1,000 EUR", "1,000,000,000,000 EUR"]


TWO_UNITS = asks_table(
    outcome=["yes", "yes", "fell_through", "yes", "yes", "no_final"],
    amount=[1000, 500, 300, 700, None, 900],
    agreed=[800, None, 300, 700, None, None],
    terms=["less", "as_asked", "as_asked", "as_asked", None, None],
    extra_currency=[None, " usd", "EUR", "eur", None, "USD"],
)


def test_said_signed_and_arrived_unit_by_unit():
    steps = steps_table(
        {"number": number, "what": what}
        for number, what in ((1, "signed"), (1, "done"), (2, "done"), (3, "signed"))
    )
    found = came(TWO_UNITS, steps, "eur", 2000)
    # EUR: 800 + 300 (fell through, though it was signed) + 700 said; 800 signed, 800 arrived.
    # USD: 500 said, as asked; it arrived, so it was signed. One yes has no amount.
    assert found.said == {"EUR": (1800, 3), "USD": (500, 1)}
    assert found.signed == found.arrived == {"EUR": (800, 1), "USD": (500, 1)}
    assert (found.fell, found.unknown) == ({"EUR": (300, 1)}, 1)
    assert found.lines == [
        "Said 1,800 EUR (3 yes), signed 800 EUR (1 yes), arrived 800 EUR (1 yes), "
        "fell through 300 EUR (1 yes).",
        "Said 500 USD (1 yes), signed 500 USD (1 yes), arrived 500 USD (1 yes).",
        "You set out for 2,000 EUR.",
        "1 yes without an amount: counted, not added.",
    ]


def test_what_came_of_no_yes_and_of_yeses_without_amounts():
    none = "No yes with an amount yet; what is said, signed and arrived will stand here."
    assert came(asks_table(3), steps_table(), "EUR", 100).lines == [none]
    two = came(asks_table(outcome=["yes", "yes"]), steps_table())
    assert two.lines == ["2 yes without an amount: counted, not added."]


def test_two_spellings_of_a_unit_are_one():
    log = asks_table(3, extra_currency=["eur ", "EUR", None])
    assert units(log, "eur").tolist() == ["EUR"] * 3
    assert units(asks_table(1)).tolist() == [""]


def test_bands_of_the_amount_by_edges_and_in_thirds():
    log = asks_table(
        outcome=["yes", "no_final", "silence", "yes", "waiting", "no_final", "no_final"],
        amount=[100, 200, 300, 400, 500, 600, None],
    )
    by_edge = by_amount(log, [250], units(log, "EUR"))
    # Up to 250: 100 and 200, a yes and a no; above: silence, yes, waiting, no.
    assert [(each.name, each.ratio.counts.words) for each in by_edge.groups] == [
        ("up to 250 EUR", "2 asks: 1 yes, 1 no"),
        ("above 250 EUR", "4 asks: 1 yes, 1 no, 1 silent, 1 waiting"),
    ]
    assert by_edge.lines[-1] == "1 ask without an amount: left out."
    thirds = by_amount(log, [], units(log))
    assert [each.name for each in thirds.groups] == [
        "up to 200",
        "above 200, up to 400",
        "above 400",
    ]


def test_bands_of_two_units_stand_apart():
    log = asks_table(4, amount=[10, 20, 15, 25], extra_currency=["EUR", "EUR", "USD", "USD"])
    found = by_amount(log, [16], units(log))
    assert [(each.name, each.ratio.counts.asks) for each in found.groups] == [
        ("up to 16 EUR", 1),
        ("above 16 EUR", 1),
        ("up to 16 USD", 1),
        ("above 16 USD", 1),
    ]


@pytest.mark.parametrize("amounts", [[0, 0, 0], [5, 5, 5], [1e12, 0, 1e12], [7]])
def test_bands_of_amounts_that_hardly_differ_hold_every_ask(amounts):
    log = asks_table(len(amounts), amount=amounts)
    found = by_amount(log, [], units(log))
    assert sum(each.ratio.counts.asks for each in found.groups) == len(amounts)
    assert len(found.groups) == len({each.name for each in found.groups}) <= 3


def test_asks_without_amounts_have_no_bands_and_an_empty_log_no_asks():
    assert by_amount(asks_table(2), [], units(asks_table(2))).lines == [
        "2 asks without an amount: left out."
    ]
    assert by_amount(asks_table(), [], units(asks_table())).lines == ["No asks yet."]


def test_what_an_hour_brought_counts_the_hours_that_brought_nothing():
    log = asks_table(
        outcome=[*outcomes(yes=5), "no_final", "silence", "fell_through", "yes"],
        minutes=[60] * 5 + [120, 60, 60, None],
        agreed=[100, 200, 300, 400, 500, None, None, 900, 999],
        pitched=["talk"] * 3 + ["book"] * 6,
    )
    found = an_hour(log, "EUR")
    # The talk: 3 hours, 600. The book: 2 + 2 + 1 + 1 hours, 900; what fell through brought nothing,
    # and the last has no minutes. All: 9 hours, 1,500, which is 166.67 an hour.
    assert [(each.name, each.asks, each.note) for each in found.rows] == [
        ("book", 5, "6 hours of asking, 900 EUR agreed: 150 EUR an hour"),
        ("talk", 3, "3 hours of asking, 600 EUR agreed: 200 EUR an hour"),
    ]
    assert found.lines[0] == "9 hours of asking, 1,500 EUR agreed: 170 EUR an hour."


def test_what_an_hour_brought_takes_five_yeses_and_may_take_no_time():
    four = asks_table(outcome=["yes"] * 4, minutes=[30] * 4, agreed=[100] * 4)
    assert an_hour(four).lines == ["4 yes with minutes and an amount: told from 5 on."]
    at_once = an_hour(asks_table(outcome=["yes"] * 5, minutes=[0] * 5, agreed=[100] * 5))
    assert at_once.lines[0] == "0 hours of asking, 500 agreed."


def test_what_an_hour_brought_in_two_units_is_never_added():
    log = asks_table(
        outcome=["yes"] * 6, minutes=[60] * 6, agreed=[100] * 6, extra_currency=["EUR", "USD"] * 3
    )
    assert an_hour(log).lines[0] == (
        "3 hours of asking, 300 EUR agreed: 100 EUR an hour and "
        "3 hours of asking, 300 USD agreed: 100 USD an hour."
    )
    assert math.isclose(sum(each.asks for each in an_hour(log).rows), 6)
