"""Where a number lies on a card: a straight or a logarithmic scale in pixels, with round ticks."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10


@dataclass(frozen=True)
class Scale:
    """Numbers from `low` to `high` laid out between the pixels `start` and `end`; with `log`, by their size."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def __call__(self, value: float | None) -> float:
        """The pixel of a value; what lies outside, or is not known, stands at the nearer edge (unknown: the end).

        >>> Scale(0, 10, 100, 200)(5), Scale(1, 100, 0, 200, log=True)(10), Scale(1, 10, 0, 9)(None)
        (150.0, 100.0, 9)
        """
        if value is None or value >= self.high:
            return self.end
        if value <= self.low:
            return self.start
        share = log10(value / self.low) / log10(self.high / self.low) if self.log else None
        share = (value - self.low) / (self.high - self.low) if share is None else share
        return self.start + share * (self.end - self.start)

    @property
    def ticks(self) -> list[float]:
        """Round values on the scale, at most eight.

        >>> Scale(0.7, 70, 0, 1, log=True).ticks, Scale(0, 35, 0, 1).ticks
        ([1.0, 2.0, 5.0, 10.0, 20.0, 50.0], [0.0, 10.0, 20.0, 30.0])
        """
        if not self.log:
            step = round_up((self.high - self.low) / 5)
            return [step * n for n in range(ceil(self.low / step), floor(self.high / step + 1e-9) + 1)]
        powers = range(floor(log10(self.low)), ceil(log10(self.high)) + 1)
        for leads in ((1, 2, 5), (1, 3), (1,)):
            found = [lead * 10.0**power for power in powers for lead in leads]
            found = [value for value in found if self.low <= value <= self.high]
            if len(found) <= 8:
                break
        return found


def round_up(value: float) -> float:
    """The next 1, 2 or 5 times a power of ten.

    >>> round_up(3), round_up(70), round_up(0.12)
    (5.0, 100.0, 0.2)
    """
    power = 10.0 ** floor(log10(value)) if value > 0 else 1.0
    return next(lead * power for lead in (1, 2, 5, 10) if lead * power >= value * (1 - 1e-12))


def around(values: Iterable[float | None], start: float, end: float) -> Scale:
    """A logarithmic scale with room on both sides of the known values above 0."""
    known = [value for value in values if value] or [1.0]
    return Scale(min(*known, 1.0) / 1.5, max(*known, 10.0) * 1.35, start, end, log=True)
