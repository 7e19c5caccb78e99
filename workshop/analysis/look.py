"""How a log is looked at: on which day, with whose horizons, and by which own field an organisation is known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workshop.vocabulary import CLOSED, HORIZON_DAYS


@dataclass(frozen=True)
class Look:
    """`as_of`: the day (None: no day is known); `horizons`: days by kind; `organisation`: the field that was chosen."""

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
        """The horizon of each ask."""
        kinds = asks["kind"] if "kind" in asks else pd.Series([None] * len(asks), dtype=object)
        return np.array([self.horizon(kind if isinstance(kind, str) else None) for kind in kinds], dtype=np.float64)

    def waited(self, asks: pd.DataFrame) -> NDArray[np.float64]:
        """Days from each ask to the day of the look; nan where one of the two is unknown."""
        if self.as_of is None or "asked_on" not in asks:
            return np.full(len(asks), np.nan)
        return days_between(asks["asked_on"], np.datetime64(self.as_of))

    def ripe(self, asks: pd.DataFrame) -> NDArray[np.bool_]:
        """Which asks had their time: their horizon has passed; without a known day, those that are closed.

        >>> asks = pd.DataFrame({"asked_on": pd.to_datetime(["2026-03-02", "2026-03-10"]), "outcome": "yes"})
        >>> Look(date(2026, 3, 16)).ripe(asks).tolist()
        [True, False]
        """
        waited, outcome = self.waited(asks), asks["outcome"]
        had_its_time = np.where(np.isnan(waited), outcome.isin(CLOSED), waited >= self.days(asks))
        return np.asarray(had_its_time & (outcome != "withdrawn").to_numpy(), dtype=np.bool_)


def days_between(first: Any, last: Any) -> NDArray[np.float64]:
    """Days from one column of dates to another, or to one day; nan where either is unknown.

    >>> days_between(pd.to_datetime(pd.Series(["2026-03-02", None])), np.datetime64("2026-03-09")).tolist()
    [7.0, nan]
    """
    start, end = (np.asarray(column, dtype="datetime64[D]") for column in (first, last))
    return np.where(np.isnat(start) | np.isnat(end), np.nan, (end - start).astype(np.float64))


NO_DAY = Look()
"""A look at a table of which no day is known: what is closed had its time."""
