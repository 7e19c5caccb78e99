"""Does each no bring a yes closer? A thousand simulated people, each ask with the same chance."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from workshop.analysis.words import Told, of_hundred
from workshop.text import plural

RUN = 20
"""How many no's in a row somebody has to hear to be a counterexample."""


@dataclass(frozen=True)
class Closer(Told):
    """At asks 1, 2, ...: the share of people with a yes at that ask (`next`, of those with none before; None: nobody),
    with at least one by then (`by_now`), and with a run of no's at least that long (`runs`)."""

    chance: float
    people: int
    next: tuple[float | None, ...]
    by_now: tuple[float, ...]
    runs: tuple[float, ...]

    @property
    def lines(self) -> list[str]:
        """The flat line and the rising one."""
        asks, (first, last) = len(self.by_now), (of_hundred(self.by_now[at]) for at in (0, -1))
        flat = f"the next ask is a yes for about {of_hundred(self.chance)} of 100, however many no's came before"
        rise = f"at least one yes by now: {first} of 100 after one ask, {last} after {asks}"
        told = f"{self.people:,} people, {plural(asks, 'ask')} each. One line is flat: {flat}."
        return [told, f"One rises: {rise}.", *([self.run_told] if asks > RUN else [])]

    @property
    def run_told(self) -> str:
        """What came next for those whose first `RUN` asks all met a no."""
        there = round(self.people * (1 - self.by_now[RUN - 1]))
        if not there:
            return f"Nobody heard {RUN} no's first: set a lower chance to meet somebody who did."
        heard = round(there * (self.next[RUN] or 0))
        then = f"at their next ask, {heard:,} heard a yes and {there - heard:,} a no"
        return f"{there:,} of them heard {RUN} no's first; {then}."


def closer(chance: float, *, asks: int = 30, people: int = 1000, seed: int = 1) -> Closer:
    """People who each make so many asks with the same chance (0 to 1) of a yes; another seed is another thousand.

    >>> closer(1.0, asks=2).next
    (1.0, None)
    """
    if not (0 <= chance <= 1 and asks > 0 and people > 0):
        raise ValueError("a chance lies between 0 and 1, and it takes at least one ask and one person")
    yes = np.random.default_rng(seed).random((people, asks)) < chance
    with_yes = np.logical_or.accumulate(yes, axis=1).sum(axis=0)
    run = longest = np.zeros(people, dtype=int)
    for column in yes.T:
        run = np.where(column, 0, run + 1)
        longest = np.maximum(longest, run)
    grown = pairwise([0, *with_yes.tolist()])
    flat = tuple((now - old) / (people - old) if old < people else None for old, now in grown)
    runs = tuple(float((longest >= length).mean()) for length in range(1, asks + 1))
    return Closer(chance, people, flat, tuple((with_yes / people).tolist()), runs)
