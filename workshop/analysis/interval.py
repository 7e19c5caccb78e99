"""How sure a rate is: the Wilson interval, which behaves for few asks and for none or all of them.

Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212. Averaged over chances it
holds the truth in about 95 of 100 logs at every size (docs/statistics.md has the table). Closed form: no scipy.
"""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from workshop.analysis.words import rough


@dataclass(frozen=True)
class Range:
    """A value with the range that holds the truth in about 95 of 100 logs; None is not known, or open above."""

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
        return f"{low} or more" if self.high is None else f"{rough(self.value or 0)} ({low} to {rough(self.high)})"


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
    # Where nothing or everything hit, rounding must not leave 1e-17 behind: turned over, that would be 1e17 no's.
    low = 0.0 if hits == 0 else max(0.0, centre - half)
    high = 1.0 if hits == asks else min(1.0, centre + half)
    return Range(rate, low, high)


def against(hits: int, asks: int) -> Range:
    """Misses for each hit, with the Wilson range turned over: unknown and open above while nothing hit.

    >>> against(3, 12).value, round(against(3, 12).low, 2), round(against(3, 12).high, 2), against(0, 9).high
    (3.0, 0.88, 10.24, None)
    """
    share = wilson(hits, asks)
    low, high = (None if not end else (1 - end) / end for end in (share.high, share.low))
    return Range((asks - hits) / hits if hits else None, low, high)
