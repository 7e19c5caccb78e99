"""Did following up bring an answer: pairs by hand, and logs in which it brings nothing."""

from datetime import date, timedelta

import numpy as np
import pytest

from tests.analysis.tables_of_asks import asks_table, steps_table
from workshop.analysis.follow_ups import NAMES, followed_up
from workshop.analysis.look import Look

FIRST = date(2026, 3, 2)
LOOK = Look(date(2026, 6, 1))


def day(number):
    return str(FIRST + timedelta(days=number))


def log_of(*asks):
    """Each ask as a dict of days since it was asked: of follow-ups, of its answer, its stage."""
    rows, outcome = [], []
    for number, told in enumerate(asks, 1):
        did = [(on, "followed_up", None) for on in told.get("up", [])]
        if "advanced" in told:
            did.append((told["advanced"], "advanced", None))
        if "answered" in told:
            did.append((told["answered"], "answered", told.get("is", "no_final")))
        did += [(told[code], "noted", code) for code in ("silence", "withdrawn") if code in told]
        did.sort(key=lambda each: each[0] or 0)
        rows += [
            {"number": number, "what": what, "on": None if on is None else day(on), "outcome": code}
            for on, what, code in did
        ]
        outcome.append(next((code for _, _, code in reversed(did) if code), "waiting"))
    table = asks_table(outcome=outcome, asked_on=[day(0)] * len(asks))
    return table, steps_table(rows)


def firsts(found):
    return {(each.under, each.name): each.asks for each in found.rows}


def test_each_that_was_followed_up_stands_beside_one_that_had_waited_as_long():
    asks, steps = log_of(
        {"up": [5], "answered": 8, "is": "yes"},  # beside ask 4: first
        {"up": [5], "answered": 15},  # beside ask 5, which answered on day 9: the other
        {"up": [5]},  # beside ask 6: neither
        {"answered": 12},
        {"answered": 9},
        {},
        {"answered": 3},  # had answered before any was followed up: beside none
    )
    found = followed_up(asks, steps, LOOK)
    assert firsts(found) == {("A first follow-up", NAMES[0]): 1, ("A first follow-up", NAMES[1]): 1}
    assert found.rows[0].outcomes == {"yes": 1}
    assert found.lines == [
        "A first follow-up, beside an ask that had waited as long without: of 3 pairs the one "
        "followed up heard first in 1, the other in 1, neither in 1.",
        "What that is worth is told from 5 on in which one heard first.",
        "A pair is looked at for 14 days, or until either is followed up next.",
        "An association: whoever is followed up may differ in other ways.",
    ]


@pytest.mark.parametrize(
    ("mine", "other", "told"),
    [
        ({"up": [5], "answered": 8}, {"answered": 8}, "neither in 1"),  # on one day
        ({"up": [5], "advanced": 8}, {"answered": 9}, "heard first in 1"),  # a stage is heard too
        ({"up": [5], "answered": 20}, {}, "neither in 1"),  # after the window
        ({"up": [5], "answered": 19}, {}, "heard first in 1"),  # on its last day
        ({"up": [5], "answered": 9}, {"up": [8]}, "neither in 1"),  # the other had its own by then
        ({"up": [5, 7], "answered": 9}, {}, "neither in 1"),  # and so had the first
        ({"up": [5], "answered": 9}, {"withdrawn": 7}, "neither in 1"),
        ({"up": [5], "withdrawn": 7}, {"answered": 9}, "neither in 1"),
        ({"up": [5, 5], "answered": 8}, {}, "heard first in 1"),  # two of one day are one
    ],
)
def test_which_of_two_heard_first(mine, other, told):
    assert told in followed_up(*log_of(mine, other), LOOK).lines[0]


@pytest.mark.parametrize(
    ("mine", "other"),
    [
        ({"up": [5], "answered": 9}, {"answered": 4}),
        ({"up": [5], "answered": 9}, {"answered": 5}),
        ({"up": [5], "answered": 9}, {"withdrawn": 3}),
        ({"up": [5], "answered": 9}, {"silence": 4}),  # nobody waited there any more
        ({"up": [5], "answered": 9}, {"advanced": 2}),
    ],
)
def test_beside_whom_an_ask_never_stands(mine, other):
    found = followed_up(*log_of(mine, other), LOOK)
    assert found.lines == [
        "A first follow-up: 1 ask had none beside that had waited as long; left out."
    ]


def test_one_that_was_followed_up_before_stands_beside_none_but_had_one_itself():
    found = followed_up(*log_of({"up": [5], "answered": 9}, {"up": [2]}), LOOK)
    assert "of 1 pair the one followed up heard first in 0, the other in 0" in found.lines[0]


def test_an_answer_on_the_very_day_is_told_apart():
    found = followed_up(*log_of({"up": [5], "answered": 5}, {"up": [5], "answered": 8}, {}), LOOK)
    assert (
        "A first follow-up: 1 ask heard on that very day, and may have by it; no pair."
        in found.lines
    )
    assert "of 1 pair the one followed up heard first in 1" in found.lines[0]


def test_a_follow_up_of_an_unknown_day_or_after_an_answer_is_in_no_pair():
    none = "No follow-up with a day is logged yet, before something was heard."
    assert followed_up(*log_of({"up": [None]}, {}), LOOK).lines == [none]
    assert followed_up(*log_of({"answered": 5, "up": [9]}, {}), LOOK).lines == [none]
    assert followed_up(*log_of({}, {}), LOOK).lines == [none]
    assert followed_up(asks_table(), steps_table(), LOOK).lines == [none]
    undated, steps = log_of({"up": [5], "answered": 8}, {})
    undated["asked_on"] = None
    assert followed_up(undated, steps, LOOK).rows == ()


def test_a_second_follow_up_stands_beside_asks_that_had_one():
    asks, steps = log_of({"up": [4, 9], "answered": 11}, {"up": [6], "answered": 20}, {})
    found = followed_up(asks, steps, LOOK)
    assert firsts(found)["A second one", NAMES[0]] == 1
    assert (
        "A second one, beside an ask that had waited as long without: of 1 pair" in found.sentence
    )


def test_from_five_on_that_heard_there_is_a_range():
    pairs = [{"up": [5], "answered": 8}] * 5 + [{}] * 5
    found = followed_up(*log_of(*pairs), LOOK)
    assert (
        "If following up did nothing, it would be half of them; "
        "5 can't say it more exactly than 57 to 100 of 100." in found.lines
    )


def drawn(rng, asks, rule, brings=0.0, *, evening=False):
    """A log over half a year: each ask has its own chance a day, which falls as it waits; the
    follow-ups are sent before or after the day's answers came, and raise the chance of five days.
    """
    told = []
    for each in rng.gamma(1.0, 1.0, asks):
        ups, answered, at = [], None, 0
        for at in range(70):
            chance = min(0.9, 0.05 * each / (1 + at / 15))
            if evening and rng.random() < chance:
                answered = at
                break
            if len(ups) < 2 and rng.random() < rule(at, len(ups)):
                ups.append(at)
            more = brings if ups and at - ups[-1] < 5 else 0
            if rng.random() < (more if evening else chance + more):
                answered = at
                break
        told.append({"up": ups} | ({} if answered is None else {"answered": answered}))
    return log_of(*told)


RULES = {
    "after a week": lambda at, ups: 0.5 * (at == 7 * (ups + 1)),
    "the longer, the likelier": lambda at, ups: at / 300,
    "any day": lambda at, ups: 0.04,
}


def shares(rule, logs, **how):
    """Of the pairs in which one heard first, the share of those followed up, over many logs."""
    rng, won = np.random.default_rng(7), {"A first follow-up": [0, 0], "A second one": [0, 0]}
    for _ in range(logs):
        for each in followed_up(*drawn(rng, 80, RULES[rule], **how), LOOK).rows:
            won[each.under][NAMES.index(each.name)] += each.asks
    return {under: (one / (one + other), one + other) for under, (one, other) in won.items()}


@pytest.mark.parametrize("evening", [False, True])
@pytest.mark.parametrize("rule", RULES)
def test_where_following_up_brings_nothing_either_hears_first_as_often(rule, evening):
    for share, pairs in shares(rule, 60, evening=evening).values():
        assert pairs > 100
        assert abs(share - 0.5) < 3 * 0.5 / pairs**0.5


def test_where_following_up_brings_something_it_is_seen():
    (share, _), *_ = shares("any day", 30, brings=0.08).values()
    assert share > 0.65
