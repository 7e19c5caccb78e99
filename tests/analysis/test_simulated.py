"""Coverage of the range, exactly, over every outcome that can occur."""

import pytest

from tests.long.statistics import SIZES, coverage


@pytest.mark.parametrize("asks", SIZES)
def test_the_range_holds_the_truth_in_about_95_of_100_logs(asks):
    assert 0.93 <= coverage(asks)[0] <= 0.97


def test_the_worst_chance_at_five_asks():
    mean, worst, at = coverage(5)
    assert (round(worst, 3), at) == (0.837, 0.035)
    assert round(mean, 3) == 0.954
