"""What may change places when luck is tried: single asks freely, asks of one organisation as a
block.

Blocks change places only with blocks of the same size, and within a block asks change places too:
what is the same for the whole block is not touched by that. Where time matters, nothing leaves its
span of days, and a block changes places only with one whose asks lie in the same spans. (P. Good,
Permutation, Parametric and Bootstrap Tests, 2005: what is exchangeable where nothing but luck is at
work is shuffled, and nothing else.)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import lgamma

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Places = NDArray[np.intp]


@dataclass(frozen=True)
class Ties:
    """The asks in `kinds` of blocks that may change places: a row a block, a column an ask, with
    each column's span.

    `block` is the organisation of each ask, -1 where nobody said who or it was asked once.
    """

    block: Places
    kinds: tuple[tuple[Places, Places], ...]

    @property
    def free(self) -> bool:
        """Whether any ask may take any place."""
        return len(self.kinds) == 1 and not self.blocks

    @property
    def blocks(self) -> int:
        """How many organisations were asked more than once."""
        return len(np.unique(self.block[self.block >= 0]))

    def orders(self, rng: np.random.Generator, times: int) -> Places:
        """So many shuffles, each a row that says which ask stands in each place."""
        orders = np.empty((times, len(self.block)), dtype=np.intp)
        for places, spans in self.kinds:
            moved = places[rng.random((times, len(places))).argsort(axis=1)]
            if places.shape[1] > 1:
                within = (rng.random(moved.shape) + spans).argsort(
                    axis=2
                )  # whole spans first, luck within them
                moved = np.take_along_axis(moved, within, axis=2)
            orders[:, places] = moved
        return orders

    def is_block(self, group: Bools) -> bool:
        """Whether a group is one organisation."""
        mine = self.block[group]
        return (
            bool(len(mine))
            and mine[0] >= 0
            and bool((self.block == mine[0]).sum() == (mine == mine[0]).sum() == len(mine))
        )

    def between(self, group: Bools) -> bool:
        """Whether a group takes or leaves each organisation whole, some of which were asked
        more than once.
        """
        mine = self.block[group]
        return bool(self.blocks) and not np.isin(mine[mine >= 0], self.block[~group]).any()

    def units(self, group: Bools) -> int:
        """How many organisations are in a group; asks that are alone count as one each."""
        mine = self.block[group]
        return len(np.unique(mine[mine >= 0])) + int((mine < 0).sum())

    def ways(self, group: Bools) -> float:
        """The logarithm of how many different groups shuffling can make of one, at least."""
        found = 0.0
        for places, _ in self.kinds:
            inside, size = group[places].sum(axis=1), places.shape[1]
            found += _log_choose(len(places), int((inside > 0).sum()))
            found += sum(_log_choose(size, int(count)) for count in inside if 0 < count < size)
        return found


def ties(names: Sequence[str | None], spans: Sequence[int] | None = None) -> Ties:
    """The ties between asks of these organisations (None: nobody said), asked in these spans of
    time where they matter.

    >>> ties(["a", "a", "b", None, "c", "c"]).blocks, ties([None, None]).free
    (2, True)
    """
    block, span = (
        pd.factorize(np.array(names, dtype=object))[0],
        np.array(spans or [0] * len(names)),
    )
    is_tied = (block >= 0) & (np.bincount(block[block >= 0], minlength=1)[block] > 1)
    block[~is_tied] = -1
    kinds = {
        (each,): [[place] for place in np.flatnonzero(~is_tied & (span == each))]
        for each in np.unique(span)
    }
    order = np.lexsort((span, block))  # block by block, each in the order of time
    order = order[is_tied[order]]
    for places in np.split(order, np.flatnonzero(np.diff(block[order])) + 1) if len(order) else []:
        kinds.setdefault(tuple(span[places]), []).append(places.tolist())
    made = ((np.array(places), np.array(span)) for span, places in kinds.items() if places)
    return Ties(block, tuple(made))


def _log_choose(total: int, some: int) -> float:
    return lgamma(total + 1) - lgamma(some + 1) - lgamma(total - some + 1)
