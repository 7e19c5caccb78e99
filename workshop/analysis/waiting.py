"""How long until an answer: Kaplan-Meier, so that an ask that still waits stays in the picture.

Source: E. L. Kaplan and P. Meier, JASA 53 (1958), 457-481. Ranges come from Greenwood's formula on
the log-log scale, which stays between 0 and 1 (as in lifelines; the plain scale of statsmodels does
not).
"""

from dataclasses import dataclass
from datetime import date
from statistics import NormalDist

import numpy as np
import pandas as pd

from workshop.analysis.counts import ENOUGH, Range
from workshop.analysis.ties import Bools, Floats
from workshop.analysis.ways import reached
from workshop.analysis.words import Told, of_hundred
from workshop.text import plural


@dataclass(frozen=True)
class StillOpen:
    """An open ask after so many days; of the closed ones that had waited longer, how many were
    answered after that.
    """

    number: int
    days: int
    longer: int
    answered: int

    @property
    def sentence(self) -> str:
        """What became of asks that waited as long; it says nothing about this one."""
        waited = f"Ask {self.number} has waited {plural(self.days, 'day')}"
        if not self.longer:
            return f"{waited}; none of your closed asks had waited longer."
        closed = plural(self.longer, "closed ask")
        return f"{waited}. Of {closed} that had waited longer, {self.answered} got an answer."


@dataclass(frozen=True)
class Waiting(Told):
    """The share `unanswered` (`low` to `high`) after each of `days`, and the `median` days until
    half are answered.

    `within` is the day by which 9 of 10 answers had come, from ten answers on: a person's own
    horizon can start there.
    """

    asks: int
    answered: int
    undated: int
    negative: int
    days: tuple[int, ...]
    unanswered: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    median: Range
    within: int | None
    longest: int
    open: tuple[StillOpen, ...]

    def answered_by(self, day: int) -> Range:
        """The share answered by a day, with its range; after the last answer it stays as it is."""
        at = int(np.searchsorted(self.days, day, side="right")) - 1
        return (
            Range(0.0)
            if at < 0
            else Range(1 - self.unanswered[at], 1 - self.high[at], 1 - self.low[at])
        )

    @property
    def lines(self) -> list[str]:
        """How long answers take, and how many asks lack the dates to say so."""
        told = f"{plural(self.asks, 'ask')}, {plural(self.answered, 'dated answer')}"
        if self.answered < ENOUGH:
            none = (
                "No waiting time is known yet" if self.undated or self.negative else "No asks yet"
            )
            told = f"{told}: too few to say how long answers take" if self.asks else none
        elif self.median.value is None:
            share = of_hundred(self.answered_by(self.longest).value or 0)
            days = plural(self.longest, "day")
            told += f". When half are answered is not yet known: after {days}, {share} of 100 are"
        else:
            high = "or more" if self.median.high is None else f"to {self.median.high:.0f}"
            half = plural(int(self.median.value), "day")
            told += (
                f". Half of all asks are answered within {half} ({self.median.low or 0:.0f} {high})"
            )
        left = (
            (self.undated, "without a known date"),
            (self.negative, "answered before it was asked"),
        )
        most = f"Of the answers that came, 9 of 10 took {plural(self.within or 0, 'day')} at most."
        return [
            f"{told}.",
            *[most] * (self.within is not None),
            *(f"{plural(count, 'ask')} {why}: left out." for count, why in left if count),
        ]


def waiting(asks: pd.DataFrame, steps: pd.DataFrame, as_of: date) -> Waiting:
    """Days from each ask to its first answer; open and silent asks end at `as_of`, withdrawn
    ones where they were.
    """
    days, answered = _times(asks, steps, as_of)
    known, right = ~np.isnan(days), days >= 0
    numbers, outcomes, days, answered = (
        asks["number"][right],
        asks["outcome"][right],
        days[right],
        answered[right],
    )
    closed, waits = (
        answered | (outcomes == "silence").to_numpy(),
        ~answered & (outcomes == "waiting").to_numpy(),
    )
    longer, later = (_above(days[of], days[waits]) for of in (closed, answered))
    rows = zip(
        numbers[waits].tolist(), days[waits].astype(int).tolist(), longer, later, strict=True
    )
    still = tuple(StillOpen(*row) for row in rows)
    at, *lines = kaplan_meier(days, answered)
    left, events = (int((~known).sum()), int((known & ~right).sum())), int(answered.sum())
    share, low, high = (tuple(line.tolist()) for line in lines)
    half = Range(*(_half(at, line) for line in lines)) if events >= ENOUGH else Range()
    within = int(np.quantile(days[answered], 0.9, method="inverted_cdf")) if events >= 10 else None
    when, last = tuple(int(day) for day in at), int(days.max(initial=0))
    return Waiting(
        len(days), events, left[0], left[1], when, share, low, high, half, within, last, still
    )


def kaplan_meier(days: Floats, answered: Bools) -> tuple[Floats, Floats, Floats, Floats]:
    """Each day with an answer, the share still unanswered after it, and the low and high end of
    its 95 % range.
    """
    at, events = np.unique(days[answered], return_counts=True)
    risk = len(days) - np.searchsorted(np.sort(days), at)  # who still waited when an answer came
    share: Floats = np.cumprod(1 - events / risk, dtype=np.float64)
    low, high, left = np.zeros(len(at)), np.ones(len(at)), share > 0
    spread = np.sqrt(np.cumsum(events[left] / (risk[left] * (risk[left] - events[left])))) / np.log(
        share[left]
    )
    z = NormalDist().inv_cdf(0.975)
    low[left], high[left] = (share[left] ** np.exp(side * z * spread) for side in (-1, 1))
    # With nobody left there is no spread: the high end stays where it was.
    return at, share, low, np.where(left, high, high[left][-1] if left.any() else 1.0)


def _times(asks: pd.DataFrame, steps: pd.DataFrame, as_of: date) -> tuple[Floats, Bools]:
    """For each ask the days that it waited (nan: a date is unknown), and whether an answer
    ended them.
    """
    answered = reached(asks, steps)["answered"]
    back = (
        steps[(steps["what"] == "noted") & (steps["outcome"] == "withdrawn")]
        .groupby("number")["on"]
        .last()
    )
    end = asks["answered_on"].where(answered, pd.Timestamp(as_of))
    end = end.mask(
        ~answered & (asks["outcome"] == "withdrawn"), back.reindex(asks["number"]).to_numpy()
    )
    return np.asarray((end - asks["asked_on"]).dt.days, dtype=np.float64), np.asarray(
        answered, dtype=np.bool_
    )


def _above(days: Floats, than: Floats) -> list[int]:
    """For each of the second, how many of the first are larger.

    >>> _above(np.array([1.0, 5.0, 5.0]), np.array([0.0, 1.0, 5.0]))
    [3, 2, 0]
    """
    return list((len(days) - np.searchsorted(np.sort(days), than, side="right")).tolist())


def _half(days: Floats, share: Floats) -> float | None:
    """The first day at which a share is down to a half; a half that rounding lifted is a half."""
    down = days[share <= 0.5 + 1e-12]
    return float(down[0]) if len(down) else None
