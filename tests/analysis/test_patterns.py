"""Patterns: what is named and what is not, the same log twice, fields of every sort, and
shrinking as published.
"""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import false_discovery_control, fisher_exact

from tests.analysis.tables_of_asks import asks_table, outcomes, steps_table
from tests.long.statistics import log_of
from workshop.analysis.fields import ANY_OTHER, fields, labels
from workshop.analysis.luck import luck, share_as_small, shrunk, two_sided
from workshop.analysis.patterns import patterns
from workshop.analysis.ties import ties

HITS = np.array([18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7.0])
"""Hits of 18 batters in their first 45 at-bats of 1970 (Efron and Morris 1975)."""
REST = np.array(
    [
        *(0.346, 0.298, 0.276, 0.222, 0.273, 0.270, 0.263, 0.210, 0.269),
        *(0.230, 0.264, 0.256, 0.303, 0.264, 0.226, 0.286, 0.316, 0.200),
    ]
)
"""Their rates over the rest of the season."""


def of_two(first, second, each=50, **more):
    """A log of two channels with so many answered of `each`."""
    outcome = outcomes(no=first, silence=each - first) + outcomes(no=second, silence=each - second)
    return asks_table(outcome=outcome, channel=["call"] * each + ["form"] * each, **more)


def rows_by(asks, steps=None):
    found = patterns(asks, steps_table() if steps is None else steps)
    return found, {(row.of, row.by, row.value): row for row in found.patterns}


def test_batting_averages_as_published():
    raw = ((HITS / 45 - REST) ** 2).sum()
    drawn = ((shrunk(HITS, np.full(18, 45.0)) - REST) ** 2).sum()
    assert (round(raw, 4), round(drawn, 4)) == (0.0755, 0.0229)


def test_benjamini_hochberg_of_1995_names_four_of_fifteen():
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1,
    ]
    assert (false_discovery_control(p) < 0.05).sum() == 4


@pytest.mark.parametrize(
    ("asks", "hits", "group"),
    [(30, 3, 10), (177, 63, 38), (50, 49, 25), (12, 6, 6), (900, 300, 450)],
)
def test_exact_p_equals_fisher(asks, hits, group):
    table = two_sided(asks, hits, group)
    for k in range(max(0, hits + group - asks), min(hits, group) + 1):
        theirs = fisher_exact([[k, group - k], [hits - k, asks - hits - group + k]]).pvalue
        assert table[k] == pytest.approx(theirs, rel=1e-9, abs=1e-12)


def test_smallest_p_of_one_split_is_its_own_distribution():
    group, target = np.arange(60)[None] < 20, np.arange(60)[None] % 3 == 0
    free = ties([None] * 60)
    null = luck(group, target, 2000, free, 1).least
    exact = two_sided(60, 20, 20)[10]
    assert share_as_small(exact, null) == pytest.approx(exact, abs=0.02)
    np.testing.assert_array_equal(null, luck(group, target, 2000, free, 1).least)


def test_a_large_difference_is_named_in_counts_and_called_an_association():
    found, rows = rows_by(of_two(30, 8, asked_on=[None] * 100))
    row = rows["answered", "channel", "call"]
    assert row.named
    assert (row.hits, row.asks, row.others_hits, row.others) == (30, 50, 8, 50)
    assert row.sentence == "Answered: 30 of 50 by call, 8 of 50 others: more than luck."
    assert found.lines[-1] == "Each is an association; why, a log can't say."
    assert [row.value for row in found.named] == ["call"]
    assert found.sentence.startswith(
        "2 splits of 100 asks looked at, and these are more than luck. Answered: "
    )


def test_what_is_not_sure_says_how_many_more_asks_would_tell():
    found, rows = rows_by(of_two(9, 5, each=20))
    row = rows["answered", "channel", "call"]
    assert not row.named
    assert 50 < row.more < 400
    assert f"if it is as it looks, {row.more} more asks would tell." in row.sentence
    assert "nothing that matters stands out. Nearest is this. Answered: 9 of 20" in found.sentence


def test_no_difference_at_all_needs_more_asks_than_anyone_makes():
    _, rows = rows_by(of_two(10, 10))
    assert "even 1,000 more asks would not tell" in rows["answered", "channel", "call"].sentence


def test_sure_and_too_small_to_matter_is_not_named_and_says_so():
    found, rows = rows_by(of_two(2800, 2500, each=5000))
    assert rows["answered", "channel", "call"].sure
    assert not found.named
    assert "5,000 others: sure, and too small to matter." in found.sentence
    assert "nothing that matters stands out" in found.sentence


def test_a_small_rate_matters_from_a_third_of_itself():
    _, rows = rows_by(of_two(235, 157, each=2435))
    assert rows["answered", "channel", "call"].named


def test_forms_of_one_day_are_a_caution_where_nobody_said_to_whom_they_went():
    _, rows = rows_by(of_two(30, 8))
    assert rows["answered", "channel", "form"].sentence.endswith(
        "50 of the 50 were forms, three or more on a day, and nobody said to whom: if some went to one place, it is "
        "less sure than it looks."
    )
    assert "were forms" not in rows["answered", "channel", "call"].sentence
    _, rows = rows_by(of_two(30, 8, extra_firm=[f"firm {n}" for n in range(100)]))
    assert "were forms" not in rows["answered", "channel", "form"].sentence


def test_advanced_comes_from_the_steps_and_each_target_has_its_own_rows():
    asks = of_two(30, 8)
    steps = steps_table([{"number": n, "what": "advanced"} for n in range(1, 41)])
    found, rows = rows_by(asks, steps)
    assert rows["advanced", "channel", "call"].hits == 40
    assert {row.of for row in found.patterns} == {
        "answered",
        "advanced",
    }  # no yes: that target never varies


def test_who_gave_no_value_is_no_group_and_cannot_make_a_pattern():
    # Of 60 asks with a size half were answered, whatever the size; of 140 without one, none.
    size = ["small"] * 30 + ["big"] * 30 + [None] * 140
    answered = [True, False] * 30 + [False] * 140
    _, rows = rows_by(
        asks_table(outcome=["no_final" if hit else "silence" for hit in answered], size=size)
    )
    row = rows["answered", "size", "big"]
    assert (row.hits, row.asks, row.others_hits, row.others) == (15, 30, 15, 30)
    assert not row.named
    assert ("answered", "size", "None") not in rows


def test_the_same_log_says_the_same():
    log = log_of(np.random.default_rng(5), 120)
    assert patterns(*log) == patterns(*log)


def test_groups_of_one_are_counted_and_not_compared():
    _, rows = rows_by(of_two(30, 8, each=50, kind=["job"] * 99 + ["idea"]))
    row = rows["answered", "kind", "idea"]
    assert (row.asks, row.p, row.named) == (1, None, False)
    assert (row.name, row.hits, row.others_hits, row.others) == ("for an idea", 0, 38, 99)


@pytest.mark.parametrize(
    ("outcome", "closed"),
    [
        ([], 0),
        (["yes"], 1),
        (["no_final", "yes", "silence", "no_final"], 4),
        (["waiting"] * 30, 0),
        (["yes"] * 30, 30),
    ],
)
def test_where_there_is_nothing_to_compare_a_sentence_says_so(outcome, closed):
    table = asks_table(
        outcome=outcome, kind=["job", "idea"] * (len(outcome) // 2) + ["job"] * (len(outcome) % 2)
    )
    words = f"{closed} ask{'' if closed == 1 else 's'}: no two groups of 5 to compare yet."
    assert patterns(table, steps_table()).lines[0] == words


def test_a_reason_is_no_split_and_own_fields_are():
    assert "reason" not in fields(asks_table(1))
    assert fields(asks_table(1, extra_site=["x"]))[-2:] == ["weekday", "extra.site"]


def test_own_fields_of_numbers_and_dates_fall_in_three_spans():
    table = asks_table(
        9,
        extra_pay=[str(n * 1000) for n in range(9)],
        extra_due=[f"2026-03-0{n}" for n in range(1, 10)],
    )
    assert labels(table, "extra.pay").value_counts().to_dict() == {
        "up to 2,000": 3,
        "above 2,000, up to 5,000": 3,
        "above 5,000": 3,
    }
    assert set(labels(table, "extra.due")) == {
        "up to 3 March 2026",
        "after 3 March 2026, up to 6 March 2026",
        "after 6 March 2026",
    }


def test_few_numbers_stay_as_they_are_and_truth_becomes_words():
    table = asks_table(4, people=[1, 2, 2, np.nan], buying_question=[True, False, None, True])
    assert labels(table, "people").tolist() == ["1", "2", "2", None]
    assert labels(table, "buying_question").tolist() == ["yes", "no", None, "yes"]


def test_five_hundred_values_and_sentences_are_told_together():
    notes = [f"Wrote to them about number {n}, and again." for n in range(500)]
    table = asks_table(
        outcome=outcomes(no=250, silence=250), extra_note=notes, asked_on=[None] * 500
    )
    assert set(labels(table, "extra.note")) == {ANY_OTHER}
    assert patterns(table, steps_table()).sentence == "500 asks: no two groups of 5 to compare yet."
    some = asks_table(40, extra_firm=["A"] * 10 + ["B"] * 10 + [f"firm {n}" for n in range(20)])
    assert labels(some, "extra.firm").value_counts().to_dict() == {ANY_OTHER: 20, "A": 10, "B": 10}


@pytest.mark.parametrize("odd", ["nan", "inf", "1e999", "", "=1+1", "$x$", "2026-13-45", "\u202e"])
def test_odd_own_values_are_text(odd):
    table = asks_table(20, extra_odd=[odd, "b"] * 10, outcome=outcomes(no=10, silence=10))
    assert set(labels(table, "extra.odd")) == {odd, "b"}
    assert patterns(table, steps_table()).looked_at == 2


def test_dates_that_pandas_cannot_hold_are_text():
    values = [f"{year}-01-01" for year in range(9990, 10010)]
    assert labels(asks_table(20, extra_year=values), "extra.year").notna().all()


def test_shrunk_rates_lie_between_raw_and_whole():
    hits, asks = np.array([3.0, 5.0, 20.0]), np.array([5.0, 40.0, 60.0])
    whole = hits.sum() / asks.sum()
    assert (np.abs(shrunk(hits, asks) - whole) <= np.abs(hits / asks - whole) + 1e-12).all()
    assert shrunk(np.zeros(2), asks[:2]).tolist() == [0, 0]
    assert shrunk(asks, asks).tolist() == [1, 1, 1]


def test_patterns_are_plain_python_numbers():
    found = patterns(of_two(30, 8), steps_table())
    for row in found.patterns:
        assert {type(x) for x in vars(row).values()} <= {str, int, float, bool, type(None)}
        assert pd.notna([x for x in vars(row).values() if isinstance(x, float)]).all()
