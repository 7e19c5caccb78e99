"""How fast patterns are found: against scipy.stats.permutation_test on the same work, and at three
sizes of a log.

    python -m benchmarks.patterns            prints medians of one run, and their ratio (about a
    minute) python -m benchmarks.patterns --short    one run at 100 asks, against four shuffles of
    scipy's

The same work: 12 fields, 10,000 closed asks, three targets, 2,000 shuffles, the chi-square of each
field and target. scipy is given a vectorised statistic and its own batches; it is run with fewer
shuffles, and scaled.
"""

import statistics
import sys
import time
from collections.abc import Callable

import numpy as np
from scipy.stats import permutation_test

from tests.long.statistics import FIELDS, log_of
from workshop.analysis.patterns import SHUFFLES, patterns

SCIPY_SHUFFLES = 100


def median_seconds(work: Callable[[], object], runs: int = 5) -> float:
    work()
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def scipy_work(asks: int, shuffles: int) -> Callable[[], None]:
    """Each field against each target, one permutation_test each, as one would write it with
    scipy.
    """
    rng = np.random.default_rng(1)
    fields = [np.eye(k, dtype=float)[rng.integers(0, k, asks)] for k in FIELDS]
    targets = [(rng.random(asks) < chance).astype(float) for chance in (0.4, 0.3, 0.12)]

    def work() -> None:
        for field in fields:
            expected = field.mean(axis=0)

            def spread(
                hit: np.ndarray,
                axis: int,
                field: np.ndarray = field,
                expected: np.ndarray = expected,
            ) -> np.ndarray:
                seen = np.moveaxis(hit, axis, -1) @ field
                total = seen.sum(axis=-1, keepdims=True)
                return ((seen - total * expected) ** 2 / (total * expected)).sum(axis=-1)

            for target in targets:
                permutation_test(
                    (target,),
                    spread,
                    permutation_type="pairings",
                    vectorized=True,
                    n_resamples=shuffles,
                    batch=50,
                    rng=1,
                )

    return work


def main(short: bool = False) -> None:
    sizes, runs, shuffles = ((100,), 1, 4) if short else ((100, 1_000, 10_000), 5, SCIPY_SHUFFLES)
    for asks in sizes:
        log = log_of(np.random.default_rng(1), asks)
        taken = 1000 * median_seconds(lambda log=log: patterns(*log), runs)
        print(f"patterns, 12 fields, {asks:>6,} asks: {taken:7.1f} ms")
    ours = median_seconds(lambda: patterns(*log), runs)
    theirs = median_seconds(scipy_work(sizes[-1], shuffles), runs=1) * SHUFFLES / shuffles
    print(
        f"scipy.stats.permutation_test, the same work: {theirs:.1f} s; {theirs / ours:.0f} times "
        "as long"
    )


if __name__ == "__main__":
    main("--short" in sys.argv)
