"""What is compared: asks that all had the same time, and for each field its groups, with which luck
can be tried.

A recent ask is closed only by an answer, so patterns look at a window of days.
"""

from dataclasses import dataclass
from math import log

import numpy as np
import pandas as pd

from workshop.analysis.counts import ENOUGH
from workshop.analysis.fields import fields, labels
from workshop.analysis.look import Look, days_between, organisation_field, organisations
from workshop.analysis.luck import SURE
from workshop.analysis.ties import Bools, Floats, Ties, ties
from workshop.analysis.ways import reached
from workshop.text import plural
from workshop.vocabulary import ANSWERED, OF_YES, YESES

TARGETS = ("answered", "advanced", "yes")


@dataclass(frozen=True)
class SameTime:
    """The `asks` compared, and for each target the `hits` that came within `window` days of the ask
    (None: no days).

    `recent` asks had less time, `undated` ones have no known day: both left out. `loose` asks hit
    on an unknown day.
    """

    asks: pd.DataFrame
    hits: dict[str, Bools]
    window: int | None
    recent: int
    undated: int
    loose: int

    @property
    def left(self) -> list[str]:
        """What was left out, and what counts without its day."""
        told = [(self.recent, "had less time"), (self.undated, "without a known day")]
        out = [f"{plural(count, 'ask')} {why}: left out." for count, why in told if count]
        hits = (
            f"{plural(self.loose, 'ask')} got there on an unknown day, and "
            f"{'counts' if self.loose == 1 else 'count'}"
        )
        apart = f"{hits} as in time; luck is shuffled within each fortnight."
        return [*out, *[apart] * bool(self.loose and self.window)]


def same_time(asks: pd.DataFrame, steps: pd.DataFrame, look: Look) -> SameTime:
    """The asks with a known day at least the longest horizon of the log ago, and what came to each
    by then.

    Where no ask has a day and none waits, all are compared. One that was withdrawn within the
    window is in none.
    """
    waited, taken_back = look.waited(asks), (asks["outcome"] == "withdrawn").to_numpy()
    if np.isnan(waited).all():
        found = asks[~taken_back & ~(asks["outcome"] == "waiting").any()]
        hits = {of: reached(found, steps)[of].to_numpy() for of in TARGETS}
        return SameTime(found, hits, None, 0, len(asks) - len(found) - int(taken_back.sum()), 0)
    window = int(look.days(asks).max())
    days = {of: days_to(asks, steps, of) for of in TARGETS}
    back = days_to_first(
        asks, steps[(steps["what"] == "noted") & (steps["outcome"] == "withdrawn")]
    )
    in_time = (waited >= window) & ~(
        taken_back & ~(back > window)
    )  # an unknown day counts as within
    hits = {of: (came <= window)[in_time] for of, came in days.items()}
    loose = sum(np.isneginf(came)[in_time] for came in days.values()) > 0
    recent, undated = ((~taken_back & where).sum() for where in (waited < window, np.isnan(waited)))
    return SameTime(asks[in_time], hits, window, int(recent), int(undated), int(np.sum(loose)))


def days_to(asks: pd.DataFrame, steps: pd.DataFrame, of: str) -> Floats:
    """Days until each ask reached a target: nan where it did not, -inf where the day is unknown."""
    what, by_yes = steps["what"], steps["what"].isin(OF_YES) | steps["outcome"].isin(YESES)
    by = {"answered": by_yes | (what == "answered"), "advanced": what == "advanced", "yes": by_yes}[
        of
    ]
    came = days_to_first(asks, steps[by])
    if of == "advanced":
        return came
    stands = asks["outcome"].isin(ANSWERED if of == "answered" else YESES).to_numpy()
    told = days_between(asks["asked_on"], asks["answered_on"])
    by_table = np.where(
        np.isnan(told), -np.inf, told
    )  # a table may say where an ask stands without a step
    return np.where(np.isnan(came) & stands, by_table, came)


def days_to_first(asks: pd.DataFrame, steps: pd.DataFrame) -> Floats:
    """Days from each ask to the first of these steps: nan where there is none, -inf where one
    has no day.
    """
    first = np.full(len(asks), np.nan)
    if not len(steps):
        return first
    place = pd.Index(asks["number"]).get_indexer(pd.Index(steps["number"]))
    days = days_between(asks["asked_on"].iloc[place], pd.to_datetime(steps["on"]))
    here = place >= 0
    np.fmin.at(first, place[here], np.where(np.isnan(days), -np.inf, days)[here])
    return first


SPAN = 14
"""Days within which asks are shuffled where answers have no day."""


@dataclass(frozen=True)
class Split:
    """The groups of one field, a row each: their `values`, who is in them; `given`: who gave a
    value at all.

    `between`: the groups that take or leave each organisation whole. `single`: those that are one
    organisation, or all but one. `tried`: those that are compared; where `few`, some are made up of
    too few organisations for that. `units` are the organisations of those who gave a value, where
    asks hang together, else the asks.
    """

    by: str
    values: list[str]
    groups: Bools
    given: Bools
    between: Bools
    tried: Bools
    single: Bools
    few: bool
    units: int

    @property
    def asks(self) -> Floats:
        """How many asks are in each group."""
        return np.asarray(self.groups.sum(axis=1), dtype=np.float64)


def splits(asks: pd.DataFrame, tied: Ties, look: Look) -> list[Split]:
    """Every field with two groups or more, but the one that says who was asked."""
    who = organisation_field(asks, look.organisation)
    told = [
        field
        for field in fields(asks)
        if field == "weekday" or (field != who and asks[field].notna().any())
    ]
    found = (_split(field, labels(asks, field), tied) for field in told)
    return [split for split in found if len(split.values) > 1]


def tied_by(asks: pd.DataFrame, look: Look, *, by_time: bool) -> Ties:
    """What may change places: asks of one organisation as a block, and with `by_time` nothing
    leaves its fortnight.

    Within a month those who were asked first had more time by weeks, so that fields which change
    with time were named in 7 of 100 logs of luck; within a fortnight in 5 to 6
    (docs/statistics.md).
    """
    ago = (asks["asked_on"].max() - asks["asked_on"]).dt.days // SPAN
    return ties(
        organisations(asks, look.organisation).tolist(),
        ago.astype(int).tolist() if by_time else None,
    )


def _split(by: str, label: "pd.Series[str]", tied: Ties) -> Split:
    codes, values = pd.factorize(label, sort=True)
    groups, given = codes == np.arange(len(values))[:, None], codes >= 0
    sizes = groups.sum(axis=1)
    large = np.minimum(sizes, given.sum() - sizes) >= ENOUGH
    between = np.array([tied.between(group) for group in groups], dtype=bool)
    many = np.array(
        [not tied.blocks or tied.ways(group) > log(1 / SURE) for group in groups], dtype=bool
    )
    single = np.array(
        [tied.is_block(group) or tied.is_block(given & ~group) for group in groups], dtype=bool
    )
    few = bool((large & between & ~many & ~single).any())
    return Split(
        by,
        values.tolist(),
        groups,
        given,
        between,
        large & many & ~single,
        single,
        few,
        tied.units(given),
    )
