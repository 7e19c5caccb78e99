"""How a log is looked at: on which day, with whose horizons, and by which own field an organisation is known.

Asks of one organisation hang together, and luck moves them as one block.
"""

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


NAMES = ("organisation", "organization", "company", "firm")
"""Own fields of these names say who was asked, where the person chose no other."""


def organisation_field(asks: pd.DataFrame, chosen: str | None = None) -> str | None:
    """The column that says who was asked: the field that was chosen, else an own one named so; None: the alias does.

    >>> organisation_field(pd.DataFrame({"extra.Company": ["Acme"]}))
    'extra.Company'
    """
    wanted = [folded(chosen)] if chosen else [*NAMES]
    own = {folded(name.removeprefix("extra.")): name for name in asks.columns if name.startswith("extra.")}
    given = (own[name] for name in wanted if name in own and asks[own[name]].notna().any())
    return next(given, None)


def organisations(asks: pd.DataFrame, chosen: str | None = None) -> "pd.Series[str]":
    """The organisation of each ask, folded; None where nobody said who.

    >>> asks = pd.DataFrame({"number": [1, 2, 3], "alias": ["Acme ", "acme", "ask 3"]})
    >>> organisations(asks).tolist()
    ['acme', 'acme', None]
    """
    field, number = organisation_field(asks, chosen), asks["number"].astype(str)
    alias = asks["alias"].where(asks["alias"] != "ask " + number, None)  # by its number is an ask called without one
    told = alias if field is None else asks[field].where(asks[field].notna(), alias)
    names = [(folded(name) or None) if isinstance(name, str) else None for name in told]
    return pd.Series(names, asks.index, dtype=object)


def folded(text: str) -> str:
    """A name without what differs by typing alone.

    >>> folded("  ACME  Ltd")
    'acme ltd'
    """
    return " ".join(text.casefold().split())
