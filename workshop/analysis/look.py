"""How a log is looked at: on which day, with whose horizons, by which own field an organisation is
known.

A recent ask is closed only by an answer, so what counts silence looks at the asks alone that had
their time. Asks of one organisation hang together, and luck moves them as one block.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workshop.analysis.counts import Counts, count_outcomes, wilson
from workshop.analysis.ties import Floats
from workshop.text import plural
from workshop.vocabulary import CLOSED, HORIZON_DAYS


@dataclass(frozen=True)
class Look:
    """`as_of`: the day (None: no day is known); `horizons`: days by kind; `organisation`: the
    field that was chosen.
    """

    as_of: date | None = None
    horizons: Mapping[str, int] = field(default_factory=dict)
    organisation: str | None = None

    def horizon(self, kind: str | None) -> int:
        """Days after which an ask of this kind may be called silence: the one place that knows.

        >>> Look(horizons={"job": 30}).horizon("job"), Look().horizon(None)
        (30, 14)
        """
        return self.horizons.get(kind or "", HORIZON_DAYS)

    def days(self, asks: pd.DataFrame) -> NDArray[np.float64]:
        """The horizon of each ask: the day by which they said they would answer, or its kind's.

        >>> asked, named = ["2026-03-02"] * 2, ["2026-04-01", None]
        >>> asks = pd.DataFrame({"asked_on": asked, "expected_on": named}).apply(pd.to_datetime)
        >>> Look().days(asks).tolist()
        [30.0, 14.0]
        """
        known = asks.reindex(columns=["kind", "asked_on", "expected_on"])
        usual = [self.horizon(kind if isinstance(kind, str) else None) for kind in known["kind"]]
        named = days_between(known["asked_on"], known["expected_on"])
        return np.where(np.isnan(named), np.array(usual, dtype=np.float64), named)

    def waited(self, asks: pd.DataFrame) -> NDArray[np.float64]:
        """Days from each ask to the day of the look; nan where one of the two is unknown."""
        return days_between(
            asks.reindex(columns=["asked_on"])["asked_on"],
            np.datetime64(self.as_of, "D"),  # a day that is not known has a unit too
        )

    def ripe(self, asks: pd.DataFrame) -> NDArray[np.bool_]:
        """Which asks had their time: their horizon has passed; without a known day, those that are
        closed.

        >>> days = pd.to_datetime(["2026-03-02", "2026-03-10"])
        >>> asks = pd.DataFrame({"asked_on": days, "outcome": "yes"})
        >>> Look(date(2026, 3, 16)).ripe(asks).tolist()
        [True, False]
        """
        waited, outcome = self.waited(asks), asks["outcome"]
        had_its_time = np.where(np.isnan(waited), outcome.isin(CLOSED), waited >= self.days(asks))
        return np.asarray(had_its_time & (outcome != "withdrawn").to_numpy(), dtype=np.bool_)


def days_between(first: Any, last: Any) -> NDArray[np.float64]:
    """Days from one column of dates to another, or to one day; nan where either is unknown.

    >>> asked = pd.to_datetime(pd.Series(["2026-03-02", None]))
    >>> days_between(asked, np.datetime64("2026-03-09")).tolist()
    [7.0, nan]
    """
    start, end = (np.asarray(column, dtype="datetime64[D]") for column in (first, last))
    return np.where(np.isnat(start) | np.isnat(end), np.nan, (end - start).astype(np.float64))


NO_DAY = Look()
"""A look at a table of which no day is known: what is closed had its time."""


NAMES = ("organisation", "organization", "company", "firm")
"""Own fields of these names say who was asked, where the person chose no other."""


def organisation_field(asks: pd.DataFrame, chosen: str | None = None) -> str | None:
    """The column that says who was asked: the field that was chosen, else an own one named so;
    None: the alias does.

    >>> organisation_field(pd.DataFrame({"extra.Company": ["Acme"]}))
    'extra.Company'
    """
    wanted = [folded(chosen)] if chosen else [*NAMES]
    own = {
        folded(name.removeprefix("extra.")): name
        for name in asks.columns
        if name.startswith("extra.")
    }
    given = (own[name] for name in wanted if name in own and asks[own[name]].notna().any())
    return next(given, None)


def organisations(asks: pd.DataFrame, chosen: str | None = None) -> "pd.Series[str]":
    """The organisation of each ask, folded; None where nobody said who.

    >>> asks = pd.DataFrame({"number": [1, 2, 3], "alias": ["Acme ", "acme", "ask 3"]})
    >>> organisations(asks).tolist()
    ['acme', 'acme', None]
    """
    field, number = organisation_field(asks, chosen), asks["number"].astype(str)
    alias = asks["alias"].where(
        asks["alias"] != "ask " + number, None
    )  # by its number is an ask called without one
    told = alias if field is None else asks[field].where(asks[field].notna(), alias)
    names = [(folded(name) or None) if isinstance(name, str) else None for name in told]
    return pd.Series(names, asks.index, dtype=object)


def folded(text: str) -> str:
    """A name without what differs by typing alone.

    >>> folded("  ACME  Ltd")
    'acme ltd'
    """
    return " ".join(text.casefold().split())


ENOUGH_DATED, LATE, DOUBT = 10, 0.10, 0.7
"""From so many dated answers on, and from this share of late ones, a horizon is said to be short.

An answer that will come late has not come yet, so the share is that among asks old enough to show
it (D. Lynden-Bell, MNRAS 155 (1971), 95-118). Where the middle `DOUBT` of its range reaches above a
tenth, it can't be told yet.
"""


@dataclass(frozen=True)
class Ripe:
    """`counts` of the ripe asks, those that still wait among the silent; `unclosed` are these,
    `unripe` the others, `dayless` those of them that wait since an unknown day.

    Of `dated` answers `late` came after the horizon of their kind, and `old` are to asks old enough
    to show it; `fits` is the horizon within which nine of ten come, where more than a tenth come
    late, unless that is in `doubt`.
    """

    counts: Counts
    unclosed: int = 0
    unripe: int = 0
    dayless: int = 0
    dated: int = 0
    late: int = 0
    fits: int | None = None
    old: int = 0
    doubt: bool = False

    @property
    def unclosed_words(self) -> list[str]:
        """How many of the silent the person has not called so."""
        return [f"{self.unclosed:,} of them you have not closed yourself."] * bool(self.unclosed)

    @property
    def unripe_words(self) -> list[str]:
        """How many asks are too recent for what counts silence, or wait since an unknown day."""
        recent = f"{plural(self.unripe - self.dayless, 'ask')} had less time: not counted here."
        dayless = f"{plural(self.dayless, 'open ask')} without a known day: not counted here."
        return [*[recent] * (self.unripe > self.dayless), *[dayless] * bool(self.dayless)]

    @property
    def beside(self) -> list[str]:
        """What stands beside a number of ripe asks: those that still wait among them, and those
        that are too recent.
        """
        silent = (
            f"{self.unclosed:,} of the {self.counts.silent:,} silent you have not closed yourself."
        )
        return [*[silent] * bool(self.unclosed), *self.unripe_words]

    @property
    def horizon_sentence(self) -> str:
        """That answers come later than the horizon allows, or that it can't be told yet; empty
        where it fits.
        """
        if self.fits is not None:
            late = f"{self.late:,} of {plural(self.dated, 'dated answer')} came after your horizon"
            return (
                f"{late}, so silence is counted too soon: {plural(self.fits, 'day')} would "
                "hold nine of ten."
            )
        if self.doubt:
            old = (
                f"of {plural(self.old, 'dated answer')} to asks old enough to show it, "
                f"{self.late:,} came later"
            )
            return f"Whether your horizon fits can't be told yet: {old}."
        return ""


def ripe(asks: pd.DataFrame, look: Look) -> Ripe:
    """The ripe asks of a table by their standing, and whether the horizon fits the answers.

    >>> days = pd.to_datetime(["2026-03-02", "2026-03-30"])
    >>> asks = pd.DataFrame({"asked_on": days, "outcome": "waiting"})
    >>> from datetime import date
    >>> found = ripe(asks, Look(date(2026, 4, 1)))
    >>> found.counts.words, found.unclosed, found.unripe
    ('1 ask: 1 silent', 1, 1)
    """
    waits = asks["outcome"] == "waiting"
    dayless = int((waits & asks["asked_on"].isna()).sum()) if "asked_on" in asks else 0
    return replace(
        standing(asks["outcome"], look.ripe(asks)), dayless=dayless, **_horizon(asks, look)
    )


def standing(outcomes: "pd.Series[str]", had_time: Any) -> Ripe:
    """The ripe asks of a column of outcomes; one that still waits counts as silent here, and
    nowhere else.
    """
    over = outcomes[had_time]
    unripe = len(outcomes) - len(over) - int((outcomes == "withdrawn").sum())
    return Ripe(
        count_outcomes(over.replace("waiting", "silence")), int((over == "waiting").sum()), unripe
    )


def _horizon(asks: pd.DataFrame, look: Look) -> dict[str, Any]:
    """The dated answers, those that came late, and the horizon that would fit where too many do."""
    if "answered_on" not in asks or "asked_on" not in asks:
        return {}
    took = days_between(asks["asked_on"], asks["answered_on"])
    known = (took >= 0) & ~np.isnan(look.waited(asks))
    took, age, horizon = took[known], look.waited(asks)[known], look.days(asks)[known]
    late, old = int((took > horizon).sum()), int((age > horizon).sum())
    parts = [(day, horizon == day) for day in np.unique(horizon)]
    share = sum(
        _later(took[of], age[of], day) * int((age[of] > day).sum()) for day, of in parts
    ) / max(old, 1)
    told = {"dated": len(took), "late": late, "old": old}
    if len(took) < ENOUGH_DATED:
        return told
    if late > LATE * len(took) or share > LATE:
        return told | {
            "fits": int(next(day for day in np.unique(took) if _later(took, age, day) <= LATE))
        }
    return told | {"doubt": not old or (wilson(round(share * old), old, DOUBT).high or 0) > LATE}


def _later(took: Floats, age: Floats, day: float) -> float:
    """The share of answers that come after a day, by those asks that are old enough to show it.

    >>> _later(np.array([1.0, 3.0, 20.0]), np.array([2.0, 40.0, 40.0]), 14)
    0.5
    """
    days = np.unique(took[took > day])
    return 1 - float(
        np.prod([1 - (took == at).sum() / ((took <= at) & (age >= at)).sum() for at in days])
    )
