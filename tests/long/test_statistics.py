"""What takes minutes: 1,000 random logs against statsmodels and lifelines, and what simulated
people say.
"""

import numpy as np
import pytest

from tests.analysis.against import AS_OF, check, random_log, times_of
from tests.analysis.test_statistics_page import check_waiting
from tests.long.organisations import SIZES
from tests.long.page import TABLES, cells, written
from workshop.analysis.luck import SURE
from workshop.analysis.waiting import waiting

pytestmark = pytest.mark.long


def test_a_thousand_random_logs_equal_statsmodels():
    for seed in range(1000):
        check(seed)


def test_a_thousand_random_logs_equal_lifelines():
    pytest.importorskip(
        "lifelines",
        reason="lifelines 0.30 needs a pandas below 3: tried where the lowest versions are",
    )
    from lifelines import KaplanMeierFitter

    for seed in range(1000):
        asks, steps = random_log(seed)
        days, answered = times_of(asks)
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


@pytest.fixture(scope="module")
def tables():
    return {name: compute(1.0) for name, compute in TABLES.items()}


@pytest.mark.parametrize("name", TABLES)
def test_the_page_says_what_the_command_computes(tables, name):
    assert tables[name].text == written(name)


def test_people_who_wait_are_told_the_truth(tables):
    check_waiting(cells(1.0), each=0.085)


@pytest.mark.parametrize("row", range(len(SIZES)))
def test_asks_that_hang_together_are_seldom_named(tables, row):
    firms, each, block, _ = tables["organisations"].rows[row]
    assert (int(firms), int(each)) == SIZES[row]
    assert float(block) <= 0.08


def test_luck_is_seldom_named_and_power_grows_with_the_asks(tables):
    told = {method: float(share) for method, share in tables["luck"].rows}
    assert told["named"] <= 0.065
    assert told["smallest p below .05"] <= SURE + 0.015
    assert told["each p by itself"] > 0.9
    closed = [float(row[1]) for row in tables["power"].rows]
    assert closed == sorted(closed)
    assert closed[-1] > 0.95


def test_shrunk_rates_beat_raw_ones_in_mean_error(tables):
    assert all(float(drawn) < float(raw) for *_, raw, drawn in tables["shrinking"].rows)
