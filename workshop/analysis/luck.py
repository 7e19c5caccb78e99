"""What luck alone does: exact chances under shuffling, and the smallest of many of them.

Of many splits one always looks striking, so the smallest p of all is compared with the smallest p of the same splits
when outcomes are shuffled, all targets together (P. H. Westfall, S. S. Young, Resampling-Based Multiple Testing, 1993).
"""

from functools import lru_cache
from hashlib import blake2b
from math import ceil, sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@lru_cache(maxsize=512)
def two_sided(asks: int, hits: int, group: int) -> Floats:
    """For each count of hits in a group, the chance of one as unlikely or more (Fisher's exact test, two-sided).

    >>> round(float(two_sided(177, 63, 38)[23]), 5)
    0.00049
    """
    count = np.arange(max(0, hits + group - asks), min(hits, group) + 1)
    log = _log_choose(group, count) + _log_choose(asks - group, hits - count) - _log_choose(asks, np.array([hits]))
    chance = np.exp(log)
    order = np.sort(chance)
    # Chances that differ by rounding alone count as equal, as in scipy.stats.fisher_exact.
    as_unlikely = np.searchsorted(order, chance * (1 + 1e-7), side="right")
    table = np.ones(group + 1)
    table[count] = np.minimum(np.cumsum(order)[as_unlikely - 1], 1)
    return table


def smallest(groups: Bools, targets: Bools, shuffles: int) -> Floats:
    """The smallest p over all groups and targets in each of `shuffles` shuffles, sorted; the data are the seed.

    `groups` is (groups, asks), `targets` (targets, asks). Each shuffle is the product of one of few for the groups and
    one of few for the targets: any two of them are independent, so a share of them is as exact as one of single ones.
    """
    asks = groups.shape[1]
    seed = blake2b(groups.tobytes() + targets.tobytes(), digest_size=8).digest()
    rng, some = np.random.default_rng(int.from_bytes(seed, "little")), ceil(sqrt(shuffles))
    shuffled = np.concatenate([targets[:, rng.permutation(asks)] for _ in range(some)]).astype(np.float32)
    hits, sizes = targets.sum(axis=1).tolist(), groups.sum(axis=1).tolist()
    tables = [[two_sided(asks, k, n) for n in sizes] for k in hits]
    # A few asks at a time: products this small stay on one thread, and threads wait for each other on a busy machine.
    step = max(1, 250_000 // (len(shuffled) * len(sizes)))
    left = _pad(shuffled.T, step).transpose(0, 2, 1)
    found = []
    for _ in range(some):
        right = _pad(groups.T.astype(np.float32)[rng.permutation(asks)], step)
        count = np.rint((left @ right).sum(axis=0)).astype(int).reshape(some, len(hits), len(sizes))
        found.append(np.min([t[count[:, k, n]] for k, row in enumerate(tables) for n, t in enumerate(row)], axis=0))
    return np.sort(np.concatenate(found)[:shuffles])


def _pad(rows: NDArray[np.float32], step: int) -> NDArray[np.float32]:
    """Blocks of `step` rows, the last filled up with zeros."""
    return np.pad(rows, ((0, -len(rows) % step), (0, 0))).reshape(-1, step, rows.shape[1])


def share_as_small(p: float, smallest_p: Floats) -> float:
    """The share of shuffles whose smallest p is as small as `p`; the log as it is counts as one of them.

    >>> share_as_small(.02, np.array([.01, .02, .5]))
    0.75
    """
    return (1 + int(np.searchsorted(smallest_p, p * (1 + 1e-7), side="right"))) / (1 + len(smallest_p))


def _log_choose(total: int, some: NDArray[np.int64]) -> Floats:
    logs = _log_factorials(total)
    return np.asarray(logs[total] - logs[some] - logs[total - some])


@lru_cache(maxsize=512)
def _log_factorials(up_to: int) -> Floats:
    return np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, up_to + 1)))])
