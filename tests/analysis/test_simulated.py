"""The short form of the simulations in tests/long: coverage at each size, and shrinking in a few settings."""

import pytest

from tests.long.statistics import SIZES, coverage, shrinking, simulated_coverage


@pytest.mark.parametrize("asks", SIZES[:-1])
def test_the_range_holds_the_truth_in_about_95_of_100_logs(asks):
    assert 0.93 <= coverage(asks)[0] <= 0.97
    assert 0.93 <= simulated_coverage(asks, 20_000) <= 0.97


def test_the_worst_chance_at_five_asks():
    mean, worst, at = coverage(5)
    assert (round(worst, 3), at) == (0.837, 0.035)
    assert round(mean, 3) == 0.954


@pytest.mark.parametrize("setting", [(2, 0.35, 0.1), (3, 0.1, 0.05), (5, 0.6, 0.2), (8, 0.35, 0.0)])
def test_shrunk_rates_beat_raw_ones(setting):
    raw, drawn = shrinking(*setting, logs=150)
    assert drawn < raw
