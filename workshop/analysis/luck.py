"""What luck alone does: exact chances under shuffling, the smallest of many of them, and rates
drawn to the whole.

Of many splits one always looks striking, so the smallest p of all is compared with the smallest p
of the same splits when outcomes are shuffled, all targets together (P. H. Westfall, S. S. Young,
Resampling-Based Multiple Testing, 1993). A group of three says little by itself, so its rate is
drawn towards the rate of the whole.
"""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from math import ceil, log, pi, sqrt

import numpy as np
from numpy.typing import NDArray

from workshop.analysis.ties import Bools, Floats, Ties

SURE = 0.05
"""Below this p a pattern is more than luck."""


@lru_cache(maxsize=512)
def two_sided(asks: int, hits: int, group: int) -> Floats:
    """For each count of hits in a group, the chance of one as unlikely or more (Fisher's exact
    test, two-sided).

    >>> round(float(two_sided(177, 63, 38)[23]), 5)
    0.00049
    """
    count = np.arange(max(0, hits + group - asks), min(hits, group) + 1)
    log = (
        _log_choose(group, count)
        + _log_choose(asks - group, hits - count)
        - _log_choose(asks, np.array([hits]))
    )
    chance = np.exp(log)
    order = np.sort(chance)
    # Chances that differ by rounding alone count as equal, as in scipy.stats.fisher_exact.
    as_unlikely = np.searchsorted(order, chance * (1 + 1e-7), side="right")
    table = np.ones(group + 1)
    table[count] = np.minimum(np.cumsum(order)[as_unlikely - 1], 1)
    return table


@dataclass(frozen=True)
class Luck:
    """What shuffling gives: for each target and group the p of each count of hits, and the smallest
    p of each shuffle.

    `counts` are the hits of each group in each shuffle: (shuffles, targets, groups).
    """

    tables: list[list[Floats]]
    least: Floats
    counts: NDArray[np.int32]
    is_exact: bool

    def share_among(
        self, of: int, group: int, given: int, seen: tuple[int, int, int, int]
    ) -> float:
        """How often a group lies as far from all that gave a value; `seen` are its hits and
        asks, and theirs.
        """
        hits, size, given_hits, asks = seen
        far = self.counts[:, of, group] * asks - self.counts[:, of, given] * size
        away, here = np.abs(far - far.mean()), abs(hits * asks - given_hits * size - far.mean())
        return (1 + int((away >= here - 1e-6).sum())) / (1 + len(far))


def luck(groups: Bools, targets: Bools, shuffles: int, ties: Ties, tested: int) -> Luck:
    """All groups (groups, asks) and targets (targets, asks), shuffled together; only the first
    `tested` are tested.

    Each shuffle is the product of one of few for the groups and one of few for the targets: any two
    of them are independent, so a share of them is as exact as one of single ones. Where asks are
    tied, the p of a group is the share of shuffles that take its hits as far from their mean; else
    it is exact. The data are the seed.
    """
    seed = blake2b(groups.tobytes() + targets.tobytes(), digest_size=8).digest()
    rng, some = np.random.default_rng(int.from_bytes(seed, "little")), ceil(sqrt(shuffles))
    asks, hits, sizes = groups.shape[1], targets.sum(axis=1).tolist(), groups.sum(axis=1).tolist()
    shuffled = targets[:, ties.orders(rng, some)].transpose(1, 0, 2).reshape(some * len(hits), asks)
    # A few asks at a time: products this small stay on one thread, and threads wait for each other
    # on a busy machine.
    step = max(1, 250_000 // (len(shuffled) * len(sizes)))
    left = _pad(shuffled.T.astype(np.float32), step).transpose(0, 2, 1)
    rights = (_pad(groups.T[order].astype(np.float32), step) for order in ties.orders(rng, some))
    found = np.concatenate(
        [np.rint((left @ right).sum(axis=0)).astype(np.int32) for right in rights]
    )
    counts = found.reshape(-1, len(hits), len(sizes))[:shuffles]
    seen = (targets.astype(np.int32) @ groups.T.astype(np.int32))[None]
    p = (
        [[two_sided(asks, all_hits, size) for size in sizes[:tested]] for all_hits in hits]
        if ties.free
        else _as_far(np.concatenate([counts, seen])[:, :, :tested], sizes)
    )
    least = np.ones(len(counts))
    for k, row in enumerate(p):
        for n, table in enumerate(row):
            np.minimum(least, table[counts[:, k, n]], out=least)
    return Luck(p, np.sort(least), counts, ties.free)


def _as_far(counts: NDArray[np.int32], sizes: list[int]) -> list[list[Floats]]:
    """For each count of hits in a group, the share as far from the mean; the log as it is counts as
    a shuffle.

    Of many groups some are the farthest of all shuffles. Lest these be equal, one that is as far as
    no other counts for less than one, the less the more standard deviations it is away.
    """

    def table(hits: NDArray[np.int32], size: int) -> Floats:
        times, away = (
            np.bincount(hits, minlength=size + 1),
            np.abs(np.arange(size + 1) - hits.mean()),
        )
        order = np.argsort(-away)
        as_far = np.cumsum(times[order])[
            np.searchsorted(-away[order], 1e-9 - away, side="right") - 1
        ]
        spread = float(hits.var()) or 1.0
        return np.asarray(
            (np.maximum(as_far, 1) - 1 + 1 / (1 + away**2 / spread)) / len(hits), dtype=np.float64
        )

    return [
        [table(hits, size) for hits, size in zip(of.T, sizes, strict=False)]
        for of in counts.transpose(1, 0, 2)
    ]


def _pad(rows: NDArray[np.float32], step: int) -> NDArray[np.float32]:
    """Blocks of `step` rows, the last filled up with zeros."""
    return np.pad(rows, ((0, -len(rows) % step), (0, 0))).reshape(-1, step, rows.shape[1])


def share_as_small(p: float, smallest_p: Floats) -> float:
    """The share of shuffles whose smallest p is as small as `p`; the log as it is counts as one of
    them.

    >>> share_as_small(.02, np.array([.01, .02, .5]))
    0.75
    """
    return (1 + int(np.searchsorted(smallest_p, p * (1 + 1e-7), side="right"))) / (
        1 + len(smallest_p)
    )


def _log_choose(total: int, some: NDArray[np.int64]) -> Floats:
    logs = _log_factorials(total)
    return np.asarray(logs[total] - logs[some] - logs[total - some])


@lru_cache(maxsize=512)
def _log_factorials(up_to: int) -> Floats:
    return np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, up_to + 1)))])


def shrunk(hits: Floats, asks: Floats) -> Floats:
    """The rate of each group, shrunk towards the whole: beta-binomial, its strength by maximum
    likelihood.

    Few groups say little about how far apart groups lie, so their number bounds the strength
    (docs/statistics.md). On the published batting averages (B. Efron and C. Morris, JASA 70 (1975),
    311-319) the error falls by two thirds.

    >>> shrunk(np.array([3.0, 5.0]), np.array([5.0, 40.0])).round(2).tolist()
    [0.43, 0.13]
    """
    whole = hits.sum() / asks.sum()
    if len(hits) < 2 or whole in (0, 1):
        return np.full(len(hits), float(whole))
    grid = np.geomspace(0.3, 1e5, 41)
    for _ in range(2):  # the second time between the neighbours of the best
        likely = (
            _rise(grid * whole, hits) + _rise(grid * (1 - whole), asks - hits) - _rise(grid, asks)
        ).sum(axis=0)
        best = int(likely.argmax())
        strength, grid = (
            float(grid[best]),
            np.geomspace(grid[max(best - 1, 0)], grid[min(best + 1, 40)], 41),
        )
    strength = min(strength, 3 + (len(hits) - 1) ** 3 / 4)
    return np.asarray((hits + strength * whole) / (asks + strength))


def _rise(start: Floats, steps: Floats) -> Floats:
    """log of start * (start + 1) * ..., so many steps: a row for each count of steps, a column
    for each start.
    """
    return np.asarray(_log_gamma(start + steps[:, None]) - _log_gamma(start), dtype=float)


def _log_gamma(x: Floats) -> Floats:
    """Stirling's series, eight steps further up, where it is exact to ten digits; numpy has
    none of its own.
    """
    y = x + 8
    series = (
        (y - 0.5) * np.log(y)
        - y
        + 0.5 * log(2 * pi)
        + 1 / (12 * y)
        - 1 / (360 * y**3)
        + 1 / (1260 * y**5)
    )
    return np.asarray(
        series - np.log(x * (x + 1) * (x + 2) * (x + 3) * (x + 4) * (x + 5) * (x + 6) * (x + 7))
    )
