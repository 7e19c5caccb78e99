"""Which patterns are more than luck: everything the log can be split by, looked at all at once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil, sqrt
from statistics import NormalDist

import numpy as np
import pandas as pd

from workshop.analysis.counts import ENOUGH
from workshop.analysis.fields import fields, labels, said
from workshop.analysis.luck import Bools, Floats, share_as_small, smallest, two_sided
from workshop.analysis.shrink import shrunk
from workshop.analysis.way import reached
from workshop.analysis.words import Told, of_hundred
from workshop.text import plural
from workshop.vocabulary import ANSWERED, CLOSED, YESES

TARGETS = {"answered": "answer", "advanced": "advance", "yes": "yes"}
SHUFFLES, SURE, POINTS = 2000, 0.05, 0.10
FAR = 1000
"""More further asks than this are not told: nobody plans by them."""


@dataclass(frozen=True)
class Pattern:
    """One group of closed asks beside the others that gave a value: `hits` of `asks`, `others_hits` of `others`.

    `shrunk`: the rates drawn towards the whole. `alone`: Fisher's p of this split by itself. `p`: the share of shuffled
    logs in which some split looks as striking. `more`: the further asks that would tell, if it is as it looks.
    `together`: the asks of the group that share a name, or were three or more forms on one day.
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
    alone: float | None = None
    p: float | None = None
    more: int | None = None
    named: bool = False
    together: int = 0

    @property
    def sure(self) -> bool:
        """More than luck, be the difference large or small."""
        return self.p is not None and self.p < SURE

    @property
    def sentence(self) -> str:
        """The counts, then what they are worth. An association is called one."""
        group = f"{self.of.capitalize()}: {self.hits:,} of {self.asks:,} with {said(self.by, self.value)}"
        told = f"{group}, {self.others_hits:,} of {self.others:,} others"
        if self.p is None:
            return f"{told}; too few to compare."
        if not self.sure:
            more = f"{plural(self.more, 'more ask')} would" if self.more else f"even {FAR:,} more asks would not"
            luck = f"Luck alone does as much in {of_hundred(self.p)} of 100 logs"
            return f"{told}. {luck}; if it is as it looks, {more} tell."
        if not self.named:
            return f"{told}: sure, and too small to matter."
        tie = f" {self.together} of the {self.asks} hang together (a name, or a day of forms) and count for less."
        return f"{told}. {self.effect}{tie if 2 * self.together > self.asks else ''}"

    @property
    def effect(self) -> str:
        """The difference as a count of ten more asks, or of a hundred where ten show none, with its give or take."""
        rates, gap = ((self.shrunk, self.asks), (self.others_shrunk, self.others)), self.shrunk - self.others_shrunk
        of = 10 if abs(gap) >= 0.095 else 100
        give = ceil(1.96 * of * sqrt(sum(rate * (1 - rate) / asks for rate, asks in rates)) - 0.5)
        many, _, word = plural(round(of * abs(gap)), TARGETS[self.of]).partition(" ")
        about = f"{many} {'more' if gap > 0 else 'fewer'} {word}"
        return f"Of {of} more of these, about {about} than of {of} others, give or take {max(1, give)}."


@dataclass(frozen=True)
class Patterns(Told):
    """Every group of the closed asks, for each target; `looked_at` counts those large enough to compare."""

    closed: int
    looked_at: int
    patterns: tuple[Pattern, ...]

    @property
    def named(self) -> tuple[Pattern, ...]:
        """What is more than luck and large enough to matter; of two halves of one split, the higher."""
        return _ranked(row for row in self.patterns if row.named)

    @property
    def lines(self) -> list[str]:
        """What stands out, what is sure and too small, and where neither is, what comes nearest."""
        if not self.looked_at:
            return [f"{plural(self.closed, 'closed ask')}: no two groups of {ENOUGH} to compare yet."]
        sure = (*self.named, *_ranked(row for row in self.patterns if row.sure and not row.named))
        nearest = _ranked(row for row in self.patterns if row.alone is not None)
        stands = "these are more than luck" if self.named else "nothing that matters stands out"
        told = [row.sentence for row in sure[:3]] or [f"Nearest is this. {nearest[0].sentence}"]
        why = ["Each is an association; why, a log can't say."] * bool(self.named)
        looked = f"{plural(self.looked_at, 'split')} of {plural(self.closed, 'closed ask')} looked at, and {stands}."
        return [looked, *told, *why]


def patterns(asks: pd.DataFrame, steps: pd.DataFrame, *, shuffles: int = SHUFFLES) -> Patterns:
    """Every split of the closed asks, for answered, advanced and yes, against luck. The same log says the same."""
    closed = asks[asks["outcome"].isin(CLOSED)]
    answered, yes = (closed["outcome"].isin(words).to_numpy() for words in (ANSWERED, YESES))
    hits = {"answered": answered, "advanced": reached(closed, steps)["advanced"].to_numpy(), "yes": yes}
    targets = {of: hit for of, hit in hits.items() if 0 < hit.sum() < len(hit)}
    splits = [_Split(field, labels(closed, field)) for field in fields(closed)] if targets else []
    large = np.concatenate([np.empty((0, len(closed)), bool), *(split.groups[split.large] for split in splits)])
    luck = smallest(large, np.array(list(targets.values())), shuffles) if len(large) else np.ones(1)
    rows = [row for of, hit in targets.items() for split in splits for row in _compare(of, hit, split, luck, closed)]
    return Patterns(len(closed), len(large) * len(targets), tuple(rows))


class _Split:
    """The groups of one field, a row each: their values, who is in them, how many, and which can be compared."""

    def __init__(self, by: str, label: pd.Series) -> None:
        codes, values = pd.factorize(label, sort=True)
        self.by, self.values = by, values.tolist() if len(values) > 1 else []
        self.groups: Bools = codes == np.arange(len(self.values))[:, None]
        self.asks = self.groups.sum(axis=1)
        self.large = np.minimum(self.asks, self.asks.sum() - self.asks) >= ENOUGH


def _compare(of: str, hit: Bools, split: _Split, luck: Floats, closed: pd.DataFrame) -> Iterable[Pattern]:
    """Each group of a split beside the others, for one target."""
    asks, hits, all_hits = split.asks, (split.groups & hit).sum(axis=1, dtype=float), int(hit.sum())
    rates, every, every_hit = shrunk(hits, asks) if split.values else asks, int(asks.sum()), int(hits.sum())
    for at, group in enumerate(split.groups):
        n, k, rate = int(asks[at]), int(hits[at]), float(rates[at])
        other_rate = float(rates @ asks - rate * n) / (every - n)
        row = Pattern(of, split.by, split.values[at], k, n, every_hit - k, every - n, rate, other_rate)
        if not split.large[at]:
            yield row
            continue
        alone = float(two_sided(every, every_hit, n)[k])
        # Who gave no value is in no group, yet was shuffled too: a split has to stand out with them and without.
        p = share_as_small(max(alone, float(two_sided(len(hit), all_hits, n)[k])), luck)
        matters = abs(rate - other_rate) >= min(POINTS, every_hit / every / 3)
        more = _more(every, alone, float(luck[int(SURE * len(luck))])) if p >= SURE else None
        together = _together(closed[group]) if p < SURE else 0
        yield replace(row, alone=alone, p=p, more=more, named=p < SURE and matters, together=together)


def _more(asks: int, alone: float, needed: float) -> int | None:
    """The further asks with which a difference as seen stands out in 8 of 10 logs; None beyond `FAR`."""
    z = NormalDist().inv_cdf
    seen, wanted = -z(alone / 2), z(0.8) - z(needed / 2)
    more = ceil(asks * ((wanted / seen) ** 2 - 1)) if seen > 0 else FAR + 1
    return max(more, 1) if more <= FAR else None


def _together(group: pd.DataFrame) -> int:
    same_name = group["alias"].notna() & group["alias"].duplicated(keep=False)
    same_day = (group["channel"] == "form") & (group.groupby("asked_on")["asked_on"].transform("size") > 2)
    return int((same_name | same_day).sum())


def _ranked(rows: Iterable[Pattern]) -> tuple[Pattern, ...]:
    """The surest first; of the two halves of one split, or of two targets that are one, only the higher."""
    order = sorted(rows, key=lambda row: (row.p, row.alone, row.others_shrunk - row.shrunk))
    split = {(row.by, row.alone, row.hits + row.others_hits): row for row in reversed(order)}
    return tuple(row for row in order if row is split[row.by, row.alone, row.hits + row.others_hits])
