"""Which patterns are more than luck: everything the log can be split by, looked at all at once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b
from math import ceil
from statistics import NormalDist

import numpy as np
import pandas as pd

from workshop.analysis.counts import ENOUGH
from workshop.analysis.fields import group_words
from workshop.analysis.look import NO_DAY, Look, organisations
from workshop.analysis.luck import SURE, Luck, luck, share_as_small, shrunk, two_sided
from workshop.analysis.splits import Split, same_time, splits, tied_by
from workshop.analysis.ties import Bools, Floats
from workshop.analysis.words import Told, of_hundred
from workshop.text import listed, plural

FAR = 1000
"""More further asks than this are not told: nobody plans by them."""


@dataclass(frozen=True)
class Pattern:
    """One group of asks beside the others that gave a value: `hits` of `asks`, `others_hits` of
    `others`.

    `shrunk`: the rates drawn towards the whole. A group that is large enough to compare is
    `Weighed`; this one is not.
    """

    of: str
    by: str
    value: str
    hits: int
    asks: int
    others_hits: int
    others: int
    shrunk: float
    others_shrunk: float
    p: float | None = None
    named: bool = False

    @property
    def name(self) -> str:
        """The group as a person says it."""
        return group_words(self.by, self.value)


@dataclass(frozen=True, kw_only=True)
class Weighed(Pattern):
    """A group with what luck says of it, and whether it is `named`: more than luck, and large
    enough to matter.

    `alone`: the p of this group by itself. `p`: the share of shuffled logs in which some group
    looks as striking. `more`: the further asks, or organisations where whole ones are in the group
    (`by_block`), that would tell, if it is as it looks. `forms`: the asks of the group that nobody
    said who got, and that were three or more forms on one day. `also`: what else the same asks have
    in common. `split` and `group` are marks by which the same two halves, and the same asks, are
    known again.
    """

    p: float
    alone: float
    more: int | None
    by_block: bool
    forms: int
    split: str
    group: str
    also: str = ""

    @property
    def sure(self) -> bool:
        """More than luck, be the difference large or small."""
        return self.p < SURE

    @property
    def sentence(self) -> str:
        """The counts, then what they are worth."""
        same = f" ({self.also}: the same {plural(self.asks, 'ask')})" if self.also else ""
        group = f"{self.of.capitalize()}: {self.hits:,} of {self.asks:,} {self.name}{same}"
        told = f"{group}, {self.others_hits:,} of {self.others:,} others"
        if not self.sure:
            unit = "more organisation" if self.by_block else "more ask"
            more = (
                f"{plural(self.more, unit)} would"
                if self.more
                else f"even {FAR:,} {unit}s would not"
            )
            luck = f"Luck alone does as much in {of_hundred(self.p)} of 100 logs"
            return f"{told}. {luck}; if it is as it looks, {more} tell."
        worth = "more than luck" if self.named else "sure, and too small to matter"
        return f"{told}: {worth}.{self._caution}"

    @property
    def _caution(self) -> str:
        """That forms of one day may hang together; empty for a small part, and where it is known
        who got them.
        """
        if 2 * self.forms <= self.asks:
            return ""
        which = f"{self.forms:,} of the {self.asks:,} were forms, three or more on a day"
        return (
            f" {which}, and nobody said to whom: "
            "if some went to one place, it is less sure than it looks."
        )


SHUFFLES, POINTS = 2000, 0.10
LOOKED_OFTEN = (
    "Whoever looks often sees luck more often: of 100 logs of nothing but luck, about 5 show a "
    "pattern at one look, about 30 at one or more of twenty looks while they grow. One that stays "
    "says more than one that comes and goes."
)


@dataclass(frozen=True)
class Patterns(Told):
    """Every group of the asks `compared`, for each target; `looked_at` counts those that are large
    enough for it.

    What counts came within `window` days of each ask (None: no day is known). `left` says what was
    left out, and why.
    """

    compared: int
    window: int | None
    looked_at: int
    patterns: tuple[Pattern, ...]
    left: tuple[str, ...] = ()

    @property
    def weighed(self) -> list[Weighed]:
        """The groups that are large enough to compare."""
        return [row for row in self.patterns if isinstance(row, Weighed)]

    @cached_property
    def named(self) -> tuple[Weighed, ...]:
        """What is more than luck and large enough to matter; of groups that are the same asks or
        halves, one.
        """
        return _ranked(row for row in self.weighed if row.named)

    @property
    def lines(self) -> list[str]:
        """What stands out, what is sure and too small, and where neither is, what comes nearest."""
        compared = plural(self.compared, "ask")
        if not self.looked_at:
            return [f"{compared}: no two groups of {ENOUGH} to compare yet.", *self.left]
        sure = (*self.named, *_ranked(row for row in self.weighed if row.sure and not row.named))
        nearest = _ranked(self.weighed)
        stands = "these are more than luck" if self.named else "nothing that matters stands out"
        told = [row.sentence for row in sure[:3]] or [f"Nearest is this. {nearest[0].sentence}"]
        why = ["Each is an association; why, a log can't say."] * bool(self.named)
        each = f", each over its first {plural(self.window, 'day')}" if self.window else ""
        looked = f"{plural(self.looked_at, 'split')} of {compared} looked at{each}, and {stands}."
        return [looked, *told, *why, *self.left]


def patterns(
    asks: pd.DataFrame, steps: pd.DataFrame, look: Look = NO_DAY, *, shuffles: int = SHUFFLES
) -> Patterns:
    """Every split of the asks that had the same time, against luck, for answered, advanced and yes.

    The same log says the same.
    """
    same = same_time(asks, steps, look)
    over, hits = same.asks, {of: hit for of, hit in same.hits.items() if 0 < hit.sum() < len(hit)}
    if not hits:
        return Patterns(len(over), same.window, 0, (), tuple(same.left))
    tied = tied_by(over, look, by_time=bool(same.loose and same.window))
    every = splits(over, tied, look)
    tried = [split.groups[split.tried] for split in every]
    tested, chance = sum(map(len, tried)), None
    if tested:
        given = [] if tied.free else [[split.given for split in every]]
        chance = luck(
            np.concatenate([*tried, *given]), np.array(list(hits.values())), shuffles, tied, tested
        )
    forms = _forms(over, look)
    targets = (_Target(at, of, hit, forms) for at, (of, hit) in enumerate(hits.items()))
    rows = tuple(row for target in targets for row in _compare(target, every, chance))
    left = (*_few(over, look, every), *same.left)
    return Patterns(len(over), same.window, tested * len(hits), rows, left)


def _few(asks: pd.DataFrame, look: Look, every: list[Split]) -> list[str]:
    """That the organisations are too few for what differs between them, where they are."""
    if not any(split.few for split in every):
        return []
    count = plural(organisations(asks, look.organisation).nunique(), "organisation")
    return [
        f"{count} can show no pattern by what differs between them: they are too few, "
        "or of too different sizes."
    ]


def _forms(asks: pd.DataFrame, look: Look) -> Bools:
    """Forms, three or more on a day, of which nobody said who got them."""
    unknown = organisations(asks, look.organisation).isna() & (asks["channel"] == "form")
    same_day = asks["asked_on"].map(asks["asked_on"].value_counts())
    return np.asarray(unknown & (same_day > 2), dtype=np.bool_)


@dataclass(frozen=True)
class _Target:
    """What asks can reach: its place among the targets, its name, who reached it; and which asks
    are doubtful forms.
    """

    at: int
    of: str
    hit: Bools
    forms: Bools


def _compare(target: _Target, every: list[Split], chance: Luck | None) -> Iterable[Pattern]:
    """Each group of each split beside the others, for one target."""
    columns = iter(range(sum(int(split.tried.sum()) for split in every)))
    for nth, split in enumerate(every):
        asks: Floats = split.asks
        hits: Floats = (split.groups & target.hit).sum(axis=1).astype(np.float64)
        rates, all_asks, all_hits = shrunk(hits, asks), int(asks.sum()), int(hits.sum())
        for row in np.flatnonzero(~split.single).tolist():
            n, k, rate = int(asks[row]), int(hits[row]), float(rates[row])
            other = float(rates @ asks - rate * n) / (all_asks - n)
            rest = (k, n, all_hits - k, all_asks - n, rate, other)
            found = Pattern(target.of, split.by, split.values[row], *rest)
            if chance and split.tried[row]:
                alone = _alone(found, target, nth, next(columns), chance)
                found = _weighed(found, target, split, row, alone, chance)
            yield found


def _alone(row: Pattern, target: _Target, split: int, column: int, chance: Luck) -> float:
    """The p of one group by itself, among all asks and among those with a value, whichever is
    larger.

    Who gave no value is in no group, yet was shuffled too: a group has to stand out with them and
    without.
    """
    every, hits, among_all = (
        row.asks + row.others,
        row.hits + row.others_hits,
        chance.tables[target.at][column],
    )
    alone = float(among_all[row.hits])
    if every == len(target.hit):
        return alone
    if chance.is_exact:
        return max(alone, float(two_sided(every, hits, row.asks)[row.hits]))
    given = len(chance.tables[target.at]) + split
    return max(
        alone, chance.share_among(target.at, column, given, (row.hits, row.asks, hits, every))
    )


def _weighed(
    row: Pattern, target: _Target, split: Split, at: int, alone: float, chance: Luck
) -> Weighed:
    """A group with what luck says of it."""
    p, group = share_as_small(alone, chance.least), split.groups[at]
    whole, by_block = (row.hits + row.others_hits) / (row.asks + row.others), split.between[at]
    matters = abs(row.shrunk - row.others_shrunk) >= min(POINTS, whole / 3)
    units = split.units if by_block else row.asks + row.others
    needed = float(chance.least[int(SURE * len(chance.least))])
    halves = sorted(np.packbits(half).tobytes() for half in (group, split.given & ~group))
    return Weighed(
        **{**vars(row), "p": p, "named": p < SURE and matters},
        alone=alone,
        more=_more(units, alone, needed) if p >= SURE else None,
        by_block=bool(by_block),
        forms=int((group & target.forms).sum()) if p < SURE else 0,
        split=_mark(*halves, np.packbits(target.hit).tobytes()),
        group=_mark(np.packbits(group).tobytes()),
    )


def _mark(*parts: bytes) -> str:
    return blake2b(b"|".join(parts), digest_size=8).hexdigest()


def _more(units: int, alone: float, needed: float) -> int | None:
    """The further asks with which a difference as seen stands out in 8 of 10 logs; None beyond
    `FAR`.
    """
    z = NormalDist().inv_cdf
    seen, wanted = -z(alone / 2), z(0.8) - z(needed / 2)
    more = ceil(units * ((wanted / seen) ** 2 - 1)) if seen > 0 else FAR + 1
    return max(more, 1) if more <= FAR else None


def _ranked(rows: Iterable[Weighed]) -> tuple[Weighed, ...]:
    """The surest first; of the same two halves, or two targets that are one, only the higher, with
    its other names.
    """
    order = sorted(rows, key=lambda row: (row.p, row.alone, row.others_shrunk - row.shrunk))
    first = {row.split: row for row in reversed(order)}
    names: dict[tuple[str, str], list[str]] = {}
    for row in order:
        names.setdefault((row.of, row.group), []).append(row.name)
    kept = (row for row in order if row is first[row.split])
    return tuple(replace(row, also=listed(names[row.of, row.group][1:])) for row in kept)
