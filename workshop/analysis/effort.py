"""Effort: minutes by ask, days from a no to the next ask, and asks by week, with rest shown as rest."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from workshop.analysis.counts import ENOUGH
from workshop.analysis.words import Told, rough
from workshop.text import plural
from workshop.vocabulary import NOS, YESES


@dataclass(frozen=True)
class Minutes:
    """Minutes spent on those asks of a kind (None: not given) that have them; by yes only from five yeses."""

    kind: str | None
    asks: int
    by_ask: float
    by_yes: float | None


@dataclass(frozen=True)
class Effort(Told):
    """Minutes of all asks and by kind, days from each dated no to the next ask, and (Monday, asks) of every week."""

    minutes: Minutes | None
    by_kind: tuple[Minutes, ...]
    to_next: tuple[int, ...]
    weeks: tuple[tuple[date, int], ...]
    undated: int = 0

    @property
    def lines(self) -> list[str]:
        """What was spent and when, without a judgement on it."""
        weeks, rest = len(self.weeks), sum(count == 0 for _, count in self.weeks)
        asks = plural(sum(count for _, count in self.weeks), "dated ask")
        resting = f", {rest} of rest" if rest else ""
        told = [f"{asks} in {plural(weeks, 'week')}{resting}." if weeks else "No asks yet."][
            : 1 if weeks or not self.undated else 0
        ]
        told += [f"{plural(self.undated, 'ask')} without a known day: in no week."] * bool(self.undated)
        if self.to_next:
            days = float(np.median(self.to_next))
            soon = f"within {rough(days)} {'day' if days == 1 else 'days'}" if days else "on the same day"
            told.append(f"After a no, the next ask came {soon} in half of {plural(len(self.to_next), 'case')}.")
        if self.minutes:
            yes = f": {rough(self.minutes.by_yes)}" if self.minutes.by_yes else f", told from {ENOUGH} yes on"
            by_ask = f"{rough(self.minutes.by_ask)} ({plural(self.minutes.asks, 'ask')})"
            told.append(f"Minutes for each ask: {by_ask}; for each yes{yes}.")
        return told


def effort(asks: pd.DataFrame) -> Effort:
    """What the asks took, and their rhythm. A week begins on Monday; a no without a date is left out of the days."""
    timed = asks[asks["minutes"].notna()]
    by_kind = timed.groupby("kind", dropna=False)
    asked = np.sort(asks["asked_on"].dropna().to_numpy("datetime64[D]"))
    no = np.sort(asks["answered_on"][asks["outcome"].isin(NOS)].dropna().to_numpy("datetime64[D]"))
    no = no[no <= asked[-1]] if len(asked) else no[:0]
    to_next = (asked[np.searchsorted(asked, no)] - no).astype(int)
    to_thursday, day = np.timedelta64(3, "D"), np.timedelta64(1, "D")  # on which numpy's weeks begin
    monday = (asked + to_thursday).astype("datetime64[W]") - to_thursday
    weeks = np.arange(monday[0], monday[-1] + day, 7 * day) if len(asked) else monday
    counts = zip(weeks.tolist(), (int((monday == week).sum()) for week in weeks), strict=True)
    kinds = tuple(_minutes(part, None if pd.isna(kind) else str(kind)) for kind, part in by_kind)
    all_ = _minutes(timed, None) if len(timed) else None
    return Effort(all_, kinds, tuple(to_next.tolist()), tuple(counts), len(asks) - len(asked))


def _minutes(part: pd.DataFrame, kind: str | None) -> Minutes:
    spent, yes = float(part["minutes"].sum()), int(part["outcome"].isin(YESES).sum())
    return Minutes(kind, len(part), spent / len(part), spent / yes if yes >= ENOUGH else None)
