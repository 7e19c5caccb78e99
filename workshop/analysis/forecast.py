"""How many asks until the next yes, and whether each no brings one closer.

The forecast is over ripe asks, silence included, with its spread; the other is a thousand simulated
people, each ask with the same chance.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from workshop.analysis.look import Ripe
from workshop.analysis.words import Told, of_hundred
from workshop.text import plural

LEAST_RIPE, LEAST_YES, FARTHEST = 10, 2, 200
HORIZONS = (50, 80, 90)


@dataclass(frozen=True)
class NextYes(Told):
    """In how many asks 50, 80 and 90 of 100 people with such a log hear a yes (None: unknown, or
    more than 200).

    `curve` is the chance of at least one yes within 1, 2, ... 200 asks; empty where nothing is
    known.
    """

    ripe: Ripe
    asks: dict[int, int | None]
    curve: tuple[float, ...]

    @property
    def lines(self) -> list[str]:
        """The forecast in words, or what it still needs."""
        over = self.ripe.counts
        log, beside = (
            f"{plural(over.asks, 'ask')} whose horizon has passed, {over.yes_words}",
            self.ripe.beside,
        )
        if not self.curve:
            return [f"{log}: a forecast takes {LEAST_RIPE} such asks and {LEAST_YES} yes.", *beside]
        first, *rest = (
            f"within {n}" if n else f"after more than {FARTHEST}" for n in self.asks.values()
        )
        soon = ", ".join(f"{of} {when}" for of, when in zip(HORIZONS[1:], rest, strict=True))
        unit = "ask" if self.asks[HORIZONS[0]] == 1 else "asks"
        told = f"of 100 people here {HORIZONS[0]} hear a yes {first} {unit}, {soon}"
        return [f"{log}. If the next asks are like these, {told}.", *beside]


def next_yes(had_time: Ripe) -> NextYes:
    """Asks until the next yes, from the ripe asks of a log: beta-geometric, with the Jeffreys
    prior.

    >>> from workshop.analysis.counts import counts
    >>> import pandas as pd
    >>> next_yes(Ripe(counts(pd.DataFrame({"outcome": ["yes"] * 3 + ["silence"] * 27})))).asks
    {50: 7, 80: 17, 90: 27}
    """
    told = had_time.counts
    if told.closed < LEAST_RIPE or told.yes < LEAST_YES:
        return NextYes(had_time, dict.fromkeys(HORIZONS), ())
    against = told.closed - told.yes + 0.5 + np.arange(FARTHEST)
    curve = (1 - np.cumprod(against / (told.yes + 0.5 + against))).tolist()
    asks = {
        of: next((n for n, chance in enumerate(curve, 1) if chance >= of / 100), None)
        for of in HORIZONS
    }
    return NextYes(had_time, asks, tuple(curve))


RUN = 20
"""How many no's in a row somebody has to hear to be a counterexample."""


@dataclass(frozen=True)
class Closer(Told):
    """At asks 1, 2, ...: the share of people with a yes at that ask (`next`, of those with none
    before; None: nobody), with at least one by then (`by_now`), and with a run of no's at least
    that long (`runs`)."""

    chance: float
    people: int
    next: tuple[float | None, ...]
    by_now: tuple[float, ...]
    runs: tuple[float, ...]

    @property
    def lines(self) -> list[str]:
        """The flat line and the rising one."""
        asks, (first, last) = len(self.by_now), (of_hundred(self.by_now[at]) for at in (0, -1))
        flat = (
            f"the next ask is a yes for about {of_hundred(self.chance)} of 100, however many "
            "no's came before"
        )
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
    """People who each make so many asks with the same chance (0 to 1) of a yes; another seed is
    another thousand.

    >>> closer(1.0, asks=2).next
    (1.0, None)
    """
    if not (0 <= chance <= 1 and asks > 0 and people > 0):
        raise ValueError(
            "a chance lies between 0 and 1, and it takes at least one ask and one person"
        )
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
