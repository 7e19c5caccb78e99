"""Counts, ranges and no's for each yes: published figures, every small case, and the words for
each.
"""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.tables_of_asks import asks_table, outcomes
from workshop.analysis.counts import Range, counts, wilson
from workshop.analysis.ratio import no_to_yes, too_few


def ratio(**how_many):
    return no_to_yes(asks_table(outcome=outcomes(**how_many)))


def rounded(range_, digits=4):
    return tuple(
        None if x is None else round(x, digits) for x in (range_.value, range_.low, range_.high)
    )


@pytest.mark.parametrize(
    ("hits", "asks", "low", "high"),
    [
        (0, 20, 0, 0.1611),
        (81, 263, 0.2553, 0.3662),
        (0, 5, 0, 0.4345),
        (20, 20, 0.8389, 1),
        (1, 1, 0.2065, 1),
    ],
)
def test_wilson_gives_the_published_figures(hits, asks, low, high):
    found = wilson(hits, asks)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@settings(deadline=None)
@given(st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_equals_statsmodels_and_scipy(k_n):
    from scipy.stats import binomtest
    from statsmodels.stats.proportion import proportion_confint

    k, n = k_n
    found = wilson(k, n)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert (found.low, found.high) == pytest.approx(
        proportion_confint(k, n, method="wilson"), abs=1e-9
    )
    theirs = binomtest(k, n).proportion_ci(method="wilson")
    assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_no_share_of_nothing_and_none_of_more_than_all():
    assert wilson(0, 0) == Range(None, None, None)
    with pytest.raises(ValueError, match="3 of 2 is no share"):
        wilson(3, 2)


def test_three_yes_of_twelve_turned_over():
    assert rounded(ratio(yes=3, no=9).no_to_yes, 2) == (3.0, 0.88, 10.24)


def test_a_real_log_of_177_applications():
    found = ratio(yes=13, no=50, silence=114)
    assert round(found.no_to_yes.value, 3) == 3.846
    assert round(found.no_to_yes_with_silence.value, 3) == 12.615
    assert found.yes_rate.value == 13 / 63
    assert found.silence_sentence.startswith("With the 114 silent counted as no's: 13 (")


def test_under_five_answers_all_is_unknown_and_silence_does_not_help():
    found = ratio(yes=1, no=3, silence=50)
    assert [found.no_to_yes, found.no_to_yes_with_silence, found.yes_rate] == [Range()] * 3
    assert found.sentence == "4 answers are too few for a range."
    assert found.silence_sentence == ""
    assert ratio(yes=1).sentence == "1 answer is too few for a range."
    assert ratio(waiting=3).sentence == ratio().sentence == "No answers yet."
    assert too_few(0) == "No answers yet"


def test_no_yes_yet_is_open_above():
    found = ratio(no=9, silence=2)
    assert rounded(found.no_to_yes) == (None, 2.3429, None)
    assert rounded(found.no_to_yes_with_silence) == (None, 2.8635, None)
    assert rounded(found.yes_rate) == (0, 0, 0.2991)
    assert found.sentence == (
        "9 answered, no yes yet. If each had a 1 in 10 chance, 39 of 100 people would be here too; "
        "at 1 in 5, 13. Nine asks can't tell which."
    )


@pytest.mark.parametrize(
    ("answered", "rare", "usual"), [(5, 10, 5), (13, 10, 5), (14, 20, 10), (1000, 1000, 500)]
)
def test_no_yes_yet_names_only_chances_that_make_it_ordinary(answered, rare, usual):
    words = ratio(no=answered).sentence
    assert f"1 in {rare:,} chance" in words
    assert f"at 1 in {usual:,}," in words
    assert (1 - 1 / usual) ** answered >= 0.05


def test_no_no_is_zero_from_below():
    found = ratio(yes=5)
    assert rounded(found.no_to_yes) == (0, 0, 0.7683)
    assert rounded(found.yes_rate) == (1, 0.5655, 1)
    assert found.sentence == (
        "0 no's for each yes; 0 no to 5 yes. Five answers can't say it more exactly than 0 to 0.77."
    )


def test_the_sentence_word_for_word():
    assert ratio(yes=2, no=9).sentence == (
        "4.5 no's for each yes; 9 no to 2 yes. Eleven answers can't say it more exactly than 1.1 to 18."
    )


def test_a_yes_that_fell_through_was_heard_and_is_said():
    found = ratio(yes=2, fell=1, no=9)
    assert found.no_to_yes.value == 3.0
    assert "9 no to 3 yes, 1 of which fell through." in found.sentence
    assert counts(asks_table(outcome=["fell_through"])).words == "1 ask: 1 yes, which fell through"


def test_counts_and_their_words():
    told = counts(asks_table(outcome=outcomes(yes=2, no=9, silence=22, waiting=7)))
    assert told.words == "40 asks: 2 yes, 9 no, 22 silent, 7 waiting"
    assert (told.asks, told.answered, told.closed, told.open, told.withdrawn) == (40, 11, 33, 7, 0)
    assert list(told.outcomes) == [
        *("yes", "no_unclear", "no_for_now", "no_final", "no_opening", "silence"),
        *("fell_through", "waiting", "withdrawn"),
    ]
    assert counts(asks_table(outcome=["withdrawn"])).words == "1 ask: 1 withdrawn"
    assert counts(asks_table()).sentence == "No asks yet."


@settings(deadline=None)
@given(
    st.integers(0, 40), st.integers(0, 40), st.integers(0, 40), st.integers(0, 5), st.integers(0, 5)
)
def test_every_number_is_plain_and_the_value_lies_in_its_range(yes, no, silence, fell, withdrawn):
    found = ratio(yes=yes, no=no, silence=silence, fell=fell, withdrawn=withdrawn)
    for range_ in (found.no_to_yes, found.no_to_yes_with_silence, found.yes_rate):
        known = [x for x in (range_.low, range_.value, range_.high) if x is not None]
        assert all(type(x) is float and 0 <= x < 1e9 for x in known)
        assert known == sorted(known)
    assert (found.no_to_yes.value is None) == (found.counts.answered < 5 or found.counts.yes == 0)
    assert found.sentence[0].isalnum()
    assert found.sentence[-1] == "."


def test_the_first_numbers_load_no_scipy():
    script = "import workshop.analysis.ratio, sys; print('scipy' in sys.modules, 'matplotlib' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "False"]
