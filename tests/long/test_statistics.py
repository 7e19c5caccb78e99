"""What takes minutes: 1,000 random logs against statsmodels and lifelines, and what simulated people say."""

import numpy as np
import pytest

from tests.analysis.against import AS_OF, check, random_log, times_of
from tests.long.statistics import SETTINGS, SIZES, coverage, false_alarms, power, shrinking, simulated_coverage
from workshop.analysis.patterns import SURE
from workshop.analysis.waiting import two_waits, waiting

pytestmark = pytest.mark.long


def test_a_thousand_random_logs_equal_statsmodels():
    for seed in range(1000):
        check(seed)


def test_a_thousand_random_logs_equal_lifelines():
    pytest.importorskip(
        "lifelines", reason="lifelines 0.30 needs a pandas below 3: tried where the lowest versions are"
    )
    from lifelines import KaplanMeierFitter
    from lifelines.statistics import logrank_test

    for seed in range(1000):
        asks, steps = random_log(seed)
        days, answered, kind = times_of(asks)
        found, close = waiting(asks, steps, AS_OF), {"rtol": 1e-9, "atol": 1e-9}
        if not answered.any():
            continue
        theirs = KaplanMeierFitter().fit(days, answered)
        at = list(found.days)
        share = theirs.survival_function_.loc[at].to_numpy()[:, 0]
        np.testing.assert_allclose(found.unanswered, share, **close)
        alive = share > 1e-12
        bounds = theirs.confidence_interval_.loc[at].to_numpy()[alive]
        np.testing.assert_allclose(np.column_stack([found.low, found.high])[alive], bounds, **close)
        if len(set(kind)) == 2:
            pair = two_waits(asks, steps, AS_OF, "kind", "job", "client")
            job = kind == "job"
            test = logrank_test(days[job], days[~job], answered[job], answered[~job])
            np.testing.assert_allclose((pair.statistic, pair.p), (test.test_statistic, test.p_value), **close)


@pytest.mark.parametrize("asks", SIZES)
def test_the_range_holds_the_truth_as_often_as_it_says(asks):
    mean, worst, _ = coverage(asks)
    assert 0.93 <= mean <= 0.97
    assert 0.93 <= simulated_coverage(asks, 200_000) <= 0.97
    assert worst >= 0.83


def test_pure_luck_is_seldom_named():
    found = false_alarms(1000)
    assert found["named"] <= 0.065
    assert found["smallest p below .05"] <= SURE + 0.015
    assert found["each p by itself"] > 0.9


def test_power_grows_with_the_asks():
    found = [power(asks, 200)[0] for asks in (60, 150, 400)]
    assert found == sorted(found)
    assert found[-1] > 0.95


@pytest.mark.parametrize("setting", SETTINGS)
def test_shrunk_rates_beat_raw_ones_in_mean_error(setting):
    raw, drawn = shrinking(*setting, logs=1000)
    assert drawn < raw
