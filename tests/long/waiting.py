"""Logs of people who wait: the same chance at every ask, answers that come late, and a version that
is new.

Every simulated log is looked at while recent asks still wait, which is when a count of closed asks
alone misleads.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, product
from math import erf, log, sqrt
from typing import Any

import numpy as np
import pandas as pd

from tests.analysis.tables_of_asks import asks_table, steps_table
from workshop.analysis.forecast import next_yes
from workshop.analysis.look import ENOUGH_DATED, Look
from workshop.analysis.patterns import patterns
from workshop.analysis.ratio import no_to_yes

FIRST = date(2026, 6, 1)
ASKS = 120
SIGMA = 0.7
BLANK, NO_STEPS = asks_table(ASKS, kind="job"), steps_table()
VALUES: dict[str, tuple[Any, ...]] = {
    "chance": (0.1, 0.2, 0.35),
    "median": (4, 14, 30),
    "quick": (False, True),
    "horizon": (14, 21, 30, 45),
    "days": (60, 90, 180),
    "new": (15, 30),
    "dated": ("all", "half", "none"),
}
"""A chance of a yes (half of the others hear a no, the rest nothing), the median delay of a yes in
days, whether no's are twice as quick, the horizon, how long the log is, for how many days a version
is new, which answers have a day."""


@dataclass(frozen=True)
class Cell:
    """One choice of all of them."""

    chance: float
    median: int
    quick: bool
    horizon: int
    days: int
    new: int
    dated: str

    def within(self, day: float) -> float:
        """The share of all answers that come within so many days."""
        no = (1 - self.chance) / 2
        yes_by, no_by = (
            0.5 * (1 + erf(log(day / m) / SIGMA / sqrt(2))) for m in (self.median, self._no_median)
        )
        return (self.chance * yes_by + no * no_by) / (self.chance + no)

    @property
    def _no_median(self) -> float:
        return self.median / 2 if self.quick else self.median

    @property
    def fits(self) -> bool:
        """Whether nine of ten answers come within the horizon."""
        return (
            self.within(self.horizon + 0.5) >= 0.9
        )  # whole days: an answer after 14.4 days comes on the 14th

    def log(self, rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame, Look]:
        """One log: asks on random days, what came by the day of the look, silence where a
        person called it so.
        """
        as_of = FIRST + timedelta(days=int(rng.integers(0, 61)))  # a month may end anywhere in it
        ago = np.sort(rng.integers(0, self.days, ASKS))[::-1]
        luck, spread = rng.random(ASKS), rng.lognormal(0, SIGMA, ASKS)
        yes, no = (
            luck < self.chance,
            (luck >= self.chance) & (luck < self.chance + (1 - self.chance) / 2),
        )
        took = np.rint(spread * np.where(yes, self.median, self._no_median))
        came = (yes | no) & (took <= ago)
        closed = rng.random(ASKS) < 0.8  # most silence is called so once its horizon has passed
        outcome = np.where(came & yes, "yes", np.where(came, "no_final", "waiting"))
        outcome = np.where(~came & closed & (ago > self.horizon), "silence", outcome)
        asked = pd.Series(pd.Timestamp(as_of) - pd.to_timedelta(ago, unit="D"))
        answered = asked + pd.to_timedelta(took, unit="D")
        has_day = came & {"all": True, "half": rng.random(ASKS) < 0.5, "none": False}[self.dated]
        table = BLANK.assign(
            outcome=outcome.astype(object),
            asked_on=asked,
            answered_on=answered.where(has_day),
            pitched=np.where(ago < self.new, "B", "A").astype(object),
            channel=rng.choice(["form", "call", "written"], ASKS).astype(object),
        )
        return table, NO_STEPS, Look(as_of, {"job": self.horizon})


@dataclass(frozen=True)
class Kept:
    """What the numbers of one cell kept, as shares of its logs: `said` of those with ten dated
    answers.
    """

    cell: Cell
    covered: float
    next_80: float
    said: float | None
    lean: float
    named: float


def kept(cell: Cell, logs: int, seed: int) -> Kept:
    """What the numbers of so many logs of a cell keep; what is not told in a log does not count."""
    rng, truth = np.random.default_rng([seed, logs]), (1 - cell.chance) / cell.chance
    rate = cell.chance / (cell.chance + (1 - cell.chance) / 2)
    covered, next_80, said, leans, named = [], [], [], [], 0
    for _ in range(logs):
        table, steps, look = cell.log(rng)
        found = no_to_yes(table, look)
        silent, within = found.no_to_yes_with_silence, next_yes(found.ripe).asks[80]
        if silent.low is not None:
            covered.append(silent.low <= truth and (silent.high is None or truth <= silent.high))
        if within is not None:
            next_80.append(1 - (1 - cell.chance) ** within)
        if found.ripe.dated >= ENOUGH_DATED:
            said.append(bool(found.ripe.horizon_sentence))
        if found.yes_rate.value is not None:
            leans.append(found.yes_rate.value - rate)
        named += bool(patterns(table, steps, look, shuffles=400).named)
    means = [float(np.mean(each)) for each in (covered, next_80, leans)]
    return Kept(cell, *means[:2], float(np.mean(said)) if said else None, means[2], named / logs)


def cells(count: int = 24) -> list[Cell]:
    """So many cells in which every two values meet: each takes the most pairs that have not met
    yet, then the least.
    """
    met: dict[tuple[Any, ...], int] = {}
    every = list(product(*VALUES.values()))
    chosen: list[Cell] = []
    order = np.random.default_rng(1).permutation(len(every))

    def pairs(values: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
        return (((a, values[a]), (b, values[b])) for a, b in combinations(range(len(values)), 2))

    while len(chosen) < count:
        best = min(
            order,
            key=lambda at: sum(
                met.get(pair, 0) ** 2 - 4 * (pair not in met) for pair in pairs(every[at])
            ),
        )
        for pair in pairs(every[best]):
            met[pair] = met.get(pair, 0) + 1
        chosen.append(Cell(*every[best]))
    return chosen
