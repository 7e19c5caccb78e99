"""Did following up bring an answer? Each ask that was followed up, beside one that was not.

Only who waits is followed up, and the longer the likelier: beside the asks that never were, those
followed up would hear less where following up does nothing. So each stands beside one that had
waited as many days by then, and what the two hear from the next day on is looked at: of the day
itself nobody knows which came first. Where following up does nothing, either is as likely to be
first.
Source: Y. P. Li, K. J. Propert, P. R. Rosenbaum, Balanced Risk Set Matching, Journal of the
American Statistical Association 96 (2001), 870-882.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd

from workshop.analysis.counts import ENOUGH, wilson
from workshop.analysis.look import Look, days_between
from workshop.analysis.rows import Row, Rows, row
from workshop.analysis.splits import days_to, days_to_first
from workshop.analysis.ties import Floats
from workshop.text import plural

NEVER = np.inf
WAITED = {1: "A first follow-up", 2: "A second one"}
"""The follow-ups that are looked at, and what each is called."""
NAMES = ("Followed up, and heard first", "Not followed up, and heard first")


@dataclass(frozen=True)
class _Times:
    """Days from each ask to what happened to it (`NEVER`: it has not): when it `heard`, when each
    of its follow-ups was, until when it is known, and when it was called silent. One of which a day
    is unknown is known until before it was asked.
    """

    heard: Floats
    nudges: tuple[Floats, ...]
    known: Floats
    silent: Floats


def followed_up(asks: pd.DataFrame, steps: pd.DataFrame, look: Look) -> Rows:
    """Pairs of asks that had waited as long with nothing heard, of which one was followed up: which
    of the two heard first, an answer or a further stage, and where those stand that did.
    """
    times = _times(asks, steps, look)
    asked = days_between(np.datetime64("1970-01-01"), asks["asked_on"])
    window = int(look.days(asks).max(initial=0))
    rows: list[Row] = []
    said: list[str] = []
    for nth, under in WAITED.items():
        pairs = list(_pairs(asked, times, nth))
        first = np.array([_first(times, nth, pair, window) for pair in pairs])
        won = [[pair[who] for pair in np.array(pairs)[first == who]] for who in (0, 1) if pairs]
        for name, places in zip(NAMES, won, strict=False):
            rows.append(
                row(name, asks.iloc[places], f"of {plural(len(pairs), 'pair')}", under=under)
            )
        said += _words(under, len(pairs), *map(len, won)) if pairs else []
        said += _left(under, times.heard, times.nudges[nth], len(pairs))
    if not said:
        return Rows((), ("No follow-up with a day is logged yet, before something was heard.",))
    how = f"A pair is looked at for {plural(window, 'day')}, or until either is followed up next."
    why = "An association: whoever is followed up may differ in other ways."
    return Rows(tuple(rows), (*said, *[how, why] * bool(rows)))


def _left(under: str, heard: Floats, nudged: Floats, pairs: int) -> list[str]:
    """How many that were followed up are in no pair, and why."""
    at_once = int(((heard == nudged) & (nudged < NEVER)).sum())
    alone = int((nudged < NEVER).sum()) - at_once - pairs
    told = f"{under}: {plural(at_once, 'ask')} heard on that very day, and may have by it; no pair."
    none = f"{under}: {plural(alone, 'ask')} had none beside that had waited as long; left out."
    return [*[told] * bool(at_once), *[none] * bool(alone)]


def _words(under: str, pairs: int, mine: int, others: int) -> list[str]:
    """Which of the pairs heard first, and what that is worth."""
    told = f"{under}, beside an ask that had waited as long without: of {plural(pairs, 'pair')} "
    told += f"the one followed up heard first in {mine:,}, the other in {others:,}, "
    told += f"neither in {pairs - mine - others:,}."
    decided = mine + others
    if decided < ENOUGH:
        return [told, f"What that is worth is told from {ENOUGH} on in which one heard first."]
    share = wilson(mine, decided)
    low, high = (f"{100 * (end or 0):.0f}" for end in (share.low, share.high))
    even = "If following up did nothing, it would be half of them;"
    return [told, f"{even} {decided:,} can't say it more exactly than {low} to {high} of 100."]


def _times(asks: pd.DataFrame, steps: pd.DataFrame, look: Look) -> _Times:
    heard = np.fmin(*(days_to(asks, steps, of) for of in ("answered", "advanced")))
    back, silent = (
        days_to_first(asks, steps[(steps["what"] == "noted") & (steps["outcome"] == code)])
        for code in ("withdrawn", "silence")
    )
    back = np.where((asks["outcome"] == "withdrawn") & np.isnan(back), -NEVER, back)
    nudges = _nudges(steps)
    days = [days_to_first(asks, nudges[nudges["nth"] == nth]) for nth in (1, 2, 3)]
    known = np.fmin(look.waited(asks), back)
    no_day = np.isneginf([heard, *days]).any(axis=0) | (heard < 0) | np.isnan(look.waited(asks))
    return _Times(
        np.where(np.isnan(heard), NEVER, heard),
        (np.full(len(asks), -1.0), *(np.where(np.isfinite(each), each, NEVER) for each in days)),
        np.where(no_day, -1.0, known),
        np.where(np.isnan(silent), NEVER, silent),
    )


def _nudges(steps: pd.DataFrame) -> pd.DataFrame:
    """The follow-ups of each ask before it heard anything, numbered; two of one day are one."""
    is_heard = steps["what"].isin(("answered", "advanced"))
    before = is_heard.groupby(steps["number"]).cumsum() == 0
    found = steps[before & (steps["what"] == "followed_up")].drop_duplicates(["number", "on"])
    return found.assign(nth=found.groupby("number").cumcount() + 1)


def _pairs(asked: Floats, times: _Times, nth: int) -> Iterator[tuple[int, int]]:
    """Each ask that was followed up with the one asked nearest in time that had waited as long, and
    had one follow-up less. Day by day of the wait, so that who is beside whom never depends on what
    came later.
    """
    now, before, used = times.nudges[nth], times.nudges[nth - 1], np.zeros(len(asked), bool)
    waits = (now >= 0) & (now < times.heard) & (now <= times.known)
    for day, quiet in product(np.unique(now[waits]), (False, True)):
        alike = (times.silent < day) == quiet
        free = (before < day) & (now > day) & (times.heard > day) & (times.known >= day)
        others = np.flatnonzero(free & alike & ~used)
        left = asked[others]
        for case in np.flatnonzero(waits & (now == day) & alike)[: len(others)]:
            nearest = np.abs(left - asked[case]).argmin()
            left[nearest], used[others[nearest]] = NEVER, True
            yield int(case), int(others[nearest])


def _first(times: _Times, nth: int, pair: tuple[int, int], window: int) -> int:
    """Which of a pair heard first, 0 or 1; -1: neither, before either was followed up next."""
    one, other = pair
    day = times.nudges[nth][one]
    next_ = min(times.nudges[nth + 1][one], times.nudges[nth][other]) - 1
    last = min(day + window, next_, *times.known[[one, other]])
    first, second = times.heard[[one, other]]
    if first == second or min(first, second) > last:
        return -1
    return 0 if first < second else 1
