"""How long until an answer: Kaplan-Meier, so that an ask that still waits stays in the picture.

Source: E. L. Kaplan and P. Meier, JASA 53 (1958), 457-481. Ranges come from Greenwood's formula on the log-log scale,
which stays between 0 and 1 (as in lifelines; the plain scale of statsmodels does not).
"""

from dataclasses import dataclass
from datetime import date
from math import erfc, sqrt
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd

from workshop.analysis.counts import ENOUGH
from workshop.analysis.fields import labels, said
from workshop.analysis.interval import Range
from workshop.analysis.ties import Bools, Floats
from workshop.analysis.way import reached
from workshop.analysis.words import Told, of_hundred
from workshop.text import plural


@dataclass(frozen=True)
class StillOpen:
    """An open ask after so many days; of the closed ones that had waited longer, how many were answered after that."""

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
    """The share `unanswered` (`low` to `high`) after each of `days`, and the `median` days until half are answered.

    `within` is the day by which 9 of 10 answers had come, from ten answers on: a person's own horizon can start there.
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
        return Range(0.0) if at < 0 else Range(1 - self.unanswered[at], 1 - self.high[at], 1 - self.low[at])

    @property
    def lines(self) -> list[str]:
        """How long answers take, and how many asks lack the dates to say so."""
        told = f"{plural(self.asks, 'ask')}, {plural(self.answered, 'dated answer')}"
        if self.answered < ENOUGH:
            none = "No waiting time is known yet" if self.undated or self.negative else "No asks yet"
            told = f"{told}: too few to say how long answers take" if self.asks else none
        elif self.median.value is None:
            share = of_hundred(self.answered_by(self.longest).value or 0)
            days = plural(self.longest, "day")
            told += f". When half are answered is not yet known: after {days}, {share} of 100 are"
        else:
            high = "or more" if self.median.high is None else f"to {self.median.high:.0f}"
            half = plural(int(self.median.value), "day")
            told += f". Half of all asks are answered within {half} ({self.median.low or 0:.0f} {high})"
        left = ((self.undated, "without a known date"), (self.negative, "answered before it was asked"))
        most = f"Of the answers that came, 9 of 10 took {plural(self.within or 0, 'day')} at most."
        return [
            f"{told}.",
            *[most] * (self.within is not None),
            *(f"{plural(count, 'ask')} {why}: left out." for count, why in left if count),
        ]


@dataclass(frozen=True)
class TwoWaits:
    """The waiting times of two groups, and the log-rank test between them."""

    names: tuple[str, str]
    waits: tuple[Waiting, Waiting]
    statistic: float
    p: float

    @property
    def sentence(self) -> str:
        """Both groups, and how often luck alone would part them so far."""
        each = zip(self.names, self.waits, strict=True)
        both = " ".join(f"{name[:1].upper()}{name[1:]}: {wait.sentence}" for name, wait in each)
        return f"{both} Luck alone parts two groups as far in {of_hundred(self.p)} of 100 logs."


def waiting(asks: pd.DataFrame, steps: pd.DataFrame, as_of: date) -> Waiting:
    """Days from each ask to its first answer; open and silent asks end at `as_of`, withdrawn ones where they were."""
    days, answered = _times(asks, steps, as_of)
    known, right = ~np.isnan(days), days >= 0
    numbers, outcomes, days, answered = asks["number"][right], asks["outcome"][right], days[right], answered[right]
    closed, waits = answered | (outcomes == "silence").to_numpy(), ~answered & (outcomes == "waiting").to_numpy()
    longer, later = (_above(days[of], days[waits]) for of in (closed, answered))
    rows = zip(numbers[waits].tolist(), days[waits].astype(int).tolist(), longer, later, strict=True)
    still = tuple(StillOpen(*row) for row in rows)
    at, *lines = kaplan_meier(days, answered)
    left, events = (int((~known).sum()), int((known & ~right).sum())), int(answered.sum())
    share, low, high = (tuple(line.tolist()) for line in lines)
    half = Range(*(_half(at, line) for line in lines)) if events >= ENOUGH else Range()
    within = int(np.quantile(days[answered], 0.9, method="inverted_cdf")) if events >= 10 else None
    when, last = tuple(int(day) for day in at), int(days.max(initial=0))
    return Waiting(len(days), events, left[0], left[1], when, share, low, high, half, within, last, still)


def two_waits(asks: pd.DataFrame, steps: pd.DataFrame, as_of: date, field: str, first: str, second: str) -> TwoWaits:
    """The waiting times of two values of a field, compared by the log-rank test."""
    parts = [asks[labels(asks, field) == value] for value in (first, second)]
    times = [(days[days >= 0], answered[days >= 0]) for days, answered in (_times(x, steps, as_of) for x in parts)]
    waits = (waiting(parts[0], steps, as_of), waiting(parts[1], steps, as_of))
    return TwoWaits((said(field, first), said(field, second)), waits, *log_rank(*times[0], *times[1]))


def kaplan_meier(days: Floats, answered: Bools) -> tuple[Floats, Floats, Floats, Floats]:
    """Each day with an answer, the share still unanswered after it, and the low and high end of its 95 % range."""
    at, events, risk = _at_risk(days, answered)
    share = np.cumprod(1 - events / risk)
    low, high, left = np.zeros(len(at)), np.ones(len(at)), share > 0
    spread = np.sqrt(np.cumsum(events[left] / (risk[left] * (risk[left] - events[left])))) / np.log(share[left])
    z = NormalDist().inv_cdf(0.975)
    low[left], high[left] = (share[left] ** np.exp(side * z * spread) for side in (-1, 1))
    # With nobody left there is no spread: the high end stays where it was.
    return at, share, low, np.where(left, high, high[left][-1] if left.any() else 1.0)


def log_rank(days: Floats, answered: Bools, other_days: Floats, other_answered: Bools) -> tuple[float, float]:
    """The log-rank statistic between two groups and its p (chi-square, one degree of freedom); 0 and 1 where equal.

    >>> log_rank(np.array([1.0, 2.0]), np.array([True, True]), np.array([1.0, 2.0]), np.array([True, True]))
    (0.0, 1.0)
    """
    at, events, risk = _at_risk(np.concatenate([days, other_days]), np.concatenate([answered, other_answered]))
    mine = (len(days) - np.searchsorted(np.sort(days), at)) / risk
    seen = np.bincount(np.searchsorted(at, days[answered]), minlength=len(at))
    spread = float((events * mine * (1 - mine) * (risk - events) / np.maximum(risk - 1, 1)).sum())
    statistic = float((seen - events * mine).sum()) ** 2 / spread if spread > 0 else 0.0
    return statistic, erfc(sqrt(statistic / 2))


def _times(asks: pd.DataFrame, steps: pd.DataFrame, as_of: date) -> tuple[Floats, Bools]:
    """For each ask the days that it waited (nan: a date is unknown), and whether an answer ended them."""
    answered = reached(asks, steps)["answered"]
    back = steps[(steps["what"] == "noted") & (steps["outcome"] == "withdrawn")].groupby("number")["on"].last()
    end = asks["answered_on"].where(answered, pd.Timestamp(as_of))
    end = end.mask(~answered & (asks["outcome"] == "withdrawn"), back.reindex(asks["number"]).to_numpy())
    return np.asarray((end - asks["asked_on"]).dt.days, dtype=np.float64), np.asarray(answered, dtype=np.bool_)


def _at_risk(days: Floats, answered: Bools) -> tuple[Floats, Any, Any]:
    """The days with an answer, the answers on each, and the asks that still waited when it came."""
    at, events = np.unique(days[answered], return_counts=True)
    return at, events, len(days) - np.searchsorted(np.sort(days), at)


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
