"""Where asks stop on their way, by the stages that their owner named."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from statistics import mean, median

import pandas as pd

from workshop.analysis.counts import Counts, count_outcomes
from workshop.analysis.look import days_between, folded
from workshop.analysis.words import Told
from workshop.text import listed, plural

FIRST, UNNAMED, OTHER = "Asked", "A stage further", "Other stages"
FEW, MOST = 4, 10
"""Up to so many stages are all told; with more, those that one ask alone came to stand together,
and so do those beyond the most frequent.
"""


@dataclass(frozen=True)
class Stage:
    """One stage: how many asks `came` to it, how many of them `went_on` to a later one, where those
    stand that did not (`ended`), and for how many days those have been here that still wait.
    """

    name: str
    came: int
    went_on: int
    ended: Counts
    here: tuple[int, ...]

    @property
    def stopped(self) -> int:
        """How many ended here without a yes: no's, silence, yeses that fell through."""
        return self.ended.closed - self.ended.outcomes["yes"]

    @property
    def sentence(self) -> str:
        """What became of the asks that came here."""
        told = [f"{self.went_on:,} went on"] * bool(self.went_on)
        told += [self.ended.words.partition(": ")[2]] * bool(self.ended.asks)
        since = f" ({self.waits})" if self.waits else ""
        return f"{self.name}, {plural(self.came, 'ask')}: {', '.join(told)}{since}."

    @property
    def waits(self) -> str:
        """For how long those have been here that still wait; empty where none does."""
        if not self.here:
            return ""
        long = plural(int(median(self.here)), "day")
        return f"here for {long}{', in the middle' if self.here[1:] else ''}"


@dataclass(frozen=True)
class Stages(Told):
    """The stages in the order in which asks pass them, the asking first; withdrawn asks are left
    out.
    """

    stages: tuple[Stage, ...]
    asked: int

    @property
    def lines(self) -> list[str]:
        """Where most came to an end, then stage by stage. A stage once reached stays reached."""
        if not self.asked:
            return ["No asks yet."]
        if len(self.stages) == 1:
            none = "No stage is logged yet: an interview, a demo, a second meeting."
            return [self._stops, none]
        return [self._stops, *(stage.sentence for stage in self.stages)]

    @property
    def _stops(self) -> str:
        """Where most came to an end; several places where as many did."""
        most, of = (of(stage.stopped for stage in self.stages) for of in (max, sum))
        if not most:
            return "Nothing has stopped yet."
        names = [stage.name for stage in self.stages if stage.stopped == most]
        where = listed(["before any stage" if name == FIRST else f"at “{name}”" for name in names])
        if most == of:
            return f"{of:,} stopped, {'all of them ' if of > 1 else ''}{where}."
        each = f"{most:,} each" if names[1:] else f"{most:,}"
        return f"It stopped most often {where}: {each} of the {of:,} that stopped."


def stages(asks: pd.DataFrame, steps: pd.DataFrame, as_of: date) -> Stages:
    """Each stage with what came of the asks that got there; an ask is at the last one it reached.

    Two spellings of one name are one stage, under the first of them.

    >>> asks = pd.DataFrame({"number": [1, 2], "outcome": ["no_final", "silence"]})
    >>> asks["asked_on"] = pd.to_datetime("2026-03-02")
    >>> steps = pd.DataFrame({"number": [1], "what": ["advanced"], "stage": ["Interview"]})
    >>> steps["on"] = pd.to_datetime("2026-03-09")
    >>> found = stages(asks, steps, date(2026, 4, 1))
    >>> [(stage.name, stage.came, stage.went_on) for stage in found.stages]
    [('Asked', 2, 1), ('Interview', 1, 0)]
    """
    asks = asks[asks["outcome"] != "withdrawn"]
    moved = steps[(steps["what"] == "advanced") & steps["number"].isin(asks["number"])]
    moved = moved.assign(stage=_named(moved["stage"]))
    paths = moved.groupby("number", sort=False)["stage"].agg(lambda names: [*dict.fromkeys(names)])
    every = {FIRST: None} | dict.fromkeys(in_order(list(paths)))
    at = {number: path[-1] for number, path in paths.items()}
    last = asks["number"].map(lambda number: at.get(number, FIRST)).astype(object)
    since = moved.drop_duplicates("number", keep="last").set_index("number")["on"].to_dict()
    asked = zip(asks["number"], asks["asked_on"], strict=True)
    begun = pd.to_datetime(pd.Series([since.get(*each) for each in asked], dtype=object))
    days = days_between(begun, pd.Timestamp(as_of))
    waits = (asks["outcome"] == "waiting").to_numpy() & (days >= 0)
    came = Counter(name for path in paths for name in path) + Counter({FIRST: len(asks)})
    return Stages(
        tuple(
            _stage(
                name,
                came[name],
                asks["outcome"][last == name],
                days[waits & (last == name).to_numpy()],
            )
            for name in every
        ),
        len(asks),
    )


def _stage(name: str, came: int, ended: "pd.Series[str]", here: Iterable[float]) -> Stage:
    return Stage(name, came, came - len(ended), count_outcomes(ended), tuple(map(int, here)))


def _named(names: "pd.Series[str]") -> "pd.Series[str]":
    """Each stage under its first spelling, the rare ones under one name."""
    plain = names.fillna("").map(folded)
    first = dict(zip(reversed(plain.tolist()), reversed(names.tolist()), strict=True)) | {
        "": UNNAMED
    }
    counts = plain.value_counts()
    common = set(counts[counts > (len(counts) > FEW)].index[:MOST])
    rest = OTHER if common else UNNAMED
    return plain.map(lambda name: first[name] if name in common else rest)


def in_order(paths: Sequence[Sequence[str]]) -> list[str]:
    """The stages as most asks pass them: first what no other stage precedes more often.

    >>> in_order([["talk"], ["talk"], ["form", "test", "talk"], ["test", "form"], ["form", "test"]])
    ['form', 'test', 'talk']
    """
    before = Counter(pair for path in paths for pair in combinations(path, 2))
    left = list(dict.fromkeys(name for path in paths for name in path))
    place = {name: mean(path.index(name) for path in paths if name in path) for name in left}
    ordered: list[str] = []
    while left:
        first = [a for a in left if all(before[a, b] >= before[b, a] for b in left)] or left
        ordered.append(min(first, key=place.__getitem__))
        left.remove(ordered[-1])
    return ordered
