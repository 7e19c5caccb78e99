"""Counts, which every other number stands beside, and how sure a rate of them is.

The range of a rate is the Wilson interval, which behaves for few asks and for none or all of them.
Averaged over chances it holds the truth in about 95 of 100 logs at every size (docs/statistics.md
has the table). Closed form: no scipy. Source: E. B. Wilson, Journal of the American Statistical
Association 22 (1927), 209-212.
"""

from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from statistics import NormalDist

import pandas as pd

from workshop.analysis.words import rough
from workshop.text import plural
from workshop.vocabulary import ANSWERED, CLOSED, NOS, OUTCOMES, YESES

ENOUGH = 5
"""Answered asks below which only counts are told (design: under five answers, no rate and no
range).
"""


@dataclass(frozen=True)
class Counts:
    """How many asks stand where: `outcomes` has one count for each outcome, in the glossary's
    order. `yes` counts those that fell through too, `no` is of every shade, `silent` are asks that
    nobody answered within the person's own horizon.
    """

    asks: int
    yes: int
    no: int
    answered: int
    closed: int
    outcomes: dict[str, int]
    open: int
    silent: int
    withdrawn: int

    @property
    def yes_words(self) -> str:
        """The yeses in words, with those that fell through always beside."""
        fell = self.outcomes["fell_through"]
        if not fell:
            return f"{self.yes:,} yes"
        return (
            f"{self.yes:,} yes, {'which' if fell == self.yes == 1 else f'{fell:,} of which'} "
            "fell through"
        )

    @cached_property
    def words(self) -> str:
        """The counts in words, without a full stop; outcomes that did not occur are not named."""
        if not self.asks:
            return "No asks yet"
        parts = [
            (self.yes, self.yes_words),
            (self.no, f"{self.no:,} no"),
            (self.silent, f"{self.silent:,} silent"),
        ]
        parts += [
            (self.open, f"{self.open:,} waiting"),
            (self.withdrawn, f"{self.withdrawn:,} withdrawn"),
        ]
        return f"{plural(self.asks, 'ask')}: " + ", ".join(words for count, words in parts if count)

    @property
    def sentence(self) -> str:
        """The counts as one sentence, which is also the alternative text of the board."""
        return f"{self.words}."


def counts(table: pd.DataFrame) -> Counts:
    """The counts of a table of asks.

    >>> outcomes = ["yes", "fell_through", "no_final", "silence", "waiting"]
    >>> counts(pd.DataFrame({"outcome": outcomes})).sentence
    '5 asks: 2 yes, 1 of which fell through, 1 no, 1 silent, 1 waiting.'
    """
    return count_outcomes(table["outcome"])


def count_outcomes(outcomes: "pd.Series[str]") -> Counts:
    """The counts of one column of outcomes."""
    found = outcomes.value_counts()
    each = {code: int(found.get(code, 0)) for code in OUTCOMES}
    yes, no, answered, closed = (
        sum(each[code] for code in codes) for codes in (YESES, NOS, ANSWERED, CLOSED)
    )
    rest = (each["waiting"], each["silence"], each["withdrawn"])
    return Counts(len(outcomes), yes, no, answered, closed, each, *rest)


@dataclass(frozen=True)
class Range:
    """A value with the range that holds the truth in about 95 of 100 logs; None is not known,
    or open above.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def words(self) -> str:
        """The value with its range, in the shortest words.

        >>> Range(4.5, 1.096, 18.46).words, Range(None, 2.1, None).words
        ('4.5 (1.1 to 18)', '2.1 or more')
        """
        low = rough(self.low or 0)
        return (
            f"{low} or more"
            if self.high is None
            else f"{rough(self.value or 0)} ({low} to {rough(self.high)})"
        )


def wilson(hits: int, asks: int, sure: float = 0.95) -> Range:
    """The share `hits / asks` with its Wilson range, clipped to 0..1; nothing is known of no asks.

    Raises ValueError where there are more hits than asks.

    >>> found = wilson(81, 263)
    >>> round(found.low, 4), round(found.high, 4)
    (0.2553, 0.3662)
    >>> wilson(0, 20).low, round(wilson(0, 20).high, 4)
    (0.0, 0.1611)
    """
    if not 0 <= hits <= asks:
        raise ValueError(f"{hits} of {asks} is no share")
    if asks == 0:
        return Range()
    z = NormalDist().inv_cdf((1 + sure) / 2)
    rate, weight = hits / asks, z * z / asks
    centre = (rate + weight / 2) / (1 + weight)
    half = z / (1 + weight) * sqrt(rate * (1 - rate) / asks + weight / (4 * asks))
    # Where nothing or everything hit, rounding must not leave 1e-17 behind: turned over, that would
    # be 1e17 no's.
    low = 0.0 if hits == 0 else max(0.0, centre - half)
    high = 1.0 if hits == asks else min(1.0, centre + half)
    return Range(rate, low, high)


def against(hits: int, asks: int) -> Range:
    """Misses for each hit, with the Wilson range turned over: unknown and open above while nothing
    hit.

    >>> found = against(3, 12)
    >>> found.value, round(found.low, 2), round(found.high, 2), against(0, 9).high
    (3.0, 0.88, 10.24, None)
    """
    share = wilson(hits, asks)
    low, high = (None if not end else (1 - end) / end for end in (share.high, share.low))
    return Range((asks - hits) / hits if hits else None, low, high)
